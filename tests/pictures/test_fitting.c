/* What does not stand on the sample screens finds its place too: long lists, every exercise's
 * words, every pad's trouble, and figures on upright screens. */
#include "forms.h"

#include "ui/bodyview.h"
#include "ui/figure.h"

#include <math.h>

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

static void who_stands_still_sees_the_seconds_that_are_left(void **state)
{
    struct shop *shop = *state;
    for (unsigned sample = 0; sample < samples_count(); sample++) {
        if (strcmp(samples_name(sample), "idle-standing") != 0)
            continue;
        build(shop, &forms[0], sample, 0);
        assert_true(is_on_picture(shop, "3"));
        return;
    }
    fail();
}

static bool has_point(const char *text)
{
    for (; *text; text++)
        if (text[0] == '.' && text[1] >= '0' && text[1] <= '9')
            return true;
    return false;
}

/* Names and the version are no numbers. */
static void german_pads_have_a_comma_and_no_point(void **state)
{
    struct shop *shop = *state;
    unsigned test = 0, commas = 0;
    while (strcmp(samples_name(test), "test") != 0)
        test++;
    build(shop, &forms[0], test, 1);
    for (float s = 0.0F; s < 150.0F; s += 3.0F) {
        build_page(shop, &forms[0], s);
        for (unsigned i = 0; i < shop->scene.count; i++) {
            struct words_seen seen;
            if (!words_seen(&shop->scene.item[i], &seen) || strcmp(seen.text, "0.1.0") == 0)
                continue;
            assert_false(has_point(seen.text));
            commas += strchr(seen.text, ',') != NULL;
        }
    }
    assert_true(commas > 32);
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

/* Of the radius: the ring's inner edge, and a third of what the ring is thick. */
static const float ring_inner = 0.882F, ring_room = 0.04F;

/* How far the foot of a line in the ring keeps from the ring, of its radius. */
static float room_in_ring(const struct stage *stage, const struct rect *line)
{
    const struct layout *at = &stage->layout;
    const float foot = (float)(line->y + line->h) - at->ring_y;
    const float left = at->ring_x - (float)line->x, right = (float)(line->x + line->w) - at->ring_x;
    return ring_inner - hypotf(fmaxf(left, right), foot) / at->ring_r;
}

static bool is_in_ring(const struct stage *stage, const struct rect *line)
{
    const struct layout *at = &stage->layout;
    return (float)line->y > at->ring_y && (float)(line->y + line->h) < at->ring_y + at->ring_r &&
           (float)line->x > at->ring_x - at->ring_r &&
           (float)(line->x + line->w) < at->ring_x + at->ring_r;
}

static unsigned check_ring(struct shop *shop, const struct stage *stage)
{
    const enum screen screen = shop->view.screen;
    unsigned wrong = 0;
    if (screen != SCREEN_EXERCISE && screen != SCREEN_REST && screen != SCREEN_DONE)
        return 0;
    for (unsigned i = 0; i < shop->scene.count; i++) {
        struct words_seen seen;
        const struct rect *line = &shop->scene.item[i].bounds;
        if (!words_seen(&shop->scene.item[i], &seen) || !is_in_ring(stage, line) ||
            room_in_ring(stage, line) >= ring_room)
            continue;
        print_error("%s: \"%s\" is %.3f of the radius from the ring\n", shop->where, seen.text,
                    (double)room_in_ring(stage, line));
        wrong++;
    }
    return wrong;
}

static void what_is_counted_keeps_off_its_ring(void **state)
{
    assert_int_equal(each(*state, check_ring), 0);
}

/* As long as names of pads and converters are: "{pad}" comes before "{chip}" in every sentence. */
static void fill_trouble(struct view *view, const char *sentence)
{
    const char *pad = strstr(sentence, "{pad}"), *chip = strstr(sentence, "{chip}");
    assert_true(!pad == !chip && pad <= chip);
    if (pad)
        snprintf(view->trouble, sizeof view->trouble, "%.*sr8c2%.*s0x4b%s", (int)(pad - sentence),
                 sentence, (int)(chip - pad) - 5, pad + 5, chip + 6);
    else
        snprintf(view->trouble, sizeof view->trouble, "%s", sentence);
}

/* While something is done, between cards, and when all is done. */
static unsigned check_trouble(struct shop *shop, const struct form *form, const char *sentence)
{
    static const char *const names[] = {"stretch", "idle-no-clock", "done", "paused"};
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (unsigned sample = 0; sample < samples_count(); sample++) {
            if (strcmp(samples_name(sample), names[i]) != 0)
                continue;
            const unsigned words = shop->view.language;
            samples_fill(sample, &shop->catalogue, &shop->mat, words, &shop->view);
            shop->view.language = language_of(shop, words);
            fill_trouble(&shop->view, sentence);
            const struct stage stage = build_view(shop, form);
            snprintf(shop->where, sizeof shop->where, "\"%.60s\" on %s, %d x %d", sentence,
                     names[i], form->width, form->height);
            wrong +=
                check_cut(shop, &stage) + check_overlap(shop, &stage) + check_margins(shop, &stage);
            shop->view.language = words;
        }
    return wrong;
}

static void every_trouble_is_said_whole_and_over_nothing(void **state)
{
    struct shop *shop = *state;
    static const char group[] = "trouble.";
    unsigned wrong = 0, troubles = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned words = 0; words < LANGUAGES; words++) {
            const struct language *language = &shop->catalogue.language[language_of(shop, words)];
            for (size_t i = 0; i < language->count; i++) {
                if (strncmp(language->text[i].key, group, sizeof group - 1) != 0)
                    continue;
                shop->view.language = words;
                wrong += check_trouble(shop, &forms[f], language->text[i].value);
                troubles++;
            }
        }
    assert_int_equal(wrong, 0);
    assert_true(troubles > 10 * FORMS * LANGUAGES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_of_a_long_list_is_shown_on_some_page),
        cmocka_unit_test(every_pad_has_its_numbers_on_some_page_of_the_test_page),
        cmocka_unit_test(who_stands_still_sees_the_seconds_that_are_left),
        cmocka_unit_test(german_pads_have_a_comma_and_no_point),
        cmocka_unit_test(the_words_of_every_exercise_fit_every_screen),
        cmocka_unit_test(nobody_is_small_on_an_upright_screen),
        cmocka_unit_test(what_is_counted_keeps_off_its_ring),
        cmocka_unit_test(every_trouble_is_said_whole_and_over_nothing),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
