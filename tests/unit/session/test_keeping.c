/* Around the sessions: the first start, settings, calibration, the test page, a broken pad. */
#include "unit/session/at_home.h"

static void a_file_to_mend_stands_on_the_test_page(void **state)
{
    (void)state;
    open_cards(1);
    struct session_input input = {.time_ns = s.now_ns,
                                  .wrong_file = "programmes/mine.cfg:3: there is no exercise"};
    session_step(s.session, &input, &s.output);
    scripted_choose(&s, "more");
    scripted_choose(&s, "test");
    assert_string_equal(s.view->line[s.view->lines - 1],
                        "File to mend\tprogrammes/mine.cfg:3: there is no exercise");
    assert_true(s.view->lines < 12);
}

static void the_language_changes_at_once_and_is_kept(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "language");
    scripted_choose(&s, "de");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "de");
    assert_string_equal(card("back")->title, "Zurück");
}

static void the_language_that_the_owner_set_is_there_at_the_next_start(void **state)
{
    (void)state;
    s.snapshot.settings = 2;
    strcpy(s.snapshot.setting[1].key, "language");
    strcpy(s.snapshot.setting[1].value, "de");
    open_idle(1);
    assert_string_equal(s.view->cue, "Drücken Sie den Knopf");
}

static void the_volume_is_kept_and_handed_out(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "volume");
    scripted_choose(&s, "100");
    scripted_tick(&s);
    assert_int_equal(s.output.volume_pct, 100);
}

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
    for (enum theme theme = THEME_DARK; theme <= THEME_LIGHT; theme++) {
        s.theme = theme;
        session_close(s.session);
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

static void the_first_start_leads_from_the_builder_to_the_first_session(void **state)
{
    (void)state;
    s.snapshot.settings = 0;
    s.snapshot.people = 0;
    open_idle(0);
    assert_int_equal(s.view->screen, SCREEN_FIRST_START);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->card_set, CARDS_WEIGHT);
    scripted_choose(&s, "take");
    assert_int_equal(s.view->screen, SCREEN_CALIBRATION);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_FIRST_START);
    assert_string_equal(s.view->title, "Ready for its owner");
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->card_set, CARDS_LANGUAGE);
    scripted_choose(&s, "en");
    scripted_choose(&s, "60");
    assert_int_equal(scripted_count(&s, RECORD_PERSON), 1);
    for (unsigned i = 0; i < 10; i++)
        scripted_choose(&s, "no");
    assert_int_equal(s.view->card_set, CARDS_EQUIPMENT);
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "yes");
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_string_equal(card("today")->title, "Today: First time");
}

/* To the question for the language, the owner's first. */
static void build(void)
{
    s.snapshot.settings = 0;
    s.snapshot.people = 0;
    open_idle(0);
    for (unsigned i = 0; i < 5; i++)
        scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->card_set, CARDS_LANGUAGE);
}

/* The builder was done, switched it off and sold it. */
static void the_owner_is_asked_who_did_not_build_it(void **state)
{
    (void)state;
    s.snapshot.settings = 0;
    s.snapshot.people = 0;
    open_idle(0);
    for (unsigned i = 0; i < 4; i++)
        scripted_press(&s, PRESS_HELD);
    assert_true(was_set("ready", "owner"));
    session_close(s.session);
    s.snapshot.settings = 1;
    strcpy(s.snapshot.setting[0].value, "owner");
    open_idle(0);
    assert_int_equal(s.view->card_set, CARDS_LANGUAGE);
}

static void what_the_owner_was_not_there_to_answer_is_asked_again(void **state)
{
    (void)state;
    build();
    scripted_run(&s, 61);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(was_set("ready", "yes"));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_LANGUAGE);
    scripted_choose(&s, "en");
    scripted_choose(&s, "60");
    for (unsigned i = 0; i < 10; i++)
        scripted_choose(&s, "no");
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "yes");
    assert_true(was_set("ready", "yes"));
    assert_int_equal(scripted_count(&s, RECORD_PERSON), 1);
}

/* By standing still, as there is no button; the owner's questions are to come yet. */
static void silence_after_a_session_leads_to_its_last_screen_all_the_same(void **state)
{
    (void)state;
    static const struct machine_health no_button = {.button = false};
    build();
    scripted_run(&s, 61);
    s.health = &no_button;
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 12);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen != SCREEN_CARDS)
        scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    scripted_run(&s, 21);
    assert_int_equal(s.view->screen, SCREEN_DONE);
}

static void escape_goes_past_the_owners_questions(void **state)
{
    (void)state;
    build();
    for (unsigned i = 0; i < 4; i++)
        scripted_press(&s, PRESS_LEAVE);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_true(was_set("ready", "yes"));
}

static void a_calibration_that_nobody_walked_is_refused_and_says_why(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, "75 kg");
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->screen, SCREEN_CALIBRATION);
    scripted_run(&s, 11);
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->title, "Not changed");
    assert_true(strlen(s.view->line[0]) > 10);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION), 0);
}

static void calibrating_waits_until_nobody_is_on_the_mat(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_HELD);
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 30);
    assert_string_equal(s.view->title, "Leave the mat empty");
    s.seen.presence = PRESENCE_NOBODY;
    scripted_run(&s, 9);
    assert_string_equal(s.view->title, "Leave the mat empty");
    scripted_run(&s, 2);
    assert_string_equal(s.view->title, "Walk over the mat");
}

