/* When somebody who rolls came to rest, and when the rest ended: found in the last seconds of the
 * loads once it is known that there is a rest, by what the loads do at rest and what they do not.
 */
#ifndef MATSTATION_DETECT_REST_H
#define MATSTATION_DETECT_REST_H

#include "detect/calm.h"

struct rest {
    struct calm calm; /* what the loads do at rest */
};

/* It rested in the moments before end, since about since_ns, which is not more than a second too
 * early. Its onset in *onset_ns; where nothing moved before, the oldest moment. False: it has not
 * rested for long enough, or nothing changed at all. */
bool rest_begins(struct rest *rest, const struct track *track, unsigned end, int64_t since_ns,
                 int64_t *onset_ns);

/* How much the newest moments stir, in mean squares of the rest. */
float rest_stir(const struct rest *rest, const struct track *track);

/* More than this is none of a rest. */
bool rest_stirs(float stir);

/* The end of the rest that rest_begins found, that began at since_ns and is over by now;
 * otherwise_ns where it cannot be seen. */
int64_t rest_ends(const struct rest *rest, const struct track *track, int64_t since_ns,
                  int64_t otherwise_ns);

#endif
