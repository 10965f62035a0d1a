#include "signal/pad_health.h"

#include <math.h>

static const float MISSING_S = 1, MISSING_FRAMES = 4;
static const float STUCK_S = 5;
static const unsigned STUCK_FRAMES = 20, STUCK_UPHEAVALS = 2;
static const float TOP_S = 1, TOP_PART = 0.98f;
static const float NOISY_S = 3, NOISY_TYPICAL = 0.3f, NOISY_OTHERS = 10;
static const float NOISY_RHYTHM_S = 0.2f; /* slower frames show what the body does */

static void count_repeats(struct pad_health *health, bool repeated,
                          const struct health_context *context)
{
    if (!repeated) {
        health->repeats = 0;
        health->repeated_s = 0;
        health->upheavals = 0;
        return;
    }
    health->repeats++;
    health->repeated_s += context->interval_s;
    health->upheavals += context->upheaval;
}

static float kept_up(float seconds, bool so, float interval_s)
{
    return so ? seconds + interval_s : 0;
}

static enum pad_fault judge(const struct pad_health *health, const struct pad_track *pad,
                            const struct health_context *context)
{
    if (health->missing_s > fmaxf(MISSING_S, MISSING_FRAMES * context->rhythm_s))
        return PAD_FAULT_MISSING;
    if (health->top_s > TOP_S)
        return context->loaded ? PAD_FAULT_SATURATED : PAD_FAULT_SHORT;
    bool far_up = pad->raw > 0.1f * context->typical && pad->raw > 0;
    if (far_up && health->repeats > STUCK_FRAMES && health->repeated_s > STUCK_S &&
        health->upheavals >= STUCK_UPHEAVALS)
        return PAD_FAULT_STUCK;
    if (health->noisy_s > NOISY_S)
        return PAD_FAULT_NOISY;
    return PAD_SOUND;
}

void pad_health_step(struct pad_health *health, const struct pad_track *pad, bool has_value,
                     const struct health_context *context)
{
    health->missing_s = kept_up(health->missing_s, !has_value, context->interval_s);
    if (has_value) {
        count_repeats(health, !pad->changed, context);
        bool top = context->top > 0 && pad->raw >= TOP_PART * context->top;
        health->top_s = kept_up(health->top_s, top, context->interval_s);
        bool noisy = context->rhythm_s < NOISY_RHYTHM_S && context->typical > 0 &&
                     pad->noise > NOISY_TYPICAL * context->typical &&
                     pad->noise > NOISY_OTHERS * context->noise;
        health->noisy_s = kept_up(health->noisy_s, noisy, context->interval_s);
    }
    health->fault = judge(health, pad, context);
}
