/* The motion asked for as one number: what goes up and down in the pressure when this exercise is
 * done, and how a repetition is read from it. */
#ifndef MATSTATION_DETECT_PULSE_H
#define MATSTATION_DETECT_PULSE_H

#include "detect/scene.h"
#include "detect/swing.h"

enum cycle {
    CYCLE_NONE,
    CYCLE_DIP, /* high, low, high: the hips leave the mat and come back */
    CYCLE_PEAK /* to one side and away from it again */
};

struct pulse {
    float (*signal)(const struct scene *scene);
    enum cycle cycle;
    bool in_loads; /* a load: its unit is the input's, and sizes are parts of the held level */
    struct swing_settings swing;
    float sure; /* a first swing of this size needs no second one to be believed */
};

/* How large 1 is in the signal's unit now. */
float pulse_unit(const struct pulse *pulse, const struct scene *scene);

/* NULL: nothing to count. */
const struct pulse *pulse_of(enum watch watch);

/* Load under the middle of the body, where the hips are whichever way round; input's unit. */
float pulse_hips(const struct scene *scene);

#endif
