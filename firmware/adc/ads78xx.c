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
    uint8_t command = command_of(0);
    struct bus_message message = {&command, 1, false};
    return adc_state(bus_transfer(bus, address, &message, 1));
}

enum pad_state ads78xx_read(struct i2c_bus *bus, uint8_t address, unsigned input, uint8_t *bytes,
                            uint8_t length)
{
    uint8_t command = command_of(input);
    struct bus_message messages[] = {{&command, 1, false}, {bytes, length, true}};
    return adc_state(bus_transfer(bus, address, messages, 2));
}
