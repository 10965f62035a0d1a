/* How close sampling comes to what bus and converters allow, on the simulated bus in virtual time:
 * exact, and the same each time. Only the CPU time is this machine's. */
#include "rig/sampling_rig.h"

#include <time.h>

enum { FRAMES = 4000, SETTLING_FRAMES = 1000 };

/* The rate that wire and conversions allow. */
struct limit {
    double bus_hz;
    double conversion_s; /* of the slowest chip, start-up included; 0: within the transfer */
    unsigned chips, inputs;
    unsigned bits_a_value;
    unsigned switches; /* a round over all chips */
};

static double limit_hz(const struct limit *limit)
{
    double wire_s = (limit->chips * limit->bits_a_value + limit->switches * 20) / limit->bus_hz;
    return 1 / (limit->inputs * fmax(limit->conversion_s, wire_s));
}

static const double wake_s = 25e-6;

static void print_header(void)
{
    printf("%-46s %8s %8s %6s %6s %6s %8s %8s\n", "sampling, simulated bus, virtual time",
           "frames/s", "limit", "ratio", "wrong", "lost", "bits/val", "calls/val");
}

/* Looks whether a conversion has ended bring no value and are counted apart. */
static void measure_apart(const char *name, const char *chips,
                          const struct sim_oscillator *oscillators, struct limit limit,
                          double step_v, int64_t late_ns)
{
    struct rig *rig = rig_open(chips, limit.bus_hz, oscillators, true);
    rig->step_v = step_v;
    rig->late_ns = late_ns;
    struct rig_tally settling = rig_run(rig, SETTLING_FRAMES);
    struct machine_health before, after;
    scan_health(rig->scan, &before);
    struct rig_tally tally = rig_run(rig, FRAMES);
    tally.wrong += settling.wrong;
    tally.lost += settling.lost;
    scan_health(rig->scan, &after);
    double values = (double)tally.frames * rig->pads;
    double bits = (double)(after.bus_bits - before.bus_bits - (after.look_bits - before.look_bits));
    double calls =
        (double)(after.bus_calls - before.bus_calls - (after.look_calls - before.look_calls));
    double looks = (double)(after.look_calls - before.look_calls) / (double)tally.frames;
    double rate = rig_rate_hz(&tally);
    printf("%-46s %8.2f %8.2f %5.1f%% %6llu %6llu %8.2f %8.3f  + %.3f looks a frame\n", name, rate,
           limit_hz(&limit), 100 * rate / limit_hz(&limit), (unsigned long long)tally.wrong,
           (unsigned long long)tally.lost, bits / values, calls / values, looks);
    rig_close(rig);
}

/* Pads far apart. */
static void measure(const char *name, const char *chips, const struct sim_oscillator *oscillators,
                    struct limit limit)
{
    measure_apart(name, chips, oscillators, limit, 0, 0);
}

/* Every pad leaps from one frame to the next. */
static void measure_moving(const char *name, const char *chips, struct limit limit)
{
    struct rig *rig = rig_open(chips, limit.bus_hz, NULL, true);
    struct rig_tally tally = rig_run(rig, SETTLING_FRAMES);
    const int64_t began_ns = rig->now_ns;
    const uint64_t bits = rig->bus->bits, calls = rig->bus->calls;
    for (unsigned i = 0; i < FRAMES; i++) {
        rig_set_offset(rig, 0.05 * (1 + i % 3));
        const struct rig_tally one = rig_run(rig, 1);
        tally.wrong += one.wrong;
        tally.lost += one.lost;
    }
    const double rate = FRAMES * 1e9 / (double)(rig->now_ns - began_ns);
    const double values = (double)FRAMES * rig->pads;
    printf("%-46s %8.2f %8.2f %5.1f%% %6llu %6llu %8.2f %8.3f\n", name, rate, limit_hz(&limit),
           100 * rate / limit_hz(&limit), (unsigned long long)tally.wrong,
           (unsigned long long)tally.lost, (double)(rig->bus->bits - bits) / values,
           (double)(rig->bus->calls - calls) / values);
    rig_close(rig);
}

