/* Every text of the catalogue that a screen shows, in its place, on every size: nothing is cut,
 * lies on something else, or stands outside. */
#include "catalogue/names.h"
#include "forms.h"

/* Not a text that is shown in this place. */
enum { NOT_HERE = -1 };

static int check_here(struct shop *shop, const struct form *form, const char *what)
{
    const struct stage stage = build_view(shop, form);
    snprintf(shop->where, sizeof shop->where, "%.60s, %d x %d", what, form->width, form->height);
    return (int)(check_cut(shop, &stage) + check_overlap(shop, &stage) +
                 check_margins(shop, &stage) + check_working(shop, &stage));
}

static void fill(struct shop *shop, const char *name, unsigned words)
{
    unsigned sample = 0;
    while (sample < samples_count() && strcmp(samples_name(sample), name) != 0)
        sample++;
    assert_true(sample < samples_count());
    samples_fill(sample, &shop->catalogue, &shop->mat, words, &shop->view);
    shop->view.language = language_of(shop, words);
}

static void copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text);
}

static const char *said(const struct shop *shop, const char *group, const char *id,
                        const char *field)
{
    static char key[128];
    snprintf(key, sizeof key, "%s.%s.%s", group, id, field);
    const char *text = catalogue_text(&shop->catalogue, shop->view.language, key);
    return text == key ? "" : text;
}

/* Calls the check for every text whose key begins so, in every size and language. It returns what
 * is wrong there, or NOT_HERE. */
static void each_text(struct shop *shop, const char *group,
                      int (*check)(struct shop *, const struct form *, unsigned words,
                                   const struct text *))
{
    int wrong = 0;
    unsigned checked = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned words = 0; words < LANGUAGES; words++) {
            const struct language *language = &shop->catalogue.language[language_of(shop, words)];
            for (size_t i = 0; i < language->count; i++) {
                if (strncmp(language->text[i].key, group, strlen(group)) != 0)
                    continue;
                const int found = check(shop, &forms[f], words, &language->text[i]);
                checked += found != NOT_HERE;
                wrong += found != NOT_HERE ? found : 0;
            }
        }
    assert_int_equal(wrong, 0);
    assert_true(checked >= 4 * FORMS * LANGUAGES);
}

static int check_question(struct shop *shop, const struct form *form, unsigned words,
                          const struct text *text)
{
    fill(shop, "health", words);
    for (unsigned i = 0; i < shop->view.cards; i++)
        copy(shop->view.card[i].line, sizeof shop->view.card[i].line, text->value);
    return check_here(shop, form, text->key);
}

static void every_question_of_health_is_asked_whole(void **state)
{
    each_text(*state, "health.", check_question);
}

/* The chosen card among those of More: the title's, with what belongs to it. */
static int check_card(struct shop *shop, const struct form *form, unsigned words,
                      const struct text *text)
{
    const char *from = strchr(text->key, '.') + 1, *field = strrchr(text->key, '.');
    char group[32], id[64];
    if (strcmp(field, ".title") != 0)
        return NOT_HERE;
    snprintf(group, sizeof group, "%.*s", (int)(from - 1 - text->key), text->key);
    snprintf(id, sizeof id, "%.*s", (int)(field - from), from);
    fill(shop, "more", words);
    struct card *card = &shop->view.card[shop->view.selected];
    copy(card->title, sizeof card->title, text->value);
    copy(card->line, sizeof card->line, said(shop, group, id, "line"));
    copy(card->detail, sizeof card->detail, said(shop, group, id, "detail"));
    return check_here(shop, form, text->key);
}

static void every_card_is_read_whole(void **state)
{
    each_text(*state, "card.", check_card);
}

static int check_title(struct shop *shop, const struct form *form, unsigned words,
                       const struct text *text)
{
    fill(shop, "feeling", words);
    copy(shop->view.title, sizeof shop->view.title, text->value);
    return check_here(shop, form, text->key);
}

static void every_title_of_cards_is_read_whole(void **state)
{
    each_text(*state, "cards.", check_title);
}

static int check_reason(struct shop *shop, const struct form *form, unsigned words,
                        const struct text *text)
{
    fill(shop, "choose", words);
    copy(shop->view.card[0].line, sizeof shop->view.card[0].line, text->value);
    return check_here(shop, form, text->key);
}

static void why_it_is_that_today_is_read_whole(void **state)
{
    each_text(*state, "today.", check_reason);
}

/* Where they stand: title, line and cue of one part, each as long as it ever is. */
static void every_part_of_the_builder_s_and_the_calibration_is_read_whole(void **state)
{
    struct shop *shop = *state;
    static const char *const parts[][2] = {{"builder", "welcome"},
                                           {"builder", "pads"},
                                           {"builder", "ready"},
                                           {"calibration", "empty"},
                                           {"calibration", "walk"}};
    int wrong = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned words = 0; words < LANGUAGES; words++)
            for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
                struct view *view = &shop->view;
                fill(shop, i < 3 ? "first-start" : "calibration", words);
                view->show_mat = i != 0 && i != 2;
                copy(view->title, sizeof view->title,
                     said(shop, parts[i][0], parts[i][1], "title"));
                copy(view->line[0], sizeof view->line[0],
                     said(shop, parts[i][0], parts[i][1], "line"));
                copy(view->cue, sizeof view->cue, said(shop, parts[i][0], parts[i][1], "note"));
                assert_true(view->title[0] && view->line[0][0] && view->cue[0]);
                wrong += check_here(shop, &forms[f], view->title);
            }
    assert_int_equal(wrong, 0);
}

