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

#endif
