/* A session held up, by a press or by leaving the mat: going on, and what to do when it hurts. */
#include "session/inside.h"

#include <string.h>

static const int64_t BACK_ON_MAT_NS = NS_PER_S;

static void show_cards(struct session *session)
{
    static const char *const ids[] = {"go_on", "hurts", "easier", "skip", "end"};
    menu_begin(session, CARDS_PAUSED);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        menu_card_key(session, ids[i]);
}

void held_up_open(struct session *session, bool by_press)
{
    session->left_mat = !by_press;
    run_hold_up(session);
    stage_go(session, STAGE_HELD_UP);
    show_cards(session);
    cue_tone(session, TONE_PAUSED);
    menu_shown(session, by_press ? "say.paused" : "say.left_mat");
}

void held_up_step(struct session *session)
{
    const struct sight *sight = &session->sight;
    roll_guard(session);
    if (session->left_mat && sight->person &&
        session->now_ns - sight->person_since_ns >= BACK_ON_MAT_NS)
        run_go_on(session);
    else if (session->now_ns - session->menu.since_ns >= RESUME_WITHIN_S * NS_PER_S)
        run_end(session, SESSION_CLOSED);
}

static void ask_sharp(struct session *session)
{
    menu_begin(session, CARDS_HURT);
    menu_card_key(session, "no");
    menu_card_key(session, "yes");
    cue_key(session, URGENCY_SAFETY, "say.come_down");
    menu_shown(session, "say.sharp");
}

static void offer_less(struct session *session)
{
    menu_begin(session, CARDS_PAUSED);
    menu_card_key(session, "easier");
    menu_card_key(session, "skip");
    menu_card_key(session, "end");
    menu_shown(session, "say.less");
}

/* With it goes all that it is the easier way of: that asks for more still. */
static void bar(struct session *session, const char *id)
{
    const struct catalogue *catalogue = session->catalogue;
    person_progress_set(session, id, "barred", 1);
    for (size_t i = 0; i < catalogue->exercises; i++) {
        const struct exercise *other = &catalogue->exercise[i];
        if (!strcmp(other->easier, id) && !person_progress(session, other->id).barred)
            bar(session, other->id);
    }
}

/* It stays out until its owner allows it again. */
static void hurt(struct session *session)
{
    bar(session, step_exercise(session)->id);
    run_end(session, SESSION_HURT);
    session->signs_due = true;
    page_open_professional(session);
}

static void answer_sharp(struct session *session, bool sharp)
{
    record_answer(session, "sharp", sharp ? "yes" : "no");
    if (sharp)
        hurt(session);
    else
        offer_less(session);
}

void held_up_chose(struct session *session, const char *id)
{
    session->left_mat = false;
    sight_believe(session);
    if (session->menu.set == CARDS_HURT)
        answer_sharp(session, !strcmp(id, "yes"));
    else if (!strcmp(id, "hurts"))
        ask_sharp(session);
    else if (!strcmp(id, "easier"))
        run_make_easier(session);
    else if (!strcmp(id, "skip"))
        run_leave_step(session, STEP_SKIPPED);
    else if (!strcmp(id, "end"))
        run_end(session, SESSION_ENDED);
    else
        run_go_on(session);
}
