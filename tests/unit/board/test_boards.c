#include "board/board.h"
#include "board/chip_lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PADS = 16 };

static void wire_small(struct wire *wires)
{
    memset(wires, 0, PADS * sizeof *wires);
    for (unsigned i = 0; i < PADS; i++) {
        snprintf(wires[i].pad, sizeof wires[i].pad, "p%u", i);
        snprintf(wires[i].chip, sizeof wires[i].chip, "ads1115@0x%x", 0x48 + i / 4);
        wires[i].input = (uint8_t)(i % 4);
    }
}

static struct board *open_sim(bool threaded, int64_t *now_ns)
{
    struct wire wires[PADS];
    struct error error = {""};
    wire_small(wires);
    const struct sim_options options = {.wires = wires,
                                        .pads = PADS,
                                        .bus_hz = 400000,
                                        .rate_hz = 100,
                                        .seed = 3,
                                        .threaded = threaded,
                                        .clock =
                                            threaded ? clock_monotonic() : clock_manual(now_ns)};
    struct board *board = board_sim_open(&options, &error);
    if (!board)
        fail_msg("%s", error.text);
    return board;
}

static void press_one_pad(struct board *board, unsigned pad)
{
    float force_n[PADS] = {0};
    force_n[pad] = 200;
    board_sim_set_forces(board, force_n, PADS);
}

static unsigned most_loaded(const struct frame *frame)
{
    unsigned most = 0;
    for (unsigned i = 1; i < frame->pads; i++)
        if (frame->value[i] > frame->value[most])
            most = i;
    return most;
}

static void a_stepped_board_gives_a_hundred_frames_a_second_none_from_the_future(void **state)
{
    (void)state;
    int64_t now = 0;
    struct board *board = open_sim(false, &now);
    static struct frame frame;
    unsigned frames = 0;
    for (unsigned i = 0; i < 1000; i++) {
        now += NS_PER_MS;
        board->ops->step(board, now);
        while (board->ops->next_frame(board, &frame)) {
            assert_true(frame.time_ns <= now);
            assert_int_equal(frame.number, frames);
            frames++;
        }
    }
    assert_in_range(frames, 99, 100);
    board->ops->close(board);
}

static void a_force_on_a_pad_is_seen_on_that_pad(void **state)
{
    (void)state;
    int64_t now = 0;
    struct board *board = open_sim(false, &now);
    static struct frame frame;
    for (unsigned pad = 0; pad < PADS; pad++) {
        press_one_pad(board, pad);
        for (unsigned i = 0; i < 50; i++) {
            now += 10 * NS_PER_MS;
            board->ops->step(board, now);
            while (board->ops->next_frame(board, &frame))
                ;
        }
        assert_int_equal(most_loaded(&frame), pad);
        assert_int_equal(frame.state[pad], PAD_VALID);
    }
    board->ops->close(board);
}

static void the_same_seed_gives_the_same_frames(void **state)
{
    (void)state;
    static struct frame frame[2];
    for (unsigned run = 0; run < 2; run++) {
        int64_t now = 0;
        struct board *board = open_sim(false, &now);
        press_one_pad(board, 5);
        for (unsigned i = 0; i < 300; i++) {
            now += 10 * NS_PER_MS;
            board->ops->step(board, now);
            while (board->ops->next_frame(board, &frame[run]))
                ;
        }
        board->ops->close(board);
    }
    assert_int_equal(frame[0].time_ns, frame[1].time_ns);
    assert_memory_equal(frame[0].value, frame[1].value, PADS * sizeof frame[0].value[0]);
}

static void forces_may_be_set_while_the_sampler_runs(void **state)
{
    (void)state;
    struct board *board = open_sim(true, NULL);
    struct clock clock = clock_monotonic();
    static struct frame frame;
    unsigned frames = 0;
    while (frames < 30) {
        press_one_pad(board, frames % PADS);
        clock_sleep_until_ns(&clock, clock_now_ns(&clock) + NS_PER_MS);
        frames += board->ops->next_frame(board, &frame);
    }
    struct machine_health health;
    board->ops->health(board, &health);
    assert_int_equal(health.chips, 4);
    assert_true(health.simulated);
    assert_true(health.button);
    board->ops->close(board);
}

static void the_simulated_button_gives_its_presses(void **state)
{
    (void)state;
    int64_t now = 0;
    struct board *board = open_sim(false, &now);
    struct press press;
    board_sim_set_button(board, true, 100 * NS_PER_MS);
    board->ops->step(board, 200 * NS_PER_MS);
    assert_int_equal(board->ops->button_down_ns(board), 100 * NS_PER_MS);
    assert_false(board->ops->next_press(board, &press));
    board_sim_set_button(board, false, 300 * NS_PER_MS);
    board->ops->step(board, 400 * NS_PER_MS);
    assert_true(board->ops->next_press(board, &press));
    assert_int_equal(press.kind, PRESS_SHORT);
    assert_false(board->ops->next_press(board, &press));
    board->ops->close(board);
}

