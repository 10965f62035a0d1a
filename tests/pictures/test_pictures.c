/* Every screen in every size and language, as a person sees it: nothing is cut off, nothing lies on
 * something else, and every word can be read. */
#include "forms.h"

#include "ui/ui.h"

#include <math.h>

static void nothing_stands_outside_the_margins(void **state)
{
    assert_int_equal(each(*state, check_margins), 0);
}

static void no_words_lie_on_other_words(void **state)
{
    assert_int_equal(each(*state, check_overlap), 0);
}

static bool is_too_small(const struct stage *stage, const struct words_seen *seen)
{
    return (float)seen->size_px < 0.033F * height_of(stage) - 0.5F;
}

static unsigned check_size(struct shop *shop, const struct stage *stage)
{
    return each_line(shop, stage, "is too small", is_too_small);
}

static void no_words_are_smaller_than_a_thirtieth_of_the_height(void **state)
{
    assert_int_equal(each(*state, check_size), 0);
}

static void what_to_do_is_a_twentieth_of_the_height_or_more(void **state)
{
    assert_int_equal(each(*state, check_working), 0);
}

static void no_sentence_of_ours_is_cut(void **state)
{
    assert_int_equal(each(*state, check_cut), 0);
}

/* IEC 61966-2-1 and WCAG 2.1. */
static double luminance(uint32_t colour)
{
    double sum = 0.0;
    static const double weight[3] = {0.2126, 0.7152, 0.0722};
    for (unsigned c = 0; c < 3; c++) {
        const double v = (colour >> (16 - 8 * c) & 0xFF) / 255.0;
        sum += weight[c] * (v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4));
    }
    return sum;
}

static uint32_t pixel(const struct picture *picture, int x, int y)
{
    const void *row = picture->pixels + (ptrdiff_t)y * picture->stride;
    return ((const uint32_t *)row)[x];
}

/* The least contrast of a word's colour, as it came out, against what lies behind its box. */
static double word_contrast(const struct canvas *with, const struct canvas *without,
                            const struct rect *box, uint32_t colour)
{
    double ink = luminance(colour), least = 100.0;
    bool came_out = false;
    for (int y = box->y; y < box->y + box->h; y++)
        for (int x = box->x; x < box->x + box->w; x++) {
            came_out |= (pixel(&with->picture, x, y) & 0xFFFFFF) == (colour & 0xFFFFFF);
            const double ground = luminance(pixel(&without->picture, x, y));
            least = fmin(least, (fmax(ink, ground) + 0.05) / (fmin(ink, ground) + 0.05));
        }
    return came_out ? least : 0.0;
}

static unsigned check_contrast(struct shop *shop, const struct stage *stage)
{
    if (stage->layout.width > 2000 || (stage->layout.width > 1000 && stage->page_s > 0.0F))
        return 0; /* the same colours at many times the work */
    if (stage->layout.width < 400 || stage->layout.height < 400)
        return 0; /* strokes thinner than a pixel: no pixel has their colour */
    struct canvas with, without;
    struct error error;
    unsigned wrong = 0;
    const struct rect all = {0, 0, stage->layout.width, stage->layout.height};
    assert_int_equal(canvas_open(&with, all.w, all.h, &error), 0);
    assert_int_equal(canvas_open(&without, all.w, all.h, &error), 0);
    with.type = without.type = shop->type;
    with.palette = without.palette = stage->palette;
    shop->bare.count = 0;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen seen;
        if (!words_seen(&shop->scene.item[i], &seen))
            shop->bare.item[shop->bare.count++] = shop->scene.item[i];
    }
    scene_draw(&shop->scene, &with, &all);
    scene_draw(&shop->bare, &without, &all);
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen seen;
        if (!words_seen(&shop->scene.item[i], &seen))
            continue;
        const struct rect box = rect_cut(shop->scene.item[i].bounds, &all);
        const double contrast = word_contrast(&with, &without, &box, seen.colour);
        if (contrast >= 7.0)
            continue;
        print_error("%s: \"%s\" has a contrast of %.2f\n", shop->where, seen.text, contrast);
        wrong++;
    }
    canvas_close(&with);
    canvas_close(&without);
    return wrong;
}

static void every_word_stands_out_seven_to_one(void **state)
{
    assert_int_equal(each(*state, check_contrast), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_stands_outside_the_margins),
        cmocka_unit_test(no_words_lie_on_other_words),
        cmocka_unit_test(no_words_are_smaller_than_a_thirtieth_of_the_height),
        cmocka_unit_test(what_to_do_is_a_twentieth_of_the_height_or_more),
        cmocka_unit_test(no_sentence_of_ours_is_cut),
        cmocka_unit_test(every_word_stands_out_seven_to_one),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
