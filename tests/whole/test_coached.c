/* Every programme with simulated people of all sizes, on both mats. */
#include "whole/coached.h"

#include "catalogue/names.h"

#include <math.h>

static struct catalogue catalogue;
static struct snapshot snapshot;

static void print_line(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

/* Somebody who has had the demonstrations and the first weeks behind her. */
static int load_all(void **state)
{
    (void)state;
    struct complaints complaints = {.say = print_line};
    struct error error;
    if (load_catalogue("assets", &catalogue, &complaints, &error))
        return -1;
    snapshot.people = 1;
    snapshot.person[0].id = 1;
    snapshot.person[0].history.days_since_first = 100;
    snapshot.person[0].history.sessions = 2;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        struct setting *setting = &snapshot.person[0].setting[snapshot.person[0].settings++];
        snprintf(setting->key, sizeof setting->key, "shown.%.25s", catalogue.exercise[i].id);
        strcpy(setting->value, "2");
    }
    return 0;
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
    static const char *const outcomes[] = {"open", "done",         "by time",   "skipped",
                                           "hurt", "no equipment", "unfinished"};
    print_message("  %-20s %-5s %-8s credited %5.1f by time %5.1f planned %3u s, took %5.1f s; "
                  "%2u of %2u repetitions, %2u by tempo, truly %2u; %u pauses, %u broken\n",
                  step->exercise, side_name(step->side), outcomes[step->outcome],
                  step->credited_ms / 1e3, step->by_time_ms / 1e3, step->planned_ms / 1000,
                  step->elapsed_ms / 1e3, step->repetitions, step->planned_repetitions,
                  step->by_tempo_repetitions, coached_true_count(c, i, "rep"), step->pauses,
                  step->broken);
}

static void check_step(const struct coached *c, unsigned i)
{
    const struct step_record *step = &c->step[i];
    assert_true(step->credited_ms <= step->elapsed_ms);
    assert_true(step->outcome == STEP_DONE || step->outcome == STEP_BY_TIME);
    const bool rolled = step->kind == KIND_SMR; /* may end at its area's limit */
    if (step->outcome == STEP_DONE && step->by_time_ms == 0 && !step->planned_repetitions &&
        !step->broken && !rolled)
        assert_true(labs((long)step->credited_ms - (long)step->planned_ms) <= 1000);
}

struct tally {
    unsigned steps, seen; /* of exercises that the mat can see */
    double minutes;
};

static struct tally run(const char *mat, const char *scenario, const struct programme *programme)
{
    static struct coached c;
    struct tally tally = {0};
    coached_open(&c, &catalogue, &snapshot, mat, scenario, programme->id, 7);
    const bool ended = coached_run(&c, 90);
    tally.minutes = c.elapsed_s / 60;
    print_message("%s, %s, %s: %.1f minutes, card says %u\n", programme->id, mat, scenario,
                  tally.minutes, programme->minutes);
    for (unsigned i = 0; i < c.steps; i++) {
        const struct exercise *exercise =
            &catalogue.exercise[catalogue_find_exercise(&catalogue, c.step[i].exercise)];
        const bool can = exercise->sureness != SURENESS_LOW && exercise->watch != WATCH_NOTHING;
        print_step(&c, i);
        check_step(&c, i);
        tally.steps += can;
        tally.seen += can && c.step[i].by_time_ms == 0;
    }
    assert_true(ended);
    coached_close(&c);
    return tally;
}

static void run_all(const char *mat, const char *scenario)
{
    unsigned steps = 0, seen = 0;
    for (size_t i = 0; i < catalogue.programmes; i++) {
        if (catalogue.programme[i].open)
            continue;
        const struct tally tally = run(mat, scenario, &catalogue.programme[i]);
        steps += tally.steps;
        seen += tally.seen;
    }
    print_message("%s, %s: %u of %u steps that the mat can see were seen from start to end\n", mat,
                  scenario, seen, steps);
    assert_true(seen * 100 >= steps * 80);
}

static void every_programme_is_led_to_its_end_on_the_standard_mat(void **state)
{
    (void)state;
    run_all("standard", "first");
}

static void every_programme_is_led_to_its_end_on_the_small_mat(void **state)
{
    (void)state;
    run_all("small", "first");
}

static void a_small_slow_woman_is_led_through_every_programme(void **state)
{
    (void)state;
    run_all("standard", "small_slow");
}

static void a_tall_man_the_other_way_round_is_led_through_every_programme(void **state)
{
    (void)state;
    run_all("standard", "tall_turned");
}

/* As the card shows them to this person, with its half where it is short. */
static double shown_minutes(const char *programme)
{
    static struct snapshot known;
    static struct session_output output;
    struct mat mat;
    struct error error;
    known = snapshot;
    strcpy(known.setting[known.settings].key, "ready");
    strcpy(known.setting[known.settings++].value, "yes");
    strcpy(known.person[0].setting[known.person[0].settings].key, "health");
    strcpy(known.person[0].setting[known.person[0].settings++].value, "clear");
    mat_grid(&mat, 8, 4);
    const struct session_config config = {
        .catalogue = &catalogue, .mat = &mat, .snapshot = &known, .person = 1};
    struct session *session = session_open(&config, &error);
    assert_non_null(session);
    for (int64_t n = 1; n <= 3; n++) {
        const struct session_input input = {
            .time_ns = n * NS_PER_S, .presses = n > 1, .press = {{n * NS_PER_S, PRESS_SHORT}}};
        session_step(session, &input, &output);
    }
    double minutes = 0;
    for (unsigned i = 0; i < output.view->cards; i++) {
        const char *detail = output.view->card[i].detail;
        if (!strcmp(output.view->card[i].id, programme))
            minutes = strtod(detail, NULL) + (strstr(detail, "\xC2\xBD") ? 0.5 : 0);
    }
    session_close(session);
    return minutes;
}

static void the_minutes_on_the_cards_are_true_within_a_tenth(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.programmes; i++) {
        const struct programme *programme = &catalogue.programme[i];
        if (programme->open)
            continue;
        const struct tally tally = run("standard", "first", programme);
        const double shown = shown_minutes(programme->id);
        if (fabs(tally.minutes - shown) > 0.1 * shown)
            fail_msg("%s took %.1f minutes, its card says %.1f", programme->id, tally.minutes,
                     shown);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_programme_is_led_to_its_end_on_the_standard_mat),
        cmocka_unit_test(every_programme_is_led_to_its_end_on_the_small_mat),
        cmocka_unit_test(a_small_slow_woman_is_led_through_every_programme),
        cmocka_unit_test(a_tall_man_the_other_way_round_is_led_through_every_programme),
        cmocka_unit_test(the_minutes_on_the_cards_are_true_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
