#include "unit/detect/on_roller.h"

#include "detect/roller.h"

static void each_pass_is_a_stroke_of_its_direction(void **state)
{
    (void)state;
    begin();
    roll(30.2, 3);
    unsigned strokes = floor_count(ground, EVENT_STROKE);
    assert_in_range(strokes, 9, 10);
    for (unsigned i = 1; i < strokes; i++) {
        const struct event *before = floor_event(ground, EVENT_STROKE, i - 1);
        const struct event *stroke = floor_event(ground, EVENT_STROKE, i);
        assert_int_not_equal(stroke->direction, before->direction);
        assert_true(stroke->from_ns >= before->to_ns);
        assert_true(llabs(stroke->to_ns - stroke->from_ns - 3000000000) < 600000000);
        assert_true((stroke->direction == DIRECTION_FEET) == (stroke->to_mm > stroke->from_mm));
    }
    assert_int_equal(ground->seen.roller.strokes, strokes);
    assert_true(fabsf(ground->seen.roller.passes_per_min - 20) < 3);
}

static void rolling_on_is_no_pause_however_slow(void **state)
{
    (void)state;
    begin();
    roll(20, 2);
    roll(60, 4);
    floor_finish(ground);
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 0);
}

static void a_pause_is_credited_from_the_onset_of_stillness(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    double from_s = ground->seconds;
    stay(20, 3);
    assert_true(ground->seen.roller.paused);
    double to_s = ground->seconds;
    roll(6, 3);
    const struct event *pause = floor_event(ground, EVENT_PAUSE, 0);
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 1);
    assert_true(fabs((double)pause->from_ns * 1e-9 - from_s) < 0.4);
    assert_true(fabs((double)pause->to_ns * 1e-9 - to_s) < 0.4);
    assert_int_equal(pause->credited_ns, pause->to_ns - pause->from_ns);
}

static void who_waits_on_the_roller_and_then_rolls_is_still_only_where_it_rests(void **state)
{
    (void)state;
    ask_anything();
    begin();
    stay(20, 3);
    roll(16.4, 3);
    double from_s = ground->seconds;
    stay(10, 3);
    double to_s = ground->seconds;
    roll(6, 3);
    assert_paused_once(from_s, to_s, 0.8);
}

static void getting_up_from_a_spot_ends_its_pause(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    double from_s = ground->seconds;
    stay(12, 3);
    double to_s = ground->seconds;
    memset(ground->load, 0, sizeof ground->load);
    ground->load[10] = ground->load[11] = 350; /* stands */
    floor_pass(ground, 3);
    assert_paused_once(from_s, to_s, 0.4);
}

/* Stands before the spot is seen to be left; what was left last is an earlier one. */
static void who_is_seen_to_stand_first_is_credited_the_pause_all_the_same(void **state)
{
    (void)state;
    static struct roller part;
    static struct scene scene;
    static struct observation seen;
    roller_reset(&part, &ground->mat);
    part.present = part.paused = part.stillness.still = true;
    part.stillness.left_ns = 5000000000;
    part.paused_ns = part.stillness.since_ns = 10000000000;
    part.seen_ns = 20000000000;
    scene = (struct scene){.time_ns = 20020000000,
                           .interval_s = 0.02,
                           .mat = &ground->mat,
                           .asked.exercise = &glutes,
                           .x_mm = NAN};
    seen.presence = PRESENCE_PERSON;
    seen.posture = POSTURE_STANDING;
    roller_step(&part, &scene, &seen);
    assert_int_equal(seen.events, 1);
    assert_int_equal(seen.event[0].from_ns, 10000000000);
    assert_int_equal(seen.event[0].to_ns, 20000000000);
}

static void a_short_rest_is_told_when_it_ends_with_getting_up_and_a_turn_is_not(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    double from_s = ground->seconds;
    stay(2.4, 3);
    double to_s = ground->seconds;
    assert_false(ground->seen.roller.paused);
    get_up();
    assert_paused_once(from_s, to_s, 0.4);
    assert_int_equal(floor_event(ground, EVENT_PAUSE, 0)->region, REGION_GLUTES);
    floor_close(ground);
    open_ground(NULL);
    begin();
    roll(16.4, 3);
    stay(1, 3);
    get_up();
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 0);
}

