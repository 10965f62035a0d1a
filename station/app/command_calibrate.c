/* The builder's calibration on the terminal: an empty mat, then a walk over every pad. */
#include "app/bus.h"
#include "app/commands.h"
#include "app/options.h"
#include "app/rig.h"
#include "app/stop.h"
#include "app/wall.h"
#include "signal/calibrate.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GRAVITY_M_S2 9.80665
#define TURN_NS (NS_PER_S / 100)
enum { EMPTY_S = 5, WALK_S = 60, FRAMES_A_SAMPLE = 6 };

/* What is wrong with the log and that nothing is kept is one line: the last one that the log says
 * is held until it is known what became of the calibration. */
struct held_back {
    const struct log *log;
    bool any, refused; /* refused: closing would only say it again */
    enum log_level level;
    char line[480];
};

struct task {
    struct run_options options;
    double weight_kg;
    bool undo;
    struct pace pace;
    struct rig rig;
    struct calibrator *calibrator;
    struct held_back held;
    struct log log; /* the store's */
    struct store *store;
    bool answered[PADS_MAX]; /* each pad, while the mat is empty */
    int stop;
    bool interrupted;
};

enum {
    OPTION_WEIGHT = 1,
    OPTION_UNDO,
    OPTION_MAT,
    OPTION_CONFIG,
    OPTION_DATA,
    OPTION_SIM,
    OPTION_HELP
};

static const struct option known[] = {
    {"weight-kg", required_argument, NULL, OPTION_WEIGHT},
    {"undo", no_argument, NULL, OPTION_UNDO},
    {"mat", required_argument, NULL, OPTION_MAT},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"data", required_argument, NULL, OPTION_DATA},
    {"sim", no_argument, NULL, OPTION_SIM},
    {"help", no_argument, NULL, OPTION_HELP},
    {NULL, 0, NULL, 0},
};

static void print_help(void)
{
    fputs("Usage: matstation calibrate --weight-kg KG [OPTION]...\n"
          "\n"
          "Leave the mat empty for 5 s, then walk slowly over every part of it for a minute.\n"
          "\n"
          "  --weight-kg KG   of who walks, with clothes\n"
          "  --undo           go back to the calibration before\n"
          "  --mat ID|FILE    the mat; otherwise as the configuration says\n"
          "  --config FILE    wiring; otherwise /etc/matstation.cfg\n"
          "  --data DIR       where the log is kept\n"
          "  --sim            a simulated machine and walker\n",
          stdout);
}

static enum run_options_result read_options(struct task *task, int argc, char **argv,
                                            struct error *error)
{
    task->options = (struct run_options){.seed = 1};
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        switch (option) {
        case OPTION_HELP: print_help(); return RUN_OPTIONS_DONE;
        case OPTION_WEIGHT:
            if (options_number("weight-kg", optarg, 20, 250, &task->weight_kg, error))
                return RUN_OPTIONS_WRONG;
            break;
        case OPTION_UNDO: task->undo = true; break;
        case OPTION_MAT: task->options.mat = optarg; break;
        case OPTION_CONFIG: task->options.config = optarg; break;
        case OPTION_DATA: task->options.data = optarg; break;
        case OPTION_SIM: task->options.simulated = true; break;
        default: return RUN_OPTIONS_WRONG;
        }
    }
    if (options_rest(argc, argv, NULL, error))
        return RUN_OPTIONS_WRONG;
    if (!task->undo && task->weight_kg <= 0) {
        error_set(error, "calibrate: how heavy is who walks? add --weight-kg KG");
        return RUN_OPTIONS_WRONG;
    }
    return RUN_OPTIONS_GO;
}

/* A walker for the simulated machine: one foot's force, moving along the mat and back in lanes. */
static void walk_simulated(struct task *task, double walked_s)
{
    const struct mat *mat = &task->rig.mat;
    float force_n[PADS_MAX] = {0}, sum = 0;
    const double lap = walked_s / 6, way = lap - floor(lap);
    const double x_mm = (way < 0.5 ? 2 * way : 2 - 2 * way) * (double)mat->length_mm;
    const double y_mm = (0.5 + 0.48 * sin(walked_s * 0.7)) * (double)mat->width_mm;
    for (unsigned i = 0; walked_s > 0 && i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        const double dx = (double)(pad->x_mm + pad->length_mm / 2) - x_mm;
        const double dy = (double)(pad->y_mm + pad->width_mm / 2) - y_mm;
        force_n[i] = (float)exp(-(dx * dx + dy * dy) / (2 * 120.0 * 120.0));
        sum += force_n[i];
    }
    for (unsigned i = 0; sum > 0 && i < mat->pads; i++)
        force_n[i] *= (float)(task->weight_kg * GRAVITY_M_S2) / sum;
    board_sim_set_forces(task->rig.board, force_n, mat->pads);
}

