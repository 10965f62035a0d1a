#include "board/board.h"

#include "adc/wiring.h"
#include "base/ring.h"
#include "board/sampling.h"
#include "button/press_reader.h"
#include "sim/machine.h"

#include <stdio.h>
#include <stdlib.h>

enum { PRESSES_WAITING = 64 };
static const double default_bus_hz = 400000;

struct board_sim {
    struct board board;
    /* In virtual time the scans have a clock of their own, which runs ahead of the last step by at
     * most one scan. */
    int64_t scan_ns;
    int64_t stepped_ns;
    struct clock clock;
    bool threaded;
    struct machine *machine;
    struct sampling *sampling;
    struct press_reader reader;
    struct ring *presses;
    bool frame_waits; /* a scan that ends after the last step */
    struct frame frame;
};

static struct board_sim *sim_of(struct board *board)
{
    return (struct board_sim *)board;
}

static int64_t sim_now_ns(const struct board_sim *sim)
{
    return sim->threaded ? clock_now_ns(&sim->clock) : sim->stepped_ns;
}

static void read_presses(struct board_sim *sim, int64_t now_ns)
{
    struct press press;
    while (press_reader_time(&sim->reader, now_ns, &press))
        ring_push(sim->presses, &press, sizeof press);
}

static void sim_step(struct board *board, int64_t now_ns)
{
    struct board_sim *sim = sim_of(board);
    sim->stepped_ns = now_ns;
    sampling_step(sim->sampling, now_ns);
    read_presses(sim, now_ns);
}

/* In virtual time a frame is handed out in the step in which its scan has ended. */
static bool sim_next_frame(struct board *board, struct frame *frame)
{
    struct board_sim *sim = sim_of(board);
    if (sim->threaded)
        return sampling_next_frame(sim->sampling, frame);
    if (!sim->frame_waits && !sampling_next_frame(sim->sampling, &sim->frame))
        return false;
    sim->frame_waits = sim->frame.time_ns > sim->stepped_ns;
    if (!sim->frame_waits)
        *frame = sim->frame;
    return !sim->frame_waits;
}

static bool sim_next_press(struct board *board, struct press *press)
{
    struct board_sim *sim = sim_of(board);
    read_presses(sim, sim_now_ns(sim));
    return ring_pop(sim->presses, press, sizeof *press);
}

static int64_t sim_button_down_ns(struct board *board)
{
    return press_reader_down_ns(&sim_of(board)->reader);
}

static void sim_set_light(struct board *board, enum light light)
{
    (void)board;
    (void)light;
}

static void sim_health(struct board *board, struct machine_health *health)
{
    struct board_sim *sim = sim_of(board);
    sampling_health(sim->sampling, health);
    health->simulated = true;
    health->button = true;
    health->button_stuck = sim->reader.stuck_told && sim->reader.down;
    snprintf(health->bus_name, sizeof health->bus_name, "simulated bus");
}

static bool sim_finished(struct board *board)
{
    (void)board;
    return false;
}

static void sim_close(struct board *board)
{
    struct board_sim *sim = sim_of(board);
    sampling_close(sim->sampling);
    machine_close(sim->machine);
    ring_close(sim->presses);
    free(sim);
}

static const struct board_ops sim_ops = {
    .step = sim_step,
    .next_frame = sim_next_frame,
    .next_press = sim_next_press,
    .button_down_ns = sim_button_down_ns,
    .set_light = sim_set_light,
    .health = sim_health,
    .finished = sim_finished,
    .close = sim_close,
};

static int open_parts(struct board_sim *sim, const struct sim_options *options, struct error *error)
{
    struct wiring *wiring = malloc(sizeof *wiring);
    if (!wiring)
        return error_set(error, "no memory for the simulated machine");
    int status = -1;
    if (wiring_read(options->wires, options->pads, wiring, error) < 0)
        goto out;
    double bus_hz = options->bus_hz > 0 ? options->bus_hz : default_bus_hz;
    sim->machine = machine_open(wiring, bus_hz, options->seed, sim->clock, error);
    if (!sim->machine)
        goto out;
    sim->presses = ring_open(sizeof(struct press), PRESSES_WAITING);
    if (!sim->presses) {
        error_set(error, "no memory for the simulated machine");
        goto out;
    }
    sim->sampling = sampling_open(&(struct sampling_options){.wiring = wiring,
                                                             .bus = machine_bus(sim->machine),
                                                             .clock = sim->clock,
                                                             .rate_hz = options->rate_hz,
                                                             .threaded = options->threaded},
                                  error);
    status = sim->sampling ? 0 : -1;
out:
    free(wiring);
    return status;
}

struct board *board_sim_open(const struct sim_options *options, struct error *error)
{
    struct board_sim *sim = calloc(1, sizeof *sim);
    if (!sim) {
        error_set(error, "no memory for the simulated machine");
        return NULL;
    }
    sim->board.ops = &sim_ops;
    sim->threaded = options->threaded;
    sim->scan_ns = sim->stepped_ns = options->threaded ? 0 : clock_now_ns(&options->clock);
    sim->clock = options->threaded ? options->clock : clock_manual(&sim->scan_ns);
    if (open_parts(sim, options, error) < 0) {
        sim_close(&sim->board);
        return NULL;
    }
    return &sim->board;
}

void board_sim_set_forces(struct board *board, const float *force_n, unsigned pads)
{
    machine_set_forces(sim_of(board)->machine, force_n, pads);
}

void board_sim_set_ailment(struct board *board, unsigned pad, enum pad_ailment ailment)
{
    machine_set_ailment(sim_of(board)->machine, pad, ailment);
}

void board_sim_set_pads(struct board *board, float celsius, float worn)
{
    machine_set_pads(sim_of(board)->machine, celsius, worn);
}

void board_sim_set_button(struct board *board, bool down, int64_t time_ns)
{
    struct board_sim *sim = sim_of(board);
    read_presses(sim, time_ns);
    press_reader_edge(&sim->reader, down, time_ns);
}
