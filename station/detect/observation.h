/* What the mat sees at one instant: all that the session may know of the person. */
#ifndef MATSTATION_DETECT_OBSERVATION_H
#define MATSTATION_DETECT_OBSERVATION_H

#include "detect/event.h"

enum { CONTACTS_MAX = 32, EVENTS_MAX = 64 };

enum presence {
    PRESENCE_NOBODY,
    PRESENCE_SOMETHING, /* loaded, but not surely by a person: a child, a cat, a bag */
    PRESENCE_PERSON,
};

/* A contact region named as a body part. */
struct support {
    float x_mm, y_mm;          /* its centre of load */
    float length_mm, width_mm; /* extent along x and y */
    float share;               /* 0..1 of the load on the mat */
    enum zone zone;
    float confidence;
};

/* Whether the posture asked for is there. */
struct hold_seen {
    bool in_place;    /* as reported: after onset has been confirmed */
    int64_t since_ns; /* estimated onset of the present state */
    enum why why;     /* why it is not (or no longer) in place */
    float wobble;     /* 0 steady .. 1 about to break */
};

struct roller_seen {
    bool present;
    float x_mm, y_mm;
    float passes_per_min;
    unsigned strokes;        /* since asked */
    bool paused;             /* still under load on one spot */
    int64_t paused_since_ns; /* onset of stillness */
    enum region region;
    float confidence;
};

struct balance_seen {
    float x_mm, y_mm; /* centre of load; NAN while nothing is loaded */
    float left_share, head_share;
    float sway_mm; /* root mean square over 2 s */
    enum direction lean;
};

/* One step of the detector. Plain data; a copy is a snapshot. */
struct observation {
    int64_t time_ns;
    int64_t gap_ns; /* > 0: nothing was seen for so long before this */
    enum presence presence;
    enum posture posture;
    bool moving;
    unsigned supports;
    struct support support[CONTACTS_MAX];
    unsigned loaded; /* bits 1 << zone: zones under load now */
    float zone_share[ZONES];
    struct hold_seen hold;
    struct roller_seen roller;
    unsigned repetitions; /* since asked */
    float repetition_confidence;
    float phase; /* 0 down .. 1 up within a repetition; NAN where not seen */
    struct balance_seen balance;
    char recognised[ID_MAX]; /* exercise id or "unclear" */
    float confidence;
    enum side sure_other_side; /* SIDE_LEFT, SIDE_RIGHT: sure that it is this one; else SIDE_BOTH */
    unsigned pads_faulty;
    unsigned events; /* since the last step */
    struct event event[EVENTS_MAX];
};

#endif
