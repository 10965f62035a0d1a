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

/* Searching on the roller; from here on the test says what is seen. */
static inline void come_to_search(void)
{
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    s.obedient = false;
}

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

/* In the next frame this is told of that span. */
static inline void see_event(enum event_kind kind, int64_t from_ns, int64_t to_ns)
{
    s.now_ns += TICK_MS * NS_PER_MS;
    struct event *event = scripted_event(&s, kind);
    event->from_ns = from_ns;
    event->to_ns = to_ns;
    s.seen.time_ns = s.now_ns;
    const struct session_input input = {.time_ns = s.now_ns, .observation = &s.seen};
    session_step(s.session, &input, &s.output);
    s.view = s.output.view;
    scripted_keep(&s);
    s.seen.events = 0;
}

static inline const struct step_record *last_step(void)
{
    return &scripted_last(&s, RECORD_STEP_END)->u.step;
}

#endif
