/* What the mat shows, with the times that the session's rules need. */
#include "session/inside.h"

#include <math.h>
#include <string.h>

static const int64_t BLIND_NS = NS_PER_S;
static const int64_t LOST_NS = 5 * NS_PER_S;          /* [own] */
static const int64_t GAP_NS = NS_PER_S / 2;           /* as in recordings */
static const int64_t LEAVING_MOST_NS = 8 * NS_PER_S;  /* getting up takes no longer [own] */
static const int64_t MOVING_LATE_NS = NS_PER_S / 2;   /* moving is seen so long after it began */
static const int64_t SHORT_REST_NS = 600 * NS_PER_MS; /* while getting up [own] */
static const float STRAY_SHARE = 0.08f; /* less on a forbidden place is a neighbour's load [own] */
static const unsigned TRUNK = 1u << ZONE_SHOULDERS | 1u << ZONE_BACK | 1u << ZONE_PELVIS;

bool sight_blind(const struct session *session)
{
    return !session->sight.any || session->now_ns - session->sight.seen.time_ns > BLIND_NS;
}

bool sight_lost(const struct session *session)
{
    return !session->sight.any || session->now_ns - session->sight.seen.time_ns >= LOST_NS;
}

bool sight_off_mat(const struct session *session, int64_t for_ns)
{
    const struct sight *sight = &session->sight;
    return sight->any && !sight_blind(session) && !sight->on_mat &&
           session->now_ns - sight->on_mat_since_ns >= for_ns;
}

void sight_forget_place(struct session *session)
{
    session->sight.in_place = false;
    session->sight.in_place_since_ns = session->now_ns;
}

/* Of the trunk any part will do: which of them a pad under the loin is, nobody can tell. */
bool sight_gate(const struct session *session, enum zone gate)
{
    const unsigned loaded = session->sight.seen.loaded;
    if (gate == ZONE_UNKNOWN)
        return true;
    if (gate == ZONE_ROLLER && session->sight.seen.roller.present)
        return true;
    return (loaded & (TRUNK & 1u << gate ? TRUNK : 1u << gate)) != 0;
}

static bool is_forbidden(const struct observation *seen, unsigned must_not)
{
    for (unsigned zone = 0; zone < ZONES; zone++)
        if ((seen->loaded & must_not & 1u << zone) && seen->zone_share[zone] >= STRAY_SHARE)
            return true;
    return false;
}

/* Holds are judged by the detector; of the rest the surest contact decides, and what must not be
 * loaded. */
static bool judge_place(const struct session *session, enum why *why)
{
    const struct observation *seen = &session->sight.seen;
    const struct exercise *exercise = session->asked.exercise;
    *why = WHY_UNKNOWN;
    if (!exercise || !session->sight.on_mat)
        return false;
    switch (exercise->watch) {
    case WATCH_BRIDGE:
    case WATCH_PLANK:
    case WATCH_SIDE_PLANK: *why = seen->hold.why; return seen->hold.in_place;
    case WATCH_ROLLER: return sight_gate(session, ZONE_ROLLER);
    default: return sight_gate(session, exercise->gate) && !is_forbidden(seen, exercise->must_not);
    }
}

static void note(bool *state, int64_t *since_ns, bool now, int64_t at_ns)
{
    if (*state != now) {
        *state = now;
        *since_ns = at_ns;
    }
}

/* Who sits up, rests for a breath and stands up has not lain down in between. */
static void note_moving(struct sight *sight, bool moving, int64_t at_ns)
{
    if (sight->moving && !moving)
        sight->rested_ns = at_ns;
    if (!sight->moving && moving && at_ns - sight->rested_ns >= SHORT_REST_NS)
        sight->moving_since_ns = at_ns;
    sight->moving = moving;
}

static void note_place(struct session *session, int64_t at_ns)
{
    struct sight *sight = &session->sight;
    const bool was = sight->in_place;
    const bool is = judge_place(session, &sight->why);
    if (is == was)
        return;
    const struct hold_seen *hold = &sight->seen.hold;
    const struct exercise *exercise = session->asked.exercise;
    const bool by_hold = exercise && exercise->counts == COUNTS_HOLD && hold->since_ns > 0 &&
                         hold->in_place == is && hold->since_ns <= at_ns;
    note(&sight->in_place, &sight->in_place_since_ns, is, by_hold ? hold->since_ns : at_ns);
}

