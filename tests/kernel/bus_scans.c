/* Scans over a kernel's I2C bus, four ADS1115 with 16 pads: every value held against the voltage on
 * its own input, while the bus and the chips fail in turn. Runs in the guest of run-kernel. */
#include "adc/find.h"
#include "adc/scan.h"
#include "bus/i2c_linux.h"
#include "kernel/claims.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { PADS = 16, CHIPS = 4, INPUTS = 4 };

struct bench {
    struct clock clock;
    struct wiring wiring;
    struct i2c_bus *bus;
    struct scan *scan;
    struct frame frame;
    double volts[PADS];
    struct claims claims;
};

/* What became of the values of some scans. A machine with much else to do stalls within transfers,
 * and values are then not ready: they are no fault of the bus, and counted apart. How many there
 * are is the machine's affair, so scans are counted that were whole. */
struct outcome {
    unsigned scans, whole;
    unsigned right, wrong;
    unsigned invalid[CHIPS], not_ready[CHIPS];
    unsigned states[PAD_STATES];
    double longest_s;
};

/* One command to the simulator of the bus. */
static void simulator(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void simulator(const char *format, ...)
{
    char line[256], answer[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "/run/i2csim.sock"};
    int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ssize_t length = (ssize_t)strlen(line);
    if (file < 0 || connect(file, (struct sockaddr *)&address, sizeof address) < 0 ||
        write(file, line, (size_t)length) != length || shutdown(file, SHUT_WR) < 0 ||
        read(file, answer, sizeof answer) <= 0 || strncmp(answer, "error", 5) == 0) {
        printf("the simulator did not take: %s\n", line);
        exit(1);
    }
    close(file);
}

static void set_volts(struct bench *bench, double lowest)
{
    for (unsigned i = 0; i < PADS; i++) {
        bench->volts[i] = lowest + 0.1 * i;
        simulator("set 0x%x %u %g", 0x48 + i / INPUTS, i % INPUTS, bench->volts[i]);
    }
}

static void scan_once(struct bench *bench, struct outcome *outcome)
{
    int64_t before = clock_now_ns(&bench->clock);
    if (!scan_run(bench->scan, &bench->frame))
        clock_sleep_until_ns(&bench->clock, before + 10 * NS_PER_MS);
    double took_s = (double)(clock_now_ns(&bench->clock) - before) / NS_PER_S;
    outcome->longest_s = fmax(outcome->longest_s, took_s);
    unsigned right = outcome->right;
    for (unsigned i = 0; i < PADS; i++) {
        float expected = (float)floor(bench->volts[i] / 4.096 * 32768 + 0.5);
        outcome->states[bench->frame.state[i]]++;
        if (bench->frame.state[i] == PAD_NOT_READY)
            outcome->not_ready[i / INPUTS]++;
        else if (bench->frame.state[i] != PAD_VALID)
            outcome->invalid[i / INPUTS]++;
        else if (bench->frame.value[i] < expected || bench->frame.value[i] > expected)
            outcome->wrong++;
        else
            outcome->right++;
    }
    outcome->scans++;
    outcome->whole += outcome->right - right == PADS;
}

static struct outcome scans(struct bench *bench, unsigned count)
{
    struct outcome outcome = {0};
    while (count--)
        scan_once(bench, &outcome);
    return outcome;
}

/* Scans until so many were whole; at most ten times as many. */
static struct outcome whole_scans(struct bench *bench, unsigned wanted)
{
    struct outcome outcome = {0};
    while (outcome.whole < wanted && outcome.scans < 10 * wanted)
        scan_once(bench, &outcome);
    return outcome;
}

static unsigned invalid_besides(const struct outcome *outcome, unsigned chip)
{
    unsigned sum = 0;
    for (unsigned i = 0; i < CHIPS; i++)
        if (i != chip)
            sum += outcome->invalid[i];
    return sum;
}

/* Every value that came was its own pad's, none was missing for a fault, and so many scans were
 * whole. */
static void claim_values(struct bench *bench, const struct outcome *outcome, unsigned whole,
                         const char *sentence)
{
    unsigned invalid = invalid_besides(outcome, CHIPS), not_ready = 0;
    for (unsigned i = 0; i < CHIPS; i++)
        not_ready += outcome->not_ready[i];
    bool holds = outcome->wrong == 0 && invalid == 0 && outcome->whole >= whole;
    if (!holds)
        printf("     (%u scans, %u of them whole; values: %u right, %u wrong, %u not ready, %u "
               "invalid)\n",
               outcome->scans, outcome->whole, outcome->right, outcome->wrong, not_ready, invalid);
    claim(&bench->claims, holds, sentence);
}

/* Scans until all values are right again; in seconds, or more than limit_s. */
static double recovery_s(struct bench *bench, double limit_s, struct outcome *outcome)
{
    int64_t began = clock_now_ns(&bench->clock);
    double passed_s;
    do {
        unsigned whole = outcome->whole;
        scan_once(bench, outcome);
        passed_s = (double)(clock_now_ns(&bench->clock) - began) / NS_PER_S;
        if (outcome->whole > whole)
            return passed_s;
    } while (passed_s <= limit_s);
    return passed_s;
}

static void open_scan(struct bench *bench, bool ahead)
{
    scan_close(bench->scan);
    bench->scan = scan_open(&bench->wiring, bench->bus, bench->clock, ahead);
    scans(bench, 10); /* how slow this machine is has to be found out first */
}

static void check_values(struct bench *bench, bool ahead)
{
    open_scan(bench, ahead);
    set_volts(bench, 0.2);
    scans(bench, 1); /* conversions may have been under way */
    struct outcome outcome = whole_scans(bench, 40);
    claim_values(bench, &outcome, 40,
                 ahead ? "as fast as it goes, every value of 40 whole scans is its own pad's"
                       : "at a planned rate, every value of 40 whole scans is its own pad's");
    outcome = (struct outcome){0};
    while (outcome.whole < 10 && outcome.scans < 100) {
        set_volts(bench, 0.2 + 0.15 * (outcome.scans % 10));
        scans(bench, ahead);
        scan_once(bench, &outcome);
    }
    claim_values(bench, &outcome, 10,
                 ahead ? "one scan later, no value is older than the scan"
                       : "after a change of all inputs no value is an old one");
}

/* Transfers that failed so until now. */
static uint64_t failures(const struct bench *bench, enum pad_state state)
{
    struct machine_health health;
    scan_health(bench->scan, &health);
    uint64_t sum = 0;
    for (unsigned i = 0; i < CHIPS; i++)
        sum += health.chip[i].failures[state];
    return sum;
}

static void check_nack(struct bench *bench)
{
    uint64_t before = failures(bench, PAD_NACK);
    simulator("nak 0x49 1");
    struct outcome outcome = scans(bench, 10);
    claim(&bench->claims, failures(bench, PAD_NACK) == before + 1,
          "one refused transfer is counted as one");
    claim(&bench->claims, outcome.wrong == 0 && outcome.invalid[1] <= 2,
          "one refused transfer costs at most two values");
    claim(&bench->claims, invalid_besides(&outcome, 1) == 0, "and none of another chip");
    simulator("nak 0x49 -1");
    outcome = scans(bench, 30);
    claim(&bench->claims,
          outcome.invalid[1] + outcome.not_ready[1] == 30 * INPUTS &&
              invalid_besides(&outcome, 1) == 0 && outcome.wrong == 0,
          "a chip that came loose loses its own values and no others");
    simulator("nak 0x49 0");
    simulator("reset 0x49");
    outcome = (struct outcome){0};
    claim(&bench->claims, recovery_s(bench, 4, &outcome) < 3 && outcome.wrong == 0,
          "put back, it is read again within three seconds");
}

static void check_bus_errors(struct bench *bench)
{
    uint64_t before = failures(bench, PAD_BUS_ERROR);
    simulator("fail 3");
    struct outcome outcome = scans(bench, 10);
    claim(&bench->claims, failures(bench, PAD_BUS_ERROR) > before, "failed messages are counted");
    unsigned lost = outcome.states[PAD_BUS_ERROR];
    claim(&bench->claims, outcome.wrong == 0 && lost <= 6,
          "three failed messages cost at most two values each");
}

static void check_brown_out(struct bench *bench)
{
    unsigned wrong = 0, lost = 0;
    for (unsigned i = 0; i < 20; i++) {
        simulator("reset 0x48");
        struct outcome outcome = scans(bench, 2);
        wrong += outcome.wrong;
        lost += outcome.invalid[0];
    }
    printf("     (20 brown-outs lost %u values)\n", lost);
    claim(&bench->claims, wrong == 0, "a chip that loses its power never passes a zero on");
}

static void check_frozen(struct bench *bench)
{
    set_volts(bench, 0.2);
    scans(bench, 4);
    simulator("freeze 0x4a 1");
    set_volts(bench, 1.0);
    scans(bench, 1); /* conversions may have ended before */
    struct outcome outcome = scans(bench, 20);
    claim(&bench->claims,
          outcome.wrong == 0 && outcome.invalid[2] + outcome.not_ready[2] > 18 * INPUTS,
          "conversions that do not end give no values, least of all old ones");
    claim(&bench->claims, invalid_besides(&outcome, 2) == 0, "the other chips go on");
    simulator("freeze 0x4a 0");
    outcome = (struct outcome){0};
    claim(&bench->claims, recovery_s(bench, 5, &outcome) < 4 && outcome.wrong == 0,
          "when they end again, so does the fault");
}

static void check_stuck(struct bench *bench)
{
    simulator("hang 1");
    struct outcome outcome = scans(bench, 3);
    claim(&bench->claims, outcome.wrong == 0 && outcome.states[PAD_TIMEOUT] > 0,
          "on a stuck bus values are missing, and the cause is said");
    claim(&bench->claims, outcome.longest_s < 2, "no scan hangs on a stuck bus for two seconds");
    simulator("hang 0");
    outcome = (struct outcome){0};
    claim(&bench->claims, recovery_s(bench, 12, &outcome) < 8 && outcome.wrong == 0,
          "once it is free, all values come back");
}

static void check_unplugged(struct bench *bench)
{
    simulator("detach");
    struct outcome outcome = scans(bench, 40);
    claim(&bench->claims, outcome.right + outcome.wrong <= PADS && outcome.longest_s < 2,
          "an adapter pulled out in the middle ends the values and not the scans");
    simulator("attach");
    outcome = (struct outcome){0};
    claim(&bench->claims, recovery_s(bench, 8, &outcome) < 6 && outcome.wrong == 0,
          "put back, it is found, and all values come back");
}

static void check_smbus(struct bench *bench)
{
    simulator("smbus 1");
    claim(&bench->claims, bus_recover(bench->bus) == BUS_DONE,
          "an adapter that knows only SMBus is opened");
    open_scan(bench, true);
    struct outcome outcome = whole_scans(bench, 30);
    claim_values(bench, &outcome, 30, "over SMBus every pad has its own value");
    simulator("smbus 0");
    bus_recover(bench->bus);
}

static void check_found(struct bench *bench)
{
    char names[CHIPS_MAX][CHIP_NAME_MAX];
    enum bus_result failure;
    int found = adc_find(bench->bus, names, CHIPS_MAX, &failure);
    claim(&bench->claims,
          found == CHIPS && !strcmp(names[0], "ads1115@0x48") && !strcmp(names[3], "ads1115@0x4b"),
          "all four chips are found by looking");
}

int main(void)
{
    static struct bench bench;
    static struct wire wires[PADS];
    struct error error = {""};
    bench.clock = clock_monotonic();
    bench.bus = i2c_linux_open("/dev/i2c-1");
    if (!bench.bus ||
        wiring_all_inputs("ads1115@0x48,ads1115@0x49,ads1115@0x4a,ads1115@0x4b", wires, PADS,
                          &error) != PADS ||
        wiring_read(wires, PADS, &bench.wiring, &error) < 0) {
        puts(error.text);
        return 1;
    }
    check_found(&bench);
    check_values(&bench, true);
    check_values(&bench, false);
    check_nack(&bench);
    check_bus_errors(&bench);
    check_brown_out(&bench);
    check_frozen(&bench);
    check_stuck(&bench);
    check_unplugged(&bench);
    check_smbus(&bench);
    open_scan(&bench, true);
    check_nack(&bench);
    check_brown_out(&bench);
    check_frozen(&bench);
    scan_close(bench.scan);
    bus_close(bench.bus);
    return claims_end(&bench.claims);
}
