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
    struct picture picture;
    struct paint *paint;
};

static struct sheet sheet_open(int width, int height)
{
    struct error error;
    struct sheet sheet = {
        .picture = {width, height, width * 4, calloc((size_t)height, (size_t)width * 4)}};
    assert_non_null(sheet.picture.pixels);
    sheet.paint = paint_open(&sheet.picture, &error);
    assert_non_null(sheet.paint);
    return sheet;
}

static void sheet_close(struct sheet *sheet)
{
    paint_close(sheet->paint);
    free(sheet->picture.pixels);
}

static const uint8_t *row_of(const struct sheet *sheet, int y)
{
    return sheet->picture.pixels + (ptrdiff_t)y * sheet->picture.stride;
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
            figure_draw(sheet.paint, &catalogue.figure[i], &look);
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
    figure_draw(one.paint, figure, &look);
    look.mirrored = true;
    figure_draw(other.paint, figure, &look);
    unsigned differ = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            differ += is_drawn(&one, x, y) != is_drawn(&other, WIDTH - 1 - x, y);
    /* The light stays where it is, the edges fall on other pixels. */
    assert_true(differ < WIDTH * HEIGHT / 100);
    sheet_close(&one);
    sheet_close(&other);
}

static void nothing_is_drawn_outside_the_clip(void **state)
{
    (void)state;
    struct sheet sheet = sheet_open(WIDTH, HEIGHT);
    struct figure_look look = look_of(0, 0, WIDTH, HEIGHT);
    paint_clip(sheet.paint, &(struct rect){200, 100, 150, 200});
    for (size_t i = 0; i < catalogue.figures; i++)
        figure_draw(sheet.paint, &catalogue.figure[i], &look);
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
    figure_draw(one.paint, &catalogue.figure[3], &look);
    figure_draw(other.paint, &catalogue.figure[3], &look);
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
            figure_draw(sheet.paint, &catalogue.figure[k], &look);
        }
    const struct figure nothing = {.id = "nothing"};
    struct figure_look look = look_of(0, 0, 64, 64);
    figure_draw(sheet.paint, &nothing, &look);
    look.phase = NAN;
    figure_draw(sheet.paint, &catalogue.figure[0], &look);
    sheet_close(&sheet);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_drawn_within_its_place),
        cmocka_unit_test(the_other_side_is_the_mirror_image),
        cmocka_unit_test(nothing_is_drawn_outside_the_clip),
        cmocka_unit_test(the_same_look_gives_the_same_pixels),
        cmocka_unit_test(no_size_and_no_number_brings_it_down),
    };
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
