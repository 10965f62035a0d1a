/* The figure as it is drawn: in its place, mirrored, in every size, leaving nothing behind. */
#include "load/load.h"
#include "ui/figure.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WIDTH = 640, HEIGHT = 360 };

static struct catalogue catalogue;

static int load_all(void **state)
{
    (void)state;
    struct complaints complaints = {NULL, NULL, 0};
    struct error error;
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static int unload_all(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

struct sheet {
    cairo_surface_t *surface;
    cairo_t *cr;
};

static struct sheet sheet_open(int width, int height)
{
    struct sheet sheet = {cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), NULL};
    sheet.cr = cairo_create(sheet.surface);
    return sheet;
}

static void sheet_close(struct sheet *sheet)
{
    assert_int_equal(cairo_status(sheet->cr), CAIRO_STATUS_SUCCESS);
    cairo_destroy(sheet->cr);
    cairo_surface_destroy(sheet->surface);
}

static const uint8_t *row_of(const struct sheet *sheet, int y)
{
    cairo_surface_flush(sheet->surface);
    return cairo_image_surface_get_data(sheet->surface) +
           (ptrdiff_t)y * cairo_image_surface_get_stride(sheet->surface);
}

static bool is_drawn(const struct sheet *sheet, int x, int y)
{
    uint32_t pixel;
    memcpy(&pixel, row_of(sheet, y) + 4 * x, sizeof pixel);
    return (pixel & 0xFFFFFF) != 0;
}

static struct figure_look look_of(double x, double y, double width, double height)
{
    struct figure_look look = {.x = x,
                               .y = y,
                               .width = width,
                               .height = height,
                               .glow = 1,
                               .arrow = true,
                               .mat = true,
                               .breath = NAN};
    figure_palette_default(&look.palette, true);
    return look;
}

/* Pixels drawn in the place, and more than two beyond its edge. */
static void count_pixels(const struct sheet *sheet, unsigned *inside, unsigned *outside)
{
    *inside = *outside = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            bool within = x >= 38 && x < WIDTH - 38 && y >= 28 && y < HEIGHT - 28;
            *inside += within && is_drawn(sheet, x, y);
            *outside += !within && is_drawn(sheet, x, y);
        }
}

static void every_figure_is_drawn_within_its_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < catalogue.figures; i++)
        for (int moment = 0; moment < 16; moment++) {
            struct sheet sheet = sheet_open(WIDTH, HEIGHT);
            struct figure_look look = look_of(40, 30, WIDTH - 80, HEIGHT - 60);
            look.mirrored = moment & 1;
            look.phase = (float)(moment / 2) / 8;
            figure_draw(sheet.cr, &catalogue.figure[i], &look);
            unsigned inside, outside;
            count_pixels(&sheet, &inside, &outside);
            if (inside < 8000)
                fail_msg("%s: only %u pixels", catalogue.figure[i].id, inside);
            if (outside > 100)
                fail_msg("%s at %.2f: %u pixels outside", catalogue.figure[i].id,
                         (double)look.phase, outside);
            sheet_close(&sheet);
        }
}

static void the_other_side_is_the_mirror_image(void **state)
{
    (void)state;
    const struct figure *figure = catalogue_find_figure(&catalogue, "smr_glute");
    assert_non_null(figure);
    struct sheet one = sheet_open(WIDTH, HEIGHT), other = sheet_open(WIDTH, HEIGHT);
    struct figure_look look = look_of(0, 0, WIDTH, HEIGHT);
    figure_draw(one.cr, figure, &look);
    look.mirrored = true;
    figure_draw(other.cr, figure, &look);
    unsigned differ = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            differ += is_drawn(&one, x, y) != is_drawn(&other, WIDTH - 1 - x, y);
    /* The light stays where it is, the edges fall on other pixels. */
    assert_true(differ < WIDTH * HEIGHT / 100);
    sheet_close(&one);
    sheet_close(&other);
}

