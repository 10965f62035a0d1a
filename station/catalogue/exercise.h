/* One exercise: all that the station knows of it, as its file in assets/exercises says. */
#ifndef MATSTATION_CATALOGUE_EXERCISE_H
#define MATSTATION_CATALOGUE_EXERCISE_H

#include <stdbool.h>

enum { ID_MAX = 32, TEXT_MAX = 160, NAME_MAX_BYTES = 64, LANGUAGES_MAX = 4 };

enum kind {
    KIND_WARM_UP,
    KIND_MOBILITY,
    KIND_SMR,
    KIND_STRETCH,
    KIND_STRENGTH,
    KIND_BREATH, /* the minute of lying breath that ends a session */
    KINDS
};

enum side { SIDE_BOTH, SIDE_LEFT, SIDE_RIGHT };
enum sides { SIDES_BOTH, SIDES_EACH, SIDES_ALTERNATING };

/* Which part of the body, or thing, loads a place on the mat. */
enum zone {
    ZONE_UNKNOWN,
    ZONE_HEAD,
    ZONE_SHOULDERS,
    ZONE_BACK,
    ZONE_PELVIS,
    ZONE_THIGHS,
    ZONE_KNEES,
    ZONE_FEET,
    ZONE_HANDS,
    ZONE_FOREARMS,
    ZONE_ROLLER,
    ZONES
};

enum posture {
    POSTURE_UNCLEAR,
    POSTURE_STANDING,
    POSTURE_SITTING,
    POSTURE_SUPINE,
    POSTURE_PRONE,
    POSTURE_SIDE_LYING,
    POSTURE_ALL_FOURS,
    POSTURE_KNEELING,
    POSTURES
};

/* What is credited. */
enum counts {
    COUNTS_ROLL_AND_PAUSE,
    COUNTS_HOLD,
    COUNTS_REPETITIONS,
    COUNTS_TIME, /* time while the right contacts are there, or time alone */
};

/* What the detector looks for: the motion in the pressure, one detector's habit each. */
enum watch {
    WATCH_NOTHING, /* by time or tempo */
    WATCH_CONTACT, /* only that the right places are loaded */
    WATCH_ROLLER,
    WATCH_BRIDGE,
    WATCH_PLANK,
    WATCH_SIDE_PLANK,
    WATCH_TILT,
    WATCH_KNEE_ROLL,
    WATCH_PRESS_UP,
    WATCH_DIAGONAL, /* bird-dog: a diagonal pair leaves and returns */
    WATCH_CLAM,
    WATCH_STEPS, /* band walk */
    WATCH_CURL,
    WATCH_PUNCH,
    WATCH_SUPERMAN,
    WATCHES
};

/* How surely pressure alone can tell. */
enum sureness { SURENESS_LOW, SURENESS_MEDIUM, SURENESS_HIGH };

/* What lies under the body while rolling. */
enum tool { TOOL_NONE, TOOL_ROLLER, TOOL_BALL };

/* The region of the body on the roller. */
enum region {
    REGION_UNCLEAR,
    REGION_GLUTES,
    REGION_TFL_ITB,
    REGION_QUADS_HIP_FLEXORS,
    REGION_ERECTOR_SPINAE,
    REGIONS
};

/* Bits of equipment an exercise cannot do without. */
enum equipment {
    EQUIPMENT_ROLLER = 1,
    EQUIPMENT_BALL = 2,
    EQUIPMENT_STRAP = 4,
    EQUIPMENT_BAND = 8,
    EQUIPMENT_WEIGHTS = 16,
    EQUIPMENT_STEP = 32,
    EQUIPMENT_SWISS_BALL = 64,
    EQUIPMENT_WALL = 128,
};

/* Bits: which answers of the health questions, or history, take the exercise out. */
enum caution {
    CAUTION_ROLLER = 1,    /* pressure on tissue: roller or ball */
    CAUTION_PLANK = 2,     /* long effort, blood pressure */
    CAUTION_END_RANGE = 4, /* end-range bending or twisting */
    CAUTION_KNEE = 8,      /* knee pain */
    CAUTION_NOT_FIRST_WEEKS = 16,
};

struct dose {
    unsigned sets;
    unsigned repetitions;  /* a set */
    unsigned seconds;      /* a set, a stretch, a pause on a spot, or the whole (time) */
    unsigned spots;        /* roll and pause */
    unsigned area_limit_s; /* roll and pause: never longer a side */
    unsigned rest_s;       /* between sets */
};

/* The tempo of one repetition, led by voice. */
struct tempo {
    float up_s, hold_s, down_s;
};

/* Texts in one language. */
struct exercise_texts {
    char name[NAME_MAX_BYTES]; /* "Glute bridge" */
    char place[TEXT_MAX];      /* how to get into place, spoken */
    char how[TEXT_MAX];        /* what to do, spoken in the demonstration */
    char cue[NAME_MAX_BYTES];  /* at most five words, on the screen while it goes on */
    char caution[TEXT_MAX];    /* said every time; empty where there is none */
    char caution_short[NAME_MAX_BYTES];
    char easier[NAME_MAX_BYTES]; /* what "easier" means here */
    char why[TEXT_MAX];          /* why this one */
};

struct exercise {
    char id[ID_MAX];
    char file[128]; /* for messages */
    enum kind kind;
    enum sides sides;
    enum posture posture;
    enum counts counts;
    enum watch watch;
    enum sureness sureness;
    enum tool tool;
    enum region region;
    bool recognition_only; /* known to the detector; never coached */
    bool off_mat;          /* done beside the mat or only partly on it: leaving it pauses nothing */
    char variant_of[ID_MAX]; /* the exercise that this is the easier way of; empty: none */
    unsigned must;           /* bits 1 << zone: loaded when in place */
    unsigned must_not;       /* bits 1 << zone: loaded means broken */
    enum zone gate;          /* the surest contact; ZONE_UNKNOWN: by time */
    unsigned equipment;      /* bits of enum equipment */
    unsigned cautions;       /* bits of enum caution */
    struct dose dose, beginner;
    struct tempo tempo;
    float passes_per_min_most; /* rolling faster than this is said; 0: no limit */
    bool breath;               /* a breathing pacer runs */
    float breath_in_s, breath_out_s;
    char easier[ID_MAX]; /* another exercise's id; empty: same exercise, smaller */
    char figure[ID_MAX];
    struct exercise_texts texts[LANGUAGES_MAX]; /* in the order of the catalogue's languages */
};

#endif
