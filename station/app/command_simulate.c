#include "app/burden.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/rehearsal.h"
#include "app/stop.h"

#include "base/clock.h"
#include "load/load.h"
#include "load/load_scenario.h"
#include "person/person.h"
#include "sim/pads.h"
#include "store/recorder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SETS_MAX = 16 };

struct options {
    const char *scenario, *out, *truth, *mat, *programme;
    const char *setting[SETS_MAX];
    unsigned settings;
    uint64_t seed;
    double rate_hz;
    bool electric;
};

struct simulation {
    struct options options;
    int stop;
    struct scenario scenario;
    struct catalogue catalogue;
    struct mat mat;
    struct recorder *recorder;
    FILE *truth;
    struct person *person;
    struct pads *pads; /* NULL: ideal ones */
    struct person_output doing;
    struct frame frame;
};

static void usage(void)
{
    printf("Usage: matstation simulate SCENARIO --out FILE.csv [--truth FILE.jsonl] [--mat M]\n"
           "       [--seed N] [--rate HZ] [--set GROUP.KEY=VALUE]...\n"
           "A simulated person does what the scenario says. Of a script, the forces on the pads\n"
           "become a recording, in newtons; of a person before a screen, a whole session is run\n"
           "and recorded as the station saw it, in percent of the pads' span.\n"
           "  SCENARIO         a file, or the name of one in assets/scenarios\n"
           "  --out FILE       the recording (.csv; - for standard output)\n"
           "  --truth FILE     events as they were, one JSON object a line (- for standard\n"
           "                   output)\n"
           "  --mat M          a mat file, its name in assets/mats, or RxC (default: standard)\n"
           "  --seed N         another person of the same kind (default: 1)\n"
           "  --rate HZ        frames a second (default: 100)\n"
           "  --electric       a script's recording in percent of the supply, through pads that\n"
           "                   creep, lag, differ and are noisy, instead of newtons\n"
           "  --programme ID   what the session is (default: short)\n"
           "  --set KEY=VALUE  body.*, place.*, manner.* or pads.* as in the scenario: "
           "body.mass_kg=80\n");
}

static int take_setting(struct options *options, const char *setting, struct error *error)
{
    if (options->settings == SETS_MAX)
        return error_set(error, "simulate: at most %d times --set", SETS_MAX);
    options->setting[options->settings++] = setting;
    return 0;
}

static int take(struct options *options, int option, const char *text, struct error *error)
{
    switch (option) {
    case 'o': options->out = text; return 0;
    case 't': options->truth = text; return 0;
    case 'm': options->mat = text; return 0;
    case 'e': options->electric = true; return 0;
    case 'p': options->programme = text; return 0;
    case 's': return options_whole("seed", text, 0, &options->seed, error);
    case 'r': return options_number("rate", text, 1, 1000, &options->rate_hz, error);
    case 'k': return take_setting(options, text, error);
    default: return -1;
    }
}

static bool find_file(const char *path, struct stat *found)
{
    return !(strcmp(path, "-") ? stat(path, found) : fstat(STDOUT_FILENO, found));
}

/* A device, such as /dev/null, may take both. */
static bool is_one_file(const char *a, const char *b)
{
    struct stat one, other;
    if (strcmp(a, b) == 0 && strcmp(a, "-") == 0)
        return true;
    if (!find_file(a, &one) || !find_file(b, &other))
        return strcmp(a, b) == 0;
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino && !S_ISCHR(one.st_mode);
}

static bool are_one(const struct options *options, struct error *error)
{
    if (!options->truth || !is_one_file(options->out, options->truth))
        return false;
    error_set(error, "simulate: --out and --truth are the same file; name another for one");
    return true;
}

