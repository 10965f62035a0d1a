/* What one picture of a figure costs, in CPU time of this process, drawn as on the exercise screen
 * at 1920 x 1080; and what placing one body costs the simulated person. */
#include "body/segments.h"
#include "load/load.h"
#include "ui/figure.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 60, FIGURES_MOST = 128 };
static const double limit_ms = 1.0;

struct cost {
    const char *id;
    double ms;
};

static double cpu_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec * 1e-6;
}

static int compare(const void *a, const void *b)
{
    double x = ((const struct cost *)a)->ms, y = ((const struct cost *)b)->ms;
    return (x > y) - (x < y);
}

/* The median of the rounds: others use the machine too. */
static double cost_of(struct paint *paint, const struct figure *figure, struct figure_look *look)
{
    struct cost rounds[ROUNDS];
    for (unsigned i = 0; i < ROUNDS; i++) {
        look->phase = (float)i / ROUNDS;
        double before = cpu_ms();
        figure_draw(paint, figure, look);
        rounds[i] = (struct cost){figure->id, cpu_ms() - before};
    }
    qsort(rounds, ROUNDS, sizeof rounds[0], compare);
    return rounds[ROUNDS / 2].ms;
}

static double stance_us(const struct figure *figure)
{
    struct stance stance;
    float sum = 0;
    double before = cpu_ms();
    for (unsigned i = 0; i < 2000; i++) {
        figure_stance(figure, (float)i / 2000, i & 1, &body_standard, &stance, NULL, NULL);
        sum += stance.at[JOINT_CROWN].z;
    }
    return sum > 0 ? (cpu_ms() - before) / 2 : 0;
}

int main(void)
{
    struct catalogue catalogue;
    struct complaints complaints = {NULL, NULL, 0};
    struct error error;
    if (load_catalogue("assets", &catalogue, &complaints, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    static uint8_t pixels[1920 * 1080 * 4];
    const struct picture picture = {1920, 1080, 1920 * 4, pixels};
    struct paint *paint = paint_open(&picture, &error);
    if (!paint) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    struct figure_look look = {
        .x = 96, .y = 260, .width = 980, .height = 600, .glow = 1, .arrow = true, .mat = true};
    figure_palette_default(&look.palette, true);
    struct cost cost[FIGURES_MOST];
    unsigned count = 0;
    for (size_t i = 0; i < catalogue.figures && count < FIGURES_MOST; i++)
        cost[count++] =
            (struct cost){catalogue.figure[i].id, cost_of(paint, &catalogue.figure[i], &look)};
    qsort(cost, count, sizeof cost[0], compare);
    printf("figure, 980 x 600 of 1920 x 1080, CPU ms a picture, median of %d moments\n", ROUNDS);
    printf("%-34s %8s %8s %7s\n", "", "measured", "limit", "ratio");
    const struct cost *shown[] = {&cost[0], &cost[count / 2], &cost[count - 1]};
    const char *const words[] = {"cheapest", "middle", "dearest"};
    for (int i = 0; i < 3; i++)
        printf("%-12s %-21s %8.2f %8.2f %7.2f\n", words[i], shown[i]->id, shown[i]->ms, limit_ms,
               shown[i]->ms / limit_ms);
    printf("%-34s %8.2f us\n", "a body placed, bridge",
           stance_us(catalogue_find_figure(&catalogue, "glute_bridge")));
    paint_close(paint);
    catalogue_unload(&catalogue);
    return 0;
}
