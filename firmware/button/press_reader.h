/* From edges of a bouncing button to the two presses. Pure: times are handed in.
 *
 * Held is told at the second, when nobody can know yet whether it is a fault. A button that is down
 * for over 30 s is one: that is told then, nothing more comes of it, neither at its release, and it
 * counts as up; what it chose at its first second stands, as after one second of holding. Who looks
 * only after 30 s is told of the fault alone. */
#ifndef MATSTATION_BUTTON_PRESS_READER_H
#define MATSTATION_BUTTON_PRESS_READER_H

#include "base/press.h"

#include <stdbool.h>
#include <stdint.h>

struct press_reader {
    bool level;       /* as the last edge left it; true: down */
    int64_t level_ns; /* when that was */
    bool down;        /* after debouncing */
    int64_t down_ns;  /* since when */
    bool held_told, stuck_told;
    bool no_press; /* it was down when the station started */
};

/* What the line says when the station starts. A button that is down then is not a press before it
 * has been let go. */
void press_reader_begin(struct press_reader *reader, bool down, int64_t time_ns);

/* What became known up to now; call until it returns false. */
bool press_reader_time(struct press_reader *reader, int64_t now_ns, struct press *press);

/* An edge, in the order of their times, once press_reader_time has been asked up to there. */
void press_reader_edge(struct press_reader *reader, bool down, int64_t time_ns);

/* Since when a press has lasted; 0: there is none. */
int64_t press_reader_down_ns(const struct press_reader *reader);

#endif
