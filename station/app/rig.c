#include "app/rig.h"

#include "app/burden.h"
#include "app/paths.h"
#include "load/load.h"
#include "load/load_scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SIMULATED_MAT "small"
#define SIMULATED_BUS_HZ 400e3
#define FIRST_SCENARIO "first"
#define SIMULATED_PROGRAMME "short"
/* From the beginning of a run to its first frame, with a slow card and a slow machine. */
#define LONGEST_START_NS (3600 * NS_PER_S)

static int open_assets(struct rig *rig, const struct app *app, struct error *error)
{
    struct complaints complaints = {.say = shelf_hear, .self = &rig->shelf};
    shelf_open(&rig->shelf, app->assets, app->log);
    return load_catalogue(app->assets, &rig->catalogue, &complaints, error) ? EXIT_FAILED
                                                                            : EXIT_DONE;
}

/* A language whose file has a mistake is no reason to stand still. */
static void speak_another(struct rig *rig, const struct app *app)
{
    const struct catalogue *catalogue = &rig->catalogue;
    for (unsigned i = 0; i < catalogue->unread_languages; i++) {
        if (strcmp(catalogue->unread_language[i], rig->config.language) != 0)
            continue;
        log_line(app->log, LOG_WARNING, "the texts of \"%s\" cannot be read; going on in %s",
                 rig->config.language, catalogue->language[0].name);
        snprintf(rig->config.language, sizeof rig->config.language, "%s",
                 catalogue->language[0].id);
        return;
    }
}

