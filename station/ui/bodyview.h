/* The body on the screen: the figure doing the exercise, and the mat seen from above. */
#ifndef MATSTATION_UI_BODYVIEW_H
#define MATSTATION_UI_BODYVIEW_H

#include "ui/stage.h"

/* The figure of the view's exercise: the one it names, else the one of its own id; NULL: none. When
 * all is done, somebody who lies at rest. */
const struct figure *bodyview_find(const struct stage *stage);

void bodyview_figure(struct stage *stage, const struct box *box);

/* The figure's place, below the last baseline of the head. */
struct box bodyview_box(const struct stage *stage, float head);

/* Who stands or sits is small where there is more width than height: on an upright screen the ring
 * makes room. Before either is drawn. */
void bodyview_make_room(struct stage *stage, float head);

enum mat_way { MAT_UPRIGHT, MAT_LYING }; /* head end up, or to the left */

struct mat_plan {
    struct box box; /* the plan is centred in it */
    bool at_left;   /* or begins at its left */
    enum mat_way way;
    bool targets; /* where the load should be */
    bool pads;    /* outlines of the pads, faults crossed out */
};

/* Where the mat stands in for the ring: upright and as high as the ring, or on an upright screen a
 * strip at the ring's foot. */
struct mat_plan bodyview_plan(const struct stage *stage);

/* Where it is loaded, the head end marked. */
void bodyview_mat(struct stage *stage, const struct mat_plan *plan);

/* The figure below the last baseline of the head, and the mat with its targets in the ring's place.
 */
void bodyview_posture(struct stage *stage, float head);

#endif
