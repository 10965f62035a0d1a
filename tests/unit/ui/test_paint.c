/* Shapes as they are painted: how much of each pixel they cover, where they are cut, what is drawn
 * of a line, and that nothing senseless brings the painter down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/glow.h"
#include "ui/paint.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 200, HEIGHT = 120 };
static const uint32_t white = 0xFFFFFFFF;

struct desk {
    uint32_t pixel[HEIGHT][WIDTH];
    struct picture picture;
    struct paint *paint;
};

static int open_desk(void **state)
{
    struct error error;
    struct desk *desk = calloc(1, sizeof *desk);
    if (!desk)
        return -1;
    desk->picture = (struct picture){WIDTH, HEIGHT, WIDTH * 4, (uint8_t *)desk->pixel};
    desk->paint = paint_open(&desk->picture, &error);
    *state = desk;
    return desk->paint ? 0 : -1;
}

static int close_desk(void **state)
{
    struct desk *desk = *state;
    paint_close(desk->paint);
    free(desk);
    return 0;
}

static void wipe(struct desk *desk)
{
    memset(desk->pixel, 0, sizeof desk->pixel);
}

/* In pixels, of what is white on black. */
static double area(const struct desk *desk)
{
    double sum = 0;
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            sum += desk->pixel[y][x] & 0xFF;
    return sum / 255;
}

static void is_about(double found, double wanted, double within)
{
    if (!(fabs(found - wanted) <= within))
        fail_msg("%.2f instead of %.2f", found, wanted);
}

static void box(struct paint *paint, double left, double top, double right, double foot)
{
    paint_move(paint, left, top);
    paint_line(paint, right, top);
    paint_line(paint, right, foot);
    paint_line(paint, left, foot);
}

static void a_pixel_has_as_much_of_the_colour_as_lies_inside(void **state)
{
    struct desk *desk = *state;
    box(desk->paint, 10.25, 20.5, 13, 22);
    paint_fill(desk->paint, white);
    const int wanted[4][5] = {
        {0, 0, 0, 0, 0}, {0, 96, 128, 128, 0}, {0, 191, 255, 255, 0}, {0, 0, 0, 0, 0}};
    for (int y = 0; y < 4; y++)
        for (int x = 0; x < 5; x++)
            is_about(desk->pixel[19 + y][9 + x] & 0xFF, wanted[y][x], 1);
}

static void shapes_cover_what_they_measure(void **state)
{
    struct desk *desk = *state;
    struct paint *paint = desk->paint;
    for (int i = 0; i < 20; i++) {
        const double r = 2 + 2.6 * i, x = 100 + 0.13 * i, y = 60 - 0.21 * i;
        wipe(desk);
        paint_circle(paint, x, y, r);
        paint_fill(paint, white);
        is_about(area(desk), M_PI * r * r, 0.02 * r * r + 0.5);
        wipe(desk);
        paint_move(paint, x - r, y);
        paint_line(paint, x, y - r);
        paint_line(paint, x + r, y + r);
        paint_fill(paint, white);
        is_about(area(desk), 1.5 * r * r, 0.01 * r * r + 0.5);
    }
}

static void what_overlaps_in_one_path_is_no_brighter(void **state)
{
    struct desk *desk = *state;
    box(desk->paint, 10, 10, 60, 60);
    box(desk->paint, 40, 30, 90, 80);
    paint_fill(desk->paint, 0x80FFFFFF);
    is_about(area(desk), (2 * 2500 - 20 * 30) * 128 / 255.0, 2);
    assert_int_equal(desk->pixel[40][50] & 0xFF, 0x80);
}

static void a_stroke_is_as_wide_as_its_pen(void **state)
{
    struct desk *desk = *state;
    struct paint *paint = desk->paint;
    const struct pen flat = {.width = 7}, rounded = {.width = 7, .round = true};
    const double length = hypot(90, 40);
    paint_move(paint, 20, 20);
    paint_line(paint, 110, 60);
    paint_stroke(paint, &flat, white);
    is_about(area(desk), 7 * length, 2);
    wipe(desk);
    paint_move(paint, 20, 20);
    paint_line(paint, 110, 60);
    paint_stroke(paint, &rounded, white);
    is_about(area(desk), 7 * length + M_PI * 3.5 * 3.5, 2);
    wipe(desk);
    paint_circle(paint, 100, 60, 40);
    paint_stroke(paint, &flat, white);
    is_about(area(desk), 2 * M_PI * 40 * 7, 6);
    assert_int_equal(desk->pixel[60][100], 0);
}

static void a_sharp_corner_of_a_stroke_is_round(void **state)
{
    struct desk *desk = *state;
    const struct pen pen = {.width = 20};
    paint_move(desk->paint, 30, 60);
    paint_line(desk->paint, 100, 60);
    paint_line(desk->paint, 100, 110);
    paint_stroke(desk->paint, &pen, white);
    assert_int_equal(desk->pixel[54][106] & 0xFF, 255);
    assert_int_equal(desk->pixel[51][109] & 0xFF, 0);
    is_about(area(desk), 70 * 20 + 50 * 20 - 100 + M_PI * 100 / 4, 2);
}

