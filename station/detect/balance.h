/* Where the load lies: shares, centre, sway, and leaning away from the person's own centre. */
#ifndef MATSTATION_DETECT_BALANCE_H
#define MATSTATION_DETECT_BALANCE_H

#include "detect/scene.h"

struct balance {
    float middle_x_mm, middle_y_mm; /* of the pads */
    float half_x_mm, half_y_mm;     /* from there to the outermost pads' centres; 0: one row */
    bool on;
    bool centred; /* the person's own centre is known */
    float own_x_mm, own_y_mm;
    float near_x_mm, near_y_mm;             /* centre of load, smoothed */
    double calm_s;                          /* for how long the centre has been steady */
    float calm_x_mm, calm_y_mm;             /* mean of that time */
    float mean_x_mm, mean_y_mm, spread_mm2; /* running, for the sway */
    enum direction wanted, lean;
    double wanted_s;
};

void balance_reset(struct balance *part, const struct mat *mat);
void balance_step(struct balance *part, const struct scene *scene, struct observation *seen);

#endif
