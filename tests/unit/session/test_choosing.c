/* Before a session: waking, the cards, what today is and why. */
#include "unit/session/at_home.h"

static void what_wakes_the_screen_does_nothing_else(void **state)
{
    (void)state;
    open_idle(1);
    assert_true(s.view->dim);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(s.view->dim);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_CARDS);
}

static void a_child_on_the_mat_only_wakes_the_screen(void **state)
{
    (void)state;
    open_idle(1);
    s.seen.presence = PRESENCE_SOMETHING;
    scripted_run(&s, 30);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(s.view->dim);
}

static void a_card_is_spoken_with_its_minutes_and_equipment(void **state)
{
    (void)state;
    open_cards(1);
    scripted_press(&s, PRESS_SHORT);
    for (unsigned i = 0; i < 10 && strcmp(s.view->card[s.view->selected].id, "evening"); i++)
        scripted_press(&s, PRESS_SHORT);
    scripted_run(&s, 1);
    bool heard = false;
    for (unsigned i = 0; i < s.cues; i++)
        heard =
            heard || strstr(s.cue[i].spoken,
                            "Evening. Letting go of a day of sitting. 16\xC2\xA0minutes, roller");
    assert_true(heard);
}

static void holding_the_button_on_the_waking_screen_starts_today(void **state)
{
    (void)state;
    open_idle(1);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
    assert_int_equal(scripted_count(&s, RECORD_SESSION_BEGIN), 1);
}

static void standing_still_starts_today_when_there_is_no_button(void **state)
{
    (void)state;
    static const struct machine_health no_button = {.button = false};
    open_idle(1);
    s.health = &no_button;
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 7);
    assert_int_equal(s.view->ring.unit, RING_COUNTDOWN);
    scripted_run(&s, 4);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
}

static void standing_still_starts_nothing_where_there_is_a_button(void **state)
{
    (void)state;
    static const struct machine_health fine = {.button = true};
    open_idle(1);
    s.health = &fine;
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 30);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
}

static void the_first_time_is_what_today_is_at_first(void **state)
{
    (void)state;
    s.snapshot.person[0].history.sessions = 0;
    s.snapshot.person[0].history.days_since_first = -1;
    open_cards(1);
    assert_string_equal(card("today")->title, "Today: First time");
}

static void strength_is_not_proposed_on_two_days_running(void **state)
{
    (void)state;
    s.snapshot.person[0].history.clock_known = true;
    s.snapshot.person[0].history.days_since_strength = 1;
    strcpy(s.snapshot.person[0].history.last_programme, "hips");
    open_cards(1);
    assert_string_equal(card("today")->line, "Strength rests for a day");
    assert_string_equal(card("today")->title, "Today: Evening");
}

static void without_a_clock_strength_is_not_proposed_in_two_sessions_running(void **state)
{
    (void)state;
    s.snapshot.person[0].history.days_since_strength = -1;
    strcpy(s.snapshot.person[0].history.last_programme, "strong");
    open_cards(1);
    assert_string_equal(card("today")->line, "Strength rests for a day");
}

static void strength_rests_even_where_little_else_is_left(void **state)
{
    (void)state;
    strcpy(s.snapshot.setting[1].key, "equipment");
    strcpy(s.snapshot.setting[1].value, "none");
    s.snapshot.settings = 2;
    strcpy(s.snapshot.person[0].setting[0].value, "caution");
    s.snapshot.person[0].history.clock_known = true;
    s.snapshot.person[0].history.days_since_strength = 1;
    strcpy(s.snapshot.person[0].history.last_programme, "strong");
    open_cards(1);
    const struct programme *today = NULL;
    for (size_t i = 0; i < s.catalogue.programmes; i++)
        if (strstr(card("today")->title, s.catalogue.programme[i].name[0]))
            today = &s.catalogue.programme[i];
    assert_non_null(today);
    assert_false(today->strength);
    assert_string_equal(card("today")->line, "Strength rests for a day");
}

static void what_the_equipment_allows_is_proposed_and_said(void **state)
{
    (void)state;
    strcpy(s.snapshot.person[0].history.last_programme, "evening");
    open_cards(1);
    assert_non_null(strstr(card("today")->title, "Hips"));
    assert_string_equal(card("today")->line, "The next one in turn");
    session_close(s.session);
    strcpy(s.snapshot.setting[1].key, "equipment");
    strcpy(s.snapshot.setting[1].value, "none");
    s.snapshot.settings = 2;
    open_cards(1);
    assert_non_null(strstr(card("today")->title, "Lower back"));
    assert_string_equal(card("today")->line, "Fits what you have at hand");
}

