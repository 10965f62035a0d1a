/* What the mat's pads say when nobody is on it: found at the start, followed while nobody is there.
 */
#ifndef MATSTATION_SIGNAL_EMPTY_H
#define MATSTATION_SIGNAL_EMPTY_H

#include "signal/state.h"

/* From the first frames: is somebody on the mat already? */
void empty_judge_start(struct signal *signal);

/* Until somebody comes, the empty values are followed; true once somebody came. */
bool empty_until_somebody_came(struct signal *signal, float interval_s);

/* Who is there from the first seconds on never leaves the mat empty: then those pads that nobody
 * touches say what an empty one says. One that never said anything beside them was not connected.
 */
void empty_find_mute(struct signal *signal);

/* The mat has been left for long: its empty values are followed again. */
void empty_follow(struct signal *signal, float interval_s);

#endif
