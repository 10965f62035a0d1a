/* One file of assets/texts: every sentence of one language, by key. */
#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct text *)a)->key, ((const struct text *)b)->key);
}

/* Counts, and once there is room copies, the strings of a group; nested keys are joined by dots. */
static int gather(struct reader *reader, const config_setting_t *group, const char *prefix,
                  struct language *language, bool copy)
{
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *at = config_setting_get_elem(group, (unsigned)i);
        char key[128];
        snprintf(key, sizeof key, "%s%s%s", prefix, *prefix ? "." : "", config_setting_name(at));
        if (config_setting_type(at) == CONFIG_TYPE_GROUP) {
            if (gather(reader, at, key, language, copy))
                return -1;
        } else if (config_setting_type(at) != CONFIG_TYPE_STRING) {
            if (!copy)
                reader_complain(reader, at, "\"%s\" must be text in quotes", key);
        } else if (copy) {
            struct text *text = &language->text[language->count++];
            text->key = strdup(key);
            text->value = strdup(config_setting_get_string(at));
            if (!text->key || !text->value)
                return -1;
        } else {
            language->count++;
        }
    }
    return 0;
}

/* It stands in the place of one byte of a number; without any, English has its point. */
static void check_decimal(struct reader *reader)
{
    const config_setting_t *at = config_setting_lookup(reader->root, "ui.decimal");
    const char *mark = at ? config_setting_get_string(at) : NULL;
    if (mark && (strlen(mark) != 1 || (unsigned char)*mark > '~'))
        reader_complain(reader, at, "\"ui.decimal\" must be one character of ASCII, as \",\"");
}

static void read_language(struct reader *reader, struct language *language)
{
    reader_string(reader, reader->root, "language", REQUIRED, language->name,
                  sizeof language->name);
    check_decimal(reader);
    gather(reader, reader->root, "", language, false);
    language->text = calloc(language->count ? language->count : 1, sizeof *language->text);
    language->count = 0;
    if (!language->text || gather(reader, reader->root, "", language, true))
        reader_complain(reader, NULL, "no memory to read it");
    else
        qsort(language->text, language->count, sizeof *language->text, compare);
}

void language_free(struct language *language)
{
    for (size_t i = 0; i < language->count; i++) {
        free(language->text[i].key);
        free(language->text[i].value);
    }
    free(language->text);
    memset(language, 0, sizeof *language);
}

int load_language(const char *path, struct language *language, struct complaints *complaints)
{
    struct reader reader;
    if (reader_open(&reader, path, complaints))
        return -1;
    memset(language, 0, sizeof *language);
    if (!id_of_path(path, language->id, sizeof language->id))
        reader_complain(&reader, NULL, "the file's name must be a language's code, as en.cfg");
    read_language(&reader, language);
    const bool good = reader.mistakes == 0;
    reader_close(&reader);
    if (!good)
        language_free(language);
    return good ? 0 : -1;
}
