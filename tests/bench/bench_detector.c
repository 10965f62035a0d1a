/* What one frame costs the signal and the detector together, by number of pads. */
#include "detect/detector.h"
#include "signal/signal.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WARM = 500, FRAMES = 3000 };

static const double LIMIT_US = 20; /* of 16 pads, and in proportion */

struct bench {
    struct mat mat;
    struct frame frame;
    struct loads loads;
    struct observation seen;
    struct exercise exercise;
};

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec * 1e-3;
}

/* Somebody lifting the hips every four seconds, with noise on every pad. */
static void fill(struct bench *bench, unsigned number)
{
    double t = number * 0.01, up = sin(t * M_PI / 2) > 0;
    bench->frame.time_ns = (int64_t)number * 10000000;
    for (unsigned i = 0; i < bench->mat.pads; i++) {
        const struct pad *pad = &bench->mat.pad[i];
        double x = (double)(pad->x_mm + pad->length_mm / 2) / 1800;
        double load = fabs(x - 0.2) < 0.1 || fabs(x - 0.8) < 0.08 ? 600 : 0;
        load += fabs(x - 0.5) < 0.1 && !up ? 800 : 0;
        bench->frame.value[i] = (float)(load + (number * 7919u + i * 104729u) % 17);
    }
}

static double measure(struct bench *bench, unsigned rows, unsigned columns, size_t *grown)
{
    mat_grid(&bench->mat, rows, columns);
    struct signal *signal = signal_open(&bench->mat, NULL, NULL);
    struct detector *detector = detector_open(&bench->mat, NULL, NULL);
    if (!signal || !detector)
        exit(1);
    detector_ask(detector, &(struct asked){.exercise = &bench->exercise});
    bench->frame.pads = bench->mat.pads;
    double spent_us = 0;
    size_t before = mallinfo2().uordblks;
    for (unsigned i = 1; i <= WARM + FRAMES; i++) {
        fill(bench, i);
        double from_us = now_us();
        signal_step(signal, &bench->frame, &bench->loads);
        detector_step(detector, &bench->loads, &bench->seen);
        if (i > WARM)
            spent_us += now_us() - from_us;
    }
    *grown = mallinfo2().uordblks - before;
    detector_close(detector);
    signal_close(signal);
    return spent_us / FRAMES;
}

int main(void)
{
    static const unsigned sizes[][2] = {{1, 1}, {8, 2}, {8, 4}, {16, 8}, {32, 16}, {32, 32}};
    static struct bench bench;
    bench.exercise =
        (struct exercise){.id = "glute_bridge", .watch = WATCH_BRIDGE, .posture = POSTURE_SUPINE};
    printf("%-28s %9s %9s %7s %s\n", "detector, one frame", "us", "limit us", "ratio",
           "bytes allocated");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t grown;
        double us = measure(&bench, sizes[i][0], sizes[i][1], &grown);
        double limit_us = LIMIT_US * fmax(bench.mat.pads / 16.0, 1);
        printf("%4u pads                    %9.2f %9.0f %7.2f %zu\n", bench.mat.pads, us, limit_us,
               us / limit_us, grown);
    }
    return 0;
}
