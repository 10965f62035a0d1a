/* A million random steps through every state, with all inputs, and what must hold in each of them.
 */
#include "unit/session/walk_moves.h"
#include "unit/session/walk_promises.h"

/* More than a million only as long as it has not been everywhere. */
enum { STEPS = 1000000, STEPS_MOST = 4000000 };

/* In a session that goes on; each begins with what the mat shows just then. */
static void note_met(struct walk *walk, bool seen)
{
    const struct session_output *output = &walk->s->output;
    walk->seen_person = seen ? walk->s->seen.presence == PRESENCE_PERSON : walk->seen_person;
    for (unsigned i = 0; i < output->records; i++)
        if (output->record[i].kind == RECORD_SESSION_BEGIN ||
            output->record[i].kind == RECORD_SESSION_RESUME)
            walk->met = false;
    walk->met = walk->met || walk->seen_person;
}

static void step(struct walk *walk)
{
    struct scripted *s = walk->s;
    const bool away = s->now_ns < walk->away_ns;
    const int64_t tick_ms = away                 ? 4000
                            : one_in(walk, 3000) ? 1 + (int64_t)(next_random(walk) % 70000)
                                                 : 40;
    if (one_in(walk, 6000))
        walk->away_ns = s->now_ns + (int64_t)(next_random(walk) % (40 * 60 * NS_PER_S));
    s->now_ns += tick_ms * NS_PER_MS;
    walk->tick_ns = tick_ms * NS_PER_MS;
    walk->apart_ns += walk->tick_ns;
    walk_over(walk);
    pull_plug(walk);
    s->seen.events = 0;
    s->seen.time_ns = s->now_ns - (int64_t)(next_random(walk) % NS_PER_MS);
    disturb(walk);
    if (away)
        s->seen = (struct observation){.time_ns = s->seen.time_ns};
    else if (s->obedient)
        scripted_obey(s);
    else
        random_events(walk);
    step_off(walk);
    slip(walk);
    const bool frame = !one_in(walk, 20);
    if (frame && (s->seen.gap_ns > 0 || s->seen.presence == PRESENCE_NOBODY))
        s->seen.roller.paused = false;
    if (frame)
        scripted_tell_pause(s, (int64_t)(next_random(walk) % SEEN_LATE_MS) * NS_PER_MS);
    walk->loads.time_ns = s->now_ns;
    struct session_input input = {.time_ns = s->now_ns};
    if (frame) {
        input.observation = &s->seen;
        input.loads = &walk->loads;
        input.frame = &walk->frame;
    }
    outside(walk, &input);
    random_press(walk, &input);
    walk->presses += input.presses;
    walk->exports += input.exported != EXPORT_NO_NEWS;
    session_step(s->session, &input, &s->output);
    s->view = s->output.view;
    note_met(walk, input.observation && !is_silent(walk));
    one_spoken_cue_at_a_time(walk);
    assert_true(s->output.records < RECORDS_MAX);
    for (unsigned i = 0; i < s->output.records; i++)
        check_record(walk, &s->output.record[i]);
    walk->been.request[s->output.request]++;
    the_view_makes_sense(walk);
    nothing_runs_off_the_mat(walk);
    nothing_is_seen_in_silence(walk);
    if (frame)
        walk->apart_ns = 0;
}

/* The card by which somebody gets out; NULL: any will do. */
static const char *way_out(enum card_set set)
{
    switch (set) {
    case CARDS_PAUSED: return "end";
    case CARDS_CHOOSE: return "more";
    case CARDS_MORE: return "power_off";
    default: return NULL;
    }
}

/* However it came here: the button alone, a second between two presses, and no waiting. */
static void there_is_always_a_way_out(struct walk *walk)
{
    struct scripted *s = walk->s;
    s->obedient = false;
    memset(&s->seen, 0, sizeof s->seen);
    for (unsigned i = 0; i < 100 && s->output.view->screen != SCREEN_IDLE &&
                         s->output.view->screen != SCREEN_POWER_OFF;
         i++) {
        s->now_ns += NS_PER_S;
        s->seen.time_ns = s->now_ns;
        struct session_input input = {.time_ns = s->now_ns, .observation = &s->seen};
        input.presses = 1;
        const struct view *view = s->output.view;
        const char *wanted = view->screen == SCREEN_CARDS ? way_out(view->card_set) : NULL;
        const bool another = wanted && strcmp(view->card[view->selected].id, wanted) != 0;
        input.press[0].kind = another ? PRESS_SHORT : PRESS_HELD;
        session_step(s->session, &input, &s->output);
        for (unsigned r = 0; r < s->output.records; r++)
            check_record(walk, &s->output.record[r]);
    }
    assert_true(s->output.view->screen == SCREEN_IDLE ||
                s->output.view->screen == SCREEN_POWER_OFF);
}

static void reopen(struct walk *walk, unsigned person, const char *programme)
{
    struct scripted *s = walk->s;
    session_close(s->session);
    s->session = NULL;
    s->view = s->output.view = NULL;
    scripted_open(s, person, programme);
    walk->step_open = walk->met = walk->seen_person = false;
    walk->off_mat_ns = walk->spoken_until_ns = 0;
}

/* The power goes, now; and comes back a minute later. */
static void cut(struct walk *walk)
{
    walk->been.cuts++;
    walk->log.cut = true;
    walk->s->snapshot.unfinished = sum(&walk->log);
    walk->s->snapshot.next_session = walk->log.session ? walk->log.session + 1 : 1000;
    reopen(walk, 1, NULL);
}

