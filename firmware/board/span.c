#include "adc/wiring.h"
#include "board/board.h"

#include <stddef.h>

#define UNKNOWN_SPAN 100.0F

float wire_span_count(const struct wire *wire)
{
    struct wired_chip chip;
    if (!wire->chip[0] || wiring_chip(wire->chip, &chip, NULL))
        return UNKNOWN_SPAN;
    return (float)chip.kind->full_scale;
}
