/* The way of a stroke: to and fro between two ends, fastest in the middle. When it stopped and when
 * it went on is read from the whole way before and after, not from where it leaves some band. */
#ifndef MATSTATION_DETECT_WAVE_H
#define MATSTATION_DETECT_WAVE_H

#include <stdint.h>

struct wave {
    float low, high; /* its ends, any unit */
    double pass_s;   /* from one to the other; 0: not known */
};

/* One moment of what is watched. */
struct moment {
    int64_t time_ns;
    float place;
};

/* When a stroke stopped at rest (or, leaving, went on from there), near a guess and within the
 * count moments, oldest first: the time that leaves least unexplained. The guess where the wave
 * is not known. */
int64_t wave_stop(const struct wave *wave, const struct moment *moment, unsigned count, float rest,
                  int64_t guess_ns, int leaving);

/* How long the wave takes from rest to a distance of near, by the shorter way. */
double wave_crossing_s(const struct wave *wave, float rest, float near);

#endif
