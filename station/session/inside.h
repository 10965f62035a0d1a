/* What the files of this room share: the whole state of the session. Nothing outside the room
 * includes it. */
#ifndef MATSTATION_SESSION_INSIDE_H
#define MATSTATION_SESSION_INSIDE_H

#include "base/clock.h"
#include "session/cards.h"
#include "session/plan.h"
#include "session/records.h"
#include "session/sight.h"
#include "session/speaker.h"
#include "session/stages.h"
#include "session/work.h"
#include "signal/calibrate.h"

/* Longer between two steps: the program stood still, and nobody was led by it. A mat of one frame a
 * second is no such thing. */
static const int64_t STALL_NS = 2 * NS_PER_S;

/* What is to be seen is not: so long before the one help, and before time or tempo counts instead.
 */
static const int64_t UNSEEN_HELP_NS = 20 * NS_PER_S;
static const int64_t UNSEEN_BY_TIME_NS = 30 * NS_PER_S;

/* Idle, standing still: so long before the countdown to the start, which takes as long. */
static const int64_t STAND_STILL_NS = 5 * NS_PER_S;

static inline int64_t later(int64_t a_ns, int64_t b_ns)
{
    return a_ns > b_ns ? a_ns : b_ns;
}

struct session {
    const struct catalogue *catalogue;
    struct programmes programmes; /* the catalogue's, or those handed in since */
    const struct mat *mat;
    struct snapshot snapshot;
    unsigned language;
    uint32_t person; /* 0: guest */
    uint32_t next_session;
    enum theme theme;
    bool dark; /* what is shown, as the theme was when the screen was last idle */
    bool reduced_motion;
    int64_t now_ns;
    bool begun; /* one step was made */
    int64_t begun_ns;
    int start_with; /* programme to begin with at once, until it has ended; -1: idle first */
    struct wall_clock wall; /* as the machine has it, or as it was set by hand */
    struct clock_known clock_known;
    struct sight sight;
    enum stage stage;
    int64_t stage_since_ns;
    struct menu menu;
    enum screen page;  /* STAGE_PAGE: which one */
    unsigned sentence; /* of the history that is told: the next one */
    struct run run;
    struct unfinished cut_off; /* as it was at the beginning: still to be gone on with */
    uint32_t host;             /* who is there again when a guest has gone; 0: nobody */
    bool confirmed;      /* a guest has confirmed that all may be done, until the screen is idle */
    bool left_mat;       /* held up because the person left, not by a press */
    unsigned question;   /* of several: health, equipment, the clock's dials */
    bool signs_due;      /* before the end of this session: it hurt, or was worse once more */
    bool health_yes;     /* one of the answers so far was a yes */
    unsigned equipment;  /* bits: the yeses so far */
    int dial[5];         /* year, month, day, hour, minute */
    char news[TEXT_MAX]; /* what grew after this session, for the last screen; empty: nothing */
    bool first_start;    /* not over: the owner's questions follow one another */
    enum builder_part builder;
    bool pad_met[PADS_MAX];
    struct calibrating calibrating;
    float supply_count;
    char wrong_file[TEXT_MAX]; /* of the assets; empty: none */
    enum pad_fault pad_fault[PADS_MAX];
    unsigned trouble_pad;   /* the one that broke last */
    bool silence_told;      /* that the mat does not answer, since it does not */
    int64_t still_since_ns; /* idle: somebody stands still on the mat since; 0: nobody */
    bool stays_on;          /* off: the machine refused */
    bool stepped_on;        /* idle: somebody was on the mat in the last step */
    int64_t woken_ns;       /* idle: since when it is awake; 0: asleep */
    struct speaker speaker;
    float held;
    struct asked asked;
    bool asked_changed;
    struct machine_health health;
    bool health_known;
    struct view view;
    struct session_output *output; /* of the step being made */
};

#endif
