/* Are there cards of the names that a scenario wants? */
#include "catalogue/nearest.h"
#include "person/check_scenario.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { NAMES_MAX = 256 };

/* The cards that stand in the texts: "card.go_on.title" is that of go_on. */
static bool name_of_text(const char *key, char name[ID_MAX])
{
    int end = 0;
    _Static_assert(ID_MAX == 32, "as long as a name below may be");
    return sscanf(key, "card.%31[a-z_].title%n", name, &end) == 1 && end > 0 && !key[end];
}

static bool is_text(const struct catalogue *catalogue, const char *id)
{
    char key[ID_MAX + 16];
    snprintf(key, sizeof key, "card.%s.title", id);
    return catalogue_text(catalogue, 0, key) != key;
}

/* Those that are put together: "7", "person.2", "info3", "next_page". */
static bool is_made(const char *id)
{
    static const char *const others[] = {"take", "next_page", "first_page"};
    static const char *const numbered[] = {"", "info", "person."};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(id, others[i]))
            return true;
    for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++) {
        const size_t length = strlen(numbered[i]);
        if (!strncmp(id, numbered[i], length) && isdigit((unsigned char)id[length]) &&
            id[length + strspn(id + length, "0123456789")] == '\0')
            return true;
    }
    return false;
}

static bool is_card(const struct catalogue *catalogue, const char *id)
{
    return is_made(id) || catalogue_find_programme(catalogue, id) >= 0 ||
           catalogue_find_exercise(catalogue, id) >= 0 ||
           catalogue_find_language(catalogue, id) >= 0 || is_text(catalogue, id);
}

static const char *suggest_card(const struct catalogue *catalogue, const char *id, char *out,
                                size_t size)
{
    char name[NAMES_MAX][ID_MAX];
    const char *known[NAMES_MAX];
    size_t count = 0;
    const struct language *language = catalogue->language;
    for (size_t i = 0; i < catalogue->programmes && count < NAMES_MAX; i++)
        known[count++] = catalogue->programme[i].id;
    for (size_t i = 0; i < language->count && count < NAMES_MAX; i++)
        if (name_of_text(language->text[i].key, name[count])) {
            known[count] = name[count];
            count++;
        }
    return suggestion(id, known, count, out, size);
}

int check_card(const struct scenario *scenario, unsigned i, const struct catalogue *catalogue,
               struct error *error)
{
    char out[900];
    return is_card(catalogue, scenario->card[i])
               ? 0
               : error_set(error, "%s:%d: there is no card \"%s\"; %s", scenario->file,
                           scenario->card_line[i], scenario->card[i],
                           suggest_card(catalogue, scenario->card[i], out, sizeof out));
}
