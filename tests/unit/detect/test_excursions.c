/* Repetitions that are ways from a place of rest and back: counted once each, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/excursions.h"

#include <math.h>
#include <string.h>

enum { HERTZ = 40 };
static const float LEAST = 0.02f;

/* Somebody whose shares lie between a place of rest, an other one, and where they came from. */
struct mover {
    struct excursions excursions;
    struct scene scene;
    unsigned count;
    int64_t first_from_ns, last_from_ns, last_to_ns;
    float last_clear;
    float drift;
};

static void mover_show(struct mover *mover, float away, float coming)
{
    float state[STATE_SIZE] = {0};
    state[1] = 0.5f - 0.1f * away - 0.4f * coming;
    state[2] = 0.3f + 0.1f * away + mover->drift;
    state[9] = 0.2f - mover->drift;
    state[20] = 0.4f * coming;
    struct excursion ended;
    mover->scene.interval_s = 1.0 / HERTZ;
    if (excursions_step(&mover->excursions, &mover->scene, state, &ended)) {
        if (mover->count++ == 0)
            mover->first_from_ns = ended.from_ns;
        mover->last_from_ns = ended.from_ns;
        mover->last_to_ns = ended.to_ns;
        mover->last_clear = ended.clear;
    }
    mover->scene.time_ns += 1000000000 / HERTZ;
    mover->scene.gap_ns = 0;
}

static void mover_stay(struct mover *mover, float away, double seconds)
{
    for (int i = 0; i < (int)(seconds * HERTZ); i++)
        mover_show(mover, away, 0);
}

static void mover_go(struct mover *mover, float from, float to, double seconds)
{
    int frames = (int)(seconds * HERTZ);
    for (int i = 0; i < frames; i++) {
        float part = 0.5f - 0.5f * cosf(3.1416f * (float)i / (float)frames);
        mover_show(mover, from + (to - from) * part, 0);
    }
}

/* Comes from elsewhere to a place, and rests. */
static void mover_arrive_at(struct mover *mover, float away, double rest_s)
{
    memset(mover, 0, sizeof *mover);
    excursions_reset(&mover->excursions, &(struct excursion_settings){LEAST, 3 * LEAST, 0});
    for (int i = 0; i < HERTZ; i++)
        mover_show(mover, away, 1);
    for (int i = 0; i < 2 * HERTZ; i++)
        mover_show(mover, away, 0.5f + 0.5f * cosf(3.1416f * (float)i / (2 * HERTZ)));
    mover_stay(mover, away, rest_s);
}

static void mover_arrive(struct mover *mover, double rest_s)
{
    mover_arrive_at(mover, 0, rest_s);
}

static void mover_repeat(struct mover *mover, unsigned times, float size, double seconds)
{
    for (unsigned i = 0; i < times; i++) {
        mover_go(mover, 0, size, 0.3 * seconds);
        mover_stay(mover, size, 0.2 * seconds);
        mover_go(mover, size, 0, 0.3 * seconds);
        mover_stay(mover, 0, 0.2 * seconds);
    }
}

static void every_excursion_is_counted_fast_and_slow(void **state)
{
    (void)state;
    for (double seconds = 2; seconds <= 12; seconds += 2) {
        struct mover mover;
        mover_arrive(&mover, 1);
        mover_repeat(&mover, 10, 1, seconds);
        assert_int_equal(mover.count, 10);
    }
}

static void the_first_counts_when_nobody_rests_before_it(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 0);
    mover_repeat(&mover, 6, 1, 4);
    assert_int_equal(mover.count, 6);
}

static void either_way_in_turn_counts_each(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    for (unsigned i = 0; i < 4; i++) {
        mover_repeat(&mover, 1, 1, 5);
        mover_repeat(&mover, 1, -1, 5);
    }
    assert_int_equal(mover.count, 8);
}

static void the_place_of_rest_may_drift(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    for (unsigned i = 0; i < 10; i++) {
        mover_repeat(&mover, 1, 1, 4);
        mover.drift += 0.008f;
    }
    assert_int_equal(mover.count, 10);
}

