/* Ways there and back, told by their turns and not by where the body rests: pads that creep and a
 * body that shifts move the place of rest as far as a small movement goes. */
#ifndef MATSTATION_DETECT_TURNS_H
#define MATSTATION_DETECT_TURNS_H

#include "detect/home.h"

/* One way there and back. */
struct there_and_back {
    float size; /* in the state's unit, above or below where it began */
    int64_t from_ns, to_ns;
};

struct turns {
    int away;       /* 1, -1: along the way or against it; 0: not known yet */
    float distance; /* from where the body turned last, in parts of the usual size */
};

/* The body has gone, or is somewhere else: it may go away from there the other way. */
void turns_break(struct turns *part);

/* Of what was seen after since_ns, when the body was back. True: the first that has ended, in
 * *over. */
bool turns_follow(struct turns *part, const struct home *home, int64_t since_ns,
                  struct there_and_back *over);

#endif
