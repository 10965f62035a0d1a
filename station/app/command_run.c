/* The appliance: opens everything in order, turns the loop, closes in reverse. */
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/pace.h"
#include "app/pipeline.h"
#include "app/record.h"
#include "app/recorded.h"
#include "app/rig.h"
#include "app/run_options.h"
#include "app/senses.h"
#include "app/show.h"
#include "app/stick.h"
#include "app/stop.h"
#include "app/wall.h"
#include "app/watchdog.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A press or a frame waits at most so long; the screen is drawn less often (see show.c). */
#define TURN_NS (NS_PER_S / 100)
/* A run that ends after one session leaves what was done standing this long. */
#define LINGER_NS (4 * NS_PER_S)
#define SNAPSHOT_PATIENCE_NS (3 * NS_PER_S)

struct run {
    const struct app *app;
    struct run_options options;
    struct pace pace;
    struct rig rig;
    struct show show;
    struct pipeline pipeline;
    struct senses senses;
    struct watchdog watchdog;
    struct stick stick;
    int stop;
    uint32_t person; /* whose session it is at the start */
    unsigned spoken; /* the language of the voice */
    int64_t done_ns; /* when "Done" was shown */
    char data[1024];
    char pictures[1100];
};

static int open_folders(struct run *run, struct error *error)
{
    if (run_options_folder(&run->options, run->data, sizeof run->data, error))
        return EXIT_FAILED;
    snprintf(run->pictures, sizeof run->pictures, "%s/pictures", run->data);
    return EXIT_DONE;
}

/* With nobody watching, time may run as fast as it goes; a real mat keeps its own time. */
static double choose_speed(const struct run *run)
{
    if (!run->options.simulated && !run->options.replay)
        return 1;
    if (run->options.speed >= 0)
        return run->options.speed;
    return run->show.pictures ? 0 : 1;
}

static int open_store(struct run *run, struct error *error)
{
    const struct store_options store = {.folder = run->data,
                                        .threaded = pace_is_real(&run->pace),
                                        .log = run->app->log,
                                        .programmes = catalogue_programmes(&run->rig.catalogue)};
    run->pipeline.store = store_open(&store, error);
    return run->pipeline.store ? EXIT_DONE : EXIT_FAILED;
}

static void await_snapshot(struct run *run)
{
    struct pipeline *pipeline = &run->pipeline;
    if (store_wait_snapshot(pipeline->store, &pipeline->snapshot, SNAPSHOT_PATIENCE_NS))
        return;
    log_line(run->app->log, LOG_WARNING, "the log does not answer yet; going on without it");
}

static uint32_t find_person(const struct run *run, struct error *error)
{
    const struct snapshot *snapshot = &run->pipeline.snapshot;
    if (!run->options.person && run->pipeline.given)
        return run->person;
    if (!run->options.person)
        return snapshot->people ? snapshot->person[0].id : 0;
    for (unsigned i = 0; i < snapshot->people; i++)
        if (!strcmp(snapshot->person[i].name, run->options.person))
            return snapshot->person[i].id;
    error_set(error, "nobody here is called \"%s\"; people are added under More, People",
              run->options.person);
    return UINT32_MAX;
}

static enum theme theme_of(const char *name)
{
    return !strcmp(name, "light")    ? THEME_LIGHT
           : !strcmp(name, "by day") ? THEME_BY_DAY
                                     : THEME_DARK;
}

static int open_session(struct run *run, struct error *error)
{
    run->person = find_person(run, error);
    if (run->person == UINT32_MAX)
        return EXIT_USAGE;
    const struct session_config config = {
        .catalogue = &run->rig.catalogue,
        .mat = &run->rig.mat,
        .snapshot = &run->pipeline.snapshot,
        .language =
            (unsigned)catalogue_find_language(&run->rig.catalogue, run->rig.config.language),
        .language_given = run->options.language != NULL,
        .person = run->person,
        .programme = rig_programme(&run->rig, &run->options),
        .theme = theme_of(run->rig.config.theme),
        .reduced_motion = run->rig.config.reduced_motion,
        .supply_count = run->rig.wires.supply_pct,
    };
    run->pipeline.session = session_open(&config, error);
    return run->pipeline.session ? EXIT_DONE : EXIT_FAILED;
}

static int open_recorder(struct run *run, struct error *error)
{
    const struct calibration *in_force = &run->senses.in_force;
    const struct record_options options = {
        .run = &run->options,
        .rig = &run->rig,
        .snapshot = &run->pipeline.snapshot,
        .person = run->person,
        .calibration = in_force->pads ? in_force : NULL,
        .clock = run->pace.clock,
        .wall = run->pipeline.input.wall,
        .threaded = pace_is_real(&run->pace),
    };
    struct interrupt waiting = {0};
    if (run->options.record)
        interrupt_watch(&waiting, run->app, "run", NULL);
    const int status = record_open(&options, &run->pipeline.recorder, error);
    interrupt_close(&waiting);
    return status;
}

