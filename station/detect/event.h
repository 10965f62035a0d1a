/* What the detector reports as it happens: the events of `matstation analyse`. */
#ifndef MATSTATION_DETECT_EVENT_H
#define MATSTATION_DETECT_EVENT_H

#include "catalogue/exercise.h"
#include "signal/signal.h"

#include <stdbool.h>
#include <stdint.h>

enum event_kind {
    EVENT_MAT_ON,
    EVENT_MAT_OFF,
    EVENT_MOVING,
    EVENT_STILL,
    EVENT_CONTACT,
    EVENT_STROKE,
    EVENT_PAUSE,
    EVENT_HOLD,
    EVENT_REP,
    EVENT_LEAN,
    EVENT_GAP,
    EVENT_PAD_FAULT,
    EVENT_PAD_OK,
    EVENT_EXERCISE,
};

enum direction {
    DIRECTION_UNKNOWN,
    DIRECTION_HEAD,
    DIRECTION_FEET,
    DIRECTION_LEFT,
    DIRECTION_RIGHT,
    DIRECTION_HEAD_LEFT,
    DIRECTION_HEAD_RIGHT,
    DIRECTION_FEET_LEFT,
    DIRECTION_FEET_RIGHT,
    DIRECTION_CENTRE,
};

/* Why a hold ended. */
enum why {
    WHY_UNKNOWN,
    WHY_HIPS_DOWN,
    WHY_KNEE_DOWN,
    WHY_SUPPORT_LOST,
    WHY_LEFT_MAT,
    WHY_GAP,
    WHY_END, /* the recording or the step ended */
};

/* time_ns: of the frame that decided it. from_ns, to_ns: estimated onset and end, at most time_ns.
 * Fields that an event does not have are zero; a place that is not known is NAN. */
struct event {
    enum event_kind kind;
    int64_t time_ns, from_ns, to_ns;
    int64_t credited_ns;
    unsigned n;
    bool on;
    float x_mm, y_mm;     /* contact */
    float from_mm, to_mm; /* stroke */
    float share;          /* 0..1 of the load on the mat */
    float confidence;     /* 0..1; of a repetition: that there were n */
    enum zone zone;
    enum region region; /* stroke, pause */
    enum side side;     /* likewise: that the pressure shows; both: not told */
    enum direction direction;
    enum why why;
    unsigned pad;
    enum pad_fault fault;
    char exercise[ID_MAX]; /* an id or "unclear" */
};

#endif