/* EXIT_DONE: go on; -1: all is said and done (--help). */
static int read_options(int argc, char **argv, struct options *options, struct error *error)
{
    static const struct option known[] = {
        {"out", required_argument, NULL, 'o'},
        {"truth", required_argument, NULL, 't'},
        {"mat", required_argument, NULL, 'm'},
        {"seed", required_argument, NULL, 's'},
        {"rate", required_argument, NULL, 'r'},
        {"set", required_argument, NULL, 'k'},
        {"programme", required_argument, NULL, 'p'},
        {"electric", no_argument, NULL, 'e'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    *options = (struct options){.mat = "standard", .seed = 1, .rate_hz = 100};
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        if (option == 'h')
            return usage(), -1;
        if (take(options, option, optarg, error))
            return EXIT_USAGE;
    }
    if (options_rest(argc, argv, "SCENARIO", error))
        return EXIT_USAGE;
    if (!options->out) {
        error_set(error, "simulate: where to? add --out FILE.csv");
        return EXIT_USAGE;
    }
    if (are_one(options, error))
        return EXIT_USAGE;
    options->scenario = argv[optind];
    return EXIT_DONE;
}

static void complain(void *self, const char *line)
{
    const struct app *app = self;
    log_line(app->log, LOG_WARNING, "%s", line);
}

static int load_all(const struct app *app, struct simulation *simulation, struct error *error)
{
    const struct options *options = &simulation->options;
    char path[PATH_BYTES];
    paths_scenario(app->assets, options->scenario, path, sizeof path);
    if (load_scenario(path, &simulation->scenario, error))
        return -1;
    for (unsigned i = 0; i < options->settings; i++)
        if (load_scenario_set(&simulation->scenario, options->setting[i], error))
            return -1;
    if (load_mat(app->assets, options->mat, &simulation->mat, error))
        return -1;
    struct app copy = *app;
    struct complaints complaints = {.say = complain, .self = &copy};
    return load_catalogue(app->assets, &simulation->catalogue, &complaints, error);
}

static void say_truth(void *self, const char *line)
{
    const struct simulation *simulation = self;
    fprintf(simulation->truth, "%s\n", line);
}

static struct rehearsal_options rehearsal_of(const struct app *app,
                                             const struct simulation *simulation)
{
    return (struct rehearsal_options){
        .assets = app->assets,
        .catalogue = &simulation->catalogue,
        .mat = &simulation->mat,
        .programme = simulation->options.programme,
        .seed = simulation->options.seed,
        .rate_hz = simulation->options.rate_hz,
        .recorder = simulation->recorder,
        .stop = simulation->stop,
        .log = app->log,
    };
}

/* Only a pad can be in trouble, warm or worn, not newtons. */
static bool troubles_pads(const struct scenario *scenario)
{
    struct scenario ordinary;
    scenario_default(&ordinary);
    if (scenario->pads.temperature_c != ordinary.pads.temperature_c || scenario->pads.worn > 0.0F)
        return true;
    for (unsigned i = 0; i < scenario->slips; i++)
        if (slip_is_of_pad(scenario->slip[i].what))
            return true;
    return false;
}

static int open_recording(struct simulation *simulation, struct error *error)
{
    const struct options *options = &simulation->options;
    const char *name[PADS_MAX];
    for (unsigned i = 0; i < simulation->mat.pads; i++)
        name[i] = simulation->mat.pad[i].name;
    const struct recorder_options recorder = {
        .path = options->out, .pads = simulation->mat.pads, .name = name};
    simulation->recorder = recorder_open(&recorder, error);
    if (!simulation->recorder)
        return -1;
    char seed[24];
    snprintf(seed, sizeof seed, "%llu", (unsigned long long)options->seed);
    recorder_note(simulation->recorder, "mat", options->mat);
    recorder_note(simulation->recorder, "seed", seed);
    if (options->electric)
        recorder_note(simulation->recorder, "supply", "100");
    return 0;
}

/* Of before is kept what there is. */
static FILE *open_truth(const char *path)
{
    if (strcmp(path, "-"))
        return fopen(path, "ae");
    const int copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
    return copy < 0 ? NULL : fdopen(copy, "w");
}

/* A pipe and a device have nothing of before. */
static int empty_truth(const struct simulation *simulation)
{
    const char *path = simulation->options.truth;
    if (!path || !strcmp(path, "-") || !ftruncate(fileno(simulation->truth), 0))
        return 0;
    return errno == EINVAL ? 0 : -1;
}

static const char *name_of(const char *path)
{
    return path && !strcmp(path, "-") ? "standard output" : path;
}

static int cannot_write_truth(const struct options *options, struct error *error)
{
    error_set(error, "%s: %s; choose a file that can be written", name_of(options->truth),
              strerror(errno));
    return EXIT_FAILED;
}

static int open_both(struct simulation *simulation, struct error *error)
{
    const struct options *options = &simulation->options;
    if (options->truth && !(simulation->truth = open_truth(options->truth)))
        return cannot_write_truth(options, error);
    if (are_one(options, error)) /* made just now, by two names */
        return EXIT_USAGE;
    if (open_recording(simulation, error))
        return EXIT_FAILED;
    return empty_truth(simulation) ? cannot_write_truth(options, error) : EXIT_DONE;
}

/* Only once the scenario is found good, and both files can be opened: what is refused overwrites
 * nothing and leaves nothing. Only where the truth opens and yet cannot be emptied, as a file that
 * may but be added to, is the recording begun by then. */
static int open_files(const struct app *app, struct simulation *simulation, struct error *error)
{
    const char *truth = simulation->options.truth;
    const bool made = truth && strcmp(truth, "-") && access(truth, F_OK) != 0;
    struct interrupt waiting;
    interrupt_watch(&waiting, app, "simulate", made ? truth : NULL);
    const int status = open_both(simulation, error);
    interrupt_close(&waiting);
    if (status != EXIT_DONE && made)
        remove(truth);
    return status;
}

static int open_all(const struct app *app, struct simulation *simulation, struct error *error)
{
    struct options *options = &simulation->options;
    options->electric = options->electric || troubles_pads(&simulation->scenario);
    const struct rehearsal_options rehearsal = rehearsal_of(app, simulation);
    if (!simulation->scenario.acts && rehearsal_check(&rehearsal, error))
        return EXIT_USAGE;
    const struct truth truth = {.say = say_truth, .self = simulation};
    simulation->person = person_open(&simulation->scenario, options->seed, &simulation->mat,
                                     &simulation->catalogue, options->truth ? &truth : NULL, error);
    if (!simulation->person)
        return EXIT_USAGE;
    if (options->electric)
        simulation->pads = pads_open(simulation->mat.pads, options->seed);
    if (options->electric && !simulation->pads) {
        error_set(error, "there is not enough memory");
        return EXIT_FAILED;
    }
    return open_files(app, simulation, error);
}

/* What the pads make of the forces: newtons, or percent of the supply. */
static void read_pads(struct simulation *simulation, struct frame *frame)
{
    const float *force_n = simulation->doing.force_n;
    if (!simulation->pads) {
        memcpy(frame->value, force_n, frame->pads * sizeof *frame->value);
        return;
    }
    pads_set_temperature(simulation->pads, simulation->scenario.pads.temperature_c);
    pads_set_age(simulation->pads, simulation->scenario.pads.worn);
    for (unsigned i = 0; i < frame->pads; i++)
        pads_set_ailment(simulation->pads, i, ailment_of(simulation->doing.trouble[i]));
    pads_step(simulation->pads, frame->time_ns, force_n);
    for (unsigned i = 0; i < frame->pads; i++)
        frame->value[i] = 100.0F * pads_volts(simulation->pads, i) / PADS_SUPPLY_V;
}

static int play_session(const struct app *app, struct simulation *simulation, struct error *error)
{
    const struct rehearsal_options rehearsal = rehearsal_of(app, simulation);
    return rehearse(&rehearsal, simulation->person, error);
}

static int play_script(struct simulation *simulation, struct error *error)
{
    struct frame *frame = &simulation->frame;
    double interval_s = 1.0 / simulation->options.rate_hz;
    frame->pads = simulation->mat.pads;
    for (; !simulation->doing.finished && !stop_wanted(simulation->stop); frame->number++) {
        frame->time_ns = (int64_t)((double)frame->number * interval_s * 1e9);
        person_step(simulation->person, frame->time_ns, NULL, &simulation->doing);
        read_pads(simulation, frame);
        if (recorder_put(simulation->recorder, frame))
            return error_set(error, "%s: cannot be written; is there room on the disk?",
                             name_of(simulation->options.out));
    }
    return 0;
}

static int close_all(struct simulation *simulation, struct error *error)
{
    int result = 0;
    person_close(simulation->person);
    pads_close(simulation->pads);
    if (simulation->recorder)
        result = recorder_close(simulation->recorder, error);
    if (simulation->truth && fclose(simulation->truth))
        result = error_set(error, "%s: cannot be written; is there room on the disk?",
                           name_of(simulation->options.truth));
    catalogue_unload(&simulation->catalogue);
    stop_close(simulation->stop);
    return result;
}

/* Somebody who interrupts gets what there is by then. */
static int simulate(const struct app *app, struct simulation *simulation, struct error *error)
{
    simulation->stop = stop_open(error);
    if (simulation->stop < 0)
        return EXIT_FAILED;
    if (load_all(app, simulation, error))
        return EXIT_USAGE;
    const int status = open_all(app, simulation, error);
    if (status != EXIT_DONE)
        return status;
    const int failed = simulation->scenario.acts > 0 ? play_script(simulation, error)
                                                     : play_session(app, simulation, error);
    return failed ? EXIT_FAILED : EXIT_DONE;
}

int command_simulate(const struct app *app, int argc, char **argv)
{
    struct simulation *simulation = calloc(1, sizeof *simulation);
    if (!simulation) {
        log_line(app->log, LOG_ERROR, "simulate: no memory");
        return EXIT_FAILED;
    }
    struct error error = {""};
    int status = read_options(argc, argv, &simulation->options, &error);
    if (status == EXIT_DONE) {
        struct error late;
        status = simulate(app, simulation, &error);
        if (close_all(simulation, &late) && status == EXIT_DONE) {
            status = EXIT_FAILED;
            error = late;
        }
    }
    if (error.text[0])
        log_line(app->log, LOG_ERROR, "%s", error.text);
    free(simulation);
    return status < 0 ? EXIT_DONE : status;
}
