#include "unit/detect/floor.h"

#include "detect/recognise.h"

/* Two classes that differ in one feature of the window: how much the whole load changes. */
static struct recognition two_classes(void)
{
    struct recognition numbers = {.classes = 2, .features = 116, .pairs = 1};
    strcpy(numbers.id[0], "restless");
    strcpy(numbers.id[1], "calm");
    for (unsigned i = 0; i < numbers.features; i++)
        numbers.scale[i] = 1000;
    enum { SPREAD_OF_WHOLE = 40 + 3 * 7 + 3 };
    numbers.mean[SPREAD_OF_WHOLE] = 0.2f;
    numbers.scale[SPREAD_OF_WHOLE] = 0.1f;
    numbers.pair[0] = (struct recognition_pair){
        .first = 0, .second = 1, .terms = 1, .feature = {SPREAD_OF_WHOLE}, .weight = {4}};
    return numbers;
}

struct watcher {
    struct recognise part;
    struct scene scene;
    struct observation seen;
    double seconds;
    unsigned said;
};

static void watch(struct watcher *watcher, float change, double seconds)
{
    for (double end = watcher->seconds + seconds; watcher->seconds < end;) {
        watcher->scene.interval_s = watcher->seconds > 0 ? 0.05 : 0;
        watcher->seconds += 0.05;
        watcher->scene.time_ns = (int64_t)(watcher->seconds * 1e9);
        for (unsigned row = 0; row < SCENE_ROWS; row++) {
            for (unsigned column = 0; column < SCENE_COLUMNS; column++)
                watcher->scene.held[row][column] =
                    10 + 10 * change * sinf((float)watcher->seconds * 2);
        }
        watcher->seen.events = 0;
        recognise_step(&watcher->part, &watcher->scene, &watcher->seen);
        watcher->said += watcher->seen.events;
    }
}

static struct watcher *watcher_open(const struct recognition *numbers)
{
    struct watcher *watcher = calloc(1, sizeof *watcher);
    assert_non_null(watcher);
    recognise_reset(&watcher->part, numbers);
    return watcher;
}

static void without_numbers_everything_is_unclear(void **state)
{
    (void)state;
    struct watcher *watcher = watcher_open(NULL);
    watch(watcher, 0.8f, 60);
    assert_string_equal(watcher->seen.recognised, "unclear");
    assert_int_equal(watcher->said, 0);
    free(watcher);
}

static void the_first_seconds_are_unclear_and_then_it_is_said_once(void **state)
{
    (void)state;
    struct recognition numbers = two_classes();
    struct watcher *watcher = watcher_open(&numbers);
    watch(watcher, 0.8f, 10);
    assert_string_equal(watcher->seen.recognised, "unclear");
    watch(watcher, 0.8f, 30);
    assert_string_equal(watcher->seen.recognised, "restless");
    assert_int_equal(watcher->said, 1);
    assert_true(watcher->seen.confidence > 0.5f && watcher->seen.confidence <= 1);
    free(watcher);
}

static void what_changes_for_long_changes_the_answer(void **state)
{
    (void)state;
    struct recognition numbers = two_classes();
    struct watcher *watcher = watcher_open(&numbers);
    watch(watcher, 0.8f, 40);
    watch(watcher, 0.01f, 150);
    assert_string_equal(watcher->seen.recognised, "calm");
    free(watcher);
}

static void what_looks_like_nothing_known_is_unclear(void **state)
{
    (void)state;
    struct recognition numbers = two_classes();
    numbers.classes = 3;
    strcpy(numbers.id[2], "other");
    for (unsigned i = 0; i < 60; i++) {
        numbers.mean[i] = 1000;
        numbers.scale[i] = 1;
    }
    struct watcher *watcher = watcher_open(&numbers);
    watch(watcher, 0.8f, 60);
    assert_string_equal(watcher->seen.recognised, "unclear");
    free(watcher);
}

static void a_slow_recording_has_as_many_samples_as_a_fast_one(void **state)
{
    (void)state;
    static struct past past;
    static struct scene scene;
    static const double intervals_s[] = {0.001, 0.05, 0.3, 1};
    for (unsigned i = 0; i < 4; i++) {
        unsigned added = 0;
        past_reset(&past);
        for (double t = 0; t < 20; t += intervals_s[i]) {
            scene.time_ns = (int64_t)(t * 1e9);
            scene.interval_s = t > 0 ? intervals_s[i] : 0;
            added += past_step(&past, &scene);
        }
        assert_in_range(added, 94, 101);
    }
}

/* The first frames tell no gap from a slow recording. */
static void however_long_a_frame_lasts_it_is_looked_at_for_a_minute_only(void **state)
{
    (void)state;
    static struct past past;
    static struct scene scene;
    past_reset(&past);
    past_step(&past, &scene);
    scene.time_ns = INT64_C(86400000000000);
    scene.interval_s = 86400;
    assert_int_equal(past_step(&past, &scene), PAST_SAMPLES);
    scene.time_ns += 1000000000;
    scene.interval_s = 1;
    assert_int_equal(past_step(&past, &scene), PAST_RATE);
}

static void fill_past(struct past *past, struct scene *scene, double from_s, double to_s)
{
    scene->interval_s = 0.05;
    for (double t = from_s; t < to_s; t += scene->interval_s) {
        scene->time_ns = (int64_t)(t * 1e9);
        for (unsigned i = 0; i < PAST_PADS; i++)
            (&scene->held[0][0])[i] = 20 + 5 * sinf((float)t * (1 + (float)(i % 7)) + (float)i);
        past_step(past, scene);
    }
}

/* The work is spread over many frames, and is that of the moment when it began. */
static void what_comes_while_it_looks_changes_nothing(void **state)
{
    (void)state;
    static struct past past;
    static struct scene scene;
    static struct features at_once, spread;
    unsigned steps = 1;
    past_reset(&past);
    fill_past(&past, &scene, 0, 80);
    features_begin(&at_once, &past, 0);
    while (!features_step(&at_once))
        continue;
    features_begin(&spread, &past, 0);
    for (; !features_step(&spread); steps++)
        fill_past(&past, &scene, 80 + 2 * steps, 82 + 2 * steps);
    assert_in_range(steps, 30, 45);
    assert_int_equal(at_once.count, 116);
    assert_int_equal(spread.count, at_once.count);
    assert_memory_equal(spread.value, at_once.value, sizeof spread.value);
}

/* A recording that ends while it is looked at is looked at to its end. */
static void the_last_look_is_taken_to_its_end(void **state)
{
    (void)state;
    struct recognition numbers = two_classes();
    struct watcher *watcher = watcher_open(&numbers);
    while (!watcher->part.looking)
        watch(watcher, 0.8f, 0.05);
    assert_string_equal(watcher->seen.recognised, "unclear");
    watcher->seen.events = 0;
    recognise_finish(&watcher->part, &watcher->seen);
    assert_string_equal(watcher->seen.recognised, "restless");
    assert_int_equal(watcher->seen.events, 1);
    free(watcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_numbers_everything_is_unclear),
        cmocka_unit_test(the_first_seconds_are_unclear_and_then_it_is_said_once),
        cmocka_unit_test(what_changes_for_long_changes_the_answer),
        cmocka_unit_test(what_looks_like_nothing_known_is_unclear),
        cmocka_unit_test(a_slow_recording_has_as_many_samples_as_a_fast_one),
        cmocka_unit_test(however_long_a_frame_lasts_it_is_looked_at_for_a_minute_only),
        cmocka_unit_test(what_comes_while_it_looks_changes_nothing),
        cmocka_unit_test(the_last_look_is_taken_to_its_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