static void all_that_is_good_to_know_is_read_whole(void **state)
{
    each_text(*state, "information.", check_card);
}

/* With news of an exercise and minutes by time. */
static int check_learnt(struct shop *shop, const struct form *form, unsigned words,
                        const struct text *text)
{
    fill(shop, "done", words);
    copy(shop->view.line[0], sizeof shop->view.line[0], text->value);
    shop->view.saved = false;
    copy(shop->view.note, sizeof shop->view.note,
         catalogue_text(&shop->catalogue, shop->view.language, "done.not_saved"));
    return check_here(shop, form, text->key);
}

static void what_may_be_learnt_is_read_whole(void **state)
{
    each_text(*state, "learn.", check_learnt);
}

/* Titles, lines and notes belong to their part; the rest is how it went. */
static int check_calibration(struct shop *shop, const struct form *form, unsigned words,
                             const struct text *text)
{
    if (strchr(text->key + strlen("calibration."), '.'))
        return NOT_HERE;
    fill(shop, "calibration", words);
    copy(shop->view.title, sizeof shop->view.title, said(shop, "calibration", "refused", "title"));
    copy(shop->view.line[0], sizeof shop->view.line[0], text->value);
    copy(shop->view.cue, sizeof shop->view.cue, said(shop, "calibration", "refused", "note"));
    return check_here(shop, form, text->key);
}

static void how_a_calibration_went_is_read_whole(void **state)
{
    each_text(*state, "calibration.", check_calibration);
}

static const char *text_of(const struct shop *shop, const char *group, const char *id)
{
    char key[64];
    snprintf(key, sizeof key, "%s.%s", group, id);
    return catalogue_text(&shop->catalogue, shop->view.language, key);
}

/* The text with a number where it has {n}, behind what there is. */
static void add(char *to, size_t size, const char *text, const char *number)
{
    const char *n = strstr(text, "{n}");
    assert_non_null(n);
    snprintf(to + strlen(to), size - strlen(to), "%.*s%s%s", (int)(n - text), text, number, n + 3);
}

/* What a card says that a programme needs, as the session says it, and as long as that may be. */
static void say_needs(const struct shop *shop, const struct programme *programme, char *to,
                      size_t size)
{
    static const char dot[] = " \xC2\xB7 ";
    unsigned equipment = 0;
    for (unsigned i = 0; i < programme->steps; i++)
        equipment |= shop->catalogue.exercise[programme->step[i].exercise].equipment;
    *to = 0;
    add(to, size, text_of(shop, "card", "minutes"), "40");
    const char *before = dot;
    for (unsigned i = 0; i < names_equipment.count; i++)
        if (equipment & 1U << i) {
            snprintf(to + strlen(to), size - strlen(to), "%s%s", before,
                     text_of(shop, "equipment", names_equipment.name[i]));
            before = ", ";
        }
    snprintf(to + strlen(to), size - strlen(to), "%s", dot);
    add(to, size, text_of(shop, "card", "left_out"), "9");
    assert_true(strlen(to) < size - 1);
}

static void every_programme_is_read_whole(void **state)
{
    struct shop *shop = *state;
    int wrong = 0;
    for (unsigned f = 0; f < FORMS; f++)
        for (unsigned words = 0; words < LANGUAGES; words++)
            for (size_t i = 0; i < shop->catalogue.programmes; i++) {
                const struct programme *programme = &shop->catalogue.programme[i];
                fill(shop, "choose-held", words);
                struct card *card = &shop->view.card[shop->view.selected];
                copy(card->title, sizeof card->title, programme->name[shop->view.language]);
                copy(card->line, sizeof card->line, programme->line[shop->view.language]);
                say_needs(shop, programme, card->detail, sizeof card->detail);
                wrong += check_here(shop, &forms[f], programme->id);
            }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_of_health_is_asked_whole),
        cmocka_unit_test(every_card_is_read_whole),
        cmocka_unit_test(every_title_of_cards_is_read_whole),
        cmocka_unit_test(why_it_is_that_today_is_read_whole),
        cmocka_unit_test(every_part_of_the_builder_s_and_the_calibration_is_read_whole),
        cmocka_unit_test(all_that_is_good_to_know_is_read_whole),
        cmocka_unit_test(what_may_be_learnt_is_read_whole),
        cmocka_unit_test(how_a_calibration_went_is_read_whole),
        cmocka_unit_test(every_programme_is_read_whole),
    };
    return cmocka_run_group_tests(tests, open_shop, close_shop);
}
