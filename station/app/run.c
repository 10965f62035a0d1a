/* A run is opened in order and closed in reverse. */
#include "app/run.h"

#include "app/interrupt.h"
#include "app/record.h"
#include "app/recorded.h"
#include "app/stop.h"
#include "app/wall.h"

#include <stdio.h>
#include <string.h>

#define SNAPSHOT_PATIENCE_NS (3 * NS_PER_S)

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
        .log = store_path(run->pipeline.store),
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

int run_open(struct run *run, struct error *error)
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

int run_close(struct run *run)
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
