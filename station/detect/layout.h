/* Where the parts of a body come to lie along the mat in each posture, and how that fits the load
 * that is there. */
#ifndef MATSTATION_DETECT_LAYOUT_H
#define MATSTATION_DETECT_LAYOUT_H

#include "catalogue/exercise.h"
#include "catalogue/mat.h"
#include "detect/scene.h"

enum { LAYOUT_NODES_MAX = 8 };

/* One place that may be loaded. */
struct layout_node {
    enum zone zone;
    float along;   /* from the middle of the body towards the feet, in parts of the stature */
    bool expected; /* loaded while in place; else only when something is wrong, or now and then */
};

struct layout {
    unsigned nodes; /* from head to feet; 0: this posture has no order along the mat */
    struct layout_node node[LAYOUT_NODES_MAX];
};

/* What to expect of an exercise; NULL: nothing. */
const struct layout *layout_of(const struct exercise *exercise);

/* A layout laid on the mat: the nodes' places, from head to feet of the mat or the other way. */
struct placing {
    bool placed;
    bool turned; /* the head is at the mat's foot end */
    float middle_mm, stature_mm;
    float misfit; /* 0..1 */
};

/* The best placing for loads along the mat (any unit). What *placing already holds is kept while it
 * fits about as well. */
void layout_place(const struct layout *layout, const struct mat *mat,
                  const float along[SCENE_ALONG], struct placing *placing);

/* The zone of a place x_mm. */
enum zone layout_zone(const struct layout *layout, const struct placing *placing, float x_mm);

#endif
