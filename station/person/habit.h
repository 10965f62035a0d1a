/* What bodies do that no figure shows, because it should not be done. */
#ifndef MATSTATION_PERSON_HABIT_H
#define MATSTATION_PERSON_HABIT_H

#include "body/skeleton.h"

/* Who opens the upper knee, lying on a side, lets the hips roll back a little with it. first: the
 * stance with the knees closed, of the same body and side. */
void habit_roll_back(const struct stance *first, struct stance *stance);

#endif
