/* What is known of each pad beforehand. */
#ifndef MATSTATION_SIGNAL_CALIBRATION_H
#define MATSTATION_SIGNAL_CALIBRATION_H

#include "base/frame.h"

struct calibration {
    unsigned pads;
    float supply_count;              /* of conductance.h, in counts */
    float empty[PADS_MAX];           /* conductance of the empty pad */
    float newton_per_unit[PADS_MAX]; /* 0: span not known */
    float quality_pct;
};

#endif
