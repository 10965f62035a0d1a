/* What carries the body: contact regions named as body parts, given what was asked. */
#ifndef MATSTATION_DETECT_SUPPORTS_H
#define MATSTATION_DETECT_SUPPORTS_H

#include "detect/contacts.h"
#include "detect/layout.h"
#include "detect/scene.h"

struct supports {
    const struct layout *layout; /* NULL: nothing was asked */
    struct placing placing;
    bool fitted; /* it is the plank that was asked for: it was for sure since somebody came */
    int64_t placed_ns;
    float along[SCENE_ALONG]; /* running mean of the load along the mat */
    unsigned loaded;          /* bits 1 << zone, with hysteresis */
    unsigned char zone[PADS_MAX];
};

void supports_reset(struct supports *part);

/* contacts lends its neighbourhood. Sets supports, loaded, zone_share and posture. */
void supports_step(struct supports *part, struct contacts *contacts, const struct scene *scene,
                   struct observation *seen);

#endif
