#include "app/pipeline.h"

#include "app/wall.h"
#include "base/clock.h"

#include <stdio.h>

#define HEALTH_EVERY_NS NS_PER_S
#define LOG_EVERY_NS (600 * NS_PER_S)

void pipeline_press(struct pipeline *pipeline, const struct press *press)
{
    struct session_input *input = &pipeline->input;
    if (input->presses < PRESSES_MAX)
        input->press[input->presses++] = *press;
}

/* Answers come after a session's end, and days pass while nobody is there: what the next session is
 * chosen by is asked for when all is said, and now and then until somebody comes. */
static void ask_log(struct pipeline *pipeline)
{
    const bool idle = pipeline->output.view->screen == SCREEN_IDLE;
    const int64_t now_ns = pipeline->stepped_ns;
    if (idle && (!pipeline->was_idle || now_ns - pipeline->asked_log_ns >= LOG_EVERY_NS)) {
        pipeline->asked_log_ns = now_ns;
        store_want_snapshot(pipeline->store);
    }
    pipeline->was_idle = idle;
}

static void hand_on(struct pipeline *pipeline)
{
    const struct session_output *output = &pipeline->output;
    if (output->asked_changed)
        detector_ask(pipeline->detector, &output->asked);
    for (unsigned i = 0; i < output->records; i++) {
        summary_add(&pipeline->summary, &output->record[i]);
        store_put(pipeline->store, &output->record[i]);
    }
    if (pipeline->sound && output->volume_pct != pipeline->volume_pct) {
        pipeline->volume_pct = output->volume_pct;
        sound_set_volume(pipeline->sound, pipeline->volume_pct);
    }
    if (pipeline->sound && !pipeline->silent)
        for (unsigned i = 0; i < output->cues; i++)
            sound_play(pipeline->sound, &output->cue[i]);
    if (output->request != REQUEST_NONE)
        pipeline->request = output->request;
    pipeline->choosing = pipeline->choosing || output->choosing;
    if (output->session_ended) {
        pipeline->sessions_ended++;
        store_want_snapshot(pipeline->store);
    }
    ask_log(pipeline);
    if (output->view->light != pipeline->light) {
        pipeline->light = output->view->light;
        pipeline->board->ops->set_light(pipeline->board, pipeline->light);
    }
}

static void look_around(struct pipeline *pipeline, int64_t now_ns)
{
    struct session_input *input = &pipeline->input;
    /* Some come unasked: when the card fails or answers again, when the clock becomes known. */
    if (store_take_snapshot(pipeline->store, &pipeline->snapshot) &&
        (!pipeline->given || pipeline->sessions_ended > 0)) {
        input->snapshot = &pipeline->snapshot;
        pipeline->log_told = true;
    }
    if (now_ns - pipeline->asked_health_ns >= HEALTH_EVERY_NS) {
        pipeline->asked_health_ns = now_ns;
        pipeline->board->ops->health(pipeline->board, &pipeline->health);
        input->health = &pipeline->health;
        input->wall = wall_now(&pipeline->wall);
    }
}

static const char *press_word(enum press_kind kind)
{
    switch (kind) {
    case PRESS_SHORT: return "short";
    case PRESS_HELD: return "held";
    case PRESS_LEAVE: return "leave";
    case PRESS_STUCK: return "stuck";
    }
    return "";
}

/* A recording keeps what was pressed beside what was loaded, and in which turn the session was
 * told, so that it gives the same session. */
static void note_presses(const struct pipeline *pipeline, int64_t now_ns)
{
    const struct session_input *input = &pipeline->input;
    for (unsigned i = 0; pipeline->recorder && i < input->presses; i++) {
        char note[64];
        snprintf(note, sizeof note, "%s %.6f %.6f", press_word(input->press[i].kind),
                 (double)input->press[i].time_ns / 1e9, (double)now_ns / 1e9);
        recorder_note(pipeline->recorder, "press", note);
    }
}

static void step_session(struct pipeline *pipeline, int64_t time_ns)
{
    struct session_input *input = &pipeline->input;
    if (time_ns < pipeline->stepped_ns)
        time_ns = pipeline->stepped_ns;
    pipeline->stepped_ns = time_ns;
    look_around(pipeline, time_ns);
    input->time_ns = time_ns;
    session_step(pipeline->session, input, &pipeline->output);
    *input = (struct session_input){.wall = input->wall, .button_down_ns = input->button_down_ns};
    hand_on(pipeline);
}

/* Counts become percent before anything looks at them: what a recording keeps is then exactly what
 * the station saw. */
static void take_frame(struct pipeline *pipeline)
{
    if (pipeline->wires)
        wires_to_percent(pipeline->wires, &pipeline->frame);
    if (pipeline->recorder)
        recorder_put(pipeline->recorder, &pipeline->frame);
    if (!signal_step(pipeline->signal, &pipeline->frame, &pipeline->loads))
        return;
    detector_step(pipeline->detector, &pipeline->loads, &pipeline->observation);
    pipeline->input.observation = &pipeline->observation;
    pipeline->input.loads = &pipeline->loads;
    pipeline->input.frame = &pipeline->frame;
    step_session(pipeline, pipeline->frame.time_ns);
}

void pipeline_turn(struct pipeline *pipeline, int64_t now_ns, int64_t button_down_ns)
{
    struct board *board = pipeline->board;
    board->ops->step(board, now_ns);
    for (struct press press; board->ops->next_press(board, &press);)
        pipeline_press(pipeline, &press);
    note_presses(pipeline, now_ns);
    const int64_t board_down_ns = board->ops->button_down_ns(board);
    pipeline->input.button_down_ns = board_down_ns ? board_down_ns : button_down_ns;
    const int64_t before_ns = pipeline->stepped_ns;
    while (board->ops->next_frame(board, &pipeline->frame))
        take_frame(pipeline);
    if (pipeline->stepped_ns == before_ns)
        step_session(pipeline, now_ns);
}

enum session_request pipeline_take_request(struct pipeline *pipeline)
{
    const enum session_request request = pipeline->request;
    pipeline->request = REQUEST_NONE;
    return request;
}

const struct view *pipeline_view(const struct pipeline *pipeline)
{
    return pipeline->output.view;
}
