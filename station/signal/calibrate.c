#include "signal/calibrate.h"

#include "signal/conductance.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    EMPTY_FRAMES_LEAST = 50,
    SAMPLES_LEAST = 100,
    SAMPLES_MAX = 1000,
    PASSES = 60,
};

/* A pad is stepped on when it rises so far above its empty value: well clear of its noise, and a
 * fair part of what the heaviest pad shows. */
static const float SIGMAS_STEPPED = 8;
static const float PART_STEPPED = 0.15F;
/* An empty pad may wander by so many times the median pad's noise before somebody is on it. */
static const float WANDER_SIGMAS = 12;
static const float SMALLEST_NOISE = 1e-6F;

struct calibrator {
    unsigned pads;
    float supply_count;
    unsigned empties, samples;
    /* Of the empty mat: how many values each pad gave, and what they were. */
    unsigned values[PADS_MAX];
    double sum[PADS_MAX], squares[PADS_MAX];
    float low[PADS_MAX], high[PADS_MAX];
    float most[PADS_MAX]; /* above empty, in the walk */
    float *sample;        /* SAMPLES_MAX rows of one value a pad, above empty */
};

struct calibrator *calibrator_open(unsigned pads, float supply_count, struct error *error)
{
    struct calibrator *calibrator = calloc(1, sizeof *calibrator);
    if (calibrator)
        calibrator->sample = calloc((size_t)SAMPLES_MAX * pads, sizeof *calibrator->sample);
    if (!calibrator || !calibrator->sample) {
        free(calibrator);
        error_set(error, "no memory for the calibration of %u pads", pads);
        return NULL;
    }
    calibrator->pads = pads;
    calibrator->supply_count = supply_count;
    return calibrator;
}

void calibrator_close(struct calibrator *calibrator)
{
    if (calibrator)
        free(calibrator->sample);
    free(calibrator);
}

static bool value_of(struct calibrator *calibrator, const struct frame *frame, unsigned pad,
                     float *value)
{
    if (pad >= frame->pads || frame->state[pad] != PAD_VALID || !isfinite(frame->value[pad]))
        return false;
    *value = conductance_of(frame->value[pad], calibrator->supply_count);
    return true;
}

void calibrator_empty(struct calibrator *calibrator, const struct frame *frame)
{
    for (unsigned i = 0; i < calibrator->pads; i++) {
        float value;
        if (!value_of(calibrator, frame, i, &value))
            continue;
        calibrator->sum[i] += value;
        calibrator->squares[i] += (double)value * value;
        if (calibrator->values[i] == 0 || value < calibrator->low[i])
            calibrator->low[i] = value;
        if (calibrator->values[i] == 0 || value > calibrator->high[i])
            calibrator->high[i] = value;
        calibrator->values[i]++;
    }
    calibrator->empties++;
}

static double mean_of(const struct calibrator *calibrator, unsigned pad)
{
    return calibrator->values[pad] ? calibrator->sum[pad] / calibrator->values[pad] : 0;
}

static float empty_of(const struct calibrator *calibrator, unsigned pad)
{
    return (float)mean_of(calibrator, pad);
}

/* A value is lost now and then on any bus; a pad that gives less than every other one is lost. */
static bool is_silent(const struct calibrator *calibrator, unsigned pad)
{
    return 2 * calibrator->values[pad] < calibrator->empties;
}

void calibrator_walk(struct calibrator *calibrator, const struct frame *frame)
{
    if (calibrator->samples >= SAMPLES_MAX)
        return;
    float *row = calibrator->sample + (size_t)calibrator->samples * calibrator->pads;
    for (unsigned i = 0; i < calibrator->pads; i++) {
        float value;
        if (!value_of(calibrator, frame, i, &value))
            return;
        row[i] = fmaxf(value - empty_of(calibrator, i), 0);
    }
    for (unsigned i = 0; i < calibrator->pads; i++)
        calibrator->most[i] = fmaxf(calibrator->most[i], row[i]);
    calibrator->samples++;
}

static float noise_of(const struct calibrator *calibrator, unsigned pad)
{
    if (calibrator->values[pad] == 0)
        return SMALLEST_NOISE;
    const double mean = mean_of(calibrator, pad);
    const double variance = calibrator->squares[pad] / calibrator->values[pad] - mean * mean;
    return fmaxf((float)sqrt(fmax(variance, 0)), SMALLEST_NOISE);
}

