/* Where the parts of the detector put their events. */
#ifndef MATSTATION_DETECT_SINK_H
#define MATSTATION_DETECT_SINK_H

#include "detect/observation.h"

/* Adds an event of this kind to what is seen in this step and returns it for its other fields;
 * places are NAN, all else is zero. from_ns and to_ns are set to time_ns. */
struct event *sink_put(struct observation *seen, enum event_kind kind, int64_t time_ns);

#endif
