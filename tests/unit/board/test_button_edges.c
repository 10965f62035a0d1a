/* The board of a Pi with a button whose edges the kernel cannot all keep, or whose chip goes. The
 * lines are the test's own; there is no bus. */
#include "board/board.h"
#include "button/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { KERNEL_KEEPS = 16 };

struct lines {
    struct edge kept[KERNEL_KEEPS];
    unsigned first, count;
    bool down, gone;
};

static struct lines button;

struct lines *lines_open(const struct lines_wanted *wanted, struct error *error,
                         struct error *light_error)
{
    (void)wanted, (void)error, (void)light_error;
    button = (struct lines){0};
    return &button;
}

void lines_close(struct lines *lines)
{
    (void)lines;
}

bool lines_next_edge(struct lines *lines, struct edge *edge)
{
    if (lines->count == 0)
        return false;
    *edge = lines->kept[lines->first];
    lines->first = (lines->first + 1) % KERNEL_KEEPS;
    lines->count--;
    return true;
}

bool lines_button_down(struct lines *lines)
{
    return lines->down;
}

bool lines_failed(const struct lines *lines)
{
    return lines->gone;
}

void lines_set_light(struct lines *lines, bool on)
{
    (void)lines, (void)on;
}

/* What finds no room is lost, but for the level. */
static void turn(bool down, int64_t time_ns)
{
    button.down = down;
    if (button.count < KERNEL_KEEPS)
        button.kept[(button.first + button.count++) % KERNEL_KEEPS] = (struct edge){down, time_ns};
}

static void a_release_that_bounces_more_than_the_kernel_keeps_is_still_a_release(void **state)
{
    (void)state;
    struct error error = {""};
    struct clock clock = clock_monotonic();
    struct board *board =
        board_pi_open(&(struct pi_options){.bus = "/dev/no-such-bus", .rate_hz = 100}, &error);
    assert_non_null(board);
    struct press press;
    int64_t now = clock_now_ns(&clock);
    turn(true, now - 900 * NS_PER_MS);
    assert_false(board->ops->next_press(board, &press));
    for (unsigned i = 0; i <= KERNEL_KEEPS; i++)
        turn(i % 2, now - 5 * NS_PER_MS + i * 100 * NS_PER_US);
    assert_false(button.down);
    assert_false(board->ops->next_press(board, &press));
    clock_sleep_until_ns(&clock, now + 300 * NS_PER_MS);
    assert_true(board->ops->next_press(board, &press));
    assert_int_equal(press.kind, PRESS_SHORT);
    assert_int_equal(board->ops->button_down_ns(board), 0);
    board->ops->close(board);
}

static void count_losses(void *self, enum log_level level, const char *line)
{
    (void)level;
    *(unsigned *)self += strstr(line, "the button can no longer be read") != NULL;
}

static void a_button_whose_chip_has_gone_is_told_once_and_is_not_pressed(void **state)
{
    (void)state;
    struct error error = {""};
    struct clock clock = clock_monotonic();
    unsigned told = 0;
    const struct log log = {count_losses, &told, LOG_DEBUG};
    struct board *board = board_pi_open(
        &(struct pi_options){.bus = "/dev/no-such-bus", .rate_hz = 100, .log = &log}, &error);
    assert_non_null(board);
    struct press press;
    turn(true, clock_now_ns(&clock) - 500 * NS_PER_MS);
    assert_false(board->ops->next_press(board, &press));
    assert_int_not_equal(board->ops->button_down_ns(board), 0);
    button.gone = true;
    assert_false(board->ops->next_press(board, &press));
    assert_false(board->ops->next_press(board, &press));
    struct machine_health health;
    board->ops->health(board, &health);
    assert_false(health.button);
    assert_int_equal(board->ops->button_down_ns(board), 0);
    board->ops->close(board);
    assert_int_equal(told, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_release_that_bounces_more_than_the_kernel_keeps_is_still_a_release),
        cmocka_unit_test(a_button_whose_chip_has_gone_is_told_once_and_is_not_pressed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