static void breathing_is_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 2);
    mover_repeat(&mover, 20, 0.1f, 4);
    assert_int_equal(mover.count, 0);
}

static void what_is_hardly_more_than_breathing_is_unclear(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 4, 1, 4);
    assert_true(mover.last_clear > 0.9f);
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 4, 0.26f, 4);
    assert_int_equal(mover.count, 4);
    assert_true(mover.last_clear > 0 && mover.last_clear < 0.5f);
}

static void shifting_a_little_and_getting_up_are_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 5, 1, 4);
    mover_repeat(&mover, 1, 0.35f, 4);
    mover_repeat(&mover, 1, -0.6f, 4);
    for (int i = 0; i < 3 * HERTZ; i++)
        mover_show(&mover, 0, fminf((float)i / (2 * HERTZ), 1));
    assert_int_equal(mover.count, 5);
}

static void sitting_up_and_back_is_none_and_says_nothing_of_those_that_follow(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 6, 1, 5);
    mover_go(&mover, 0, -2, 2);
    mover_stay(&mover, -2, 3);
    mover_go(&mover, -2, 0, 2);
    mover_stay(&mover, 0, 1);
    assert_int_equal(mover.count, 6);
    mover_repeat(&mover, 5, 1, 5);
    assert_int_equal(mover.count, 11);
}

static void a_long_wait_before_says_nothing_of_what_comes(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 40);
    mover_repeat(&mover, 8, 1, 3);
    assert_int_equal(mover.count, 8);
}

static void who_holds_long_is_still_back_at_home(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1.5);
    for (unsigned i = 0; i < 10; i++) {
        mover_go(&mover, 0, 2, 0.5);
        mover_stay(&mover, 2, 4.5);
        mover_go(&mover, 2, 0, 0.5);
        mover_stay(&mover, 0, 0.3);
    }
    assert_int_equal(mover.count, 10);
}

/* To a place on the way, from there to another (coming: which way) and back again the same way. */
static void mover_repeat_by(struct mover *mover, unsigned times, float coming, double rest_s)
{
    for (unsigned i = 0; i < times; i++) {
        mover_go(mover, 0, 1, 0.5);
        mover_stay(mover, 1, 1.2);
        for (int n = 0; n < 2 * HERTZ; n++) {
            float part = 0.5f - 0.5f * cosf(6.2832f * (float)n / (2 * HERTZ));
            mover_show(mover, 1, coming * fminf(1.3f * part, 1));
        }
        mover_stay(mover, 1, 1.2);
        mover_go(mover, 1, 0, 0.5);
        mover_stay(mover, 0, rest_s);
    }
}

static void who_pauses_on_the_way_is_counted_once(void **state)
{
    (void)state;
    const float ways[] = {0.2f, -0.2f, -0.3f};
    for (unsigned i = 0; i < 3; i++) {
        struct mover mover;
        mover_arrive(&mover, 1.5);
        mover_repeat_by(&mover, 8, ways[i], 0.4);
        assert_int_equal(mover.count, 8);
    }
}

/* Three places, each as far from the two others: seen along one way, any may lie between them. */
static void who_goes_by_a_second_place_to_a_third_and_back_is_counted_once(void **state)
{
    (void)state;
    for (double third_s = 0.6; third_s < 2; third_s += 0.2) {
        struct mover mover;
        mover_arrive(&mover, 1.5);
        for (unsigned i = 0; i < 8; i++) {
            mover_go(&mover, 0, 1, 0.4);
            mover_stay(&mover, 1, 1);
            for (int n = 0; n < HERTZ / 2; n++)
                mover_show(&mover, 1 - (float)n / (HERTZ / 2), 0.25f * (float)n / (HERTZ / 2));
            for (int n = 0; n < (int)(third_s * HERTZ); n++)
                mover_show(&mover, 0, 0.25f);
            for (int n = 0; n < HERTZ / 2; n++)
                mover_show(&mover, (float)n / (HERTZ / 2), 0.25f - 0.25f * (float)n / (HERTZ / 2));
            mover_stay(&mover, 1, 1);
            mover_go(&mover, 1, 0, 0.4);
            mover_stay(&mover, 0, 0.4);
        }
        assert_int_equal(mover.count, 8);
    }
}

