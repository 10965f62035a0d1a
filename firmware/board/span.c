#include "adc/wiring.h"
#include "board/board.h"

#include <stddef.h>

#define UNKNOWN_SPAN 100.0F
#define PAD_SUPPLY_V 3.3

static const struct adc_kind *kind_of(const struct wire *wire)
{
    struct wired_chip chip;
    return wire->chip[0] && !wiring_chip(wire->chip, &chip, NULL) ? chip.kind : NULL;
}

float wire_span_count(const struct wire *wire)
{
    const struct adc_kind *kind = kind_of(wire);
    return kind ? (float)kind->full_scale : UNKNOWN_SPAN;
}

float wire_supply_pct(const struct wire *wire)
{
    const struct adc_kind *kind = kind_of(wire);
    return kind ? (float)(100 * PAD_SUPPLY_V / kind->full_scale_v) : 0;
}
