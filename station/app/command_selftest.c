/* matstation selftest: the facts of the test page on the terminal. Changes nothing. */
#include "app/bus.h"
#include "app/commands.h"
#include "app/lateness.h"
#include "app/options.h"
#include "app/probe_report.h"
#include "app/rig.h"
#include "app/stop.h"
#include "app/surroundings.h"
#include "app/wall.h"

#include "signal/signal.h"
#include "store/folder.h"
#include "ui/output.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define TURN_NS (NS_PER_S / 200)
#define CARD_LOW_MB 100.0
#define HOT_CELSIUS 80.0

struct selftest {
    struct run_options options;
    double seconds;
    struct pace pace;
    struct rig rig;
    struct signal *signal;
    int stop;
    bool stopped;
    double looked_s;
    uint64_t frames;
    struct frame frame;
    struct loads loads;
    struct machine_health health;
    unsigned faults;
};

static void usage(FILE *to)
{
    fputs("Usage: matstation selftest [OPTION]...\n"
          "Looks at every part of the machine for some seconds and says how it is.\n"
          "Exit status 1: something is faulty.\n"
          "\n"
          "  --seconds S      how long the pads are looked at; otherwise 3\n"
          "  --mat ID|FILE    the mat; otherwise as the configuration says\n"
          "  --config FILE    wiring; otherwise /etc/matstation.cfg\n"
          "  --data DIR       where the log is kept\n"
          "  --sim            a simulated machine\n",
          to);
}

