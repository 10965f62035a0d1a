/* Which exercise of the catalogue this is. */
#ifndef MATSTATION_DETECT_RECOGNISE_H
#define MATSTATION_DETECT_RECOGNISE_H

#include "detect/scene.h"

struct recognise {
    int64_t last_ns;
};

/* recognition may be NULL: everything is unclear; it must outlive the part. */
void recognise_reset(struct recognise *part, const struct recognition *recognition);

/* What comes before it in the frame (presence, posture, supports, moving) is already in seen. */
void recognise_step(struct recognise *part, const struct scene *scene, struct observation *seen);
void recognise_finish(struct recognise *part, struct observation *seen);

#endif
