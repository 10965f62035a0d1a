/* How the picture is drawn, whatever it shows: its parts as the whole, turned, of any size, and
 * with views that no session makes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samples.h"
#include "shop.h"
#include "ui/ui.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEPS = 24 };

struct shop {
    struct catalogue catalogue;
    struct mat mat;
    struct view view;
};

static int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    if (!shop || shop_load(&shop->catalogue, &shop->mat))
        return -1;
    *state = shop;
    return 0;
}

static int close_shop(void **state)
{
    struct shop *shop = *state;
    catalogue_unload(&shop->catalogue);
    free(shop);
    return 0;
}

static uint32_t pixel(const struct picture *picture, int x, int y)
{
    const void *row = picture->pixels + (ptrdiff_t)y * picture->stride;
    return ((const uint32_t *)row)[x];
}

static void step_view(struct view *view, unsigned step)
{
    view->time_ns += 70000000;
    view->figure_phase += 0.013F;
    view->ring.filled = (float)step / STEPS;
    view->ring.number = 7 + step / 3;
    view->held = (float)(step % 7) / 7.0F;
    if (view->cards)
        view->selected = step / 5 % view->cards;
    if (step % 9 == 8)
        view->ring.credited = !view->ring.credited;
}

/* What lies at the border of a part is rounded otherwise than in the whole. */
static bool differs(uint32_t a, uint32_t b)
{
    for (unsigned shift = 0; shift < 24; shift += 8)
        if (abs((int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF)) > 2)
            return true;
    return false;
}

static unsigned differing(const struct picture *a, const struct picture *b, struct rect *where)
{
    unsigned count = 0;
    *where = (struct rect){0};
    for (int y = 0; y < a->height; y++)
        for (int x = 0; x < a->width; x++) {
            if (!differs(pixel(a, x, y), pixel(b, x, y)))
                continue;
            *where = rect_union(*where, (struct rect){x, y, 1, 1});
            count++;
        }
    return count;
}

/* First what slides, then what fades. */
static void come_to_rest(struct ui *ui, struct view *view)
{
    struct rect changed[UI_RECTS_MAX];
    for (int i = 0; i < 2; i++) {
        view->time_ns += 1000000000;
        ui_draw(ui, view, changed);
    }
}

static void compare_changes(struct shop *shop, int rotation_deg, const char *only)
{
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    const struct ui_options options = {.width = 800,
                                       .height = 450,
                                       .rotation_deg = rotation_deg,
                                       .catalogue = &shop->catalogue,
                                       .mat = &shop->mat};
    struct ui *parts = ui_open(&options, &error), *whole = ui_open(&options, &error);
    assert_non_null(parts);
    assert_non_null(whole);
    for (unsigned sample = 0; sample < samples_count(); sample++) {
        if (only && strcmp(samples_name(sample), only) != 0)
            continue;
        samples_fill(sample, &shop->catalogue, &shop->mat, 0, &shop->view);
        for (unsigned step = 0; step < STEPS; step += only ? 1 : 6) {
            step_view(&shop->view, step);
            ui_draw(parts, &shop->view, changed);
            come_to_rest(parts, &shop->view);
            ui_redraw(whole);
            ui_draw(whole, &shop->view, changed);
            struct rect where;
            const unsigned count = differing(ui_picture(parts), ui_picture(whole), &where);
            if (count)
                print_error("%s, step %u: %u pixels differ from %d,%d to %d,%d\n",
                            samples_name(sample), step, count, where.x, where.y, where.x + where.w,
                            where.y + where.h);
            assert_int_equal(count, 0);
        }
    }
    ui_close(parts);
    ui_close(whole);
}

static void drawing_the_changes_gives_the_whole_picture(void **state)
{
    compare_changes(*state, 0, NULL);
    compare_changes(*state, 0, "hold");
    compare_changes(*state, 0, "choose");
}

static void a_turned_screen_gets_all_changes_too(void **state)
{
    compare_changes(*state, 90, "hold");
    compare_changes(*state, 180, "roll");
    compare_changes(*state, 270, "choose");
}

static void a_turned_picture_is_the_lying_one_turned(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    struct ui_options options = {
        .width = 640, .height = 400, .catalogue = &shop->catalogue, .mat = &shop->mat};
    struct ui *lying = ui_open(&options, &error);
    options.width = 400;
    options.height = 640;
    options.rotation_deg = 90;
    struct ui *turned = ui_open(&options, &error);
    samples_fill(0, &shop->catalogue, &shop->mat, 0, &shop->view);
    ui_draw(lying, &shop->view, changed);
    ui_draw(turned, &shop->view, changed);
    assert_int_equal(ui_picture(turned)->width, 400);
    for (int y = 0; y < 400; y++)
        for (int x = 0; x < 640; x++)
            assert_int_equal(pixel(ui_picture(turned), 399 - y, x), pixel(ui_picture(lying), x, y));
    ui_close(lying);
    ui_close(turned);
}

static void an_unchanged_view_draws_nothing(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    const struct ui_options options = {
        .width = 1280, .height = 720, .catalogue = &shop->catalogue, .mat = &shop->mat};
    struct ui *ui = ui_open(&options, &error);
    for (unsigned sample = 0; sample < samples_count(); sample++) {
        samples_fill(sample, &shop->catalogue, &shop->mat, 0, &shop->view);
        ui_draw(ui, &shop->view, changed);
        come_to_rest(ui, &shop->view);
        for (int i = 0; i < 5; i++) {
            shop->view.time_ns += 1000000000;
            assert_int_equal(ui_draw(ui, &shop->view, changed), 0);
        }
    }
    ui_close(ui);
}

