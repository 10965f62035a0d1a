#include "sim/sim_ads1x15.h"

#include "base/clock.h"
#include "base/random.h"

#include <math.h>
#include <stdlib.h>

enum {
    CONVERSION,
    CONFIG,
    LOW_THRESHOLD,
    HIGH_THRESHOLD,
    REGISTERS,

    CONFIG_OS = 0x8000,
    CONFIG_SINGLE_SHOT = 0x0100,
    CONFIG_AT_POWER_ON = 0x0583,
    GENERAL_CALL_RESET = 0x06,
};

struct sim_ads1x15 {
    struct sim_chip chip;
    struct sim_input input;
    struct sim_oscillator oscillator;
    const int *rates;
    unsigned unused_bits; /* at the low end of a result */
    uint8_t pointer;
    uint8_t high_byte; /* of a register being written */
    uint16_t registers[REGISTERS];
    uint16_t reading; /* the register as it was when its read began */
    bool converting;
    bool frozen;
    uint16_t converting_config;
    int64_t done_ns;
    uint64_t refused;
};

static struct sim_ads1x15 *ads_of(struct sim_chip *chip)
{
    return (struct sim_ads1x15 *)chip;
}

static int64_t period_ns(const struct sim_ads1x15 *ads, uint16_t config)
{
    return (int64_t)(NS_PER_S * (1.0 + ads->oscillator.error) / ads->rates[config >> 5 & 7]);
}

static double input_volts(struct sim_ads1x15 *ads, unsigned input, int64_t time_ns)
{
    return ads->input.volts(ads->input.self, input, time_ns);
}

/* Multiplexer codes 0-3 are differential, 4-7 an input against ground. */
static double selected_volts(struct sim_ads1x15 *ads, int64_t time_ns)
{
    static const unsigned pairs[4][2] = {{0, 1}, {0, 3}, {1, 3}, {2, 3}};
    unsigned code = ads->converting_config >> 12 & 7;
    if (code >= 4)
        return input_volts(ads, code - 4, time_ns);
    return input_volts(ads, pairs[code][0], time_ns) - input_volts(ads, pairs[code][1], time_ns);
}

static uint16_t convert(struct sim_ads1x15 *ads, int64_t time_ns)
{
    static const double full_scale_v[8] = {6.144, 4.096, 2.048, 1.024, 0.512, 0.256, 0.256, 0.256};
    double range = full_scale_v[ads->converting_config >> 9 & 7];
    double steps = floor(selected_volts(ads, time_ns) / range * 0x8000 + 0.5);
    steps = fmin(fmax(steps, -0x8000), 0x7fff);
    return (uint16_t)((unsigned)(int)steps >> ads->unused_bits << ads->unused_bits);
}

static void begin_conversion(struct sim_ads1x15 *ads, int64_t time_ns)
{
    ads->converting = true;
    ads->converting_config = ads->registers[CONFIG];
    ads->done_ns = time_ns + period_ns(ads, ads->converting_config);
}

/* Everything that happened inside the chip up to now. */
static void catch_up(struct sim_ads1x15 *ads, int64_t time_ns)
{
    while (ads->converting && !ads->frozen && time_ns >= ads->done_ns) {
        ads->registers[CONVERSION] = convert(ads, ads->done_ns);
        ads->converting = false;
        if (!(ads->registers[CONFIG] & CONFIG_SINGLE_SHOT))
            begin_conversion(ads, ads->done_ns);
    }
}

static int64_t wake_up_ns(struct sim_oscillator *oscillator)
{
    int64_t wake_ns = oscillator->wake_ns;
    wake_ns += (int64_t)((double)oscillator->wake_jitter_ns * random_unit(&oscillator->seed));
    if (oscillator->rarely > 0 && random_unit(&oscillator->seed) < oscillator->rarely)
        wake_ns += oscillator->rare_wake_ns;
    return wake_ns;
}

/* During a single-shot conversion nothing is taken in; in continuous mode a new config waits for
 * the running conversion to end. */
