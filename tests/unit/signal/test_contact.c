/* When a pad is touched, and what must never be learned as empty. */
#include "bench.h"

static void an_empty_mat_with_offset_and_noise_has_no_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    for (unsigned i = 0; i < 16; i++)
        bench->load[i] = 40 + (float)i;
    for (int i = 0; i < 3000; i++) {
        step();
        assert_int_equal(contacts(), 0);
    }
}

static void a_mat_that_starts_loaded_has_contact_at_once(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[4] = bench->load[5] = 900;
    bench->load[6] = 400;
    pass(0.3f);
    assert_int_equal(contacts(), 3);
}

static void who_lies_on_all_of_a_mat_from_the_start_is_no_empty_mat(void **state)
{
    (void)state;
    static const float lies[] = {642,  676,  2225, 2249, 2779, 2802, 2903, 2943,
                                 2951, 2975, 7543, 7776, 7812, 7987, 8652, 8670};
    begin(8, 2, NULL);
    load_each(lies);
    pass(0.3f);
    assert_true(contacts() > 3);
}

static void an_empty_mat_of_unlike_pads_two_of_them_dead_has_no_contact(void **state)
{
    (void)state;
    static const float empty[] = {0, 0, 35, 40, 42, 50, 55, 60, 61, 64, 70, 72, 80, 85, 88, 250};
    begin(8, 2, NULL);
    bench->noise = 0;
    load_each(empty);
    pass(3);
    assert_int_equal(contacts(), 0);
}

static void contact_comes_within_a_fifth_of_a_second_and_goes_within_a_third(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(2);
    bench->load[3] = 500;
    pass(0.2f);
    assert_int_equal(contacts(), 1);
    pass(5);
    bench->load[3] = 0;
    pass(0.3f);
    assert_int_equal(contacts(), 0);
}

static void a_knock_shorter_than_a_tenth_of_a_second_is_no_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(1);
    for (int i = 0; i < 20; i++) {
        bench->load[3] = 500;
        pass(0.08f);
        bench->load[3] = 0;
        pass(0.4f);
        assert_int_equal(contacts(), 0);
    }
}

static void half_an_hour_of_creep_is_never_learned_as_empty(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->hertz = 10;
    pass(5);
    bench->load[2] = 600;
    for (int i = 0; i < 1800; i++) {
        pass(1);
        bench->load[2] = 600 + 300 * (1 - expf(-(float)i / 60));
        assert_true(bench->loads.contact[2] || i == 0);
    }
    assert_true(bench->loads.load[2] > 850);
}

static void who_lies_lightly_after_standing_is_never_learned_as_empty(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    pass(5);
    for (unsigned i = 0; i < 16; i += 2) {
        bench->load[i] = bench->load[i + 1] = 3500;
        pass(2);
        bench->load[i] = bench->load[i + 1] = 0;
    }
    load_all(430);
    pass(120);
    assert_true(bench->loads.total > 6000);
}

static void a_loaded_pad_that_slackens_by_a_third_stays_in_contact(void **state)
{
    (void)state;
    begin(8, 2, NULL);
    bench->load[2] = bench->load[3] = bench->load[9] = 600;
    pass(5);
    bench->load[2] = 400;
    pass(20);
    assert_true(bench->loads.contact[2]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(an_empty_mat_with_offset_and_noise_has_no_contact),
        CASE(a_mat_that_starts_loaded_has_contact_at_once),
        CASE(who_lies_on_all_of_a_mat_from_the_start_is_no_empty_mat),
        CASE(an_empty_mat_of_unlike_pads_two_of_them_dead_has_no_contact),
        CASE(contact_comes_within_a_fifth_of_a_second_and_goes_within_a_third),
        CASE(a_knock_shorter_than_a_tenth_of_a_second_is_no_contact),
        CASE(half_an_hour_of_creep_is_never_learned_as_empty),
        CASE(who_lies_lightly_after_standing_is_never_learned_as_empty),
        CASE(a_loaded_pad_that_slackens_by_a_third_stays_in_contact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
