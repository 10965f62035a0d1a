#include "adc/ads1x15.h"

enum {
    REGISTER_CONVERSION = ADS1X15_HARMLESS,
    REGISTER_CONFIG = 1,
    REGISTER_HIGH_THRESHOLD = 3,

    CONFIG_START = 0x8000, /* written: convert once; read: nothing is being converted */
    CONFIG_INPUT_0 = 0x4000,
    CONFIG_INPUT_SHIFT = 12,
    CONFIG_4_096_V = 0x0200,
    CONFIG_SINGLE_SHOT = 0x0100,
    CONFIG_NO_COMPARATOR = 0x0003,

    /* With the comparator off the thresholds do nothing. A brown-out sets the high one to 0x7fff,
     * so that another value in it tells whether the chip restarted. */
    MARK = 0x7fef,
};

static enum pad_state write_register(struct i2c_bus *bus, uint8_t address, uint8_t which,
                                     unsigned value)
{
    uint8_t bytes[] = {which, (uint8_t)(value >> 8), (uint8_t)(value & 0xff)};
    struct bus_message message = {bytes, sizeof bytes, false};
    return adc_state(bus_transfer(bus, address, &message, 1));
}

static enum pad_state read_register(struct i2c_bus *bus, uint8_t address, uint8_t which,
                                    unsigned *value)
{
    uint8_t bytes[2] = {0};
    struct bus_message messages[] = {{&which, 1, false}, {bytes, sizeof bytes, true}};
    enum bus_result result = bus_transfer(bus, address, messages, 2);
    *value = (unsigned)bytes[0] << 8 | bytes[1];
    return adc_state(result);
}

enum pad_state ads1x15_setup(struct i2c_bus *bus, uint8_t address)
{
    return write_register(bus, address, REGISTER_HIGH_THRESHOLD, MARK);
}

enum pad_state ads1x15_restarted(struct i2c_bus *bus, uint8_t address, bool *lost)
{
    unsigned mark = 0;
    enum pad_state state = read_register(bus, address, REGISTER_HIGH_THRESHOLD, &mark);
    *lost = mark != MARK;
    return state;
}

enum pad_state ads1x15_busy(struct i2c_bus *bus, uint8_t address, bool *converting)
{
    unsigned config = 0;
    enum pad_state state = read_register(bus, address, REGISTER_CONFIG, &config);
    *converting = !(config & CONFIG_START);
    return state;
}

static unsigned config_of(unsigned input, unsigned rate)
{
    return CONFIG_START | CONFIG_INPUT_0 | input << CONFIG_INPUT_SHIFT | CONFIG_4_096_V |
           CONFIG_SINGLE_SHOT | rate | CONFIG_NO_COMPARATOR;
}

enum pad_state ads1x15_start(struct i2c_bus *bus, uint8_t address, unsigned input, unsigned rate)
{
    return write_register(bus, address, REGISTER_CONFIG, config_of(input, rate));
}

/* The old result stays readable until the new conversion ends, so that one call can start the next
 * input and get the value of the last one. */
enum pad_state ads1x15_fetch(struct i2c_bus *bus, uint8_t address, unsigned next, unsigned rate,
                             int32_t *word)
{
    unsigned config = config_of(next, rate);
    uint8_t start[] = {REGISTER_CONFIG, (uint8_t)(config >> 8), (uint8_t)(config & 0xff)};
    uint8_t pointer = REGISTER_CONVERSION;
    uint8_t value[2] = {0};
    struct bus_message messages[] = {
        {start, sizeof start, false}, {&pointer, 1, false}, {value, sizeof value, true}};
    unsigned skipped = next == NO_INPUT ? 1 : 0;
    enum bus_result result = bus_transfer(bus, address, messages + skipped, 3 - skipped);
    *word = (int16_t)(uint16_t)(value[0] << 8 | value[1]);
    return adc_state(result);
}
