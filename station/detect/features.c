#include "detect/features.h"

#include "signal/quantile.h"

#include <math.h>
#include <string.h>

/* Three zones along the mat: a body lies on it lengthwise, and is at least half as long. */
enum { HEAD_ROWS = 3, MIDDLE_ROWS = 3 };

static const float SOME = 0.02f; /* of the whole load: less says nothing of a ratio */

static void add(struct features *features, float value)
{
    if (features->count < FEATURES_MAX)
        features->value[features->count++] = isfinite(value) ? value : 0;
}

static float mean(const float *x, unsigned count)
{
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)x[i];
    return count ? (float)(sum / count) : 0;
}

static float mean_size(const float *x, unsigned count)
{
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)fabsf(x[i]);
    return count ? (float)(sum / count) : 0;
}

static float spread(const float *x, unsigned count)
{
    float middle = mean(x, count);
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)((x[i] - middle) * (x[i] - middle));
    return count ? (float)sqrt(sum / count) : 0;
}

static float skewness(const float *x, unsigned count)
{
    float middle = mean(x, count), size = spread(x, count);
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        sum += (double)((x[i] - middle) * (x[i] - middle) * (x[i] - middle));
    return (float)(sum / count) / (size * size * size + 1e-6f);
}

static float correlation(const float *x, const float *y, unsigned count)
{
    float mean_x = mean(x, count), mean_y = mean(y, count);
    double xx = 0, yy = 0, xy = 0;
    for (unsigned i = 0; i < count; i++) {
        xx += (double)((x[i] - mean_x) * (x[i] - mean_x));
        yy += (double)((y[i] - mean_y) * (y[i] - mean_y));
        xy += (double)((x[i] - mean_x) * (y[i] - mean_y));
    }
    return xx > 0 && yy > 0 ? (float)(xy / sqrt(xx * yy)) : 0;
}

/* Left against right, from sum and difference. */
static float side_correlation(const float *both, const float *lateral, unsigned count)
{
    float vb = spread(both, count), vl = spread(lateral, count);
    float covariance = correlation(both, lateral, count) * vb * vl;
    float left = vb * vb + vl * vl - 2 * covariance, right = vb * vb + vl * vl + 2 * covariance;
    float product = left * right;
    return product > 0 ? (vb * vb - vl * vl) / sqrtf(product) : 0;
}

static float part_below(struct features *f, const float *x, float part)
{
    memcpy(f->sorted, x, f->samples * sizeof *x);
    return quantile(f->sorted, f->samples, part);
}

/* How much has changed after so long, against what changes at all: 0 nothing yet, 1 all. */
static float change_after(const float *x, unsigned count, float seconds)
{
    unsigned lag = (unsigned)lroundf(seconds * PAST_RATE);
    float size = spread(x, count);
    if (count <= lag + PAST_RATE)
        return 1;
    double sum = 0;
    for (unsigned i = lag; i < count; i++)
        sum += (double)((x[i] - x[i - lag]) * (x[i] - x[i - lag]));
    return (float)(sum / (count - lag)) / (2 * (size * size + 1e-6f));
}

/* Up and down again, in ten seconds. */
static float cycles(struct features *f, const float *x)
{
    float low = part_below(f, x, 0.05f), high = part_below(f, x, 0.95f);
    float turn = 0.4f * (high - low), extreme = x[0];
    unsigned count = 0;
    bool falling = false;
    if (turn <= 0)
        return 0;
    for (unsigned i = 1; i < f->samples; i++) {
        if (falling ? x[i] < extreme : x[i] > extreme)
            extreme = x[i];
        if (fabsf(x[i] - extreme) <= turn)
            continue;
        count += !falling;
        falling = !falling;
        extreme = x[i];
    }
    return (float)count * 10 * PAST_RATE / (float)f->samples;
}

/* Part of the time that x lies between two parts of its range from the low to the high quantile. */
static float time_between(struct features *f, const float *x, float edge, float from, float to)
{
    float low = part_below(f, x, edge), high = part_below(f, x, 1 - edge);
    unsigned count = 0;
    for (unsigned i = 0; i < f->samples; i++) {
        float level = (x[i] - low) / (high - low + 1e-9f);
        count += level > from && level < to;
    }
    return (float)count / (float)f->samples;
}

static void take_sample(struct features *f, const float *pad, float scale, unsigned i)
{
    float weight_along = 0, weight_across = 0, whole = 0;
    f->outer[i] = f->dense[i] = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++, pad += SCENE_COLUMNS) {
        float left = 0, right = 0;
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            float load = pad[column] * scale;
            if (column < SCENE_COLUMNS / 2)
                left += load;
            else
                right += load;
            f->dense[i] += load * load;
            weight_across += load * ((float)column + 0.5f) / SCENE_COLUMNS;
        }
        f->row[row][i] = left + right;
        f->lateral[row][i] = right - left;
        f->outer[i] += (pad[0] + pad[SCENE_COLUMNS - 1]) * scale;
        weight_along += (left + right) * ((float)row + 0.5f) / SCENE_ROWS;
        whole += left + right;
    }
    bool loaded = whole > 0.05f;
    f->along[i] = loaded ? weight_along / whole : i ? f->along[i - 1] : 0.5f;
    f->across[i] = loaded ? weight_across / whole : i ? f->across[i - 1] : 0.5f;
}

static void sum_rows(float (*rows)[PAST_SAMPLES], unsigned from, unsigned to, float *sum,
                     unsigned samples)
{
    memset(sum, 0, samples * sizeof *sum);
    for (unsigned row = from; row < to; row++) {
        for (unsigned i = 0; i < samples; i++)
            sum[i] += rows[row][i];
    }
}

