/* Soft round light on a picture. */
#ifndef MATSTATION_UI_GLOW_H
#define MATSTATION_UI_GLOW_H

#include "ui/paint.h"

enum glow_shape {
    GLOW_SPOT, /* brightest in the middle, sinking to nothing at its edge */
    GLOW_DISC, /* brightest near its edge, which is only a little soft */
};

/* Round in a plane that may be seen aslant: from its middle two ways lead to its edge, which stand
 * square on each other in that plane. Nothing of it lies beyond the bounds along each way, -1..1.
 */
struct glow {
    double x, y;
    double ux, uy, vx, vy; /* the two ways, in pixels */
    bool bounded;
    float least_u, most_u, least_v, most_v;
    enum glow_shape shape;
    uint32_t colour; /* where it is brightest */
};

/* Seen edge-on it is not there. */
void glow_draw(struct paint *paint, const struct glow *glow);

#endif
