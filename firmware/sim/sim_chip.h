/* A simulated chip: bytes as they pass on the wire, each at its own time. A new chip is a model
 * with such a table. */
#ifndef MATSTATION_SIM_SIM_CHIP_H
#define MATSTATION_SIM_SIM_CHIP_H

#include <stdbool.h>
#include <stdint.h>

struct sim_chip;

/* Times are those of the wire, nanoseconds, and never go back for one chip. */
struct sim_chip_ops {
    /* Addressed; false: it does not acknowledge. */
    bool (*address)(struct sim_chip *chip, bool read, int64_t time_ns);
    /* The index-th byte of a message, at its acknowledge. */
    void (*write)(struct sim_chip *chip, unsigned index, uint8_t byte, int64_t time_ns);
    /* The index-th byte, at its first clock. */
    uint8_t (*read)(struct sim_chip *chip, unsigned index, int64_t time_ns);
    /* Power lost and back: the registers are as after power-on. */
    void (*power_on)(struct sim_chip *chip, int64_t time_ns);
    /* A byte to all chips at once, at its acknowledge; NULL: it does not heed general calls. */
    void (*general_call)(struct sim_chip *chip, uint8_t byte, int64_t time_ns);
    void (*close)(struct sim_chip *chip);
};

struct sim_chip {
    const struct sim_chip_ops *ops;
};

/* What lies on the inputs of a chip. */
struct sim_input {
    double (*volts)(void *self, unsigned input, int64_t time_ns);
    void *self;
};

/* The ways in which one ADS1x15 differs from the next. */
struct sim_oscillator {
    double error;           /* of its period: 0.1 is 10 % slow, -0.1 is 10 % fast */
    int64_t wake_ns;        /* from a start to its conversion: 25 to 110 us */
    int64_t wake_jitter_ns; /* up to so much more, another each time */
    uint64_t seed;
    double rarely; /* in this share of its starts, 0 to 1, it wakes up rare_wake_ns later */
    int64_t rare_wake_ns;
    bool shows_refused; /* a config that came while it converted does nothing, but can be read */
};

/* NULL when memory is short. They belong to the bus that they are put on. */
struct sim_chip *sim_ads1115_open(struct sim_input input, struct sim_oscillator oscillator);
struct sim_chip *sim_ads1015_open(struct sim_input input, struct sim_oscillator oscillator);
struct sim_chip *sim_ads7828_open(struct sim_input input);
struct sim_chip *sim_ads7830_open(struct sim_input input);

/* Faults of an ADS1x15: conversions that never end; an oscillator that drifts. */
void sim_ads1x15_freeze(struct sim_chip *chip, bool frozen);
void sim_ads1x15_set_error(struct sim_chip *chip, double error);

/* Starts that came while it converted, and so did nothing. */
uint64_t sim_ads1x15_refused(const struct sim_chip *chip);

#endif
