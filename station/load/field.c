#include "load/field.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

int line_of(const config_setting_t *setting)
{
    return (int)config_setting_source_line(setting);
}

static const struct field *find_field(const struct field *field, size_t fields, const char *name)
{
    for (size_t i = 0; i < fields; i++)
        if (!strcmp(field[i].name, name))
            return &field[i];
    return NULL;
}

int take_number(const struct field *field, double value, void *to, const struct place *place)
{
    if (!isfinite(value) || value < field->least || value > field->most)
        return error_set(place->error, "%s:%d: %s = %g is out of range; it may be %g to %g",
                         place->file, place->line, field->name, value, field->least, field->most);
    if (field->form == FORM_COUNT) {
        if (value != floor(value))
            return error_set(place->error, "%s:%d: %s must be a whole number", place->file,
                             place->line, field->name);
        *(unsigned *)to = (unsigned)value;
    } else {
        *(float *)to = (float)value;
    }
    return 0;
}

static int find_word(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (!strcmp(word, words[i]))
            return i;
    return -1;
}

/* "a, b or c" into text. */
static const char *list_words(const char *const *words, int count, char *text, size_t size)
{
    size_t used = 0;
    for (int i = 0; i < count && used < size; i++)
        used += (size_t)snprintf(text + used, size - used, "%s%s",
                                 i == 0           ? ""
                                 : i + 1 == count ? " or "
                                                  : ", ",
                                 words[i]);
    return text;
}

/* Words of the forms that have a list; the count. */
static int words_of(enum form form, const char *words[SLIPS])
{
    if (form == FORM_SEX) {
        words[SEX_FEMALE] = "female";
        words[SEX_MALE] = "male";
        return 2;
    }
    if (form == FORM_SIDE) {
        words[SIDE_BOTH] = "both";
        words[SIDE_LEFT] = "left";
        words[SIDE_RIGHT] = "right";
        return 3;
    }
    for (int i = 0; i < SLIPS; i++)
        words[i] = slip_name((enum slip)i);
    return SLIPS;
}

static int take_id(const struct field *field, const char *word, void *to, const struct place *place)
{
    size_t length = strlen(word);
    if (length == 0 || length >= ID_MAX)
        return error_set(place->error, "%s:%d: %s must be 1 to %d characters long", place->file,
                         place->line, field->name, ID_MAX - 1);
    memcpy(to, word, length + 1);
    return 0;
}

int take_word(const struct field *field, const char *word, void *to, const struct place *place)
{
    if (field->form == FORM_ID)
        return take_id(field, word, to, place);
    const char *words[SLIPS];
    int count = words_of(field->form, words);
    int found = find_word(word, words, count);
    if (found < 0) {
        char text[256];
        return error_set(place->error, "%s:%d: %s = \"%s\" is not known; it may be %s", place->file,
                         place->line, field->name, word,
                         list_words(words, count, text, sizeof text));
    }
    if (field->form == FORM_SEX)
        *(enum sex *)to = (enum sex)found;
    else if (field->form == FORM_SIDE)
        *(enum side *)to = (enum side)found;
    else
        *(enum slip *)to = (enum slip)found;
    return 0;
}

int take_setting(const struct field *field, const config_setting_t *setting, void *base,
                 const struct place *place)
{
    void *to = (char *)base + field->offset;
    switch (config_setting_type(setting)) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64:
    case CONFIG_TYPE_FLOAT:
        if (field->form != FORM_NUMBER && field->form != FORM_COUNT)
            break;
        return take_number(field,
                           config_setting_type(setting) == CONFIG_TYPE_FLOAT
                               ? config_setting_get_float(setting)
                               : (double)config_setting_get_int64(setting),
                           to, place);
    case CONFIG_TYPE_BOOL:
        if (field->form != FORM_FLAG)
            break;
        *(bool *)to = config_setting_get_bool(setting);
        return 0;
    case CONFIG_TYPE_STRING:
        if (field->form < FORM_SEX)
            break;
        return take_word(field, config_setting_get_string(setting), to, place);
    default: break;
    }
    return error_set(place->error, "%s:%d: %s is of the wrong type", place->file, place->line,
                     field->name);
}

int take_group(const config_setting_t *group, const struct field *fields, size_t count, void *base,
               const char *file, struct error *error)
{
    if (!config_setting_is_group(group))
        return error_set(error, "%s:%d: a group { ... } is expected here", file, line_of(group));
    int members = config_setting_length(group);
    for (int i = 0; i < members; i++) {
        const config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);
        struct place place = {file, line_of(setting), error};
        const struct field *field = find_field(fields, count, config_setting_name(setting));
        if (!field)
            return error_set(error, "%s:%d: %s is not known here; remove it", file, place.line,
                             config_setting_name(setting));
        if (take_setting(field, setting, base, &place))
            return -1;
    }
    return 0;
}
