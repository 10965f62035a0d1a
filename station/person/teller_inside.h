/* What the parts of the teller share among themselves. */
#ifndef MATSTATION_PERSON_TELLER_INSIDE_H
#define MATSTATION_PERSON_TELLER_INSIDE_H

#include "person/teller.h"

static inline double s_of(int64_t ns)
{
    return (double)ns * 1e-9;
}

/* One line of the truth, now; format gives the event's own fields. */
void tell(const struct teller *teller, const char *event, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* x_mm: where the roller is; NAN: nobody rolls. */
void tell_roller(struct teller *teller, float x_mm, float dt_s);
void end_stroke(struct teller *teller);
void end_pause(struct teller *teller);

#endif