/* Ten seconds of an empty mat, then a step on each pad. */
static void calibrate(void)
{
    static struct frame frame;
    open_more();
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_HELD);
    frame.pads = s.mat.pads;
    for (unsigned n = 0; n < 260 + s.mat.pads * 25; n++) {
        s.now_ns += TICK_MS * NS_PER_MS;
        frame.time_ns = s.now_ns;
        for (unsigned i = 0; i < frame.pads; i++)
            frame.value[i] =
                (n >= 260 && (n - 260) / 25 == i ? 50.0f : 1.0f) + 0.01f * (float)((n + i) % 3);
        const struct session_input input = {.time_ns = s.now_ns, .frame = &frame};
        session_step(s.session, &input, &s.output);
        s.view = s.output.view;
    }
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->title, catalogue_text(&s.catalogue, 0, "calibration.done.title"));
    free(scripted_last(&s, RECORD_CALIBRATION)->u.calibration);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CALIBRATION);
}

static void a_calibration_can_be_kept(void **state)
{
    (void)state;
    calibrate();
    scripted_choose(&s, "keep");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 0);
}

static void a_calibration_can_be_undone(void **state)
{
    (void)state;
    calibrate();
    scripted_choose(&s, "undo");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 1);
}

static void silence_keeps_a_calibration(void **state)
{
    (void)state;
    calibrate();
    scripted_run(&s, 61);
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 0);
}

static void what_was_known_holds_while_the_log_cannot_be_read(void **state)
{
    (void)state;
    static struct snapshot news;
    open_cards(1);
    assert_non_null(strstr(card("evening")->detail, "roller"));
    memset(&news, 0, sizeof news);
    strcpy(news.trouble_key, "trouble.log_gone");
    struct session_input input = {.time_ns = s.now_ns, .snapshot = &news};
    session_step(s.session, &input, &s.output);
    assert_non_null(strstr(s.output.view->trouble, "card does not answer"));
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_non_null(strstr(card("evening")->detail, "roller"));
    assert_string_equal(s.view->person_name, "Ada");
}

static void a_new_person_has_never_been_asked_how_stiff_it_is(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "people");
    scripted_choose(&s, "new_person");
    while (s.view->card_set == CARDS_HEALTH)
        scripted_choose(&s, "no");
    scripted_choose(&s, "more");
    scripted_choose(&s, "history");
    scripted_run(&s, 60);
    assert_int_equal(s.view->screen, SCREEN_HISTORY);
    for (unsigned i = 0; i < s.cues; i++)
        assert_null(strstr(s.cue[i].spoken, "Stiffness"));
    assert_true(isnan(s.view->history.stiffness[0]));
}

static const char *told_of_pad(enum event_kind kind, unsigned pad, enum pad_fault fault)
{
    s.now_ns += NS_PER_MS;
    s.seen.events = 0;
    struct event *event = scripted_event(&s, kind);
    event->pad = pad;
    event->fault = fault;
    s.seen.time_ns = s.now_ns;
    const struct session_input input = {.time_ns = s.now_ns, .observation = &s.seen};
    session_step(s.session, &input, &s.output);
    return s.output.view->trouble;
}

static void a_broken_pad_is_said_in_plain_words_and_logged(void **state)
{
    (void)state;
    open_idle(1);
    assert_string_equal(told_of_pad(EVENT_PAD_FAULT, 2, PAD_FAULT_MISSING),
                        "Pad r1c3 does not answer (converter -). Going on.");
    assert_int_equal(s.output.record[0].kind, RECORD_PAD_HEALTH);
}

static void a_pad_is_told_of_as_long_as_it_is_broken(void **state)
{
    (void)state;
    open_idle(1);
    char first[160];
    strcpy(first, told_of_pad(EVENT_PAD_FAULT, 3, PAD_FAULT_OPEN));
    assert_non_null(strstr(first, "r1c4"));
    assert_non_null(strstr(told_of_pad(EVENT_PAD_FAULT, 7, PAD_FAULT_STUCK), "r2c4"));
    assert_string_equal(told_of_pad(EVENT_PAD_OK, 7, PAD_SOUND), first);
    assert_string_equal(told_of_pad(EVENT_PAD_OK, 3, PAD_SOUND), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(a_file_to_mend_stands_on_the_test_page),
        HOME_TEST(the_language_changes_at_once_and_is_kept),
        HOME_TEST(the_language_that_the_owner_set_is_there_at_the_next_start),
        HOME_TEST(the_volume_is_kept_and_handed_out),
        HOME_TEST(the_clock_is_set_with_one_button),
        HOME_TEST(the_machines_clock_wins_over_one_set_by_hand_once_it_is_known),
        HOME_TEST(the_screen_is_light_by_day_and_does_not_change_in_the_middle),
        HOME_TEST(a_station_that_begins_with_a_programme_has_its_theme),
        HOME_TEST(a_clock_that_is_set_again_is_kept_again),
        HOME_TEST(no_day_can_be_set_that_the_month_has_not),
        HOME_TEST(a_known_clock_is_set_from_where_it_is),
        HOME_TEST(the_first_start_leads_from_the_builder_to_the_first_session),
        HOME_TEST(the_owner_is_asked_who_did_not_build_it),
        HOME_TEST(what_the_owner_was_not_there_to_answer_is_asked_again),
        HOME_TEST(silence_after_a_session_leads_to_its_last_screen_all_the_same),
        HOME_TEST(escape_goes_past_the_owners_questions),
        HOME_TEST(a_calibration_that_nobody_walked_is_refused_and_says_why),
        HOME_TEST(calibrating_waits_until_nobody_is_on_the_mat),
        HOME_TEST(a_calibration_can_be_kept),
        HOME_TEST(a_calibration_can_be_undone),
        HOME_TEST(silence_keeps_a_calibration),
        HOME_TEST(what_was_known_holds_while_the_log_cannot_be_read),
        HOME_TEST(a_new_person_has_never_been_asked_how_stiff_it_is),
        HOME_TEST(a_broken_pad_is_said_in_plain_words_and_logged),
        HOME_TEST(a_pad_is_told_of_as_long_as_it_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
