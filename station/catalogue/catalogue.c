#include "catalogue/catalogue.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare_exercise(const void *id, const void *exercise)
{
    return strcmp(id, ((const struct exercise *)exercise)->id);
}

static int compare_figure(const void *id, const void *figure)
{
    return strcmp(id, ((const struct figure *)figure)->id);
}

static int compare_text(const void *key, const void *text)
{
    return strcmp(key, ((const struct text *)text)->key);
}

int catalogue_find_exercise(const struct catalogue *catalogue, const char *id)
{
    const struct exercise *found = catalogue->exercises
                                       ? bsearch(id, catalogue->exercise, catalogue->exercises,
                                                 sizeof *catalogue->exercise, compare_exercise)
                                       : NULL;
    return found ? (int)(found - catalogue->exercise) : -1;
}

int programmes_find(const struct programmes *programmes, const char *id)
{
    for (size_t i = 0; i < programmes->count; i++)
        if (!strcmp(programmes->programme[i].id, id))
            return (int)i;
    return -1;
}

struct programmes catalogue_programmes(const struct catalogue *catalogue)
{
    return (struct programmes){catalogue->programmes, catalogue->programme};
}

int catalogue_find_programme(const struct catalogue *catalogue, const char *id)
{
    const struct programmes programmes = catalogue_programmes(catalogue);
    return programmes_find(&programmes, id);
}

int catalogue_find_language(const struct catalogue *catalogue, const char *id)
{
    for (unsigned i = 0; i < catalogue->languages; i++)
        if (!strcmp(catalogue->language[i].id, id))
            return (int)i;
    return -1;
}

const struct figure *catalogue_find_figure(const struct catalogue *catalogue, const char *id)
{
    return catalogue->figures ? bsearch(id, catalogue->figure, catalogue->figures,
                                        sizeof *catalogue->figure, compare_figure)
                              : NULL;
}

static const char *text_of(const struct language *language, const char *key)
{
    const struct text *found = language->count ? bsearch(key, language->text, language->count,
                                                         sizeof *language->text, compare_text)
                                               : NULL;
    return found ? found->value : NULL;
}

const char *catalogue_text(const struct catalogue *catalogue, unsigned language, const char *key)
{
    const char *text = NULL;
    if (language < catalogue->languages)
        text = text_of(&catalogue->language[language], key);
    int english = text ? -1 : catalogue_find_language(catalogue, "en");
    if (english >= 0)
        text = text_of(&catalogue->language[english], key);
    return text ? text : key;
}

const char *catalogue_number(const struct catalogue *catalogue, unsigned language, double number,
                             int decimals, char text[NUMBER_BYTES])
{
    static const char key[] = "ui.decimal";
    const char *mark = catalogue_text(catalogue, language, key);
    const int length = snprintf(text, NUMBER_BYTES, "%.*f", decimals, number);
    if (decimals > 0 && length > decimals && length < NUMBER_BYTES && isfinite(number))
        text[length - decimals - 1] = mark == key ? '.' : *mark;
    return text;
}
