/* Whether somebody or something is on the mat. A person sways, and is as heavy as people are: where
 * the loads are newtons, or about how many is known of such pads; elsewhere against the heaviest
 * person so far, and who lies there is as long as one. What passes is not judged before it stays;
 * what is put down stirs, and then rests. A doubt says "something". */
#ifndef MATSTATION_DETECT_PRESENCE_H
#define MATSTATION_DETECT_PRESENCE_H

#include "detect/scene.h"

/* Sums over a short while. */
struct presence_while {
    int64_t from_ns;
    unsigned centres;             /* frames in which something was loaded */
    double x_mm, y_mm, spread_mm; /* of the load: its centre, and how far it lies from that */
    float low, high;              /* of the whole load, input's unit */
};

struct presence_part {
    bool on, person;
    int64_t since_ns;    /* of being on */
    int64_t changing_ns; /* since when the loads say otherwise; 0: they do not */
    int64_t off_ns;      /* when it was left */
    int64_t light_ns;    /* since when what is there is no person's load; 0: it is one */
    float weight;        /* mean load of who is there, input's unit */
    float visit_weight;  /* the highest that it was since somebody came */
    float left_weight;   /* the highest of the person who left just before; 0: nobody did */
    float person_weight; /* the highest that a person came with; 0: nobody was ever here */
    struct presence_while now;
    float x_mm, y_mm;  /* centre of load in the while before; NAN: not known */
    unsigned stirring; /* whiles in which it stayed and stirred, since it rested or passed */
    unsigned resting;  /* whiles on end in which it did not stir */
    unsigned lying;    /* and in which it was as long as a person */
};

void presence_reset(struct presence_part *part);
void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen);

#endif
