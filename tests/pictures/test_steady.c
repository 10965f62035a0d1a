/* A station runs for months: once a screen has been drawn, what moves on it is drawn and sent out
 * without a single call of the allocator, so that nothing can grow, fail or wait. Every call of
 * this process is counted, whichever library makes it. */
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

static unsigned long calls; /* of the allocator, by anybody */

/* A sanitizer brings an allocator of its own, which is not to be replaced: there everything is
 * drawn and nothing counted. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
static const bool counted = false;
#else
static const bool counted = true;

/* The C library's own, below the names that it gives its users. */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *at, size_t bytes);
void *__libc_memalign(size_t alignment, size_t bytes);
void __libc_free(void *at);

void *malloc(size_t bytes)
{
    calls++;
    return __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes)
{
    calls++;
    return __libc_calloc(count, bytes);
}

void *realloc(void *at, size_t bytes)
{
    calls++;
    return __libc_realloc(at, bytes);
}

void *aligned_alloc(size_t alignment, size_t bytes)
{
    calls++;
    return __libc_memalign(alignment, bytes);
}

int posix_memalign(void **at, size_t alignment, size_t bytes)
{
    calls++;
    *at = __libc_memalign(alignment, bytes);
    return *at ? 0 : 12; /* ENOMEM */
}

void free(void *at)
{
    calls++;
    __libc_free(at);
}
#endif

enum { WIDTH = 1280, HEIGHT = 720, FRAME_MS = 20, FIRST_FRAMES = 5, ROUND = 120 };

struct shop {
    struct catalogue catalogue;
    struct mat mat;
    struct view view;
    struct ui *ui;
    struct output *window;
};

static int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    struct error error = {""};
    const struct window_options options = {.width = WIDTH, .height = HEIGHT};
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    if (!shop || shop_load(&shop->catalogue, &shop->mat))
        return -1;
    shop->mat.head_mark = true;
    shop->window = output_window_open(&options, &error);
    if (!shop->window)
        print_error("%s\n", error.text);
    *state = shop;
    return shop->window ? 0 : -1;
}

static int close_shop(void **state)
{
    struct shop *shop = *state;
    shop->window->ops->close(shop->window);
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
    return 0;
}

static void become(struct shop *shop, const char *sample)
{
    const int64_t time_ns = shop->view.time_ns;
    for (unsigned i = 0; i < samples_count(); i++)
        if (strcmp(samples_name(i), sample) == 0)
            samples_fill(i, &shop->catalogue, &shop->mat, 0, &shop->view);
    shop->view.time_ns = time_ns;
}

/* All that moves while nothing else happens. */
static void move(struct view *view, unsigned frame)
{
    const float share = (float)(frame % ROUND) / ROUND;
    view->figure_phase = share;
    view->ring.filled = share;
    view->ring.number = 9 + frame % 91;
    view->ring.credited = frame / 30 % 2;
    view->held = share;
    if (!isnan(view->breath))
        view->breath = 0.5F + 0.5F * sinf(share * 6.2831853F);
    for (unsigned pad = 0; pad < view->pads; pad++)
        view->pad_load_pct[pad] = (uint8_t)((frame * 3 + pad * 29) % 100);
    view->balance_x_mm = 300.0F + 900.0F * share;
    view->balance_y_mm = 300.0F;
}

static void frame(struct shop *shop)
{
    struct rect changed[UI_RECTS_MAX];
    struct output_input input;
    shop->view.time_ns += (int64_t)FRAME_MS * 1000000;
    shop->window->ops->poll(shop->window, shop->view.time_ns, &input);
    const unsigned count = ui_draw(shop->ui, &shop->view, changed);
    if (count)
        shop->window->ops->show(shop->window, ui_picture(shop->ui), changed, count);
}

static void a_moving_screen_takes_no_memory(void **state)
{
    struct shop *shop = *state;
    unsigned wrong = 0;
    for (unsigned sample = 0; sample < samples_count(); sample++) {
        become(shop, samples_name(sample));
        ui_redraw(shop->ui);
        unsigned long before = 0;
        for (unsigned i = 0; i < FIRST_FRAMES + ROUND; i++) {
            if (i == FIRST_FRAMES)
                before = calls;
            move(&shop->view, i);
            frame(shop);
        }
        if (calls != before)
            print_error("%s: %lu calls\n", samples_name(sample), calls - before);
        wrong += calls != before;
    }
    assert_int_equal(wrong, 0);
}

static void a_screen_that_fades_into_a_known_one_takes_no_memory(void **state)
{
    struct shop *shop = *state;
    static const char *const way[] = {"place", "countdown", "hold",        "rest",
                                      "roll",  "stretch",   "side-switch", "step-done"};
    const unsigned screens = sizeof way / sizeof way[0];
    unsigned long before = 0;
    for (unsigned i = 0; i < 2 * screens; i++) {
        if (i == screens)
            before = calls;
        become(shop, way[i % screens]);
        for (unsigned k = 0; k < 25; k++) {
            move(&shop->view, k);
            frame(shop);
        }
    }
    assert_int_equal(calls - before, 0);
}

static void a_call_would_be_counted(void **state)
{
    (void)state;
    if (!counted)
        skip();
    const unsigned long before = calls;
    char *text = NULL;
    assert_true(asprintf(&text, "%d", 7) == 1);
    free(text);
    assert_true(calls - before >= 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_ui, close_ui)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_moving_screen_takes_no_memory),
        TEST(a_screen_that_fades_into_a_known_one_takes_no_memory),
        cmocka_unit_test(a_call_would_be_counted),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
