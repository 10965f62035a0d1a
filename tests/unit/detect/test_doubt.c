#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/doubt.h"

static const float TWO_OF_16 = 2.0f / 16;

/* Some alike, five seconds apart; returns what the last is believed. */
static float go_on(struct doubt *doubt, unsigned count, int64_t *time_ns, float blind)
{
    float trust = 0;
    for (unsigned i = 0; i < count; i++) {
        *time_ns += 5000000000;
        trust = doubt_next(doubt, *time_ns, 0.2f + 0.02f * (float)(i % 2), 1, blind);
    }
    return trust;
}

static void what_goes_on_alike_is_believed(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    for (unsigned i = 0; i < 12; i++)
        assert_true(go_on(&doubt, 1, &time_ns, 0) > 0.99f);
}

static void a_mat_that_is_blind_in_part_must_show_more(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    float before = 0;
    for (unsigned i = 0; i < 12; i++) {
        float trust = go_on(&doubt, 1, &time_ns, TWO_OF_16);
        assert_true(trust > before && trust < 0.99f);
        assert_true(i < 2 ? trust <= 0.5f : trust > 0.5f);
        before = trust;
    }
}

static void one_that_was_left_out_stays_in_doubt(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    go_on(&doubt, 4, &time_ns, 0);
    time_ns += 5000000000;
    float left_out = go_on(&doubt, 1, &time_ns, 0), later = go_on(&doubt, 3, &time_ns, 0);
    assert_true(left_out < 0.3f);
    assert_true(later > left_out && later < 0.5f);
}

static void what_somebody_else_may_have_hidden_stays_in_doubt_as_long_as_is_counted(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    go_on(&doubt, 4, &time_ns, 0);
    doubt_hide(&doubt);
    assert_true(go_on(&doubt, 2, &time_ns, 0) > 0.99f);
    time_ns += 5000000000;
    const float left_out = go_on(&doubt, 1, &time_ns, 0);
    assert_true(left_out < 0.3f && go_on(&doubt, 12, &time_ns, 0) <= left_out);
}

static void one_too_many_and_one_too_small_are_doubted(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    go_on(&doubt, 4, &time_ns, 0);
    assert_true(doubt_next(&doubt, time_ns + 1500000000, 0.2f, 1, 0) < 0.5f);
    doubt = (struct doubt){0};
    go_on(&doubt, 4, &time_ns, 0);
    assert_true(doubt_next(&doubt, time_ns + 5000000000, 0.09f, 1, 0) < 0.5f);
}

static void who_went_away_may_come_back_out_of_step(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    int64_t time_ns = 0;
    go_on(&doubt, 4, &time_ns, 0);
    doubt_break(&doubt);
    time_ns += 30000000000;
    assert_true(go_on(&doubt, 2, &time_ns, 0) > 0.99f);
}

static void what_is_hardly_seen_is_hardly_believed(void **state)
{
    (void)state;
    struct doubt doubt = {0};
    float clear = doubt_next(&doubt, 5000000000, 0.2f, 1, 0);
    float unclear = doubt_next(&doubt, 10000000000, 0.2f, 0.1f, 0);
    assert_true(unclear < 0.5f * clear);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_goes_on_alike_is_believed),
        cmocka_unit_test(a_mat_that_is_blind_in_part_must_show_more),
        cmocka_unit_test(one_that_was_left_out_stays_in_doubt),
        cmocka_unit_test(what_somebody_else_may_have_hidden_stays_in_doubt_as_long_as_is_counted),
        cmocka_unit_test(one_too_many_and_one_too_small_are_doubted),
        cmocka_unit_test(who_went_away_may_come_back_out_of_step),
        cmocka_unit_test(what_is_hardly_seen_is_hardly_believed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
