/* Reads one figure. */
#ifndef MATSTATION_LOAD_LOAD_FIGURE_H
#define MATSTATION_LOAD_LOAD_FIGURE_H

#include "body/figure.h"
#include "load/load.h"

/* Complains about every mistake found, each with file and line, and returns -1 if there was one;
 * figure is then not to be used. assets/README.md tells the form of the file. */
int load_figure(const char *path, struct figure *figure, struct complaints *complaints);

#endif
