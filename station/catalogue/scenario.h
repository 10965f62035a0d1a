/* A scenario: who the simulated person is, what that person does and where it goes wrong. Plain
 * data, as a file in assets/scenarios says. */
#ifndef MATSTATION_CATALOGUE_SCENARIO_H
#define MATSTATION_CATALOGUE_SCENARIO_H

#include "body/skeleton.h"
#include "catalogue/exercise.h"

#include <stdbool.h>

enum { SCENARIO_CARDS_MAX = 16, SCENARIO_SLIPS_MAX = 32, SCENARIO_ACTS_MAX = 128 };

struct scenario_body {
    enum sex sex;
    float stature_m; /* 1.50 to 1.95 */
    float mass_kg;   /* 45 to 120 */
    bool shoes;
};

/* Where the person settles: away from the middle of the mat, towards foot end and right. */
struct scenario_place {
    float x_mm, y_mm;
    bool turned; /* head at the foot end */
};

struct scenario_manner {
    float reaction_s;      /* from a change on the screen to the first movement */
    float pace;            /* 1: as the exercise says; 2: twice as fast */
    float sway, tremor;    /* 1: an ordinary person's; 0: none */
    float breaths_per_min; /* 0: none */
};

/* The state that all pads of the mat are in. */
struct scenario_pads {
    float temperature_c; /* -40 to 85 */
    float worn;          /* 0: new, 1: worn out */
};

/* What can go wrong. */
enum slip {
    SLIP_WRONG_SIDE,
    SLIP_TOO_FAST,     /* rolls four times as fast */
    SLIP_HIPS_DOWN,    /* the pelvis comes down in a hold */
    SLIP_KNEE_DOWN,    /* one knee touches in a plank */
    SLIP_STEP_OFF,     /* leaves the mat, comes back after for_s */
    SLIP_ASLEEP,       /* stays where it is, whatever the screen says */
    SLIP_SITS,         /* sits on the mat instead of what was asked */
    SLIP_CHILD,        /* 18 kg walk over the mat */
    SLIP_CAT,          /* 4.5 kg walk over the mat */
    SLIP_CHILD_STANDS, /* it stays in the middle */
    SLIP_CAT_SITS,
    SLIP_CHAIR,         /* a chair stands on the mat */
    SLIP_BAG,           /* 8 kg lie on the mat */
    SLIP_SECOND_PERSON, /* another one stands on it as well */
    SLIP_PRESS,         /* a short press nobody asked for */
    SLIP_PRESS_HELD,
    SLIP_PAD_OPEN, /* a pad's lead breaks, its sheets touch, it stays where it is, it is loose */
    SLIP_PAD_SHORT,
    SLIP_PAD_STUCK,
    SLIP_PAD_NOISY,
    SLIPS
};

/* exercise empty: at_s counts from the start of the scenario; else from when the person, in place,
 * begins that exercise, each time it is begun unless time_n (1-based) picks one. */
struct scenario_slip {
    enum slip what;
    char exercise[ID_MAX];
    char pad[ID_MAX]; /* whose trouble it is */
    float at_s, for_s;
    unsigned time_n;
    int line; /* of the file, for messages */
};

/* One thing done, without a session. what: "away", "stand", "kneel", "sit", "lie", or the id of an
 * exercise or a figure. How long: repetitions, or spots (roll roll_s, then pause pause_s), or
 * seconds. */
struct scenario_act {
    char what[ID_MAX];
    enum side side;
    float seconds;
    unsigned repetitions;
    float cycle_s; /* one repetition; 0: as the figure says */
    float top_s;   /* standing still at the far end of each repetition */
    float base_s;  /* and at its beginning */
    unsigned spots;
    float roll_s, pause_s;
    float pass_s; /* one pass of the roller in one direction; 0: 3 s */
    int line;
};

struct scenario {
    char file[128]; /* for messages */
    struct scenario_body body;
    struct scenario_place place;
    struct scenario_manner manner;
    struct scenario_pads pads;
    float start_s; /* before this the person is away */
    unsigned cards;
    char card[SCENARIO_CARDS_MAX][ID_MAX]; /* the ids wanted, the first one shown wins */
    int card_line[SCENARIO_CARDS_MAX];     /* of the file, for messages */
    unsigned slips;
    struct scenario_slip slip[SCENARIO_SLIPS_MAX];
    unsigned acts; /* > 0: a script, no session */
    struct scenario_act act[SCENARIO_ACTS_MAX];
};

/* An ordinary person, 1.72 m and 74 kg, in the middle of the mat, who makes no mistake. */
void scenario_default(struct scenario *scenario);

bool slip_is_of_pad(enum slip slip);
const char *slip_name(enum slip slip); /* as in the scenario files: "hips_down" */

#endif
