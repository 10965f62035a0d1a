/* What the files of this room share: the whole state of the session, and the verbs of each concern.
 * Nothing outside the room includes it. */
#ifndef MATSTATION_SESSION_INSIDE_H
#define MATSTATION_SESSION_INSIDE_H

#include "base/clock.h"
#include "session/session.h"
#include "signal/calibrate.h"

enum { PLAN_STEPS_MAX = 2 * PROGRAMME_STEPS_MAX + 1, CUES_WAITING_MAX = 8 };

/* Longer between two steps: the program stood still, and nobody was led by it. A mat of one frame a
 * second is no such thing. */
static const int64_t STALL_NS = 2 * NS_PER_S;

/* ---------------------------------------------------------------- what the mat shows */
struct sight {
    struct observation seen;   /* the last one */
    bool fresh;                /* it came in this step */
    bool any;                  /* there has been one */
    bool on_mat;               /* somebody or something is on the mat */
    int64_t on_mat_since_ns;   /* since when on_mat is as it is */
    bool person;               /* surely a person */
    int64_t person_since_ns;   /* since when person is as it is */
    bool trusted;              /* a person was seen in this session: the mat can see one */
    bool believed;             /* what is not surely a person is one: a press says so */
    bool moving;               /* the body changes place or posture */
    int64_t moving_since_ns;   /* the last moving began, with short rests in it */
    int64_t rested_ns;         /* the last moving ended */
    int64_t leaving_ns;        /* the last time that the mat was left: when that began */
    bool in_place;             /* what the step asks for is there */
    int64_t in_place_since_ns; /* onset of the present state */
    enum why why;              /* why it is not */
};

void sight_take(struct session *session, const struct observation *observation);
bool sight_blind(const struct session *session); /* no frames for too long */
bool sight_off_mat(const struct session *session, int64_t for_ns);
bool sight_gate(const struct session *session, enum zone gate); /* the surest contact is there */
/* After another exercise or side was asked for: what was in place for the last one is not. */
void sight_forget_place(struct session *session);
/* Who presses is a person: what the mat holds for something else may be that one. */
void sight_believe(struct session *session);

/* ---------------------------------------------------------------- time that counts */
enum { SPAN_PIECES_MAX = 8 };

/* Closed spans and perhaps an open one; all ends are times of frames. */
struct span {
    bool open;
    int64_t from_ns, sum_ns;
    int64_t to_ns; /* where the last closed one ended */
    /* The last closed ones, the newest last: of those something may yet be taken back. */
    unsigned pieces;
    struct {
        int64_t from_ns, to_ns;
    } piece[SPAN_PIECES_MAX];
};
void span_open(struct span *span, int64_t at_ns);
void span_close(struct span *span, int64_t at_ns); /* before from_ns: nothing is added */
int64_t span_ns(const struct span *span, int64_t until_ns);
/* What lies after this does not count. */
void span_cut(struct span *span, int64_t at_ns);

/* ---------------------------------------------------------------- the plan */
/* One exercise for one side. clean: done, unbroken and in full. */
struct planned {
    bool done, clean;
    unsigned exercise;
    enum side side;
    struct dose dose;
    bool other_side_follows; /* the next step is the same exercise, the other side */
    bool other_side_before;
};

/* What the programme has and the plan has not, and why. */
struct left_out {
    unsigned exercise;
    enum step_outcome why;
    unsigned before; /* the step of the plan that follows it */
};

struct plan {
    unsigned steps;
    struct planned step[PLAN_STEPS_MAX];
    unsigned left_outs;
    struct left_out left_out[PROGRAMME_STEPS_MAX];
};

/* What a person may and has: decided once a session. */
struct allowed {
    unsigned equipment; /* bits that are there */
    unsigned cautions;  /* bits that are taken out */
    bool wall;          /* an end of the mat meets a wall */
};

/* The easier variant of a step, or the same in a smaller dose. False: the easier way that its texts
 * tell of is not there for this person. */
