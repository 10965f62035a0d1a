#include "unit/session/scripted.h"

static void the_short_programme_runs_from_start_to_done(void **state)
{
    (void)state;
    static struct scripted s;
    scripted_load(&s);
    scripted_open(&s, 0, "short");
    assert_true(scripted_until_screen(&s, SCREEN_DONE, 400));
    assert_true(s.ended);
    assert_int_equal(scripted_count(&s, RECORD_STEP_END), 5);
    unsigned steps = 0;
    for (unsigned i = 0; i < s.records; i++) {
        if (s.record[i].kind != RECORD_STEP_END)
            continue;
        const struct step_record *step = &s.record[i].u.step;
        assert_true(step->credited_ms > 0 && step->credited_ms <= step->planned_ms);
        assert_int_equal(step->by_time_ms, 0);
        assert_int_equal(step->outcome, STEP_DONE);
        steps++;
    }
    assert_int_equal(steps, 5);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_short_programme_runs_from_start_to_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
