/* Which exercise of the catalogue this is. */
#ifndef MATSTATION_DETECT_RECOGNISE_H
#define MATSTATION_DETECT_RECOGNISE_H

#include "detect/features.h"

struct recognise {
    const struct recognition *recognition;
    struct past past;
    struct features features;
    unsigned samples;                        /* since the last look began */
    unsigned looked;                         /* that many between it and the one before */
    bool looking;                            /* it is not over yet */
    float evidence[RECOGNITION_CLASSES_MAX]; /* sum of log likelihoods, older ones fading */
    float looks;                             /* how many that are, faded alike */
    char id[ID_MAX];
    float confidence;
    int64_t last_ns;
};

/* recognition may be NULL: everything is unclear; it must outlive the part. */
void recognise_reset(struct recognise *part, const struct recognition *recognition);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void recognise_step(struct recognise *part, const struct scene *scene, struct observation *seen);
void recognise_finish(struct recognise *part, struct observation *seen);

#endif
