/* The calibration: the weight, an empty mat, then a walk over it. A bad one is refused and says
 * why; the last one can be undone. */
#include "session/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int64_t EMPTY_NS = 10 * NS_PER_S;
static const int64_t WAIT_MOST_NS = 60 * NS_PER_S;
static const int64_t WALK_NS = 120 * NS_PER_S;
static const float G_M_S2 = 9.81f;
static const int64_t READ_NS = 60 * NS_PER_S;
enum { KG_LEAST = 40, KG_MOST = 130, KG_STEP = 5, KG_FIRST = 70 };

static void show_weight(struct session *session)
{
    char kg[16];
    snprintf(kg, sizeof kg, "%u kg", session->calibrating.kg);
    menu_begin(session, CARDS_WEIGHT);
    menu_card(session, "take", kg, text_of(session, "say.weight"), -1);
    cue_key(session, URGENCY_LEAD, "say.weight");
    cue_say(session, URGENCY_LEAD, kg);
}

void calibrate_open(struct session *session)
{
    session->calibrating.kg = KG_FIRST;
    stage_go(session, STAGE_CARDS);
    show_weight(session);
}

void calibrate_turn(struct session *session)
{
    unsigned *kg = &session->calibrating.kg;
    *kg = *kg + KG_STEP > KG_MOST ? KG_LEAST : *kg + KG_STEP;
    show_weight(session);
}

static void go(struct session *session, enum calibrating_part part, const char *said)
{
    session->calibrating.part = part;
    stage_go(session, STAGE_CALIBRATION);
    cue_hush(session);
    cue_key(session, URGENCY_LEAD, said);
}

/* A calibrator is made for each try: rare enough, and never within a session. */
static bool begin_empty(struct session *session)
{
    struct calibrating *calibrating = &session->calibrating;
    calibrator_close(calibrating->calibrator);
    calibrating->occupied = false;
    calibrating->calibrator = calibrator_open(session->mat->pads, session->supply_count, NULL);
    return calibrating->calibrator != NULL;
}

/* Whoever has left it is where the calibration was opened. */
static void go_back(struct session *session)
{
    if (start_walks(session))
        start_walk_done(session);
    else
        more_open(session);
}

static void ask_for_empty(struct session *session)
{
    session->calibrating.asked_ns = session->now_ns;
    go(session, CALIBRATING_EMPTY, "say.calibrate_empty");
}

void calibrate_weight_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "take") && begin_empty(session))
        ask_for_empty(session);
    else
        go_back(session);
}

static bool is_occupied(const struct session *session)
{
    const struct calibrating *calibrating = &session->calibrating;
    return session->now_ns - calibrating->asked_ns < WAIT_MOST_NS &&
           (session->sight.on_mat || calibrating->occupied);
}

void calibrate_take(struct session *session, const struct frame *frame)
{
    struct calibrating *calibrating = &session->calibrating;
    if (session->stage != STAGE_CALIBRATION)
        return;
    if (calibrating->part == CALIBRATING_EMPTY && !is_occupied(session))
        calibrator_empty(calibrating->calibrator, frame);
    else if (calibrating->part == CALIBRATING_WALK)
        calibrator_walk(calibrating->calibrator, frame);
}

void calibrate_close(struct session *session)
{
    calibrator_close(session->calibrating.calibrator);
    session->calibrating.calibrator = NULL;
}

/* The log owns and frees what it is handed. */
static void record_calibration(struct session *session, struct calibration *calibration)
{
    struct record *record = record_new(session, RECORD_CALIBRATION);
    record->session = 0;
    record->u.calibration = calibration;
}

static void finish(struct session *session)
{
    static const char *const refused[] = {
        [CALIBRATION_TOO_SHORT] = "calibration.too_short",
        [CALIBRATION_NOT_EMPTY] = "calibration.not_empty",
        [CALIBRATION_PAD_SILENT] = "calibration.pad_silent",
        [CALIBRATION_PAD_MISSED] = "calibration.pad_missed",
        [CALIBRATION_POOR] = "calibration.poor",
    };
    struct calibrating *calibrating = &session->calibrating;
    struct calibration *calibration = calloc(1, sizeof *calibration);
    unsigned pad = 0;
    char quality[16];
    const enum calibration_trouble trouble =
        calibration ? calibrator_finish(calibrating->calibrator, (float)calibrating->kg * G_M_S2,
                                        calibration, &pad)
                    : CALIBRATION_TOO_SHORT;
    calibrating->walked = calibrator_walked(calibrating->calibrator);
    snprintf(quality, sizeof quality, "%.0f", calibration ? (double)calibration->quality_pct : 0.0);
    const char *key = trouble == CALIBRATION_FINE ? "calibration.fine" : refused[trouble];
    text_fill(
        calibrating->result, sizeof calibrating->result, text_of(session, key),
        (const struct fill[]){{"n", quality},
                              {"pad", pad < session->mat->pads ? session->mat->pad[pad].name : ""},
                              {0}});
    if (trouble == CALIBRATION_FINE)
        record_calibration(session, calibration);
    else
        free(calibration);
    calibrate_close(session);
    go(session, trouble == CALIBRATION_FINE ? CALIBRATING_DONE : CALIBRATING_REFUSED,
       trouble == CALIBRATION_FINE ? "say.calibrate_done" : "say.calibrate_refused");
    cue_say(session, URGENCY_LEAD, calibrating->result);
}

static void offer_undo(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_CALIBRATION);
    menu_card_key(session, "keep");
    menu_card_key(session, "undo");
    menu_shown(session, NULL);
}

static void leave(struct session *session)
{
    calibrate_close(session);
    if (start_walks(session))
        start_walk_done(session);
    else if (session->calibrating.part == CALIBRATING_DONE)
        offer_undo(session);
    else
        more_open(session);
}

void calibrate_press(struct session *session, const struct press *press)
{
    if (session->calibrating.part == CALIBRATING_WALK && press->kind == PRESS_SHORT)
        finish(session);
    else
        leave(session);
}

void calibrate_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "undo")) {
        struct record *record = record_new(session, RECORD_CALIBRATION_UNDO);
        record->session = 0;
    }
    more_open(session);
}

/* Something is still on it: the ten seconds begin anew when nothing is. What stays for longer may
 * be the weight of the mat itself; the calibrator finds out whether it is somebody. */
static void wait_for_empty(struct session *session)
{
    session->calibrating.occupied = session->sight.on_mat;
    session->stage_since_ns = session->now_ns;
    if (!session->sight.on_mat && !begin_empty(session))
        go_back(session);
}

void calibrate_step(struct session *session)
{
    struct calibrating *calibrating = &session->calibrating;
    const int64_t gone_ns = session->now_ns - session->stage_since_ns;
    switch (calibrating->part) {
    case CALIBRATING_EMPTY:
        if (is_occupied(session))
            wait_for_empty(session);
        else if (gone_ns >= EMPTY_NS)
            go(session, CALIBRATING_WALK, "say.calibrate_walk");
        break;
    case CALIBRATING_WALK:
        calibrating->walked = calibrator_walked(calibrating->calibrator);
        if (gone_ns >= WALK_NS)
            finish(session);
        break;
    case CALIBRATING_DONE:
    case CALIBRATING_REFUSED:
        if (gone_ns >= READ_NS)
            leave(session);
        break;
    }
}
