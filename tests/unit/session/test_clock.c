/* The time: set with one button, by the machine, and what the screen makes of it. */
#include "unit/session/at_home.h"

static void the_clock_is_set_with_one_button(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "set_time");
    for (unsigned i = 0; i < 5; i++)
        scripted_press(&s, PRESS_HELD);
    assert_int_equal(scripted_last(&s, RECORD_CLOCK)->u.clock.unix_s, 1767268800);
    assert_int_equal(s.view->card_set, CARDS_MORE);
    scripted_tick(&s);
    assert_true(s.view->clock_known);
    assert_int_equal(s.view->hour, 12);
}

static void a_clock_that_is_set_again_is_kept_again(void **state)
{
    (void)state;
    open_idle(1);
    struct session_input input = {.time_ns = s.now_ns,
                                  .wall = {.known = true, .unix_s = 1800000000}};
    for (unsigned step = 0; step < 4; step++) {
        input.time_ns += NS_PER_S;
        input.wall.unix_s += step == 2 ? 432000 : 1;
        input.wall.set += step == 2;
        session_step(s.session, &input, &s.output);
        assert_int_equal(s.output.records, step == 0 || step == 2);
    }
}

/* At this hour by the machine's clock, an hour ahead of UTC. */
static void tick_at(int hour)
{
    const int64_t midnight_s = 1800000000 / 86400 * 86400;
    s.wall = (struct wall_clock){
        .known = true, .unix_s = midnight_s + (hour - 1) * 3600, .offset_s = 3600};
    scripted_tick(&s);
}

static void the_machines_clock_wins_over_one_set_by_hand_once_it_is_known(void **state)
{
    (void)state;
    the_clock_is_set_with_one_button(state);
    tick_at(15);
    assert_int_equal(s.output.view->hour, 15);
    assert_int_equal(s.output.record[0].kind, RECORD_CLOCK);
}

static void the_screen_is_light_by_day_and_does_not_change_in_the_middle(void **state)
{
    (void)state;
    s.theme = THEME_BY_DAY;
    s.reduced_motion = true;
    open_idle(1);
    assert_true(s.view->dark); /* nobody knows the time */
    assert_true(s.view->reduced_motion);
    static const bool dark[] = {true, false, false, true};
    static const int hour[] = {7, 8, 17, 18};
    for (unsigned i = 0; i < 4; i++) {
        tick_at(hour[i]);
        assert_int_equal(s.output.view->dark, dark[i]);
    }
    tick_at(17);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    tick_at(18);
    assert_int_equal(s.output.view->card_set, CARDS_CHOOSE);
    assert_false(s.output.view->dark);
}

static void a_station_that_begins_with_a_programme_has_its_theme(void **state)
{
    (void)state;
    s.wall = (struct wall_clock){.known = true, .unix_s = 1800000000 / 86400 * 86400 + 12 * 3600};
    for (enum theme theme = THEME_DARK; theme <= THEME_BY_DAY; theme++) {
        s.theme = theme;
        session_close(s.session);
        s.view = NULL;
        scripted_open(&s, 1, "short");
        scripted_tick(&s);
        assert_int_equal(s.view->screen, SCREEN_PLACE);
        assert_int_equal(s.view->dark, theme == THEME_DARK);
    }
}

static void turn_to(const char *value)
{
    for (unsigned i = 0; i < 61 && strcmp(card("take")->title, value); i++)
        scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, value);
    scripted_press(&s, PRESS_HELD);
}

static void no_day_can_be_set_that_the_month_has_not(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "set_time");
    turn_to("2028");
    turn_to("2");
    for (unsigned i = 0; i < 28; i++)
        scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, "29");
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, "1");
    scripted_press(&s, PRESS_LEAVE);
    scripted_choose(&s, "set_time");
    turn_to("2027");
    turn_to("4");
    for (unsigned i = 0; i < 30; i++)
        scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, "1");
}

static void a_known_clock_is_set_from_where_it_is(void **state)
{
    (void)state;
    open_more();
    while (strcmp(s.view->card[s.view->selected].id, "set_time") != 0)
        scripted_press(&s, PRESS_SHORT);
    const struct session_input input = {
        .time_ns = s.now_ns,
        .wall = {.known = true, .unix_s = 1804168800 + 7 * 60, .offset_s = 3600},
        .presses = 1,
        .press = {{s.now_ns, PRESS_HELD}}};
    session_step(s.session, &input, &s.output);
    static const char *const dials[] = {"2027", "3", "4", "15", "5"};
    for (size_t i = 0; i < 5; i++) {
        assert_string_equal(card("take")->title, dials[i]);
        scripted_press(&s, PRESS_HELD);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(the_clock_is_set_with_one_button),
        HOME_TEST(a_clock_that_is_set_again_is_kept_again),
        HOME_TEST(the_machines_clock_wins_over_one_set_by_hand_once_it_is_known),
        HOME_TEST(the_screen_is_light_by_day_and_does_not_change_in_the_middle),
        HOME_TEST(a_station_that_begins_with_a_programme_has_its_theme),
        HOME_TEST(no_day_can_be_set_that_the_month_has_not),
        HOME_TEST(a_known_clock_is_set_from_where_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
