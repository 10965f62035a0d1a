/* Every screen in every size and language, as a person sees it: nothing is cut off, nothing lies on
 * something else, every word can be read, and drawing the changes gives the whole picture. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/load.h"
#include "samples.h"
#include "ui/bodyview.h"
#include "ui/figure.h"
#include "ui/screens.h"
#include "ui/ui.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGES = 2 };

struct form {
    int width, height;
    float overscan_pct;
    bool dark;
};

static const struct form forms[] = {
    {1280, 720, 0.0F, true},   {1920, 1080, 0.0F, true},  {1920, 1080, 5.0F, false},
    {3840, 2160, 0.0F, false}, {1080, 1920, 0.0F, true},  {800, 480, 0.0F, true},
    {1024, 768, 0.0F, true},   {2560, 1080, 0.0F, false}, {1280, 1024, 0.0F, true},
    {768, 1024, 0.0F, false},  {480, 800, 0.0F, true},    {800, 480, 5.0F, false},
};
enum { FORMS = sizeof forms / sizeof forms[0] };

struct shop {
    struct catalogue catalogue;
    struct mat mat;
    struct mat_seen mat_seen;
    struct type *type;
    struct view view;
    struct scene scene, bare;
    char where[128]; /* the picture under test, for messages */
};

static int open_shop(void **state)
{
    struct shop *shop = calloc(1, sizeof *shop);
    struct complaints complaints = {0};
    struct error error = {""};
    if (!shop)
        return -1;
    shop->type = type_open(NULL, NULL, &error);
    if (!shop->type || load_catalogue("assets", &shop->catalogue, &complaints, &error)) {
        print_error("%s\n", error.text);
        return -1;
    }
    mat_grid(&shop->mat, 8, 4);
    shop->mat.head_mark = true;
    *state = shop;
    return 0;
}

static int close_shop(void **state)
{
    struct shop *shop = *state;
    type_close(shop->type);
    catalogue_unload(&shop->catalogue);
    free(shop);
    return 0;
}

/* The catalogue's number of a language of the samples. */
static unsigned language_of(const struct shop *shop, unsigned words)
{
    const int found = catalogue_find_language(&shop->catalogue, words ? "de" : "en");
    return found < 0 ? 0 : (unsigned)found;
}

static struct stage build_page(struct shop *shop, const struct form *form, float page_s)
{
    struct stage stage = {
        .scene = &shop->scene,
        .view = &shop->view,
        .type = shop->type,
        .palette = theme_palette(shop->view.dark, shop->view.dim),
        .catalogue = &shop->catalogue,
        .mat = &shop->mat,
        .mat_seen = &shop->mat_seen,
        .page_s = page_s,
    };
    layout_make(&stage.layout, form->width, form->height, form->overscan_pct);
    shop->scene.count = 0;
    screens_build(&stage);
    return stage;
}

static struct stage build_view(struct shop *shop, const struct form *form)
{
    return build_page(shop, form, 0.0F);
}

static struct stage build(struct shop *shop, const struct form *form, unsigned sample,
                          unsigned words)
{
    samples_fill(sample, &shop->catalogue, &shop->mat, words, &shop->view);
    shop->view.language = language_of(shop, words);
    shop->view.dark = form->dark;
    const struct stage stage = build_view(shop, form);
    snprintf(shop->where, sizeof shop->where, "%s, %d x %d, %s", samples_name(sample), form->width,
             form->height, words ? "de" : "en");
    return stage;
}

/* Calls the check for every picture; counts what it finds wrong. */
static unsigned each(struct shop *shop, unsigned (*check)(struct shop *, const struct stage *))
{
    unsigned wrong = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned sample = 0; sample < samples_count(); sample++)
            for (unsigned words = 0; words < LANGUAGES; words++) {
                struct stage stage = build(shop, &forms[f], sample, words);
                wrong += check(shop, &stage);
                if (shop->view.lines < 2 && shop->view.screen != SCREEN_HISTORY)
                    continue;
                for (float page_s = 9.5F; page_s < 60.0F; page_s += 9.5F) {
                    stage = build_page(shop, &forms[f], page_s);
                    wrong += check(shop, &stage);
                }
            }
    return wrong;
}

