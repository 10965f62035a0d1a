/* Making a calibration: a while with the mat empty, then a walk over every pad of it by somebody
 * whose weight is known. Pure. */
#ifndef MATSTATION_SIGNAL_CALIBRATE_H
#define MATSTATION_SIGNAL_CALIBRATE_H

#include "base/error.h"
#include "base/frame.h"
#include "signal/calibration.h"

#include <stdbool.h>

/* What stands in the way of a calibration; the pad concerned is told beside it. */
enum calibration_trouble {
    CALIBRATION_FINE,
    CALIBRATION_TOO_SHORT,  /* too few frames of either part */
    CALIBRATION_NOT_EMPTY,  /* a pad changed while the mat should have been empty */
    CALIBRATION_PAD_SILENT, /* a pad gave a value in less than half of the empty frames */
    CALIBRATION_PAD_MISSED, /* a pad was never stepped on */
    CALIBRATION_POOR,       /* the weights found do not add up: quality_pct is below the least */
};

/* Below this a calibration is refused: newtons would be off by more than a quarter. [own] */
#define CALIBRATION_LEAST_QUALITY_PCT 75.0F

struct calibrator;

/* supply_count as in struct calibration. Allocates here and never later; the caller closes. */
struct calibrator *calibrator_open(unsigned pads, float supply_count, struct error *error);
void calibrator_close(struct calibrator *calibrator);

/* One frame of the empty mat; one of the walk. */
void calibrator_empty(struct calibrator *calibrator, const struct frame *frame);
void calibrator_walk(struct calibrator *calibrator, const struct frame *frame);

/* How many pads have been stepped on so far. */
unsigned calibrator_walked(const struct calibrator *calibrator);

/*
 * The calibration, with its quality: 100 % less the root mean square by which the forces of single
 * frames differ from the weight. On trouble it is filled as far as it goes and must not be used;
 * *pad is the pad that trouble is about.
 */
enum calibration_trouble calibrator_finish(const struct calibrator *calibrator, float weight_n,
                                           struct calibration *calibration, unsigned *pad);

#endif
