/* How unusual a change of the loads is, for somebody who rests: each pad against what is usual for
 * it, in parts of its own load, and all of them together against how much that varies. */
#ifndef MATSTATION_DETECT_UNREST_H
#define MATSTATION_DETECT_UNREST_H

enum { UNREST_BINS = 32 };

struct unrest {
    unsigned bins;
    float usual[UNREST_BINS]; /* mean square of each one's change */
    float typical, spread;    /* of the size of the whole change: mean, and mean distance from it */
};

/* Nothing is known yet. bins: at most UNREST_BINS. */
void unrest_reset(struct unrest *part, unsigned bins);

/* Two moments, each of all bins, in any unit. */
struct unrest_change {
    float square[UNREST_BINS]; /* of each one's change, in parts of its load */
    float size;                /* of all together, without the one that changed most */
    float half;                /* about half of them changed by so many times the usual at least */
};
void unrest_compare(const struct unrest *part, const float *before, const float *now,
                    struct unrest_change *change);

/* How far the change is beyond the typical, in mean distances. */
float unrest_beyond(const struct unrest *part, const struct unrest_change *change);

/* It rested meanwhile: that was usual. */
void unrest_learn(struct unrest *part, const struct unrest_change *change, double interval_s);

/* It moves; should that not end for long, then it is the pads that have become restless. */
void unrest_doubt(struct unrest *part, const struct unrest_change *change, double interval_s);

#endif