static unsigned check_margins(struct shop *shop, const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    unsigned wrong = 0;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        const struct rect *r = &shop->scene.item[i].bounds;
        struct words_seen seen;
        const float room = words_seen(&shop->scene.item[i], &seen) ? 1.0F : at->u * 1.5F;
        if ((float)r->x >= at->left - room && (float)(r->x + r->w) <= at->right + room &&
            (float)r->y >= at->top - room && (float)(r->y + r->h) <= at->bottom + at->u * 2.0F)
            continue;
        print_error("%s: outside the margins: %d,%d %d x %d %s\n", shop->where, r->x, r->y, r->w,
                    r->h, words_seen(&shop->scene.item[i], &seen) ? seen.text : "");
        wrong++;
    }
    return wrong;
}

static void nothing_stands_outside_the_margins(void **state)
{
    assert_int_equal(each(*state, check_margins), 0);
}

static unsigned check_overlap(struct shop *shop, const struct stage *stage)
{
    unsigned wrong = 0;
    (void)stage;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen a, b;
        if (!words_seen(&shop->scene.item[i], &a))
            continue;
        for (unsigned j = i + 1; j < shop->scene.count; j++) {
            if (!words_seen(&shop->scene.item[j], &b))
                continue;
            const struct rect both =
                rect_cut(shop->scene.item[i].bounds, &shop->scene.item[j].bounds);
            /* Letters that reach below a line may come near a capital of the next. */
            if (both.w <= 0 || both.h <= a.size_px / 12)
                continue;
            print_error("%s: \"%s\" lies on \"%s\"\n", shop->where, b.text, a.text);
            wrong++;
        }
    }
    return wrong;
}

static void no_words_lie_on_other_words(void **state)
{
    assert_int_equal(each(*state, check_overlap), 0);
}

/* Counts the lines of words that a picture should not have. */
static unsigned each_line(struct shop *shop, const struct stage *stage, const char *fault,
                          bool (*is_wrong)(const struct stage *, const struct words_seen *))
{
    unsigned wrong = 0;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen seen;
        if (!words_seen(&shop->scene.item[i], &seen) || !is_wrong(stage, &seen))
            continue;
        print_error("%s: \"%s\", %d px high, %s\n", shop->where, seen.text, seen.size_px, fault);
        wrong++;
    }
    return wrong;
}

/* Of what can be seen of the screen. */
static float height_of(const struct stage *stage)
{
    return (stage->layout.bottom - stage->layout.top) / 0.88F;
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

/* Part of what says what to do, what the two presses do, what is asked, or what is wrong. The rest
 * is around it: set and side, units, notes, captions, what the test page measures. */
static bool is_working(const struct stage *stage, const char *text)
{
    static const char *const presses[] = {"ui.press_next", "ui.hold_choose", "ui.press_back"};
    const struct view *view = stage->view;
    if (strlen(text) < 3)
        return false;
    for (size_t i = 0; i < sizeof presses / sizeof presses[0]; i++)
        if (strcmp(text, stage_text(stage, presses[i])) == 0)
            return true;
    if (strstr(view->cue, text) || strstr(view->title, text))
        return true;
    for (unsigned i = 0; i < view->cards; i++)
        if (strstr(view->card[i].title, text) || strstr(view->card[i].line, text))
            return true;
    for (unsigned i = 0; i < view->lines && view->screen != SCREEN_TEST; i++)
        if (strstr(view->line[i], text))
            return true;
    return false;
}

static bool is_faint_work(const struct stage *stage, const struct words_seen *seen)
{
    return is_working(stage, seen->text) && (float)seen->size_px < 0.05F * height_of(stage) - 0.5F;
}

static unsigned check_working(struct shop *shop, const struct stage *stage)
{
    return each_line(shop, stage, "says what to do and is too small", is_faint_work);
}

static void what_to_do_is_a_twentieth_of_the_height_or_more(void **state)
{
    assert_int_equal(each(*state, check_working), 0);
}

static bool is_on_picture(const struct shop *shop, const char *word)
{
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen seen;
        if (words_seen(&shop->scene.item[i], &seen) && strstr(seen.text, word))
            return true;
    }
    return false;
}

