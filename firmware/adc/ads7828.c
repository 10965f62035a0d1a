/* ADS7828 (12 bit, TI SBAS181) and ADS7830 (8 bit, SBAS302): eight inputs, converted within the
 * transfer that asks for them. */
#include "adc/adc.h"

#include "base/clock.h"

enum {
    COMMAND_SINGLE_ENDED = 0x80,
    COMMAND_INPUT_SHIFT = 4,
    COMMAND_REFERENCE_AND_CONVERTER_ON = 0x0c,
};

/* The bits C2 C1 C0 count the inputs in the order 0 2 4 6 1 3 5 7. */
static uint8_t command_of(unsigned input)
{
    unsigned code = (input & 1) << 2 | input >> 1;
    return (uint8_t)(COMMAND_SINGLE_ENDED | code << COMMAND_INPUT_SHIFT |
                     COMMAND_REFERENCE_AND_CONVERTER_ON);
}

/* The internal reference settles in 1.2 ms, typically. */
#define REFERENCE_SETTLES_NS (3 * NS_PER_MS)

/* A first command switches the reference on, so that it settles before the first value counts. */
static enum pad_state setup(struct i2c_bus *bus, uint8_t address)
{
    uint8_t command = command_of(0);
    struct bus_message message = {&command, 1, false};
    return adc_state(bus_transfer(bus, address, &message, 1));
}

static enum pad_state read_input(struct i2c_bus *bus, uint8_t address, unsigned input,
                                 uint8_t *bytes, uint8_t length)
{
    uint8_t command = command_of(input);
    struct bus_message messages[] = {{&command, 1, false}, {bytes, length, true}};
    return adc_state(bus_transfer(bus, address, messages, 2));
}

/* The four bits above the twelve are always zero. */
static enum pad_state fetch_7828(struct i2c_bus *bus, uint8_t address, unsigned input,
                                 unsigned next, int32_t *counts)
{
    (void)next;
    uint8_t bytes[2] = {0};
    enum pad_state state = read_input(bus, address, input, bytes, sizeof bytes);
    if (state == PAD_VALID && bytes[0] & 0xf0)
        return PAD_NONSENSE;
    *counts = bytes[0] << 8 | bytes[1];
    return state;
}

static enum pad_state fetch_7830(struct i2c_bus *bus, uint8_t address, unsigned input,
                                 unsigned next, int32_t *counts)
{
    (void)next;
    uint8_t byte = 0;
    enum pad_state state = read_input(bus, address, input, &byte, 1);
    *counts = byte;
    return state;
}

const struct adc_kind ads7828_kind = {
    .name = "ads7828",
    .inputs = 8,
    .full_scale = 4095,
    .full_scale_v = 2.5,
    .bits_of_fetch = 48,
    .settles_ns = REFERENCE_SETTLES_NS,
    .harmless = COMMAND_SINGLE_ENDED | COMMAND_REFERENCE_AND_CONVERTER_ON,
    .setup = setup,
    .fetch = fetch_7828,
};

const struct adc_kind ads7830_kind = {
    .name = "ads7830",
    .inputs = 8,
    .full_scale = 255,
    .full_scale_v = 2.5,
    .bits_of_fetch = 39,
    .settles_ns = REFERENCE_SETTLES_NS,
    .harmless = COMMAND_SINGLE_ENDED | COMMAND_REFERENCE_AND_CONVERTER_ON,
    .setup = setup,
    .fetch = fetch_7830,
};
