/* Whatever mat, rate, unit and nonsense: the same events for the same doings, and never harm. */
#include "unit/detect/floor.h"

enum { RUNS = 24 };

static unsigned dice;

static unsigned roll(unsigned sides)
{
    dice = dice * 1664525u + 1013904223u;
    return (dice >> 8) % sides;
}

/* Somebody comes, lies, lifts the middle now and then, goes. Load in newtons at a place. */
static float load_at(const struct mat *mat, const struct pad *pad, double seconds)
{
    if (seconds < 3 || seconds > 52)
        return 0;
    double x = (double)((pad->x_mm + pad->length_mm / 2) / mat->length_mm);
    double up = fmax(sin(seconds * 0.9), 0);
    double ends = exp(-pow((x - 0.15) / 0.08, 2)) + exp(-pow((x - 0.85) / 0.08, 2));
    double middle = exp(-pow((x - 0.5) / 0.1, 2));
    double breath = 1 + 0.01 * sin(seconds * 1.6);
    return (float)(breath * (ends * (300 + 150 * up) + middle * 450 * (1 - up)));
}

static void lay_out(struct mat *mat)
{
    if (roll(3) > 0) {
        mat_grid(mat, 1 + roll(32), 1 + roll(16));
        return;
    }
    mat_grid(mat, 1, 1);
    mat->pads = 1 + roll(200);
    for (unsigned i = 0; i < mat->pads; i++) {
        struct pad *pad = &mat->pad[i];
        *pad = (struct pad){.length_mm = 20 + (float)roll(400), .width_mm = 20 + (float)roll(300)};
        pad->x_mm = (float)roll(1800) * (1 - pad->length_mm / 1800);
        pad->y_mm = (float)roll(600) * (1 - pad->width_mm / 600);
    }
}

static struct floor *floor_on(const struct mat *mat)
{
    struct floor *floor = floor_open(1, 1);
    detector_close(floor->detector);
    signal_close(floor->signal);
    floor->mat = *mat;
    floor->signal = signal_open(mat, NULL, NULL);
    floor->detector = detector_open(mat, NULL, NULL);
    assert_non_null(floor->signal);
    assert_non_null(floor->detector);
    floor->frame.pads = mat->pads;
    return floor;
}

/* begun_ns: the time from which the sixty seconds are counted. */
static void live(struct floor *floor, float hertz, float unit, int64_t begun_ns)
{
    unsigned chance = 7;
    for (double t = 0; t < 60;) {
        chance = chance * 1664525u + 1013904223u;
        t += (0.7 + 0.6 * (chance >> 8) / 16777216.0) / (double)hertz;
        floor->seconds = t;
        floor->frame.time_ns = begun_ns + (int64_t)(t * 1e9);
        for (unsigned i = 0; i < floor->mat.pads; i++) {
            float load = load_at(&floor->mat, &floor->mat.pad[i], t);
            floor->frame.value[i] = unit * fmaxf(load + 2 + floor_random(floor), 0);
        }
        if (!signal_step(floor->signal, &floor->frame, &floor->loads))
            continue;
        detector_step(floor->detector, &floor->loads, &floor->seen);
        assert_true(floor->seen.events <= EVENTS_MAX);
        floor_keep_events(floor);
    }
    floor_finish(floor);
}

/* Powers of two, so that the arithmetic is the same to the last bit. */
static void the_unit_makes_no_difference_on_any_mat_at_any_rate(void **state)
{
    (void)state;
    static const float units[] = {1.0f / 1024, 1.0f / 16, 64, 1048576};
    static const float rates[] = {1, 3, 12, 60, 250};
    static struct mat mat;
    unsigned events = 0;
    for (unsigned run = 0; run < RUNS; run++) {
        dice = run;
        lay_out(&mat);
        float hertz = rates[roll(mat.pads > 128 ? 3 : 5)];
        struct floor *one = floor_on(&mat), *other = floor_on(&mat);
        live(one, hertz, 1, 0);
        live(other, hertz, units[run % 4], 0);
        assert_int_equal(one->events, other->events);
        for (unsigned i = 0; i < one->events; i++) {
            assert_int_equal(one->event[i].kind, other->event[i].kind);
            assert_true(one->event[i].time_ns == other->event[i].time_ns);
            assert_int_equal(one->event[i].pad, other->event[i].pad);
        }
        events += one->events;
        floor_close(one);
        floor_close(other);
    }
    assert_true(events > 10 * RUNS);
}

static void assert_same_but_later(const struct floor *one, const struct floor *other,
                                  int64_t later_ns)
{
    assert_int_equal(one->events, other->events);
    for (unsigned i = 0; i < one->events; i++) {
        const struct event *a = &one->event[i], *b = &other->event[i];
        assert_int_equal(a->kind, b->kind);
        assert_true(a->time_ns + later_ns == b->time_ns);
        assert_true(a->from_ns + later_ns == b->from_ns && a->to_ns + later_ns == b->to_ns);
    }
    assert_true(one->seen.time_ns + later_ns == other->seen.time_ns);
    assert_true(one->seen.hold.since_ns + later_ns == other->seen.hold.since_ns);
}

