/* A random walk through a session: what it knows of itself, and its dice. */
#ifndef MATSTATION_TESTS_WALK_H
#define MATSTATION_TESTS_WALK_H

#include "unit/session/scripted.h"

enum { OWN_STEPS_MAX = 512, PROGRAMMES_GIVEN = 24 };
enum { SEEN_LATE_MS = 500 }; /* the end of a pause, at most */

/* The log as it would stand after a cut now: what the records so far say. */
struct log_of_walk {
    uint32_t session; /* open; 0: none */
    bool cut;         /* and not gone on with yet */
    uint32_t person;
    char programme[ID_MAX];
    unsigned steps; /* numbers met: 0 .. steps - 1 */
    struct step_record step[OWN_STEPS_MAX];
};

/* Where the walk has been: one count for each thing there is. */
struct been {
    unsigned screen[SCREENS], set[CARDS_WEIGHT + 1], phase[PHASE_STEP_DONE + 1];
    unsigned paused_card[5], outcome[STEP_FIRST_WEEKS + 1], ending[SESSION_CLOSED + 1];
    unsigned record[RECORD_CLOCK + 1], request[REQUEST_LEAVE + 1];
    unsigned cuts, resumed;
};

/* What is on the screen while somebody speaks: another one of these is another thing to be said. */
struct moment {
    enum screen screen;
    enum phase phase;
    enum card_set card_set;
    int64_t phase_since_ns;
    unsigned step, set, selected, counted, presses, exports;
    char title[NAME_MAX_BYTES];
};

struct walk {
    struct scripted *s;
    uint64_t random;
    struct loads loads;
    struct frame frame;
    struct machine_health health;
    struct programme many[PROGRAMMES_GIVEN];
    struct programmes programmes;
    uint32_t credited_ms, by_time_ms; /* of the open step */
    bool step_open;
    struct log_of_walk log;
    struct been been;
    int64_t off_mat_ns;       /* nobody has been on the mat since; 0: somebody is */
    uint32_t left_with_ms;    /* credited to the open step when the mat was left, or it was begun */
    uint32_t left_by_time_ms; /* the same, by time */
    int64_t silent_ns;        /* no pad has had a value since; 0: all have */
    uint32_t silent_with_ms;  /* credited to the open step then */
    bool seen_person;         /* in the last frame that was handed in */
    bool met;                 /* a person was seen in this session */
    int64_t spoken_until_ns;  /* the last words take so long */
    enum urgency spoken;
    struct moment spoken_at;
    unsigned presses, exports; /* so far */
    unsigned sessions;
    int64_t slip_ns, slip_from_ns;
    unsigned aim; /* the card it wants */
    int64_t tick_ns;
    int64_t apart_ns; /* since the frame before this one */
    int64_t away_ns;  /* gone for a while, until then: no press, nobody on the mat */
};

static inline uint64_t next_random(struct walk *walk)
{
    walk->random ^= walk->random << 13;
    walk->random ^= walk->random >> 7;
    walk->random ^= walk->random << 17;
    return walk->random;
}

static inline bool one_in(struct walk *walk, unsigned n)
{
    return next_random(walk) % n == 0;
}

#endif
