/* A rest that was over before it could be told from a slow turn: told afterwards, when the body
 * gets up. */
#ifndef MATSTATION_DETECT_LULL_H
#define MATSTATION_DETECT_LULL_H

#include "detect/rest.h"
#include "detect/stir.h"

/* In the newest moment it gets up: it rested from *from_ns to *to_ns. False: it does not, or did
 * not rest so long that it is no turn; then they are left as they are. Nothing before after_ns is
 * looked at. */
bool lull_ended(const struct track *track, const struct stir *stir, int64_t after_ns,
                int64_t *from_ns, int64_t *to_ns);

#endif
