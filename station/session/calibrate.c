/* Calibration: an empty mat, then a walk over it. A bad one is refused and says why; the last one
 * can be undone. */
#include "session/inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const int64_t EMPTY_NS = 10 * NS_PER_S;
static const int64_t WALK_NS = 90 * NS_PER_S;
static const float QUALITY_LEAST_PCT = 80; /* of the pads must answer clearly */
static const float CLEAR_NOISES = 20;      /* a step must stand so far above an empty pad's noise */
enum { FRAMES_LEAST = 50 };

void calibrate_open(struct session *session)
{
    struct calibrating *calibrating = &session->calibrating;
    memset(calibrating, 0, sizeof *calibrating);
    stage_go(session, STAGE_CALIBRATION);
    cue_hush(session);
    cue_key(session, URGENCY_LEAD, "say.calibrate_empty");
}

static void take_empty(struct calibrating *calibrating, const struct loads *loads)
{
    calibrating->pads = loads->pads;
    calibrating->frames++;
    for (unsigned i = 0; i < loads->pads; i++) {
        const float value = loads->value[i];
        const float apart = value - calibrating->mean[i];
        calibrating->mean[i] += apart / (float)calibrating->frames;
        calibrating->square[i] += apart * (value - calibrating->mean[i]);
    }
}

static void take_walk(struct calibrating *calibrating, const struct loads *loads)
{
    for (unsigned i = 0; i < loads->pads && i < calibrating->pads; i++)
        if (loads->usable[i] && loads->value[i] > calibrating->most[i])
            calibrating->most[i] = loads->value[i];
}

void calibrate_take(struct session *session, const struct loads *loads)
{
    struct calibrating *calibrating = &session->calibrating;
    if (session->stage != STAGE_CALIBRATION)
        return;
    if (calibrating->part == CALIBRATING_EMPTY)
        take_empty(calibrating, loads);
    else if (calibrating->part == CALIBRATING_WALK)
        take_walk(calibrating, loads);
}

static bool answered(const struct calibrating *calibrating, unsigned pad)
{
    const float noise = sqrtf(calibrating->square[pad] / (float)calibrating->frames);
    const float least = CLEAR_NOISES * noise + 1e-3f * fabsf(calibrating->mean[pad]);
    return calibrating->most[pad] - calibrating->mean[pad] > least;
}

float calibrate_quality_pct(const struct session *session)
{
    const struct calibrating *calibrating = &session->calibrating;
    unsigned clear = 0;
    for (unsigned i = 0; i < calibrating->pads; i++)
        clear += answered(calibrating, i);
    return calibrating->pads ? 100.0f * (float)clear / (float)calibrating->pads : 0;
}

/* The one allocation after opening: the log owns and frees it. */
static bool record_calibration(struct session *session, float quality_pct)
{
    const struct calibrating *calibrating = &session->calibrating;
    struct calibration *calibration = calloc(1, sizeof *calibration);
    if (!calibration)
        return false;
    calibration->pads = calibrating->pads;
    calibration->supply_count = session->supply_count;
    calibration->quality_pct = quality_pct;
    memcpy(calibration->empty, calibrating->mean, sizeof calibration->empty);
    struct record *record = record_new(session, RECORD_CALIBRATION);
    record->session = 0;
    record->u.calibration = calibration;
    return true;
}

static void finish(struct session *session)
{
    struct calibrating *calibrating = &session->calibrating;
    const float quality_pct = calibrate_quality_pct(session);
    const bool good = calibrating->frames >= FRAMES_LEAST && quality_pct >= QUALITY_LEAST_PCT &&
                      record_calibration(session, quality_pct);
    calibrating->part = good ? CALIBRATING_DONE : CALIBRATING_REFUSED;
    session->stage_since_ns = session->now_ns;
    cue_hush(session);
    cue_key(session, URGENCY_LEAD, good ? "say.calibrate_done" : "say.calibrate_refused");
}

static void offer_undo(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_CALIBRATION);
    menu_card_key(session, "keep");
    menu_card_key(session, "undo");
    menu_shown(session, NULL);
}

void calibrate_press(struct session *session, const struct press *press)
{
    const enum calibrating_part part = session->calibrating.part;
    if (part == CALIBRATING_WALK && press->kind == PRESS_SHORT)
        finish(session);
    else if (part == CALIBRATING_DONE)
        offer_undo(session);
    else if (part == CALIBRATING_REFUSED || press->kind != PRESS_SHORT)
        more_open(session);
}

void calibrate_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "undo")) {
        struct record *record = record_new(session, RECORD_CALIBRATION_UNDO);
        record->session = 0;
    }
    more_open(session);
}

static bool all_answered(const struct calibrating *calibrating)
{
    for (unsigned i = 0; i < calibrating->pads; i++)
        if (!answered(calibrating, i))
            return false;
    return calibrating->pads > 0;
}

void calibrate_step(struct session *session)
{
    struct calibrating *calibrating = &session->calibrating;
    const int64_t gone_ns = session->now_ns - session->stage_since_ns;
    if (calibrating->part == CALIBRATING_EMPTY) {
        if (session->sight.on_mat) {
            memset(calibrating, 0, sizeof *calibrating);
            session->stage_since_ns = session->now_ns;
        } else if (gone_ns >= EMPTY_NS) {
            calibrating->part = CALIBRATING_WALK;
            session->stage_since_ns = session->now_ns;
            cue_key(session, URGENCY_LEAD, "say.calibrate_walk");
        }
    } else if (calibrating->part == CALIBRATING_WALK) {
        if (gone_ns >= WALK_NS || (gone_ns >= EMPTY_NS && all_answered(calibrating)))
            finish(session);
    } else if (gone_ns >= WALK_NS) {
        more_open(session);
    }
}
