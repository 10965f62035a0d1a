#include "unit/detect/floor.h"

static struct floor *ground;

static int open_ground(void **state)
{
    (void)state;
    ground = floor_open(8, 2);
    return 0;
}

static int close_ground(void **state)
{
    (void)state;
    floor_close(ground);
    return 0;
}

/* Stands on four pads and sways a little, as everybody does. */
static void stand(float weight, float sway, double seconds)
{
    for (double end = ground->seconds + seconds; ground->seconds < end;) {
        float lean = sway * sinf((float)ground->seconds * 2.1f);
        for (unsigned i = 0; i < 4; i++)
            ground->load[6 + i] = weight / 4 * (1 + (i < 2 ? lean : -lean));
        floor_pass(ground, 0.1);
    }
}

static void leave(double seconds)
{
    memset(ground->load, 0, sizeof ground->load);
    floor_pass(ground, seconds);
}

static void stepping_on_and_off_is_said_once_each(void **state)
{
    (void)state;
    leave(2);
    for (int i = 0; i < 5; i++) {
        stand(4000, 0.05f, 3);
        leave(3);
    }
    assert_int_equal(floor_count(ground, EVENT_MAT_ON), 5);
    assert_int_equal(floor_count(ground, EVENT_MAT_OFF), 5);
}

static void it_is_known_within_a_fifth_of_a_second_that_somebody_came(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 0.2);
    assert_int_equal(floor_count(ground, EVENT_MAT_ON), 1);
}

static void somebody_who_sways_is_a_person_within_three_seconds(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 3);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

/* As if the ground were calibrated, or as usual pads are. */
static void stand_on_newtons(bool measured, float weight, double seconds)
{
    for (double end = ground->seconds + seconds; ground->seconds < end;) {
        const float lean = 0.05f * sinf((float)ground->seconds * 2.1f);
        for (unsigned i = 0; i < 4; i++)
            ground->load[6 + i] = weight / 4 * (1 + (i < 2 ? lean : -lean));
        ground->frame.time_ns = (int64_t)((ground->seconds += 0.02) * 1e9);
        memcpy(ground->frame.value, ground->load, ground->mat.pads * sizeof *ground->load);
        assert_true(signal_step(ground->signal, &ground->frame, &ground->loads));
        ground->loads.newton = 1;
        ground->loads.measured = measured;
        detector_step(ground->detector, &ground->loads, &ground->seen);
    }
}

