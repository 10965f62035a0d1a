#include "detect/passage.h"

#include "detect/sink.h"

#include <math.h>

/* Parts of the running height. They are low because a roller's load spans two decades on Velostat:
 * a weak pass may reach a fifth of a strong one. */
static const float COMES = 0.14f, GOES = 0.08f;
static const float FIRST = 0.5f; /* the first hump rises by so much of the value without it */
static const double HEIGHT_S = 120, LOW_S = 2;
/* Velostat may not come back to where it was: low and flat for so long is over as well. */
static const float FLAT = 0.03f, FLAT_BELOW = 0.3f;
static const int64_t FLAT_NS = 500000000;
/* Low for so long, or for a quarter of the pass: it is over. */
static const int64_t GONE_LEAST_NS = 100000000;
enum { GONE_PART = 4 };
static const int64_t LONGEST_NS = 8000000000; /* what lies longer was not rolled over the pad */

void passage_reset(struct passage *part)
{
    *part = (struct passage){0};
}

static int64_t gone_after_ns(const struct passage *part)
{
    int64_t quarter_ns = (part->leaving_ns - part->from_ns) / GONE_PART;
    return quarter_ns > GONE_LEAST_NS ? quarter_ns : GONE_LEAST_NS;
}

static void end(struct passage *part, int64_t time_ns, struct observation *seen)
{
    part->on = part->high = false;
    if (part->leaving_ns - part->from_ns > LONGEST_NS)
        return;
    struct event *event = sink_put(seen, EVENT_STROKE, time_ns);
    event->n = ++part->strokes;
    event->from_ns = part->from_ns;
    event->to_ns = part->leaving_ns;
}

static void learn(struct passage *part, float value, double interval_s)
{
    if (!part->begun || value < part->low)
        part->low = value;
    else if (!part->on)
        part->low += (value - part->low) * (float)fmin(interval_s / LOW_S, 1);
    part->begun = true;
    part->height *= (float)exp(-interval_s / HEIGHT_S);
    if (part->on)
        part->height = fmaxf(part->height, value - part->low);
}

static bool is_flat(struct passage *part, float rise, int64_t time_ns)
{
    if (fabsf(rise - part->flat) > FLAT * part->height) {
        part->flat = rise;
        part->flat_ns = time_ns;
    }
    return rise < FLAT_BELOW * part->height && time_ns - part->flat_ns >= FLAT_NS;
}

/* Before any pass is known the noise of a pad that says next to nothing may be as high: then its
 * contact must say so, too. */
static void follow(struct passage *part, float rise, const struct scene *scene,
                   struct observation *seen)
{
    const int64_t time_ns = scene->time_ns;
    bool flat = is_flat(part, rise, time_ns);
    if (!part->on) {
        bool high = rise > (part->height > 0 ? COMES * part->height : FIRST * part->low) && !flat;
        if (!high || !part->high)
            part->from_ns = time_ns;
        part->high = high;
        part->on = high && (part->height > 0 || scene->loads->contact[0]);
        part->leaving_ns = 0;
    } else if (flat) {
        part->leaving_ns = part->flat_ns;
        part->low += part->flat;
        end(part, time_ns, seen);
    } else if (rise > GOES * part->height) {
        part->leaving_ns = 0;
    } else if (part->leaving_ns == 0) {
        part->leaving_ns = time_ns;
    } else if (time_ns - part->leaving_ns >= gone_after_ns(part)) {
        end(part, time_ns, seen);
    }
}

void passage_step(struct passage *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        part->strokes = 0;
    if (scene->gap_ns > 0)
        part->on = part->high = false;
    if (scene->loads->usable[0]) {
        float value = scene->loads->value[0];
        learn(part, value, scene->interval_s);
        follow(part, value - part->low, scene, seen);
    }
    seen->roller.present = part->on;
    seen->roller.strokes = part->strokes;
    seen->roller.x_mm = scene->x_mm;
    seen->roller.y_mm = scene->y_mm;
}

void passage_finish(struct passage *part, int64_t time_ns, struct observation *seen)
{
    if (part->on && part->leaving_ns > 0)
        end(part, time_ns, seen);
}
