/* How lines and chips are named: what both versions of libgpiod have in common. */
#ifndef MATSTATION_BUTTON_GPIO_NAMES_H
#define MATSTATION_BUTTON_GPIO_NAMES_H

#include <stdbool.h>

/* Is a chip of that label and path the wanted one? NULL wants the header of a Raspberry Pi. */
bool gpio_chip_wanted(const char *wanted, const char *label, const char *path);

/* The number in "17" or "GPIO17"; -1: it is neither. */
int gpio_line_number(const char *name);

#endif