static void where_newtons_are_measured_a_person_weighs_more_than_a_child(void **state)
{
    (void)state;
    leave(2);
    stand_on_newtons(true, 20 * 9.8f, 5);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
    leave(3);
    stand_on_newtons(true, 120 * 9.8f, 5);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
    leave(3);
    stand_on_newtons(true, 0.8f * 45 * 9.8f, 2);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void where_they_are_only_usual_a_cat_alone_is_too_light(void **state)
{
    (void)state;
    leave(2);
    stand_on_newtons(false, 1.5f * 5 * 9.8f, 20);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
    leave(3);
    stand_on_newtons(false, 0.5f * 45 * 9.8f, 5);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void what_stands_quite_still_is_something_only(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0, 20);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
}

/* Put down on one end, within some tenths of a second, and left there. */
static void what_is_put_down_and_rests_is_something_only(void **state)
{
    (void)state;
    leave(2);
    for (double from = ground->seconds; ground->seconds < from + 20;) {
        const float down = fminf((float)(ground->seconds - from) / 0.7f, 1);
        ground->load[6] = ground->load[7] = 1000 * down;
        ground->load[8] = ground->load[9] = 1000 * (2 - down);
        floor_pass(ground, 0.02);
        assert_int_not_equal(ground->seen.presence, PRESENCE_PERSON);
    }
}

/* Half a mat's length in two seconds, to and fro. */
static void who_walks_to_and_fro_is_a_person_when_standing(void **state)
{
    (void)state;
    leave(2);
    for (double from = ground->seconds; ground->seconds < from + 20;) {
        const float along = 2 + 4 * fabsf(fmodf((float)(ground->seconds - from), 4) / 2 - 1);
        const unsigned row = (unsigned)along;
        memset(ground->load, 0, sizeof ground->load);
        ground->load[2 * row] = ground->load[2 * row + 1] = 2000 * ((float)(row + 1) - along);
        ground->load[2 * row + 2] = ground->load[2 * row + 3] = 2000 * (along - (float)row);
        floor_pass(ground, 0.02);
        assert_int_not_equal(ground->seen.presence, PRESENCE_PERSON);
    }
    memset(ground->load, 0, sizeof ground->load);
    stand(4000, 0.05f, 4);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void what_lies_as_long_as_a_person_is_one_though_it_does_not_stir(void **state)
{
    (void)state;
    leave(2);
    for (unsigned i = 4; i < 6; i++)
        ground->load[i] = 500;
    for (unsigned i = 8; i < 10; i++)
        ground->load[i] = 800;
    for (unsigned i = 14; i < 16; i++)
        ground->load[i] = 300;
    floor_pass(ground, 3);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void what_stays_when_its_owner_has_left_is_no_person(void **state)
{
    (void)state;
    leave(2);
    stand_on_newtons(false, 700, 10);
    stand_on_newtons(false, 90, 3);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
    stand_on_newtons(false, 90, 20);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
    assert_int_equal(floor_count(ground, EVENT_MAT_OFF), 0);
    stand_on_newtons(false, 790, 3);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void whoever_comes_back_soon_and_as_heavy_is_the_same(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 10);
    leave(5);
    stand(3000, 0, 1);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
    leave(12);
    stand(3000, 0, 10);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
}

static void whoever_is_off_for_half_a_second_stays_a_person(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 10);
    leave(0.6);
    assert_int_equal(ground->seen.presence, PRESENCE_NOBODY);
    stand(1200, 0, 0.3);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

/* Of recorded people who press themselves up no more is felt for seconds. */
static void in_units_that_nobody_knows_a_light_one_stays_a_person(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 10);
    stand(600, 0.05f, 5);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void a_child_or_a_cat_after_its_owner_is_something_only(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 10);
    leave(3);
    stand(1000, 0.2f, 10);
    assert_int_equal(ground->seen.presence, PRESENCE_SOMETHING);
    leave(3);
    stand(2800, 0.05f, 3);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
}

static void half_a_body_over_the_edge_stays_a_person(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 10);
    stand(1200, 0.05f, 10);
    assert_int_equal(ground->seen.presence, PRESENCE_PERSON);
    assert_int_equal(floor_count(ground, EVENT_MAT_OFF), 0);
}

static void press(unsigned first, float load, float empty, double seconds)
{
    for (unsigned i = 0; i < 16; i++)
        ground->load[i] = empty + (i >= first && i < first + 4 ? load : 0);
    floor_pass(ground, seconds);
}

/* Nobody knows what an empty mat would say, then: it need not be the least so far. */
static void who_was_there_from_the_start_and_presses_lightly_elsewhere_is_still_there(void **state)
{
    (void)state;
    press(6, 3000, 0, 2);
    for (unsigned i = 0; i < 16; i++)
        ground->load[i] = i < 4 ? 200 : i >= 6 && i < 10 ? 75 : 0;
    floor_pass(ground, 5);
    assert_int_equal(floor_count(ground, EVENT_MAT_OFF), 0);
}

static void who_was_there_from_the_start_is_gone_when_all_pads_are_at_their_lowest(void **state)
{
    (void)state;
    ground->hertz = 10;
    press(6, 3000, 130, 2);
    press(0, 0, -130, 1 / (double)ground->hertz); /* one frame is lost */
    press(2, 3000, 130, 2);
    press(10, 3000, 130, 2);
    press(0, 0, 130, 0.5);
    assert_int_equal(floor_count(ground, EVENT_MAT_OFF), 1);
    press(6, 3000, 130, 0.3);
    assert_int_equal(floor_count(ground, EVENT_MAT_ON), 2);
}

static void a_region_comes_and_goes_with_its_place(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 5);
    leave(1);
    assert_int_equal(floor_count(ground, EVENT_CONTACT), 2);
    const struct event *came = floor_event(ground, EVENT_CONTACT, 0);
    assert_true(came->on && fabsf(came->x_mm - 900) < 60 && fabsf(came->y_mm - 300) < 60);
    assert_false(floor_event(ground, EVENT_CONTACT, 1)->on);
}

