/* The state of the mat, as the files of this room share it. No other room includes this. */
#ifndef MATSTATION_SIGNAL_STATE_H
#define MATSTATION_SIGNAL_STATE_H

#include "signal/order.h"
#include "signal/pad_health.h"
#include "signal/pad_track.h"
#include "signal/signal.h"

/* What is known of the mat's empty values. */
enum knowledge {
    KNOWS_NOTHING, /* the first frames */
    KNOWS_LOADED,  /* it was loaded from the start: values count as they are */
    KNOWS_EMPTY,   /* it was empty once: those values are subtracted */
};

struct signal {
    unsigned pads;
    struct calibration *calibration; /* NULL: none */
    struct order order;
    enum knowledge knowledge;
    unsigned frames;
    float typical, rhythm_s;
    float supply;        /* 0: the values are loads already */
    float most;          /* that a converter can say; 0: not known */
    float empty_below;   /* linear; 0: the values may be of any size */
    float half_supply_n; /* the mat's */
    bool measured;       /* loads are newtons */
    float total;         /* when the load on the mat last changed widely */
    float quiet_s;       /* since anything carried */
    float waited_s;      /* since the first frame, while nobody came */
    bool settled;        /* the empty values are known */
    bool any_alive;
    struct pad_track pad[PADS_MAX];
    struct pad_health health[PADS_MAX];
    uint8_t state[PADS_MAX];
    float sorted[PADS_MAX];
};

/* Whether there is a value of this pad that can be reckoned with. */
bool state_has_value(const struct frame *frame, unsigned pad);

/* What a pad without resistance would show; 0: the values are loads already. */
float state_supply(const struct signal *signal);

/* Counts to conductance, where it is known how (Interlink's divider). */
float state_linear(const struct signal *signal, float value);

/* 1 while the pad is not calibrated. */
float state_newton_per_unit(const struct signal *signal, unsigned pad);

/* Of a recording in any unit nobody knows what its pads say when they are empty. */
bool state_is_known(const struct signal *signal);

/* A saturated pad still says that it is loaded, an ageing one how much about. */
bool state_believes(enum pad_fault fault);

/* Somebody who lies may press on no pad enough for contact, after having stood on some. */
bool state_carries(const struct signal *signal, unsigned pad);

/* Of the believed pads' loads. part: 0..1. */
float state_load_percentile(struct signal *signal, float part);

#endif
