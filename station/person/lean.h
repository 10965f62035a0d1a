/* Where a body leans to: the centre of all load on the mat against where it lay when the body first
 * rested. Part of the truth; knows no pads. */
#ifndef MATSTATION_PERSON_LEAN_H
#define MATSTATION_PERSON_LEAN_H

#include "catalogue/mat.h"
#include "person/footing.h"

#include <stdbool.h>

/* The load that lies on the mat; what lies beyond its edges is not on it. */
struct mat_load {
    float force_n;
    float x_m, y_m;               /* its centre; NAN: there is none */
    float head_share, left_share; /* this side of the mat's middle; NAN: there is none */
};

/* Its middle is. */
bool on_mat(const struct mat *mat, const struct bearing *bearing);

/* Of up to two footings on one mat; the second may be NULL. */
void mat_load_of(const struct mat *mat, const struct footing *one, const struct footing *other,
                 struct mat_load *load);

struct lean {
    float calm_s, calm_x_m, calm_y_m; /* how long it has rested, and where */
    bool centred;
    float own_x_m, own_y_m;
    unsigned towards, wanted; /* 0: nothing said yet; 1: centre; 2...: the eight directions */
    float wanted_s;
};

/* The word for a new lean that has lasted a second, with the share of the load on that side; NULL:
 * nothing new. on_mat false forgets all. */
const char *lean_step(struct lean *lean, const struct mat *mat, const struct mat_load *load,
                      bool on_mat, float dt_s, float *share);

#endif
