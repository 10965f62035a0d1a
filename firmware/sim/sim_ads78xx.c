#include "sim/sim_ads78xx.h"

#include "base/clock.h"

#include <math.h>
#include <stdlib.h>

enum {
    SINGLE_ENDED = 0x80,
    REFERENCE_ON = 0x08,
};

/* The reference, switched on, rises to its value as its capacitor is charged; what that kept
 * through a short loss of power is where it begins. It is within half a step of twelve bits
 * after 1.2 ms. Switched off, with none outside, it measures against nothing: whatever is above
 * zero is at full scale. */
static const double reference_v = 2.5;
static const double kept_v = 2.0;
static const double rises_in_ns = 1.2e6 / 7.5;

struct sim_ads78xx {
    struct sim_chip chip;
    struct sim_input input;
    unsigned bits;
    uint8_t command;
    bool asked;           /* a command came that no read has followed yet */
    int64_t reference_ns; /* switched on */
    uint16_t result;
};

static struct sim_ads78xx *ads_of(struct sim_chip *chip)
{
    return (struct sim_ads78xx *)chip;
}

/* Single-ended codes count the inputs 0 2 4 6 1 3 5 7; the differential ones are pairs, the even
 * input against the odd one, or the other way round. */
static double selected_volts(struct sim_ads78xx *ads, int64_t time_ns)
{
    unsigned code = ads->command >> 4 & 7;
    unsigned even = (code & 3) * 2;
    unsigned wanted = even + (code >> 2);
    double volts = ads->input.volts(ads->input.self, wanted, time_ns);
    if (ads->command & SINGLE_ENDED)
        return volts;
    return volts - ads->input.volts(ads->input.self, wanted ^ 1U, time_ns);
}

static void convert(struct sim_ads78xx *ads, int64_t time_ns)
{
    double most = (double)(1U << ads->bits) - 1;
    double on_ns = (double)(time_ns - ads->reference_ns);
    double volts_now = reference_v - (reference_v - kept_v) * exp(-on_ns / rises_in_ns);
    double volts = selected_volts(ads, time_ns);
    double steps = volts > 0 ? most : 0;
    if (ads->command & REFERENCE_ON)
        steps = floor(volts / volts_now * (most + 1) + 0.5);
    ads->result = (uint16_t)fmin(fmax(steps, 0), most);
}

static bool address(struct sim_chip *chip, bool read, int64_t time_ns)
{
    struct sim_ads78xx *ads = ads_of(chip);
    if (read && ads->asked)
        convert(ads, time_ns);
    ads->asked = ads->asked && !read;
    return true;
}

static void write(struct sim_chip *chip, unsigned index, uint8_t byte, int64_t time_ns)
{
    struct sim_ads78xx *ads = ads_of(chip);
    if (index != 0)
        return;
    if (byte & REFERENCE_ON && !(ads->command & REFERENCE_ON))
        ads->reference_ns = time_ns;
    ads->command = byte;
    ads->asked = true;
}

static uint8_t read(struct sim_chip *chip, unsigned index, int64_t time_ns)
{
    (void)time_ns;
    const struct sim_ads78xx *ads = ads_of(chip);
    if (ads->bits <= 8)
        return index == 0 ? (uint8_t)ads->result : 0xff;
    return index == 0 ? (uint8_t)(ads->result >> 8)
                      : (index == 1 ? (uint8_t)(ads->result & 0xff) : 0xff);
}

static void power_on(struct sim_chip *chip, int64_t time_ns)
{
    (void)time_ns;
    struct sim_ads78xx *ads = ads_of(chip);
    ads->command = 0;
    ads->asked = false;
    ads->result = 0;
}

static void close_chip(struct sim_chip *chip)
{
    free(chip);
}

static const struct sim_chip_ops ads78xx_ops = {
    .address = address,
    .write = write,
    .read = read,
    .power_on = power_on,
    .close = close_chip,
};

struct sim_chip *sim_ads78xx_open(struct sim_input input, unsigned bits)
{
    struct sim_ads78xx *ads = calloc(1, sizeof *ads);
    if (!ads)
        return NULL;
    ads->chip.ops = &ads78xx_ops;
    ads->input = input;
    ads->bits = bits;
    return &ads->chip;
}
