/* The first start: the builder's part, and the owner's. */
#include "unit/session/at_home.h"

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

static void the_builder_who_went_for_the_scales_is_asked_again(void **state)
{
    (void)state;
    s.snapshot.settings = 0;
    s.snapshot.people = 0;
    open_idle(0);
    scripted_press(&s, PRESS_HELD);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->card_set, CARDS_WEIGHT);
    scripted_run(&s, 61);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(was_set("ready", "owner"));
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_WEIGHT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(the_first_start_leads_from_the_builder_to_the_first_session),
        HOME_TEST(the_owner_is_asked_who_did_not_build_it),
        HOME_TEST(what_the_owner_was_not_there_to_answer_is_asked_again),
        HOME_TEST(silence_after_a_session_leads_to_its_last_screen_all_the_same),
        HOME_TEST(escape_goes_past_the_owners_questions),
        HOME_TEST(the_builder_who_went_for_the_scales_is_asked_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
