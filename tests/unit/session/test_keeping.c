/* Around the sessions: settings, calibration, the test page, a broken pad. */
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

/* A mat's own weight would keep it waiting for ever. */
static void calibrating_waits_a_minute_at_most(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_HELD);
    s.seen.presence = PRESENCE_SOMETHING;
    scripted_run(&s, 65);
    assert_string_equal(s.view->title, "Leave the mat empty");
    scripted_run(&s, 6);
    assert_string_equal(s.view->title, "Walk over the mat");
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

static void a_machine_that_refuses_to_switch_off_is_told_of_in_plain_words(void **state)
{
    (void)state;
    open_more();
    scripted_choose(&s, "power_off");
    assert_int_equal(s.view->screen, SCREEN_POWER_OFF);
    const struct session_input refused = {.time_ns = s.now_ns, .stays_on = true};
    session_step(s.session, &refused, &s.output);
    assert_string_equal(s.output.view->title, "It did not switch off");
    assert_non_null(strstr(s.output.view->line[0], "pull the plug"));
    scripted_keep(&s);
    scripted_tick(&s);
    assert_true(scripted_said(&s, "say.stays_on"));
    assert_string_equal(s.view->title, "It did not switch off");
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
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
        HOME_TEST(a_calibration_that_nobody_walked_is_refused_and_says_why),
        HOME_TEST(calibrating_waits_a_minute_at_most),
        HOME_TEST(calibrating_waits_until_nobody_is_on_the_mat),
        HOME_TEST(a_calibration_can_be_kept),
        HOME_TEST(a_calibration_can_be_undone),
        HOME_TEST(silence_keeps_a_calibration),
        HOME_TEST(what_was_known_holds_while_the_log_cannot_be_read),
        HOME_TEST(a_new_person_has_never_been_asked_how_stiff_it_is),
        HOME_TEST(a_machine_that_refuses_to_switch_off_is_told_of_in_plain_words),
        HOME_TEST(a_broken_pad_is_said_in_plain_words_and_logged),
        HOME_TEST(a_pad_is_told_of_as_long_as_it_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
