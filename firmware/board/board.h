/* The machine below the station: frames, presses, health, a light. A Pi, a simulated machine, or a
 * recording played back: the station cannot tell which.
 *
 * One thread (main) calls all of this; a board that has a sampler thread hides it. */
#ifndef MATSTATION_BOARD_BOARD_H
#define MATSTATION_BOARD_BOARD_H

#include "base/clock.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/health.h"
#include "base/log.h"
#include "base/press.h"
#include "base/wire.h"
#include "sim/pads.h"

#include <stdbool.h>

struct board;

struct board_ops {
    /* In virtual time: do what is due up to now. Boards with a thread have nothing to do. */
    void (*step)(struct board *board, int64_t now_ns);
    bool (*next_frame)(struct board *board, struct frame *frame);
    bool (*next_press)(struct board *board, struct press *press);
    /* Since when a press has lasted; 0: there is none. */
    int64_t (*button_down_ns)(struct board *board);
    void (*set_light)(struct board *board, enum light light);
    void (*health)(struct board *board, struct machine_health *health);
    /* True once nothing more will come: a replay has ended. */
    bool (*finished)(struct board *board);
    void (*close)(struct board *board);
};

/* The first member of each kind of board. */
struct board {
    const struct board_ops *ops;
};

/* The highest count that the converter of a wire can give; 100 where nothing known is wired, as
 * with pads that only recordings have. */
float wire_span_count(const struct wire *wire);

/* The pads' supply, 3.3 V, in percent of that span; 0 where nothing known is wired. */
float wire_supply_pct(const struct wire *wire);

struct pi_options {
    const struct wire *wires;
    unsigned pads;
    const char *bus;         /* "/dev/i2c-1" */
    double rate_hz;          /* frames per second; 0: as fast as bus and converters go */
    const char *gpio_chip;   /* label or path; NULL: the Pi's header, found by its labels */
    const char *button_line; /* name or number; NULL: "GPIO17" */
    const char *light_line;  /* NULL: no light */
    const struct log *log;
};

/* What is missing is said in the log and in health, and retried. NULL and one line where memory is
 * short, or the wires cannot be (see adc/wiring.h). The caller closes every kind of board by its
 * ops. */
struct board *board_pi_open(const struct pi_options *options, struct error *error);

struct sim_options {
    const struct wire *wires;
    unsigned pads;
    double bus_hz;  /* 400000 */
    double rate_hz; /* frames per second, as pi_options */
    uint64_t seed;  /* spreads of pads and converters */
    bool threaded;  /* true: a sampler thread on clock; false: sampled by board step */
    struct clock clock;
    const struct log *log;
};

/* The simulated machine: the same drivers and sampler over simulated chips and pads. */
struct board *board_sim_open(const struct sim_options *options, struct error *error);

/* Forces on the pads from now on, newtons, one a pad. Any one thread; never blocks the sampler. */
void board_sim_set_forces(struct board *board, const float *force_n, unsigned pads);
/* What is wrong with a pad, from the next forces on; the thread that sets those. */
void board_sim_set_ailment(struct board *board, unsigned pad, enum pad_ailment ailment);
/* How warm and how worn (0..1) all pads are, likewise; until then 22 degrees and new. */
void board_sim_set_pads(struct board *board, float celsius, float worn);
void board_sim_set_button(struct board *board, bool down, int64_t time_ns);

/* Frames that the caller hands in, one by one (recordings, tests): they come out of next_frame.
 * hand_frame and hand_press copy. end marks the finish. */
struct board *board_replay_open(struct error *error);
void board_replay_hand_frame(struct board *board, const struct frame *frame);
void board_replay_hand_press(struct board *board, const struct press *press);
void board_replay_end(struct board *board);

#endif
