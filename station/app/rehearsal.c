#include "app/rehearsal.h"

#include "app/burden.h"
#include "app/shelf.h"
#include "app/stop.h"
#include "app/wires.h"
#include "board/board.h"
#include "session/session.h"
#include "signal/signal.h"

#include <stdio.h>
#include <stdlib.h>

static const int64_t step_ns = 10 * NS_PER_MS, longest_ns = 3600 * NS_PER_S,
                     lingers_ns = 20 * NS_PER_S;

struct rehearsal {
    const struct rehearsal_options *options;
    int64_t now_ns;
    struct wires wires;
    struct board *board;
    struct signal *signal;
    struct detector *detector;
    struct session *session;
    struct snapshot snapshot; /* nothing has ever been done here */
    struct frame frame;
    struct loads loads;
    struct observation observation;
    struct session_input input;
    struct session_output output;
    struct person_output doing;
    bool button_down;
    int64_t ended_ns;
    unsigned long long frames; /* recorded */
};

static const char *programme_of(const struct rehearsal_options *options)
{
    return options->programme ? options->programme : "short";
}

int rehearsal_check(const struct rehearsal_options *options, struct error *error)
{
    const struct mat *mat = options->mat;
    for (unsigned i = 0; i < mat->pads; i++)
        if (!mat->pad[i].chip[0])
            return error_set(error, "mat %s: pad %s has no chip; a session needs a wired mat",
                             mat->id, mat->pad[i].name);
    if (catalogue_find_programme(options->catalogue, programme_of(options)) < 0)
        return shelf_refuse(options->assets, options->catalogue, programme_of(options), error);
    return 0;
}

static int open_board(struct rehearsal *rehearsal, struct error *error)
{
    wires_of_mat(&rehearsal->wires, rehearsal->options->mat);
    const struct sim_options sim = {
        .wires = rehearsal->wires.wire,
        .pads = rehearsal->options->mat->pads,
        .bus_hz = 400e3,
        .rate_hz = rehearsal->options->rate_hz,
        .seed = rehearsal->options->seed,
        .clock = clock_manual(&rehearsal->now_ns),
        .log = rehearsal->options->log,
    };
    rehearsal->board = board_sim_open(&sim, error);
    return rehearsal->board ? 0 : -1;
}

static int open_rooms(struct rehearsal *rehearsal, struct error *error)
{
    const struct rehearsal_options *options = rehearsal->options;
    const struct session_config config = {
        .catalogue = options->catalogue,
        .mat = options->mat,
        .snapshot = &rehearsal->snapshot,
        .programme = programme_of(options),
    };
    if (open_board(rehearsal, error))
        return -1;
    rehearsal->signal = signal_open(options->mat, NULL, error);
    rehearsal->detector = detector_open(options->mat, &options->catalogue->recognition, error);
    rehearsal->session = session_open(&config, error);
    if (!rehearsal->signal || !rehearsal->detector || !rehearsal->session)
        return -1;
    char supply[32];
    snprintf(supply, sizeof supply, "%.9g", (double)rehearsal->wires.supply_pct);
    recorder_note(options->recorder, "supply", supply);
    recorder_note(options->recorder, "programme", programme_of(options));
    signal_set_percent(rehearsal->signal, rehearsal->wires.supply_pct);
    return 0;
}

static void close_rooms(struct rehearsal *rehearsal)
{
    session_close(rehearsal->session);
    detector_close(rehearsal->detector);
    signal_close(rehearsal->signal);
    if (rehearsal->board)
        rehearsal->board->ops->close(rehearsal->board);
}

static void step_session(struct rehearsal *rehearsal, int64_t time_ns)
{
    struct session_input *input = &rehearsal->input;
    input->time_ns = time_ns;
    session_step(rehearsal->session, input, &rehearsal->output);
    *input = (struct session_input){0};
    if (rehearsal->output.asked_changed)
        detector_ask(rehearsal->detector, &rehearsal->output.asked);
    if (rehearsal->output.session_ended)
        rehearsal->ended_ns = time_ns;
}

static void take_presses(struct rehearsal *rehearsal)
{
    struct session_input *input = &rehearsal->input;
    struct press press;
    while (rehearsal->board->ops->next_press(rehearsal->board, &press)) {
        if (input->presses == PRESSES_MAX)
            continue;
        input->press[input->presses++] = press;
        char note[48];
        snprintf(note, sizeof note, "%s %.6f", press.kind == PRESS_HELD ? "held" : "short",
                 (double)press.time_ns / 1e9);
        recorder_note(rehearsal->options->recorder, "press", note);
    }
    input->button_down_ns = rehearsal->board->ops->button_down_ns(rehearsal->board);
}

static int take_frame(struct rehearsal *rehearsal)
{
    struct frame *frame = &rehearsal->frame;
    wires_to_percent(&rehearsal->wires, frame);
    if (recorder_put(rehearsal->options->recorder, frame))
        return -1;
    rehearsal->frames++;
    if (!signal_step(rehearsal->signal, frame, &rehearsal->loads))
        return 0;
    detector_step(rehearsal->detector, &rehearsal->loads, &rehearsal->observation);
    rehearsal->input.observation = &rehearsal->observation;
    rehearsal->input.loads = &rehearsal->loads;
    rehearsal->input.frame = frame;
    step_session(rehearsal, frame->time_ns);
    return 0;
}

/* The person acts on the view that the last step left. */
static int step(struct rehearsal *rehearsal, struct person *person)
{
    const struct board_ops *ops = rehearsal->board->ops;
    struct person_output *doing = &rehearsal->doing;
    person_step(person, rehearsal->now_ns, rehearsal->output.view, doing);
    burden_board(rehearsal->board, doing);
    if (doing->button_down != rehearsal->button_down)
        board_sim_set_button(rehearsal->board, doing->button_down, rehearsal->now_ns);
    rehearsal->button_down = doing->button_down;
    ops->step(rehearsal->board, rehearsal->now_ns);
    take_presses(rehearsal);
    bool seen = false;
    while (ops->next_frame(rehearsal->board, &rehearsal->frame)) {
        seen = true;
        if (take_frame(rehearsal))
            return -1;
    }
    if (!seen)
        step_session(rehearsal, rehearsal->now_ns);
    return 0;
}

int rehearse(const struct rehearsal_options *options, struct person *person, struct error *error)
{
    struct rehearsal *rehearsal = calloc(1, sizeof *rehearsal);
    if (!rehearsal)
        return error_set(error, "there is not enough memory");
    rehearsal->options = options;
    rehearsal->now_ns = NS_PER_S;
    int result = open_rooms(rehearsal, error);
    while (!result && !stop_wanted(options->stop) && rehearsal->now_ns < longest_ns &&
           (!rehearsal->ended_ns || rehearsal->now_ns < rehearsal->ended_ns + lingers_ns)) {
        if (step(rehearsal, person))
            result =
                error_set(error, "the recording cannot be written; is there room on the disk?");
        rehearsal->now_ns += step_ns;
    }
    person_recorded(person, rehearsal->frames);
    close_rooms(rehearsal);
    free(rehearsal);
    return result;
}