static void regions_that_merge_and_part_come_once(void **state)
{
    (void)state;
    leave(2);
    for (int i = 0; i < 10; i++) {
        ground->load[2] = ground->load[8] = 900;
        ground->load[4] = ground->load[6] = i % 2 ? 900 : 0;
        floor_pass(ground, 3);
    }
    unsigned gone = 0;
    for (unsigned i = 0; i < ground->events; i++)
        gone += ground->event[i].kind == EVENT_CONTACT && !ground->event[i].on;
    assert_int_equal(gone, 0);
}

static void a_dead_pad_with_a_constant_value_is_no_contact(void **state)
{
    (void)state;
    ground->noise = 0;
    for (double end = 30; ground->seconds < end;) {
        for (unsigned i = 0; i < 4; i++)
            ground->load[i] = 900 + 20 * floor_random(ground);
        ground->load[14] = ground->load[15] = 700;
        floor_step(ground, 0.05);
    }
    for (unsigned i = 0; i < ground->events; i++) {
        if (ground->event[i].kind == EVENT_CONTACT)
            assert_true(ground->event[i].x_mm < 1000);
    }
}

static void a_missing_pad_is_told_once_and_once_more_when_it_is_back(void **state)
{
    (void)state;
    leave(2);
    stand(4000, 0.05f, 2);
    ground->frame.state[7] = PAD_OFFLINE;
    stand(4000, 0.05f, 5);
    assert_int_equal(ground->seen.pads_faulty, 1);
    ground->frame.state[7] = PAD_VALID;
    stand(4000, 0.05f, 5);
    assert_int_equal(ground->seen.pads_faulty, 0);
    assert_int_equal(floor_count(ground, EVENT_PAD_FAULT), 1);
    assert_int_equal(floor_count(ground, EVENT_PAD_OK), 1);
    assert_int_equal(floor_event(ground, EVENT_PAD_FAULT, 0)->pad, 7);
    assert_int_equal(floor_event(ground, EVENT_PAD_OK, 0)->fault, PAD_FAULT_MISSING);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_ground, close_ground)
    const struct CMUnitTest tests[] = {
        CASE(stepping_on_and_off_is_said_once_each),
        CASE(it_is_known_within_a_fifth_of_a_second_that_somebody_came),
        CASE(somebody_who_sways_is_a_person_within_three_seconds),
        CASE(where_newtons_are_measured_a_person_weighs_more_than_a_child),
        CASE(where_they_are_only_usual_a_cat_alone_is_too_light),
        CASE(what_is_put_down_and_rests_is_something_only),
        CASE(who_walks_to_and_fro_is_a_person_when_standing),
        CASE(what_lies_as_long_as_a_person_is_one_though_it_does_not_stir),
        CASE(what_stays_when_its_owner_has_left_is_no_person),
        CASE(whoever_comes_back_soon_and_as_heavy_is_the_same),
        CASE(in_units_that_nobody_knows_a_light_one_stays_a_person),
        CASE(whoever_is_off_for_half_a_second_stays_a_person),
        CASE(what_stands_quite_still_is_something_only),
        CASE(a_child_or_a_cat_after_its_owner_is_something_only),
        CASE(half_a_body_over_the_edge_stays_a_person),
        CASE(who_was_there_from_the_start_and_presses_lightly_elsewhere_is_still_there),
        CASE(who_was_there_from_the_start_is_gone_when_all_pads_are_at_their_lowest),
        CASE(a_region_comes_and_goes_with_its_place),
        CASE(regions_that_merge_and_part_come_once),
        CASE(a_dead_pad_with_a_constant_value_is_no_contact),
        CASE(a_missing_pad_is_told_once_and_once_more_when_it_is_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
