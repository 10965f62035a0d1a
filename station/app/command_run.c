/* The appliance: turns the loop until the run is over. */
#include "app/commands.h"
#include "app/run.h"
#include "app/stop.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A press or a frame waits at most so long; the screen is drawn less often (see show.c). */
#define TURN_NS (NS_PER_S / 100)
/* A run that ends after one session leaves what was done standing this long. */
#define LINGER_NS (4 * NS_PER_S)

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