/* Which of the alternating steps are due is what counts, and of those all but a third. */
static void today_looks_at_the_steps_that_are_due(void **state)
{
    (void)state;
    static struct programme own[2];
    own[0] = s.catalogue.programme[catalogue_find_programme(&s.catalogue, "strong")];
    strcpy(own[0].id, "own");
    for (unsigned i = 0; i < own[0].steps; i++) {
        own[0].step[i].alternative = -1;
        if (own[0].step[i].selection == 2)
            own[0].step[i].exercise =
                (unsigned)catalogue_find_exercise(&s.catalogue, "couch_stretch");
    }
    own[1] = s.catalogue.programme[catalogue_find_programme(&s.catalogue, "lower_back")];
    s.given = (struct programmes){2, own};
    s.snapshot.person[0].history.clock_known = true;
    for (unsigned sessions = 10; sessions <= 11; sessions++) {
        s.snapshot.person[0].history.sessions = sessions;
        strcpy(s.snapshot.person[0].history.last_programme, "lower_back");
        open_cards(1);
        s.programmes = &s.given;
        scripted_tick(&s);
        assert_non_null(strstr(card("today")->title, sessions == 10 ? "Strong" : "Lower back"));
        session_close(s.session);
        s.session = NULL;
    }
}

static void begin_strong(const char *first)
{
    s.obedient = true;
    scripted_open(&s, 1, "strong");
    scripted_tick(&s);
    while (s.catalogue.exercise[s.view->exercise].kind != KIND_STRENGTH ||
           !strcmp(s.catalogue.exercise[s.view->exercise].id, "romanian_deadlift")) {
        scripted_press(&s, PRESS_SHORT);
        if (s.view->screen == SCREEN_CARDS)
            scripted_choose(&s, "skip");
    }
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, first);
}

/* Whatever else is done between them. */
static void alternating_steps_take_turns_from_one_to_the_next_of_their_programme(void **state)
{
    (void)state;
    begin_strong("bird_dog");
    scripted_run(&s, 240);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    assert_true(was_set("turn.strong", "2"));
    session_close(s.session);
    s.session = NULL;
    s.view = NULL;
    scripted_set(&s, "turn.strong", "2");
    s.snapshot.person[0].history.sessions += 2;
    begin_strong("band_walk");
}

static void what_was_hardly_begun_is_still_due(void **state)
{
    (void)state;
    begin_strong("bird_dog");
    scripted_press(&s, PRESS_SHORT);
    if (s.view->screen != SCREEN_CARDS)
        scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    assert_false(was_set("turn.strong", "2"));
}

static void the_card_of_free_rolling_tells_what_it_needs(void **state)
{
    (void)state;
    open_cards(1);
    assert_string_equal(card("free_rolling")->detail, "roller");
}

static void after_worse_today_is_gentle_and_doses_are_smaller(void **state)
{
    (void)state;
    s.snapshot.person[0].history.felt_worse = true;
    open_cards(1);
    assert_string_equal(card("today")->line, "Gentle, because it was worse");
    assert_string_equal(card("today")->title, "Today: Evening");
}

/* More programmes than cards: p00, p01, ... beside those that ship. */
static void give_programmes(struct programme *many, size_t count, const char *letter)
{
    for (size_t i = 0; i < count; i++) {
        many[i] = s.catalogue.programme[0];
        snprintf(many[i].id, sizeof many[i].id, "%s%02zu", letter, i);
        snprintf(many[i].name[0], sizeof many[i].name[0], "Programme %zu", i);
    }
    s.given = (struct programmes){count, many};
    s.programmes = &s.given;
    scripted_tick(&s);
}

static void every_one_of_forty_programmes_can_be_chosen(void **state)
{
    (void)state;
    static struct programme many[40];
    bool met[40] = {false};
    open_cards(1);
    give_programmes(many, 40, "p");
    for (unsigned page = 0; page < 3; page++) {
        assert_true(s.view->cards <= CARDS_MAX);
        assert_string_equal(s.view->card[s.view->cards - 1].id, "more");
        for (unsigned i = 0; i < s.view->cards; i++)
            if (s.view->card[i].id[0] == 'p' && s.view->card[i].id[1] != 'a')
                met[strtoul(s.view->card[i].id + 1, NULL, 10)] = true;
        scripted_choose(&s, "further");
    }
    for (unsigned i = 0; i < 40; i++)
        assert_true(met[i]);
    assert_string_equal(s.view->card[0].id, "today");
    scripted_choose(&s, "further");
    scripted_choose(&s, "further");
    scripted_choose(&s, "p39");
    assert_string_equal(scripted_last(&s, RECORD_SESSION_BEGIN)->u.begin.programme, "p39");
}