/* A recording's times may begin anywhere, a clock's when the machine was switched on. */
static void when_it_begins_makes_no_difference(void **state)
{
    (void)state;
    static const int64_t begun_ns[] = {INT64_C(-1000000000000), INT64_C(1700000000000000000)};
    static struct exercise exercise;
    static struct mat mat;
    unsigned repetitions = 0;
    mat_grid(&mat, 8, 4);
    for (unsigned watch = 0; watch < 2 * WATCHES; watch++) {
        exercise.watch = (enum watch)(watch / 2);
        struct floor *one = floor_on(&mat), *other = floor_on(&mat);
        detector_ask(one->detector, &(struct asked){.exercise = &exercise});
        detector_ask(other->detector, &(struct asked){.exercise = &exercise});
        live(one, 25, 1, 0);
        live(other, 25, 1, begun_ns[watch % 2]);
        assert_same_but_later(one, other, begun_ns[watch % 2]);
        repetitions += floor_count(one, EVENT_REP);
        floor_close(one);
        floor_close(other);
    }
    assert_true(repetitions > WATCHES);
}

static void nobody_is_missed_on_any_mat_at_any_rate(void **state)
{
    (void)state;
    static const float rates[] = {1, 3, 12, 60, 1000};
    for (unsigned run = 0; run < 10; run++) {
        struct mat *mat = calloc(1, sizeof *mat);
        assert_non_null(mat);
        mat_grid(mat, 4 + run * 3, run < 5 ? 2 : 8);
        struct floor *floor = floor_on(mat);
        live(floor, rates[run % (run < 5 ? 5 : 4)], 1, 0);
        assert_int_equal(floor_count(floor, EVENT_MAT_ON), 1);
        assert_int_equal(floor_count(floor, EVENT_MAT_OFF), 1);
        assert_int_equal(floor_count(floor, EVENT_PAD_FAULT), 0);
        floor_close(floor);
        free(mat);
    }
}

static float nonsense(void)
{
    static const float wild[] = {NAN, INFINITY, -INFINITY, -1, 0, 1e-38f, 3e38f, 1e20f};
    return roll(4) ? (float)roll(4096) : wild[roll(8)];
}

static void assert_sane(const struct floor *floor)
{
    const struct observation *seen = &floor->seen;
    assert_true(isfinite(floor->loads.total) && floor->loads.total >= 0);
    assert_true(seen->supports <= CONTACTS_MAX && seen->events <= EVENTS_MAX);
    for (unsigned i = 0; i < seen->events; i++) {
        const struct event *event = &seen->event[i];
        assert_true(event->from_ns <= event->time_ns && event->to_ns <= event->time_ns);
        assert_true(isfinite(event->share) && isfinite(event->confidence));
        assert_true(event->credited_ns >= 0);
    }
    for (unsigned i = 0; i < seen->supports; i++)
        assert_true(isfinite(seen->support[i].x_mm) && isfinite(seen->support[i].share));
}

static void nonsense_does_no_harm(void **state)
{
    (void)state;
    static struct mat mat;
    static struct exercise exercise;
    for (unsigned run = 0; run < RUNS; run++) {
        dice = 1000 + run;
        lay_out(&mat);
        struct floor *floor = floor_on(&mat);
        exercise.watch = (enum watch)roll(WATCH_SIDE_PLANK + 1);
        exercise.posture = (enum posture)roll(POSTURE_SUPINE + 1);
        detector_ask(floor->detector, &(struct asked){.exercise = &exercise});
        int64_t time_ns = roll(2) ? 0 : INT64_MAX / 2;
        for (int i = 0; i < 400; i++) {
            time_ns += roll(20) ? (int64_t)roll(200000000) : -(int64_t)roll(1000000000);
            if (roll(100) == 0)
                time_ns += INT64_C(86400000000000) * roll(400);
            floor->frame.time_ns = time_ns;
            floor->frame.pads = roll(10) ? mat.pads : roll(mat.pads + 1);
            for (unsigned k = 0; k < mat.pads; k++) {
                floor->frame.value[k] = nonsense();
                floor->frame.state[k] = (uint8_t)(roll(8) ? PAD_VALID : roll(PAD_STATES));
            }
            if (!signal_step(floor->signal, &floor->frame, &floor->loads))
                continue;
            detector_step(floor->detector, &floor->loads, &floor->seen);
            assert_sane(floor);
        }
        floor_finish(floor);
        floor_close(floor);
    }
}

static void a_mat_of_dead_pads_is_empty(void **state)
{
    (void)state;
    struct floor *floor = floor_open(8, 4);
    for (unsigned i = 0; i < 32; i++)
        floor->frame.state[i] = PAD_OFFLINE;
    floor_pass(floor, 30);
    assert_int_equal(floor->seen.presence, PRESENCE_NOBODY);
    assert_int_equal(floor->seen.pads_faulty, 32);
    assert_int_equal(floor_count(floor, EVENT_PAD_FAULT), 32);
    assert_int_equal(floor_count(floor, EVENT_MAT_ON), 0);
    floor_close(floor);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_unit_makes_no_difference_on_any_mat_at_any_rate),
        cmocka_unit_test(when_it_begins_makes_no_difference),
        cmocka_unit_test(nobody_is_missed_on_any_mat_at_any_rate),
        cmocka_unit_test(nonsense_does_no_harm),
        cmocka_unit_test(a_mat_of_dead_pads_is_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