/* Who has not rolled since then does not just turn. */
static void who_gets_up_and_rests_on_coming_back_is_credited_that(void **state)
{
    (void)state;
    static const double stays_s[] = {3, 6};
    for (unsigned i = 0; i < 2; i++) {
        floor_close(ground);
        open_ground(NULL);
        begin();
        roll(16.4, 3);
        get_up();
        floor_pass(ground, 2);
        double from_s = ground->seconds;
        stay(stays_s[i], 3);
        double to_s = ground->seconds;
        roll(15, 3);
        assert_paused_once(from_s, to_s, 0.5);
    }
}

/* Slow passes, quick ones, pauses short and long. */
static void pauses_are_found_at_any_pace(void **state)
{
    (void)state;
    static const double paces_s[] = {1.2, 2, 4, 5.5};
    for (unsigned i = 0; i < 8; i++) {
        const double pass_s = paces_s[i / 2], stays_s = i % 2 ? 30 : 6;
        floor_close(ground);
        open_ground(NULL);
        begin();
        roll(5.4 * pass_s, pass_s);
        double from_s = ground->seconds;
        stay(stays_s, pass_s);
        double to_s = ground->seconds;
        roll(5 * pass_s, pass_s);
        assert_paused_once(from_s, to_s, 0.4);
    }
}

static void a_gap_ends_a_pause_and_is_not_credited(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    stay(10, 3);
    int64_t last_ns = ground->seen.time_ns;
    ground->seconds += 5;
    stay(0.1, 3);
    const struct event *pause = floor_event(ground, EVENT_PAUSE, 0);
    assert_true(pause->to_ns <= last_ns);
    assert_false(ground->seen.roller.paused);
}

/* A short one, in whose first frame the pads say nothing yet. */
static void lose_frames(void)
{
    ground->seconds += 0.52;
    memset(ground->load, 0, sizeof ground->load);
    ground->noise = 0;
    floor_step(ground, 0.02);
    ground->noise = 1;
}

static void a_stroke_or_a_pause_that_began_before_a_gap_ends_with_it(void **state)
{
    (void)state;
    static const double stays_s[] = {0, 3.2};
    for (unsigned i = 0; i < 2; i++) {
        floor_close(ground);
        open_ground(NULL);
        begin();
        roll(17.2, 3);
        stay(stays_s[i], 3);
        const int64_t before_ns = ground->seen.time_ns;
        lose_frames();
        stay(2 * stays_s[i], 3);
        roll(12, 3);
        assert_int_equal(floor_count(ground, EVENT_GAP), 1);
        for (unsigned k = 0; k < ground->events; k++) {
            const struct event *event = &ground->event[k];
            if (event->kind == EVENT_STROKE || event->kind == EVENT_PAUSE)
                assert_true(event->to_ns <= before_ns || event->from_ns > before_ns);
        }
    }
}

static void what_goes_on_at_the_end_is_closed(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    stay(10, 3);
    floor_finish(ground);
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 1);
}

static void somebody_who_stands_is_not_on_the_roller(void **state)
{
    (void)state;
    floor_pass(ground, 1);
    for (int i = 0; i < 200; i++) {
        float lean = 30 * sinf((float)ground->seconds * 2);
        ground->load[6] = ground->load[7] = 1500 + lean;
        ground->load[8] = ground->load[9] = 1500 - lean;
        floor_pass(ground, 0.1);
    }
    assert_false(ground->seen.roller.present);
    assert_int_equal(ground->seen.roller.region, REGION_UNCLEAR);
    assert_int_equal(floor_count(ground, EVENT_PAUSE), 0);
}

static void on_the_roller_the_region_is_the_one_asked_for(void **state)
{
    (void)state;
    begin();
    roll(6, 3);
    assert_true(ground->seen.roller.present);
    assert_int_equal(ground->seen.roller.region, REGION_GLUTES);
    assert_true(ground->seen.loaded & 1u << ZONE_ROLLER);
    assert_true(ground->seen.loaded & 1u << ZONE_FEET);
}

static void what_is_usual_outlives_a_new_start(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    detector_ask(ground->detector, &(struct asked){.exercise = &glutes, .side = SIDE_RIGHT});
    roll(1.5, 3);
    double from_s = ground->seconds;
    stay(10, 3);
    assert_true(ground->seen.roller.paused);
    assert_true(fabs((double)ground->seen.roller.paused_since_ns * 1e-9 - from_s) < 0.8);
}