/* Sitting up and standing up come before it: all the moving that led to it. */
static void note_leaving(struct sight *sight, int64_t at_ns)
{
    const int64_t most_ns = at_ns - LEAVING_MOST_NS;
    const int64_t since_ns = sight->moving_since_ns - MOVING_LATE_NS;
    sight->leaving_ns = !sight->moving ? at_ns : since_ns > most_ns ? since_ns : most_ns;
}

/* In a session that has seen its person, a cat that stays or a bag is not that one. */
static bool is_on_mat(const struct session *session, enum presence presence)
{
    const struct sight *sight = &session->sight;
    const bool other = session->run.active && sight->trusted && !sight->believed;
    return presence == PRESENCE_PERSON || (presence == PRESENCE_SOMETHING && !other);
}

void sight_believe(struct session *session)
{
    session->sight.believed = session->sight.seen.presence != PRESENCE_PERSON;
}

void sight_take_loads(struct session *session, const struct loads *loads)
{
    bool silent = loads->pads > 0;
    for (unsigned i = 0; i < loads->pads && silent; i++)
        silent = !loads->usable[i];
    note(&session->sight.silent, &session->sight.silent_since_ns, silent, session->now_ns);
}

/* A mat that does not answer is no empty one: such a frame is none, and what lasts is a gap. */
void sight_take(struct session *session, const struct observation *observation)
{
    struct sight *sight = &session->sight;
    sight->fresh = observation != NULL && !sight->silent;
    sight->unseen = sight->unseen || (observation && sight->silent);
    if (!sight->fresh)
        return;
    const int64_t last_ns = sight->any ? sight->seen.time_ns : observation->time_ns;
    const bool left =
        sight->seen.presence == PRESENCE_SOMETHING && observation->presence == PRESENCE_NOBODY;
    sight->seen = *observation;
    if (sight->seen.time_ns > session->now_ns)
        sight->seen.time_ns = session->now_ns;
    if (sight->seen.time_ns < last_ns)
        sight->seen.time_ns = last_ns;
    const int64_t at_ns = sight->seen.time_ns;
    if (sight->unseen && at_ns - last_ns > GAP_NS)
        sight->seen.gap_ns = later(sight->seen.gap_ns, at_ns - last_ns);
    sight->unseen = false;
    sight->believed = sight->believed && observation->presence != PRESENCE_PERSON && !left;
    const bool on_mat = is_on_mat(session, observation->presence);
    if (sight->on_mat && !on_mat)
        note_leaving(sight, at_ns);
    note(&sight->on_mat, &sight->on_mat_since_ns, on_mat, at_ns);
    note_moving(sight, observation->moving, at_ns);
    note(&sight->person, &sight->person_since_ns, observation->presence == PRESENCE_PERSON, at_ns);
    sight->trusted = sight->trusted || sight->person;
    if (sight->seen.gap_ns > 0) {
        sight->gap_end_ns = at_ns;
        sight_forget_place(session);
    }
    note_place(session, at_ns);
    sight->any = true;
}

void span_open(struct span *span, int64_t at_ns)
{
    if (!span->open) {
        span->open = true;
        span->from_ns = at_ns;
    }
}

static void keep_piece(struct span *span)
{
    if (span->pieces == SPAN_PIECES_MAX)
        memmove(&span->piece[0], &span->piece[1], --span->pieces * sizeof *span->piece);
    span->piece[span->pieces].from_ns = span->from_ns;
    span->piece[span->pieces++].to_ns = span->to_ns;
}

void span_close(struct span *span, int64_t at_ns)
{
    if (span->open && at_ns > span->from_ns) {
        span->to_ns = at_ns;
        span->sum_ns += span->to_ns - span->from_ns;
        keep_piece(span);
    } else if (span->open) {
        span->to_ns = span->from_ns;
    }
    span->open = false;
}

void span_cut(struct span *span, int64_t at_ns)
{
    span_close(span, at_ns);
    for (; span->pieces > 0 && span->piece[span->pieces - 1].to_ns > at_ns; span->pieces--) {
        const int64_t from_ns = span->piece[span->pieces - 1].from_ns;
        span->to_ns = at_ns > from_ns ? at_ns : from_ns;
        span->sum_ns -= span->piece[span->pieces - 1].to_ns - span->to_ns;
        if (span->to_ns > from_ns) {
            span->piece[span->pieces - 1].to_ns = span->to_ns;
            return;
        }
    }
}

int64_t span_ns(const struct span *span, int64_t until_ns)
{
    return span->sum_ns + (span->open && until_ns > span->from_ns ? until_ns - span->from_ns : 0);
}
