/* An exercise that was refused, and the programmes that name it. */
#include "unit/load/bad_assets.h"

static bool has_step(const struct catalogue *catalogue, const char *programme, const char *exercise)
{
    const int found = catalogue_find_programme(catalogue, programme);
    assert_true(found >= 0);
    const struct programme *in = &catalogue->programme[found];
    for (unsigned i = 0; i < in->steps; i++)
        if (!strcmp(catalogue->exercise[in->step[i].exercise].id, exercise))
            return true;
    return false;
}

static void an_exercise_left_out_takes_its_steps_with_it_and_no_programme(void **state)
{
    (void)state;
    replace_in("exercises/band_walk.cfg", "kind = \"strength\";", "kind = \"strenght\";");
    replace_in("exercises/cat_cow.cfg", "kind = \"mobility\";", "kind = \"mobilty\";");
    struct catalogue catalogue;
    struct error error;
    struct complaints complaints = {.say = keep};
    assert_int_equal(load_catalogue(folder, &catalogue, &complaints, &error), 0);
    assert_true(catalogue_find_exercise(&catalogue, "band_walk") < 0);
    assert_true(has_step(&catalogue, "strong", "band_walk_free")); /* what it says to do instead */
    assert_true(has_step(&catalogue, "lower_back", "pelvic_tilt"));
    assert_true(catalogue_find_programme(&catalogue, "hips") >= 0);
    assert_said("programmes/strong.cfg:9:", "mend exercises/band_walk.cfg first");
    assert_said("programmes/lower_back.cfg:6:", "mend exercises/cat_cow.cfg first");
    for (unsigned i = 0; i < lines; i++)
        assert_null(strstr(said[i], "minutes"));
    catalogue_unload(&catalogue);
}

static void a_programme_without_any_of_its_exercises_is_left_out(void **state)
{
    (void)state;
    replace_in("exercises/cat_cow.cfg", "kind = \"mobility\";", "kind = \"mobilty\";");
    write_programme("steps = ( { exercise = \"cat_cow\"; } );");
    assert_false(mine_loads());
    assert_said("mine.cfg:3:", "mend exercises/cat_cow.cfg first");
    assert_said("mine.cfg:3:", "none of its steps can be used");
}

/* Of the three selections the second is gone: the first and the third take turns. */
static void selections_that_lost_all_their_steps_are_counted_no_more(void **state)
{
    (void)state;
    replace_in("exercises/cat_cow.cfg", "kind = \"mobility\";", "kind = \"mobilty\";");
    write_programme("steps = ( { exercise = \"pelvic_tilt\"; selection = 1; },\n"
                    " { exercise = \"cat_cow\"; selection = 2; },\n"
                    " { exercise = \"breath\"; selection = 3; } );");
    struct catalogue catalogue;
    struct error error;
    struct complaints complaints = {.say = keep};
    assert_int_equal(load_catalogue(folder, &catalogue, &complaints, &error), 0);
    const int found = catalogue_find_programme(&catalogue, "mine");
    assert_true(found >= 0);
    const struct programme *mine = &catalogue.programme[found];
    assert_int_equal(mine->selections, 2);
    assert_int_equal(mine->steps, 2);
    assert_int_equal(mine->step[0].selection, 1);
    assert_int_equal(mine->step[1].selection, 2);
    catalogue_unload(&catalogue);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASSET_TEST(an_exercise_left_out_takes_its_steps_with_it_and_no_programme),
        ASSET_TEST(a_programme_without_any_of_its_exercises_is_left_out),
        ASSET_TEST(selections_that_lost_all_their_steps_are_counted_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
