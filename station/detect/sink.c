#include "detect/sink.h"

#include <math.h>

struct event *sink_put(struct observation *seen, enum event_kind kind, int64_t time_ns)
{
    /* The last place is given again rather than overrun: every part keeps to its own bounds. */
    struct event *event = &seen->event[seen->events < EVENTS_MAX ? seen->events++ : EVENTS_MAX - 1];
    *event = (struct event){
        .kind = kind,
        .time_ns = time_ns,
        .from_ns = time_ns,
        .to_ns = time_ns,
        .x_mm = NAN,
        .y_mm = NAN,
        .from_mm = NAN,
        .to_mm = NAN,
    };
    return event;
}