#define FOUR(kind) kind "@0x48," kind "@0x49," kind "@0x4a," kind "@0x4b"
#define BRANCH(n, kind)                                                                            \
    "tca9548a@0x70." n "/" kind "@0x48,tca9548a@0x70." n "/" kind "@0x49,"                         \
    "tca9548a@0x70." n "/" kind "@0x4a,tca9548a@0x70." n "/" kind "@0x4b"

static struct sim_oscillator oscillator(double rate_factor, int64_t wake_ns)
{
    return (struct sim_oscillator){.error = 1 / rate_factor - 1, .wake_ns = wake_ns};
}

static void measure_ads1115(void)
{
    struct limit limit = {400000, 1 / 860.0 + wake_s, 4, 4, 85, 0};
    measure("16 pads, 4 x ADS1115, 400 kHz", FOUR("ads1115"), NULL, limit);
    measure_apart("  all pads at the same voltage", FOUR("ads1115"), NULL, limit, 1e-9, 0);
    measure_apart("  sleeps and calls late by some 30 us", FOUR("ads1115"), NULL, limit, 0,
                  20 * NS_PER_US);

    struct sim_oscillator slow[4], mixed[4], fast[4];
    for (unsigned i = 0; i < 4; i++) {
        slow[i] = oscillator(0.9, 25 * NS_PER_US);
        fast[i] = oscillator(1.1, 25 * NS_PER_US);
        mixed[i] = oscillator(0.9 + 0.2 * i / 3, 25 * NS_PER_US);
    }
    limit.conversion_s = 1 / 774.0 + wake_s;
    measure("  all chips 10 % slow", FOUR("ads1115"), slow, limit);
    measure("  chips from -10 % to +10 %", FOUR("ads1115"), mixed, limit);
    limit.conversion_s = 1 / 946.0 + wake_s;
    measure("  all chips 10 % fast", FOUR("ads1115"), fast, limit);
    for (unsigned i = 0; i < 4; i++) {
        slow[i].wake_ns = 25 * NS_PER_US;
        slow[i].wake_jitter_ns = 85 * NS_PER_US;
        slow[i].seed = i;
    }
    limit.conversion_s = 1 / 774.0 + 110e-6;
    measure("  10 % slow, start-up 25 to 110 us at random", FOUR("ads1115"), slow, limit);
    limit = (struct limit){100000, 1 / 860.0 + wake_s, 4, 4, 85, 0};
    measure("16 pads, 4 x ADS1115, 100 kHz", FOUR("ads1115"), NULL, limit);
    limit = (struct limit){400000, 1 / 860.0 + wake_s, 8, 4, 85, 2};
    measure("32 pads, 8 x ADS1115 behind a TCA9548A, 400 kHz",
            BRANCH("0", "ads1115") "," BRANCH("1", "ads1115"), NULL, limit);
}

static void measure_others(void)
{
    struct limit limit = {400000, 1 / 2400.0 + wake_s, 4, 4, 85, 0};
    measure("16 pads, 4 x ADS1015, 400 kHz", FOUR("ads1015"), NULL, limit);
    limit = (struct limit){400000, 0, 4, 8, 48, 0};
    measure("32 pads, 4 x ADS7828, 400 kHz", FOUR("ads7828"), NULL, limit);
    measure_moving("  the same, everything moving", FOUR("ads7828"), limit);
    limit = (struct limit){400000, 0, 4, 8, 39, 0};
    measure("32 pads, 4 x ADS7830, 400 kHz", FOUR("ads7830"), NULL, limit);
    measure_moving("  the same, everything moving", FOUR("ads7830"), limit);
}

/* One transfer in a hundred fails, at any point of it and in any way, for a million frames. */
static void measure_failures(void)
{
    enum { MILLION = 1000000 };
    struct rig *rig = rig_open(FOUR("ads1115"), 400000, NULL, true);
    sim_bus_set_timeout_ns(rig->bus, NS_PER_MS);
    sim_bus_fail_at_random(rig->bus, MILLION / 100, 1);
    struct rig_tally tally = rig_run(rig, MILLION);
    uint64_t failed = sim_bus_failed(rig->bus);
    printf("\n1 %% of transfers failing, %llu frames: %llu failed, %llu values lost (%.3f each, "
           "limit 2), %llu wrong (limit 0)\n",
           (unsigned long long)tally.frames, (unsigned long long)failed,
           (unsigned long long)tally.lost, (double)tally.lost / (double)failed,
           (unsigned long long)tally.wrong);
    rig_close(rig);
}