bool plan_make_easier(const struct session *session, struct planned *step);
struct allowed plan_allowed(const struct session *session);
void plan_make(const struct session *session, const struct programme *programme, unsigned selection,
               struct plan *plan);
/* The step nearest to that place which is this exercise for this side; steps where none is. */
unsigned plan_find(const struct session *session, const struct plan *plan, unsigned near,
                   const char *exercise, enum side side);
/* What a step is credited when all of it is done. */
uint32_t plan_step_credit_ms(const struct exercise *exercise, const struct planned *step);
/* Which of the alternating selections is due in the session of that number; 0 or 1 where there are
 * none. */
unsigned plan_selection(const struct session *session, const struct programme *programme,
                        uint32_t number);
/* The person's setting that keeps it, once that programme was done. */
void plan_turn_key(const struct programme *programme, char key[ID_MAX]);
/* On the back, the front or the side, or it may be: after it somebody has to get up. */
bool plan_is_lying(const struct session *session, const struct planned *step);
unsigned plan_equipment(const struct catalogue *catalogue, const struct plan *plan);

/* ---------------------------------------------------------------- one step being done */
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
    bool next_shown;
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
    /* sums for the record */
    double left_share, head_share;
    unsigned shares;
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
    bool other_side_said;
    unsigned recorded;  /* steps in the log so far: the number of the next one */
    unsigned left_told; /* of what the plan leaves out, what stands in the log */
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
void step_phase(struct session *session, enum phase phase);
void step_ask(struct session *session);
int64_t step_counted_ns(const struct session *session); /* credited and by time, of this set */
void step_count_time(struct session *session, int64_t dt_ns); /* by time, where it may */
/* What was thought to be out of sight is seen after all. */
void step_seen_again(struct session *session);
void step_credit_while(struct session *session, bool in_place); /* by frames */
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
int64_t roll_spot_ns(const struct session *session); /* counted on the present spot */

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

/* ---------------------------------------------------------------- cues */
struct waiting {
    enum urgency urgency;
    int64_t until_ns;
    char spoken[320];
};

struct speaker {
    unsigned waiting;
    struct waiting queue[CUES_WAITING_MAX];
    int64_t busy_until_ns; /* the last words are still being spoken, or their distance kept */
    enum urgency speaking;
    char last[320];
    int64_t last_ns;
    unsigned tones;
    enum tone tone[CUES_MAX];
};

void cue_tone(struct session *session, enum tone tone);
/* Words now or soon: the urgent first, calm ones lapse. text is in the language already. */
void cue_say(struct session *session, enum urgency urgency, const char *text);
void cue_key(struct session *session, enum urgency urgency, const char *key);
void cue_hush(struct session *session); /* what waits is no longer true; safety still is */
void cue_stop(struct session *session); /* nor is safety; but a sentence of it is said to its end */
void cue_flush(struct session *session);

/* ---------------------------------------------------------------- texts */
const char *text_of(const struct session *session, const char *key);
/* The template with each {name} replaced by its value; the list ends with an empty one. */
struct fill {
    const char *name, *value;
};
void text_fill(char *out, size_t size, const char *template, const struct fill *fills);
/* Cuts at a whole character. */
void text_copy(char *out, size_t size, const char *text);
void text_copy_key(char *out, size_t size, const struct session *session, const char *key);

/* ---------------------------------------------------------------- records */
struct record *record_new(struct session *session, enum record_kind kind);
void record_step(struct session *session, enum record_kind kind);
void record_setting(struct session *session, uint32_t person, const char *key, const char *value);
void record_answer(struct session *session, const char *question, const char *answer);

/* ---------------------------------------------------------------- people */
const struct history_view *person_history(const struct session *session); /* NULL: a guest */
bool person_is_new(const struct session *session); /* guests, and everybody's first two weeks */
/* Kept as settings of the person: fact is clean, hold_s, sets, easier or barred. */
struct progress person_progress(const struct session *session, const char *exercise);
void person_progress_set(struct session *session, const char *exercise, const char *fact,
                         unsigned value);
