/* When somebody who rolls came to rest, and when the rest ended: found in the last seconds of the
 * loads once it is known that there was one. */
#ifndef MATSTATION_DETECT_REST_H
#define MATSTATION_DETECT_REST_H

#include "detect/ways.h"

struct rest {
    struct ways ways;
    double travel; /* from end to end of what was rolled before, by the ways' measure */
};

/* It has rested since about since_ns, and does. Its onset in *onset_ns.
 * False: nothing moved before, and rest says nothing. */
bool rest_begins(struct rest *rest, const struct track *track, int64_t since_ns, int64_t *onset_ns);

/* The end of the rest that rest_begins found and that is over by now; otherwise_ns where it cannot
 * be seen. */
int64_t rest_ends(const struct rest *rest, const struct track *track, int64_t otherwise_ns);

#endif
