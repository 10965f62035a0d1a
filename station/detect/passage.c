#include "detect/passage.h"

#include "detect/sink.h"

#include <math.h>

/* Parts of the running highest load. They are low because a roller's load spans two decades on
 * Velostat: a weak pass may reach a fifth of a strong one. */
static const float COMES = 0.14f, GOES = 0.08f;
static const double HIGH_S = 120;             /* the highest load is forgotten this fast */
static const int64_t GONE_NS = 100000000;     /* low for so long: the pass is over */
static const int64_t LONGEST_NS = 8000000000; /* what lies longer was not rolled over the pad */

void passage_reset(struct passage *part)
{
    *part = (struct passage){0};
}

static void tell(struct passage *part, const struct scene *scene, struct observation *seen)
{
    struct event *event = sink_put(seen, EVENT_STROKE, scene->time_ns);
    event->n = ++part->strokes;
    event->from_ns = part->from_ns;
    event->to_ns = part->leaving_ns;
}

void passage_step(struct passage *part, const struct scene *scene, struct observation *seen)
{
    float load = scene->loads->total;
    if (scene->asked_anew)
        part->strokes = 0;
    if (scene->gap_ns > 0)
        part->counted = false;
    part->high *= (float)exp(-scene->interval_s / HIGH_S);
    part->high = fmaxf(part->high, load);
    if (!part->on && load > COMES * part->high && seen->presence != PRESENCE_NOBODY) {
        part->on = part->counted = true;
        part->from_ns = scene->time_ns;
        part->leaving_ns = 0;
    } else if (part->on && load > GOES * part->high) {
        part->leaving_ns = 0;
    } else if (part->on && part->leaving_ns == 0) {
        part->leaving_ns = scene->time_ns;
    } else if (part->on && scene->time_ns - part->leaving_ns >= GONE_NS) {
        part->on = false;
        if (part->counted && part->leaving_ns - part->from_ns <= LONGEST_NS)
            tell(part, scene, seen);
    }
    seen->roller.present = part->on;
    seen->roller.strokes = part->strokes;
    seen->roller.x_mm = scene->x_mm;
    seen->roller.y_mm = scene->y_mm;
}
