/* How long things take: the minutes on the cards. */
#ifndef MATSTATION_CATALOGUE_LENGTH_H
#define MATSTATION_CATALOGUE_LENGTH_H

#include "catalogue/catalogue.h"

/* Getting into place, all sets and rests of one side. */
unsigned length_of_side_s(const struct exercise *exercise, const struct dose *dose);
unsigned length_of_step_s(const struct exercise *exercise, const struct dose *dose,
                          bool other_side_follows);
/* Both sides and the change between them. */
unsigned length_of_exercise_s(const struct exercise *exercise, const struct dose *dose);
/* The mean over its alternating selections. Demonstrations left out: they are shown twice only. */
unsigned length_of_programme_s(const struct catalogue *catalogue,
                               const struct programme *programme);

#endif
