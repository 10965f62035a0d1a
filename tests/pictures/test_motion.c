/* How one picture becomes the next: what is new fades in, what stays stands still, and then there
 * is rest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "samples.h"
#include "shop.h"
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 640, HEIGHT = 360, FRAME_MS = 20, REST_MS = 400 };

struct shop {
    struct catalogue catalogue;
    struct mat mat;
    struct view view;
    struct ui *ui;
    uint32_t before[WIDTH * HEIGHT], after[WIDTH * HEIGHT], now[WIDTH * HEIGHT];
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

static int open_ui(void **state)
{
    struct shop *shop = *state;
    struct error error;
    const struct ui_options options = {
        .width = WIDTH, .height = HEIGHT, .catalogue = &shop->catalogue, .mat = &shop->mat};
    memset(&shop->view, 0, sizeof shop->view);
    shop->ui = ui_open(&options, &error);
    return shop->ui ? 0 : -1;
}

static int close_ui(void **state)
{
    struct shop *shop = *state;
    ui_close(shop->ui);
    shop->ui = NULL;
    return 0;
}

/* The view goes on in time, and becomes another sample; figure, ring and number are where they
 * were. */
static void become(struct shop *shop, const char *sample)
{
    const int64_t time_ns = shop->view.time_ns;
    const bool reduced = shop->view.reduced_motion;
    for (unsigned i = 0; i < samples_count(); i++)
        if (strcmp(samples_name(i), sample) == 0)
            samples_fill(i, &shop->catalogue, &shop->mat, 0, &shop->view);
    shop->view.time_ns = time_ns;
    shop->view.reduced_motion = reduced;
    shop->view.dim = false;
    shop->view.figure_phase = 0.0F;
    shop->view.ring.filled = 0.4F;
    shop->view.ring.number = 21;
}

static unsigned draw_after(struct shop *shop, int ms, uint32_t *pixels)
{
    struct rect changed[UI_RECTS_MAX];
    shop->view.time_ns += (int64_t)ms * 1000000;
    const unsigned count = ui_draw(shop->ui, &shop->view, changed);
    const struct picture *picture = ui_picture(shop->ui);
    for (int y = 0; y < HEIGHT && pixels; y++)
        memcpy(pixels + (size_t)y * WIDTH, picture->pixels + (ptrdiff_t)y * picture->stride,
               (size_t)WIDTH * 4);
    return count;
}

static unsigned differing(const uint32_t *a, const uint32_t *b, int by)
{
    unsigned count = 0;
    for (unsigned i = 0; i < WIDTH * HEIGHT; i++)
        for (unsigned shift = 0; shift < 24; shift += 8)
            if (abs((int)(a[i] >> shift & 0xFF) - (int)(b[i] >> shift & 0xFF)) > by) {
                count++;
                break;
            }
    return count;
}

/* What the view looks like once all has come to rest, drawn at once by another. */
static void draw_at_once(struct shop *shop, uint32_t *pixels)
{
    struct ui *fading = shop->ui;
    struct error error;
    const struct ui_options options = {
        .width = WIDTH, .height = HEIGHT, .catalogue = &shop->catalogue, .mat = &shop->mat};
    shop->ui = ui_open(&options, &error);
    assert_non_null(shop->ui);
    draw_after(shop, 0, pixels);
    ui_close(shop->ui);
    shop->ui = fading;
}

static void a_new_screen_does_not_jump_and_is_whole_when_at_rest(void **state)
{
    struct shop *shop = *state;
    static const char *const way[] = {"idle-no-clock", "choose",  "place",   "countdown", "hold",
                                      "rest",          "roll",    "stretch", "paused",    "feeling",
                                      "done",          "history", "test",    "fault",     "people"};
    become(shop, "power-off");
    draw_after(shop, 0, shop->before);
    for (size_t i = 0; i < sizeof way / sizeof way[0]; i++) {
        become(shop, way[i]);
        draw_at_once(shop, shop->after);
        const unsigned all = differing(shop->before, shop->after, 24);
        assert_true(all > 500);
        draw_after(shop, FRAME_MS, shop->now);
        const unsigned first = differing(shop->before, shop->now, 24);
        if (first * 4 > all)
            print_error("%s: %u of %u pixels jump\n", way[i], first, all);
        assert_true(first * 4 <= all);
        for (int ms = FRAME_MS; ms < REST_MS; ms += FRAME_MS)
            draw_after(shop, FRAME_MS, shop->now);
        assert_true(differing(shop->now, shop->after, 24) <= 40);
        assert_int_equal(draw_after(shop, FRAME_MS, NULL), 0);
        memcpy(shop->before, shop->now, sizeof shop->before);
    }
}