/* "" where it is not set. */
const char *person_setting(const struct session *session, const char *key);
const char *station_setting(const struct session *session, const char *key);
void person_set(struct session *session, const char *key, const char *value);
void station_set(struct session *session, const char *key, const char *value);

/* ---------------------------------------------------------------- screens and cards */
enum stage {
    STAGE_IDLE,
    STAGE_CARDS,
    STAGE_RUN,
    STAGE_HELD_UP, /* a session is paused; its cards are shown, or it waits for who left */
    STAGE_PAGE,    /* lines to read: history, test, fault, signs */
    STAGE_DONE,
    STAGE_BUILDER,
    STAGE_CALIBRATION,
    STAGE_OFF,
};

struct menu {
    enum card_set set;
    unsigned cards, selected;
    unsigned page; /* of the programmes */
    struct card card[CARDS_MAX];
    int64_t since_ns; /* opened, or last pressed */
};

void menu_begin(struct session *session, enum card_set set);
struct card *menu_card(struct session *session, const char *id, const char *title, const char *line,
                       int kind);
/* A card whose title and line are the texts card.ID.title and card.ID.line. */
void menu_card_key(struct session *session, const char *id);
/* All cards are there: the question, if any, and the first card are spoken. */
void menu_shown(struct session *session, const char *question_key);
void menu_press(struct session *session, const struct press *press);
void menu_wait(struct session *session);

/* One for each group of card sets: what choosing a card does. "back" is what silence chooses. */
void choose_open(struct session *session);
/* From now on there are these programmes. */
void choose_from(struct session *session, const struct programmes *programmes);
void choose_today(struct session *session);
void choose_chose(struct session *session, const char *id);
int today_choose(const struct session *session, const char **reason); /* -1: nothing suits */
void more_open(struct session *session);
void more_chose(struct session *session, const char *id);
void more_exported(struct session *session, enum export_news news);
void information_chose(struct session *session, const char *id);
void people_open(struct session *session);
void people_add(struct session *session);
void people_chose(struct session *session, const char *id);
void volume_open(struct session *session);
void volume_chose(struct session *session, const char *id);
unsigned session_volume(const struct session *session);
void language_open(struct session *session);
void language_chose(struct session *session, const char *id);
void equipment_open(struct session *session);
void equipment_chose(struct session *session, const char *id);
void health_open(struct session *session);
void health_guest(struct session *session); /* as a yes, until it is confirmed */
void health_chose(struct session *session, const char *id);
bool allow_any(const struct session *session);
void allow_open(struct session *session);
void allow_chose(struct session *session, const char *id);
void clock_set_open(struct session *session);
void clock_set_turn(struct session *session);
void clock_set_chose(struct session *session, const char *id);
bool resume_offer(struct session *session); /* false: there is nothing to go on with */
void resume_chose(struct session *session, const char *id);
bool resume_is_over(const struct step_record *last);
/* Where in the plan to go on. left_told: what is left out before it and stands in the log. */
unsigned resume_place(const struct session *session, const struct step_record *last,
                      const struct plan *plan, unsigned *left_told);
/* The step of the plan is the one that was cut off. Else it is another day's plan: what was allowed
 * then is not any more. */
bool resume_can_keep(const struct session *session, const struct step_record *last, unsigned step);
void resume_keep(struct session *session, const struct step_record *last);
void held_up_open(struct session *session, bool by_press);
void held_up_step(struct session *session);
void held_up_chose(struct session *session, const char *id);
void questions_open(struct session *session);
void questions_chose(struct session *session, const char *id);

/* Targets that grow after clean sessions, and shrink after "worse". */
void progress_after(struct session *session);
void progress_worse(struct session *session);

