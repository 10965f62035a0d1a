/* The session of one test file, loaded for each of its tests anew. */
#ifndef MATSTATION_TESTS_EACH_TEST_H
#define MATSTATION_TESTS_EACH_TEST_H

#include "unit/session/scripted.h"

static struct scripted s;

static inline int load_session(void **state)
{
    (void)state;
    scripted_load(&s);
    return 0;
}

static inline int close_session(void **state)
{
    (void)state;
    scripted_close(&s);
    return 0;
}

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, load_session, close_session)

/* Skips steps until the exercise is the one being placed. */
static inline void come_to(const char *exercise)
{
    scripted_tick(&s);
    while (strcmp(s.catalogue.exercise[s.view->exercise].id, exercise)) {
        scripted_press(&s, PRESS_SHORT);
        if (s.view->screen == SCREEN_CARDS)
            scripted_choose(&s, "skip");
    }
}

static inline const struct step_record *last_step(void)
{
    return &scripted_last(&s, RECORD_STEP_END)->u.step;
}

#endif
