#include "button/light.h"

#include "base/clock.h"

static const int64_t breath_ns = 4 * NS_PER_S;
static const int64_t blink_ns = NS_PER_S / 2;

bool light_is_on(enum light light, int64_t since_ns)
{
    switch (light) {
    case LIGHT_OFF: return false;
    case LIGHT_STEADY: return true;
    case LIGHT_BREATHING: return since_ns % breath_ns < breath_ns / 2;
    case LIGHT_BLINKING: return since_ns % blink_ns < blink_ns / 2;
    }
    return false;
}
