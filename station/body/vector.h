/* Arithmetic on points and turns. A turn's columns are the directions that front, left and up of
 * the turned thing have in space. */
#ifndef MATSTATION_BODY_VECTOR_H
#define MATSTATION_BODY_VECTOR_H

#include "body/skeleton.h"

#include <math.h>

struct turn {
    struct vec3 front, left, up;
};

#define TURN_NONE ((struct turn){{1, 0, 0}, {0, 1, 0}, {0, 0, 1}})

static inline struct vec3 vec3_add(struct vec3 a, struct vec3 b)
{
    return (struct vec3){a.x + b.x, a.y + b.y, a.z + b.z};
}

static inline struct vec3 vec3_sub(struct vec3 a, struct vec3 b)
{
    return (struct vec3){a.x - b.x, a.y - b.y, a.z - b.z};
}

static inline struct vec3 vec3_scale(struct vec3 a, float by)
{
    return (struct vec3){a.x * by, a.y * by, a.z * by};
}

static inline struct vec3 vec3_mix(struct vec3 a, struct vec3 b, float share)
{
    return vec3_add(a, vec3_scale(vec3_sub(b, a), share));
}

static inline float vec3_dot(struct vec3 a, struct vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline struct vec3 vec3_cross(struct vec3 a, struct vec3 b)
{
    return (struct vec3){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static inline float vec3_length(struct vec3 a)
{
    return sqrtf(vec3_dot(a, a));
}

/* Of length 1; a vector too short to have a direction stays as it is. */
static inline struct vec3 vec3_unit(struct vec3 a)
{
    float length = vec3_length(a);
    return length > 1e-6f ? vec3_scale(a, 1.0f / length) : a;
}

static inline struct vec3 turn_apply(const struct turn *turn, struct vec3 v)
{
    return vec3_add(vec3_add(vec3_scale(turn->front, v.x), vec3_scale(turn->left, v.y)),
                    vec3_scale(turn->up, v.z));
}

/* As seen by the turned thing. */
static inline struct vec3 turn_unapply(const struct turn *turn, struct vec3 v)
{
    return (struct vec3){vec3_dot(turn->front, v), vec3_dot(turn->left, v), vec3_dot(turn->up, v)};
}

/* First inner, then outer. */
static inline struct turn turn_of(const struct turn *outer, const struct turn *inner)
{
    return (struct turn){turn_apply(outer, inner->front), turn_apply(outer, inner->left),
                         turn_apply(outer, inner->up)};
}

/* About front (left towards up), about left (up towards front), about up (front towards left). */
struct turn turn_about_front(float degrees);
struct turn turn_about_left(float degrees);
struct turn turn_about_up(float degrees);
/* About left by flexion, inside it about front by side, inside that about up by twist. */
struct turn turn_three(float flexion, float side, float twist);

#endif
