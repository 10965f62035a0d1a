#include "board/board.h"

#include "adc/wiring.h"
#include "base/ring.h"
#include "board/chip_lines.h"
#include "board/sampling.h"
#include "bus/i2c_linux.h"
#include "button/light.h"
#include "button/lines.h"
#include "button/press_reader.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    PRESSES_WAITING = 16,
    NAME_MAX_GPIO = 64,
    EDGES_KEPT = 16, /* by the kernel, at least; what came when it was full is lost */
};
static const int64_t retry_ns = 5 * NS_PER_S;

struct board_pi {
    struct board board;
    struct clock clock;
    const struct log *log;
    struct i2c_bus *bus;
    char bus_name[64];
    struct sampling *sampling;
    struct chip_lines told; /* which chips the log knows to be silent */
    struct lines *lines;    /* NULL: no button now */
    bool button_missed;     /* and that was said */
    int64_t look_again_ns;
    char chip_name[NAME_MAX_GPIO], button_name[NAME_MAX_GPIO], light_name[NAME_MAX_GPIO];
    struct press_reader reader;
    struct ring *presses;
    enum light light;
    int64_t light_ns;
    bool light_on;
};

static struct board_pi *pi_of(struct board *board)
{
    return (struct board_pi *)board;
}

static const char *or_null(const char *text)
{
    return text[0] ? text : NULL;
}

static void look_for_button(struct board_pi *pi, int64_t now_ns)
{
    if (pi->lines || now_ns < pi->look_again_ns)
        return;
    pi->look_again_ns = now_ns + retry_ns;
    struct error error = {""}, light_error = {""};
    struct lines_wanted wanted = {or_null(pi->chip_name), pi->button_name, or_null(pi->light_name)};
    pi->lines = lines_open(&wanted, &error, &light_error);
    if (pi->lines) {
        press_reader_begin(&pi->reader, lines_button_down(pi->lines), now_ns);
        if (pi->button_missed)
            log_line(pi->log, LOG_INFO, "the button is there now");
        if (light_error.text[0])
            log_line(pi->log, LOG_WARNING, "%s", light_error.text);
    } else if (!pi->button_missed) {
        log_line(pi->log, LOG_WARNING, "%s; going on without a button", error.text);
    }
    pi->button_missed = !pi->lines;
}

static void keep_presses(struct board_pi *pi, int64_t until_ns)
{
    struct press press;
    while (press_reader_time(&pi->reader, until_ns, &press))
        ring_push(pi->presses, &press, sizeof press);
}

static void read_button(struct board_pi *pi, int64_t now_ns)
{
    struct edge edge;
    unsigned edges = 0;
    for (; lines_next_edge(pi->lines, &edge); edges++) {
        keep_presses(pi, edge.time_ns);
        press_reader_edge(&pi->reader, edge.down, edge.time_ns);
    }
    if (edges >= EDGES_KEPT)
        press_reader_edge(&pi->reader, lines_button_down(pi->lines), now_ns);
    keep_presses(pi, now_ns);
}

static void lose_button(struct board_pi *pi, int64_t now_ns)
{
    log_line(pi->log, LOG_WARNING,
             "the button can no longer be read, its GPIO chip is gone; looking for it again");
    lines_close(pi->lines);
    pi->lines = NULL;
    pi->button_missed = true;
    pi->light_on = false;
    pi->look_again_ns = now_ns + retry_ns;
    press_reader_begin(&pi->reader, false, now_ns);
}

static void drive_light(struct board_pi *pi, int64_t now_ns)
{
    bool on = light_is_on(pi->light, now_ns - pi->light_ns);
    if (on != pi->light_on)
        lines_set_light(pi->lines, on);
    pi->light_on = on;
}

static void pi_step(struct board *board, int64_t now_ns)
{
    (void)board;
    (void)now_ns;
}

