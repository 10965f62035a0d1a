#include "signal/pad_health.h"

#include <math.h>

static const float MISSING_S = 1, MISSING_FRAMES = 4;
static const float STUCK_S = 5, STUCK_TYPICAL = 0.1f;
static const unsigned STUCK_FRAMES = 20, STUCK_UPHEAVALS = 2, STUCK_REPEATS = 8;
/* Far down it takes more to tell it from a pad that nothing presses. */
static const float MUTE_S = 10;
static const unsigned MUTE_FRAMES = 200, MUTE_UPHEAVALS = 4, MUTE_REPEATS = 20;
static const float TOP_S = 1;
static const float TOP_ALONE_S = 10; /* nobody stands on one pad alone for so long */
/* Where the converter's top is not known, the highest value ever is, once it is returned to. */
static const float CLIP_S = 0.5f, PINNED_S = 5, PINNED_OTHERS = 1.1f;
static const unsigned CLIP_FRAMES = 5, CLIP_REPEATS = 3, CLIPS = 2;
static const float NOISY_S = 3, NOISY_TYPICAL = 0.04f, NOISY_OTHERS = 20, NOISY_STILL = 0.5f;
/* No body goes up and down again within two frames of so fast a rhythm. In slower ones it may:
 * there a pad is noisy that does it while the others hardly do. */
static const float NOISY_RHYTHM_S = 0.03f, NOISY_ALONE = 0.7f, NOISY_ALONE_S = 10;
static const float NOISY_RHYTHM_MOST_S = 0.2f;
static const float SILENT = 0.25f, SILENT_S = 2, SILENT_TYPICAL = 0.1f;
/* A release takes 14 ms at least; what goes or comes faster than that, and alone, is a lead. */
static const float JUMP_S = 0.03f, JUMP_TYPICAL = 0.5f, JUMP_TAKEN = 0.2f, JUMP_OTHERS = 0.4f,
                   JUMP_LEFT = 0.02f;
static const float WORN = 2.5f, WORN_NOISES = 10; /* more than a sheet's own spread and drift */

