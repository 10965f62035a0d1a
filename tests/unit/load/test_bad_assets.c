/* Mistakes in asset files: refused with file, line and advice; the others still load. */
#include "unit/load/bad_assets.h"

static void a_new_programme_appears_and_gets_its_minutes(void **state)
{
    (void)state;
    write_programme("steps = ( { exercise = \"cat_cow\"; }, { exercise = \"breath\"; } );");
    assert_true(mine_loads());
    assert_int_equal(lines, 0);
    assert_true(mine_minutes > 0);
}

static void an_unknown_exercise_is_named_with_the_nearest_known_one(void **state)
{
    (void)state;
    write_programme("steps = (\n { exercise = \"glut_bridge\"; }\n);");
    assert_false(mine_loads());
    assert_said("mine.cfg:4:", "did you mean \"glute_bridge\"?");
}

static void a_misspelt_key_is_named_with_the_nearest_known_one(void **state)
{
    (void)state;
    write_programme("steps = ( { exercise = \"cat_cow\"; repetitons = 8; } );");
    assert_false(mine_loads());
    assert_said("mine.cfg:3:", "did you mean \"repetitions\"?");
}

static void a_dose_out_of_bounds_is_refused(void **state)
{
    (void)state;
    write_programme("steps = (\n { exercise = \"plank_front\"; seconds = 600; }\n);");
    assert_false(mine_loads());
    assert_said("mine.cfg:4:", "must be from 5 to 30");
}

static void more_spots_than_the_area_allows_are_refused(void **state)
{
    (void)state;
    write_programme(
        "steps = ( { exercise = \"smr_glute\"; spots = 3; seconds = 25;\n area_limit_s = 60; } );");
    assert_false(mine_loads());
    assert_said("mine.cfg:3:", "over the area's limit");
}

static void a_wrong_type_is_refused(void **state)
{
    (void)state;
    write_programme("steps = ( { exercise = \"cat_cow\"; sets = \"two\"; } );");
    assert_false(mine_loads());
    assert_said("mine.cfg:3:", "must be a whole number");
    write_programme("steps = \"cat_cow\";");
    assert_false(mine_loads());
    assert_said("mine.cfg:3:", "must be a list in ( )");
}

static void a_missing_semicolon_is_found_with_its_line(void **state)
{
    (void)state;
    write_programme("steps = (\n { exercise = \"cat_cow\" \n\n  sets == 2 }\n);");
    assert_false(mine_loads());
    assert_said("mine.cfg:6:", "syntax error");
}

static void what_stands_there_twice_is_no_missing_comma(void **state)
{
    (void)state;
    write_programme("order = 50;\norder = 51;\nsteps = ( { exercise = \"cat_cow\"; } );");
    assert_false(mine_loads());
    assert_said("mine.cfg:4:", "keep one of the two");
}

static void a_file_of_ten_megabytes_is_refused(void **state)
{
    (void)state;
    enum { SIZE = 10 * 1024 * 1024 };
    char *text = malloc(SIZE);
    assert_non_null(text);
    memset(text, '#', SIZE);
    write_file("programmes/mine.cfg", text, SIZE);
    free(text);
    assert_false(mine_loads());
    assert_said("mine.cfg:1:", "larger than");
}

static void another_encoding_is_refused_with_its_line(void **state)
{
    (void)state;
    static const char latin1[] = "name = { en = \"Mine\";\n de = \"M\xFC"
                                 "de\"; };\n";
    write_file("programmes/mine.cfg", latin1, sizeof latin1 - 1);
    assert_false(mine_loads());
    assert_said("mine.cfg:2:", "not UTF-8");
    static const char utf16[] = "\xFF\xFEn\0a\0m\0e\0";
    write_file("programmes/mine.cfg", utf16, sizeof utf16 - 1);
    assert_false(mine_loads());
    assert_said("mine.cfg:1:", "not UTF-8");
}

static void an_include_is_refused_so_none_can_go_in_a_circle(void **state)
{
    (void)state;
    static const char text[] = "# mine\n@include \"mine.cfg\"\n";
    write_file("programmes/mine.cfg", text, sizeof text - 1);
    assert_false(mine_loads());
    assert_said("mine.cfg:2:", "@include is not allowed");
}

/* Rewrites one line of a copied asset. */
static void easier_ways_that_go_in_a_circle_are_cut(void **state)
{
    (void)state;
    replace_in("exercises/hipflexor_lunge.cfg", "variant_of = \"hipflexor_kneeling\";",
               "easier = \"couch_stretch\"; variant_of = \"hipflexor_kneeling\";");
    mine_loads();
    assert_said("hipflexor", "circle");
}

static void an_easier_way_that_does_not_exist_is_named(void **state)
{
    (void)state;
    replace_in("exercises/pigeon.cfg", "easier = \"figure_four\";", "easier = \"figure_five\";");
    mine_loads();
    assert_said("pigeon.cfg:", "did you mean \"figure_four\"?");
}

static void a_zone_that_is_none_is_named_with_the_nearest(void **state)
{
    (void)state;
    replace_in("exercises/plank_front.cfg", "gate = \"forearms\";", "gate = \"forearm\";");
    mine_loads();
    assert_said("plank_front.cfg:4:", "did you mean \"forearms\"?");
}

