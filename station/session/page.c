/* Screens to read: any press leaves them. */
#include "session/inside.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const int64_t PAGE_NS = 5 * 60 * NS_PER_S;

static void open(struct session *session, enum screen screen)
{
    session->page = screen;
    stage_go(session, STAGE_PAGE);
    cue_hush(session);
}

/* All of it is spoken: who is on the floor need not look. */
void page_open_professional(struct session *session)
{
    open(session, SCREEN_PROFESSIONAL);
    cue_key(session, URGENCY_SAFETY, "say.professional_urgent");
    cue_key(session, URGENCY_SAFETY, "say.professional_soon");
    cue_key(session, URGENCY_SAFETY, "say.professional_who");
}

void page_open_history(struct session *session)
{
    open(session, SCREEN_HISTORY);
    session->sentence = 0;
}

void page_open_test(struct session *session)
{
    open(session, SCREEN_TEST);
}

void page_open_fault(struct session *session)
{
    open(session, SCREEN_FAULT);
    session->silence_told = true;
    cue_key(session, URGENCY_LEAD, "say.mat_silent");
}

/* Where a session led to the signs, its end is still to be told, and how to get up. */
static void leave(struct session *session)
{
    if (!session->signs_due) {
        idle_go(session);
        return;
    }
    session->signs_due = false;
    done_show(session);
}

void page_press(struct session *session, const struct press *press)
{
    (void)press;
    cue_stop(session);
    switch (session->page) {
    case SCREEN_PROFESSIONAL: leave(session); break;
    case SCREEN_FAULT: idle_choose(session); break;
    default: more_open(session); break;
    }
}

void page_step(struct session *session)
{
    if (session->page == SCREEN_HISTORY)
        history_tell(session);
    if (session->now_ns - session->stage_since_ns >= PAGE_NS)
        leave(session);
}

static char *next_line(struct view *view)
{
    return view->lines < sizeof view->line / sizeof *view->line ? view->line[view->lines++] : NULL;
}

static void say_line(struct session *session, const char *key, const char *value)
{
    char *line = next_line(&session->view);
    if (line)
        text_fill(line, TEXT_MAX, text_of(session, key),
                  (const struct fill[]){{"value", value}, {0}});
}

static void say_number(struct session *session, const char *key, double number, int digits)
{
    char value[NUMBER_BYTES];
    say_line(session, key,
             catalogue_number(session->catalogue, session->language, number, digits, value));
}

/* The longest lateness that was seen, as its bin's upper end. */
static double latest_ms(const struct machine_health *health)
{
    for (int bin = LATENESS_BINS - 1; bin >= 0; bin--)
        if (health->lateness[bin])
            return (double)(1u << bin) / 1000.0;
    return 0;
}

/* A text with two values. */
static void say_two(struct session *session, const char *key, const char *value, const char *n)
{
    char *line = next_line(&session->view);
    if (line)
        text_fill(line, TEXT_MAX, text_of(session, key),
                  (const struct fill[]){{"value", value}, {"n", n}, {0}});
}

static void say_bus(struct session *session)
{
    const struct machine_health *health = &session->health;
    char khz[32];
    snprintf(khz, sizeof khz, "%.0f", health->bus_hz / 1000);
    if (!health->bus_open)
        say_line(session, "test.bus", text_of(session, "test.none"));
    else if (health->bus_hz <= 0)
        say_line(session, "test.bus", health->bus_name);
    else
        say_two(session, "test.bus_at", health->bus_name, khz);
}

static void say_frames(struct session *session)
{
    const struct machine_health *health = &session->health;
    char rate[NUMBER_BYTES], lost[32];
    catalogue_number(session->catalogue, session->language, health->frame_rate_hz, 1, rate);
    snprintf(lost, sizeof lost, "%" PRIu64, health->skipped + health->dropped);
    say_two(session, "test.rate", rate, lost);
}

static void say_chips(struct session *session)
{
    const struct machine_health *health = &session->health;
    unsigned failing = 0;
    char all[16], bad[16];
    for (unsigned i = 0; i < health->chips && i < CHIPS_MAX; i++)
        failing += health->chip[i].state != CHIP_OK;
    snprintf(all, sizeof all, "%u", health->chips);
    snprintf(bad, sizeof bad, "%u", failing);
    say_two(session, failing ? "test.chips_failing" : "test.chips", all, bad);
}

static double failed_transfers(const struct machine_health *health)
{
    uint64_t failures = 0;
    for (unsigned i = 0; i < health->chips && i < CHIPS_MAX; i++)
        for (unsigned cause = 1; cause < PAD_STATES; cause++)
            failures += health->chip[i].failures[cause];
    return (double)failures;
}

static void test_lines(struct session *session)
{
    const struct machine_health *health = &session->health;
    say_bus(session);
    say_number(session, "test.failures", failed_transfers(health), 0);
    say_frames(session);
    say_number(session, "test.late_ms", latest_ms(health), 1);
    say_chips(session);
    say_number(session, "test.pads_faulty", trouble_pads(session), 0);
    say_line(session, "test.button",
             text_of(session, health->button_stuck ? "test.stuck"
                              : health->button     ? "test.there"
                                                   : "test.none"));
    say_line(session, "test.version", MATSTATION_VERSION);
    if (*session->wrong_file)
        say_line(session, "test.file", session->wrong_file);
}

static void text_lines(struct session *session, const char *page)
{
    char key[48];
    for (unsigned i = 1; i <= sizeof session->view.line / sizeof *session->view.line; i++) {
        snprintf(key, sizeof key, "page.%s.line%u", page, i);
        const char *text = text_of(session, key);
        char *line = text == key ? NULL : next_line(&session->view);
        if (!line)
            return;
        text_copy(line, TEXT_MAX, text);
    }
}

void page_fill(struct session *session)
{
    static const char *const names[SCREENS] = {[SCREEN_PROFESSIONAL] = "professional",
                                               [SCREEN_HISTORY] = "history",
                                               [SCREEN_TEST] = "test",
                                               [SCREEN_FAULT] = "fault"};
    struct view *view = &session->view;
    char key[48];
    view->screen = session->page;
    snprintf(key, sizeof key, "page.%s.title", names[session->page]);
    text_copy(view->title, sizeof view->title, text_of(session, key));
    if (session->page == SCREEN_FAULT)
        text_copy_key(view->cue, sizeof view->cue, session, "idle.cue");
    if (session->page == SCREEN_TEST) {
        test_lines(session);
        view->show_mat = true;
    } else {
        text_lines(session, names[session->page]);
    }
    const struct history_view *history = person_history(session);
    if (session->page == SCREEN_HISTORY && history)
        view->history = *history;
}
