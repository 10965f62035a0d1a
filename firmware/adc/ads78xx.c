#include "adc/ads78xx.h"

enum { COMMAND_INPUT_SHIFT = 4 };

/* The bits C2 C1 C0 count the inputs in the order 0 2 4 6 1 3 5 7. */
static uint8_t command_of(unsigned input)
{
    unsigned code = (input & 1) << 2 | input >> 1;
    return (uint8_t)(ADS78XX_COMMAND | code << COMMAND_INPUT_SHIFT);
}

/* A first command switches the reference on, so that it settles before the first value counts. */
enum pad_state ads78xx_setup(struct i2c_bus *bus, uint8_t address)
{
    return adc_state(bus_write_byte(bus, address, command_of(0)));
}

/* More than eight bits are two bytes, and the bits above the result are always zero. */
enum pad_state ads78xx_fetch(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input, unsigned next, int32_t *counts)
{
    (void)next;
    uint8_t command = command_of(input), bytes[2] = {0};
    uint8_t length = kind->full_scale > UINT8_MAX ? 2 : 1;
    struct bus_message messages[] = {{&command, 1, false}, {bytes, length, true}};
    enum bus_result result = bus_transfer(bus, address, messages, 2);
    *counts = length == 2 ? bytes[0] << 8 | bytes[1] : bytes[0];
    if (result == BUS_DONE && *counts > kind->full_scale)
        return PAD_NONSENSE;
    return adc_state(result);
}