/* The first and the last word of every line are seen within two minutes. */
static void every_line_of_a_long_list_is_shown_on_some_page(void **state)
{
    struct shop *shop = *state;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned sample = 0; sample < samples_count(); sample++) {
            build(shop, &forms[f], sample, 1);
            const unsigned lines = shop->view.lines;
            for (unsigned i = 0; i < lines; i++) {
                const char *line = shop->view.line[i], *last = strrchr(line, ' ');
                const char *tab = strrchr(line, '\t');
                last = !last || (tab && tab > last) ? tab : last;
                bool first_seen = false, last_seen = false;
                char first[TEXT_MAX];
                snprintf(first, sizeof first, "%.*s", (int)strcspn(line, " \t"), line);
                for (float s = 0.0F; s < 120.0F && !(first_seen && last_seen); s += 3.0F) {
                    build_page(shop, &forms[f], s);
                    first_seen |= is_on_picture(shop, first);
                    last_seen |= is_on_picture(shop, last ? last + 1 : first);
                }
                if (!first_seen || !last_seen)
                    print_error("%s: \"%s\" is not shown\n", shop->where, line);
                assert_true(first_seen && last_seen);
            }
        }
}

static void every_pad_has_its_numbers_on_some_page_of_the_test_page(void **state)
{
    struct shop *shop = *state;
    unsigned test = 0;
    while (strcmp(samples_name(test), "test") != 0)
        test++;
    for (unsigned f = 0; f < FORMS; f++) {
        bool shown[PADS_MAX] = {false};
        build(shop, &forms[f], test, 0);
        for (float s = 0.0F; s < 150.0F; s += 3.0F) {
            build_page(shop, &forms[f], s);
            for (unsigned i = 0; i < shop->mat.pads; i++)
                shown[i] |= is_on_picture(shop, shop->mat.pad[i].name);
        }
        for (unsigned i = 0; i < shop->mat.pads; i++)
            if (!shown[i])
                fail_msg("%s: %s is not shown", shop->where, shop->mat.pad[i].name);
        assert_true(shop->mat.pads > 30);
    }
}

static bool is_cut(const struct stage *stage, const struct words_seen *seen)
{
    (void)stage;
    return strstr(seen->text, "\xE2\x80\xA6") != NULL;
}

static unsigned check_cut(struct shop *shop, const struct stage *stage)
{
    return each_line(shop, stage, "is cut", is_cut);
}

static void no_sentence_of_ours_is_cut(void **state)
{
    assert_int_equal(each(*state, check_cut), 0);
}

/* An exercise of the catalogue as the session puts it on the screen. */
static void fill_exercise(struct shop *shop, unsigned index, unsigned language, bool placing)
{
    const struct exercise *exercise = &shop->catalogue.exercise[index];
    const struct exercise_texts *texts = &exercise->texts[language];
    struct view *view = &shop->view;
    memset(view, 0, sizeof *view);
    view->screen = placing ? SCREEN_PLACE : SCREEN_EXERCISE;
    view->phase = placing ? PHASE_DEMONSTRATION : PHASE_STRETCH;
    view->exercise = (int)index;
    view->kind = exercise->kind;
    view->language = language;
    view->dark = view->show_mat = true;
    view->seen_by_mat = exercise->sureness != SURENESS_LOW && exercise->watch != WATCH_NOTHING;
    view->steps = 9;
    view->breath = view->balance_x_mm = view->balance_y_mm = NAN;
    if (!placing)
        view->ring = (struct view_ring){RING_SECONDS, 24, 0.4F, true};
    snprintf(view->title, sizeof view->title, "%s", texts->name);
    snprintf(view->cue, sizeof view->cue, "%s", texts->cue);
    snprintf(view->subtitle, sizeof view->subtitle, "Kind \xC2\xB7 %.140s",
             placing ? texts->why : "set 2 of 3");
    snprintf(view->note, sizeof view->note, "%s", placing ? texts->caution : texts->caution_short);
}