/* ---------------------------------------------------------------- first start, calibration */
enum builder_part { BUILDER_WELCOME, BUILDER_EMPTY, BUILDER_PADS, BUILDER_READY };

bool start_is_due(const struct session *session);
void start_open(struct session *session);
void start_press(struct session *session, const struct press *press);
void start_step(struct session *session);
unsigned start_pads_met(const struct session *session);
void start_language_done(struct session *session);
void start_volume_done(struct session *session);
void start_health_done(struct session *session);
void start_equipment_done(struct session *session);

enum calibrating_part {
    CALIBRATING_EMPTY,
    CALIBRATING_WALK,
    CALIBRATING_DONE,
    CALIBRATING_REFUSED
};

struct calibrating {
    enum calibrating_part part;
    unsigned kg;                   /* the weight of who walks */
    struct calibrator *calibrator; /* while one is made; else NULL */
    unsigned walked;               /* pads stepped on so far */
    char result[TEXT_MAX];         /* what came of it, in words */
};

void calibrate_open(struct session *session);
void calibrate_turn(struct session *session); /* the weight's dial */
void calibrate_weight_chose(struct session *session, const char *id);
void calibrate_take(struct session *session, const struct frame *frame);
void calibrate_press(struct session *session, const struct press *press);
void calibrate_step(struct session *session);
void calibrate_chose(struct session *session, const char *id);
void calibrate_close(struct session *session);

/* Faults in plain words. */
void trouble_take(struct session *session);
void trouble_fill(struct session *session);

void stage_go(struct session *session, enum stage stage);
void idle_go(struct session *session);
void idle_step(struct session *session);
void idle_press(struct session *session, const struct press *press);
void done_open(struct session *session);
void done_step(struct session *session);
void page_open_professional(struct session *session);
void page_open_history(struct session *session);
void page_open_test(struct session *session);
void page_fill(struct session *session);
void page_press(struct session *session, const struct press *press);
void page_step(struct session *session);

void view_fill(struct session *session);
void view_fill_run(struct session *session); /* its part: a step being done */
void view_take_loads(struct session *session, const struct loads *loads);

/* ---------------------------------------------------------------- all of it */
struct session {
    const struct catalogue *catalogue;
    struct programmes programmes; /* the catalogue's, or those handed in since */
    const struct mat *mat;
    struct snapshot snapshot;
    unsigned language;
    uint32_t person; /* 0: guest */
    uint32_t next_session;
    uint64_t seed;
    int64_t now_ns;
    bool begun;     /* one step was made */
    int start_with; /* programme to begin with at once, until it has ended; -1: idle first */
    struct wall_clock wall;
    struct sight sight;
    enum stage stage;
    int64_t stage_since_ns;
    struct menu menu;
    enum screen page; /* STAGE_PAGE: which one */
    struct run run;
    uint32_t host;       /* who is there again when a guest has gone; 0: nobody */
    bool confirmed;      /* a guest has confirmed that all may be done, until the screen is idle */
    bool left_mat;       /* held up because the person left, not by a press */
    unsigned question;   /* of several: health, equipment, the clock's dials */
    bool signs_due;      /* the last answer was worse, and not for the first time in two weeks */
    bool health_yes;     /* one of the answers so far was a yes */
    unsigned equipment;  /* bits: the yeses so far */
    int dial[5];         /* year, month, day, hour, minute */
    char news[TEXT_MAX]; /* what grew after this session, for the last screen; empty: nothing */
    bool first_start;    /* not over: the owner's questions follow one another */
    enum builder_part builder;
    bool pad_met[PADS_MAX];
    struct calibrating calibrating;
    float supply_count;
    char trouble[TEXT_MAX];    /* a pad's; empty: none */
    char wrong_file[TEXT_MAX]; /* of the assets; empty: none */
    unsigned trouble_pad;
    int64_t still_since_ns; /* idle: somebody stands still on the mat since; 0: nobody */
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
