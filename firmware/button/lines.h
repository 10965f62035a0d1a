/* The two GPIO lines that matter: the button, pulled up and pressed to ground, and a light. lines.c
 * opens them, by one of lines_gpiod1.c and lines_gpiod2.c, whichever libgpiod there is. One thread.
 */
#ifndef MATSTATION_BUTTON_LINES_H
#define MATSTATION_BUTTON_LINES_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

struct lines;

struct lines_wanted {
    const char *chip;   /* label or path; NULL: the header of a Raspberry Pi */
    const char *button; /* name or number */
    const char *light;  /* name or number; NULL: none */
};

struct edge {
    bool down;       /* pressed, not let go */
    int64_t time_ns; /* of the kernel, monotonic */
};

/* NULL and one line when there is no such chip or line, or somebody else has it. A light that
 * cannot be had is said in *light_error (may be NULL) and done without. The caller closes. */
struct lines *lines_open(const struct lines_wanted *wanted, struct error *error,
                         struct error *light_error);
void lines_close(struct lines *lines);

/* The oldest edge that has not been read; false: there is none. Never waits. */
bool lines_next_edge(struct lines *lines, struct edge *edge);

bool lines_button_down(struct lines *lines);

/* The button could not be read: its chip has gone. What it said since is worth nothing; only
 * closing and opening helps. */
bool lines_failed(const struct lines *lines);

void lines_set_light(struct lines *lines, bool on);

#endif
