#include "app/commands.h"
#include "app/events.h"
#include "app/options.h"
#include "app/stop.h"

#include "detect/detector.h"
#include "load/load.h"
#include "signal/signal.h"
#include "store/recording.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct options {
    const char *mat, *exercise, *file;
    enum side side;
};

struct analysis {
    struct options options;
    struct recording *recording;
    struct catalogue catalogue;
    struct mat mat;
    int column[PADS_MAX]; /* of each pad in the recording; -1: none */
    struct signal *signal;
    struct detector *detector;
    bool more; /* row holds the next frame */
    struct frame row, frame;
    struct loads loads;
    struct observation seen;
    struct tally tally;
};

static void usage(void)
{
    printf("Usage: matstation analyse [--mat FILE|RxC] [--exercise ID] [--side left|right] "
           "FILE\n"
           "What the detector sees in a recording (.csv, .csv.gz, - for standard input),\n"
           "one JSON object a line on standard output.\n"
           "  --mat FILE|RxC   the mat it was made on, or a regular grid of pads\n"
           "  --exercise ID    what was asked of the person\n"
           "  --side SIDE      and on which side\n");
}

static int wrong(const struct app *app, const char *line)
{
    log_line(app->log, LOG_ERROR, "%s", line);
    return EXIT_USAGE;
}

static int read_side(const struct app *app, const char *name, enum side *side)
{
    if (strcmp(name, "left") == 0)
        *side = SIDE_LEFT;
    else if (strcmp(name, "right") == 0)
        *side = SIDE_RIGHT;
    else if (strcmp(name, "both") == 0)
        *side = SIDE_BOTH;
    else
        return wrong(app, "analyse: --side must be left or right");
    return EXIT_DONE;
}

/* EXIT_DONE: go on; -1: all is said and done (--help). */
static int read_options(const struct app *app, int argc, char **argv, struct options *options)
{
    struct error error;
    static const struct option known[] = {
        {"mat", required_argument, NULL, 'm'},
        {"exercise", required_argument, NULL, 'e'},
        {"side", required_argument, NULL, 's'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, &error)) != OPTIONS_END;) {
        int status = EXIT_DONE;
        if (option == 'm')
            options->mat = optarg;
        else if (option == 'e')
            options->exercise = optarg;
        else if (option == 's')
            status = read_side(app, optarg, &options->side);
        else if (option == 'h')
            return usage(), -1;
        else
            status = wrong(app, error.text);
        if (status != EXIT_DONE)
            return status;
    }
    if (options_rest(argc, argv, "FILE", &error))
        return wrong(app, error.text);
    options->file = argv[optind];
    return EXIT_DONE;
}

/* The mat asked for; else the one noted in the recording; else what the columns' names say; else
 * one pad a row from the head end on. */
static int find_mat(const struct app *app, struct analysis *analysis, struct error *error)
{
    const struct recording *recording = analysis->recording;
    const char *name = analysis->options.mat;
    if (!name)
        name = recording_note(recording, "mat", 0);
    if (name)
        return load_mat(app->assets, name, &analysis->mat, error);
    unsigned pads = recording_pads(recording), rows = 0, columns = 0;
    for (unsigned i = 0; i < pads; i++) {
        unsigned row, column;
        char more;
        if (sscanf(recording_pad_name(recording, i), "r%uc%u%c", &row, &column, &more) != 2)
            break;
        rows = row > rows ? row : rows;
        columns = column > columns ? column : columns;
    }
    if (rows > 0 && columns > 0 && rows <= pads && columns <= pads && rows * columns == pads)
        mat_grid(&analysis->mat, rows, columns);
    else
        mat_grid(&analysis->mat, pads, 1);
    return 0;
}

static int find_column(const struct recording *recording, const char *name)
{
    for (unsigned i = 0; i < recording_pads(recording); i++) {
        if (strcmp(recording_pad_name(recording, i), name) == 0)
            return (int)i;
    }
    return -1;
}

static int match_columns(struct analysis *analysis, struct error *error)
{
    const struct mat *mat = &analysis->mat;
    unsigned columns = recording_pads(analysis->recording), named = 0;
    for (unsigned i = 0; i < mat->pads; i++) {
        analysis->column[i] = find_column(analysis->recording, mat->pad[i].name);
        named += analysis->column[i] >= 0;
    }
    if (named > 0)
        return 0;
    if (columns != mat->pads)
        return error_set(error,
                         "%s: %u pads, where the mat has %u and none of the same name; "
                         "give the right one with --mat",
                         analysis->options.file, columns, mat->pads);
    for (unsigned i = 0; i < mat->pads; i++)
        analysis->column[i] = (int)i;
    return 0;
}

static void complain(void *self, const char *line)
{
    const struct app *app = self;
    log_line(app->log, LOG_WARNING, "%s", line);
}

