/* Free rolling: no plan. The mat finds region and time; "unclear" is an answer. Each region that is
 * stayed on becomes a step of its own in the log. */
#include "session/inside.h"

static const int64_t SETTLED_NS = 4 * NS_PER_S;  /* another region must last so long */
static const int64_t UNCLEAR_NS = 12 * NS_PER_S; /* and doubt about the present one so long */
static const int64_t TOLD_AGAIN_NS = 20 * NS_PER_S;

void free_start(struct session *session)
{
    struct run *run = &session->run;
    run->free_region = REGION_UNCLEAR;
    run->free_since_ns = 0;
    step_phase(session, PHASE_SEARCH);
    cue_key(session, URGENCY_LEAD, "say.free");
}

static bool still(const struct session *session)
{
    return session->sight.seen.roller.paused && session->sight.seen.roller.present &&
           session->sight.on_mat && !sight_blind(session);
}

/* The region now, once it has lasted. */
static enum region settled_region(struct session *session)
{
    struct run *run = &session->run;
    const struct roller_seen *roller = &session->sight.seen.roller;
    const enum region seen = roller->present ? roller->region : run->free_region;
    if (seen == run->free_region) {
        run->free_since_ns = 0;
        return run->free_region;
    }
    if (run->free_since_ns == 0 || run->free_seen != seen) {
        run->free_since_ns = session->now_ns;
        run->free_seen = seen;
    }
    const int64_t lasts_ns = seen == REGION_UNCLEAR ? UNCLEAR_NS : SETTLED_NS;
    return session->now_ns - run->free_since_ns >= lasts_ns ? seen : run->free_region;
}

static void say_region(struct session *session, enum region region)
{
    static const char *const keys[REGIONS] = {"say.region.unclear", "say.region.glutes",
                                              "say.region.tfl_itb", "say.region.quads_hip_flexors",
                                              "say.region.erector_spinae"};
    cue_key(session, URGENCY_CALM, keys[region]);
}

static void overdo_warning(struct session *session, int64_t dt_ns)
{
    struct run *run = &session->run;
    int64_t *area_ns = &run->area_ns[run->free_region];
    if (!session->sight.seen.roller.present || !session->sight.on_mat || sight_blind(session))
        return;
    *area_ns += dt_ns;
    run->work.on_roller_ns += dt_ns;
    if (*area_ns < roll_area_limit_ns(session) ||
        session->now_ns - run->area_told_ns < TOLD_AGAIN_NS)
        return;
    run->area_told_ns = session->now_ns;
    cue_tone(session, TONE_WARN);
    cue_key(session, URGENCY_WARN, "say.area_done");
}

void free_step(struct session *session, int64_t dt_ns)
{
    struct work *work = &session->run.work;
    overdo_warning(session, dt_ns); /* what has gone by belongs to the region so far */
    const enum region region = settled_region(session);
    if (region != session->run.free_region) {
        const enum region recorded = session->run.record.region;
        if (recorded != REGION_UNCLEAR && recorded != region) /* the same: back from a pause */
            run_next_region(session);
        session->run.free_region = region;
        session->run.record.region = region;
        say_region(session, region);
    }
    roll_count_strokes(session);
    if (still(session) && work->phase == PHASE_SEARCH)
        roll_begin_credit(session);
    if (still(session) && work->phase == PHASE_PAUSE)
        roll_follow_onset(session);
    if (!still(session) && work->phase == PHASE_PAUSE) {
        if (!roll_end_credit(session, work->pause_since_ns))
            session->run.record.pauses--;
        step_phase(session, PHASE_SEARCH);
    }
    step_credit_while(session, still(session));
    if (still(session) && work->phase == PHASE_SEARCH) {
        step_phase(session, PHASE_PAUSE);
        cue_tone(session, TONE_CREDIT);
        session->run.record.pauses++;
    }
}
