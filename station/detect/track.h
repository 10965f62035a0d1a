/* The last seconds of the loads, moment by moment, oldest first. */
#ifndef MATSTATION_DETECT_TRACK_H
#define MATSTATION_DETECT_TRACK_H

#include <stdbool.h>
#include <stdint.h>

enum { TRACK_BINS = 32, TRACK_MOMENTS = 240 };

struct moment {
    int64_t time_ns;
    float place;            /* along the axis that is rolled along, in its unit */
    float x_mm;             /* the centre of load along the mat */
    float stir;             /* how much the loads changed just before: sum of squares */
    float load[TRACK_BINS]; /* parts of the whole, smoothed */
    float bare[TRACK_BINS]; /* their mean since the moment before, not smoothed */
};

struct range {
    float low, high;
};

struct track {
    unsigned bins, count;
    struct moment moment[TRACK_MOMENTS];
};

/* bins: at most TRACK_BINS. */
void track_reset(struct track *track, unsigned bins);

/* The new moment, in which it lies at place; its stir is reckoned here. The oldest may go. */
void track_add(struct track *track, int64_t time_ns, float place, float x_mm, const float *load,
               const float *bare);

/* The moments before first go. */
void track_forget_before(struct track *track, unsigned first);

/* The newest moment; there is one. */
const struct moment *track_now(const struct track *track);

/* How long before the newest a moment was. */
double track_ago_s(const struct track *track, unsigned i);

/* The newest moment that is at least so old; the oldest where all are younger. */
unsigned track_before(const struct track *track, double seconds);

/* Mean of the moments from first to before end; 0 of none. */
double track_stir(const struct track *track, unsigned first, unsigned end);
void track_load(const struct track *track, unsigned first, unsigned end, float *load);

/* Of the moments since first. */
struct range track_range(const struct track *track, unsigned first);
float track_range_mm(const struct track *track, unsigned first);

/* Sum of squares. */
float track_distance2(const struct track *track, const float *a, const float *b);

#endif
