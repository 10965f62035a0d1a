/* Somebody sitting on a roller on eight rows of two pads, who rolls and stays. */
#ifndef MATSTATION_TESTS_ON_ROLLER_H
#define MATSTATION_TESTS_ON_ROLLER_H

#include "unit/detect/floor.h"

static const struct exercise glutes = {
    .id = "smr_glute",
    .posture = POSTURE_SITTING,
    .counts = COUNTS_ROLL_AND_PAUSE,
    .watch = WATCH_ROLLER,
    .region = REGION_GLUTES,
};

static struct floor *ground;

static inline int open_ground(void **state)
{
    (void)state;
    ground = floor_open(8, 2);
    detector_ask(ground->detector, &(struct asked){.exercise = &glutes, .side = SIDE_LEFT});
    return 0;
}

static inline int close_ground(void **state)
{
    (void)state;
    floor_close(ground);
    return 0;
}

/* One hand behind, the roller under the seat, feet in front; along: 0 head end .. 1 foot end of the
 * stroke. A little sway, as ever. */
static inline void sit(float along)
{
    float sway = 0.02f * sinf((float)ground->seconds * 1.7f);
    float at = along + sway;
    memset(ground->load, 0, sizeof ground->load);
    ground->load[3] = 900 - 500 * at;
    ground->load[6] = 1500 - 300 * at;
    ground->load[7] = 1300 - 400 * at;
    ground->load[8] = 100 + 700 * at;
    ground->load[10] = 500 + 500 * at;
}

static double passed_s; /* time spent rolling since the floor was opened */

static inline void roll(double seconds, double pass_s)
{
    for (double end = ground->seconds + seconds; ground->seconds < end;) {
        passed_s += 0.02;
        sit((float)(0.5 - 0.5 * cos(passed_s / pass_s * M_PI)));
        floor_step(ground, 0.02);
    }
}

static inline void stay(double seconds, double pass_s)
{
    for (double end = ground->seconds + seconds; ground->seconds < end;) {
        sit((float)(0.5 - 0.5 * cos(passed_s / pass_s * M_PI)));
        floor_step(ground, 0.02);
    }
}

static inline void begin(void)
{
    passed_s = 0;
    floor_pass(ground, 1);
    stay(1.5, 3);
}

static inline void ask_anything(void)
{
    static const struct exercise anything = {
        .id = "free_rolling", .counts = COUNTS_ROLL_AND_PAUSE, .watch = WATCH_ROLLER};
    detector_ask(ground->detector, &(struct asked){.exercise = &anything});
}

static inline void assert_paused_once(double from_s, double to_s, double within_s)
{
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 1);
    const struct event *pause = floor_event(ground, EVENT_PAUSE, 0);
    assert_true(fabs((double)pause->from_ns * 1e-9 - from_s) < within_s);
    assert_true(fabs((double)pause->to_ns * 1e-9 - to_s) < within_s);
}

/* Up, and standing at the foot end: quickly, but not at once. */
static inline void get_up(void)
{
    float sat[12];
    memcpy(sat, ground->load, sizeof sat);
    for (double up = 0; up < 1; up += 0.02) {
        for (unsigned i = 0; i < 12; i++)
            ground->load[i] = sat[i] * (float)(1 - up) + (i >= 10 ? 2000 * (float)up : 0);
        floor_step(ground, 0.02);
    }
    floor_pass(ground, 3);
}

#endif
