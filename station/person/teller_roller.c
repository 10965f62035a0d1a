#include "person/teller_inside.h"

#include "base/clock.h"
#include "person/mind.h"

#include <math.h>

/* A pause is two seconds: as the formats define it. */
static const int64_t pause_least_ns = 2 * NS_PER_S;
static const float stroke_least_mm = 5.0F, rest_mm_s = 1.5F;

void end_stroke(struct teller *teller)
{
    const struct teller_stroke *stroke = &teller->stroke;
    if (fabsf(stroke->farthest_mm - stroke->from_mm) < stroke_least_mm)
        return;
    teller->strokes++;
    teller->all_strokes++;
    tell(teller, "stroke",
         "\"n\":%u,\"direction\":\"%s\",\"from_mm\":%.0f,\"to_mm\":%.0f,"
         "\"from_s\":%.3f,\"to_s\":%.3f",
         teller->strokes, stroke->direction > 0 ? "feet" : "head", (double)stroke->from_mm,
         (double)stroke->farthest_mm, s_of(stroke->from_ns), s_of(stroke->farthest_ns));
}

void end_pause(struct teller *teller)
{
    if (teller->rest_ns == NEVER)
        return;
    int64_t rested_ns = teller->time_ns - teller->rest_ns;
    if (rested_ns >= pause_least_ns) {
        teller->pauses++;
        teller->pause_s += s_of(rested_ns);
        tell(teller, "pause", "\"from_s\":%.3f,\"to_s\":%.3f,\"credited_s\":%.3f",
             s_of(teller->rest_ns), s_of(teller->time_ns), s_of(rested_ns));
    }
    teller->rest_ns = NEVER;
}

void tell_roller(struct teller *teller, float x_mm, float dt_s)
{
    struct teller_stroke *stroke = &teller->stroke;
    if (isnan(x_mm)) {
        if (stroke->rolling)
            end_stroke(teller);
        stroke->rolling = false;
        end_pause(teller);
        stroke->last_mm = NAN;
        return;
    }
    float moved = isnan(stroke->last_mm) ? 0.0F : x_mm - stroke->last_mm;
    stroke->last_mm = x_mm;
    if (fabsf(moved) <= rest_mm_s * dt_s) {
        if (teller->rest_ns == NEVER)
            teller->rest_ns = teller->time_ns;
        if (stroke->rolling && teller->time_ns - teller->rest_ns > NS_PER_S / 2) {
            end_stroke(teller);
            stroke->rolling = false;
        }
        return;
    }
    end_pause(teller);
    int direction = moved > 0.0F ? 1 : -1;
    if (stroke->rolling && direction != stroke->direction)
        end_stroke(teller);
    if (!stroke->rolling || direction != stroke->direction) {
        stroke->rolling = true;
        stroke->direction = direction;
        stroke->from_mm = x_mm - moved;
        stroke->from_ns = teller->time_ns;
    }
    stroke->farthest_mm = x_mm;
    stroke->farthest_ns = teller->time_ns;
}
