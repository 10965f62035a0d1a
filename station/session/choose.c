/* What shall it be: today, the programmes, free rolling, more. */
#include "session/inside.h"

#include "catalogue/length.h"
#include "catalogue/names.h"

#include <stdio.h>
#include <string.h>

static const char *const DOT = " \xC2\xB7 ";

static void append(char *out, size_t size, const char *before, const char *text)
{
    char with[TEXT_MAX + 8];
    snprintf(with, sizeof with, "%s%s", before, text);
    text_copy(out + strlen(out), size - strlen(out), with);
}

/* While an exercise is shown, people get into place already: so much of it they are ahead. */
enum { AHEAD_S = 3 };

static unsigned seconds_of(const struct session *session, const struct plan *plan)
{
    unsigned sum_s = 0;
    for (unsigned i = 0; i < plan->steps; i++) {
        const struct planned *step = &plan->step[i];
        const struct exercise *exercise = &session->catalogue->exercise[step->exercise];
        sum_s += length_of_step_s(exercise, &step->dose, step->other_side_follows);
        if (!step->other_side_before && place_showing_s(session, exercise))
            sum_s += place_showing_s(session, exercise) - AHEAD_S;
    }
    return sum_s;
}

/* Whole minutes; of short ones halves too, so that it is true within a tenth. */
static void say_minutes(unsigned seconds, char *out, size_t size)
{
    const unsigned halves = (seconds + 15) / 30;
    if (seconds >= 5 * 60)
        snprintf(out, size, "%u", (seconds + 30) / 60);
    else if (halves < 2)
        snprintf(out, size, "1");
    else
        snprintf(out, size, "%u%s", halves / 2, halves % 2 ? "\xC2\xBD" : "");
}

/* "15 minutes · roller, strap · 2 exercises left out"; what is open takes as long as it takes. */
static void say_needs(const struct session *session, const struct programme *programme,
                      struct card *card)
{
    struct plan plan;
    char number[16], key[64];
    plan_make(session, programme, plan_selection(session, programme, session->next_session), &plan);
    say_minutes(seconds_of(session, &plan), number, sizeof number);
    if (!programme->open)
        text_fill(card->detail, sizeof card->detail, text_of(session, "card.minutes"),
                  (const struct fill[]){{"n", number}, {0}});
    const unsigned bits = plan_equipment(session->catalogue, &plan);
    const char *before = programme->open ? "" : DOT;
    for (unsigned i = 0; i < names_equipment.count; i++) {
        if (!(bits & (1u << i)))
            continue;
        snprintf(key, sizeof key, "equipment.%s", names_equipment.name[i]);
        append(card->detail, sizeof card->detail, before, text_of(session, key));
        before = ", ";
    }
    if (plan.left_outs == 0)
        return;
    char left[TEXT_MAX];
    snprintf(number, sizeof number, "%u", plan.left_outs);
    text_fill(left, sizeof left,
              text_of(session, plan.left_outs == 1 ? "card.left_out_one" : "card.left_out"),
              (const struct fill[]){{"n", number}, {0}});
    append(card->detail, sizeof card->detail, *card->detail ? DOT : "", left);
}

static int accent(const struct session *session, const struct programme *programme)
{
    return programme->steps ? (int)session->catalogue->exercise[programme->step[0].exercise].kind
                            : -1;
}

static void add_programme(struct session *session, int index, const char *id, const char *title,
                          const char *line)
{
    const struct programme *programme = &session->programmes.programme[index];
    say_needs(session, programme, menu_card(session, id, title, line, accent(session, programme)));
}

static void add_today(struct session *session)
{
    const char *reason = NULL;
    const int today = today_choose(session, &reason);
    char title[NAME_MAX_BYTES];
    if (today < 0)
        return;
    text_fill(title, sizeof title, text_of(session, "card.today.title"),
              (const struct fill[]){
                  {"name", session->programmes.programme[today].name[session->language]}, {0}});
    add_programme(session, today, "today", title, text_of(session, reason));
}

/* The programmes of one page: beside them stand Today on the first, the way on where there are
 * several pages, and More. */
static void page_of(const struct session *session, unsigned page, size_t *from, size_t *to)
{
    const size_t count = session->programmes.count, first = CARDS_MAX - 3, later = CARDS_MAX - 2;
    *from = page == 0 ? 0 : first + (page - 1) * later;
    *to = page == 0 ? first : *from + later;
    if (page == 0 && count <= later)
        *to = count;
    if (*to > count)
        *to = count;
}

static void add_cards(struct session *session, unsigned page)
{
    size_t from, to;
    page_of(session, page, &from, &to);
    session->menu.cards = 0;
    session->menu.page = page;
    if (page == 0)
        add_today(session);
    for (size_t i = from; i < to; i++) {
        const struct programme *programme = &session->programmes.programme[i];
        add_programme(session, (int)i, programme->id, programme->name[session->language],
                      programme->line[session->language]);
    }
    if (page > 0 || to < session->programmes.count)
        menu_card_key(session, "further");
    menu_card_key(session, "more");
}

void choose_open(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_CHOOSE);
    session->output->choosing = true;
    add_cards(session, 0);
    menu_shown(session, "say.choose");
}

/* After the last page comes the first one again. */
static void open_next_page(struct session *session)
{
    size_t from, to;
    page_of(session, session->menu.page, &from, &to);
    const unsigned next = to < session->programmes.count ? session->menu.page + 1 : 0;
    menu_begin(session, CARDS_CHOOSE);
    add_cards(session, next);
    menu_shown(session, NULL);
}

/* Who is choosing already keeps the card that is in front, if it is still there. */
static void renew_cards(struct session *session)
{
    struct menu *menu = &session->menu;
    char id[ID_MAX];
    size_t from, to;
    text_copy(id, sizeof id, menu->card[menu->selected].id);
    page_of(session, menu->page, &from, &to);
    add_cards(session, from < session->programmes.count ? menu->page : 0);
    menu->selected = 0;
    for (unsigned i = 0; i < menu->cards; i++)
        if (!strcmp(menu->card[i].id, id))
            menu->selected = i;
}

void choose_from(struct session *session, const struct programmes *programmes)
{
    session->programmes = *programmes;
    if (session->stage == STAGE_CARDS && session->menu.set == CARDS_CHOOSE)
        renew_cards(session);
}

/* What there is to do; nothing left is said, and the cards stay. */
static void start(struct session *session, int programme)
{
    struct plan plan;
    const struct programme *chosen = &session->programmes.programme[programme];
    plan_make(session, chosen, plan_selection(session, chosen, session->next_session), &plan);
    if (plan.steps == 0) {
        choose_open(session);
        cue_key(session, URGENCY_WARN, "say.nothing_left");
        return;
    }
    run_start(session, programme);
}

void choose_today(struct session *session)
{
    const char *reason = NULL;
    const int today = today_choose(session, &reason);
    if (today >= 0)
        start(session, today);
    else
        choose_open(session);
}

void choose_chose(struct session *session, const char *id)
{
    const int programme = programmes_find(&session->programmes, id);
    if (programme >= 0)
        start(session, programme);
    else if (!strcmp(id, "today"))
        choose_today(session);
    else if (!strcmp(id, "more"))
        more_open(session);
    else if (!strcmp(id, "further"))
        open_next_page(session);
    else
        idle_go(session);
}
