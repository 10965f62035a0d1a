/* The history by ear, for who cannot look. */
#include "unit/session/at_home.h"

static void open_history(void)
{
    open_more();
    scripted_run(&s, 30); /* the cards are spoken to their end */
    s.cues = 0;
    scripted_choose(&s, "history");
    assert_int_equal(s.view->screen, SCREEN_HISTORY);
}

/* All that is said of history from here on, one sentence a line. */
static const char *told(double seconds)
{
    static char all[2000];
    *all = 0;
    scripted_run(&s, seconds);
    for (unsigned i = 0; i < s.cues; i++)
        if (*s.cue[i].spoken)
            snprintf(all + strlen(all), sizeof all - strlen(all), "%s\n", s.cue[i].spoken);
    return all;
}

static struct history_view *with_history(void)
{
    struct history_view *history = &s.snapshot.person[0].history;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = NAN;
    memset(history->day, 0, sizeof history->day);
    history->day[2].minutes[KIND_SMR] = 11.6F;
    history->day[2].left_s = 200;
    history->day[2].right_s = 190;
    history->day[9].minutes[KIND_SMR] = 3;
    history->day[9].minutes[KIND_STRENGTH] = 4;
    history->day[9].by_time_minutes = 2.4F;
    history->day[9].plank_s = 25;
    history->day[20].plank_s = 15;
    history->stiffness[1] = 4;
    return history;
}

static void the_last_thirty_days_are_told_one_sentence_after_the_other(void **state)
{
    (void)state;
    with_history();
    open_history();
    assert_string_equal(told(60), "The last thirty days. Days: 2. Minutes: 19.\n"
                                  "Minutes by time only: 2.\n"
                                  "Minutes by kind: Release 15, Strength 4.\n"
                                  "Longest plank, in seconds: 25.\n"
                                  "Minutes left: 3, right: 3.\n"
                                  "Stiffness when you were last asked: 4 of ten.\n");
}

static void however_much_there_is_all_of_it_is_told(void **state)
{
    (void)state;
    struct history_view *history = with_history();
    history->day[0].bridge_s = 30;
    for (unsigned kind = 0; kind < KINDS; kind++)
        history->day[0].minutes[kind] = 130;
    open_history();
    const char *all = told(60);
    assert_non_null(strstr(all, "Longest bridge, in seconds: 30.\n"));
    assert_non_null(strstr(all, "Stretch 130, Strength 134, Breath 130.\n"));
    assert_non_null(strstr(all, "Stiffness when you were last asked: 4 of ten.\n"));
}

static void where_there_is_nothing_that_is_told(void **state)
{
    (void)state;
    struct history_view *history = with_history();
    memset(history->day, 0, sizeof history->day);
    history->stiffness[1] = NAN;
    open_history();
    assert_string_equal(told(60), "Nothing here yet. It fills by itself.\n");
}

static void a_press_ends_it_and_it_begins_anew_when_it_is_opened_again(void **state)
{
    (void)state;
    with_history();
    open_history();
    scripted_run(&s, 1);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_MORE);
    scripted_run(&s, 30);
    for (unsigned i = 0; i < s.cues; i++)
        assert_null(strstr(s.cue[i].spoken, "Longest plank"));
    s.cues = 0;
    scripted_choose(&s, "history");
    assert_non_null(strstr(told(60), "The last thirty days. Days: 2."));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        HOME_TEST(the_last_thirty_days_are_told_one_sentence_after_the_other),
        HOME_TEST(however_much_there_is_all_of_it_is_told),
        HOME_TEST(where_there_is_nothing_that_is_told),
        HOME_TEST(a_press_ends_it_and_it_begins_anew_when_it_is_opened_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
