/* The date and time of day, as far as they are known. */
#ifndef MATSTATION_APP_WALL_H
#define MATSTATION_APP_WALL_H

#include "session/session.h"

/* Known where the time is not before this program was made and one of these vouches for it: the
 * kernel, which says that it is synchronised; a clock with a battery; or, on a machine that waits
 * for no time from the network, its host. */
struct wall_clock wall_now(void);

#endif
