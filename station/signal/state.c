#include "signal/state.h"

#include "signal/conductance.h"
#include "signal/quantile.h"

#include <math.h>

static const float QUIET_TYPICAL = 0.08f;
static const float VALUE_MOST = 1e15f;

/* No unit makes a load so large, and its square can still be summed. */
bool state_has_value(const struct frame *frame, unsigned pad)
{
    return pad < frame->pads && frame->state[pad] == PAD_VALID &&
           fabsf(frame->value[pad]) < VALUE_MOST;
}

float state_supply(const struct signal *signal)
{
    return signal->calibration ? signal->calibration->supply_count : signal->supply;
}

float state_linear(const struct signal *signal, float value)
{
    return conductance_of(value, state_supply(signal));
}

float state_newton_per_unit(const struct signal *signal, unsigned pad)
{
    float newtons = signal->calibration ? signal->calibration->newton_per_unit[pad] : 0;
    return newtons > 0 ? newtons : 1;
}

bool state_is_known(const struct signal *signal)
{
    return signal->calibration || signal->empty_below > 0;
}

bool state_believes(enum pad_fault fault)
{
    return fault == PAD_SOUND || fault == PAD_FAULT_SATURATED || fault == PAD_FAULT_AGEING;
}

static bool is_in_contact(const struct signal *signal, unsigned pad)
{
    return signal->pad[pad].contact && state_believes(signal->health[pad].fault);
}

bool state_carries(const struct signal *signal, unsigned pad)
{
    return is_in_contact(signal, pad) ||
           (signal->typical > 0 && state_believes(signal->health[pad].fault) &&
            signal->pad[pad].load > QUIET_TYPICAL * signal->typical);
}

float state_load_percentile(struct signal *signal, float part)
{
    unsigned count = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        if (signal->pad[i].begun && state_believes(signal->health[i].fault))
            signal->sorted[count++] = signal->pad[i].load;
    }
    return quantile(signal->sorted, count, part);
}
