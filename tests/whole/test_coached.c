/* Every programme with simulated people of all sizes, on both mats. */
#include "whole/coached.h"

#include "catalogue/names.h"

#include <math.h>

enum { TAKEN_MAX = 96 };

static struct catalogue catalogue;
static struct snapshot snapshot;

static int load_all(void **state)
{
    (void)state;
    return coached_load(&catalogue, &snapshot);
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
};

/* How long each session took, of people who make no mistakes and take their time or not. */
static struct taken {
    const struct programme *programme;
    const char *mat, *scenario;
    unsigned sessions; /* before it: that chooses among alternating steps */
    bool new;          /* in the first weeks, and nothing was shown yet */
    double minutes;
} taken[TAKEN_MAX];
static unsigned takens;

static void note_taken(const struct programme *programme, const char *mat, const char *scenario,
                       double minutes)
{
    assert_true(takens < TAKEN_MAX);
    taken[takens++] = (struct taken){
        programme, mat, scenario, snapshot.person[0].history.sessions, false, minutes};
}

static struct tally run(const char *mat, const char *scenario, const struct programme *programme)
{
    static struct coached c;
    struct tally tally = {0};
    coached_open(&c, &catalogue, &snapshot, mat, scenario, programme->id, 7);
    const bool ended = coached_run(&c, 90);
    print_message("%s, %s, %s: %.1f minutes\n", programme->id, mat, scenario, c.elapsed_s / 60);
    note_taken(programme, mat, scenario, c.elapsed_s / 60);
    for (unsigned i = 0; i < c.steps; i++) {
        const struct exercise *exercise =
            &catalogue.exercise[catalogue_find_exercise(&catalogue, c.step[i].exercise)];
        const bool can = coached_can_be_seen(exercise);
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

static void an_unsteady_old_man_is_led_through_every_programme(void **state)
{
    (void)state;
    run_all("standard", "unsteady");
}

static void on_the_small_mat_the_slow_and_the_unsteady_are_led_to_the_end_too(void **state)
{
    (void)state;
    run_all("small", "small_slow");
    run_all("small", "unsteady");
}

static void the_other_of_the_alternating_steps_are_led_through_too(void **state)
{
    static const char *const people[] = {"first", "small_slow", "tall_turned", "unsteady"};
    (void)state;
    snapshot.person[0].history.sessions++;
    for (size_t i = 0; i < catalogue.programmes; i++)
        for (size_t who = 0; who < sizeof people / sizeof *people; who++)
            if (catalogue.programme[i].selections > 1)
                run("standard", people[who], &catalogue.programme[i]);
    snapshot.person[0].history.sessions--;
}

/* The station is set up, and the person well. */
static void be_known(struct snapshot *of)
{
    strcpy(of->setting[of->settings].key, "ready");
    strcpy(of->setting[of->settings++].value, "yes");
    strcpy(of->person[0].setting[of->person[0].settings].key, "health");
    strcpy(of->person[0].setting[of->person[0].settings++].value, "clear");
}

/* Here for the first time. */
static void make_new(struct snapshot *of)
{
    of->person[0].settings = 0;
    of->person[0].history.sessions = 0;
    of->person[0].history.days_since_first = -1;
}

/* Chosen at the cards by somebody who has answered the questions, and nothing more. */
static void run_new(const struct programme *programme)
{
    static struct coached c;
    static struct snapshot first;
    struct scenario scenario;
    scenario_default(&scenario);
    scenario.cards = 2;
    strcpy(scenario.card[0], programme->id);
    strcpy(scenario.card[1], "same");
    first = snapshot;
    make_new(&first);
    be_known(&first);
    coached_open_with(&c, &catalogue, &first, "standard", &scenario, NULL, 7);
    assert_true(coached_run(&c, 90));
    note_taken(programme, "standard", "new", c.elapsed_s / 60);
    taken[takens - 1].new = true;
    coached_close(&c);
}

static void a_newcomer_is_led_through_every_programme(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.programmes; i++)
        if (!catalogue.programme[i].open)
            run_new(&catalogue.programme[i]);
}

/* As the card shows them to this person, with its half where it is short. */
static double shown_minutes(const struct taken *of)
{
    static struct snapshot known;
    static struct session_output output;
    struct mat mat;
    struct error error;
    known = snapshot;
    known.person[0].history.sessions = of->sessions;
    if (of->new)
        make_new(&known);
    be_known(&known);
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
        if (!strcmp(output.view->card[i].id, of->programme->id))
            minutes = strtod(detail, NULL) + (strstr(detail, "\xC2\xBD") ? 0.5 : 0);
    }
    session_close(session);
    return minutes;
}

static void the_minutes_on_the_cards_are_true_within_a_tenth(void **state)
{
    (void)state;
    unsigned wrong = 0;
    for (unsigned i = 0; i < takens; i++) {
        const double shown = shown_minutes(&taken[i]);
        const double off_pct = 100 * (taken[i].minutes - shown) / shown;
        const bool right = fabs(off_pct) <= 10;
        print_message("%-12s %-9s %-11s card %4.1f took %4.1f minutes, %+5.1f %%%s\n",
                      taken[i].programme->id, taken[i].mat, taken[i].scenario, shown,
                      taken[i].minutes, off_pct, right ? "" : "  <");
        wrong += !right;
        assert_true(taken[i].new || fabs(shown - taken[i].programme->minutes) <= 0.5);
    }
    assert_true(takens > 0);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_programme_is_led_to_its_end_on_the_standard_mat),
        cmocka_unit_test(every_programme_is_led_to_its_end_on_the_small_mat),
        cmocka_unit_test(a_small_slow_woman_is_led_through_every_programme),
        cmocka_unit_test(a_tall_man_the_other_way_round_is_led_through_every_programme),
        cmocka_unit_test(an_unsteady_old_man_is_led_through_every_programme),
        cmocka_unit_test(on_the_small_mat_the_slow_and_the_unsteady_are_led_to_the_end_too),
        cmocka_unit_test(the_other_of_the_alternating_steps_are_led_through_too),
        cmocka_unit_test(a_newcomer_is_led_through_every_programme),
        cmocka_unit_test(the_minutes_on_the_cards_are_true_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
