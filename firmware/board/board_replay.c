#include "board/board.h"

#include "base/ring.h"

#include <stdlib.h>

enum { FRAMES_WAITING = 64, PRESSES_WAITING = 64 };

struct board_replay {
    struct board board;
    struct ring *frames;
    struct ring *presses;
    bool ended;
    uint64_t count;
};

static struct board_replay *replay_of(struct board *board)
{
    return (struct board_replay *)board;
}

static void replay_step(struct board *board, int64_t now_ns)
{
    (void)board;
    (void)now_ns;
}

static bool replay_next_frame(struct board *board, struct frame *frame)
{
    return ring_pop(replay_of(board)->frames, frame, sizeof *frame);
}

static bool replay_next_press(struct board *board, struct press *press)
{
    return ring_pop(replay_of(board)->presses, press, sizeof *press);
}

static int64_t replay_button_down_ns(struct board *board)
{
    (void)board;
    return 0;
}

static void replay_set_light(struct board *board, enum light light)
{
    (void)board;
    (void)light;
}

static void replay_health(struct board *board, struct machine_health *health)
{
    const struct board_replay *replay = replay_of(board);
    *health = (struct machine_health){
        .frames = replay->count,
        .dropped = ring_dropped(replay->frames),
        .button = true,
        .simulated = true,
        .bus_name = "recording",
    };
}

static bool replay_finished(struct board *board)
{
    return replay_of(board)->ended;
}

static void replay_close(struct board *board)
{
    struct board_replay *replay = replay_of(board);
    ring_close(replay->frames);
    ring_close(replay->presses);
    free(replay);
}

static const struct board_ops replay_ops = {
    .step = replay_step,
    .next_frame = replay_next_frame,
    .next_press = replay_next_press,
    .button_down_ns = replay_button_down_ns,
    .set_light = replay_set_light,
    .health = replay_health,
    .finished = replay_finished,
    .close = replay_close,
};

struct board *board_replay_open(struct error *error)
{
    struct board_replay *replay = calloc(1, sizeof *replay);
    if (!replay)
        goto failed;
    replay->board.ops = &replay_ops;
    replay->frames = ring_open(sizeof(struct frame), FRAMES_WAITING);
    replay->presses = ring_open(sizeof(struct press), PRESSES_WAITING);
    if (!replay->frames || !replay->presses)
        goto failed;
    return &replay->board;
failed:
    error_set(error, "no memory for a replay");
    if (replay)
        replay_close(&replay->board);
    return NULL;
}

void board_replay_hand_frame(struct board *board, const struct frame *frame)
{
    struct board_replay *replay = replay_of(board);
    if (ring_push(replay->frames, frame, sizeof *frame))
        replay->count++;
}

void board_replay_hand_press(struct board *board, const struct press *press)
{
    ring_push(replay_of(board)->presses, press, sizeof *press);
}

void board_replay_end(struct board *board)
{
    replay_of(board)->ended = true;
}