static int open_pipeline(struct run *run, struct error *error)
{
    struct pipeline *pipeline = &run->pipeline;
    const struct rig *rig = &run->rig;
    pipeline->wires = rig->recording ? NULL : &rig->wires;
    pipeline->silent = !pace_is_real(&run->pace);
    wall_open(&pipeline->wall);
    pipeline->input.wall = wall_now(&pipeline->wall);
    pipeline->input.wrong_file = shelf_wrong(&run->rig.shelf);
    pipeline->given =
        rig->recording && recorded_snapshot(rig->recording, &pipeline->snapshot, &run->person);
    if (senses_open(&run->senses, pipeline, rig, error))
        return EXIT_FAILED;
    if (!pipeline->silent)
        pipeline->sound = sound_open(rig->config.language, run->app->log, error);
    run->spoken = (unsigned)catalogue_find_language(&rig->catalogue, rig->config.language);
    const int status = open_session(run, error);
    return status ? status : open_recorder(run, error);
}

/* Last of all: while a slow card opens, no frame waits. */
static int start_machine(struct run *run, struct error *error)
{
    const int status = rig_start(&run->rig, run->app, &run->options, &run->pace, error);
    run->pipeline.board = run->rig.board;
    return status;
}

/* Before anything is opened that is seen or leaves something behind. */
static int open_rig(struct run *run, struct error *error)
{
    struct interrupt waiting = {0};
    if (run->options.replay)
        interrupt_watch(&waiting, run->app, "run", NULL);
    const int status = rig_open(&run->rig, run->app, &run->options, error);
    interrupt_close(&waiting);
    if (run->rig.recording)
        recording_stop_at(run->rig.recording, run->stop);
    return status ? status : rig_check_programme(&run->rig, run->app, &run->options, error);
}

static int run_open(struct run *run, struct error *error)
{
    run->stick.given = run->options.stick;
    run->stop = stop_open(error);
    if (run->stop < 0)
        return EXIT_FAILED;
    int status = open_folders(run, error);
    if (!status)
        status = open_rig(run, error);
    if (status)
        return status;
    if (show_open(&run->show, &run->options, run->pictures, run->data, run->app->log, error))
        return EXIT_FAILED;
    pace_start(&run->pace, choose_speed(run));
    status = open_store(run, error);
    if (status)
        return status;
    await_snapshot(run);
    if (show_open_ui(&run->show, &run->rig.config, &run->rig.catalogue, &run->rig.mat, error))
        return EXIT_FAILED;
    status = open_pipeline(run, error);
    return status ? status : start_machine(run, error);
}

static int run_close(struct run *run)
{
    int status = EXIT_DONE;
    struct error error;
    struct pipeline *pipeline = &run->pipeline;
    if (recorder_close(pipeline->recorder, &error)) {
        log_line(run->app->log, LOG_ERROR, "%s", error.text);
        status = EXIT_FAILED;
    }
    session_close(pipeline->session);
    sound_close(pipeline->sound);
    senses_close(pipeline);
    rig_close(&run->rig);
    if (store_close(pipeline->store) || (run->show.lost && run->options.pictures))
        status = EXIT_FAILED;
    show_close(&run->show);
    stick_close(&run->stick, run->app->log); /* a slow stick keeps only itself waiting */
    stop_close(run->stop);
    return status;
}

/* The questions belong to it, and so does what was done. */
static bool session_is_over(struct run *run, int64_t now_ns)
{
    const enum screen screen = pipeline_view(&run->pipeline)->screen;
    if (!run->options.once || !run->pipeline.sessions_ended)
        return false;
    if (screen == SCREEN_DONE && !run->done_ns)
        run->done_ns = now_ns;
    return screen == SCREEN_IDLE || (run->done_ns && now_ns - run->done_ns >= LINGER_NS);
}

/* False: refused; the screen says so. */
static bool power_off(const struct run *run)
{
    if (!system("systemctl poweroff"))
        return true;
    log_line(run->app->log, LOG_WARNING, "the machine did not switch off; unplug it");
    return false;
}

/* What is played back was meant for another day, and what is simulated for no machine at all. */
static bool is_meant(const struct run *run)
{
    return !run->options.simulated && !run->options.replay;
}

static enum export_news export_log(struct run *run)
{
    if (is_meant(run) || run->stick.given)
        return stick_export(&run->stick, run->data, run->app->log);
    log_line(run->app->log, LOG_INFO,
             "a replay or a simulation exports to no USB stick; name a folder with --stick");
    return EXPORT_NO_STICK;
}

static void grant_request(struct run *run, enum session_request request)
{
    if (request == REQUEST_POWER_OFF && is_meant(run))
        run->pipeline.input.stays_on = !power_off(run);
    if (request == REQUEST_EXPORT)
        run->pipeline.input.exported = export_log(run);
}

