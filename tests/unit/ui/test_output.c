#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/output.h"

#include <cairo.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WIDTH = 8, HEIGHT = 4 };

struct folder {
    char path[64];
};

static int make_folder(void **state)
{
    struct folder *folder = calloc(1, sizeof *folder);
    if (!folder)
        return -1;
    snprintf(folder->path, sizeof folder->path, "/tmp/matstation-output-XXXXXX");
    *state = folder;
    return mkdtemp(folder->path) ? 0 : -1;
}

static int remove_folder(void **state)
{
    struct folder *folder = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder->path);
    const int status = system(command);
    free(folder);
    return status;
}

static void fill(uint32_t *pixels, struct picture *picture)
{
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        pixels[i] = 0xFF000000U | (uint32_t)i * 0x030507U;
    *picture = (struct picture){WIDTH, HEIGHT, WIDTH * 4, (uint8_t *)pixels};
}

static void a_picture_comes_back_from_its_file_as_it_was(void **state)
{
    struct folder *folder = *state;
    struct error error;
    uint32_t pixels[WIDTH * HEIGHT];
    struct picture picture;
    char path[128];
    snprintf(path, sizeof path, "%s/a/b", folder->path);
    struct output *output = output_files_open(path, WIDTH, HEIGHT, &error);
    assert_non_null(output);
    fill(pixels, &picture);
    assert_int_equal(output_files_save(output, &picture, "01-idle", &error), 0);
    assert_int_equal(output_files_saved(output), 1);
    output->ops->close(output);
    snprintf(path, sizeof path, "%s/a/b/01-idle.png", folder->path);
    cairo_surface_t *read = cairo_image_surface_create_from_png(path);
    assert_int_equal(cairo_image_surface_get_width(read), WIDTH);
    const unsigned char *rows = cairo_image_surface_get_data(read);
    for (int y = 0; y < HEIGHT; y++)
        assert_memory_equal(rows + y * cairo_image_surface_get_stride(read), pixels + y * WIDTH,
                            (size_t)WIDTH * 4);
    cairo_surface_destroy(read);
}

static void a_file_in_the_folders_place_is_named(void **state)
{
    struct folder *folder = *state;
    struct error error = {""};
    char path[128];
    snprintf(path, sizeof path, "%s/file", folder->path);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fclose(file);
    assert_null(output_files_open(path, WIDTH, HEIGHT, &error));
    assert_non_null(strstr(error.text, path));
}

static void a_picture_that_cannot_be_written_is_an_error_and_not_counted(void **state)
{
    struct folder *folder = *state;
    struct error error = {""};
    uint32_t pixels[WIDTH * HEIGHT];
    struct picture picture;
    struct output *output = output_files_open(folder->path, WIDTH, HEIGHT, &error);
    fill(pixels, &picture);
    assert_int_equal(output_files_save(output, &picture, "no/such/folder", &error), -1);
    assert_non_null(strstr(error.text, "no/such/folder.png"));
    assert_int_equal(output_files_saved(output), 0);
    output->ops->close(output);
}

static void of_a_picture_that_did_not_fit_on_the_card_nothing_is_left(void **state)
{
    struct folder *folder = *state;
    struct error error = {""};
    uint32_t pixels[WIDTH * HEIGHT];
    struct picture picture;
    struct rlimit before;
    char path[128];
    struct output *output = output_files_open(folder->path, WIDTH, HEIGHT, &error);
    fill(pixels, &picture);
    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){16, before.rlim_max});
    const int saved = output_files_save(output, &picture, "01-idle", &error);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_equal(saved, -1);
    snprintf(path, sizeof path, "%s/01-idle.png", folder->path);
    assert_int_equal(access(path, F_OK), -1);
    output->ops->close(output);
}

/* Root may write everything: then as somebody who may not. */
static void a_picture_that_may_not_be_written_over_stays(void **state)
{
    struct folder *folder = *state;
    struct error error = {""};
    uint32_t pixels[WIDTH * HEIGHT];
    struct picture picture;
    char path[128];
    const uid_t user = geteuid(), nobody = 65534;
    snprintf(path, sizeof path, "%s/01-idle.png", folder->path);
    FILE *kept = fopen(path, "w");
    assert_non_null(kept);
    fclose(kept);
    assert_int_equal(chmod(path, 0444), 0);
    assert_true(user != 0 || chown(folder->path, nobody, (gid_t)-1) == 0);
    assert_true(user != 0 || seteuid(nobody) == 0);
    struct output *output = output_files_open(folder->path, WIDTH, HEIGHT, &error);
    fill(pixels, &picture);
    const int saved = output ? output_files_save(output, &picture, "01-idle", &error) : 0;
    assert_int_equal(seteuid(user), 0);
    assert_non_null(output);
    assert_int_equal(saved, -1);
    assert_int_equal(access(path, F_OK), 0);
    output->ops->close(output);
}

static void files_have_no_keys_and_keep_their_size(void **state)
{
    struct folder *folder = *state;
    struct error error;
    struct output_input input;
    struct output *output = output_files_open(folder->path, WIDTH, HEIGHT, &error);
    output->ops->poll(output, 123, &input);
    assert_int_equal(input.presses, 0);
    assert_false(input.leave);
    assert_false(input.resized);
    assert_int_equal(input.width, WIDTH);
    output->ops->close(output);
}

static void a_window_shows_parts_and_says_what_it_is_in_no_language(void **state)
{
    (void)state;
    struct error error = {""};
    const struct window_options options = {.width = WIDTH, .height = HEIGHT};
    uint32_t pixels[WIDTH * HEIGHT];
    struct picture picture;
    struct output_input input;
    char text[128], wanted[64];
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    struct output *output = output_window_open(&options, &error);
    assert_non_null(output);
    fill(pixels, &picture);
    output->ops->poll(output, 1, &input);
    assert_true(input.resized);
    picture.width = input.width;
    picture.height = input.height;
    const struct rect part = {1, 1, 2, 2}, outside = {input.width, 0, 5, 5};
    assert_int_equal(output->ops->show(output, &picture, &part, 1), 0);
    assert_int_equal(output->ops->show(output, &picture, &outside, 1), 0);
    output->ops->describe(output, text, sizeof text);
    snprintf(wanted, sizeof wanted, "dummy, %d \xC3\x97 %d, ", input.width, input.height);
    assert_memory_equal(text, wanted, strlen(wanted));
    assert_null(strstr(text, "pictures"));
    output->ops->close(output);
}

static void no_display_is_said_and_nothing_opened(void **state)
{
    (void)state;
    struct error error = {""};
    const struct window_options options = {.width = 320, .height = 200};
    setenv("SDL_VIDEODRIVER", "no-such-driver", 1);
    assert_null(output_window_open(&options, &error));
    assert_non_null(strstr(error.text, "no display"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_picture_comes_back_from_its_file_as_it_was),
        TEST(a_file_in_the_folders_place_is_named),
        TEST(a_picture_that_cannot_be_written_is_an_error_and_not_counted),
        TEST(of_a_picture_that_did_not_fit_on_the_card_nothing_is_left),
        TEST(a_picture_that_may_not_be_written_over_stays),
        TEST(files_have_no_keys_and_keep_their_size),
        TEST(a_window_shows_parts_and_says_what_it_is_in_no_language),
        TEST(no_display_is_said_and_nothing_opened),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
