/* From pad loads to what a person does. Pure and causal: time is in the loads, nothing is read
 * ahead, the same input gives the same output. From 1 to 1024 pads, 1 to 1000 frames/s, any unit.
 */
#ifndef MATSTATION_DETECT_DETECTOR_H
#define MATSTATION_DETECT_DETECTOR_H

#include "base/error.h"
#include "catalogue/exercise.h"
#include "catalogue/mat.h"
#include "catalogue/recognition.h"
#include "detect/observation.h"
#include "signal/signal.h"

/* What was asked of the person. exercise NULL: nothing (recognition, free rolling). */
struct asked {
    const struct exercise *exercise;
    enum side side;
};

struct detector;

/* mat and recognition are copied (recognition may be NULL). Allocates here and never later; the
 * caller closes. */
struct detector *detector_open(const struct mat *mat, const struct recognition *recognition,
                               struct error *error);
void detector_close(struct detector *detector);

/* From the next step on. Counts of repetitions and strokes start again at zero; what is known of
 * the mat and the person stays. The exercise must outlive the next call of ask. */
void detector_ask(struct detector *detector, const struct asked *asked);

/* Fills the whole observation, events included. */
void detector_step(struct detector *detector, const struct loads *loads,
                   struct observation *observation);

/* No more frames: closes what is still open, as events with WHY_END at the last frame's time. */
void detector_finish(struct detector *detector, struct observation *observation);

const char *event_name(enum event_kind kind); /* as in the formats: "mat_on" */
const char *direction_name(enum direction direction);
const char *why_name(enum why why);
const char *pad_fault_name(enum pad_fault fault);

#endif
