#include "detect/wave.h"

#include <math.h>

static const double STEP_S = 0.05, NEAR_PASSES = 0.6; /* of a guess, looked at */
static const double BEFORE_PASSES = 0.9, BEFORE_LEAST_S = 1;
static const double KEEPS_S = 0.3; /* of rest that is surely rest */
enum { LEAST_MOMENTS = 10 };

static double phase_at(const struct wave *wave, float place)
{
    double part = (double)((place - wave->low) / (wave->high - wave->low));
    return acos(1 - 2 * fmin(fmax(part, 0), 1));
}

static double place_at(const struct wave *wave, double phase)
{
    return (double)wave->low + (double)(wave->high - wave->low) * 0.5 * (1 - cos(phase));
}

/* What a stop at stop_s (since the first moment) in this phase leaves unexplained. */
static double unexplained(const struct wave *wave, const struct moment *moment, unsigned count,
                          float rest, double phase, double stop_s, int leaving)
{
    double sum = 0;
    for (unsigned i = 0; i < count; i++) {
        double since_s = (double)(moment[i].time_ns - moment[0].time_ns) * 1e-9 - stop_s;
        double rolled_s = (leaving ? since_s > 0 : since_s < 0) ? since_s : 0;
        double place =
            rolled_s != 0 ? place_at(wave, phase + M_PI * rolled_s / wave->pass_s) : (double)rest;
        double off = (double)moment[i].place - place;
        sum += off * off;
    }
    return sum;
}

int64_t wave_stop(const struct wave *wave, const struct moment *moment, unsigned count, float rest,
                  int64_t guess_ns, int leaving)
{
    if (wave->pass_s <= 0 || wave->high <= wave->low)
        return guess_ns;
    double back_s = fmax(BEFORE_PASSES * wave->pass_s, BEFORE_LEAST_S);
    while (count > 0 && (double)(guess_ns - moment->time_ns) * 1e-9 > back_s)
        moment++, count--;
    if (count < LEAST_MOMENTS)
        return guess_ns;
    double guess_s = (double)(guess_ns - moment->time_ns) * 1e-9;
    double end_s = (double)(moment[count - 1].time_ns - moment->time_ns) * 1e-9;
    double from_s = fmax(guess_s - NEAR_PASSES * wave->pass_s, KEEPS_S);
    double to_s = fmin(guess_s + NEAR_PASSES * wave->pass_s, end_s - (leaving ? 0 : KEEPS_S));
    double phase = phase_at(wave, rest), best_s = guess_s, least = INFINITY;
    for (double stop_s = from_s; stop_s <= to_s; stop_s += STEP_S) {
        /* On the way there, or on the way back. */
        for (int back = 0; back < 2; back++) {
            double left = unexplained(wave, moment, count, rest, back ? 2 * M_PI - phase : phase,
                                      stop_s, leaving);
            if (left >= least)
                continue;
            least = left;
            best_s = stop_s;
        }
    }
    return moment->time_ns + (int64_t)(best_s * 1e9);
}

double wave_crossing_s(const struct wave *wave, float rest, float near)
{
    if (wave->pass_s <= 0 || wave->high <= wave->low)
        return 0;
    float inward = 2 * rest < wave->low + wave->high ? near : -near;
    return fabs(phase_at(wave, rest + inward) - phase_at(wave, rest)) / M_PI * wave->pass_s;
}
