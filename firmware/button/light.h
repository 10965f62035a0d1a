/* What the light says, as on and off over time. Pure. */
#ifndef MATSTATION_BUTTON_LIGHT_H
#define MATSTATION_BUTTON_LIGHT_H

#include "base/press.h"

#include <stdbool.h>
#include <stdint.h>

/* Is it on, so long after it was set? A GPIO line knows no half: breathing is on and off at the
 * pace of a calm breath, blinking twice a second. */
bool light_is_on(enum light light, int64_t since_ns);

#endif
