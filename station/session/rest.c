/* Between two sets: a rest, then into place again. */
#include "session/inside.h"

void rest_start(struct session *session)
{
    step_phase(session, PHASE_REST);
    cue_tone(session, TONE_CREDIT);
    cue_key(session, URGENCY_CALM, "say.rest");
}

void rest_step(struct session *session)
{
    const int64_t rest_ns = step_planned(session)->dose.rest_s * NS_PER_S;
    if (session->now_ns - session->run.work.since_ns < rest_ns)
        return;
    step_ask(session);
    place_start(session, false);
}
