/* Nobody is doing anything: low brightness, and what wakes it does nothing else. */
#include "session/inside.h"

static const int64_t AWAKE_NS = 60 * NS_PER_S;

void idle_go(struct session *session)
{
    session->run.programme = -1;
    session->confirmed = false;
    if (session->person == 0)
        session->person = session->host;
    session->woken_ns = session->still_since_ns = 0;
    session->stepped_on = session->sight.on_mat;
    stage_go(session, STAGE_IDLE);
    cue_hush(session);
}

static void wake(struct session *session)
{
    if (!session->woken_ns)
        cue_tone(session, TONE_STEP_ON);
    session->woken_ns = session->now_ns;
}

void idle_choose(struct session *session)
{
    if (!resume_offer(session))
        choose_open(session);
}

void idle_press(struct session *session, const struct press *press)
{
    if (press->kind == PRESS_LEAVE) {
        session->output->request = REQUEST_LEAVE;
        return;
    }
    const bool awake = session->woken_ns != 0;
    wake(session);
    if (session->first_start && (awake || press->kind == PRESS_HELD))
        start_open(session);
    else if (press->kind == PRESS_HELD)
        choose_today(session);
    else if (awake && trouble_mat_is_silent(session) && !session->silence_told)
        page_open_fault(session);
    else if (awake)
        idle_choose(session);
}

/* A way in without the button, for when that is what is broken. */
static void stand_still(struct session *session)
{
    const bool broken =
        session->health_known && (session->health.button_stuck || !session->health.button);
    const bool stands =
        broken && session->sight.person && !session->sight.seen.moving && !sight_blind(session);
    if (!stands)
        session->still_since_ns = 0;
    else if (session->still_since_ns == 0)
        session->still_since_ns = session->now_ns;
    else if (session->now_ns - session->still_since_ns >= 2 * STAND_STILL_NS)
        choose_today(session);
}

void idle_step(struct session *session)
{
    if (session->sight.on_mat && !session->stepped_on)
        wake(session);
    session->stepped_on = session->sight.on_mat;
    stand_still(session);
    if (session->stage != STAGE_IDLE)
        return;
    if (session->woken_ns && session->now_ns - session->woken_ns >= AWAKE_NS)
        session->woken_ns = 0;
}
