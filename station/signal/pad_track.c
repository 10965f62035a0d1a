#include "signal/pad_track.h"

#include <math.h>

static const float SPIKE_NOISES = 12;        /* a jump of so many noises may be a spike ... */
static const float SPIKE_INTERVAL_S = 0.03f; /* ... where waiting for one more frame costs little */
static const float NOISE_FRAMES = 64;
static const float NOISE_CLIP = 4;
static const unsigned FRAMES_CONSTANT = 8;

/* Fractions of the pad's running range, and before that is known of the mat's typical load. */
static const float ON_RANGE = 0.45f, OFF_RANGE = 0.30f, RANGE_LEAST = 0.30f;
static const float ON_TYPICAL = 0.25f, OFF_TYPICAL = 0.15f;
static const float LOW_MOST = 0.35f; /* a pad whose lowest is above this part of its highest was
                                        never seen empty: its range says nothing yet */
static const float NOISES_APART = 5;
static const float ON_S = 0.15f, OFF_S = 0.2f;
static const float OFF_FRAMES = 3; /* slow recordings: real sensors flicker for a frame or two */
static const float OFF_S_MOST = 4;

static const float RANGE_S = 60;       /* a range follows creep this fast ... */
static const float RANGE_IDLE_S = 600; /* ... and forgets an unloaded pad's highest this fast */
static const float EMPTY_S = 2;

/* A pad that changes from its first frames on is noisy; one that was quite constant before it
 * changes is not. */
static void learn_noise(struct pad_track *pad, float change)
{
    float size = fabsf(change);
    if (pad->noise > 0)
        pad->noise += (fminf(size, NOISE_CLIP * pad->noise) - pad->noise) / NOISE_FRAMES;
    else
        pad->noise = pad->frames < FRAMES_CONSTANT ? size / 4 : size / 100;
}

/* A body that moves goes on for some frames; a loose contact goes up and down with each. */
static void learn_flutter(struct pad_track *pad, float change)
{
    if (change == 0)
        return;
    float back = change * pad->change < 0 ? fminf(fabsf(change), fabsf(pad->change)) : 0;
    pad->flutter += (back - pad->flutter) / NOISE_FRAMES;
    pad->change = change;
}

static bool is_spike(const struct pad_track *pad, float change, float interval_s)
{
    return !pad->spiked && interval_s > 0 && interval_s < SPIKE_INTERVAL_S && pad->noise > 0 &&
           fabsf(change) > SPIKE_NOISES * pad->noise;
}

void pad_track_value(struct pad_track *pad, float raw, float interval_s)
{
    float change = pad->begun ? raw - pad->raw : 0;
    pad->changed = change != 0;
    pad->alive = pad->alive || pad->changed;
    pad->raw = raw;
    pad->frames += pad->frames < FRAMES_CONSTANT;
    pad->spiked = pad->begun && is_spike(pad, raw - pad->value, interval_s);
    if (!pad->spiked)
        pad->value = raw;
    if (pad->begun && interval_s > 0) {
        learn_noise(pad, change);
        learn_flutter(pad, change);
    }
    pad->begun = true;
    if (!pad->calibrated && pad->value < pad->empty)
        pad->empty = pad->value;
    pad->load = fmaxf(pad->value - pad->empty, 0);
}

static void learn_range(struct pad_track *pad, const struct pad_context *context)
{
    if (!pad->ranged) {
        pad->ranged = true;
        pad->low = pad->high = pad->load;
    }
    float part = fminf(context->interval_s / RANGE_S, 1);
    float idle = fminf(context->interval_s / RANGE_IDLE_S, 1);
    if (pad->load < pad->low)
        pad->low = pad->load;
    else if (!pad->contact)
        pad->low += (pad->load - pad->low) * part;
    if (pad->load > pad->high)
        pad->high = pad->load;
    else
        pad->high += (pad->load - pad->high) * (pad->contact ? part : idle);
}

void pad_track_contact(struct pad_track *pad, const struct pad_context *context)
{
    learn_range(pad, context);
    float range = pad->high - pad->low, on, off;
    if (range > RANGE_LEAST * context->typical && pad->low < LOW_MOST * pad->high) {
        on = pad->low + ON_RANGE * range;
        off = pad->low + OFF_RANGE * range;
    } else {
        on = ON_TYPICAL * context->typical;
        off = OFF_TYPICAL * context->typical;
    }
    on = fmaxf(on, off + NOISES_APART * pad->noise);
    bool dead = context->any_alive && !pad->alive;
    bool wanted = !dead && context->typical > 0 && pad->load > (pad->contact ? off : on);
    if (wanted == pad->contact) {
        pad->changing_s = 0;
        return;
    }
    pad->changing_s += context->interval_s;
    float wait_s =
        wanted ? ON_S : fminf(fmaxf(OFF_S, (OFF_FRAMES - 0.5f) * context->rhythm_s), OFF_S_MOST);
    if (context->interval_s == 0 || pad->changing_s >= wait_s) {
        pad->contact = wanted;
        pad->changing_s = 0;
    }
}

void pad_track_empty(struct pad_track *pad, float interval_s)
{
    if (!pad->begun)
        return;
    pad->empty += (pad->value - pad->empty) * fminf(interval_s / EMPTY_S, 1);
    pad->load = fmaxf(pad->value - pad->empty, 0);
}
