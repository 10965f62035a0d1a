/* A figure: an exercise as a movement of a body, read from assets/figures. The screen draws it and
 * the simulated person performs it. */
#ifndef MATSTATION_BODY_FIGURE_H
#define MATSTATION_BODY_FIGURE_H

#include "body/place.h"
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
    PROP_TOWEL,
    PROP_KINDS
};

/* A thing in the scene. Round things lie across the mat under `from`-`to`, or stand at `at`. */
struct prop {
    enum prop_kind kind;
    enum joint from, to; /* round: lies under the segment from-to; strap, band: spans from-to */
    float along;         /* 0 = at from, 1 = at to */
    bool under;          /* lies under from-to and carries it; else stands at `at` */
    struct vec3 at;      /* wall, step, chair: position in m */
    struct vec3 size;    /* wall, step, chair, cushion: length, width, height in m */
    float radius_m;      /* round things */
};

enum view_from { VIEW_FROM_LEFT, VIEW_FROM_RIGHT, VIEW_FROM_FEET, VIEW_FROM_HEAD, VIEW_FROM_ABOVE };

struct figure_key {
    struct pose pose;
    float at;           /* 0..1 of the cycle */
    float roller_along; /* the round prop's `along` at this key */
    unsigned touching;  /* bits 1u << joint: what rests on the mat at this key */
};

struct figure {
    char id[32];
    char file[128];
    unsigned keys;
    struct figure_key key[FIGURE_KEYS_MAX]; /* at ascending; a cycle returns to the first */
    float cycle_s;
    unsigned planted; /* bits 1u << limb: wrist or ankle goes straight from key to key */
    unsigned props;
    struct prop prop[FIGURE_PROPS_MAX];
    enum view_from view;
    float view_turn, view_tilt;    /* degrees: the camera further round to its right, and up */
    enum joint glow_from, glow_to; /* the working muscle lies along this segment */
    float glow_along, glow_radius_m;
    struct vec3 glow_off; /* from there, in m: to the body's front, left and up */
    bool arrow;
    enum joint arrow_at;
    struct vec3 arrow_direction, arrow_off;
};

/* The pose at a phase (any real; whole parts are cycles), eased between the keys. As written a
 * figure works with its left side; mirrored: left and right exchanged, so its right. roller_along
 * (may be NULL) gets the round prop's place. */
void figure_pose(const struct figure *figure, float phase, bool mirrored, struct pose *pose,
                 float *roller_along);

/* The same, placed in space for one body: whatever its proportions, it leans until all that should
 * touch does, on the mat or on the roller. What both screen and simulated person use.
 * touching (may be NULL) gets the joints that rest on the mat throughout this part of the cycle,
 * as bits 1u << joint; props mirror with the figure (figure_prop). */
void figure_stance(const struct figure *figure, float phase, bool mirrored, const struct body *body,
                   struct stance *stance, float *roller_along, unsigned *touching);

/* A direction, or a prop of the figure, as it stands for this side. */
struct vec3 figure_mirror_direction(const struct figure *figure, struct vec3 direction);
struct prop figure_prop(const struct figure *figure, unsigned prop, bool mirrored);

/* Where a round prop's centre is under a stance: below the segment, its radius over the mat. */
struct vec3 figure_prop_centre(const struct prop *prop, const struct stance *stance, float along);

#endif
