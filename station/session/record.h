/* What the log is made of: everything that a session leaves behind, as it happens. */
#ifndef MATSTATION_SESSION_RECORD_H
#define MATSTATION_SESSION_RECORD_H

#include "catalogue/exercise.h"
#include "detect/event.h"

#include <stdint.h>

enum record_kind {
    RECORD_SESSION_BEGIN,  /* programme, person */
    RECORD_SESSION_RESUME, /* an earlier one goes on */
    RECORD_STEP_BEGIN,     /* step, exercise, side, planned */
    RECORD_STEP_PROGRESS,  /* once a second while something is credited, and at every pause */
    RECORD_STEP_END,       /* the same fields, final */
    RECORD_PAUSE,          /* one spot of an SMR step */
    RECORD_HOLD,
    RECORD_REPETITION,
    RECORD_ANSWER,      /* question, answer */
    RECORD_SESSION_END, /* outcome, totals */
    RECORD_SETTING,     /* key, value, person (0: the station's) */
    RECORD_PERSON,      /* person, name */
    RECORD_CALIBRATION, /* in calibration */
    RECORD_CALIBRATION_UNDO,
    RECORD_PAD_HEALTH, /* pad, fault */
    RECORD_CLOCK,      /* the wall clock became known, or was set: unix_s at time_ns */
};

enum step_outcome {
    STEP_OPEN,
    STEP_DONE,
    STEP_BY_TIME, /* ran by time or tempo: not, or not surely, seen by the mat */
    STEP_SKIPPED, /* by choice */
    STEP_HURT,
    STEP_NO_EQUIPMENT,
    STEP_UNFINISHED,  /* the session ended in it */
    STEP_HEALTH,      /* left out for an answer to the health questions, or for a guest */
    STEP_HURT_BEFORE, /* left out until its owner allows it again */
    STEP_FIRST_WEEKS, /* left out in the first two weeks */
};

enum session_outcome { SESSION_OPEN, SESSION_DONE, SESSION_ENDED, SESSION_HURT, SESSION_CLOSED };

/* One step of a session so far: times in ms so that sums are exact. */
struct step_record {
    unsigned step;
    char exercise[ID_MAX];
    enum kind kind;
    enum side side;
    enum step_outcome outcome;
    uint32_t planned_ms, elapsed_ms, credited_ms, by_time_ms;
    uint32_t left_ms, right_ms; /* credited by side where it was seen */
    uint16_t planned_repetitions, repetitions, by_tempo_repetitions;
    uint16_t strokes, pauses, holds, broken;
    uint32_t longest_hold_ms;
    enum why why; /* what broke the last hold */
    enum region region;
    float left_share, head_share; /* mean load shares while credited; NAN: not seen */
    uint32_t on_roller_ms;        /* searching and moving on with it; of smr only */
};

struct record {
    enum record_kind kind;
    int64_t time_ns;  /* monotonic */
    uint32_t session; /* number of the session, given by the log's snapshot at start */
    uint32_t person;  /* 0: guest */
    union {
        struct {
            char programme[ID_MAX];
            uint32_t planned_ms;
        } begin;
        struct step_record step;
        struct {
            unsigned step;
            int64_t from_ns, to_ns;
            uint32_t credited_ms;
            float x_mm;         /* of a pause; NAN: not known */
            enum region region; /* of a pause */
            enum why why;       /* of a hold */
            unsigned n;
            float confidence; /* of a repetition; NAN: not known */
        } part;               /* pause, hold, repetition */
        struct {
            char question[ID_MAX], answer[ID_MAX];
        } answer;
        struct {
            enum session_outcome outcome;
            uint32_t planned_ms; /* it may be less than at the beginning: "easier" */
            uint32_t elapsed_ms, credited_ms, by_time_ms;
        } end;
        struct {
            char key[ID_MAX], value[128];
        } setting;
        struct {
            char name[320]; /* UTF-8 */
        } person;
        struct {
            unsigned pad;
            enum pad_fault fault;
        } pad;
        struct {
            int64_t unix_s;
        } clock;
        struct calibration *calibration; /* owned by the record: the log frees it */
    } u;
};

#endif
