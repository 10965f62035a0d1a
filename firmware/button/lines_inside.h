/* What each version of libgpiod does for lines.c. Private to the room. */
#ifndef MATSTATION_BUTTON_LINES_INSIDE_H
#define MATSTATION_BUTTON_LINES_INSIDE_H

#include "button/lines.h"

/* The chip alone, as gpio_chip_wanted wants it; NULL: there is none. */
struct lines *lines_find_chip(const char *wanted);
const char *lines_chip_name(const struct lines *lines);

/* By name or number; -1: the chip has no such line. */
int lines_find(struct lines *lines, const char *name);

/* Takes a line; -1 with errno. */
int lines_take_button(struct lines *lines, unsigned offset);
int lines_take_light(struct lines *lines, unsigned offset);

#endif
