/* matstation probe: what is on the bus, and how fast and how well it can be read. */
#include "app/bus.h"
#include "app/commands.h"
#include "app/options.h"
#include "app/probe_report.h"
#include "app/stop.h"
#include "app/wires.h"

#include "adc/find.h"
#include "adc/wiring.h"
#include "board/sampling.h"
#include "bus/i2c_linux.h"
#include "load/load.h"
#include "sim/machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_FRAMES = 500, SETTLED_AT_LATEST = 200 };

struct options {
    const char *bus, *chips, *mat;
    double rate_hz;
    uint64_t frames; /* 0: until stopped */
    bool csv, simulated;
};

struct probe {
    struct options options;
    const struct app *app;
    struct clock clock;
    struct i2c_bus *bus;
    struct machine *machine;
    struct wire wires[PADS_MAX];
    unsigned pads;
    struct wiring wiring;
    struct sampling *sampling;
    int stop;
    bool stopped;
    struct frame frame;
    struct probe_tally tally;
};

static void usage(FILE *to)
{
    fputs("Usage: matstation probe [OPTION]...\n"
          "Finds the converters on an I2C bus, reads them, and says how fast and how well.\n"
          "\n"
          "  --bus PATH       the bus; otherwise /dev/i2c-1\n"
          "  --chips LIST     ads1115@0x48,ads7828@0x49,... instead of what is found;\n"
          "                   behind a switch tca9548a@0x70.3/ads1115@0x48\n"
          "  --mat ID|FILE    the chips and pads of a mat\n"
          "  --rate HZ        frames per second; otherwise as fast as it goes\n"
          "  --frames N       end after N frames; otherwise 500, with --csv never\n"
          "  --csv            raw counts on standard output, the report on standard error\n"
          "  --sim            simulated chips in place of the bus\n",
          to);
}

static int take(struct options *options, int option, const char *text, struct error *error)
{
    switch (option) {
    case 'b': options->bus = text; return 0;
    case 'c': options->chips = text; return 0;
    case 'm': options->mat = text; return 0;
    case 'r': return options_number("rate", text, 0.001, 1000, &options->rate_hz, error);
    case 'n': return options_whole("frames", text, 1, &options->frames, error);
    case 'v': options->csv = true; return 0;
    case 's': options->simulated = true; return 0;
    default: return -1;
    }
}

