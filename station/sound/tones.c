#include "sound/tones.h"

#include <math.h>

enum { NOTES_MAX = 4 };

/* Pitch in semitones from A4 (440 Hz, equal temperament); loudness 0..1. */
struct note {
    float at_s, lasts_s, semitones, loudness;
};

/* Up means go, down means down or stop; what is urgent is lower, louder and repeats. */
static const struct note melody[TONES][NOTES_MAX] = {
    [TONE_STEP_ON] = {{0.00F, 0.5F, 3, 0.5F}, {0.12F, 0.7F, 10, 0.5F}},
    [TONE_COUNT] = {{0.00F, 0.3F, 3, 0.6F}},
    [TONE_START] = {{0.00F, 0.9F, 15, 0.7F}},
    [TONE_TICK] = {{0.00F, 0.12F, 22, 0.35F}},
    [TONE_TOCK] = {{0.00F, 0.12F, 10, 0.35F}},
    [TONE_CREDIT] = {{0.00F, 0.35F, 19, 0.45F}, {0.07F, 0.5F, 24, 0.45F}},
    [TONE_MOVE_ON] = {{0.00F, 0.4F, 7, 0.6F}, {0.18F, 0.4F, 12, 0.6F}, {0.36F, 0.6F, 7, 0.6F}},
    [TONE_BROKEN] = {{0.00F, 0.4F, 5, 0.7F}, {0.16F, 0.7F, -2, 0.7F}},
    [TONE_DONE] = {{0.00F, 0.6F, 3, 0.6F}, {0.14F, 0.6F, 7, 0.6F}, {0.28F, 1.0F, 10, 0.6F}},
    [TONE_PAUSED] = {{0.00F, 0.5F, 10, 0.5F}, {0.20F, 0.8F, 3, 0.5F}},
    [TONE_TOOK] = {{0.00F, 0.25F, 12, 0.5F}, {0.06F, 0.35F, 19, 0.5F}},
    [TONE_WARN] = {{0.00F, 0.3F, -5, 0.9F}, {0.25F, 0.3F, -5, 0.9F}, {0.50F, 0.6F, -5, 0.9F}},
    [TONE_FINISHED] = {{0.00F, 0.7F, 3, 0.6F},
                       {0.16F, 0.7F, 7, 0.6F},
                       {0.32F, 0.7F, 10, 0.6F},
                       {0.48F, 1.4F, 15, 0.6F}},
};

/* Partials of a bar tuned to 1 : 4 : 10, as a marimba's are; the higher the sooner gone. */
static float bar(float t_s, float hz)
{
    static const float ratio[] = {1, 4, 10}, share[] = {0.80F, 0.16F, 0.04F};
    static const float decay_per_s[] = {6, 18, 45};
    float sum = 0;
    for (unsigned i = 0; i < 3; i++)
        if (hz * ratio[i] < SOUND_RATE / 2.0F)
            sum += share[i] * expf(-decay_per_s[i] * t_s) * sinf(6.2831853F * hz * ratio[i] * t_s);
    return sum;
}

/* Up within 6 ms, and to nothing in the last 20: no clicks. */
static float edges(float t_s, float lasts_s)
{
    float up = t_s < 0.006F ? t_s / 0.006F : 1;
    float down = lasts_s - t_s < 0.020F ? (lasts_s - t_s) / 0.020F : 1;
    return up * down;
}

static float sample_at(const struct note *notes, float t_s)
{
    float sum = 0;
    for (unsigned i = 0; i < NOTES_MAX; i++) {
        float into_s = t_s - notes[i].at_s;
        if (into_s < 0 || into_s >= notes[i].lasts_s)
            continue;
        float hz = 440 * exp2f(notes[i].semitones / 12);
        sum += notes[i].loudness * edges(into_s, notes[i].lasts_s) * bar(into_s, hz);
    }
    return sum;
}

size_t tone_make(enum tone tone, int16_t *samples, size_t most)
{
    if ((unsigned)tone >= TONES)
        return 0;
    const struct note *notes = melody[tone];
    float lasts_s = 0;
    for (unsigned i = 0; i < NOTES_MAX; i++)
        lasts_s = fmaxf(lasts_s, notes[i].at_s + notes[i].lasts_s);
    size_t count = (size_t)(lasts_s * SOUND_RATE);
    if (count > most)
        count = most;
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)(tanhf(sample_at(notes, (float)i / SOUND_RATE)) * 32767);
    return count;
}
