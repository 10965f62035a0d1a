#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/load.h"
#include "load/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct recognition numbers;

/* Loads this text as a file; what was complained about is in error. */
static int load_text(const char *text, struct error *error)
{
    char path[] = "/tmp/matstation-recognition-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
    struct complaints complaints = complaints_first(error);
    int status = load_recognition(path, &numbers, &complaints);
    unlink(path);
    return status;
}

static const char small[] = "classes = [\"a\", \"b\"];\nfeatures = 2;\n"
                            "mean = [0.0, 1.0];\nscale = [1.0, 2.0];\n"
                            "pairs = ( { first = 0; second = 1; bias = 0.5;\n"
                            "            terms = [%s]; weights = [%s]; } );\n";

static int load_small(const char *terms, const char *weights, struct error *error)
{
    char text[512];
    snprintf(text, sizeof text, small, terms, weights);
    return load_text(text, error);
}

static void the_shipped_numbers_tell_seven_exercises_apart(void **state)
{
    (void)state;
    struct complaints silent = {0};
    assert_int_equal(load_recognition("assets/recognition.cfg", &numbers, &silent), 0);
    assert_int_equal(numbers.classes, 7);
    assert_int_equal(numbers.pairs, 21);
    assert_string_equal(numbers.id[1], "glute_bridge");
}

static void whole_and_broken_numbers_are_both_read(void **state)
{
    (void)state;
    struct error error;
    assert_int_equal(load_small("1, 0", "-3, 2", &error), 0);
    assert_int_equal(numbers.pair[0].feature[0], 1);
    assert_true(numbers.pair[0].weight[0] < -2.9f);
    assert_int_equal(load_small("1", "0.25", &error), 0);
    assert_true(numbers.pair[0].weight[0] > 0.24f && numbers.pair[0].weight[0] < 0.26f);
}

static void a_term_that_is_no_feature_is_named_with_its_line(void **state)
{
    (void)state;
    struct error error;
    assert_int_equal(load_small("2", "1.0", &error), -1);
    assert_non_null(strstr(error.text, ":5: term 2 is not one of 2 features"));
    assert_int_equal(numbers.classes, 0);
}

static void terms_and_weights_of_different_number_are_refused(void **state)
{
    (void)state;
    struct error error;
    assert_int_equal(load_small("0, 1", "1.0", &error), -1);
    assert_non_null(strstr(error.text, "differ in number"));
}

static void a_missing_file_leaves_nothing_loaded_and_says_so(void **state)
{
    (void)state;
    struct error error;
    struct complaints complaints = complaints_first(&error);
    assert_int_equal(load_recognition("/nowhere/recognition.cfg", &numbers, &complaints), -1);
    assert_non_null(strstr(error.text, "/nowhere/recognition.cfg"));
    assert_int_equal(numbers.classes, 0);
}

static void a_scale_of_zero_is_refused(void **state)
{
    (void)state;
    struct error error;
    assert_int_equal(load_text("classes = [\"a\", \"b\"];\nfeatures = 1;\nmean = [0.0];\n"
                               "scale = [0.0];\npairs = ();\n",
                               &error),
                     -1);
    assert_non_null(strstr(error.text, "scale 0 is not above 0"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shipped_numbers_tell_seven_exercises_apart),
        cmocka_unit_test(whole_and_broken_numbers_are_both_read),
        cmocka_unit_test(a_term_that_is_no_feature_is_named_with_its_line),
        cmocka_unit_test(terms_and_weights_of_different_number_are_refused),
        cmocka_unit_test(a_missing_file_leaves_nothing_loaded_and_says_so),
        cmocka_unit_test(a_scale_of_zero_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
