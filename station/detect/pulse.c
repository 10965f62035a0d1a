#include "detect/pulse.h"

#include <math.h>
#include <stddef.h>

float pulse_hips(const struct scene *scene)
{
    float sum = 0;
    for (unsigned row = SCENE_ROWS / 4; row < SCENE_ROWS - SCENE_ROWS / 4; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++)
            sum += scene->held[row][column];
    }
    return sum;
}

/* Centre of load across the mat, 0 left .. 1 right. */
static float across(const struct scene *scene)
{
    float sum = 0, moment = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            sum += scene->held[row][column];
            moment += scene->held[row][column] * ((float)column + 0.5f) / SCENE_COLUMNS;
        }
    }
    return sum > 0 ? moment / sum : NAN;
}

float pulse_unit(const struct pulse *pulse, const struct scene *scene)
{
    return pulse->in_loads ? scene->held_level : 1;
}

const struct pulse *pulse_of(enum watch watch)
{
    static const struct swing_settings hips = {
        .turn = 0.45f, .least = 0.06f, .smooth_s = 0.12f, .contact = true};
    static const struct swing_settings trunk = {.turn = 0.38f, .least = 0.06f, .smooth_s = 0.12f};
    static const struct swing_settings sides = {.turn = 0.40f, .least = 0.03f, .smooth_s = 0.15f};
    static const struct pulse pulses[WATCHES] = {
        [WATCH_BRIDGE] = {pulse_hips, CYCLE_DIP, true, hips, 0.25f},
        [WATCH_PRESS_UP] = {pulse_hips, CYCLE_DIP, true, trunk, 0.25f},
        [WATCH_KNEE_ROLL] = {across, CYCLE_PEAK, false, sides, 0.25f},
    };
    return pulses[watch].signal ? &pulses[watch] : NULL;
}
