/* What is known of each pad beforehand. */
#ifndef MATSTATION_SIGNAL_CALIBRATION_H
#define MATSTATION_SIGNAL_CALIBRATION_H

#include "base/frame.h"

/* How counts become conductance: G ~ count / (supply - count), FSR to supply over a resistor to
 * ground (Interlink 400 series). supply_count 0: the values are already proportional to load. */
struct calibration {
    unsigned pads;
    float supply_count;
    float empty[PADS_MAX];           /* linearised value of the empty pad */
    float newton_per_unit[PADS_MAX]; /* 0: span not known */
    float quality_pct;
};

#endif
