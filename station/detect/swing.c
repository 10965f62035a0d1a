#include "detect/swing.h"

#include <math.h>

/* The learned range follows slow drift of the pads with this time constant. */
static const double FORGET_S = 60;

/* A fall goes on while it is this part of its steepest, and has not rested for so long. */
static const float FALLING = 0.15f;
static const int64_t SETTLE_NS = 300000000;

void swing_reset(struct swing *swing, const struct swing_settings *settings)
{
    *swing = (struct swing){.settings = *settings};
}

void swing_break(struct swing *swing)
{
    swing->begun = false;
    swing->direction = 0;
}

static unsigned kept(unsigned count)
{
    return count < SWING_MEMORY ? count : SWING_MEMORY;
}

void swing_range(const struct swing *swing, float *low, float *high)
{
    *low = swing->trough.value;
    *high = swing->peak.value;
    for (unsigned i = 0; i < kept(swing->lows); i++)
        *low = fminf(*low, swing->low[i]);
    for (unsigned i = 0; i < kept(swing->highs); i++)
        *high = fmaxf(*high, swing->high[i]);
}

float swing_level(const struct swing *swing, float value)
{
    float low, high;
    swing_range(swing, &low, &high);
    float level = (value - low) / fmaxf(high - low, swing->least);
    return swing->settings.contact ? sqrtf(fmaxf(level, 0)) : level;
}

static void begin(struct swing *swing, int64_t time_ns, float value)
{
    swing->begun = true;
    swing->first = swing->value = value;
    swing->time_ns = time_ns;
    swing->peak = swing->trough = (struct extreme){value, time_ns};
    swing->steepest_fall = swing->steepest_rise = 0;
    swing->fall_ns = swing->rise_ns = time_ns;
}

static void forget(struct swing *swing, double interval_s)
{
    float part = (float)fmin(interval_s / FORGET_S, 1);
    for (unsigned i = 0; i < kept(swing->lows); i++)
        swing->low[i] += (swing->value - swing->low[i]) * part;
    for (unsigned i = 0; i < kept(swing->highs); i++)
        swing->high[i] += (swing->value - swing->high[i]) * part;
}

static void follow(struct swing *swing, int64_t time_ns, double interval_s, float value)
{
    double part = 1 - exp(-interval_s / (double)swing->settings.smooth_s);
    float change = (value - swing->value) * (float)part;
    float slope = interval_s > 0 ? change / (float)interval_s : 0;
    swing->value += change;
    if (slope < swing->steepest_fall) {
        swing->steepest_fall = slope;
        swing->fall_ns = swing->settled_ns = swing->time_ns;
    } else if (slope < FALLING * swing->steepest_fall && swing->direction <= 0 &&
               swing->time_ns - swing->settled_ns < SETTLE_NS) {
        swing->settled_ns = swing->time_ns;
    }
    if (slope > swing->steepest_rise) {
        swing->steepest_rise = slope;
        swing->rise_ns = swing->time_ns;
    }
    swing->time_ns = time_ns;
}

/* A new extreme begins the search for the steepest place after it. */
static void stretch_peak(struct swing *swing)
{
    swing->peak = (struct extreme){swing->value, swing->time_ns};
    swing->steepest_fall = 0;
}

static void stretch_trough(struct swing *swing)
{
    swing->trough = (struct extreme){swing->value, swing->time_ns};
    swing->steepest_rise = 0;
}

static enum turn turn_down(struct swing *swing)
{
    swing->whole = swing->direction != 0;
    swing->direction = -1;
    swing->high[swing->highs++ % SWING_MEMORY] = swing->peak.value;
    stretch_trough(swing);
    return TURN_PEAK;
}

static enum turn turn_up(struct swing *swing)
{
    swing->whole = swing->direction != 0;
    swing->direction = 1;
    swing->low[swing->lows++ % SWING_MEMORY] = swing->trough.value;
    stretch_peak(swing);
    return TURN_TROUGH;
}

enum turn swing_step(struct swing *swing, int64_t time_ns, double interval_s, float value,
                     float unit)
{
    swing->least = swing->settings.least * unit;
    if (!swing->begun) {
        begin(swing, time_ns, value);
        return TURN_NONE;
    }
    follow(swing, time_ns, interval_s, value);
    forget(swing, interval_s);
    if (swing->direction >= 0 && swing->value >= swing->peak.value)
        stretch_peak(swing);
    if (swing->direction <= 0 && swing->value <= swing->trough.value)
        stretch_trough(swing);
    float level = swing_level(swing, swing->value), turn = swing->settings.turn;
    if (swing->direction >= 0 && swing_level(swing, swing->peak.value) - level >= turn)
        return turn_down(swing);
    if (swing->direction <= 0 && level - swing_level(swing, swing->trough.value) >= turn)
        return turn_up(swing);
    return TURN_NONE;
}