/* Only where time is real do the other loops have threads, and the machine a sampler of its own. */
static void feed_watchdog(struct run *run, int64_t now_ns)
{
    const struct pipeline *pipeline = &run->pipeline;
    const bool threads = pace_is_real(&run->pace);
    const bool sampled = threads && !run->rig.recording && pipeline->health.sampler_turned_ns;
    watchdog_feed(&run->watchdog, now_ns, sampled ? pipeline->health.sampler_turned_ns : INT64_MAX,
                  threads ? store_turned_ns(pipeline->store) : INT64_MAX);
}

/* Another language has another voice. */
static void follow_language(struct run *run)
{
    struct pipeline *pipeline = &run->pipeline;
    const unsigned language = pipeline_view(pipeline)->language;
    struct error error;
    if (!pipeline->sound || language == run->spoken)
        return;
    run->spoken = language;
    sound_close(pipeline->sound);
    pipeline->volume_pct = 0;
    pipeline->sound = sound_open(run->rig.catalogue.language[language].id, run->app->log, &error);
    if (!pipeline->sound)
        log_line(run->app->log, LOG_WARNING, "%s", error.text);
}

/* The cards have been opened: a programme that was put there since is among them. */
static void renew_programmes(struct run *run)
{
    struct pipeline *pipeline = &run->pipeline;
    struct shelf *shelf = &run->rig.shelf;
    if (!pipeline->choosing)
        return;
    pipeline->choosing = false;
    if (!shelf_look(shelf, &run->rig.catalogue))
        return;
    pipeline->input.programmes = &shelf->programmes;
    store_take_programmes(pipeline->store, &shelf->programmes);
    pipeline->input.wrong_file = shelf_wrong(shelf);
}

static bool turn(struct run *run, int64_t now_ns)
{
    struct pipeline *pipeline = &run->pipeline;
    struct output_input input;
    show_poll(&run->show, now_ns, &input);
    for (unsigned i = 0; i < input.presses; i++)
        pipeline_press(pipeline, &input.press[i]);
    rig_replay(&run->rig, now_ns);
    pipeline_turn(pipeline, now_ns, input.key_down_ns);
    rig_move(&run->rig, now_ns, pipeline_view(pipeline));
    show_view(&run->show, pipeline_view(pipeline), pipeline->signal, run->senses.in_force.pads > 0,
              now_ns);
    follow_language(run);
    if (pipeline_view(pipeline)->screen == SCREEN_IDLE) /* it may wait for the card */
        sound_look(pipeline->sound, now_ns);
    renew_programmes(run);
    senses_follow(&run->senses, pipeline, &run->rig, run->app->log);
    feed_watchdog(run, now_ns);
    const enum session_request request = pipeline_take_request(pipeline);
    grant_request(run, request);
    const enum export_news news = stick_look(&run->stick, run->app->log);
    if (news != EXPORT_NO_NEWS)
        pipeline->input.exported = news;
    const bool ended = run->rig.board->ops->finished(run->rig.board);
    return !input.leave && !ended && request != REQUEST_LEAVE && !session_is_over(run, now_ns) &&
           !stop_wanted(run->stop);
}

static void turn_until_over(struct run *run)
{
    watchdog_ready();
    int64_t next_ns = clock_now_ns(&run->pace.clock);
    for (;;) {
        clock_sleep_until_ns(&run->pace.clock, next_ns);
        const int64_t now_ns = clock_now_ns(&run->pace.clock);
        if (!turn(run, now_ns))
            break;
        next_ns += TURN_NS;
        if (next_ns < now_ns)
            next_ns = now_ns;
    }
    watchdog_stopping();
}

/* Standard output may be the recording's. */
static void print_outcome(const struct run *run)
{
    FILE *to = run->options.record && !strcmp(run->options.record, "-") ? stderr : stdout;
    const enum store_state log = store_state(run->pipeline.store);
    if (!run->pipeline.summary.steps)
        return;
    fputs("What the mat credited:\n", to);
    summary_print(&run->pipeline.summary, to);
    if (run->show.pictures && *run->show.folder)
        fprintf(to, "pictures: %s (%u)\n", run->show.folder, output_files_saved(run->show.output));
    fprintf(to, "log:      %s%s\n", store_path(run->pipeline.store),
            log == STORE_FINE || log == STORE_BEHIND ? "" : " (not written)");
}

int command_run(const struct app *app, int argc, char **argv)
{
    struct error error = {0};
    struct run *run = calloc(1, sizeof *run);
    if (!run) {
        log_line(app->log, LOG_ERROR, "there is not enough memory");
        return EXIT_FAILED;
    }
    run->app = app;
    run->stop = -1;
    int status = EXIT_USAGE;
    switch (run_options_read(&run->options, argc, argv, &error)) {
    case RUN_OPTIONS_DONE: free(run); return EXIT_DONE;
    case RUN_OPTIONS_WRONG: break;
    case RUN_OPTIONS_GO: status = run_open(run, &error); break;
    }
    if (status) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        run_close(run);
    } else {
        turn_until_over(run);
        print_outcome(run);
        status = run_close(run);
    }
    free(run);
    return status;
}
