/* The mind: what the person wants to be doing, from what the screen shows or from a script. Sees
 * the view and its own body, never the pads. */
#ifndef MATSTATION_PERSON_MIND_H
#define MATSTATION_PERSON_MIND_H

#include "person/performer.h"
#include "session/view.h"

/* A time that has not come yet. */
#define NEVER INT64_MIN

/* What of a view makes a person act. */
struct gist {
    enum screen screen;
    enum phase phase;
    int exercise;
    enum side side;
    unsigned set;
    enum card_set cards;
};

/* The thumb on the button. */
struct thumb {
    int64_t down_from_ns, down_to_ns; /* a press decided on; over once down_to_ns has passed */
    int64_t ready_ns;                 /* not again before this */
    int slip;                         /* the scenario's slip that this press is; -1: it is meant */
};

struct mind {
    const struct catalogue *catalogue;
    const struct scenario *scenario;
    uint64_t chance;
    int64_t start_ns; /* the first step; NEVER before it */

    struct gist known, seen; /* what was taken in, and what is shown */
    int64_t aware_ns;        /* when what is shown will have been taken in */
    int64_t known_ns;        /* since when it is known */
    struct thumb thumb;

    int64_t working_ns; /* since when, in place, this exercise is done; NEVER: it is not */
    struct gist work;
    int64_t rolled_ns, stayed_ns; /* time spent on looking for a spot, and on one */
    int64_t last_ns;
    float search_s;                     /* how long before a spot is found */
    float pace;                         /* of this repetition */
    float cycle;                        /* number of this repetition */
    unsigned begun[SCENARIO_SLIPS_MAX]; /* how often each slip's exercise was begun */
    bool slipped[SCENARIO_SLIPS_MAX];   /* the press was made */

    unsigned act; /* of the script */
    int64_t act_ns;
    float act_from; /* phase at the act's beginning */
    bool act_left;  /* the body is elsewhere, or was and is not back yet */
    unsigned spot;  /* of the act, and its times within the act */
    float spot_from_s, spot_roll_s;
    bool enough;   /* of free rolling: wants the session to end */
    bool served;   /* a session is done: off the mat, and not again */
    bool finished; /* the script is through */
};

void mind_init(struct mind *mind, const struct catalogue *catalogue,
               const struct scenario *scenario, uint64_t seed);

/* view NULL: nothing is shown. Fills the wish and returns whether the button is down. */
bool mind_follow_view(struct mind *mind, int64_t time_ns, const struct view *view,
                      const struct performer *performer, struct wish *wish);

/* The same without a session; mind->finished once the script is through. */
void mind_follow_script(struct mind *mind, int64_t time_ns, const struct performer *performer,
                        struct wish *wish);

/* Seconds since the scenario's n-th slip began; below 0: it is not going on. */
float mind_slip_s(const struct mind *mind, unsigned n, int64_t time_ns);

#endif
