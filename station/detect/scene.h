/* The cleaned picture of one frame that every part of the detector gets: loads in one size and on
 * one canonical grid, whatever the mat. */
#ifndef MATSTATION_DETECT_SCENE_H
#define MATSTATION_DETECT_SCENE_H

#include "base/error.h"
#include "detect/detector.h"

enum {
    SCENE_ROWS = 8, /* the canonical grid: row 0 at the mat's head end, column 0 at its left */
    SCENE_COLUMNS = 4,
    SCENE_ALONG = 32, /* bins of the profile along the mat */
};

/*
 * All loads are divided by the level, so that the whole load of who is on the mat is about 1 in
 * any unit; pads without a usable value are 0. The axes are the mat's.
 */
struct scene {
    int64_t first_ns;  /* the first frame, as the frames have it */
    int64_t time_ns;   /* since then: where a part has 0 for a time, that is never */
    int64_t gap_ns;    /* > 0: nothing was seen for so long before this; start anew */
    double interval_s; /* since the last frame; 0 in the first frame and after a gap */
    const struct mat *mat;
    const struct loads *loads;
    struct asked asked;
    bool asked_anew; /* in the first frame after something was asked (or asked again) */
    float level;     /* running mean of the whole load while the mat is loaded, input's unit */
    bool loaded;     /* somebody or something is there, as far as this frame tells */
    float total;
    float x_mm, y_mm; /* centre of load; NAN while nothing is loaded */
    float load[PADS_MAX];
    float grid[SCENE_ROWS][SCENE_COLUMNS]; /* sums to total */
    float along[SCENE_ALONG];              /* sums to total */
    float held[SCENE_ROWS][SCENE_COLUMNS]; /* the same in the input's unit */
    float own[SCENE_ROWS][SCENE_COLUMNS];  /* as held, but for somebody else who has stepped on */
    bool visited;                          /* that somebody else is on the mat */
    float own_level;                       /* running mean of the sum of own */
    bool empty_seen; /* the mat was empty once: what is on it now is all of it */
};

struct scene_maker;

/* The mat must outlive the maker. Allocates here only; the caller closes. */
struct scene_maker *scene_open(const struct mat *mat, struct error *error);
void scene_close(struct scene_maker *maker);

/* Fills all but what was asked. */
void scene_make(struct scene_maker *maker, const struct loads *loads, struct scene *scene);

/* The own values on one row of the canonical grid, input's unit. */
float scene_row(const struct scene *scene, unsigned row);

#endif