/* Names as people have them, and worse. */
static void fill_badly(struct view *view, unsigned how)
{
    char name[320];
    memset(name, 0, sizeof name);
    for (unsigned i = 0; i + 8 < sizeof name; i += 4)
        memcpy(name + i,
               how == 0   ? "W\xC3\xBC "
               : how == 1 ? "\xD8\xB9\xD9\x84"
               : how == 2 ? "\xF0\x9F\xA6\x96"
                          : "\xFF\xC0\x01%",
               4);
    snprintf(view->title, sizeof view->title, "%.60s", name);
    snprintf(view->subtitle, sizeof view->subtitle, "%.150s", name);
    snprintf(view->cue, sizeof view->cue, "%.60s", name);
    snprintf(view->note, sizeof view->note, "%.150s", name);
    snprintf(view->next, sizeof view->next, "%.150s", name);
    snprintf(view->trouble, sizeof view->trouble, "%.150s", name);
    for (unsigned i = 0; i < view->cards; i++) {
        snprintf(view->card[i].title, sizeof view->card[i].title, "%.60s", name);
        snprintf(view->card[i].line, sizeof view->card[i].line, "%.150s", name);
        view->card[i].kind = 1000 - (int)i * 600;
    }
    for (unsigned i = 0; i < 12; i++)
        snprintf(view->line[i], sizeof view->line[i], how == 3 ? "%.70s\t%.70s" : "%.150s%.0s",
                 name, name);
    view->lines = 12;
    view->ring.number = 4000000000U;
    view->ring.filled = how == 1 ? NAN : how == 2 ? -3.0F : 17.0F;
    view->breath = how == 1 ? INFINITY : -5.0F;
    view->steps = how == 2 ? 64 : 3;
    view->step = 900;
    view->kind = (enum kind)(how == 3 ? 77 : 1);
    view->figure_phase = how == 1 ? 1e6F : -0.3F;
    view->pads = VIEW_PADS_MAX;
}

static void bad_words_and_numbers_make_sensible_pictures_at_any_size(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    static const int sizes[][2] = {{1, 1}, {2, 900}, {900, 3}, {37, 23}, {640, 360}, {333, 777}};
    for (unsigned s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
        const struct ui_options options = {.width = sizes[s][0],
                                           .height = sizes[s][1],
                                           .catalogue = &shop->catalogue,
                                           .mat = &shop->mat};
        struct ui *ui = ui_open(&options, &error);
        assert_non_null(ui);
        for (unsigned sample = 0; sample < samples_count(); sample++)
            for (unsigned how = 0; how < 4; how++) {
                samples_fill(sample, &shop->catalogue, &shop->mat, 0, &shop->view);
                fill_badly(&shop->view, how);
                ui_draw(ui, &shop->view, changed);
            }
        ui_close(ui);
    }
}

/* Twenty seconds planned are "of 0 min"; without a plan, as in free rolling, it is not said. */
static void what_was_not_planned_is_measured_against_nothing(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX], where;
    const struct ui_options options = {
        .width = 640, .height = 360, .catalogue = &shop->catalogue, .mat = &shop->mat};
    struct ui *planned = ui_open(&options, &error), *open = ui_open(&options, &error);
    unsigned sample = 0;
    while (strcmp(samples_name(sample), "done") != 0)
        assert_true(++sample < samples_count());
    samples_fill(sample, &shop->catalogue, &shop->mat, 0, &shop->view);
    shop->view.credited_s = shop->view.planned_s = 20;
    ui_draw(planned, &shop->view, changed);
    shop->view.planned_s = 0;
    ui_draw(open, &shop->view, changed);
    assert_true(differing(ui_picture(planned), ui_picture(open), &where) > 0);
    ui_close(planned);
    ui_close(open);
}

static void a_screen_without_catalogue_or_mat_still_draws(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    const struct ui_options options = {.width = 640, .height = 360};
    struct ui *ui = ui_open(&options, &error);
    for (unsigned sample = 0; sample < samples_count(); sample++) {
        samples_fill(sample, &shop->catalogue, &shop->mat, 0, &shop->view);
        assert_true(ui_draw(ui, &shop->view, changed) > 0);
    }
    ui_close(ui);
}

static void a_resized_screen_is_drawn_whole_at_its_new_size(void **state)
{
    struct shop *shop = *state;
    struct error error;
    struct rect changed[UI_RECTS_MAX];
    const struct ui_options options = {
        .width = 640, .height = 360, .catalogue = &shop->catalogue, .mat = &shop->mat};
    struct ui *ui = ui_open(&options, &error);
    samples_fill(0, &shop->catalogue, &shop->mat, 0, &shop->view);
    ui_draw(ui, &shop->view, changed);
    assert_int_equal(ui_resize(ui, 300, 500, &error), 0);
    assert_int_equal(ui_draw(ui, &shop->view, changed), 1);
    assert_int_equal(ui_picture(ui)->width, 300);
    assert_int_equal(changed[0].h, 500);
    assert_int_equal(ui_resize(ui, 0, -5, &error), 0);
    assert_int_equal(ui_picture(ui)->height, 1);
    ui_close(ui);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(drawing_the_changes_gives_the_whole_picture),
        cmocka_unit_test(a_turned_screen_gets_all_changes_too),
        cmocka_unit_test(a_turned_picture_is_the_lying_one_turned),
        cmocka_unit_test(an_unchanged_view_draws_nothing),
        cmocka_unit_test(bad_words_and_numbers_make_sensible_pictures_at_any_size),
        cmocka_unit_test(what_was_not_planned_is_measured_against_nothing),
        cmocka_unit_test(a_screen_without_catalogue_or_mat_still_draws),
        cmocka_unit_test(a_resized_screen_is_drawn_whole_at_its_new_size),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
