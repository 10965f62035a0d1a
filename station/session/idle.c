/* Nobody is doing anything: low brightness, and what wakes it does nothing else. */
#include "session/inside.h"

static const int64_t AWAKE_NS = 60 * NS_PER_S;

void idle_go(struct session *session)
{
    session->run.programme = -1;
    session->woken_ns = 0;
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

void idle_press(struct session *session, const struct press *press)
{
    if (press->kind == PRESS_LEAVE) {
        session->output->request = REQUEST_LEAVE;
        return;
    }
    if (!session->woken_ns)
        wake(session);
    else
        choose_open(session);
}

void idle_step(struct session *session)
{
    if (session->sight.on_mat && !session->stepped_on)
        wake(session);
    session->stepped_on = session->sight.on_mat;
    if (session->woken_ns && session->now_ns - session->woken_ns >= AWAKE_NS)
        session->woken_ns = 0;
}
