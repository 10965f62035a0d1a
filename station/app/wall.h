/* The date and time of day, as far as they are known. */
#ifndef MATSTATION_APP_WALL_H
#define MATSTATION_APP_WALL_H

#include "session/session.h"

/* What is known of the system's clock; one for each who asks. */
struct wall {
    bool kept_by_battery; /* a clock chip vouches for it */
    int64_t ahead_ns;     /* of the time since the start of the machine */
    unsigned set;         /* how often it was set since */
};

/* Reads the clock chip, which may lie on the pads' bus: before the first frame. */
void wall_open(struct wall *wall);

/* Known where the time is not before this program was made and one of these vouches for it: the
 * kernel, which says that it is synchronised; a clock with a battery; or, on a machine that waits
 * for no time from the network, its host. */
struct wall_clock wall_now(struct wall *wall);

#endif