static void take_zones(struct features *f)
{
    const unsigned middle = HEAD_ROWS, feet = HEAD_ROWS + MIDDLE_ROWS;
    sum_rows(f->row, 0, middle, f->head, f->samples);
    sum_rows(f->row, middle, feet, f->middle, f->samples);
    sum_rows(f->row, feet, SCENE_ROWS, f->feet, f->samples);
    sum_rows(f->row, 0, SCENE_ROWS, f->whole, f->samples);
    sum_rows(f->lateral, 0, middle, f->head_lateral, f->samples);
    sum_rows(f->lateral, middle, feet, f->middle_lateral, f->samples);
    sum_rows(f->lateral, feet, SCENE_ROWS, f->feet_lateral, f->samples);
    sum_rows(f->lateral, 0, SCENE_ROWS, f->whole_lateral, f->samples);
}

static void take_past(struct features *f, const struct past *past)
{
    double sum = 0, change = 0;
    for (unsigned i = 0; i < f->samples; i++) {
        const float *now = past_sample(past, i);
        const float *before = past_sample(past, i + 1 < f->samples ? i + 1 : i);
        for (unsigned pad = 0; pad < PAST_PADS; pad++) {
            sum += (double)now[pad];
            change += (double)fabsf(now[pad] - before[pad]);
        }
    }
    float scale = sum > 0 ? (float)(f->samples / sum) : 0;
    f->change = (float)change * scale * PAST_RATE / (float)f->samples;
    for (unsigned i = 0; i < f->samples; i++)
        take_sample(f, past_sample(past, f->samples - 1 - i), scale, i);
    take_zones(f);
}

static void add_rows(struct features *f)
{
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        const float *x = f->row[row];
        float middle = mean(x, f->samples), size = spread(x, f->samples), most = 0;
        unsigned loaded = 0;
        for (unsigned i = 0; i < f->samples; i++)
            most = fmaxf(most, x[i]);
        for (unsigned i = 0; i < f->samples; i++)
            loaded += x[i] > 0.3f * most;
        add(f, sqrtf(middle));
        add(f, sqrtf(size));
        add(f, sqrtf(spread(f->lateral[row], f->samples)));
        add(f, size / (middle + SOME));
        add(f, most > 0.03f ? (float)loaded / (float)f->samples : 0);
    }
}

static void add_zones(struct features *f)
{
    const float *both[] = {f->head, f->middle, f->feet, f->whole};
    const float *lateral[] = {f->head_lateral, f->middle_lateral, f->feet_lateral,
                              f->whole_lateral};
    unsigned n = f->samples;
    for (unsigned zone = 0; zone < 4; zone++) {
        float load = mean(both[zone], n) + SOME;
        add(f, load);
        add(f, mean_size(lateral[zone], n) / load);
        add(f, fabsf(mean(lateral[zone], n)) / load);
        add(f, sqrtf(spread(both[zone], n)));
        add(f, sqrtf(spread(lateral[zone], n)));
        add(f, tanhf(skewness(both[zone], n) / 2));
        add(f, side_correlation(both[zone], lateral[zone], n));
    }
}

static void add_pace(struct features *f)
{
    static const float after_s[] = {0.6f, 1.2f, 2.4f, 4.8f, 9.6f};
    const float *signal[] = {f->whole, f->whole_lateral, f->middle, f->feet};
    for (unsigned i = 0; i < sizeof signal / sizeof *signal; i++) {
        for (unsigned j = 0; j < sizeof after_s / sizeof *after_s; j++)
            add(f, change_after(signal[i], f->samples, after_s[j]));
    }
    add(f, cycles(f, f->whole));
    add(f, cycles(f, f->middle));
    add(f, cycles(f, f->along));
    add(f, cycles(f, f->across));
    add(f, sqrtf(f->change));
}

static void add_relations(struct features *f)
{
    unsigned n = f->samples;
    add(f, correlation(f->head, f->middle, n));
    add(f, correlation(f->middle, f->feet, n));
    add(f, correlation(f->head, f->feet, n));
    add(f, correlation(f->whole, f->middle, n));
    add(f, correlation(f->whole, f->feet, n));
    add(f, correlation(f->head_lateral, f->feet_lateral, n));
    add(f, correlation(f->middle_lateral, f->feet_lateral, n));
    add(f, correlation(f->head_lateral, f->middle_lateral, n));
}

static void add_whole(struct features *f)
{
    unsigned n = f->samples, empty = 0;
    for (unsigned i = 0; i < n; i++)
        empty += f->whole[i] < 0.3f;
    add(f, part_below(f, f->whole, 0.05f));
    add(f, part_below(f, f->whole, 0.25f));
    add(f, part_below(f, f->whole, 0.50f));
    add(f, part_below(f, f->whole, 0.75f));
    add(f, part_below(f, f->whole, 0.95f));
    add(f, (float)empty / (float)n);
    add(f, mean(f->outer, n));
    add(f, sqrtf(spread(f->outer, n)));
    add(f, sqrtf(mean(f->dense, n)));
    add(f, mean(f->along, n));
    add(f, spread(f->along, n));
    add(f, spread(f->across, n));
    add(f, time_between(f, f->middle, 0, 0.6f, 2));
    add(f, time_between(f, f->middle, 0, -1, 0.3f));
    add(f, time_between(f, f->across, 0.05f, 0.3f, 0.7f));
}

void features_find(struct features *features, const struct past *past, unsigned samples)
{
    features->count = 0;
    features->samples = samples && samples < past->count ? samples : past->count;
    if (features->samples < 2)
        return;
    take_past(features, past);
    add_rows(features);
    add_zones(features);
    add_pace(features);
    add_relations(features);
    add_whole(features);
}
