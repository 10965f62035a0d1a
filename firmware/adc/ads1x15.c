/* ADS1115 and ADS1015 (TI SBAS444, SBAS473) in single-shot mode: four inputs, 16 or 12 bit. */
#include "adc/adc.h"

#include "base/clock.h"

enum {
    REGISTER_CONVERSION = 0,
    REGISTER_CONFIG = 1,
    REGISTER_HIGH_THRESHOLD = 3,

    CONFIG_START = 0x8000, /* written: convert once; read: nothing is being converted */
    CONFIG_INPUT_0 = 0x4000,
    CONFIG_INPUT_SHIFT = 12,
    CONFIG_4_096_V = 0x0200,
    CONFIG_SINGLE_SHOT = 0x0100,
    CONFIG_FASTEST_1115 = 0x00e0, /* 860 a second */
    /* 2400 a second: at the fastest, 3300, a conversion could end before the transfer that started
     * it on a bus of 100 kHz has read the one before. */
    CONFIG_FAST_1015 = 0x00a0,
    CONFIG_NO_COMPARATOR = 0x0003,

    /* With the comparator off the thresholds do nothing. A brown-out sets the high one to 0x7fff,
     * so that another value in it tells whether the chip restarted. */
    MARK = 0x7fef,

    /* Noise around zero volts. A single-ended input cannot say less. */
    BELOW_ZERO_1115 = -64,
    BELOW_ZERO_1015 = -4,
};

/* Oscillators are within 10 % of nominal; a chip wakes up in 25 us, up to 110 were seen, and 5 are
 * for rounding. */
#define SHORTEST_NS(hz) ((int64_t)(NS_PER_S / 1.1 / (hz)))
#define LONGEST_NS(hz) ((int64_t)(NS_PER_S / 0.9 / (hz)) + 115 * NS_PER_US)

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

static enum pad_state setup(struct i2c_bus *bus, uint8_t address)
{
    return write_register(bus, address, REGISTER_HIGH_THRESHOLD, MARK);
}

static enum pad_state restarted(struct i2c_bus *bus, uint8_t address, bool *lost)
{
    unsigned mark = 0;
    enum pad_state state = read_register(bus, address, REGISTER_HIGH_THRESHOLD, &mark);
    *lost = mark != MARK;
    return state;
}

static enum pad_state busy(struct i2c_bus *bus, uint8_t address, bool *converting)
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

/* The old result stays readable until the new conversion ends, so that one call can start the next
 * input and get the value of the last one. */
static enum pad_state fetch_word(struct i2c_bus *bus, uint8_t address, unsigned next, unsigned rate,
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

static enum pad_state start_1115(struct i2c_bus *bus, uint8_t address, unsigned input)
{
    return write_register(bus, address, REGISTER_CONFIG, config_of(input, CONFIG_FASTEST_1115));
}

static enum pad_state fetch_1115(struct i2c_bus *bus, uint8_t address, unsigned input,
                                 unsigned next, int32_t *counts)
{
    (void)input;
    int32_t word = 0;
    enum pad_state state = fetch_word(bus, address, next, CONFIG_FASTEST_1115, &word);
    if (state == PAD_VALID && word < BELOW_ZERO_1115)
        return PAD_NONSENSE;
    *counts = word < 0 ? 0 : word;
    return state;
}

static enum pad_state start_1015(struct i2c_bus *bus, uint8_t address, unsigned input)
{
    return write_register(bus, address, REGISTER_CONFIG, config_of(input, CONFIG_FAST_1015));
}

/* Twelve bits, at the top of the word; the four below them are always zero. */
static enum pad_state fetch_1015(struct i2c_bus *bus, uint8_t address, unsigned input,
                                 unsigned next, int32_t *counts)
{
    (void)input;
    int32_t word = 0;
    enum pad_state state = fetch_word(bus, address, next, CONFIG_FAST_1015, &word);
    if (state == PAD_VALID && (word % 16 != 0 || word / 16 < BELOW_ZERO_1015))
        return PAD_NONSENSE;
    *counts = word < 0 ? 0 : word / 16;
    return state;
}

enum { BITS_TO_START = 37, BITS_TO_VALUE = 66, BITS_OF_FETCH = 85, BITS_OF_START = 38 };

const struct adc_kind ads1115_kind = {
    .name = "ads1115",
    .inputs = 4,
    .full_scale = 32767,
    .full_scale_v = 4.096,
    .nominal_hz = 860,
    .shortest_ns = SHORTEST_NS(860),
    .longest_ns = LONGEST_NS(860),
    .bits_to_start = BITS_TO_START,
    .bits_to_value = BITS_TO_VALUE,
    .bits_of_fetch = BITS_OF_FETCH,
    .bits_of_start = BITS_OF_START,
    .harmless = REGISTER_CONVERSION,
    .setup = setup,
    .start = start_1115,
    .fetch = fetch_1115,
    .busy = busy,
    .restarted = restarted,
};

const struct adc_kind ads1015_kind = {
    .name = "ads1015",
    .inputs = 4,
    .full_scale = 2047,
    .full_scale_v = 4.096,
    .nominal_hz = 2400,
    .shortest_ns = SHORTEST_NS(2400),
    .longest_ns = LONGEST_NS(2400),
    .bits_to_start = BITS_TO_START,
    .bits_to_value = BITS_TO_VALUE,
    .bits_of_fetch = BITS_OF_FETCH,
    .bits_of_start = BITS_OF_START,
    .harmless = REGISTER_CONVERSION,
    .setup = setup,
    .start = start_1015,
    .fetch = fetch_1015,
    .busy = busy,
    .restarted = restarted,
};