static void dashes_are_as_long_as_told(void **state)
{
    struct desk *desk = *state;
    const struct pen pen = {.width = 4, .on = 6, .off = 10, .begin = 2};
    paint_move(desk->paint, 20, 30);
    paint_line(desk->paint, 70, 30);
    paint_line(desk->paint, 180, 30);
    paint_stroke(desk->paint, &pen, white);
    for (int x = 20; x < 180; x++) {
        const int at = (x - 20 + 2) % 16;
        if (at != 5 && at != 6 && at != 15 && at != 0)
            assert_int_equal(desk->pixel[30][x] & 0xFF, at < 6 ? 255 : 0);
    }
    assert_int_equal(desk->pixel[27][22], 0);
}

static void nothing_beyond_the_clip_is_touched(void **state)
{
    struct desk *desk = *state;
    struct paint *paint = desk->paint;
    const struct rect part = {30, 20, 100, 60};
    const struct pen pen = {.width = 9, .round = true, .on = 5, .off = 3};
    const uint8_t mask[4] = {255, 255, 255, 255};
    const struct rect place = {29, 19, 2, 2};
    const struct glow glow = {.x = 40, .y = 30, .ux = 70, .vy = 70, .colour = white};
    const struct rect before = paint_clip(paint, &part);
    paint_circle(paint, 80, 50, 75);
    paint_fill(paint, white);
    paint_circle(paint, 80, 50, 55);
    paint_stroke(paint, &pen, white);
    paint_mask(paint, mask, 2, &place, white);
    glow_draw(paint, &glow);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++) {
            const bool inside = x >= 30 && x < 130 && y >= 20 && y < 80;
            assert_int_equal(desk->pixel[y][x], inside ? 0xFFFFFFFF : 0);
        }
    paint_clip_back(paint, before);
    paint_mask(paint, mask, 2, &place, white);
    assert_int_equal(desk->pixel[19][29] & 0xFF, 255);
}

static void a_part_of_a_shape_is_the_same_part_of_the_whole(void **state)
{
    struct desk *desk = *state;
    static uint32_t whole[HEIGHT][WIDTH];
    for (int cut = 0; cut < 2; cut++) {
        wipe(desk);
        for (int i = 0; i < (cut ? 4 : 1); i++) {
            const struct rect part = {i % 2 * 97, i / 2 * 51, i % 2 ? 103 : 97, i / 2 ? 69 : 51};
            const struct rect before =
                cut ? paint_clip(desk->paint, &part) : paint_clipped(desk->paint);
            paint_move(desk->paint, -30.3, 50);
            paint_curve(desk->paint, 60, -80, 120, 190, 230.7, 41);
            paint_line(desk->paint, 90, 135.5);
            paint_fill(desk->paint, 0xFFFFFFFF);
            paint_clip_back(desk->paint, before);
        }
        if (!cut)
            memcpy(whole, desk->pixel, sizeof whole);
    }
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
            assert_in_range((desk->pixel[y][x] & 0xFF) + 1 - (whole[y][x] & 0xFF), 0, 2);
}

static float by_x(const void *self, float x, float y)
{
    (void)self;
    (void)y;
    return x / WIDTH;
}

static void a_shading_runs_evenly_from_shade_to_shade(void **state)
{
    struct desk *desk = *state;
    struct shading shading = {.along = by_x};
    for (uint32_t i = 0; i < SHADES; i++)
        shading.shade[i] = 0xFF000000 | i * 4;
    box(desk->paint, 0, 10, WIDTH, 20);
    paint_fill_shaded(desk->paint, &shading);
    for (int x = 0; x < WIDTH; x++)
        is_about(desk->pixel[15][x] & 0xFF, 4 * 63 * (x + 0.5) / WIDTH, 5);
    assert_int_equal(desk->pixel[9][50], 0);
}

static void what_is_no_number_or_too_much_does_no_harm(void **state)
{
    struct desk *desk = *state;
    struct paint *paint = desk->paint;
    const double odd[] = {NAN, INFINITY, -1e30, 0, 1e-30, 3, 1e5};
    const unsigned count = sizeof odd / sizeof odd[0];
    for (unsigned i = 0; i < count * count * count; i++) {
        const double x = odd[i % count], y = odd[i / count % count], r = odd[i / count / count];
        const struct pen pen = {.width = r, .round = i % 2, .on = x, .off = y};
        const struct glow glow = {.x = x, .y = y, .ux = r, .uy = y, .vy = r, .colour = white};
        paint_circle(paint, x, y, r);
        paint_curve(paint, y, x, r, r, x, y);
        paint_fill(paint, white);
        paint_move(paint, y, r);
        paint_arc(paint, x, y, r, x, y, r);
        paint_back(paint);
        paint_stroke(paint, &pen, white);
        glow_draw(paint, &glow);
    }
    for (int i = 0; i < 5000; i++)
        paint_move(paint, i, i % 7), paint_line(paint, i % 11, i);
    paint_fill(paint, white);
    paint_back(paint);
    paint_fill(paint, white);
    wipe(desk);
    box(paint, 10, 10, 20, 20);
    paint_fill(paint, white);
    is_about(area(desk), 100, 0.1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_pixel_has_as_much_of_the_colour_as_lies_inside),
        TEST(shapes_cover_what_they_measure),
        TEST(what_overlaps_in_one_path_is_no_brighter),
        TEST(a_stroke_is_as_wide_as_its_pen),
        TEST(a_sharp_corner_of_a_stroke_is_round),
        TEST(dashes_are_as_long_as_told),
        TEST(nothing_beyond_the_clip_is_touched),
        TEST(a_part_of_a_shape_is_the_same_part_of_the_whole),
        TEST(a_shading_runs_evenly_from_shade_to_shade),
        TEST(what_is_no_number_or_too_much_does_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
