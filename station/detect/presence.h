/* Whether somebody or something is on the mat. */
#ifndef MATSTATION_DETECT_PRESENCE_H
#define MATSTATION_DETECT_PRESENCE_H

#include "detect/scene.h"

struct presence_part {
    bool on, person;
    int64_t since_ns;    /* of being on */
    int64_t changing_ns; /* since when the loads say otherwise; 0: they do not */
    float weight;        /* mean load of who is there, input's unit */
    float person_weight; /* the highest that a person's was; 0: nobody was ever here */
    float fast_x_mm, fast_y_mm, slow_x_mm, slow_y_mm; /* centre of load, smoothed */
    float sway_mm; /* mean distance between them: what is alive sways, a bag does not */
};

void presence_reset(struct presence_part *part);
void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen);

#endif