static void count_repeats(struct pad_health *health, bool repeated,
                          const struct health_context *context)
{
    if (!repeated) {
        health->most = fmaxf(health->most, health->last_raw);
        if (!health->clipping && health->repeats > health->longest)
            health->longest = health->repeats;
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

/* Each rest at the highest value counts once. */
static void count_clips(struct pad_health *health, const struct pad_track *pad,
                        const struct health_context *context)
{
    if (pad->raw < context->highest || context->highest <= 0) {
        health->clipping = false;
        return;
    }
    if (health->clipped_at < context->highest) {
        health->clipped_at = context->highest;
        health->clips = 0;
    }
    if (health->clipping || health->repeats < CLIP_FRAMES || health->repeated_s < CLIP_S ||
        health->repeats < CLIP_REPEATS * health->longest)
        return;
    health->clipping = true;
    health->clips++;
}

/* What one frame does to this pad and to no other. */
static void watch_jumps(struct pad_health *health, const struct pad_track *pad,
                        const struct health_context *context)
{
    float jump = pad->raw - health->last_raw;
    bool alone = context->interval_s > 0 && context->interval_s < JUMP_S &&
                 fabsf(jump) > JUMP_TYPICAL * context->typical && context->typical > 0 &&
                 context->others > JUMP_OTHERS * fabsf(jump) &&
                 fabsf(context->taken) < JUMP_TAKEN * fabsf(jump);
    if (pad->raw > JUMP_LEFT * context->typical)
        health->vanished = false;
    else if (alone && jump < 0)
        health->vanished = true;
    bool top = context->top > 0 && pad->raw >= context->top;
    health->top_s = kept_up(health->top_s, top, context->interval_s);
    health->top_alone_s =
        kept_up(health->top_alone_s, top && !context->loaded, context->interval_s);
    if (!top)
        health->shorted = false;
    else if ((alone && jump > 0) || health->top_alone_s > TOP_ALONE_S)
        health->shorted = true;
    bool mute = pad->raw < SILENT * health->idle &&
                health->idle < SILENT_TYPICAL * context->typical; /* else it was no empty mat */
    bool silent = mute || health->vanished;
    health->silent_s = kept_up(health->silent_s, silent, context->interval_s);
    health->last_raw = pad->raw;
}

static bool is_noisy(const struct pad_track *pad, bool already,
                     const struct health_context *context)
{
    float flutter = pad->flutter / (already ? NOISY_STILL : 1);
    if (context->rhythm_s > NOISY_RHYTHM_MOST_S || context->typical <= 0 ||
        flutter < NOISY_TYPICAL * context->typical)
        return false;
    return context->rhythm_s < NOISY_RHYTHM_S ? flutter > NOISY_OTHERS * context->flutter
                                              : flutter > NOISY_ALONE * context->flutters;
}

/* Quite constant, and above all that it or the others ever said. */
static bool is_pinned(const struct pad_health *health, const struct pad_track *pad,
                      const struct health_context *context)
{
    return health->repeats > STUCK_FRAMES && health->repeated_s > PINNED_S &&
           context->others_most > 0 && pad->raw > PINNED_OTHERS * context->others_most &&
           pad->raw > PINNED_OTHERS * health->most;
}

static bool is_stuck(const struct pad_health *health, const struct pad_track *pad,
                     const struct health_context *context)
{
    if (pad->raw <= 0 || health->repeats == 0)
        return false;
    if (health->fault == PAD_FAULT_STUCK)
        return true;
    unsigned usual = pad->alive ? health->longest : 0;
    if (pad->raw > STUCK_TYPICAL * context->typical)
        return health->repeats > STUCK_FRAMES && health->repeats > STUCK_REPEATS * usual &&
               health->repeated_s > STUCK_S && health->upheavals >= STUCK_UPHEAVALS;
    return pad->alive && health->repeats > MUTE_FRAMES && health->repeats > MUTE_REPEATS * usual &&
           health->repeated_s > MUTE_S && health->upheavals >= MUTE_UPHEAVALS;
}

static enum pad_fault judge(const struct pad_health *health, const struct pad_track *pad,
                            const struct health_context *context)
{
    if (health->missing_s > fmaxf(MISSING_S, MISSING_FRAMES * context->rhythm_s))
        return PAD_FAULT_MISSING;
    if (health->silent_s > SILENT_S)
        return PAD_FAULT_OPEN;
    bool stuck = is_stuck(health, pad, context);
    if (is_pinned(health, pad, context) || (health->top_s > TOP_S && (health->shorted || stuck)))
        return PAD_FAULT_SHORT;
    if (stuck)
        return PAD_FAULT_STUCK;
    if (health->top_s > TOP_S || (health->clipping && health->clips >= CLIPS))
        return PAD_FAULT_SATURATED;
    if (health->noisy_s > (context->rhythm_s < NOISY_RHYTHM_S ? NOISY_S : NOISY_ALONE_S))
        return PAD_FAULT_NOISY;
    return health->worn ? PAD_FAULT_AGEING : PAD_SOUND;
}

void pad_health_step(struct pad_health *health, const struct pad_track *pad, bool has_value,
                     const struct health_context *context)
{
    health->missing_s = kept_up(health->missing_s, !has_value, context->interval_s);
    if (has_value) {
        count_repeats(health, !pad->changed, context);
        count_clips(health, pad, context);
        watch_jumps(health, pad, context);
        bool noisy = is_noisy(pad, health->fault == PAD_FAULT_NOISY, context);
        health->noisy_s = kept_up(health->noisy_s, noisy, context->interval_s);
    }
    health->fault = judge(health, pad, context);
}

void pad_health_empty(struct pad_health *health, const struct pad_track *pad, float worn_above)
{
    if (health->fault != PAD_SOUND && health->fault != PAD_FAULT_AGEING)
        return;
    float most = health->idle > 0 ? WORN * health->idle : INFINITY;
    if (worn_above > 0)
        most = fminf(most, worn_above);
    health->worn = pad->empty > most + WORN_NOISES * pad->noise;
}
