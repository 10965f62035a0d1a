#include "whole/coached.h"

#include "catalogue/names.h"

static struct catalogue catalogue;
static struct snapshot snapshot;

static void print_line(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static int load_all(void **state)
{
    (void)state;
    struct complaints complaints = {.say = print_line};
    struct error error;
    snapshot.people = 1;
    snapshot.person[0].id = 1;
    snapshot.person[0].history.days_since_first = 100;
    snapshot.person[0].history.sessions = 2;
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static int unload_all(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static void print_step(const struct coached *c, unsigned i)
{
    const struct step_record *step = &c->step[i];
    static const char *const outcomes[] = {"open", "done", "by time", "skipped",
                                           "hurt", "no equipment", "unfinished"};
    print_message("  %-20s %-5s %-8s planned %3u s credited %5.1f by time %5.1f of %5.1f s; "
                  "%2u of %2u reps, %2u by tempo, truly %2u; %u pauses, %u broken\n",
                  step->exercise, side_name(step->side), outcomes[step->outcome],
                  step->planned_ms / 1000, step->credited_ms / 1e3, step->by_time_ms / 1e3,
                  step->elapsed_ms / 1e3, step->repetitions, step->planned_repetitions,
                  step->by_tempo_repetitions, coached_true_count(c, i, "rep"), step->pauses,
                  step->broken);
}

static void run(const char *mat, const char *scenario, const struct programme *programme)
{
    static struct coached c;
    coached_open(&c, &catalogue, &snapshot, mat, scenario, programme->id, 7);
    const bool ended = coached_run(&c, 90);
    print_message("%s, %s, %s: %.1f minutes of %u\n", programme->id, mat, scenario,
                  c.elapsed_s / 60, programme->minutes);
    for (unsigned i = 0; i < c.steps; i++)
        print_step(&c, i);
    assert_true(ended);
    coached_close(&c);
}

static void every_programme_is_led_to_its_end(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.programmes; i++)
        if (!catalogue.programme[i].open)
            run("standard", "first", &catalogue.programme[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_programme_is_led_to_its_end),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
