/* One session being run, its present step, and how each kind of work goes on. Inside the room only.
 */
#ifndef MATSTATION_SESSION_WORK_H
#define MATSTATION_SESSION_WORK_H

#include "session/plan.h"
#include "session/sight.h"

/* Where the load lay, summed over frames. */
struct shares {
    double left, head;
    unsigned frames;
};

/* Begun anew for each step; parts of it for each set. */
struct work {
    enum phase phase;
    int64_t since_ns;      /* the phase began */
    int64_t began_ns;      /* the step did; nothing before it is credited */
    int64_t elapsed_ns;    /* of the step, pauses left out */
    bool by_time;          /* not, or not surely, seen: time or tempo counts */
    bool never_seen;       /* the mat cannot see this exercise at all: by_time stays */
    bool helped;           /* the help cue of this phase was given */
    unsigned set;          /* 0-based */
    unsigned counted_down; /* 3, 2, 1 */
    struct span credit;    /* of the step */
    int64_t by_time_ns;    /* of the step */
    int64_t set_ns;        /* credited and by time before this set began */
    int64_t kept_ns;       /* of it, what this set keeps after a pause */
    int64_t waited_ns;     /* for the contact, before the phase began */
    int64_t gate_lost_ns;  /* countdown: the contact has been gone since; 0: it is there */
    int64_t gate_since_ns; /* the surest contact has been there since; 0: it is not */
    int64_t told_ns;       /* when the last reminder was given */
    int64_t progress_ns;   /* when progress was last recorded */
    /* roll */
    unsigned spot;
    int64_t spot_from_ns;   /* credited before this spot began */
    int64_t on_roller_ns;   /* time spent on the area */
    int64_t pause_since_ns; /* the person has been still on one spot since; 0: moving */
    int64_t pause_before_ns;
    int64_t searched_ns; /* since before it */
    /* hold */
    unsigned graces;
    int64_t hold_from_ns;
    int64_t hold_before_ns; /* counted in this set before this hold */
    bool out;               /* out of place within a hold, not yet a break */
    /* repetitions */
    unsigned repetitions; /* of this set */
    int64_t cycle_ns;     /* when the tempo's present cycle began */
    int64_t followed_ns;  /* the tempo was followed up to here */
    unsigned beat;        /* 0 up, 1 hold, 2 down */
    int64_t last_repetition_ns;
    int64_t repetition_end_ns; /* credited up to here */
    int64_t seen_to_ns;        /* the end of the last one that was counted */
    int64_t last_credit_ns;    /* what it was credited */
    struct shares uncounted;   /* since then */
    struct shares before_last; /* as `shares` was before it */
    /* for the record */
    struct shares shares; /* while credited */
};

struct run {
    bool active;
    uint32_t number;
    int programme;         /* index; -1: none */
    char turn_key[ID_MAX]; /* empty: the programme has no alternating steps */
    unsigned next_turn;    /* the selection of them that is due after this one */
    struct plan plan;
    unsigned step;
    bool step_open;
    int64_t other_side_ns; /* what the first side was credited, where it was less than planned */
    unsigned warned;       /* how often: motionless on the roller */
    struct work work;
    struct step_record record;
    int64_t elapsed_ns;
    int64_t credited_ms, by_time_ms; /* of finished steps */
    uint32_t planned_ms;
    bool free_rolling;
    enum region free_region, free_seen; /* the settled region, and another one that may become it */
    int64_t free_since_ns;              /* since when the other one is seen; 0: it is not */
    int64_t area_ns[REGIONS];           /* on the roller, by region */
    int64_t area_told_ns;               /* when it was last said that it is enough */
    unsigned strokes_seen;              /* as the mat counts them, in the record already */
    bool other_side_said;
    bool told_by_time, told_by_tempo; /* that exercises run so which the mat does not see */
    unsigned recorded;                /* steps in the log so far: the number of the next one */
    unsigned left_told;               /* of what the plan leaves out, what stands in the log */
    uint64_t given_up_before;         /* records of others that a slow card cost */
};

