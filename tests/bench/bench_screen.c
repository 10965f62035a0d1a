/* What drawing costs, in CPU time of this process, and what it needs of memory: the exercise screen
 * at 1920 x 1080. */
#include "../pictures/samples.h"
#include "load/load.h"
#include "ui/ui.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 120 };

struct bench {
    struct catalogue catalogue;
    struct mat mat;
    struct view view;
    struct ui *ui;
    struct rect changed[UI_RECTS_MAX];
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void next_full(struct bench *bench, unsigned round)
{
    (void)round;
    ui_redraw(bench->ui);
}

static void next_ring(struct bench *bench, unsigned round)
{
    bench->view.ring.filled = 0.2F + (float)(round % 100) * 0.0033F;
    bench->view.ring.number = 10 + round % 20;
}

static void next_frame(struct bench *bench, unsigned round)
{
    next_ring(bench, round);
    bench->view.figure_phase = (float)round / 60.0F / 4.0F; /* 60 pictures a second, 4 s */
}

static void next_nothing(struct bench *bench, unsigned round)
{
    bench->view.time_ns = (int64_t)round * 16666667;
}

static void show(struct bench *bench, const char *sample)
{
    for (unsigned i = 0; i < samples_count(); i++)
        if (strcmp(samples_name(i), sample) == 0)
            samples_fill(i, &bench->catalogue, &bench->mat, 0, &bench->view);
}

/* A card and an exercise in turn, 18 pictures each: all that is on them fades. */
static void next_fade(struct bench *bench, unsigned round)
{
    if (round % 18 == 0)
        show(bench, round % 36 ? "hold" : "choose");
    bench->view.time_ns = (int64_t)round * 16666667;
}

static bool measure(struct bench *bench, const char *what, double limit_ms,
                    void (*next)(struct bench *, unsigned))
{
    double spent[ROUNDS];
    unsigned long rectangles = 0;
    size_t before = 0;
    for (unsigned i = 0; i < 2 * ROUNDS; i++) {
        if (i == ROUNDS)
            before = mallinfo2().uordblks;
        next(bench, i);
        const double from = cpu_ms();
        const unsigned count = ui_draw(bench->ui, &bench->view, bench->changed);
        if (i >= ROUNDS) {
            spent[i - ROUNDS] = cpu_ms() - from;
            rectangles += count;
        }
    }
    const long grown = (long)mallinfo2().uordblks - (long)before;
    qsort(spent, ROUNDS, sizeof *spent, compare);
    double mean = 0.0;
    for (unsigned i = 0; i < ROUNDS; i++)
        mean += spent[i] / ROUNDS;
    printf("%-34s %8.3f %8.3f %8.3f %8.2f %7.2f %6.1f %8ld\n", what, mean, spent[ROUNDS / 2],
           spent[ROUNDS * 95 / 100], limit_ms, mean / limit_ms, (double)rectangles / ROUNDS, grown);
    return mean <= limit_ms;
}

static long resident_kb(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[128];
    long kb = 0;
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &kb) == 1)
            break;
    if (status)
        fclose(status);
    return kb;
}

int main(void)
{
    static struct bench bench;
    struct complaints complaints = {0};
    struct error error = {""};
    if (load_catalogue("assets", &bench.catalogue, &complaints, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    mat_grid(&bench.mat, 8, 4);
    const struct ui_options options = {
        .width = 1920, .height = 1080, .catalogue = &bench.catalogue, .mat = &bench.mat};
    bench.ui = ui_open(&options, &error);
    if (!bench.ui) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    printf("screen, 1920 x 1080, CPU ms a picture over %d pictures\n", ROUNDS);
    printf("%-34s %8s %8s %8s %8s %7s %6s %8s\n", "", "mean", "median", "95 %", "limit", "ratio",
           "parts", "heap +");
    bool good = true;
    show(&bench, "hold");
    good &= measure(&bench, "exercise, everything", 8.0, next_full);
    good &= measure(&bench, "exercise, ring, number and figure", 2.0, next_frame);
    good &= measure(&bench, "exercise, ring and number", 0.5, next_ring);
    good &= measure(&bench, "exercise, nothing changed", 0.5, next_nothing);
    show(&bench, "roll");
    good &= measure(&bench, "rolling, ring, number and figure", 2.0, next_frame);
    good &= measure(&bench, "one screen fading into another", 8.0, next_fade);
    show(&bench, "history");
    good &= measure(&bench, "history, everything", 8.0, next_full);
    const long kb = resident_kb();
    printf("%-34s %8.1f %8s %8s %8.1f %7.2f\n", "most memory resident, MB", (double)kb / 1024.0, "",
           "", 60.0, (double)kb / 1024.0 / 60.0);
    ui_close(bench.ui);
    catalogue_unload(&bench.catalogue);
    return good && kb < 60 * 1024 ? 0 : 1;
}
