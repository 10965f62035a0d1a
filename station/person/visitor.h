/* Others on the mat: a child or a cat that walks over it or stays, a chair, a bag, a second person.
 */
#ifndef MATSTATION_PERSON_VISITOR_H
#define MATSTATION_PERSON_VISITOR_H

#include "catalogue/mat.h"
#include "catalogue/scenario.h"
#include "person/footing.h"

/* Adds what the visitor presses on the mat with, t_s after it came. Slips of the person itself add
 * nothing. */
void visitor_add(enum slip who, float t_s, const struct mat *mat, struct footing *footing);

#endif
