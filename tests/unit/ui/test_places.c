/* Every text fits its place: measured in the typeface itself, at each supported size, in each
 * language. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "load/load.h"
#include "ui/frame.h"
#include "ui/words.h"

static const struct {
    int width, height;
} sizes[] = {{1280, 720}, {1920, 1080}, {3840, 2160}, {1080, 1920}, {800, 480}};

static struct catalogue catalogue;
static struct type *type;
static unsigned measured, cut;

/* Where a text goes: as the screens lay it out. */
struct place {
    const char *name;
    enum face face;
    int size_px, least_px;
    float width;
    unsigned lines;
};

static void measure(const struct stage *at, const struct place *place, const char *what,
                    const char *text)
{
    struct stage stage = *at;
    struct block block;
    const struct style style = {place->face, place->size_px, 0, ALIGN_LEFT};
    if (!*text)
        return;
    words_break(&stage, &block, &style, place->least_px, place->width, place->lines, text);
    measured++;
    cut += block.cut;
    if (block.cut)
        print_message("%dx%d, %s: %s does not fit: %s\n", stage.layout.width, stage.layout.height,
                      place->name, what, text);
}

static bool begins(const char *key, const char *with)
{
    return !strncmp(key, with, strlen(with));
}

static bool ends(const char *key, const char *with)
{
    const size_t length = strlen(key), tail = strlen(with);
    return length >= tail && !strcmp(key + length - tail, with);
}

struct places {
    struct place cue, title, head, card, line, detail;
};

static struct places places_of(const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float inner = at->right - at->left, column = frame_head_width(stage);
    return (struct places){
        .cue = {"cue", FACE_DISPLAY, at->cue, at->least, inner, at->cue_lines},
        .title = {"title", FACE_BOLD, at->title, at->least, inner, 2},
        .head = {"head", FACE_BOLD, at->title, at->least, column, 2},
        .card = {"card", FACE_DISPLAY, at->cue, at->least, column, 2},
        .line = {"card's line", FACE_TEXT, at->label, at->least, column, at->portrait ? 4 : 3},
        .detail = {"card's detail", FACE_BOLD, at->small, at->fine, column, 4},
    };
}

static void measure_texts(const struct stage *stage, const struct places *places, unsigned language)
{
    const struct language *texts = &catalogue.language[language];
    for (size_t i = 0; i < texts->count; i++) {
        const char *key = texts->text[i].key, *text = texts->text[i].value;
        const struct place *place =
            begins(key, "cue.") ? &places->cue
            : begins(key, "cards.") || begins(key, "page.")
                ? (ends(key, ".title") || begins(key, "cards.") ? &places->title : NULL)
            : begins(key, "card.") || begins(key, "information.")
                ? (ends(key, ".title")    ? &places->card
                   : ends(key, ".line")   ? &places->line
                   : ends(key, ".detail") ? &places->detail
                                          : NULL)
            : begins(key, "today.") ? &places->line
                                    : NULL;
        if (place && !strchr(text, '{'))
            measure(stage, place, key, text);
    }
}

static void measure_content(const struct stage *stage, const struct places *places,
                            unsigned language)
{
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *exercise = &catalogue.exercise[i];
        measure(stage, &places->head, exercise->id, exercise->texts[language].name);
        measure(stage, &places->cue, exercise->id, exercise->texts[language].cue);
    }
    for (size_t i = 0; i < catalogue.programmes; i++) {
        const struct programme *programme = &catalogue.programme[i];
        char today[160];
        snprintf(today, sizeof today, "%s",
                 catalogue_text(&catalogue, language, "card.today.title"));
        char *name = strstr(today, "{name}");
        assert_non_null(name);
        snprintf(name, sizeof today - (size_t)(name - today), "%s", programme->name[language]);
        measure(stage, &places->card, programme->id, today);
        measure(stage, &places->card, programme->id, programme->name[language]);
        measure(stage, &places->line, programme->id, programme->line[language]);
    }
}

static void every_text_fits_its_place_at_every_size_in_every_language(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct stage stage = {.type = type, .catalogue = &catalogue};
        layout_make(&stage.layout, sizes[i].width, sizes[i].height, 0);
        const struct places places = places_of(&stage);
        for (unsigned language = 0; language < catalogue.languages; language++) {
            measure_texts(&stage, &places, language);
            measure_content(&stage, &places, language);
        }
    }
    print_message("%u texts measured, %u do not fit\n", measured, cut);
    assert_true(measured > 2000);
    assert_int_equal(cut, 0);
}

static int open_all(void **state)
{
    (void)state;
    static const struct log quiet;
    struct complaints complaints = {0};
    struct error error;
    if (load_catalogue("assets", &catalogue, &complaints, &error))
        return -1;
    type = type_open(NULL, &quiet, &error);
    return type ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    type_close(type);
    catalogue_unload(&catalogue);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_fits_its_place_at_every_size_in_every_language),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
