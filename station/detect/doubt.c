#include "detect/doubt.h"

#include <math.h>

/* Natural logarithms of the ratio to what is usual: from here on it is odd, and from here on it is
 * another. Nobody's sets that were counted rightly differ by more than the first. */
static const float INTERVAL_ODD = 0.33f, INTERVAL_OTHER = 0.6f;
static const float SIZE_ODD = 0.4f, SIZE_OTHER = 0.8f;
static const float USUAL_WEIGHT = 0.3f;
static const float STAYS = 0.9f; /* of a doubt, with every further one */
static const float MOST = 0.8f;  /* that doubt takes */

/* Where so much of the mat is blind, what was counted must show its step before it is believed:
 * with two pads of 16 dead two repetitions are believed half. */
static const float BLIND_COUNT = 16;

void doubt_break(struct doubt *part)
{
    part->last_ns = 0;
}

void doubt_hide(struct doubt *part)
{
    part->hidden = true;
}

/* How far a value is from the usual, which follows it. */
static float odd_of(float value, float *usual, float odd, float other)
{
    if (*usual <= 0 || value <= 0) {
        *usual = value;
        return 0;
    }
    float off = (fabsf(logf(value / *usual)) - odd) / (other - odd);
    *usual += (value - *usual) * USUAL_WEIGHT;
    return fminf(fmaxf(off, 0), 1);
}

float doubt_next(struct doubt *part, int64_t time_ns, float size, float clear, float blind)
{
    float odd = odd_of(size, &part->size, SIZE_ODD, SIZE_OTHER);
    if (part->last_ns > 0) {
        float interval_s = (float)((double)(time_ns - part->last_ns) * 1e-9);
        odd = fmaxf(odd, odd_of(interval_s, &part->interval_s, INTERVAL_ODD, INTERVAL_OTHER));
    }
    part->last_ns = time_ns;
    part->count++;
    part->odd = fmaxf((part->hidden ? 1 : STAYS) * part->odd, odd);
    float shown = (float)part->count / ((float)part->count + BLIND_COUNT * blind);
    return shown * (1 - MOST * part->odd) * (1 - MOST * (1 - clear));
}
