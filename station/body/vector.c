#include "body/vector.h"

static const float radians = 0.017453292f;

struct turn turn_about_front(float degrees)
{
    float c = cosf(degrees * radians), s = sinf(degrees * radians);
    return (struct turn){{1, 0, 0}, {0, c, s}, {0, -s, c}};
}

struct turn turn_about_left(float degrees)
{
    float c = cosf(degrees * radians), s = sinf(degrees * radians);
    return (struct turn){{c, 0, -s}, {0, 1, 0}, {s, 0, c}};
}

struct turn turn_about_up(float degrees)
{
    float c = cosf(degrees * radians), s = sinf(degrees * radians);
    return (struct turn){{c, s, 0}, {-s, c, 0}, {0, 0, 1}};
}

struct turn turn_three(float flexion, float side, float twist)
{
    struct turn a = turn_about_left(flexion), b = turn_about_front(side), c = turn_about_up(twist);
    struct turn bc = turn_of(&b, &c);
    return turn_of(&a, &bc);
}
