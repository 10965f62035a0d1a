/* The turning points of one signal that goes up and down, found as they happen, whatever its size:
 * the range is learned from the last swings. */
#ifndef MATSTATION_DETECT_SWING_H
#define MATSTATION_DETECT_SWING_H

#include <stdbool.h>
#include <stdint.h>

enum { SWING_MEMORY = 3 }; /* turning points of each kind that the range is learned from */

struct swing_settings {
    float turn;     /* part of the range that the signal must turn back by, 0..1 */
    float least;    /* a range smaller than this is rest, in units given with each value */
    float smooth_s; /* time constant of the smoothing before */
    bool contact;   /* the low end is "not touched": small touches above it weigh more (root) */
};

enum turn { TURN_NONE, TURN_PEAK, TURN_TROUGH };

/* An extreme and the fastest change after it. */
struct extreme {
    float value;
    int64_t time_ns;
};

struct swing {
    struct swing_settings settings;
    bool begun;
    int direction; /* 1 rising, -1 falling, 0 not known yet */
    bool whole;    /* the last turn ended a stroke whose beginning was seen too */
    float first;   /* value where this began */
    float value;   /* smoothed */
    float least;   /* settings.least in the signal's unit */
    int64_t time_ns;
    struct extreme peak, trough; /* the last of each, the newer one still open */
    float high[SWING_MEMORY], low[SWING_MEMORY];
    unsigned highs, lows; /* turning points seen; the ring holds the last */
    float steepest_fall, steepest_rise;
    int64_t fall_ns, rise_ns; /* of the steepest place since the last peak, trough */
    int64_t settled_ns;       /* the last fast change of the fall, soon after fall_ns */
};

void swing_reset(struct swing *swing, const struct swing_settings *settings);

/* After time without frames: what is open is forgotten, the range is kept. */
void swing_break(struct swing *swing);

/* One value. interval_s: since the last; 0 in the first. TURN_PEAK: the signal has turned down and
 * peak is final; TURN_TROUGH: up, and trough is final. unit: that of settings.least. */
enum turn swing_step(struct swing *swing, int64_t time_ns, double interval_s, float value,
                     float unit);

/* Where a value lies in the learned range: 0 low .. 1 high; a little outside where it is new. */
float swing_level(const struct swing *swing, float value);

/* The learned range in the signal's unit. */
void swing_range(const struct swing *swing, float *low, float *high);

#endif
