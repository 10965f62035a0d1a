#include "ui/rect.h"

#include <math.h>

struct rect rect_union(struct rect a, struct rect b)
{
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    struct rect both = {.x = a.x < b.x ? a.x : b.x, .y = a.y < b.y ? a.y : b.y};
    both.w = (a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w) - both.x;
    both.h = (a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h) - both.y;
    return both;
}

bool rect_meets(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

struct rect rect_cut(struct rect a, const struct rect *b)
{
    if (!rect_meets(&a, b))
        return (struct rect){0};
    struct rect cut = {.x = a.x > b->x ? a.x : b->x, .y = a.y > b->y ? a.y : b->y};
    cut.w = (a.x + a.w < b->x + b->w ? a.x + a.w : b->x + b->w) - cut.x;
    cut.h = (a.y + a.h < b->y + b->h ? a.y + a.h : b->y + b->h) - cut.y;
    return cut;
}

static int whole(double number)
{
    return (int)fmin(fmax(number, -1e8), 1e8);
}

struct rect rect_around(double x, double y, double w, double h)
{
    struct rect rect = {.x = whole(floor(x)) - 1, .y = whole(floor(y)) - 1};
    rect.w = whole(ceil(x + w)) + 1 - rect.x;
    rect.h = whole(ceil(y + h)) + 1 - rect.y;
    return rect;
}
