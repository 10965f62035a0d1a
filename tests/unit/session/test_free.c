/* Free rolling: what is warned of, and what each area is given. */
#include "unit/session/each_test.h"

static void roll_freely(void)
{
    s.obedient = false;
    scripted_set(&s, "shown.free_rolling", "2");
    scripted_open(&s, 1, "free_rolling");
    s.seen.presence = PRESENCE_PERSON;
    s.seen.loaded = 1u << ZONE_ROLLER;
    s.seen.roller.present = true;
    s.seen.roller.region = REGION_GLUTES;
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
}

static unsigned times_said(const char *key)
{
    unsigned n = 0;
    for (unsigned i = 0; i < s.cues; i++)
        n += !strcmp(s.cue[i].spoken, catalogue_text(&s.catalogue, 0, key));
    return n;
}

static void rolling_freely_by_turns_has_the_limit_of_the_area_too(void **state)
{
    (void)state;
    roll_freely();
    for (unsigned i = 0; i < 5; i++) {
        s.seen.roller.paused = false;
        scripted_run(&s, 10);
        s.seen.roller.paused = true;
        s.seen.roller.paused_since_ns = s.now_ns;
        scripted_run(&s, 15);
    }
    assert_int_equal(times_said("say.area_done"), 1);
    s.seen.roller.paused = false;
    scripted_run(&s, 25);
    assert_int_equal(times_said("say.area_done"), 2);
}

static void a_pause_does_not_begin_the_limit_of_an_area_anew(void **state)
{
    (void)state;
    roll_freely();
    scripted_run(&s, 115);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_SEARCH, 60));
    assert_false(scripted_said(&s, "say.area_done"));
    scripted_run(&s, 15);
    assert_true(scripted_said(&s, "say.area_done"));
}

static void while_the_mat_is_silent_nothing_is_rolled(void **state)
{
    (void)state;
    roll_freely();
    scripted_run(&s, 10);
    s.silent = true;
    scripted_run(&s, 115);
    assert_false(scripted_said(&s, "say.area_done"));
    s.silent = false;
    scripted_run(&s, 105);
    assert_false(scripted_said(&s, "say.area_done"));
    scripted_run(&s, 20);
    assert_true(scripted_said(&s, "say.area_done"));
}

static void each_area_has_its_own_strokes(void **state)
{
    (void)state;
    roll_freely();
    scripted_run(&s, 6);
    s.seen.roller.strokes = 100;
    scripted_run(&s, 2);
    s.seen.roller.region = REGION_TFL_ITB;
    scripted_run(&s, 6);
    assert_int_equal(last_step()->strokes, 100);
    s.seen.roller.strokes = 104;
    scripted_run(&s, 2);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    assert_int_equal(last_step()->strokes, 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(rolling_freely_by_turns_has_the_limit_of_the_area_too),
        SESSION_TEST(a_pause_does_not_begin_the_limit_of_an_area_anew),
        SESSION_TEST(while_the_mat_is_silent_nothing_is_rolled),
        SESSION_TEST(each_area_has_its_own_strokes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