/* What goes is seen to go: two frames on, next to nothing of it is dark. */
static void the_mat_s_load_fades_with_the_mat(void **state)
{
    struct shop *shop = *state;
    become(shop, "first-start");
    draw_after(shop, 0, shop->before);
    become(shop, "power-off");
    draw_at_once(shop, shop->after);
    const unsigned all = differing(shop->before, shop->after, 30);
    assert_true(all > 1000);
    draw_after(shop, FRAME_MS, NULL);
    draw_after(shop, FRAME_MS, shop->now);
    const unsigned gone = differing(shop->before, shop->now, 30);
    assert_true(gone * 50 < all);
}

static void what_stays_on_the_screen_does_not_blink(void **state)
{
    struct shop *shop = *state;
    become(shop, "place");
    const unsigned target = shop->view.target;
    char note[sizeof shop->view.note];
    memcpy(note, shop->view.note, sizeof note);
    draw_after(shop, 0, shop->before);
    become(shop, "countdown");
    memcpy(shop->view.note, note, sizeof note);
    shop->view.target = target;
    for (int ms = 0; ms < REST_MS; ms += FRAME_MS) {
        draw_after(shop, FRAME_MS, shop->now);
        /* Progress, title, kind, note and figure: the left half down to the cue. */
        memcpy(shop->after, shop->before, sizeof shop->after);
        for (int y = 0; y < HEIGHT * 3 / 4; y++)
            memcpy(shop->after + y * WIDTH, shop->now + y * WIDTH, WIDTH / 2 * 4);
        assert_true(differing(shop->after, shop->before, 24) <= 10);
    }
}

static void the_number_changes_at_once(void **state)
{
    struct shop *shop = *state;
    become(shop, "hold");
    draw_after(shop, 0, shop->before);
    shop->view.ring.number = 8;
    draw_after(shop, FRAME_MS, shop->now);
    draw_after(shop, REST_MS, shop->after);
    assert_true(differing(shop->now, shop->after, 24) <= 10);
    assert_true(differing(shop->before, shop->after, 24) > 100);
}

/* In a fade from one picture to the other no light comes up where neither has any. */
static unsigned moved(const struct shop *shop)
{
    unsigned count = 0;
    for (unsigned i = 0; i < WIDTH * HEIGHT; i++)
        for (unsigned shift = 0; shift < 24; shift += 8) {
            const int a = (int)(shop->before[i] >> shift & 0xFF);
            const int b = (int)(shop->after[i] >> shift & 0xFF);
            if ((int)(shop->now[i] >> shift & 0xFF) > (a > b ? a : b) + 24) {
                count++;
                break;
            }
        }
    return count;
}

static void reduced_motion_fades_and_moves_nothing(void **state)
{
    struct shop *shop = *state;
    for (int reduced = 0; reduced < 2; reduced++) {
        unsigned most = 0, frames = 0;
        shop->view.reduced_motion = reduced;
        become(shop, "choose");
        shop->view.selected = 0;
        ui_redraw(shop->ui);
        draw_after(shop, REST_MS, shop->before);
        shop->view.selected = 1;
        draw_at_once(shop, shop->after);
        for (int ms = 0; ms < REST_MS; ms += FRAME_MS) {
            frames += draw_after(shop, FRAME_MS, shop->now) > 0;
            const unsigned count = moved(shop);
            most = count > most ? count : most;
        }
        assert_true(frames > 8);
        if (reduced)
            assert_true(most < 30);
        else
            assert_true(most > 300);
    }
}

static void a_clock_set_back_leaves_nothing_half_drawn(void **state)
{
    struct shop *shop = *state;
    shop->view.time_ns = INT64_C(90000000000);
    become(shop, "choose");
    draw_after(shop, 0, NULL);
    become(shop, "hold");
    draw_after(shop, FRAME_MS, NULL);
    draw_after(shop, -50000, shop->now);
    draw_at_once(shop, shop->after);
    assert_true(differing(shop->now, shop->after, 24) <= 40);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_ui, close_ui)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_new_screen_does_not_jump_and_is_whole_when_at_rest),
        TEST(the_mat_s_load_fades_with_the_mat),
        TEST(what_stays_on_the_screen_does_not_blink),
        TEST(the_number_changes_at_once),
        TEST(reduced_motion_fades_and_moves_nothing),
        TEST(a_clock_set_back_leaves_nothing_half_drawn),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