/* What a dead chip costs the others. */
static void measure_dead_chip(void)
{
    struct rig *rig = rig_open(FOUR("ads1115"), 400000, NULL, true);
    rig_run(rig, SETTLING_FRAMES);
    struct rig_tally whole = rig_run(rig, FRAMES);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 1), true);
    struct rig_tally dead = rig_run(rig, FRAMES);
    sim_bus_unplug_chip(rig->bus, rig_place(rig, 1), false);
    rig_run(rig, SETTLING_FRAMES * 4);
    sim_bus_hang_chip(rig->bus, rig_place(rig, 1), true);
    struct rig_tally hung = rig_run(rig, FRAMES);
    printf("one of four chips dead: the others at %.1f %% of their rate; hanging 20 ms each time: "
           "%.1f %% (limit 95)\n",
           100 * rig_rate_hz(&dead) / rig_rate_hz(&whole),
           100 * rig_rate_hz(&hung) / rig_rate_hz(&whole));
    rig_close(rig);
}

/* A bus that answers at once and at no cost, so that what is left is the sampler's own. */
struct costless_bus {
    struct i2c_bus bus;
    int64_t *now_ns;
    uint8_t pointer[4]; /* a chip each */
    uint8_t config[4];  /* the first byte of each */
    uint16_t result;
};

static enum bus_result costless_transfer(struct i2c_bus *bus, uint8_t address,
                                         struct bus_message *messages, unsigned count)
{
    const unsigned chip = address & 3;
    struct costless_bus *costless = (struct costless_bus *)bus;
    costless->result = (costless->result + 1) & 0x7fff; /* no two answers are the same */
    const uint8_t registers[4][2] = {{(uint8_t)(costless->result >> 8), (uint8_t)costless->result},
                                     {costless->config[chip] | 0x80, 0},
                                     {0, 0},
                                     {0x7f, 0xef}};
    for (unsigned i = 0; i < count; i++) {
        if (messages[i].read)
            memcpy(messages[i].bytes, registers[costless->pointer[chip]], messages[i].length);
        else
            costless->pointer[chip] = messages[i].bytes[0] & 3;
        if (!messages[i].read && messages[i].length > 1)
            costless->config[chip] = messages[i].bytes[1]; /* idle by now */
    }
    *costless->now_ns += (int64_t)bus_bits(messages, count) * 2500;
    return BUS_DONE;
}

static void costless_close(struct i2c_bus *bus)
{
    (void)bus;
}

static void measure_cpu(void)
{
    static const struct i2c_bus_ops ops = {.transfer = costless_transfer, .close = costless_close};
    struct rig *rig = rig_open(FOUR("ads1115"), 400000, NULL, true);
    struct costless_bus costless = {.bus.ops = &ops, .now_ns = &rig->now_ns};
    struct scan *scan = scan_open(&rig->wiring, &costless.bus, rig->clock, true);
    enum { CPU_FRAMES = 20000 };
    struct timespec from, to;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
    for (unsigned i = 0; i < CPU_FRAMES; i++)
        scan_run(scan, &rig->frame);
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
    double spent_ns =
        (double)(to.tv_sec - from.tv_sec) * NS_PER_S + (double)(to.tv_nsec - from.tv_nsec);
    printf("CPU of the sampler without the kernel's part: %.2f us a frame of 16 pads (this "
           "machine)\n",
           spent_ns / CPU_FRAMES / NS_PER_US);
    scan_close(scan);
    rig_close(rig);
}

int main(void)
{
    print_header();
    measure_ads1115();
    measure_others();
    measure_failures();
    measure_dead_chip();
    measure_cpu();
    return 0;
}
