/* The log as the screen and the session see it: a snapshot made by the writer. Plain data. */
#ifndef MATSTATION_SESSION_HISTORY_VIEW_H
#define MATSTATION_SESSION_HISTORY_VIEW_H

#include "catalogue/exercise.h"
#include "session/record.h"

#include <stdbool.h>
#include <stdint.h>

enum { HISTORY_DAYS = 30, HISTORY_WEEKS = 12, PEOPLE_MAX = 2, SETTINGS_MAX = 192 };

struct history_day {
    float minutes[KINDS]; /* credited */
    float by_time_minutes;
    /* Rolled, by area: credited, and by time only. REGION_UNCLEAR: where is not known. */
    float area_minutes[REGIONS], area_by_time_minutes[REGIONS];
    float plank_s, bridge_s; /* longest hold of the day; 0: none */
    float left_s, right_s;   /* credited by side */
};

/* How far a person has come in one exercise. */
struct progress {
    char exercise[ID_MAX];
    unsigned clean;         /* sessions in a row that reached the target unbroken */
    unsigned hold_target_s; /* 0: the exercise's own */
    unsigned sets;          /* at least; 0: the programme's */
    bool easier;            /* the easier variant, until chosen otherwise */
    bool barred;            /* it hurt: not again until allowed */
};

struct setting {
    char key[ID_MAX], value[128];
};

/* A session that was paused or cut off may be gone on with for so long. */
enum { RESUME_WITHIN_S = 30 * 60 };

/* A session that was cut off and may be gone on with. */
struct unfinished {
    bool present;
    uint32_t session;
    uint32_t person;
    char programme[ID_MAX];
    unsigned steps;                               /* finished or begun */
    struct step_record last;                      /* the step it was cut off in */
    struct step_record before;                    /* the one before that; all 0: none */
    uint32_t elapsed_ms, credited_ms, by_time_ms; /* of the steps before it */
    uint32_t area_ms[REGIONS];                    /* on the roller in the steps before it */
    int64_t age_s;                                /* -1: not known */
};

struct history_view {
    bool clock_known;                     /* days mean dates; else day 0 is this boot */
    int64_t today_unix_s;                 /* local midnight */
    struct history_day day[HISTORY_DAYS]; /* 0: today, 1: yesterday, ... */
    float stiffness[HISTORY_WEEKS];       /* 0..10, NAN: not asked; 0: this week */
    unsigned days_done_this_week;
    unsigned sessions;    /* of this person, ever */
    int days_since_first; /* -1: none yet, or not known */
    int days_since_last, days_since_strength;
    char last_programme[ID_MAX];
    bool felt_worse; /* "worse" is the newest answer, and no session that counts came after it */
    unsigned worse_in_two_weeks; /* of what has no date: among the last six answers */
};

/* All that the station needs at start, after each session, and when a day has passed. */
struct snapshot {
    uint32_t next_session;
    unsigned people;
    struct {
        uint32_t id;
        char name[320];
        struct history_view history;
        unsigned settings;
        struct setting setting[SETTINGS_MAX];
    } person[PEOPLE_MAX];
    unsigned settings; /* the station's own */
    struct setting setting[SETTINGS_MAX];
    struct unfinished unfinished;
    uint32_t closed;          /* cut off too long ago to go on with, closed in this run; 0: none */
    char trouble[160];        /* empty, or what is wrong with the log, in plain words */
    char trouble_key[ID_MAX]; /* the same among the texts, "trouble.log_full"; empty: no trouble */
    bool saved;               /* all that was put before it, and not given up, is on the card */
    uint64_t given_up;        /* records that a slow card cost, in this run of the program */
};

#endif
