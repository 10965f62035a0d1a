#include "detect/features.h"

#include "signal/quantile.h"

#include <math.h>
#include <string.h>

/* Three zones along the mat: a body lies on it lengthwise, and is at least half as long. */
enum { HEAD_ROWS = 3, MIDDLE_ROWS = 3 };

/* Into how many pieces each part of the work is cut: none takes longer than a frame's other work.
 */
enum {
    SIZE_PIECES = 4,
    SAMPLE_PIECES = 4,
    ZONE_PIECES = 4,
    PACE_PIECES = 4,
    CYCLE_PIECES = 4,
    LOAD_PIECES = 5,
    STAY_PIECES = 3
};

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

static void take_zones(struct features *f, unsigned piece)
{
    (void)piece;
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

/* The size of all that was seen, and how much it changes: sums over the newest samples first. */
static void take_sizes(struct features *f, unsigned piece)
{
    const unsigned to = f->samples * (piece + 1) / SIZE_PIECES;
    for (unsigned i = f->samples * piece / SIZE_PIECES; i < to; i++) {
        const float *now = f->past[f->samples - 1 - i];
        const float *before = i + 1 < f->samples ? now - PAST_PADS : now;
        for (unsigned pad = 0; pad < PAST_PADS; pad++) {
            f->sum += (double)now[pad];
            f->changes += (double)fabsf(now[pad] - before[pad]);
        }
    }
}

static void take_samples(struct features *f, unsigned piece)
{
    const unsigned to = f->samples * (piece + 1) / SAMPLE_PIECES;
    float scale = f->sum > 0 ? (float)(f->samples / f->sum) : 0;
    f->change = (float)f->changes * scale * PAST_RATE / (float)f->samples;
    for (unsigned i = f->samples * piece / SAMPLE_PIECES; i < to; i++)
        take_sample(f, f->past[i], scale, i);
}

static void add_row(struct features *f, unsigned row)
{
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

static void add_zone(struct features *f, unsigned zone)
{
    const float *both[ZONE_PIECES] = {f->head, f->middle, f->feet, f->whole};
    const float *lateral[ZONE_PIECES] = {f->head_lateral, f->middle_lateral, f->feet_lateral,
                                         f->whole_lateral};
    unsigned n = f->samples;
    float load = mean(both[zone], n) + SOME;
    add(f, load);
    add(f, mean_size(lateral[zone], n) / load);
    add(f, fabsf(mean(lateral[zone], n)) / load);
    add(f, sqrtf(spread(both[zone], n)));
    add(f, sqrtf(spread(lateral[zone], n)));
    add(f, tanhf(skewness(both[zone], n) / 2));
    add(f, side_correlation(both[zone], lateral[zone], n));
}

static void add_pace(struct features *f, unsigned which)
{
    static const float after_s[] = {0.6f, 1.2f, 2.4f, 4.8f, 9.6f};
    const float *signal[PACE_PIECES] = {f->whole, f->whole_lateral, f->middle, f->feet};
    for (unsigned i = 0; i < sizeof after_s / sizeof *after_s; i++)
        add(f, change_after(signal[which], f->samples, after_s[i]));
}

static void add_cycles(struct features *f, unsigned which)
{
    const float *signal[CYCLE_PIECES] = {f->whole, f->middle, f->along, f->across};
    add(f, cycles(f, signal[which]));
    if (which == CYCLE_PIECES - 1)
        add(f, sqrtf(f->change));
}

static void add_relations(struct features *f, unsigned piece)
{
    (void)piece;
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

static void add_load(struct features *f, unsigned which)
{
    static const float part[LOAD_PIECES] = {0.05f, 0.25f, 0.50f, 0.75f, 0.95f};
    add(f, part_below(f, f->whole, part[which]));
}

static void add_place(struct features *f, unsigned piece)
{
    (void)piece;
    unsigned n = f->samples, empty = 0;
    for (unsigned i = 0; i < n; i++)
        empty += f->whole[i] < 0.3f;
    add(f, (float)empty / (float)n);
    add(f, mean(f->outer, n));
    add(f, sqrtf(spread(f->outer, n)));
    add(f, sqrtf(mean(f->dense, n)));
    add(f, mean(f->along, n));
    add(f, spread(f->along, n));
    add(f, spread(f->across, n));
}

static void add_stay(struct features *f, unsigned which)
{
    if (which == 0)
        add(f, time_between(f, f->middle, 0, 0.6f, 2));
    else if (which == 1)
        add(f, time_between(f, f->middle, 0, -1, 0.3f));
    else
        add(f, time_between(f, f->across, 0.05f, 0.3f, 0.7f));
}

/* The order of the features is that of the numbers fitted to them. */
static const struct work {
    void (*step)(struct features *f, unsigned piece);
    unsigned pieces;
} work[] = {
    {take_sizes, SIZE_PIECES},
    {take_samples, SAMPLE_PIECES},
    {take_zones, 1},
    {add_row, SCENE_ROWS},
    {add_zone, ZONE_PIECES},
    {add_pace, PACE_PIECES},
    {add_cycles, CYCLE_PIECES},
    {add_relations, 1},
    {add_load, LOAD_PIECES},
    {add_place, 1},
    {add_stay, STAY_PIECES},
};

void features_begin(struct features *features, const struct past *past, unsigned samples)
{
    features->count = 0;
    features->samples = samples && samples < past->count ? samples : past->count;
    features->sum = features->changes = 0;
    features->part = features->piece = 0;
    for (unsigned i = 0; i < features->samples; i++)
        memcpy(features->past[i], past_sample(past, features->samples - 1 - i),
               sizeof features->past[i]);
}

bool features_step(struct features *features)
{
    const unsigned parts = sizeof work / sizeof *work;
    if (features->samples < 2 || features->part == parts)
        return true;
    work[features->part].step(features, features->piece);
    if (++features->piece == work[features->part].pieces) {
        features->piece = 0;
        features->part++;
    }
    return features->part == parts;
}
