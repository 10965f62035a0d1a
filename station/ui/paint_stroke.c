/* What a pen leaves: the outline round a line, whole or in dashes. */
#include "ui/paint_inside.h"

#include <math.h>

/* A line without places that fall together, whole or one dash of it. */
struct stroke {
    struct paint *paint;
    double half; /* of the pen's width */
    bool round;
    unsigned places;
    struct place place[PATH_PLACES_MAX + 1];
};

static void stroke_add(struct stroke *stroke, struct place at)
{
    const unsigned count = stroke->places;
    if (count > PATH_PLACES_MAX || (count && fabs(stroke->place[count - 1].x - at.x) < 0.01 &&
                                    fabs(stroke->place[count - 1].y - at.y) < 0.01))
        return;
    stroke->place[stroke->places++] = at;
}

static void corner(const struct stroke *stroke, const struct place *at, double nx, double ny)
{
    outline_add(stroke->paint, at->x + stroke->half * nx, at->y + stroke->half * ny);
}

/* Round a place, clockwise from one unit vector by an angle, both ends included. */
static void round_off(const struct stroke *stroke, const struct place *at, struct place from,
                      double angle)
{
    const unsigned steps = arc_steps(stroke->half, angle);
    const double c = cos(angle / steps), s = sin(angle / steps);
    for (unsigned i = 0; i <= steps; i++) {
        corner(stroke, at, from.x, from.y);
        from = (struct place){from.x * c - from.y * s, from.x * s + from.y * c};
    }
}

/* To the left of a line, looking along it. */
static struct place normal_of(const struct place *from, const struct place *to)
{
    const double dx = to->x - from->x, dy = to->y - from->y, length = sqrt(dx * dx + dy * dy);
    return (struct place){dy / length, -dx / length};
}

static void joint(const struct stroke *stroke, const struct place *at, struct place before,
                  struct place after)
{
    const double turn = before.x * after.y - before.y * after.x;
    const double along = before.x * after.x + before.y * after.y;
    if (along > 0.9) { /* a curve goes on */
        corner(stroke, at, (before.x + after.x) / (1 + along), (before.y + after.y) / (1 + along));
    } else if (turn > 0) {
        round_off(stroke, at, before, atan2(turn, along));
    } else { /* the inner side */
        corner(stroke, at, before.x, before.y);
        outline_add(stroke->paint, at->x, at->y);
        corner(stroke, at, after.x, after.y);
    }
}

/* The left side of the line, forwards or, for its other side, backwards. */
static void one_side(const struct stroke *stroke, bool closed, bool back)
{
    const unsigned count = stroke->places;
    const struct place *p = stroke->place;
    for (unsigned i = 0; i < count; i++) {
        const unsigned k = back ? count - 1 - i : i;
        const struct place *at = &p[k], *next = &p[(k + (back ? count - 1 : 1)) % count];
        const struct place *last = &p[(k + (back ? 1 : count - 1)) % count];
        const bool first = !closed && i == 0, end = !closed && i + 1 == count;
        const struct place before = normal_of(first ? at : last, first ? next : at);
        if (first)
            corner(stroke, at, before.x, before.y);
        else if (!end)
            joint(stroke, at, before, normal_of(at, next));
        else if (stroke->round)
            round_off(stroke, at, before, M_PI);
        else
            corner(stroke, at, before.x, before.y);
    }
}

static void stroke_draw(struct stroke *stroke, bool closed)
{
    const struct place *p = stroke->place;
    while (closed && stroke->places > 1 &&
           hypot(p[0].x - p[stroke->places - 1].x, p[0].y - p[stroke->places - 1].y) < 0.01)
        stroke->places--;
    if (stroke->places == 1 && stroke->round)
        round_off(stroke, &p[0], (struct place){1, 0}, 2 * M_PI);
    if (stroke->places > 1) {
        one_side(stroke, closed && stroke->places > 2, false);
        if (closed && stroke->places > 2)
            outline_end(stroke->paint);
        one_side(stroke, closed && stroke->places > 2, true);
    }
    outline_end(stroke->paint);
    stroke->places = 0;
}

/* More than are seen on any screen. */
enum { DASH_ENDS_MAX = 2000 };

/* How far it is to the next end of a dash, and whether there is ink up to it. */
struct dash {
    double left;
    bool ink;
    unsigned ends; /* so far */
};

static void dash_line(struct stroke *stroke, struct dash *dash, const struct pen *pen,
                      struct place from, struct place to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    double done = 0;
    while (length - done >= dash->left && dash->ends < DASH_ENDS_MAX) {
        dash->ends++;
        done += dash->left;
        const double share = done / fmax(length, 1e-9);
        const struct place at = {from.x + (to.x - from.x) * share,
                                 from.y + (to.y - from.y) * share};
        stroke_add(stroke, at);
        if (dash->ink)
            stroke_draw(stroke, false);
        dash->ink = !dash->ink;
        dash->left = dash->ink ? pen->on : pen->off;
    }
    dash->left -= length - done;
    if (dash->ink)
        stroke_add(stroke, to);
}

static void stroke_dashes(struct stroke *stroke, const struct place *place, unsigned places,
                          bool closed, const struct pen *pen)
{
    struct dash dash = {.left = pen->on - pen->begin, .ink = true};
    stroke_add(stroke, place[0]);
    for (unsigned i = 1; i < places + closed; i++)
        dash_line(stroke, &dash, pen, place[i - 1], place[i % places]);
    if (dash.ink && stroke->places > 1)
        stroke_draw(stroke, false);
}

void stroke_outline(struct paint *paint, const struct place *place, unsigned places, bool closed,
                    const struct pen *pen)
{
    struct stroke stroke = {.paint = paint, .half = pen->width / 2, .round = pen->round};
    if (places == 0 || !(pen->width > 0))
        return;
    /* Finer dashes than half a pixel would not be seen as such. */
    if (pen->on > 0 && pen->off > 0 && pen->on + pen->off > 0.5 && pen->begin < pen->on) {
        stroke_dashes(&stroke, place, places, closed, pen);
        return;
    }
    for (unsigned i = 0; i < places; i++)
        stroke_add(&stroke, place[i]);
    stroke_draw(&stroke, closed);
}