static int open_config(struct rig *rig, const struct app *app, const struct run_options *options,
                       struct error *error)
{
    config_default(&rig->config);
    if (options->simulated || options->replay)
        snprintf(rig->config.mat, sizeof rig->config.mat, "%s", SIMULATED_MAT);
    const char *path = options->config ? options->config : PATH_CONFIG;
    if ((options->config || !options->simulated) &&
        load_config(path, options->config != NULL, &rig->config, error))
        return EXIT_USAGE;
    if (options->language)
        snprintf(rig->config.language, sizeof rig->config.language, "%s", options->language);
    if (catalogue_find_language(&rig->catalogue, rig->config.language) < 0)
        speak_another(rig, app);
    if (catalogue_find_language(&rig->catalogue, rig->config.language) < 0) {
        error_set(error, "there is no language \"%s\"; its texts would be texts/%s.cfg",
                  rig->config.language, rig->config.language);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

static int open_mat(struct rig *rig, const struct app *app, const char *name, struct error *error)
{
    if (load_mat(app->assets, name, &rig->mat, error))
        return EXIT_USAGE;
    wires_of_mat(&rig->wires, &rig->mat);
    return EXIT_DONE;
}

/* A mat for recordings names no converters: there is nothing to sample. */
static int check_wired(const struct rig *rig, struct error *error)
{
    for (unsigned i = 0; i < rig->mat.pads; i++)
        if (rig->mat.pad[i].chip[0])
            return EXIT_DONE;
    error_set(error, "the mat \"%s\" says of no pad which chip reads it; choose a wired one",
              rig->mat.id);
    return EXIT_USAGE;
}

static int open_person(struct rig *rig, const struct app *app, const struct run_options *options,
                       struct error *error)
{
    char path[PATH_BYTES];
    paths_scenario(app->assets, options->scenario ? options->scenario : FIRST_SCENARIO, path,
                   sizeof path);
    if (load_scenario(path, &rig->scenario, error))
        return EXIT_USAGE;
    rig->person =
        person_open(&rig->scenario, options->seed, &rig->mat, &rig->catalogue, NULL, error);
    return rig->person ? EXIT_DONE : EXIT_USAGE;
}

static int start_simulated(struct rig *rig, const struct app *app,
                           const struct run_options *options, const struct pace *pace,
                           struct error *error)
{
    const struct sim_options sim = {
        .wires = rig->wires.wire,
        .pads = rig->mat.pads,
        .bus_hz = SIMULATED_BUS_HZ,
        .rate_hz = rig->config.rate_hz,
        .seed = options->seed,
        .threaded = pace_is_real(pace),
        .clock = pace->clock,
        .log = app->log,
    };
    rig->board = board_sim_open(&sim, error);
    return rig->board ? EXIT_DONE : EXIT_FAILED;
}

static int start_machine(struct rig *rig, const struct app *app, struct error *error)
{
    const struct station_config *config = &rig->config;
    const struct pi_options pi = {
        .wires = rig->wires.wire,
        .pads = rig->mat.pads,
        .bus = config->bus,
        .rate_hz = config->rate_hz,
        .gpio_chip = config->gpio_chip[0] ? config->gpio_chip : NULL,
        .button_line = config->button_line,
        .light_line = config->light_line[0] ? config->light_line : NULL,
        .log = app->log,
    };
    rig->board = board_pi_open(&pi, error);
    return rig->board ? EXIT_DONE : EXIT_FAILED;
}

static bool read_ahead(struct rig *rig)
{
    if (recording_next(rig->recording, &rig->next_frame) != 1)
        rig->recording_ended = true;
    return !rig->recording_ended;
}

static int open_replay(struct rig *rig, struct error *error)
{
    if (!read_ahead(rig)) {
        error_set(error, "the recording has no frames");
        return EXIT_USAGE;
    }
    const char *supply = recording_note(rig->recording, "supply", 0);
    rig->percent = supply != NULL;
    rig->wires.supply_pct = supply ? strtof(supply, NULL) : 0;
    return EXIT_DONE;
}

/* When the recorded run began, as it notes it; a time that cannot be that is not believed. */
static int64_t start_of_recording_ns(const struct rig *rig)
{
    const char *note = recording_note(rig->recording, "start", 0);
    const int64_t first_ns = rig->next_frame.time_ns;
    int64_t start_ns;
    if (!note || !recording_time(note, &start_ns) || start_ns > first_ns ||
        first_ns - start_ns > LONGEST_START_NS)
        return first_ns;
    return start_ns;
}

/* Times of a recording are moved so that its beginning is now. */
static int start_replay(struct rig *rig, const struct pace *pace, struct error *error)
{
    rig->board = board_replay_open(error);
    rig->replay_offset_ns = clock_now_ns(&pace->clock) - start_of_recording_ns(rig);
    return rig->board ? EXIT_DONE : EXIT_FAILED;
}

/* The mat of a recording: as told, else as the recording says, else by its number of pads. */
static const char *mat_of_recording(const struct rig *rig, const struct run_options *options)
{
    if (options->mat)
        return options->mat;
    const char *noted = recording_note(rig->recording, "mat", 0);
    if (noted)
        return noted;
    return recording_pads(rig->recording) == 32 ? "standard" : rig->config.mat;
}

static int check_pads(const struct rig *rig, struct error *error)
{
    if (!rig->recording || recording_pads(rig->recording) == rig->mat.pads)
        return EXIT_DONE;
    error_set(error,
              "the recording has %u pads and the mat \"%s\" %u; name the right one with --mat",
              recording_pads(rig->recording), rig->mat.id, rig->mat.pads);
    return EXIT_USAGE;
}

int rig_open(struct rig *rig, const struct app *app, const struct run_options *options,
             struct error *error)
{
    *rig = (struct rig){0};
    int status = open_assets(rig, app, error);
    if (!status)
        status = open_config(rig, app, options, error);
    if (status)
        return status;
    if (options->replay) {
        rig->recording = recording_open(options->replay, app->log, error);
        if (!rig->recording)
            return EXIT_USAGE;
    }
    const char *mat = options->mat ? options->mat : rig->config.mat;
    status = open_mat(rig, app, rig->recording ? mat_of_recording(rig, options) : mat, error);
    if (!status)
        status = check_pads(rig, error);
    if (status)
        return status;
    rig->percent = true;
    if (rig->recording)
        return open_replay(rig, error);
    status = check_wired(rig, error);
    return status || !options->simulated ? status : open_person(rig, app, options, error);
}

const char *rig_programme(const struct rig *rig, const struct run_options *options)
{
    if (options->programme)
        return options->programme;
    if (rig->recording)
        return recording_note(rig->recording, "programme", 0);
    return options->simulated && !options->scenario ? SIMULATED_PROGRAMME : NULL;
}

int rig_check_programme(const struct rig *rig, const struct app *app,
                        const struct run_options *options, struct error *error)
{
    const char *programme = rig_programme(rig, options);
    if (!programme || catalogue_find_programme(&rig->catalogue, programme) >= 0)
        return EXIT_DONE;
    shelf_refuse(app->assets, &rig->catalogue, programme, error);
    return EXIT_USAGE;
}

uint64_t rig_seed(const struct rig *rig, const struct run_options *options)
{
    const char *noted = rig->recording ? recording_note(rig->recording, "seed", 0) : NULL;
    return noted ? strtoull(noted, NULL, 10) : options->seed;
}

int rig_start(struct rig *rig, const struct app *app, const struct run_options *options,
              const struct pace *pace, struct error *error)
{
    if (rig->recording)
        return start_replay(rig, pace, error);
    if (options->simulated)
        return start_simulated(rig, app, options, pace, error);
    return start_machine(rig, app, error);
}

void rig_close(struct rig *rig)
{
    if (rig->board)
        rig->board->ops->close(rig->board);
    person_close(rig->person);
    recording_close(rig->recording);
    catalogue_unload(&rig->catalogue);
    shelf_close(&rig->shelf);
}

static void move_person(struct rig *rig, int64_t now_ns, const struct view *view)
{
    struct person_output *output = &rig->person_output;
    person_step(rig->person, now_ns, view, output);
    burden_board(rig->board, output);
    if (output->button_down != rig->button_was_down)
        board_sim_set_button(rig->board, output->button_down, now_ns);
    rig->button_was_down = output->button_down;
}

static enum press_kind press_of(const char *word)
{
    return !strcmp(word, "held")    ? PRESS_HELD
           : !strcmp(word, "leave") ? PRESS_LEAVE
           : !strcmp(word, "stuck") ? PRESS_STUCK
                                    : PRESS_SHORT;
}

/* "KIND TIME TURN", as run --record notes it; others leave out the turn that took it. False: it is
 * not its turn yet. */
static bool hand_press(struct rig *rig, const char *note, int64_t now_ns)
{
    char kind[16], time[32], turn[32] = "";
    int64_t time_ns, turn_ns;
    if (sscanf(note, "%15s %31s %31s", kind, time, turn) < 2 || !recording_time(time, &time_ns))
        return true;
    if (!recording_time(turn, &turn_ns))
        turn_ns = time_ns;
    if (turn_ns + rig->replay_offset_ns > now_ns)
        return false;
    const struct press press = {.time_ns = time_ns + rig->replay_offset_ns, .kind = press_of(kind)};
    board_replay_hand_press(rig->board, &press);
    return true;
}

static void hand_presses(struct rig *rig, int64_t now_ns)
{
    const char *note;
    while ((note = recording_note(rig->recording, "press", rig->pressed)) &&
           hand_press(rig, note, now_ns))
        rig->pressed++;
}

void rig_replay(struct rig *rig, int64_t now_ns)
{
    if (!rig->recording)
        return;
    hand_presses(rig, now_ns);
    while (!rig->recording_ended && rig->next_frame.time_ns + rig->replay_offset_ns <= now_ns) {
        rig->next_frame.time_ns += rig->replay_offset_ns;
        board_replay_hand_frame(rig->board, &rig->next_frame);
        if (!read_ahead(rig))
            board_replay_end(rig->board);
        hand_presses(rig, now_ns);
    }
}

void rig_move(struct rig *rig, int64_t now_ns, const struct view *view)
{
    if (rig->person)
        move_person(rig, now_ns, view);
}
