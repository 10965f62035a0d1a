/* Views filled by hand, one for each picture that a person may see. */
#ifndef MATSTATION_TESTS_SAMPLES_H
#define MATSTATION_TESTS_SAMPLES_H

#include "catalogue/catalogue.h"
#include "session/view.h"

/* How many there are. */
unsigned samples_count(void);
const char *samples_name(unsigned sample);

/* Fills a view; words in the catalogue's language of that number (0 where it has none). */
void samples_fill(unsigned sample, const struct catalogue *catalogue, const struct mat *mat,
                  unsigned language, struct view *view);

#endif
