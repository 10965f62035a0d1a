/* A station that is set up, and Ada, who is well and has been here before: what the tests around
 * the work begin with. */
#ifndef MATSTATION_TESTS_AT_HOME_H
#define MATSTATION_TESTS_AT_HOME_H

#include "unit/session/each_test.h"

static inline int load_home(void **state)
{
    load_session(state);
    s.snapshot.settings = 1;
    strcpy(s.snapshot.setting[0].key, "ready");
    strcpy(s.snapshot.setting[0].value, "yes");
    scripted_set(&s, "health", "clear");
    struct history_view *history = &s.snapshot.person[0].history;
    history->days_since_last = history->days_since_strength = 5;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = 3;
    return 0;
}

#define HOME_TEST(name) cmocka_unit_test_setup_teardown(name, load_home, close_session)

/* Nobody is there yet; the test writes what the mat sees. */
static inline void open_idle(uint32_t person)
{
    s.obedient = false;
    scripted_open(&s, person, NULL);
    scripted_tick(&s);
}

/* At the cards to choose from. */
static inline void open_cards(uint32_t person)
{
    open_idle(person);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

/* At what stands behind them. */
static inline void open_more(void)
{
    open_cards(1);
    scripted_choose(&s, "more");
}

/* Of those on the screen; fails where there is none. */
static inline const struct card *card(const char *id)
{
    for (unsigned i = 0; i < s.view->cards; i++)
        if (!strcmp(s.view->card[i].id, id))
            return &s.view->card[i];
    fail_msg("no card %s", id);
    return NULL;
}

static inline bool was_set(const char *key, const char *value)
{
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_SETTING && !strcmp(s.record[i].u.setting.key, key) &&
            !strcmp(s.record[i].u.setting.value, value))
            return true;
    return false;
}

/* To the tick that shows this exercise. */
static inline void run_until(const char *exercise)
{
    do {
        scripted_tick(&s);
        assert_true(!s.ended && s.view->exercise >= 0);
    } while (strcmp(s.catalogue.exercise[s.view->exercise].id, exercise) != 0);
}

/* Somebody obedient in the short programme presses the button in this phase. */
static inline void pause_in(enum phase phase)
{
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, phase, 200));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
}

#endif
