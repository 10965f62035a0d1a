/* Which chip's which input is which pad: the mat's wires, sorted by chip. */
#ifndef MATSTATION_ADC_WIRING_H
#define MATSTATION_ADC_WIRING_H

#include "adc/adc.h"
#include "base/error.h"
#include "base/wire.h"

struct wired_chip {
    char name[CHIP_NAME_MAX];
    const struct adc_kind *kind;
    uint8_t address;
    uint8_t switch_address; /* 0: straight on the bus */
    uint8_t branch;
    uint8_t inputs;
    uint8_t input[INPUTS_MAX];
    uint16_t pad[INPUTS_MAX];
};

struct wiring {
    unsigned pads;
    unsigned chips;
    struct wired_chip chip[CHIPS_MAX];
};

/* Reads "ads1115@0x48" or "tca9548a@0x70.3/ads1115@0x48" into name, kind and place. -1 and one line
 * when it is no such thing. */
int wiring_chip(const char *text, struct wired_chip *chip, struct error *error);

/* Pad i is wires[i]; a wire with an empty chip is a pad that nothing is wired to. -1 and one line
 * for an unknown chip, an input it has not, an input used twice, or addresses that collide. */
int wiring_read(const struct wire *wires, unsigned pads, struct wiring *wiring,
                struct error *error);

/* The wires of chips given as a list, "ads1115@0x48,ads1115@0x49": each with all its inputs in
 * order, its pads named "<input>". At most `most` wires; their number, or -1 and one line. */
int wiring_all_inputs(const char *chips, struct wire *wires, unsigned most, struct error *error);

#endif