void run_start(struct session *session, int programme);
/* The session of that number goes on with that step. */
void run_resume(struct session *session, int programme, const struct unfinished *unfinished);
void run_next_region(struct session *session);           /* free rolling: the step so far is one */
void run_elapse(struct session *session, int64_t dt_ns); /* before presses are looked at */
void run_step(struct session *session, int64_t dt_ns);
void run_press(struct session *session, const struct press *press);
void run_end(struct session *session, enum session_outcome outcome);
void run_go_on(struct session *session); /* after a pause: get into place again */
void run_hold_up(struct session *session);
void run_leave_step(struct session *session, enum step_outcome outcome); /* and go to the next */
void run_make_easier(struct session *session);

/* kept: what was done of it before a cut; NULL: nothing. */
void step_begin(struct session *session, const struct step_record *kept);
/* What was to come before the present step and is left out stands in the log, with the reason. */
void step_tell_left_out(struct session *session);
void step_close(struct session *session, enum step_outcome outcome);
void step_record_progress(struct session *session); /* once a second, while something is counted */
void step_ask_side(struct session *session);        /* once, when surely the other side is done */
void step_set_done(struct session *session);
/* Both sides get the same: the second one no more than the first was given; 0: what is planned. */
int64_t step_side_limit_ns(const struct step_record *first);
void step_phase(struct session *session, enum phase phase);
void step_ask(struct session *session);
int64_t step_counted_ns(const struct session *session); /* credited and by time, of this set */
void step_count_time(struct session *session, int64_t dt_ns); /* by time, where it may */
/* What was thought to be out of sight is seen after all. */
void step_seen_again(struct session *session);
void step_credit_while(struct session *session, bool in_place); /* by frames */
void shares_take(struct shares *shares, const struct observation *seen);
void shares_add(struct shares *shares, const struct shares *more);
const struct planned *step_planned(const struct session *session);
const struct exercise *step_exercise(const struct session *session);
const struct exercise_texts *step_texts(const struct session *session);

/* One file each: how the kinds of work go on. start begins a set; step goes on with it. */
void place_start(struct session *session, bool demonstrate);
/* How long its demonstration takes; 0: the person has seen it often enough. */
unsigned place_showing_s(const struct session *session, const struct exercise *exercise);
void place_step(struct session *session);
void roll_start(struct session *session);
void roll_step(struct session *session, int64_t dt_ns);
void roll_guard(struct session *session);
int64_t roll_spot_ns(const struct session *session);       /* counted on the present spot */
int64_t roll_area_limit_ns(const struct session *session); /* nobody stays on an area longer */
void roll_count_strokes(struct session *session);

/* Stillness is credited from its onset, which the detector may find better while it lasts. */
void roll_begin_credit(struct session *session);
void roll_follow_onset(struct session *session);
/* Stillness credited since then is over. False: it was no pause, and nothing of it counts. */
bool roll_end_credit(struct session *session, int64_t since_ns);
void hold_work_start(struct session *session);
void hold_work_step(struct session *session, int64_t dt_ns);
void hold_work_leave(struct session *session, enum why why);
void repeat_start(struct session *session);
void repeat_step(struct session *session, int64_t dt_ns);
void repeat_take_back(struct session *session); /* the mat was left */
void stretch_start(struct session *session);
void stretch_step(struct session *session, int64_t dt_ns);
float stretch_breath(const struct session *session); /* 0 out .. 1 in; NAN: no pacer */
void free_start(struct session *session);
void free_step(struct session *session, int64_t dt_ns);
void rest_start(struct session *session);
void rest_step(struct session *session);

/* Targets that grow after clean sessions, and shrink after "worse". */
void progress_after(struct session *session);
void progress_worse(struct session *session);

#endif