/* EXIT_DONE: go on; -1: help was printed. */
static int read_options(struct selftest *test, int argc, char **argv, struct error *error)
{
    static const struct option known[] = {
        {"seconds", required_argument, NULL, 't'},
        {"mat", required_argument, NULL, 'm'},
        {"config", required_argument, NULL, 'c'},
        {"data", required_argument, NULL, 'd'},
        {"sim", no_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    test->options = (struct run_options){.seed = 1};
    test->seconds = 3;
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        switch (option) {
        case 't':
            if (options_number("seconds", optarg, 0.5, 3600, &test->seconds, error))
                return EXIT_USAGE;
            break;
        case 'm': test->options.mat = optarg; break;
        case 'c': test->options.config = optarg; break;
        case 'd': test->options.data = optarg; break;
        case 's': test->options.simulated = true; break;
        case 'h': usage(stdout); return -1;
        default: return EXIT_USAGE;
        }
    }
    return options_rest(argc, argv, NULL, error) ? EXIT_USAGE : EXIT_DONE;
}

static int open_test(struct selftest *test, const struct app *app, struct error *error)
{
    test->stop = stop_open(error);
    if (test->stop < 0)
        return EXIT_FAILED;
    pace_start(&test->pace, 1);
    int status = rig_open(&test->rig, app, &test->options, error);
    if (status == EXIT_DONE && !test->options.simulated &&
        bus_check_free(test->rig.config.bus, error))
        status = EXIT_FAILED;
    if (status == EXIT_DONE)
        status = rig_start(&test->rig, app, &test->options, &test->pace, error);
    if (status != EXIT_DONE)
        return status;
    test->signal = signal_open(&test->rig.mat, NULL, error);
    return test->signal ? EXIT_DONE : EXIT_FAILED;
}

static void close_test(struct selftest *test)
{
    signal_close(test->signal);
    rig_close(&test->rig);
    if (test->stop >= 0)
        stop_close(test->stop);
}

static void watch(struct selftest *test)
{
    struct board *board = test->rig.board;
    int64_t now = clock_now_ns(&test->pace.clock);
    int64_t began = now, until = now + (int64_t)(test->seconds * NS_PER_S);
    struct press press;
    while (now < until && !test->stopped) {
        clock_sleep_until_ns(&test->pace.clock, now + TURN_NS);
        now = clock_now_ns(&test->pace.clock);
        board->ops->step(board, now);
        while (board->ops->next_frame(board, &test->frame)) {
            test->frames++;
            signal_step(test->signal, &test->frame, &test->loads);
        }
        while (board->ops->next_press(board, &press))
            ;
        board->ops->health(board, &test->health);
        test->stopped = stop_wanted(test->stop);
    }
    test->looked_s = (double)(now - began) / NS_PER_S;
}

/* One line; a fault is marked, and counted. */
static void say(struct selftest *test, bool well, const char *what, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
static void say(struct selftest *test, bool well, const char *what, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    printf("%-6s %-12s ", well ? "" : "FAULT", what);
    vprintf(format, arguments);
    putchar('\n');
    va_end(arguments);
    test->faults += !well;
}

static void say_bus(struct selftest *test)
{
    const struct machine_health *health = &test->health;
    const char *path = test->rig.config.bus;
    if (!health->bus_open && bus_look(path) == BUS_GONE)
        say(test, false, "bus", "%s %s", path, bus_words(BUS_GONE));
    else if (!health->bus_open)
        say(test, false, "bus", "%s: nobody answers; are power, SDA and SCL wired?", path);
    else
        say(test, true, "bus", "%s, %.0f kHz measured", health->bus_name, health->bus_hz / 1000);
}

static void say_sampling(struct selftest *test)
{
    const struct machine_health *health = &test->health;
    double rate = (double)test->frames / test->looked_s;
    bool enough =
        test->stopped || health->wanted_rate_hz <= 0 || rate > 0.9 * health->wanted_rate_hz;
    say(test, enough, "frames", "%.1f a second of %.1f wanted; %llu skipped, %llu dropped", rate,
        health->wanted_rate_hz, (unsigned long long)health->skipped,
        (unsigned long long)health->dropped);
    say(test, true, "late", "less than %llu us in 99 %% of all scans, %llu in all",
        (unsigned long long)lateness_below_us(health, 0.99),
        (unsigned long long)lateness_below_us(health, 1));
    say(test, true, "real time", "%s, %s", health->real_time ? "granted" : "refused",
        health->memory_locked ? "memory locked" : "memory not locked");
}

static void say_chips(struct selftest *test)
{
    static const char *const states[] = {"answers", "fails at times", "does not answer"};
    for (unsigned i = 0; i < test->health.chips; i++) {
        const struct chip_health *chip = &test->health.chip[i];
        uint64_t failures = 0;
        for (unsigned k = 0; k < PAD_STATES; k++)
            failures += chip->failures[k];
        say(test, chip->state == CHIP_OK, "converter", "%s %s, %llu failed transfers", chip->name,
            states[chip->state], (unsigned long long)failures);
    }
}

static const char *fault_words(const struct pad_report *report)
{
    static const char *const words[] = {
        [PAD_SOUND] = "",
        [PAD_FAULT_OPEN] = "open",
        [PAD_FAULT_SHORT] = "shorted",
        [PAD_FAULT_STUCK] = "stuck",
        [PAD_FAULT_SATURATED] = "saturated",
        [PAD_FAULT_NOISY] = "noisy",
        [PAD_FAULT_MISSING] = "missing",
        [PAD_FAULT_AGEING] = "ageing",
    };
    return report->state != PAD_VALID ? pad_state_words(report->state) : words[report->fault];
}

static void say_pads(struct selftest *test)
{
    for (unsigned i = 0; i < test->rig.mat.pads; i++) {
        struct pad_report report;
        signal_pad_report(test->signal, i, &report);
        bool well = report.state == PAD_VALID && report.fault == PAD_SOUND;
        say(test, well, "pad", "%-6s count %6.0f  load %6.0f  noise %5.1f  %s",
            test->rig.mat.pad[i].name, (double)report.raw, (double)report.load,
            (double)report.noise, fault_words(&report));
    }
}

static void say_button(struct selftest *test)
{
    const struct machine_health *health = &test->health;
    say(test, health->button && !health->button_stuck, "button", "%s",
        !health->button        ? "none found; which line is it on? (/etc/matstation.cfg)"
        : health->button_stuck ? "has been down for over 30 s"
                               : "there");
}

/* A station without a display still works, so its absence is no fault. */
static void say_display(struct selftest *test)
{
    struct error why = {""};
    const struct window_options wanted = {
        .fullscreen = !test->options.simulated, .width = 1280, .height = 720};
    struct output *output = output_window_open(&wanted, &why);
    char text[256] = "";
    if (output) {
        output->ops->describe(output, text, sizeof text);
        output->ops->close(output);
    }
    say(test, true, "display", "%s", output ? text : why.text);
}

static void say_card(struct selftest *test)
{
    char folder[1024];
    struct error why = {""};
    if (folder_of_log(test->options.data, folder, sizeof folder, &why)) {
        say(test, false, "card", "%s", why.text);
        return;
    }
    const double free_mb = surroundings_free_mb(folder);
    if (isnan(free_mb))
        say(test, false, "card", "cannot be looked at");
    else
        say(test, free_mb > CARD_LOW_MB, "card", "%.0f MB free for %s", free_mb, folder);
}

static void say_temperature(struct selftest *test)
{
    const double celsius = surroundings_celsius();
    if (isnan(celsius))
        say(test, true, "temperature", "not known");
    else
        say(test, celsius < HOT_CELSIUS, "temperature", "%.0f degrees C", celsius);
}

static void say_clock(struct selftest *test)
{
    struct wall wall;
    wall_open(&wall);
    say(test, true, "clock", "%s", wall_now(&wall).known ? "known" : "not known");
}

static void report(struct selftest *test)
{
    say(test, true, "version", "%s", MATSTATION_VERSION);
    say(test, true, "mat", "%s, %u pads", test->rig.mat.id, test->rig.mat.pads);
    say_bus(test);
    say_sampling(test);
    say_chips(test);
    say_pads(test);
    say_button(test);
    say_display(test);
    say_card(test);
    say_temperature(test);
    say_clock(test);
    if (test->faults)
        printf("%u faults\n", test->faults);
    else
        printf("no fault found\n");
}

/* Somebody who ends it early asks for no verdict. */
static int verdict(const struct selftest *test, const struct log *log)
{
    if (fflush(stdout) || ferror(stdout)) {
        log_line(log, LOG_ERROR, "standard output cannot be written; is there room on the disk?");
        return EXIT_FAILED;
    }
    return test->faults && !test->stopped ? EXIT_FAILED : EXIT_DONE;
}

int command_selftest(const struct app *app, int argc, char **argv)
{
    struct error error = {""};
    struct selftest *test = calloc(1, sizeof *test);
    if (!test) {
        log_line(app->log, LOG_ERROR, "no memory");
        return EXIT_FAILED;
    }
    test->stop = -1;
    int status = read_options(test, argc, argv, &error);
    if (status < 0) {
        free(test);
        return EXIT_DONE;
    }
    if (status == EXIT_DONE)
        status = open_test(test, app, &error);
    if (status == EXIT_DONE) {
        watch(test);
        report(test);
        status = verdict(test, app->log);
    } else {
        log_line(app->log, LOG_ERROR, "%s", error.text);
    }
    close_test(test);
    free(test);
    return status;
}