static void what_is_passed_on_the_way_to_and_fro_is_not_home(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_go(&mover, 0, 0.5f, 1);
    mover_stay(&mover, 0.5f, 1); /* hesitates once */
    mover_go(&mover, 0.5f, 1, 1);
    mover_go(&mover, 1, 0.5f, 1);
    mover_stay(&mover, 0.5f, 1);
    for (unsigned i = 0; i < 8; i++) {
        mover_go(&mover, i ? 0 : 0.5f, 1, 2);
        mover_go(&mover, 1, 0, 2);
    }
    assert_in_range(mover.count, 8, 11); /* one each way until it is seen */
}

/* As before a walk: who stands in the middle of its way first, begins at one end, and comes back to
 * that by a last short step. */
static void where_one_stood_on_the_way_there_is_not_home(void **state)
{
    (void)state;
    for (float stood = 0.34f; stood < 0.5f; stood += 0.02f) {
        struct mover mover;
        mover_arrive_at(&mover, stood, 3);
        mover_go(&mover, stood, 0, 1);
        for (unsigned i = 0; i < 8; i++) {
            mover_stay(&mover, 0, 0.7);
            mover_go(&mover, 0, 1, 0.2);
            mover_stay(&mover, 1, 2);
            mover_go(&mover, 1, 0.15f, 0.2);
            mover_stay(&mover, 0.15f, 0.5);
            mover_go(&mover, 0.15f, 0, 0.3);
        }
        mover_stay(&mover, 0, 1);
        assert_int_equal(mover.count, 8);
    }
}

static void mover_step_there_and_back(struct mover *mover, unsigned times)
{
    for (unsigned i = 0; i < times; i++) {
        mover_go(mover, 0, 1, 0.5);
        mover_stay(mover, 1, 0.8);
        mover_go(mover, 1, 0.15f, 0.5);
        mover_go(mover, 0.15f, 0, 0.5);
        mover_stay(mover, 0, 0.2);
    }
    mover_stay(mover, 0, 1);
}

/* As when the side is changed: who comes by a place that is passed again later, and waits long for
 * the start at the end of the way, is at home where it waited. */
static void where_one_was_before_a_long_wait_is_not_home(void **state)
{
    (void)state;
    for (float was = 0.4f; was < 0.8f; was += 0.05f) {
        struct mover mover;
        mover_arrive_at(&mover, was, 1);
        mover_go(&mover, was, 0, 1);
        mover_stay(&mover, 0, 8);
        mover_step_there_and_back(&mover, 8);
        assert_int_equal(mover.count, 8);
    }
}

static void a_long_wait_is_no_part_of_the_first(void **state)
{
    (void)state;
    for (float was = 0.4f; was < 0.8f; was += 0.05f) {
        struct mover mover;
        mover_arrive_at(&mover, was, 1);
        mover_go(&mover, was, 0, 1);
        mover_stay(&mover, 0, 8);
        const int64_t begun_ns = mover.scene.time_ns;
        mover_step_there_and_back(&mover, 1);
        assert_int_equal(mover.count, 1);
        assert_in_range(mover.first_from_ns - begun_ns + 300000000, 0, 900000000);
    }
}

static void it_is_told_from_leaving_to_being_back(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 3, 1, 4);
    int64_t begun_ns = mover.scene.time_ns;
    mover_repeat(&mover, 1, 1, 4);
    assert_int_equal(mover.count, 4);
    assert_in_range(mover.last_from_ns - begun_ns, 100000000, 800000000);
    assert_in_range(mover.last_to_ns - begun_ns, 2300000000, 3600000000);
}

