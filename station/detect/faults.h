/* Pads that can no longer be believed, told once each. */
#ifndef MATSTATION_DETECT_FAULTS_H
#define MATSTATION_DETECT_FAULTS_H

#include "detect/scene.h"

struct faults {
    uint8_t told[PADS_MAX]; /* enum pad_fault of each pad, as last told */
};

void faults_reset(struct faults *part);

/* Sets seen->pads_faulty; tells a few changes a frame, the others in the next. */
void faults_step(struct faults *part, const struct scene *scene, struct observation *seen);

#endif
