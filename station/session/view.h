/* All that a screen, a light or a simulated person may know of the session. Plain data: two equal
 * views give the same picture. Strings are in the chosen language, UTF-8. */
#ifndef MATSTATION_SESSION_VIEW_H
#define MATSTATION_SESSION_VIEW_H

#include "base/health.h"
#include "base/press.h"
#include "catalogue/exercise.h"
#include "session/history_view.h"

#include <stdbool.h>
#include <stdint.h>

enum { CARDS_MAX = 16, VIEW_PADS_MAX = PADS_MAX };

enum screen {
    SCREEN_IDLE,
    SCREEN_CARDS, /* choose, More, people, pause cards, health questions, the question */
    SCREEN_PLACE, /* get into place */
    SCREEN_EXERCISE,
    SCREEN_REST, /* between sets, side switch, next step */
    SCREEN_DONE,
    SCREEN_HISTORY,
    SCREEN_FIRST_START,
    SCREEN_CALIBRATION,
    SCREEN_TEST,
    SCREEN_FAULT,
    SCREEN_PROFESSIONAL, /* when to see one */
    SCREEN_POWER_OFF,
    SCREEN_FREE_ROLLING,
    SCREEN_SAFE,
    SCREENS
};

/* Which set of cards is shown; SCREEN_CARDS looks the same for all, the sound differs. */
enum card_set {
    CARDS_CHOOSE,
    CARDS_MORE,
    CARDS_PAUSED,
    CARDS_HURT,
    CARDS_HEALTH,
    CARDS_FEELING,
    CARDS_STIFFNESS,
    CARDS_PEOPLE,
    CARDS_VOLUME,
    CARDS_LANGUAGE,
    CARDS_EQUIPMENT,
    CARDS_RESUME,
    CARDS_INFORMATION,
    CARDS_ALLOW, /* exercises that hurt once */
    CARDS_CLOCK, /* one card that a short press turns on */
    CARDS_CALIBRATION,
    CARDS_WEIGHT, /* one card that a short press turns on */
};

struct card {
    char id[ID_MAX]; /* what it does, for tests and the simulated person */
    char title[NAME_MAX_BYTES];
    char line[TEXT_MAX];
    char detail[TEXT_MAX]; /* minutes and equipment */
    int kind;              /* enum kind for its accent; -1: none */
};

/* Within SCREEN_PLACE and SCREEN_EXERCISE. */
enum phase {
    PHASE_NONE,
    PHASE_DEMONSTRATION,
    PHASE_PLACE,     /* waiting for the right contact */
    PHASE_COUNTDOWN, /* 3, 2, 1 */
    PHASE_SEARCH,    /* SMR: roll slowly */
    PHASE_PAUSE,     /* SMR: still, credited */
    PHASE_MOVE_ON,
    PHASE_ARM, /* hold: in place, not yet counting */
    PHASE_HOLD,
    PHASE_BROKEN, /* hold: a grace runs */
    PHASE_REPETITIONS,
    PHASE_STRETCH,
    PHASE_BREATH,
    PHASE_REST,
    PHASE_SIDE_SWITCH,
    PHASE_STEP_DONE, /* the ring closes */
};

enum ring_unit { RING_NONE, RING_SECONDS, RING_REPETITIONS, RING_COUNTDOWN };

/* The ring with its one number. */
struct view_ring {
    enum ring_unit unit;
    unsigned number;
    float filled;  /* 0..1, credited only */
    bool credited; /* false: the track is hatched */
};

struct view {
    int64_t time_ns;
    enum screen screen;
    enum phase phase;
    int64_t phase_since_ns;
    bool dim;  /* low brightness */
    bool dark; /* theme */
    bool reduced_motion;
    unsigned language;

    /* what is being done */
    int exercise; /* index into the catalogue; -1: none */
    enum side side;
    enum kind kind;
    bool seen_by_mat;     /* false: by time or tempo, and the screen says so */
    unsigned step, steps; /* 0-based, of the programme */
    unsigned set, sets;   /* 1-based; 0: no sets */
    float figure_phase;   /* as figure_pose takes it */
    float breath;         /* 0 out .. 1 in; NAN: no pacer */
    struct view_ring ring;
    char title[NAME_MAX_BYTES];
    char subtitle[TEXT_MAX];  /* "hold · set 2 of 3" */
    char cue[NAME_MAX_BYTES]; /* at most five words */
    char note[TEXT_MAX];      /* secondary: "by time", "saved", a caution */
    char next[TEXT_MAX];      /* what comes next; empty until its last 5 s */

    /* the mat, while getting into place, rolling freely, testing */
    bool show_mat;
    bool person_on_mat;
    unsigned target;                  /* bits 1 << zone: where load should be */
    unsigned loaded;                  /* bits 1 << zone: where it is */
    float balance_x_mm, balance_y_mm; /* NAN: nothing loaded */
    unsigned pads;
    uint8_t pad_load_pct[VIEW_PADS_MAX];
    uint8_t pad_fault[VIEW_PADS_MAX]; /* enum pad_fault */
    /* the test page: NAN where it is not known */
    struct {
        float raw_pct, load, noise_pct; /* load: percent, or newtons */
    } pad[VIEW_PADS_MAX];
    bool pad_newtons;

    /* cards */
    enum card_set card_set;
    unsigned cards, selected;
    struct card card[CARDS_MAX];
    float held; /* 0..1: how far the button has been held */

    /* lines of the plain screens (fault, professional, done, first start, test); a tab parts a
     * word from its value: "Frames\t99.8 a second" */
    unsigned lines;
    char line[14][TEXT_MAX];

    /* idle */
    bool clock_known;
    int hour, minute;
    unsigned days_done_this_week;

    /* done */
    uint32_t credited_s, planned_s;
    bool saved;

    struct history_view history; /* SCREEN_HISTORY */

    uint32_t person;
    char person_name[320];
    enum light light;
    char trouble[TEXT_MAX]; /* a fault that lets the session go on; empty: none */
};

#endif
