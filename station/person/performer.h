/* The body in motion: from one posture into the next by way of what lies between, along a movement,
 * breathing and swaying. Knows no screen. */
#ifndef MATSTATION_PERSON_PERFORMER_H
#define MATSTATION_PERSON_PERFORMER_H

#include "catalogue/scenario.h"
#include "person/chance.h"
#include "person/shape.h"

#include <stdint.h>

enum { ROUTE_MAX = 8 };

/* What the body is to be doing. */
struct wish {
    struct shape shape;
    float phase;      /* of the posture's movement; approached at most at rate */
    float rate_per_s; /* cycles a second; 0: stays where it is */
    bool endless;     /* goes on at rate, phase is not looked at */
};

struct performer {
    const struct catalogue *catalogue;
    struct shapes *shapes; /* borrowed */
    struct scenario_manner manner;
    struct scenario_place place;
    uint64_t chance;
    bool begun;
    int64_t time_ns; /* of the last step */

    struct shape now; /* where the body is, or comes from */
    float phase;
    unsigned route_length;
    struct shape route[ROUTE_MAX]; /* the way to the wish; [0] is under way */
    float gone;                    /* 0..1 of the way to route[0] */
    float change_s;                /* how long this change takes */

    struct settled settled, next; /* not twice on the same spot */
    float sway_x_m, sway_y_m, breath, tremor_x_m, tremor_y_m;
    float speed_m_s; /* of the fastest joint along the movement */
    struct footing footing;
};

void performer_init(struct performer *performer, const struct catalogue *catalogue,
                    struct shapes *shapes, const struct scenario *scenario, uint64_t seed);
void performer_step(struct performer *performer, int64_t time_ns, const struct wish *wish);

/* In the posture wished for, no change under way. */
bool performer_settled(const struct performer *performer, const struct wish *wish);

#endif