static void minutes_that_the_steps_do_not_keep_are_complained_of_and_not_promised(void **state)
{
    (void)state;
    write_programme("steps = ( { exercise = \"cat_cow\"; } );");
    assert_true(mine_loads());
    const unsigned counted = mine_minutes;
    write_programme("minutes = 40; steps = ( { exercise = \"cat_cow\"; } );");
    assert_true(mine_loads());
    assert_said("mine.cfg:3:", "\"minutes\" is 40");
    assert_int_equal(mine_minutes, counted);
}

static void a_missing_language_is_said_and_english_stands_in(void **state)
{
    (void)state;
    static const char text[] = "name = { en = \"Mine\"; };\nline = { en = \"My own\"; };\n"
                               "steps = ( { exercise = \"cat_cow\"; } );\n";
    write_file("programmes/mine.cfg", text, sizeof text - 1);
    assert_true(mine_loads());
    assert_said("mine.cfg:1:", "lacks \"de\"");
}

static void a_broken_file_of_texts_is_one_complaint(void **state)
{
    (void)state;
    replace_in("texts/de.cfg", "language = \"", "language = ");
    struct catalogue catalogue;
    struct error error;
    struct complaints complaints = {.say = keep};
    assert_int_equal(load_catalogue(folder, &catalogue, &complaints, &error), 0);
    assert_int_equal(complaints.count, 1);
    assert_int_equal(catalogue.languages, 1);
    assert_true(catalogue_find_exercise(&catalogue, "glute_bridge") >= 0);
    assert_true(catalogue_find_programme(&catalogue, "evening") >= 0);
    catalogue_unload(&catalogue);
}

static void no_folder_is_an_error_with_advice(void **state)
{
    (void)state;
    struct catalogue catalogue;
    struct error error;
    struct complaints complaints = {.say = keep};
    assert_int_equal(load_catalogue("/nowhere/at/all", &catalogue, &complaints, &error), -1);
    assert_non_null(strstr(error.text, "/nowhere/at/all"));
    catalogue_unload(&catalogue);
}

static void a_mat_with_two_pads_on_one_input_is_refused(void **state)
{
    (void)state;
    static const char text[] =
        "length_mm = 1800; width_mm = 600;\npads = (\n"
        "{ name = \"a\"; x_mm = 0; y_mm = 0; length_mm = 100; width_mm = 100;"
        " chip = \"ads1115@0x48\"; input = 0; },\n"
        "{ name = \"b\"; x_mm = 200; y_mm = 0; length_mm = 100; width_mm = 100;"
        " chip = \"ads1115@0x48\"; input = 0; } );\n";
    write_file("mats/mine.cfg", text, sizeof text - 1);
    static struct mat mat;
    struct error error;
    assert_int_equal(load_mat(folder, "mine", &mat, &error), -1);
    assert_non_null(strstr(error.text, "mine.cfg:4:"));
    assert_non_null(strstr(error.text, "share input 0"));
}

static void a_grid_is_a_mat_and_an_impossible_one_is_not(void **state)
{
    (void)state;
    static struct mat mat;
    struct error error;
    assert_int_equal(load_mat(folder, "32x16", &mat, &error), 0);
    assert_int_equal(mat.pads, 512);
    assert_int_equal(load_mat(folder, "0x4", &mat, &error), -1);
    assert_int_equal(load_mat(folder, "99x99", &mat, &error), -1);
}

static void a_name_of_two_lines_or_with_the_codes_of_a_terminal_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"Two\\nlines", "Two\nlines", "Red \x1b[31m"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[400];
        snprintf(text, sizeof text,
                 "line = { en = \"My own\"; de = \"Mein eigenes\"; };\n"
                 "name = { en = \"%s\"; de = \"Meins\"; };\n"
                 "steps = ( { exercise = \"breath\"; } );\n",
                 names[i]);
        write_file("programmes/mine.cfg", text, strlen(text));
        assert_false(mine_loads());
        assert_int_equal(lines, 1);
        assert_non_null(strstr(said[0], "control character"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ASSET_TEST(a_new_programme_appears_and_gets_its_minutes),
        ASSET_TEST(an_unknown_exercise_is_named_with_the_nearest_known_one),
        ASSET_TEST(a_misspelt_key_is_named_with_the_nearest_known_one),
        ASSET_TEST(a_dose_out_of_bounds_is_refused),
        ASSET_TEST(more_spots_than_the_area_allows_are_refused),
        ASSET_TEST(a_wrong_type_is_refused),
        ASSET_TEST(a_missing_semicolon_is_found_with_its_line),
        ASSET_TEST(what_stands_there_twice_is_no_missing_comma),
        ASSET_TEST(a_file_of_ten_megabytes_is_refused),
        ASSET_TEST(another_encoding_is_refused_with_its_line),
        ASSET_TEST(an_include_is_refused_so_none_can_go_in_a_circle),
        ASSET_TEST(easier_ways_that_go_in_a_circle_are_cut),
        ASSET_TEST(an_easier_way_that_does_not_exist_is_named),
        ASSET_TEST(a_zone_that_is_none_is_named_with_the_nearest),
        ASSET_TEST(minutes_that_the_steps_do_not_keep_are_complained_of_and_not_promised),
        ASSET_TEST(a_missing_language_is_said_and_english_stands_in),
        ASSET_TEST(a_broken_file_of_texts_is_one_complaint),
        ASSET_TEST(no_folder_is_an_error_with_advice),
        ASSET_TEST(a_mat_with_two_pads_on_one_input_is_refused),
        ASSET_TEST(a_grid_is_a_mat_and_an_impossible_one_is_not),
        ASSET_TEST(a_name_of_two_lines_or_with_the_codes_of_a_terminal_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