/* Counts in percent of the pads' span, as the station reads them. */
static bool next_frame(struct task *task, struct frame *frame)
{
    if (!task->rig.board->ops->next_frame(task->rig.board, frame))
        return false;
    wires_to_percent(&task->rig.wires, frame);
    return true;
}

static void take_empty(struct task *task, const struct frame *frame)
{
    for (unsigned i = 0; i < frame->pads; i++)
        task->answered[i] = task->answered[i] || frame->state[i] == PAD_VALID;
    calibrator_empty(task->calibrator, frame);
}

/* Hands frames on for some seconds; false where somebody interrupts. */
static bool collect(struct task *task, int seconds, bool walking)
{
    static const char *const words[] = {"empty", "walking"};
    struct frame frame;
    unsigned frames = 0;
    const int64_t began_ns = clock_now_ns(&task->pace.clock);
    for (int64_t now_ns = began_ns; now_ns - began_ns < seconds * NS_PER_S; now_ns += TURN_NS) {
        clock_sleep_until_ns(&task->pace.clock, now_ns + TURN_NS);
        if (task->options.simulated)
            walk_simulated(task, walking ? (double)(now_ns - began_ns) / 1e9 : 0);
        task->rig.board->ops->step(task->rig.board, now_ns + TURN_NS);
        while (next_frame(task, &frame)) {
            if (!walking)
                take_empty(task, &frame);
            else if (frames++ % FRAMES_A_SAMPLE == 0)
                calibrator_walk(task->calibrator, &frame);
        }
        task->interrupted = stop_wanted(task->stop);
        if (task->interrupted)
            return false;
    }
    printf("%s: done, %u of %u pads stepped on\n", words[walking],
           calibrator_walked(task->calibrator), task->rig.mat.pads);
    return true;
}

static int refuse(const struct task *task, enum calibration_trouble trouble, unsigned pad,
                  double quality_pct, struct error *error)
{
    const char *name = task->rig.mat.pad[pad].name;
    switch (trouble) {
    case CALIBRATION_FINE: return 0;
    case CALIBRATION_TOO_SHORT:
        return error_set(error, "too few frames came; look at matstation probe");
    case CALIBRATION_NOT_EMPTY:
        return error_set(error, "pad %s changed while the mat should have been empty; try again",
                         name);
    case CALIBRATION_PAD_SILENT:
        return error_set(error, "pad %s gives no value; look at matstation probe", name);
    case CALIBRATION_PAD_MISSED:
        return error_set(error, "pad %s was never stepped on; walk over all of the mat", name);
    case CALIBRATION_POOR:
        return error_set(error,
                         "the pads do not add up to the weight (quality %.0f %%, at least "
                         "%.0f is wanted); walk more slowly, and check the weight",
                         quality_pct, (double)CALIBRATION_LEAST_QUALITY_PCT);
    }
    return -1;
}

static int measure_empty(struct task *task, struct error *error)
{
    puts("Leave the mat empty.");
    if (!collect(task, EMPTY_S, false))
        return error_set(error, "interrupted; the calibration before stays");
    for (unsigned i = 0; i < task->rig.mat.pads; i++)
        if (!task->answered[i])
            return refuse(task, CALIBRATION_PAD_SILENT, i, 0, error);
    return 0;
}

static int measure_walk(struct task *task, struct calibration *found, struct error *error)
{
    puts("Now walk slowly over every part of the mat.");
    if (!collect(task, WALK_S, true))
        return error_set(error, "interrupted; the calibration before stays");
    unsigned pad;
    const enum calibration_trouble trouble =
        calibrator_finish(task->calibrator, (float)(task->weight_kg * GRAVITY_M_S2), found, &pad);
    return refuse(task, trouble, pad, (double)found->quality_pct, error);
}

static void say_held(struct held_back *held)
{
    if (held->any)
        log_line(held->log, held->level, "%s", held->line);
    held->any = false;
}

static void hold_back(void *self, enum log_level level, const char *line)
{
    struct held_back *held = self;
    if (held->refused)
        return;
    say_held(held);
    held->any = true;
    held->level = level;
    snprintf(held->line, sizeof held->line, "%s", line);
}

static void date(struct store *store, int64_t now_ns)
{
    struct wall wall;
    wall_open(&wall);
    const struct wall_clock now = wall_now(&wall);
    const struct record record = {
        .kind = RECORD_CLOCK, .time_ns = now_ns, .u.clock.unix_s = now.unix_s};
    if (now.known)
        store_put(store, &record);
}