static void the_words_of_every_exercise_fit_every_screen(void **state)
{
    struct shop *shop = *state;
    static const struct form some[] = {
        {1280, 720, 0.0F, true}, {1080, 1920, 0.0F, true}, {800, 480, 0.0F, true}};
    unsigned wrong = 0;
    for (unsigned f = 0; f < sizeof some / sizeof some[0]; f++)
        for (unsigned i = 0; i < shop->catalogue.exercises; i++)
            for (unsigned j = 0; j < 2 * shop->catalogue.languages; j++) {
                if (shop->catalogue.exercise[i].recognition_only)
                    continue;
                fill_exercise(shop, i, j / 2, j % 2);
                const struct stage stage = build_view(shop, &some[f]);
                snprintf(shop->where, sizeof shop->where, "%s, %d x %d, %s",
                         shop->catalogue.exercise[i].id, some[f].width, some[f].height,
                         shop->catalogue.language[j / 2].id);
                wrong += check_cut(shop, &stage) + check_working(shop, &stage) +
                         check_overlap(shop, &stage) + check_margins(shop, &stage);
            }
    assert_int_equal(wrong, 0);
}

/* Where the figure is drawn: it alone takes all the width. */
static struct rect figure_place(const struct shop *shop, const struct stage *stage)
{
    for (unsigned i = 0; i < shop->scene.count; i++)
        if ((float)shop->scene.item[i].bounds.w >= stage->layout.right - stage->layout.left - 1.0F)
            return shop->scene.item[i].bounds;
    return (struct rect){0};
}

static void nobody_is_small_on_an_upright_screen(void **state)
{
    struct shop *shop = *state;
    static const struct form upright[] = {{1080, 1920, 0.0F, true}, {480, 800, 0.0F, true}};
    unsigned wrong = 0;
    for (unsigned f = 0; f < sizeof upright / sizeof upright[0]; f++)
        for (unsigned i = 0; i < shop->catalogue.exercises; i++)
            for (unsigned language = 0; language < shop->catalogue.languages; language++) {
                fill_exercise(shop, i, language, false);
                const struct stage stage = build_view(shop, &upright[f]);
                const struct rect place = figure_place(shop, &stage);
                const struct figure_look look = {.width = place.w};
                const double whole = figure_height(bodyview_find(&stage), &look);
                if (place.h >= fmin(whole * 0.8, upright[f].height * 0.195))
                    continue;
                print_error("%s on %d x %d has a height of %d, %.0f would be its width's\n",
                            shop->catalogue.exercise[i].id, upright[f].width, upright[f].height,
                            place.h, whole);
                wrong++;
            }
    assert_int_equal(wrong, 0);
}

/* As long as names of pads and converters are: "{pad}" comes before "{chip}" in every sentence. */
static void fill_trouble(struct view *view, const char *sentence)
{
    const char *pad = strstr(sentence, "{pad}"), *chip = strstr(sentence, "{chip}");
    assert_true(pad && chip && pad < chip);
    snprintf(view->trouble, sizeof view->trouble, "%.*sr8c2%.*s0x4b%s", (int)(pad - sentence),
             sentence, (int)(chip - pad) - 5, pad + 5, chip + 6);
}

static void every_trouble_of_a_pad_is_said_whole(void **state)
{
    struct shop *shop = *state;
    static const char *const keys[] = {"open",  "short",   "stuck", "saturated",
                                       "noisy", "missing", "ageing"};
    unsigned wrong = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned i = 0; i < sizeof keys / sizeof keys[0]; i++)
            for (unsigned language = 0; language < shop->catalogue.languages; language++) {
                char key[32];
                fill_exercise(shop, 0, language, false);
                snprintf(key, sizeof key, "trouble.%s", keys[i]);
                fill_trouble(&shop->view, catalogue_text(&shop->catalogue, language, key));
                const struct stage stage = build_view(shop, &forms[f]);
                snprintf(shop->where, sizeof shop->where, "%s, %d x %d, %s", key, forms[f].width,
                         forms[f].height, shop->catalogue.language[language].id);
                wrong += check_cut(shop, &stage);
            }
    assert_int_equal(wrong, 0);
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
        cmocka_unit_test(every_line_of_a_long_list_is_shown_on_some_page),
        cmocka_unit_test(every_pad_has_its_numbers_on_some_page_of_the_test_page),
        cmocka_unit_test(no_sentence_of_ours_is_cut),
        cmocka_unit_test(the_words_of_every_exercise_fit_every_screen),
        cmocka_unit_test(nobody_is_small_on_an_upright_screen),
        cmocka_unit_test(every_trouble_of_a_pad_is_said_whole),
        cmocka_unit_test(every_word_stands_out_seven_to_one),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
