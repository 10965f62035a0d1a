/* Which of the places where a body rests is home. */
#include "unit/detect/mover.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_pauses_on_the_way_is_counted_once),
        cmocka_unit_test(who_goes_by_a_second_place_to_a_third_and_back_is_counted_once),
        cmocka_unit_test(what_is_passed_on_the_way_to_and_fro_is_not_home),
        cmocka_unit_test(where_one_stood_on_the_way_there_is_not_home),
        cmocka_unit_test(where_one_stood_beside_home_is_not_home),
        cmocka_unit_test(where_one_was_before_a_long_wait_is_not_home),
        cmocka_unit_test(a_long_wait_is_no_part_of_the_first),
        cmocka_unit_test(who_rests_at_another_place_is_counted_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
