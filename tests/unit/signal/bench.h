/* A mat under test: set the loads, let time pass. One stands at a time, for the test that runs. */
#ifndef MATSTATION_TESTS_SIGNAL_BENCH_H
#define MATSTATION_TESTS_SIGNAL_BENCH_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "signal/signal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HERTZ = 100 };

struct bench {
    struct mat mat;
    struct signal *signal;
    struct frame frame;
    struct loads loads;
    float load[PADS_MAX];
    float noise;
    int hertz;
    unsigned random;
};

static struct bench *bench;

static inline int open_bench(void **state)
{
    (void)state;
    bench = calloc(1, sizeof *bench);
    return bench == NULL;
}

static inline int close_bench(void **state)
{
    (void)state;
    signal_close(bench->signal);
    free(bench);
    return 0;
}

/* The mat is described already. */
static inline void begin_on_mat(const struct calibration *calibration)
{
    signal_close(bench->signal);
    bench->signal = signal_open(&bench->mat, calibration, NULL);
    assert_non_null(bench->signal);
    bench->frame.pads = bench->mat.pads;
    bench->noise = 1;
    bench->hertz = HERTZ;
    bench->random = 1;
}

static inline void begin(unsigned rows, unsigned columns, const struct calibration *calibration)
{
    mat_grid(&bench->mat, rows, columns);
    begin_on_mat(calibration);
}

static inline float random_part(void)
{
    bench->random = bench->random * 1664525u + 1013904223u;
    return (float)(bench->random >> 8) / 16777216.0f - 0.5f;
}

static inline void step(void)
{
    bench->frame.time_ns += 1000000000 / bench->hertz;
    for (unsigned i = 0; i < bench->frame.pads; i++)
        bench->frame.value[i] = fmaxf(bench->load[i] + bench->noise * 2 * random_part(), 0);
    assert_true(signal_step(bench->signal, &bench->frame, &bench->loads));
}

static inline void pass(float seconds)
{
    for (int i = 0; i < (int)(seconds * (float)bench->hertz); i++)
        step();
}

static inline void load_all(float load)
{
    for (unsigned i = 0; i < bench->mat.pads; i++)
        bench->load[i] = load;
}

static inline unsigned contacts(void)
{
    unsigned count = 0;
    for (unsigned i = 0; i < bench->loads.pads; i++)
        count += bench->loads.contact[i];
    return count;
}

static inline void load_each(const float *load)
{
    for (unsigned i = 0; i < bench->mat.pads; i++)
        bench->load[i] = load[i];
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

#endif
