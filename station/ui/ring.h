/* The ring: starts at twelve o'clock, fills with credited time only. */
#ifndef MATSTATION_UI_RING_H
#define MATSTATION_UI_RING_H

#include "ui/stage.h"

struct ring {
    float x, y, r; /* centre and outer radius */
    float thickness;
    float filled;   /* 0..1 */
    bool hatched;   /* the track while nothing is credited */
    unsigned parts; /* 0: one round; else that many equal arcs, filled one after the other */
    uint32_t colour, track;
};

void ring_put(struct stage *stage, const struct ring *ring);

/* A number in the middle of the layout's ring, and below it what it counts; NULL: nothing is. */
void ring_put_number(struct stage *stage, unsigned number, const char *unit, uint32_t colour);

/* The ring of a view with its number, unit and breath, where the layout has it. */
void ring_put_view(struct stage *stage);

#endif
