/* Where a session stands outside its steps: idle, pages, first start, calibration, the view. Inside
 * the room only. */
#ifndef MATSTATION_SESSION_STAGES_H
#define MATSTATION_SESSION_STAGES_H

#include "session/session.h"

enum stage {
    STAGE_IDLE,
    STAGE_CARDS,
    STAGE_RUN,
    STAGE_HELD_UP, /* a session is paused; its cards are shown, or it waits for who left */
    STAGE_PAGE,    /* lines to read: history, test, signs */
    STAGE_DONE,
    STAGE_BUILDER,
    STAGE_CALIBRATION,
    STAGE_OFF,
};

enum builder_part { BUILDER_WELCOME, BUILDER_PADS, BUILDER_WALK, BUILDER_READY };

bool start_is_due(const struct session *session);
void start_open(struct session *session);
void start_press(struct session *session, const struct press *press);
void start_step(struct session *session);
unsigned start_pads_met(const struct session *session);
bool start_walks(const struct session *session); /* the calibration is the builder's */
void start_walk_done(struct session *session);
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
    bool occupied;                 /* something was on the mat that should be empty */
    int64_t asked_ns;              /* when it was asked to be left empty */
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
void trouble_take(struct session *session, const struct observation *seen); /* NULL: nothing */
void trouble_fill(struct session *session);
unsigned trouble_pads(const struct session *session); /* how many are broken: not by age */
bool trouble_mat_is_silent(const struct session *session);

void stage_go(struct session *session, enum stage stage);
void idle_go(struct session *session);
void idle_step(struct session *session);
void idle_press(struct session *session, const struct press *press);
void idle_choose(struct session *session); /* what was cut off, or something to begin */
void done_show(struct session *session);   /* after the questions, or the signs */
void done_step(struct session *session);
void page_open_professional(struct session *session);
void page_open_history(struct session *session);
void page_open_test(struct session *session);
void page_open_fault(struct session *session); /* the mat does not answer */
void history_tell(struct session *session);    /* the next of its sentences, once it is time */
void page_fill(struct session *session);
void page_press(struct session *session, const struct press *press);
void page_step(struct session *session);

void view_choose_theme(struct session *session); /* dark or light, until the next time */
void view_fill(struct session *session);
void view_fill_run(struct session *session); /* its part: a step being done */
void view_take_loads(struct session *session, const struct loads *loads);

#endif
