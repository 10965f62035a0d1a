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

    /* Of the config's first byte: all but the start and the number of the input. */
    LOOK_FIXED = 0x4f,
    LOOK_OURS = (CONFIG_INPUT_0 | CONFIG_4_096_V | CONFIG_SINGLE_SHOT) >> 8,

    /* Noise around zero volts, in steps of the longest word. A single-ended input cannot say less.
     */
    BELOW_ZERO = 64,
};

/* Whoever used the chip before may have left it converting on its own: then the config that stops
 * it waits for the conversion under way, and so would the first start. */
enum pad_state ads1x15_setup(struct i2c_bus *bus, uint8_t address)
{
    uint8_t mark[] = {REGISTER_HIGH_THRESHOLD, MARK >> 8, MARK & 0xff};
    uint8_t stop[] = {REGISTER_CONFIG, LOOK_OURS, CONFIG_NO_COMPARATOR};
    uint8_t which = REGISTER_CONFIG, first = 0;
    struct bus_message messages[] = {{mark, sizeof mark, false},
                                     {stop, sizeof stop, false},
                                     {&which, 1, false},
                                     {&first, 1, true}};
    enum bus_result result = bus_transfer(bus, address, messages, 4);
    if (result == BUS_DONE && !(first & CONFIG_START >> 8))
        return PAD_NOT_READY;
    return adc_state(result);
}

enum pad_state ads1x15_restarted(struct i2c_bus *bus, uint8_t address, bool *lost)
{
    uint16_t mark = 0;
    enum bus_result result = bus_read_register(bus, address, REGISTER_HIGH_THRESHOLD, &mark);
    *lost = mark != MARK;
    return adc_state(result);
}

/* After power-on the config selects a pair of inputs, and another range. */
enum pad_state ads1x15_look(struct i2c_bus *bus, uint8_t address, bool *busy, unsigned *input)
{
    uint8_t which = REGISTER_CONFIG, first = 0;
    struct bus_message messages[] = {{&which, 1, false}, {&first, 1, true}};
    enum bus_result result = bus_transfer(bus, address, messages, 2);
    *busy = !(first & CONFIG_START >> 8);
    *input = (first & LOOK_FIXED) == LOOK_OURS ? first >> (CONFIG_INPUT_SHIFT - 8) & 3U : NO_INPUT;
    return adc_state(result);
}

static uint16_t config_of(const struct adc_kind *kind, unsigned input)
{
    return (uint16_t)(CONFIG_START | CONFIG_INPUT_0 | input << CONFIG_INPUT_SHIFT | CONFIG_4_096_V |
                      CONFIG_SINGLE_SHOT | kind->config_rate | CONFIG_NO_COMPARATOR);
}

enum pad_state ads1x15_start(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input)
{
    return adc_state(bus_write_register(bus, address, REGISTER_CONFIG, config_of(kind, input)));
}

/* The old result stays readable until the new conversion ends, so that one call can start the next
 * input and get the value of the last one. */
enum pad_state ads1x15_fetch(const struct adc_kind *kind, struct i2c_bus *bus, uint8_t address,
                             unsigned input, unsigned next, int32_t *counts)
{
    (void)input;
    uint16_t config = config_of(kind, next);
    uint8_t start[] = {REGISTER_CONFIG, (uint8_t)(config >> 8), (uint8_t)(config & 0xff)};
    uint8_t pointer = REGISTER_CONVERSION;
    uint8_t value[2] = {0};
    struct bus_message messages[] = {
        {start, sizeof start, false}, {&pointer, 1, false}, {value, sizeof value, true}};
    unsigned skipped = next == NO_INPUT ? 1 : 0;
    enum bus_result result = bus_transfer(bus, address, messages + skipped, 3 - skipped);
    int32_t word = (int16_t)(uint16_t)(value[0] << 8 | value[1]);
    int32_t step = 1 << kind->unused_bits;
    if (result == BUS_DONE && (word % step != 0 || word < -BELOW_ZERO))
        return PAD_NONSENSE;
    *counts = word / step;
    return adc_state(result);
}