static bool pi_next_frame(struct board *board, struct frame *frame)
{
    return sampling_next_frame(pi_of(board)->sampling, frame);
}

static bool pi_next_press(struct board *board, struct press *press)
{
    struct board_pi *pi = pi_of(board);
    int64_t now_ns = clock_now_ns(&pi->clock);
    look_for_button(pi, now_ns);
    if (pi->lines) {
        read_button(pi, now_ns);
        drive_light(pi, now_ns);
        if (lines_failed(pi->lines))
            lose_button(pi, now_ns);
    }
    return ring_pop(pi->presses, press, sizeof *press);
}

static int64_t pi_button_down_ns(struct board *board)
{
    return press_reader_down_ns(&pi_of(board)->reader);
}

static void pi_set_light(struct board *board, enum light light)
{
    struct board_pi *pi = pi_of(board);
    if (light == pi->light)
        return;
    pi->light = light;
    pi->light_ns = clock_now_ns(&pi->clock);
}

static void pi_health(struct board *board, struct machine_health *health)
{
    struct board_pi *pi = pi_of(board);
    sampling_health(pi->sampling, health);
    health->button = pi->lines;
    health->button_stuck = pi->reader.down && pi->reader.stuck_told;
    snprintf(health->bus_name, sizeof health->bus_name, "%s", pi->bus_name);
    chip_lines_tell(&pi->told, health, pi->log);
}

static bool pi_finished(struct board *board)
{
    (void)board;
    return false;
}

static void pi_close(struct board *board)
{
    struct board_pi *pi = pi_of(board);
    sampling_close(pi->sampling);
    bus_close(pi->bus);
    lines_close(pi->lines);
    ring_close(pi->presses);
    free(pi);
}

static const struct board_ops pi_ops = {
    .step = pi_step,
    .next_frame = pi_next_frame,
    .next_press = pi_next_press,
    .button_down_ns = pi_button_down_ns,
    .set_light = pi_set_light,
    .health = pi_health,
    .finished = pi_finished,
    .close = pi_close,
};

static int open_parts(struct board_pi *pi, const struct pi_options *options, struct error *error)
{
    struct wiring *wiring = malloc(sizeof *wiring);
    pi->presses = ring_open(sizeof(struct press), PRESSES_WAITING);
    pi->bus = i2c_linux_open(options->bus);
    int status = -1;
    if (!wiring || !pi->presses || !pi->bus) {
        error_set(error, "no memory for the bus");
        goto out;
    }
    if (wiring_read(options->wires, options->pads, wiring, error) < 0)
        goto out;
    pi->sampling = sampling_open(&(struct sampling_options){.wiring = wiring,
                                                            .bus = pi->bus,
                                                            .clock = pi->clock,
                                                            .rate_hz = options->rate_hz,
                                                            .threaded = true},
                                 error);
    status = pi->sampling ? 0 : -1;
out:
    free(wiring);
    return status;
}

struct board *board_pi_open(const struct pi_options *options, struct error *error)
{
    struct board_pi *pi = calloc(1, sizeof *pi);
    if (!pi) {
        error_set(error, "no memory for the board");
        return NULL;
    }
    pi->board.ops = &pi_ops;
    pi->clock = clock_monotonic();
    pi->log = options->log;
    snprintf(pi->bus_name, sizeof pi->bus_name, "%s", options->bus);
    snprintf(pi->chip_name, sizeof pi->chip_name, "%s",
             options->gpio_chip ? options->gpio_chip : "");
    snprintf(pi->button_name, sizeof pi->button_name, "%s",
             options->button_line ? options->button_line : "GPIO17");
    snprintf(pi->light_name, sizeof pi->light_name, "%s",
             options->light_line ? options->light_line : "");
    if (open_parts(pi, options, error) < 0) {
        pi_close(&pi->board);
        return NULL;
    }
    look_for_button(pi, clock_now_ns(&pi->clock));
    return &pi->board;
}
