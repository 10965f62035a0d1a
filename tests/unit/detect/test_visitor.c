/* Somebody else beside the person, and what only looks like that. */
#include "detect/visitor.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HERTZ = 25, PADS = 16 };

static struct mat mat;
static struct visitor *visitor;
static float load[PADS_MAX], own[PADS_MAX];
static double seconds;

static int open_floor(void **state)
{
    (void)state;
    visitor = calloc(1, sizeof *visitor);
    memset(load, 0, sizeof load);
    seconds = 0;
    mat_grid(&mat, 8, 2);
    visitor_reset(visitor, &mat);
    return visitor ? 0 : -1;
}

static int close_floor(void **state)
{
    (void)state;
    free(visitor);
    return 0;
}

/* 700 N on shoulders, hips and feet; the hips give a third of theirs to the others and take it
 * back, every four seconds. */
static void lie(float *force)
{
    const float up = 0.5f - 0.5f * cosf((float)seconds * 1.57f);
    memset(force, 0, PADS * sizeof *force);
    for (unsigned i = 0; i < 2; i++) {
        force[4 + i] = 110 + 30 * up;
        force[8 + i] = 180 - 60 * up;
        force[14 + i] = 60 + 30 * up;
    }
}

/* The largest part of the whole by which what is the person's is not what the person presses. */
static float pass(double for_s, unsigned first, float more)
{
    float person[PADS], worst = 0;
    for (double end = seconds + for_s; seconds < end; seconds += 1.0 / HERTZ) {
        lie(person);
        memcpy(load, person, sizeof person);
        for (unsigned i = 0; i < 2; i++)
            load[first + i] += more / 2;
        visitor_step(visitor, load, true, 1.0 / HERTZ, own);
        float off = 0;
        for (unsigned i = 0; i < PADS; i++)
            off += fabsf(own[i] - person[i]) / 700;
        worst = fmaxf(worst, off);
    }
    return worst;
}

static void who_steps_on_beside_is_left_out(void **state)
{
    (void)state;
    assert_true(pass(12, 0, 0) == 0);
    assert_true(pass(8, 14, 500) < 0.11f);
    assert_true(pass(8, 0, 0) == 0);
}

static void and_the_other_pads_are_followed_meanwhile(void **state)
{
    (void)state;
    pass(12, 0, 0);
    for (unsigned n = 0; n < 8 * HERTZ; n++) {
        pass(1.0 / HERTZ, 14, 500);
        assert_true(own[8] == load[8] && own[4] == load[4]);
        assert_true(own[14] < load[14] - 200);
    }
}

static void and_who_does_it_slowly(void **state)
{
    (void)state;
    pass(12, 0, 0);
    for (unsigned n = 1; n <= 20; n++)
        pass(0.04, 14, 25 * (float)n);
    assert_true(pass(6, 14, 500) < 0.15f);
}

static void who_walks_on_is_left_out_there_too(void **state)
{
    (void)state;
    pass(12, 0, 0);
    pass(2, 14, 500);
    assert_true(pass(2, 12, 500) < 0.11f);
}

/* The feet had pressed more there for a moment, so that not all of what comes is more than ever. */
static void who_steps_on_where_the_person_pressed_more_is_left_out_too(void **state)
{
    (void)state;
    static const float presses[] = {0, 100, 200, 100, 0};
    for (unsigned i = 0; i < 5; i++)
        pass(i < 2 ? 12 : 3, 14, presses[i]);
    pass(2, 14, 500);
    assert_true(own[14] < load[14] - 100);
}

static void before_the_person_lay_there_for_long_nobody_is_told_apart(void **state)
{
    (void)state;
    pass(5, 0, 0);
    assert_true(pass(5, 14, 500) > 0.6f);
}

static void what_comes_everywhere_is_no_visitor(void **state)
{
    (void)state;
    pass(12, 0, 0);
    for (unsigned i = 0; i < PADS; i++)
        load[i] += 80;
    visitor_step(visitor, load, true, 1.0 / HERTZ, own);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

/* On pads that level off the sum of the loads may come and go with the hips. */
static void what_comes_and_goes_at_one_place_is_the_person(void **state)
{
    (void)state;
    for (; seconds < 40; seconds += 1.0 / HERTZ) {
        lie(load);
        if (fmod(seconds, 16) > 14)
            load[8] = load[9] = 300;
        visitor_step(visitor, load, true, 1.0 / HERTZ, own);
        if (seconds > 16)
            assert_memory_equal(own, load, PADS * sizeof *own);
    }
}

static void press(unsigned first, unsigned count, float each, double for_s)
{
    for (unsigned i = first; i < first + count; i++)
        load[i] = each;
    for (double end = seconds + for_s; seconds < end; seconds += 1.0 / HERTZ)
        visitor_step(visitor, load, true, 1.0 / HERTZ, own);
}

static void who_sat_beside_with_the_feet_on_the_mat_and_lies_down_is_the_person(void **state)
{
    (void)state;
    press(12, 2, 120, 12);
    press(10, 2, 200, 3);
    press(4, 2, 150, 0.2);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

static void who_steps_on_where_a_cat_was_is_the_person(void **state)
{
    (void)state;
    press(10, 1, 44, 12);
    press(6, 4, 175, 0.04);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

static void what_an_empty_mat_says_is_nobody(void **state)
{
    (void)state;
    for (unsigned i = 0; i < PADS; i++)
        load[i] = 20;
    for (unsigned n = 0; n < 12 * HERTZ; n++)
        visitor_step(visitor, load, false, 1.0 / HERTZ, own);
    press(6, 2, 200, 0.04);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

static void who_stays_for_half_a_minute_is_how_it_is_now(void **state)
{
    (void)state;
    pass(12, 0, 0);
    assert_true(pass(20, 14, 500) < 0.11f);
    pass(12, 14, 500);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

static void after_a_gap_it_is_found_out_anew(void **state)
{
    (void)state;
    pass(12, 0, 0);
    pass(2, 14, 500);
    visitor_step(visitor, load, true, 0, own);
    assert_memory_equal(own, load, PADS * sizeof *own);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_floor, close_floor)
    const struct CMUnitTest tests[] = {
        CASE(who_steps_on_beside_is_left_out),
        CASE(and_the_other_pads_are_followed_meanwhile),
        CASE(and_who_does_it_slowly),
        CASE(who_walks_on_is_left_out_there_too),
        CASE(who_steps_on_where_the_person_pressed_more_is_left_out_too),
        CASE(before_the_person_lay_there_for_long_nobody_is_told_apart),
        CASE(what_comes_everywhere_is_no_visitor),
        CASE(what_comes_and_goes_at_one_place_is_the_person),
        CASE(who_sat_beside_with_the_feet_on_the_mat_and_lies_down_is_the_person),
        CASE(who_steps_on_where_a_cat_was_is_the_person),
        CASE(what_an_empty_mat_says_is_nobody),
        CASE(who_stays_for_half_a_minute_is_how_it_is_now),
        CASE(after_a_gap_it_is_found_out_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
