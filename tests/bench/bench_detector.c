/* What one frame costs the signal and the detector together with everything on, recognition too,
 * by number of pads: the mean, and the longest. Recognition looks every three seconds, some
 * frames long; the layout of the body is found anew every second, in one frame. */
#include "detect/detector.h"
#include "load/load.h"
#include "signal/signal.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WARM = 2000, FRAMES = 6000 }; /* recognition begins after twelve seconds */

static const double LIMIT_US = 20; /* of 16 pads, and in proportion */

struct bench {
    struct mat mat;
    struct frame frame;
    struct loads loads;
    struct observation seen;
    struct exercise exercise;
    struct catalogue catalogue;
};

struct cost {
    double mean_us, most_us, usual_most_us; /* the last: of all but one frame in a thousand */
    size_t grown;
};

static double now_us(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now); /* others may run beside */
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

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static struct cost measure(struct bench *bench, unsigned rows, unsigned columns)
{
    static double spent_us[FRAMES];
    mat_grid(&bench->mat, rows, columns);
    struct signal *signal = signal_open(&bench->mat, NULL, NULL);
    struct detector *detector = detector_open(&bench->mat, &bench->catalogue.recognition, NULL);
    if (!signal || !detector)
        exit(1);
    detector_ask(detector, &(struct asked){.exercise = &bench->exercise});
    bench->frame.pads = bench->mat.pads;
    struct cost cost = {0};
    size_t before = mallinfo2().uordblks;
    for (unsigned i = 1; i <= WARM + FRAMES; i++) {
        fill(bench, i);
        double from_us = now_us();
        signal_step(signal, &bench->frame, &bench->loads);
        detector_step(detector, &bench->loads, &bench->seen);
        if (i > WARM)
            spent_us[i - WARM - 1] = now_us() - from_us;
    }
    cost.grown = mallinfo2().uordblks - before;
    detector_close(detector);
    signal_close(signal);
    for (unsigned i = 0; i < FRAMES; i++)
        cost.mean_us += spent_us[i] / FRAMES;
    qsort(spent_us, FRAMES, sizeof *spent_us, by_size);
    cost.most_us = spent_us[FRAMES - 1];
    cost.usual_most_us = spent_us[FRAMES - 1 - FRAMES / 1000];
    return cost;
}

static void complain(void *self, const char *line)
{
    (void)self;
    fprintf(stderr, "%s\n", line);
}

int main(void)
{
    static const unsigned sizes[][2] = {{1, 1}, {8, 2}, {8, 4}, {16, 8}, {32, 16}, {32, 32}};
    static struct bench bench;
    struct complaints complaints = {.say = complain};
    struct error error;
    if (load_catalogue("assets", &bench.catalogue, &complaints, &error)) {
        fprintf(stderr, "bench_detector: %s\n", error.text);
        return 1;
    }
    bench.exercise =
        (struct exercise){.id = "glute_bridge", .watch = WATCH_BRIDGE, .posture = POSTURE_SUPINE};
    printf("%-16s %9s %9s %7s %12s %9s %s\n", "detector, frame", "mean us", "limit us", "ratio",
           "99.9 % us", "most us", "bytes allocated");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct cost cost = measure(&bench, sizes[i][0], sizes[i][1]);
        double limit_us = LIMIT_US * fmax(bench.mat.pads / 16.0, 1);
        printf("%4u pads        %9.2f %9.0f %7.2f %12.1f %9.1f %zu\n", bench.mat.pads, cost.mean_us,
               limit_us, cost.mean_us / limit_us, cost.usual_most_us, cost.most_us, cost.grown);
    }
    catalogue_unload(&bench.catalogue);
    return 0;
}
