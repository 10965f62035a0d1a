/* How much a whole coached session costs: the simulated person's forces at 25 frames a second,
 * signal, detector and session, on one core. */
#include "whole/coached.h"

#include <time.h>

static double cpu_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void print_row(const char *what, double measured, double limit, const char *unit)
{
    printf("%-44s %10.3f %10.3f %-4s %6.2f\n", what, measured, limit, unit, measured / limit);
}

/* 25 minutes of session, whatever the programme's own length. */
static double per_25_minutes(const struct catalogue *catalogue, const struct snapshot *snapshot,
                             const char *mat, const char *programme)
{
    static struct coached c;
    coached_open(&c, catalogue, snapshot, mat, "first", programme, 1);
    const double before_s = cpu_s();
    coached_run(&c, 90);
    const double spent_s = cpu_s() - before_s;
    const double minutes = c.elapsed_s / 60;
    coached_close(&c);
    return minutes > 0 ? spent_s * 25 / minutes : 0;
}

int main(void)
{
    static struct catalogue catalogue;
    static struct snapshot snapshot;
    struct complaints complaints = {0};
    struct error error;
    if (load_catalogue("assets", &catalogue, &complaints, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    snapshot.people = 1;
    snapshot.person[0].id = 1;
    snapshot.person[0].history.days_since_first = 100;
    printf("%-44s %10s %10s %-4s %6s\n", "session", "measured", "limit", "", "ratio");
    print_row("25 minutes, standard mat, lower back",
              per_25_minutes(&catalogue, &snapshot, "standard", "lower_back"), 10, "s");
    print_row("25 minutes, small mat, lower back",
              per_25_minutes(&catalogue, &snapshot, "small", "lower_back"), 10, "s");
    print_row("25 minutes, standard mat, strong",
              per_25_minutes(&catalogue, &snapshot, "standard", "strong"), 10, "s");
    catalogue_unload(&catalogue);
    return 0;
}