static void drawing_leaves_the_state_as_it_was(void **state)
{
    (void)state;
    struct sheet sheet = sheet_open(WIDTH, HEIGHT);
    struct figure_look look = look_of(0, 0, WIDTH, HEIGHT);
    cairo_set_line_width(sheet.cr, 7);
    cairo_antialias_t smooth = cairo_get_antialias(sheet.cr);
    double tolerance = cairo_get_tolerance(sheet.cr);
    figure_draw(sheet.cr, &catalogue.figure[0], &look);
    assert_true(cairo_get_line_width(sheet.cr) == 7);
    assert_int_equal(cairo_get_antialias(sheet.cr), smooth);
    assert_true(cairo_get_tolerance(sheet.cr) == tolerance);
    sheet_close(&sheet);
}

static void nothing_is_drawn_outside_the_clip(void **state)
{
    (void)state;
    struct sheet sheet = sheet_open(WIDTH, HEIGHT);
    struct figure_look look = look_of(0, 0, WIDTH, HEIGHT);
    cairo_rectangle(sheet.cr, 200, 100, 150, 200);
    cairo_clip(sheet.cr);
    for (size_t i = 0; i < catalogue.figures; i++)
        figure_draw(sheet.cr, &catalogue.figure[i], &look);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            if (x < 200 || x >= 350 || y < 100 || y >= 300)
                assert_false(is_drawn(&sheet, x, y));
    sheet_close(&sheet);
}

static void the_same_look_gives_the_same_pixels(void **state)
{
    (void)state;
    struct sheet one = sheet_open(WIDTH, HEIGHT), other = sheet_open(WIDTH, HEIGHT);
    struct figure_look look = look_of(10, 10, WIDTH - 20, HEIGHT - 20);
    figure_draw(one.cr, &catalogue.figure[3], &look);
    figure_draw(other.cr, &catalogue.figure[3], &look);
    for (int y = 0; y < HEIGHT; y++)
        assert_memory_equal(row_of(&one, y), row_of(&other, y), WIDTH * 4);
    sheet_close(&one);
    sheet_close(&other);
}

static void no_size_and_no_number_brings_it_down(void **state)
{
    (void)state;
    static const double sizes[] = {NAN, -5, 0, 0.5, 1, 2, 7, 4000};
    struct sheet sheet = sheet_open(64, 64);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            struct figure_look look = look_of(0, 0, sizes[i], sizes[k]);
            look.phase = (float)(1e6 * (double)i);
            figure_draw(sheet.cr, &catalogue.figure[k], &look);
        }
    const struct figure nothing = {.id = "nothing"};
    struct figure_look look = look_of(0, 0, 64, 64);
    figure_draw(sheet.cr, &nothing, &look);
    look.phase = NAN;
    figure_draw(sheet.cr, &catalogue.figure[0], &look);
    sheet_close(&sheet);
}

static void a_turned_picture_shows_the_glow_too(void **state)
{
    (void)state;
    struct sheet upright = sheet_open(HEIGHT, HEIGHT), turned = sheet_open(HEIGHT, HEIGHT);
    struct figure_look look = look_of(0, 0, HEIGHT, HEIGHT);
    const struct figure *figure = catalogue_find_figure(&catalogue, "glute_bridge");
    figure_draw(upright.cr, figure, &look);
    cairo_translate(turned.cr, HEIGHT, 0);
    cairo_rotate(turned.cr, 1.5707963267948966);
    figure_draw(turned.cr, figure, &look);
    unsigned differ = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < HEIGHT; x++)
            differ += is_drawn(&upright, x, y) != is_drawn(&turned, HEIGHT - 1 - y, x);
    assert_true(differ < HEIGHT * HEIGHT / 100);
    sheet_close(&upright);
    sheet_close(&turned);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_drawn_within_its_place),
        cmocka_unit_test(the_other_side_is_the_mirror_image),
        cmocka_unit_test(drawing_leaves_the_state_as_it_was),
        cmocka_unit_test(nothing_is_drawn_outside_the_clip),
        cmocka_unit_test(the_same_look_gives_the_same_pixels),
        cmocka_unit_test(no_size_and_no_number_brings_it_down),
        cmocka_unit_test(a_turned_picture_shows_the_glow_too),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