/* EXIT_DONE: go on; -1: help was printed. */
static int read_options(struct options *options, int argc, char **argv, struct error *error)
{
    static const struct option known[] = {
        {"bus", required_argument, NULL, 'b'},
        {"chips", required_argument, NULL, 'c'},
        {"mat", required_argument, NULL, 'm'},
        {"rate", required_argument, NULL, 'r'},
        {"frames", required_argument, NULL, 'n'},
        {"csv", no_argument, NULL, 'v'},
        {"sim", no_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    *options = (struct options){.bus = "/dev/i2c-1"};
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        if (option == 'h') {
            usage(stdout);
            return -1;
        }
        if (take(options, option, optarg, error) < 0)
            return EXIT_USAGE;
    }
    if (options_rest(argc, argv, NULL, error))
        return EXIT_USAGE;
    if (options->chips && options->mat) {
        error_set(error, "probe: either --chips or --mat");
        return EXIT_USAGE;
    }
    if (!options->frames && !options->csv)
        options->frames = DEFAULT_FRAMES;
    return EXIT_DONE;
}

/* Pads are named as the recording format wants them: chip@address.input. */
static int wire_chips(struct probe *probe, const char *chips, struct error *error)
{
    int pads = wiring_all_inputs(chips, probe->wires, PADS_MAX, error);
    if (pads < 0)
        return EXIT_USAGE;
    probe->pads = (unsigned)pads;
    return EXIT_DONE;
}

static int wire_found(struct probe *probe, struct error *error)
{
    enum { LIST = CHIPS_MAX * (CHIP_NAME_MAX + 1) };
    char names[CHIPS_MAX][CHIP_NAME_MAX];
    char list[LIST] = "";
    enum bus_result failure = BUS_DONE;
    int found = adc_find(probe->bus, names, CHIPS_MAX, &failure);
    if (found < 0)
        bus_complain(probe->options.bus, failure, error);
    if (found == 0)
        error_set(error, "no converter answers on %s; are power, SDA and SCL wired?",
                  probe->options.bus);
    if (found <= 0)
        return EXIT_FAILED;
    FILE *to = probe->options.csv ? stderr : stdout;
    fprintf(to, "found on %s:", probe->options.bus);
    size_t used = 0;
    for (int i = 0; i < found; i++) {
        fprintf(to, " %s", names[i]);
        used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", i ? "," : "", names[i]);
    }
    fprintf(to, "\n");
    return wire_chips(probe, list, error);
}

static int wire_named_mat(struct probe *probe, const char *name, struct error *error)
{
    struct mat *mat = calloc(1, sizeof *mat);
    int status = EXIT_USAGE;
    if (!mat) {
        error_set(error, "no memory for a mat");
    } else if (load_mat(probe->app->assets, name, mat, error) == 0) {
        wire_mat(probe->wires, mat);
        probe->pads = mat->pads;
        status = EXIT_DONE;
    }
    free(mat);
    return status;
}

/* What the options name; what they do not is found on the bus later. */
static int wire_named(struct probe *probe, struct error *error)
{
    const struct options *options = &probe->options;
    if (options->mat)
        return wire_named_mat(probe, options->mat, error);
    if (options->chips)
        return wire_chips(probe, options->chips, error);
    return options->simulated ? wire_named_mat(probe, "small", error) : EXIT_DONE;
}

static int sort_wires(struct probe *probe, struct error *error)
{
    if (wiring_read(probe->wires, probe->pads, &probe->wiring, error) < 0)
        return EXIT_USAGE;
    if (probe->pads > 0 && probe->wiring.chips == 0) {
        error_set(error, "the mat \"%s\" names no chips", probe->options.mat);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int open_bus(struct probe *probe, struct error *error)
{
    probe->bus = i2c_linux_open(probe->options.bus);
    if (!probe->bus) {
        error_set(error, "no memory for the bus");
        return EXIT_FAILED;
    }
    enum bus_result found = bus_recover(probe->bus);
    if (found != BUS_DONE) {
        bus_complain(probe->options.bus, found, error);
        return EXIT_FAILED;
    }
    if (probe->pads > 0)
        return EXIT_DONE;
    int status = wire_found(probe, error);
    return status == EXIT_DONE ? sort_wires(probe, error) : status;
}

/* Loads that differ from pad to pad, so that there is something to see. */
static int simulate(struct probe *probe, struct error *error)
{
    float force_n[PADS_MAX];
    for (unsigned i = 0; i < PADS_MAX; i++)
        force_n[i] = 20.0F + 5.0F * (float)(i % 16);
    probe->machine = machine_open(&probe->wiring, 400000, 1, probe->clock, error);
    if (!probe->machine)
        return EXIT_FAILED;
    machine_set_forces(probe->machine, force_n, probe->pads);
    probe->bus = machine_bus(probe->machine);
    return EXIT_DONE;
}

static int open_probe(struct probe *probe, struct error *error)
{
    probe->clock = clock_monotonic();
    probe->stop = stop_open(error);
    if (probe->stop < 0)
        return EXIT_FAILED;
    int status = wire_named(probe, error);
    if (status == EXIT_DONE)
        status = sort_wires(probe, error);
    if (status == EXIT_DONE)
        status = probe->options.simulated ? simulate(probe, error) : open_bus(probe, error);
    if (status != EXIT_DONE)
        return status;
    probe->sampling = sampling_open(&(struct sampling_options){.wiring = &probe->wiring,
                                                               .bus = probe->bus,
                                                               .clock = probe->clock,
                                                               .rate_hz = probe->options.rate_hz,
                                                               .threaded = true},
                                    error);
    return probe->sampling ? EXIT_DONE : EXIT_FAILED;
}

static void close_probe(struct probe *probe)
{
    sampling_close(probe->sampling);
    if (probe->machine)
        machine_close(probe->machine);
    else
        bus_close(probe->bus);
    if (probe->stop >= 0)
        stop_close(probe->stop);
}

static void print_header(const struct probe *probe)
{
    bool named = probe->options.mat || probe->options.simulated;
    printf("time_s");
    for (unsigned i = 0; i < probe->pads; i++) {
        const struct wire *wire = &probe->wires[i];
        if (named && !probe->options.chips)
            printf(",%s", wire->pad);
        else
            printf(",%s.%u", wire->chip, wire->input);
    }
    putchar('\n');
}

static void print_row(const struct frame *frame, int64_t first_ns)
{
    printf("%.6f", (double)(frame->time_ns - first_ns) / NS_PER_S);
    for (unsigned i = 0; i < frame->pads; i++) {
        if (frame->state[i] == PAD_VALID)
            printf(",%.0f", (double)frame->value[i]);
        else
            putchar(',');
    }
    putchar('\n');
}

static bool wants_more(struct probe *probe)
{
    uint64_t frames = probe->options.frames;
    probe->stopped = stop_wanted(probe->stop);
    return !(frames && probe->tally.frames >= frames) && !probe->stopped && !ferror(stdout);
}

/* Converters that convert in the background are slower until their own rates are learned. */
static bool learned(const struct probe *probe, const struct machine_health *health)
{
    for (unsigned i = 0; i < probe->wiring.chips; i++)
        if (probe->wiring.chip[i].kind->nominal_hz > 0 && !(health->chip[i].rate_hz > 0))
            return false;
    return true;
}

static void settle(struct probe *probe)
{
    struct probe_tally *tally = &probe->tally;
    struct machine_health *health = &tally->health;
    sampling_health(probe->sampling, health);
    bool begun = health->chips > 0;
    if (tally->frames >= SETTLED_AT_LATEST || (begun && learned(probe, health)))
        probe_tally_settle(tally, health);
}

static void stream(struct probe *probe)
{
    struct probe_tally *tally = &probe->tally;
    if (probe->options.csv)
        print_header(probe);
    while (wants_more(probe)) {
        if (!sampling_next_frame(probe->sampling, &probe->frame)) {
            clock_sleep_until_ns(&probe->clock, clock_now_ns(&probe->clock) + 2 * NS_PER_MS);
            continue;
        }
        probe_tally_add(tally, &probe->frame);
        if (!tally->settled_frames)
            settle(probe);
        if (probe->options.csv)
            print_row(&probe->frame, tally->first_ns);
    }
    sampling_health(probe->sampling, &tally->health);
}

static int report(struct probe *probe, struct error *error)
{
    FILE *to = probe->options.csv ? stderr : stdout;
    probe_report(to, &probe->tally, &probe->wiring, probe->wires);
    if (probe->tally.valid || probe->stopped)
        return EXIT_DONE;
    error_set(error, "not one value could be read");
    return EXIT_FAILED;
}

int command_probe(const struct app *app, int argc, char **argv)
{
    struct error error = {""};
    struct probe *probe = calloc(1, sizeof *probe);
    if (!probe) {
        log_line(app->log, LOG_ERROR, "no memory");
        return EXIT_FAILED;
    }
    probe->app = app;
    probe->stop = -1;
    int status = read_options(&probe->options, argc, argv, &error);
    if (status < 0) {
        free(probe);
        return EXIT_DONE;
    }
    if (status == EXIT_DONE)
        status = open_probe(probe, &error);
    if (status == EXIT_DONE) {
        stream(probe);
        status = report(probe, &error);
    }
    if (status != EXIT_DONE)
        log_line(app->log, LOG_ERROR, "%s", error.text);
    close_probe(probe);
    free(probe);
    return status;
}