static void write_config(struct sim_ads1x15 *ads, uint16_t value, int64_t time_ns)
{
    bool was_single = ads->registers[CONFIG] & CONFIG_SINGLE_SHOT;
    if (ads->converting && was_single) {
        ads->refused++;
        if (ads->oscillator.shows_refused)
            ads->registers[CONFIG] = value & (uint16_t)~CONFIG_OS;
        return;
    }
    ads->registers[CONFIG] = value & (uint16_t)~CONFIG_OS;
    if (ads->converting)
        return;
    if (value & CONFIG_OS || !(value & CONFIG_SINGLE_SHOT)) {
        begin_conversion(ads, time_ns + wake_up_ns(&ads->oscillator));
    }
}

/* What is below a result's lowest bit cannot be written: zeros in the low threshold, ones in the
 * high one. */
static void write_threshold(struct sim_ads1x15 *ads, uint16_t value)
{
    uint16_t fixed = (uint16_t)((1U << ads->unused_bits) - 1);
    value &= (uint16_t)~fixed;
    ads->registers[ads->pointer] = ads->pointer == HIGH_THRESHOLD ? value | fixed : value;
}

static bool address(struct sim_chip *chip, bool read, int64_t time_ns)
{
    (void)read;
    catch_up(ads_of(chip), time_ns);
    return true;
}

static void write(struct sim_chip *chip, unsigned index, uint8_t byte, int64_t time_ns)
{
    struct sim_ads1x15 *ads = ads_of(chip);
    catch_up(ads, time_ns);
    if (index == 0)
        ads->pointer = byte & 3;
    else if (index == 1)
        ads->high_byte = byte;
    else if (index == 2 && ads->pointer == CONFIG)
        write_config(ads, (uint16_t)(ads->high_byte << 8 | byte), time_ns);
    else if (index == 2 && ads->pointer != CONVERSION)
        write_threshold(ads, (uint16_t)(ads->high_byte << 8 | byte));
}

static uint8_t read(struct sim_chip *chip, unsigned index, int64_t time_ns)
{
    struct sim_ads1x15 *ads = ads_of(chip);
    catch_up(ads, time_ns);
    if (index == 0) {
        ads->reading = ads->registers[ads->pointer];
        if (ads->pointer == CONFIG && !ads->converting)
            ads->reading |= CONFIG_OS;
    }
    return index == 0 ? (uint8_t)(ads->reading >> 8)
                      : (index == 1 ? (uint8_t)(ads->reading & 0xff) : 0xff);
}

static void power_on(struct sim_chip *chip, int64_t time_ns)
{
    (void)time_ns;
    struct sim_ads1x15 *ads = ads_of(chip);
    ads->pointer = CONVERSION;
    ads->registers[CONVERSION] = 0;
    ads->registers[CONFIG] = CONFIG_AT_POWER_ON;
    ads->registers[LOW_THRESHOLD] = 0x8000;
    ads->registers[HIGH_THRESHOLD] = 0x7fff;
    ads->converting = false;
}

/* A reset is as if the power had gone and come. */
static void general_call(struct sim_chip *chip, uint8_t byte, int64_t time_ns)
{
    if (byte == GENERAL_CALL_RESET)
        power_on(chip, time_ns);
}

static void close_chip(struct sim_chip *chip)
{
    free(chip);
}

static const struct sim_chip_ops ads1x15_ops = {
    .address = address,
    .write = write,
    .read = read,
    .power_on = power_on,
    .general_call = general_call,
    .close = close_chip,
};

struct sim_chip *sim_ads1x15_open(struct sim_input input, struct sim_oscillator oscillator,
                                  const int rates[8], unsigned unused_bits)
{
    struct sim_ads1x15 *ads = calloc(1, sizeof *ads);
    if (!ads)
        return NULL;
    ads->chip.ops = &ads1x15_ops;
    ads->input = input;
    ads->oscillator = oscillator;
    ads->rates = rates;
    ads->unused_bits = unused_bits;
    power_on(&ads->chip, 0);
    return &ads->chip;
}

void sim_ads1x15_freeze(struct sim_chip *chip, bool frozen)
{
    ads_of(chip)->frozen = frozen;
}

void sim_ads1x15_set_error(struct sim_chip *chip, double error)
{
    ads_of(chip)->oscillator.error = error;
}

uint64_t sim_ads1x15_refused(const struct sim_chip *chip)
{
    return ((const struct sim_ads1x15 *)chip)->refused;
}
