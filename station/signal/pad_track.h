/* One pad through time: spikes out, noise, empty value and span learned, contact with hysteresis.
 */
#ifndef MATSTATION_SIGNAL_PAD_TRACK_H
#define MATSTATION_SIGNAL_PAD_TRACK_H

#include <stdbool.h>
#include <stdint.h>

struct pad_track {
    unsigned frames;   /* seen, up to a few */
    bool begun, alive; /* alive: its value was ever seen to change */
    bool changed;      /* its last value was not the one before */
    bool spiked;       /* the last value was held back as a spike */
    bool calibrated;   /* the empty value was measured: a lower one is a fault, not emptier */
    float value;       /* the last one believed */
    float raw;         /* the last one as it came */
    float noise;       /* mean size of the change from frame to frame, without its outliers */
    float change;      /* the last one */
    float flutter;     /* mean size of changes that the next one takes back, input's unit */
    float empty;       /* value of the empty pad; 0 where nothing is known */
    float load;        /* value - empty, at least 0 */
    bool ranged;       /* low and high are set */
    float low, high;   /* running range of load */
    bool contact;
    float changing_s; /* for how long the load has said otherwise */
};

/* Takes a value; interval_s 0: the first, or after a gap. Sets value, noise and load. */
void pad_track_value(struct pad_track *pad, float raw, float interval_s);

/* What the mat as a whole says of its pads. */
struct pad_context {
    float typical;    /* running 90th percentile of the loads; 0: nobody was ever there */
    float interval_s; /* since the last frame; 0: the first, or after a gap */
    float rhythm_s;   /* the usual interval */
    bool any_alive;   /* some pad's value was ever seen to change */
};

/* Learns the span and decides contact. */
void pad_track_contact(struct pad_track *pad, const struct pad_context *context);

/* The mat is surely empty: follows the empty value. */
void pad_track_empty(struct pad_track *pad, float interval_s);

#endif