static void a_replay_gives_what_it_was_handed_and_then_ends(void **state)
{
    (void)state;
    struct error error;
    struct board *board = board_replay_open(&error);
    static struct frame frame = {.time_ns = 7, .pads = 2, .value = {1, 2}}, got;
    board_replay_hand_frame(board, &frame);
    board_replay_hand_press(board, &(struct press){9, PRESS_HELD});
    struct press press;
    assert_true(board->ops->next_frame(board, &got));
    assert_int_equal(got.time_ns, 7);
    assert_false(board->ops->next_frame(board, &got));
    assert_true(board->ops->next_press(board, &press));
    assert_int_equal(press.kind, PRESS_HELD);
    assert_false(board->ops->finished(board));
    board_replay_end(board);
    assert_true(board->ops->finished(board));
    board->ops->close(board);
}

static void a_wire_that_cannot_be_is_refused_in_one_line(void **state)
{
    (void)state;
    struct wire wires[PADS];
    struct error error = {""};
    wire_small(wires);
    wires[3].input = 9;
    const struct sim_options options = {.wires = wires, .pads = PADS, .clock = clock_monotonic()};
    assert_null(board_sim_open(&options, &error));
    assert_non_null(strstr(error.text, "p3"));
}

static void keep_line(void *self, enum log_level level, const char *line)
{
    (void)level;
    char *lines = self;
    strncat(lines, line, 900 - strlen(lines));
    strncat(lines, "\n", 900 - strlen(lines));
}

static void a_silent_chip_is_told_once_and_so_is_its_return(void **state)
{
    (void)state;
    char lines[1000] = "";
    const struct log log = {keep_line, lines, LOG_DEBUG};
    struct chip_lines told = {0};
    struct machine_health health = {.chips = 2, .bus_open = true};
    strcpy(health.chip[0].name, "ads1115@0x48");
    strcpy(health.chip[1].name, "ads1115@0x49");
    chip_lines_tell(&told, &health, &log);
    assert_string_equal(lines, "");
    health.chip[1].state = CHIP_OFFLINE;
    health.chip[1].failures[PAD_TIMEOUT] = 4;
    chip_lines_tell(&told, &health, &log);
    chip_lines_tell(&told, &health, &log);
    assert_non_null(strstr(lines, "ads1115@0x49 does not answer (the bus is stuck"));
    assert_ptr_equal(strchr(lines, '\n'), lines + strlen(lines) - 1);
    lines[0] = '\0';
    health.chip[1].state = CHIP_OK;
    chip_lines_tell(&told, &health, &log);
    assert_string_equal(lines, "converter ads1115@0x49 answers again\n");
}

static void the_cause_told_is_that_of_this_failure_and_not_of_earlier_ones(void **state)
{
    (void)state;
    char lines[1000] = "";
    const struct log log = {keep_line, lines, LOG_DEBUG};
    struct chip_lines told = {0};
    struct machine_health health = {.chips = 1, .bus_open = true};
    health.chip[0].failures[PAD_NACK] = 500;
    chip_lines_tell(&told, &health, &log);
    health.chip[0].state = CHIP_OFFLINE;
    health.chip[0].failures[PAD_NOT_READY] = 8;
    chip_lines_tell(&told, &health, &log);
    assert_non_null(strstr(lines, "its conversions do not end"));
}

static void a_bus_on_which_nobody_answers_is_one_line(void **state)
{
    (void)state;
    char lines[1000] = "";
    const struct log log = {keep_line, lines, LOG_DEBUG};
    struct chip_lines told = {0};
    struct machine_health health = {.chips = 2, .bus_open = false, .bus_name = "/dev/i2c-1"};
    health.chip[0].state = health.chip[1].state = CHIP_OFFLINE;
    health.chip[0].failures[PAD_NACK] = 8;
    chip_lines_tell(&told, &health, &log);
    assert_non_null(strstr(lines, "no converter answers on /dev/i2c-1"));
    assert_ptr_equal(strchr(lines, '\n'), lines + strlen(lines) - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stepped_board_gives_a_hundred_frames_a_second_none_from_the_future),
        cmocka_unit_test(a_force_on_a_pad_is_seen_on_that_pad),
        cmocka_unit_test(the_same_seed_gives_the_same_frames),
        cmocka_unit_test(forces_may_be_set_while_the_sampler_runs),
        cmocka_unit_test(the_simulated_button_gives_its_presses),
        cmocka_unit_test(a_replay_gives_what_it_was_handed_and_then_ends),
        cmocka_unit_test(a_wire_that_cannot_be_is_refused_in_one_line),
        cmocka_unit_test(a_silent_chip_is_told_once_and_so_is_its_return),
        cmocka_unit_test(the_cause_told_is_that_of_this_failure_and_not_of_earlier_ones),
        cmocka_unit_test(a_bus_on_which_nobody_answers_is_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