/* Across the way, as far as somebody stood from home on coming. */
static void mover_stand_beside(struct mover *mover, float beside)
{
    mover->drift = -0.4f * beside;
    mover_show(mover, 0, beside);
}

/* What lies beside home seems the same place along the way; the nearer one is it, though the first
 * excursion went so far at first that either would do. */
static void where_one_stood_beside_home_is_not_home(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 0);
    excursions_break(&mover.excursions);
    for (int i = 0; i < HERTZ; i++)
        mover_stand_beside(&mover, 0.2f);
    for (int i = 0; i <= HERTZ; i++)
        mover_stand_beside(&mover, 0.2f - 0.2f * (float)i / HERTZ);
    mover_stay(&mover, 0, 1);
    mover_go(&mover, 0, 1.7f, 0.5);
    mover_go(&mover, 1.7f, 1, 0.5);
    mover_stay(&mover, 1, 2);
    mover_go(&mover, 1, 0, 1);
    mover_stay(&mover, 0, 1);
    mover_repeat(&mover, 7, 1, 4);
    assert_int_equal(mover.count, 8);
}

/* Somebody who sits up in between, say: what was done at the new place is counted, if late. */
static void who_rests_at_another_place_is_counted_there(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 5, 1, 4);
    assert_int_equal(mover.count, 5);
    for (int i = 0; i < HERTZ; i++)
        mover_show(&mover, 0, 0.4f * (float)i / HERTZ);
    for (unsigned i = 0; i < 8; i++) {
        for (int n = 0; n < HERTZ; n++)
            mover_show(&mover, 0, 0.4f);
        for (int n = 0; n < 3 * HERTZ; n++)
            mover_show(&mover, 0.5f - 0.5f * cosf(6.2832f * (float)n / (3 * HERTZ)), 0.4f);
    }
    for (int n = 0; n < HERTZ; n++)
        mover_show(&mover, 0, 0.4f);
    assert_in_range(mover.count, 11, 13); /* the first of the eight come too late to be told */
}

static void across_a_gap_there_is_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_arrive(&mover, 1);
    mover_repeat(&mover, 3, 1, 4);
    mover_go(&mover, 0, 1, 1);
    mover.scene.time_ns += 5000000000;
    mover.scene.gap_ns = 5000000000;
    mover_stay(&mover, 0, 3);
    assert_int_equal(mover.count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_excursion_is_counted_fast_and_slow),
        cmocka_unit_test(the_first_counts_when_nobody_rests_before_it),
        cmocka_unit_test(either_way_in_turn_counts_each),
        cmocka_unit_test(the_place_of_rest_may_drift),
        cmocka_unit_test(breathing_is_none),
        cmocka_unit_test(what_is_hardly_more_than_breathing_is_unclear),
        cmocka_unit_test(shifting_a_little_and_getting_up_are_none),
        cmocka_unit_test(sitting_up_and_back_is_none_and_says_nothing_of_those_that_follow),
        cmocka_unit_test(a_long_wait_before_says_nothing_of_what_comes),
        cmocka_unit_test(who_holds_long_is_still_back_at_home),
        cmocka_unit_test(who_pauses_on_the_way_is_counted_once),
        cmocka_unit_test(who_goes_by_a_second_place_to_a_third_and_back_is_counted_once),
        cmocka_unit_test(what_is_passed_on_the_way_to_and_fro_is_not_home),
        cmocka_unit_test(where_one_stood_on_the_way_there_is_not_home),
        cmocka_unit_test(where_one_stood_beside_home_is_not_home),
        cmocka_unit_test(where_one_was_before_a_long_wait_is_not_home),
        cmocka_unit_test(a_long_wait_is_no_part_of_the_first),
        cmocka_unit_test(it_is_told_from_leaving_to_being_back),
        cmocka_unit_test(who_rests_at_another_place_is_counted_there),
        cmocka_unit_test(across_a_gap_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