static int cannot_keep(struct task *task, struct error *error)
{
    task->held.refused = true;
    return error_set(error, "%s; %s", task->held.line,
                     task->undo ? "nothing is undone" : "the calibration is not kept");
}

static int put(struct task *task, struct calibration *found, struct error *error)
{
    struct store *store = task->store;
    struct calibration before;
    if (task->undo && store_state(store) == STORE_FINE && !store_calibration(store, &before))
        return error_set(error, "%s: there is no calibration to undo", store_path(store));
    const struct record record = {
        .kind = task->undo ? RECORD_CALIBRATION_UNDO : RECORD_CALIBRATION,
        .time_ns = clock_now_ns(&task->pace.clock),
        .u.calibration = found,
    };
    store_put(store, &record);
    return store_state(store) == STORE_FINE ? 0 : cannot_keep(task, error);
}

/* Whether the log can keep it is known before anybody walks for a minute. */
static int open_log(const struct app *app, struct task *task, struct error *error)
{
    char folder[1024], boot[STORE_BOOT_MAX];
    store_kernels_boot(boot);
    task->held = (struct held_back){.log = app->log, .line = "the log cannot be written"};
    task->log = (struct log){hold_back, &task->held, LOG_INFO};
    const struct store_options options = {
        .folder = folder, .log = &task->log, .boot = pace_is_real(&task->pace) ? boot : NULL};
    if (run_options_folder(&task->options, folder, sizeof folder, error))
        return -1;
    task->store = store_open(&options, error);
    if (!task->store)
        return -1;
    return store_state(task->store) == STORE_FINE ? 0 : cannot_keep(task, error);
}

/* The log takes the calibration over. */
static int keep(struct task *task, struct calibration *found, struct error *error)
{
    date(task->store, clock_now_ns(&task->pace.clock));
    return put(task, found, error);
}

static int calibrate_anew(const struct app *app, struct task *task, struct error *error)
{
    struct calibration *found = calloc(1, sizeof *found);
    task->calibrator = calibrator_open(task->rig.mat.pads, task->rig.wires.supply_pct, error);
    if (!found || !task->calibrator || measure_empty(task, error) || open_log(app, task, error) ||
        measure_walk(task, found, error)) {
        calibrator_close(task->calibrator);
        free(found);
        return -1;
    }
    calibrator_close(task->calibrator);
    const double quality_pct = (double)found->quality_pct;
    if (keep(task, found, error))
        return -1;
    // NOLINTNEXTLINE(clang-analyzer-unix.Malloc): the log has taken `found` over
    printf("Calibrated, quality %.0f %%; kept in %s\n", quality_pct, store_path(task->store));
    return 0;
}

static int undo(const struct app *app, struct task *task, struct error *error)
{
    if (open_log(app, task, error) || keep(task, NULL, error))
        return -1;
    printf("The calibration before is in force again, in %s\n", store_path(task->store));
    return 0;
}

static int start_machine(const struct app *app, struct task *task, struct error *error)
{
    if (!task->options.simulated && bus_check_free(task->rig.config.bus, error))
        return EXIT_FAILED;
    return rig_start(&task->rig, app, &task->options, &task->pace, error);
}

static int calibrate(const struct app *app, struct task *task, struct error *error)
{
    int status = rig_open(&task->rig, app, &task->options, error);
    if (!status && !task->undo)
        status = start_machine(app, task, error);
    if (status)
        return status;
    const int failed = task->undo ? undo(app, task, error) : calibrate_anew(app, task, error);
    const int lost = store_close(task->store);
    if (!task->held.refused)
        say_held(&task->held);
    return (failed && !task->interrupted) || lost ? EXIT_FAILED : EXIT_DONE;
}

int command_calibrate(const struct app *app, int argc, char **argv)
{
    struct error error = {0};
    struct task *task = calloc(1, sizeof *task);
    if (!task) {
        log_line(app->log, LOG_ERROR, "there is not enough memory");
        return EXIT_FAILED;
    }
    task->stop = -1;
    int status = EXIT_USAGE;
    switch (read_options(task, argc, argv, &error)) {
    case RUN_OPTIONS_DONE: free(task); return EXIT_DONE;
    case RUN_OPTIONS_WRONG: break;
    case RUN_OPTIONS_GO:
        pace_start(&task->pace, task->options.simulated ? 0 : 1);
        task->stop = stop_open(&error);
        status = task->stop < 0 ? EXIT_FAILED : calibrate(app, task, &error);
        rig_close(&task->rig);
        stop_close(task->stop);
    }
    if (status || task->interrupted)
        log_line(app->log, status ? LOG_ERROR : LOG_WARNING, "%s", error.text);
    free(task);
    return status;
}