/* Another day: another person, other settings, nothing to go on with. */
static void begin_anew(struct walk *walk)
{
    static const char *const programmes[] = {"free_rolling", "short", "strong", "evening",
                                             "hips",         NULL,    NULL,     NULL};
    struct snapshot *snapshot = &walk->s->snapshot;
    snapshot->settings = one_in(walk, 4) ? 0 : 1;
    if (snapshot->settings && one_in(walk, 3))
        strcpy(snapshot->setting[snapshot->settings++].key, "equipment");
    strcpy(snapshot->setting[1].value, one_in(walk, 2) ? "none" : "roller,ball");
    snapshot->unfinished.present = false;
    struct setting *barred = &snapshot->person[0].setting[snapshot->person[0].settings - 1];
    strcpy(barred->value, one_in(walk, 3) ? "1" : "0");
    snapshot->person[0].history.days_since_first = one_in(walk, 2) ? 3 : 100;
    snapshot->person[0].history.stiffness[0] = one_in(walk, 2) ? NAN : 3;
    walk->log.session = 0;
    reopen(walk, one_in(walk, 4) ? 0 : 1, programmes[next_random(walk) % 8]);
}

static bool all_met(bool print, const char *what, const unsigned *count, unsigned length,
                    unsigned not_here)
{
    bool all = true;
    char line[400] = "";
    for (unsigned i = 0; i < length; i++) {
        snprintf(line + strlen(line), sizeof line - strlen(line), " %u", count[i]);
        all = all && (count[i] > 0 || (not_here & 1u << i));
    }
    if (print)
        print_message("%-14s%s%s\n", what, line, all ? "" : "  <- never reached");
    return all;
}

/* The safe screen is shown by the program without a session. */
static bool was_everywhere(const struct been *been, bool print)
{
    bool all = all_met(print, "screens", been->screen, SCREENS, 1u << SCREEN_SAFE);
    all &= all_met(print, "card sets", been->set, CARDS_WEIGHT + 1, 0);
    all &= all_met(print, "phases", been->phase, PHASE_STEP_DONE + 1, 1u << PHASE_NONE);
    all &= all_met(print, "paused cards", been->paused_card, 5, 0);
    all &= all_met(print, "steps end", been->outcome, STEP_FIRST_WEEKS + 1, 0);
    all &= all_met(print, "sessions end", been->ending, SESSION_CLOSED + 1, 1u << SESSION_OPEN);
    all &= all_met(print, "records", been->record, RECORD_CLOCK + 1, 0);
    all &= all_met(print, "requests", been->request, REQUEST_LEAVE + 1, 0);
    const bool held = been->phase[PHASE_HOLD] > 1000 && been->phase[PHASE_BROKEN] > 200;
    return all && held && been->cuts > 20 && been->resumed > 5;
}

/* One of an owner's own, which begins with what else comes late; nothing is done instead of what is
 * taken out. */
static void make_own(struct programme *programme, size_t number, const struct catalogue *catalogue)
{
    static const char *const first[] = {"pigeon", "plank_front", "smr_quad_hipflexor",
                                        "bridge_hold"};
    const int found = catalogue_find_exercise(catalogue, first[number / 2 % 4]);
    snprintf(programme->id, sizeof programme->id, "p%02zu", number);
    programme->step[0].exercise = (unsigned)found;
    programme->step[0].dose = catalogue->exercise[found].dose;
    programme->step[0].selection = 0;
    for (unsigned i = 0; i < programme->steps; i++)
        programme->step[i].alternative = -1;
}

static void open_walk(struct walk *walk, struct scripted *s)
{
    scripted_load(s);
    *walk = (struct walk){.s = s, .random = 88172645463325252u};
    walk->loads.pads = walk->frame.pads = s->mat.pads;
    for (unsigned i = 0; i < s->mat.pads; i++)
        walk->loads.usable[i] = true;
    for (size_t i = 0; i < PROGRAMMES_GIVEN; i++) {
        walk->many[i] = s->catalogue.programme[i % s->catalogue.programmes];
        if (i % 2 || i >= 2 * s->catalogue.programmes) /* each of the others is there once */
            make_own(&walk->many[i], i, &s->catalogue);
    }
    walk->programmes = (struct programmes){PROGRAMMES_GIVEN, walk->many};
    scripted_set(s, "ready", "yes");
    scripted_set(s, "health", "clear");
    scripted_set(s, "barred.cat_cow", "0");
    strcpy(s->snapshot.setting[0].key, "ready");
    strcpy(s->snapshot.setting[0].value, "yes");
    scripted_open(s, 1, NULL);
}

static void a_million_random_steps_reach_every_state_and_keep_every_promise(void **state)
{
    (void)state;
    static struct scripted s;
    static struct walk walk;
    open_walk(&walk, &s);
    unsigned i = 0;
    for (; i < STEPS || (i < STEPS_MOST && !was_everywhere(&walk.been, false)); i++) {
        if (i % 20000 == 0)
            begin_anew(&walk);
        else if (one_in(&walk, 8000))
            cut(&walk);
        step(&walk);
        if (s.output.request == REQUEST_POWER_OFF) {
            s.snapshot.unfinished.present = false;
            reopen(&walk, 1, NULL);
        }
        if (i % 20000 == 19999)
            there_is_always_a_way_out(&walk);
    }
    print_message("%u steps, %u sessions, %u cuts, gone on with %u times\n", i, walk.sessions,
                  walk.been.cuts, walk.been.resumed);
    assert_true(was_everywhere(&walk.been, true));
    assert_true(walk.sessions > 50 && walk.been.resumed > 5);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_random_steps_reach_every_state_and_keep_every_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
