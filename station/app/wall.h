/* The date and time of day, as far as they are known. */
#ifndef MATSTATION_APP_WALL_H
#define MATSTATION_APP_WALL_H

#include "session/session.h"

/* Known: the kernel says it is synchronised, or the machine has a clock with a battery, and the
 * time is not before this program was made. */
struct wall_clock wall_now(void);

#endif