static int compare_floats(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static float median_noise(const struct calibrator *calibrator)
{
    float noise[PADS_MAX];
    for (unsigned i = 0; i < calibrator->pads; i++)
        noise[i] = noise_of(calibrator, i);
    qsort(noise, calibrator->pads, sizeof *noise, compare_floats);
    return noise[calibrator->pads / 2];
}

static float heaviest(const struct calibrator *calibrator)
{
    float most = 0;
    for (unsigned i = 0; i < calibrator->pads; i++)
        most = fmaxf(most, calibrator->most[i]);
    return most;
}

static bool stepped_on(const struct calibrator *calibrator, unsigned pad)
{
    return calibrator->empties && calibrator->samples &&
           calibrator->most[pad] > SIGMAS_STEPPED * noise_of(calibrator, pad) &&
           calibrator->most[pad] > PART_STEPPED * heaviest(calibrator);
}

unsigned calibrator_walked(const struct calibrator *calibrator)
{
    unsigned walked = 0;
    for (unsigned i = 0; i < calibrator->pads; i++)
        walked += stepped_on(calibrator, i);
    return walked;
}

static enum calibration_trouble look_at_pads(const struct calibrator *calibrator, unsigned *pad)
{
    const float wander = WANDER_SIGMAS * median_noise(calibrator);
    for (*pad = 0; *pad < calibrator->pads; ++*pad) {
        if (is_silent(calibrator, *pad))
            return CALIBRATION_PAD_SILENT;
        if (calibrator->high[*pad] - calibrator->low[*pad] > wander)
            return CALIBRATION_NOT_EMPTY;
    }
    for (*pad = 0; *pad < calibrator->pads; ++*pad)
        if (!stepped_on(calibrator, *pad))
            return CALIBRATION_PAD_MISSED;
    *pad = 0;
    return CALIBRATION_FINE;
}

/* Frames in which the walker is beside the mat, or on it with one foot only. */
static bool loaded_enough(const float *row, unsigned pads, float threshold)
{
    float total = 0;
    for (unsigned i = 0; i < pads; i++)
        total += row[i];
    return total > threshold;
}

static float typical_total(const struct calibrator *calibrator)
{
    float totals[SAMPLES_MAX];
    for (unsigned s = 0; s < calibrator->samples; s++) {
        totals[s] = 0;
        for (unsigned i = 0; i < calibrator->pads; i++)
            totals[s] += calibrator->sample[(size_t)s * calibrator->pads + i];
    }
    qsort(totals, calibrator->samples, sizeof *totals, compare_floats);
    return totals[calibrator->samples * 3 / 4];
}

static float force_of(const float *row, const float *newton_per_unit, unsigned pads)
{
    float force = 0;
    for (unsigned i = 0; i < pads; i++)
        force += row[i] * newton_per_unit[i];
    return force;
}

/* Kaczmarz (1937): each frame in turn moves the pads' weights just so far that its own forces come
 * nearer to the walker's weight; many passes settle on the least squares. */
static void settle_weights(const struct calibrator *calibrator, float weight_n, float threshold,
                           float *newton_per_unit)
{
    const unsigned pads = calibrator->pads;
    for (unsigned pass = 0; pass < PASSES; pass++) {
        const float step = 0.5F / (1 + 0.1F * (float)pass);
        for (unsigned s = 0; s < calibrator->samples; s++) {
            const float *row = calibrator->sample + (size_t)s * pads;
            if (!loaded_enough(row, pads, threshold))
                continue;
            float square = 0;
            for (unsigned i = 0; i < pads; i++)
                square += row[i] * row[i];
            const float wrong = weight_n - force_of(row, newton_per_unit, pads);
            for (unsigned i = 0; i < pads; i++)
                newton_per_unit[i] = fmaxf(newton_per_unit[i] + step * wrong * row[i] / square, 0);
        }
    }
}

static float quality_pct(const struct calibrator *calibrator, float weight_n, float threshold,
                         const float *newton_per_unit)
{
    double squares = 0;
    unsigned frames = 0;
    for (unsigned s = 0; s < calibrator->samples; s++) {
        const float *row = calibrator->sample + (size_t)s * calibrator->pads;
        if (!loaded_enough(row, calibrator->pads, threshold))
            continue;
        const double wrong =
            (double)force_of(row, newton_per_unit, calibrator->pads) / (double)weight_n - 1;
        squares += wrong * wrong;
        frames++;
    }
    return frames ? (float)fmax(100 * (1 - sqrt(squares / frames)), 0) : 0;
}

enum calibration_trouble calibrator_finish(const struct calibrator *calibrator, float weight_n,
                                           struct calibration *calibration, unsigned *pad)
{
    const unsigned pads = calibrator->pads;
    *pad = 0;
    memset(calibration, 0, sizeof *calibration);
    calibration->pads = pads;
    calibration->supply_count = calibrator->supply_count;
    if (calibrator->empties < EMPTY_FRAMES_LEAST || calibrator->samples < SAMPLES_LEAST)
        return CALIBRATION_TOO_SHORT;
    const enum calibration_trouble trouble = look_at_pads(calibrator, pad);
    const float typical = typical_total(calibrator), threshold = 0.5F * typical;
    for (unsigned i = 0; i < pads; i++) {
        calibration->empty[i] = empty_of(calibrator, i);
        calibration->newton_per_unit[i] = typical > 0 ? weight_n / typical : 0;
    }
    if (trouble)
        return trouble;
    settle_weights(calibrator, weight_n, threshold, calibration->newton_per_unit);
    calibration->quality_pct =
        quality_pct(calibrator, weight_n, threshold, calibration->newton_per_unit);
    return calibration->quality_pct < CALIBRATION_LEAST_QUALITY_PCT ? CALIBRATION_POOR
                                                                    : CALIBRATION_FINE;
}