static void a_pause_carries_the_region_that_was_asked_for(void **state)
{
    (void)state;
    begin();
    roll(16.4, 3);
    stay(10, 3);
    roll(5, 3);
    assert_int_equal(floor_event(ground, EVENT_PAUSE, 0)->region, REGION_GLUTES);
    assert_int_equal(floor_event(ground, EVENT_STROKE, 0)->region, REGION_GLUTES);
}

static void hand_and_foot_tell_which_hip_is_on_the_roller(void **state)
{
    (void)state;
    begin();
    roll(10, 3);
    assert_int_equal(ground->seen.sure_other_side, SIDE_BOTH);
    detector_ask(ground->detector, &(struct asked){.exercise = &glutes, .side = SIDE_RIGHT});
    roll(10, 3);
    assert_int_equal(ground->seen.sure_other_side, SIDE_LEFT);
}

static void who_lies_may_lie_either_way_round_and_no_side_is_sure(void **state)
{
    (void)state;
    static const struct exercise thigh = {
        .id = "smr_tfl_itb",
        .posture = POSTURE_SIDE_LYING,
        .counts = COUNTS_ROLL_AND_PAUSE,
        .watch = WATCH_ROLLER,
        .region = REGION_TFL_ITB,
    };
    detector_ask(ground->detector, &(struct asked){.exercise = &thigh, .side = SIDE_RIGHT});
    begin();
    roll(20, 3);
    assert_int_equal(ground->seen.sure_other_side, SIDE_BOTH);
}

static void a_weight_that_lies_on_one_pad_is_no_passage(void **state)
{
    (void)state;
    struct floor *pad = floor_open(1, 1);
    pad->noise = 0.5f;
    pad->load[0] = 10;
    floor_pass(pad, 2);
    for (int i = 0; i < 6; i++) {
        pad->load[0] = 400;
        floor_pass(pad, i == 2 ? 30 : 0.5);
        pad->load[0] = 12;
        floor_pass(pad, 2);
    }
    assert_int_equal(floor_count(pad, EVENT_STROKE), 5);
    assert_true(isnan(floor_event(pad, EVENT_STROKE, 0)->from_mm));
    floor_close(pad);
}

static void noise_of_a_pad_that_says_nothing_is_no_passage(void **state)
{
    (void)state;
    struct floor *pad = floor_open(1, 1);
    pad->noise = 0.5f;
    floor_pass(pad, 60);
    assert_int_equal(floor_count(pad, EVENT_STROKE), 0);
    for (unsigned i = 0; i < 3; i++) {
        pad->load[0] = 400;
        floor_pass(pad, 0.5);
        pad->load[0] = 0;
        floor_pass(pad, 2);
    }
    assert_int_equal(floor_count(pad, EVENT_STROKE), 3);
    floor_close(pad);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_ground, close_ground)
    const struct CMUnitTest tests[] = {
        CASE(each_pass_is_a_stroke_of_its_direction),
        CASE(rolling_on_is_no_pause_however_slow),
        CASE(a_pause_is_credited_from_the_onset_of_stillness),
        CASE(who_waits_on_the_roller_and_then_rolls_is_still_only_where_it_rests),
        CASE(getting_up_from_a_spot_ends_its_pause),
        CASE(who_is_seen_to_stand_first_is_credited_the_pause_all_the_same),
        CASE(a_short_rest_is_told_when_it_ends_with_getting_up_and_a_turn_is_not),
        CASE(who_gets_up_and_rests_on_coming_back_is_credited_that),
        CASE(pauses_are_found_at_any_pace),
        CASE(a_gap_ends_a_pause_and_is_not_credited),
        CASE(a_stroke_or_a_pause_that_began_before_a_gap_ends_with_it),
        CASE(what_goes_on_at_the_end_is_closed),
        CASE(somebody_who_stands_is_not_on_the_roller),
        CASE(on_the_roller_the_region_is_the_one_asked_for),
        CASE(what_is_usual_outlives_a_new_start),
        CASE(a_pause_carries_the_region_that_was_asked_for),
        CASE(hand_and_foot_tell_which_hip_is_on_the_roller),
        CASE(who_lies_may_lie_either_way_round_and_no_side_is_sure),
        CASE(a_weight_that_lies_on_one_pad_is_no_passage),
        CASE(noise_of_a_pad_that_says_nothing_is_no_passage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
