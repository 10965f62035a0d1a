/* What the parts of the mind share among themselves. */
#ifndef MATSTATION_PERSON_MIND_INSIDE_H
#define MATSTATION_PERSON_MIND_INSIDE_H

#include "person/mind.h"

static inline int64_t seconds_ns(float s)
{
    return (int64_t)((double)s * 1e9);
}

/* When the scenario's n-th slip begins; INT64_MAX: not known yet. */
int64_t mind_slip_from_ns(const struct mind *mind, unsigned n);
bool mind_slips(const struct mind *mind, enum slip what, int64_t time_ns);

/* In place, an exercise is begun. */
void mind_begins(struct mind *mind, int64_t time_ns, const struct gist *work);

float mind_passes_per_s(const struct mind *mind, int64_t time_ns, float pass_s);

/* What goes wrong with an exercise while it is done. */
void mind_spoil(struct mind *mind, int64_t time_ns, const struct performer *performer,
                const struct exercise *exercise, struct wish *wish);
/* Does something else altogether. */
bool mind_elsewhere(struct mind *mind, int64_t time_ns, struct wish *wish);

void wish_shape(struct wish *wish, const char *id);
/* Stays as it is: while nothing is asked, and asleep. */
void wish_nothing(const struct performer *performer, struct wish *wish);

#endif
