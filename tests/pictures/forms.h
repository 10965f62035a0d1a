/* The screens in every size and language, built but not drawn, for checks of what stands where. */
#ifndef MATSTATION_TESTS_FORMS_H
#define MATSTATION_TESTS_FORMS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "load/load.h"
#include "samples.h"
#include "ui/screens.h"
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
    {1024, 600, 0.0F, true},   {600, 1024, 0.0F, true},   {640, 480, 0.0F, false},
    {480, 320, 0.0F, true},    {320, 240, 0.0F, true},    {240, 320, 0.0F, true},
    {1920, 480, 0.0F, true},
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

static inline int open_shop(void **state)
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

static inline int close_shop(void **state)
{
    struct shop *shop = *state;
    type_close(shop->type);
    catalogue_unload(&shop->catalogue);
    free(shop);
    return 0;
}

/* The catalogue's number of a language of the samples. */
static inline unsigned language_of(const struct shop *shop, unsigned words)
{
    const int found = catalogue_find_language(&shop->catalogue, words ? "de" : "en");
    return found < 0 ? 0 : (unsigned)found;
}

static inline struct stage build_page(struct shop *shop, const struct form *form, float page_s)
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

static inline struct stage build_view(struct shop *shop, const struct form *form)
{
    return build_page(shop, form, 0.0F);
}

static inline struct stage build(struct shop *shop, const struct form *form, unsigned sample,
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
static inline unsigned each(struct shop *shop,
                            unsigned (*check)(struct shop *, const struct stage *))
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

/* Counts the lines of words that a picture should not have. */
static inline unsigned each_line(struct shop *shop, const struct stage *stage, const char *fault,
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

static inline bool is_cut(const struct stage *stage, const struct words_seen *seen)
{
    (void)stage;
    return strstr(seen->text, "\xE2\x80\xA6") != NULL;
}

static inline unsigned check_cut(struct shop *shop, const struct stage *stage)
{
    return each_line(shop, stage, "is cut", is_cut);
}

static inline unsigned check_margins(struct shop *shop, const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    unsigned wrong = 0;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        const struct rect *r = &shop->scene.item[i].bounds;
        struct words_seen seen;
        /* Lines are two pixels or more, and what they outline has as much again around it. */
        const float room =
            words_seen(&shop->scene.item[i], &seen) ? 1.0F : fmaxf(at->u * 1.5F, 5.0F);
        if ((float)r->x >= at->left - room && (float)(r->x + r->w) <= at->right + room &&
            (float)r->y >= at->top - room && (float)(r->y + r->h) <= at->bottom + at->u * 2.0F)
            continue;
        print_error("%s: outside the margins: %d,%d %d x %d %s\n", shop->where, r->x, r->y, r->w,
                    r->h, words_seen(&shop->scene.item[i], &seen) ? seen.text : "");
        wrong++;
    }
    return wrong;
}

static inline unsigned check_overlap(struct shop *shop, const struct stage *stage)
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

/* Of what can be seen of the screen. */
static inline float height_of(const struct stage *stage)
{
    return (stage->layout.bottom - stage->layout.top) / 0.88F;
}

/* Part of what says what to do, what the two presses do, what is asked, or what is wrong. The rest
 * is around it: set and side, units, notes, captions, what the test page measures. */
static inline bool is_working(const struct stage *stage, const char *text)
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

static inline bool is_faint_work(const struct stage *stage, const struct words_seen *seen)
{
    return is_working(stage, seen->text) && (float)seen->size_px < 0.05F * height_of(stage) - 0.5F;
}

static inline unsigned check_working(struct shop *shop, const struct stage *stage)
{
    return each_line(shop, stage, "says what to do and is too small", is_faint_work);
}

#endif
