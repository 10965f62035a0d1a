/* A figure: an exercise as a movement of a body, read from assets/figures. The screen draws it and
 * the simulated person performs it. */
#ifndef MATSTATION_BODY_FIGURE_H
#define MATSTATION_BODY_FIGURE_H

#include "body/pose.h"
#include "body/skeleton.h"

enum { FIGURE_KEYS_MAX = 16, FIGURE_PROPS_MAX = 4 };

enum prop_kind {
    PROP_ROLLER,
    PROP_BALL,
    PROP_WALL,
    PROP_STEP,
    PROP_CHAIR,
    PROP_STRAP,
    PROP_BAND,
    PROP_SWISS_BALL,
    PROP_CUSHION,
    PROP_WEIGHTS,
    PROP_TOWEL
};

/* A thing in the scene. Round things lie across the mat under `under`, or stand at `at`. */
struct prop {
    enum prop_kind kind;
    enum joint from, to; /* round: lies under the segment from-to; strap, band: spans from-to */
    float along;         /* 0 = at from, 1 = at to */
    struct vec3 at;      /* wall, step, chair: position in m */
    float radius_m;      /* round things */
};

enum view_from { VIEW_FROM_LEFT, VIEW_FROM_RIGHT, VIEW_FROM_FEET, VIEW_FROM_ABOVE };

struct figure_key {
    struct pose pose;
    float at;           /* 0..1 of the cycle */
    float roller_along; /* the round prop's `along` at this key */
};

struct figure {
    char id[32];
    char file[128];
    unsigned keys;
    struct figure_key key[FIGURE_KEYS_MAX]; /* at ascending; a cycle returns to the first */
    float cycle_s;
    unsigned props;
    struct prop prop[FIGURE_PROPS_MAX];
    enum view_from view;
    enum joint glow_from, glow_to; /* the working muscle lies along this segment */
    bool arrow;
    enum joint arrow_at;
    struct vec3 arrow_direction;
};

/* The pose at a phase (any real; whole parts are cycles), eased between the keys. mirrored: left
 * and right exchanged. roller_along (may be NULL) gets the round prop's place. */
void figure_pose(const struct figure *figure, float phase, bool mirrored, struct pose *pose,
                 float *roller_along);

#endif