static int find_asked(struct analysis *analysis, struct asked *asked, struct error *error)
{
    const char *id = analysis->options.exercise;
    *asked = (struct asked){.side = analysis->options.side};
    if (!id)
        return 0;
    int index = catalogue_find_exercise(&analysis->catalogue, id);
    if (index < 0)
        return error_set(error,
                         "analyse: no exercise \"%s\"; the ids are the names of the files "
                         "in assets/exercises",
                         id);
    asked->exercise = &analysis->catalogue.exercise[index];
    return 0;
}

/* Without assets a recording can still be read; only what was asked must be known. */
static int read_catalogue(const struct app *app, struct analysis *analysis, struct error *error)
{
    struct complaints complaints = {.say = complain, .self = (void *)app};
    int status = load_catalogue(app->assets, &analysis->catalogue, &complaints, error);
    if (status == 0 || analysis->options.exercise)
        return status;
    log_line(app->log, LOG_WARNING, "%s; nothing will be recognised", error->text);
    return 0;
}

/* What the station recorded tells how its pads are supplied: their divider is undone as it was
 * then, so that the same frames show the same. */
static void set_electrics(struct analysis *analysis)
{
    const char *supply = recording_note(analysis->recording, "supply", 0);
    if (supply)
        signal_set_percent(analysis->signal, strtof(supply, NULL));
}

/* Everything that can be wrong before the first frame: nothing is on standard output yet. */
static int prepare(const struct app *app, struct analysis *analysis, struct error *error)
{
    if (read_catalogue(app, analysis, error) != 0)
        return -1;
    analysis->recording = recording_open(analysis->options.file, app->log, error);
    if (!analysis->recording)
        return -1;
    /* Notes may stand between the header and the first row. */
    analysis->more = recording_next(analysis->recording, &analysis->row) == 1;
    struct asked asked;
    if (find_mat(app, analysis, error) != 0 || match_columns(analysis, error) != 0 ||
        find_asked(analysis, &asked, error) != 0)
        return -1;
    analysis->signal = signal_open(&analysis->mat, NULL, error);
    if (!analysis->signal)
        return -1;
    set_electrics(analysis);
    analysis->detector = detector_open(&analysis->mat, &analysis->catalogue.recognition, error);
    if (!analysis->detector)
        return -1;
    detector_ask(analysis->detector, &asked);
    return 0;
}

static void take_row(struct analysis *analysis)
{
    struct frame *frame = &analysis->frame;
    frame->time_ns = analysis->row.time_ns;
    frame->number = analysis->row.number;
    frame->pads = analysis->mat.pads;
    for (unsigned i = 0; i < frame->pads; i++) {
        int column = analysis->column[i];
        frame->value[i] = column >= 0 ? analysis->row.value[column] : 0;
        frame->state[i] = column >= 0 ? analysis->row.state[column] : PAD_OFFLINE;
    }
}

static void print_events(struct analysis *analysis)
{
    for (unsigned i = 0; i < analysis->seen.events; i++) {
        tally_count(&analysis->tally, &analysis->seen.event[i]);
        event_print(stdout, &analysis->seen.event[i], &analysis->mat);
    }
}

static void read_through(struct analysis *analysis)
{
    for (; analysis->more;
         analysis->more = recording_next(analysis->recording, &analysis->row) == 1) {
        take_row(analysis);
        if (!signal_step(analysis->signal, &analysis->frame, &analysis->loads))
            continue;
        detector_step(analysis->detector, &analysis->loads, &analysis->seen);
        tally_step(&analysis->tally, &analysis->seen);
        print_events(analysis);
    }
    detector_finish(analysis->detector, &analysis->seen);
    print_events(analysis);
    analysis->tally.dropped = signal_dropped(analysis->signal);
    analysis->tally.bad_rows = recording_bad_rows(analysis->recording);
    tally_print(stdout, &analysis->tally);
}

static void leave(int signal_number)
{
    (void)signal_number;
    _exit(EXIT_DONE);
}

/* Every line goes out whole as it comes, so there is nothing to save when somebody interrupts. */
static void leave_when_asked(void)
{
    const struct sigaction action = {.sa_handler = leave};
    const sigset_t set = stop_signals();
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (int number = 1; number < NSIG; number++)
        if (sigismember(&set, number) == 1)
            sigaction(number, &action, NULL);
}

int command_analyse(const struct app *app, int argc, char **argv)
{
    leave_when_asked();
    struct analysis *analysis = calloc(1, sizeof *analysis);
    if (!analysis) {
        log_line(app->log, LOG_ERROR, "analyse: no memory");
        return EXIT_FAILED;
    }
    struct error error;
    int status = read_options(app, argc, argv, &analysis->options);
    if (status == EXIT_DONE) {
        if (prepare(app, analysis, &error) == 0)
            read_through(analysis);
        else
            status = wrong(app, error.text);
    }
    detector_close(analysis->detector);
    signal_close(analysis->signal);
    recording_close(analysis->recording);
    catalogue_unload(&analysis->catalogue);
    free(analysis);
    return status < 0 ? EXIT_DONE : status;
}
