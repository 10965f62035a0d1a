#include "signal/watch.h"

#include "signal/quantile.h"

#include <math.h>

static const float UPHEAVAL = 0.3f;
static const float TOP_PART = 0.98f;

static void measure_flutter(struct signal *signal, struct health_context *context)
{
    unsigned count = 0;
    double sum = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        if (!signal->pad[i].begun)
            continue;
        signal->sorted[count++] = signal->pad[i].flutter;
        sum += (double)signal->pad[i].flutter;
    }
    context->flutter = quantile(signal->sorted, count, 0.5f);
    context->flutters = (float)sum;
}

/* The highest values that pads came back from, and that of any pad ever. */
struct peaks {
    unsigned pad; /* with the first */
    float first, second, now;
};

static struct peaks find_peaks(const struct signal *signal)
{
    struct peaks peaks = {0};
    for (unsigned i = 0; i < signal->pads; i++) {
        float most = signal->health[i].most;
        peaks.now = fmaxf(peaks.now, fmaxf(most, signal->pad[i].value));
        if (most > peaks.first) {
            peaks.second = peaks.first;
            peaks.first = most;
            peaks.pad = i;
        } else {
            peaks.second = fmaxf(peaks.second, most);
        }
    }
    return peaks;
}

/* Where it is not known, the converter ends where two pads ended alike. */
static float top_of(const struct signal *signal, const struct peaks *peaks)
{
    float supply = state_supply(signal);
    float most = signal->most > 0 && signal->most < supply ? signal->most : supply;
    float known = TOP_PART * state_linear(signal, most);
    bool alike = peaks->first > 0 && peaks->second >= peaks->first;
    return alike && (known <= 0 || peaks->first < known) ? peaks->first : known;
}

static float press_of(const struct signal *signal, unsigned pad)
{
    return state_believes(signal->health[pad].fault) ? signal->pad[pad].raw : 0;
}

/* Since the frame before. */
static float gain_of(const struct signal *signal, const struct frame *frame, unsigned pad)
{
    return state_has_value(frame, pad) ? signal->pad[pad].raw - signal->health[pad].last_raw : 0;
}

void watch_step(struct signal *signal, const struct frame *frame, float interval_s, float total)
{
    struct health_context context = {
        .interval_s = interval_s,
        .rhythm_s = signal->rhythm_s,
        .typical = signal->typical,
        .upheaval = fabsf(total - signal->total) > UPHEAVAL * fmaxf(total, signal->total),
    };
    struct peaks peaks = find_peaks(signal);
    context.highest = peaks.now;
    context.top = top_of(signal, &peaks);
    measure_flutter(signal, &context);
    unsigned carrying = 0;
    double gained = 0, pressed = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        carrying += state_carries(signal, i);
        gained += (double)gain_of(signal, frame, i);
        pressed += (double)press_of(signal, i);
    }
    for (unsigned i = 0; i < signal->pads; i++) {
        context.loaded = carrying > state_carries(signal, i);
        context.others_most = peaks.pad == i ? peaks.second : peaks.first;
        context.others = (float)(pressed - (double)press_of(signal, i));
        context.taken = (float)(gained - (double)gain_of(signal, frame, i));
        pad_health_step(&signal->health[i], &signal->pad[i], state_has_value(frame, i), &context);
    }
    if (context.upheaval || interval_s == 0)
        signal->total = total;
}