static void as_many_programmes_as_there_is_room_for_need_no_second_page(void **state)
{
    (void)state;
    static struct programme many[15];
    open_cards(1);
    give_programmes(many, 14, "p");
    assert_int_equal(s.view->cards, CARDS_MAX);
    assert_string_equal(s.view->card[14].id, "p13");
    give_programmes(many, 15, "p");
    assert_string_equal(s.view->card[14].id, "further");
}

static void a_programme_that_comes_while_choosing_moves_nobodys_choice(void **state)
{
    (void)state;
    static struct programme many[12];
    open_cards(1);
    give_programmes(many, 6, "p");
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->card[s.view->selected].id, "p01");
    const unsigned said = s.cues;
    many[6] = s.catalogue.programme[0];
    strcpy(many[6].id, "q");
    struct programme all[7] = {many[6], many[0], many[1], many[2], many[3], many[4], many[5]};
    s.given = (struct programmes){7, all};
    s.programmes = &s.given;
    scripted_tick(&s);
    assert_string_equal(s.view->card[s.view->selected].id, "p01");
    assert_int_equal(s.view->selected, 3);
    assert_int_equal(s.cues, said);
    s.given.count = 2;
    s.programmes = &s.given;
    scripted_tick(&s);
    assert_int_equal(s.view->cards, 4);
}

static void opening_the_cards_asks_for_the_programmes_there_are(void **state)
{
    (void)state;
    open_idle(1);
    scripted_press(&s, PRESS_SHORT);
    assert_false(s.output.choosing);
    scripted_press(&s, PRESS_SHORT);
    assert_true(s.output.choosing);
    scripted_tick(&s);
    assert_false(s.output.choosing);
}

static void in_the_first_two_weeks_an_area_has_the_limit_of_beginners(void **state)
{
    (void)state;
    s.snapshot.person[0].history.days_since_first = 3;
    open_cards(1);
    scripted_choose(&s, "evening");
    come_to("smr_glute");
    const struct exercise *glutes = &s.catalogue.exercise[s.view->exercise];
    assert_true(glutes->beginner.area_limit_s < glutes->dose.area_limit_s);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    s.obedient = false;
    const int64_t from_ns = s.now_ns;
    while (s.view->phase != PHASE_STEP_DONE && s.now_ns - from_ns < 120 * NS_PER_S) {
        s.seen.roller.paused = !s.seen.roller.paused;
        s.seen.roller.paused_since_ns = s.now_ns;
        scripted_until(&s, PHASE_STEP_DONE, s.seen.roller.paused ? 2 : 30);
    }
    assert_true(s.now_ns - from_ns <= (glutes->beginner.area_limit_s + 1) * NS_PER_S);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(what_wakes_the_screen_does_nothing_else),
        HOME_TEST(a_child_on_the_mat_only_wakes_the_screen),
        HOME_TEST(a_card_is_spoken_with_its_minutes_and_equipment),
        HOME_TEST(holding_the_button_on_the_waking_screen_starts_today),
        HOME_TEST(standing_still_starts_today_when_there_is_no_button),
        HOME_TEST(standing_still_starts_nothing_where_there_is_a_button),
        HOME_TEST(the_first_time_is_what_today_is_at_first),
        HOME_TEST(strength_is_not_proposed_on_two_days_running),
        HOME_TEST(without_a_clock_strength_is_not_proposed_in_two_sessions_running),
        HOME_TEST(strength_rests_even_where_little_else_is_left),
        HOME_TEST(what_the_equipment_allows_is_proposed_and_said),
        HOME_TEST(today_looks_at_the_steps_that_are_due),
        HOME_TEST(alternating_steps_take_turns_from_one_to_the_next_of_their_programme),
        HOME_TEST(what_was_hardly_begun_is_still_due),
        HOME_TEST(the_card_of_free_rolling_tells_what_it_needs),
        HOME_TEST(after_worse_today_is_gentle_and_doses_are_smaller),
        HOME_TEST(every_one_of_forty_programmes_can_be_chosen),
        HOME_TEST(as_many_programmes_as_there_is_room_for_need_no_second_page),
        HOME_TEST(a_programme_that_comes_while_choosing_moves_nobodys_choice),
        HOME_TEST(opening_the_cards_asks_for_the_programmes_there_are),
        HOME_TEST(in_the_first_two_weeks_an_area_has_the_limit_of_beginners),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
