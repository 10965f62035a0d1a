#include "load/reader.h"

#include "load/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int reader_line(const config_setting_t *at)
{
    const int line = at ? (int)config_setting_source_line(at) : 1;
    return line > 0 ? line : 1;
}

void reader_complain(struct reader *reader, const config_setting_t *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain_list(reader->complaints, reader->path, reader_line(at), format, arguments);
    va_end(arguments);
    reader->mistakes++;
}

void reader_remark(struct reader *reader, const config_setting_t *at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    complain_list(reader->complaints, reader->path, reader_line(at), format, arguments);
    va_end(arguments);
}

/* -1: complained, and nothing is to be closed. */
static int parse(struct reader *reader, const char *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    config_init(&reader->config);
    config_set_options(&reader->config, CONFIG_OPTION_AUTOCONVERT);
    const char *begin = strncmp(text, mark, 3) ? text : text + 3;
    if (config_read_string(&reader->config, begin) == CONFIG_TRUE) {
        reader->root = config_root_setting(&reader->config);
        return 0;
    }
    const char *what = config_error_text(&reader->config);
    complain(reader->complaints, reader->path, config_error_line(&reader->config), "%s; %s", what,
             strstr(what, "duplicate")
                 ? "it stands above already: keep one of the two"
                 : "look for a missing quote, comma, semicolon or bracket here or just above");
    config_destroy(&reader->config);
    return -1;
}

static void begin(struct reader *reader, const char *name, struct complaints *complaints)
{
    memset(reader, 0, sizeof *reader);
    reader->complaints = complaints;
    snprintf(reader->path, sizeof reader->path, "%s", name);
}

int reader_open(struct reader *reader, const char *path, struct complaints *complaints)
{
    begin(reader, path, complaints);
    char *text = text_of_file(path, complaints);
    const int status = text ? parse(reader, text) : -1;
    free(text);
    return status;
}

int reader_open_text(struct reader *reader, const char *name, const char *text,
                     struct complaints *complaints)
{
    begin(reader, name, complaints);
    return text_is_fit(name, text, strlen(text), complaints) ? parse(reader, text) : -1;
}

void reader_close(struct reader *reader)
{
    config_destroy(&reader->config);
}

static const char *type_name(int type)
{
    switch (type) {
    case CONFIG_TYPE_INT:
    case CONFIG_TYPE_INT64: return "a whole number";
    case CONFIG_TYPE_FLOAT: return "a number";
    case CONFIG_TYPE_STRING: return "text in quotes";
    case CONFIG_TYPE_BOOL: return "true or false";
    case CONFIG_TYPE_ARRAY: return "a list in [ ]";
    case CONFIG_TYPE_LIST: return "a list in ( )";
    case CONFIG_TYPE_GROUP: return "a group in { }";
    default: return "nothing";
    }
}

static bool missing(struct reader *reader, const config_setting_t *group, const char *key,
                    enum need need)
{
    if (need == REQUIRED)
        reader_complain(reader, group, "\"%s\" is missing; add a line %s = ...;", key, key);
    return false;
}

static void wrong_type(struct reader *reader, const config_setting_t *at, const char *wanted)
{
    reader_complain(reader, at, "\"%s\" is %s; it must be %s", config_setting_name(at),
                    type_name(config_setting_type(at)), wanted);
}

config_setting_t *reader_member(struct reader *reader, const config_setting_t *group,
                                const char *key, int type, enum need need)
{
    config_setting_t *member = config_setting_get_member(group, key);
    if (!member) {
        missing(reader, group, key, need);
        return NULL;
    }
    if (config_setting_type(member) != type) {
        wrong_type(reader, member, type_name(type));
        return NULL;
    }
    return member;
}

unsigned reader_list(struct reader *reader, const config_setting_t *group, const char *key,
                     enum need need, unsigned least, unsigned most, const config_setting_t **list)
{
    *list = reader_member(reader, group, key, CONFIG_TYPE_LIST, need);
    const int count = *list ? config_setting_length(*list) : 0;
    if (!*list || (count >= (int)least && count <= (int)most))
        return (unsigned)count;
    reader_complain(reader, *list, "\"%s\" has %d entries; it must have %u to %u", key, count,
                    least, most);
    return 0;
}

const config_setting_t *reader_entry(struct reader *reader, const config_setting_t *list,
                                     unsigned index, const char *what)
{
    const config_setting_t *entry = config_setting_get_elem(list, index);
    if (config_setting_is_group(entry))
        return entry;
    reader_complain(reader, entry, "%s must be a group in { }", what);
    return NULL;
}

/* Nothing of what an owner writes is shown in more than one piece. */
static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return true;
    return false;
}

bool reader_string(struct reader *reader, const config_setting_t *group, const char *key,
                   enum need need, char *out, size_t size)
{
    const config_setting_t *at = reader_member(reader, group, key, CONFIG_TYPE_STRING, need);
    if (!at)
        return false;
    const char *text = config_setting_get_string(at);
    if (strlen(text) >= size) {
        reader_complain(reader, at, "\"%s\" has %zu bytes; at most %zu fit, so shorten it", key,
                        strlen(text), size - 1);
        return false;
    }
    if (has_control(text)) {
        reader_complain(reader, at,
                        "\"%s\" has a line break or another control character in it; "
                        "write it in one line",
                        key);
        return false;
    }
    if (need == REQUIRED && !*text) {
        reader_complain(reader, at, "\"%s\" is empty; it must say something", key);
        return false;
    }
    memcpy(out, text, strlen(text) + 1);
    return true;
}

static bool is_whole(const config_setting_t *at)
{
    return config_setting_type(at) == CONFIG_TYPE_INT ||
           config_setting_type(at) == CONFIG_TYPE_INT64;
}

bool reader_unsigned(struct reader *reader, const config_setting_t *group, const char *key,
                     enum need need, unsigned least, unsigned most, unsigned *out)
{
    const config_setting_t *at = config_setting_get_member(group, key);
    if (!at)
        return missing(reader, group, key, need);
    if (!is_whole(at)) {
        wrong_type(reader, at, "a whole number");
        return false;
    }
    const long long value = config_setting_get_int64(at);
    if (value < (long long)least || value > (long long)most) {
        reader_complain(reader, at, "\"%s\" is %lld; it must be from %u to %u", key, value, least,
                        most);
        return false;
    }
    *out = (unsigned)value;
    return true;
}

/* False: it is none. */
static bool number_of(const config_setting_t *at, double *value)
{
    if (is_whole(at))
        *value = (double)config_setting_get_int64(at);
    else if (config_setting_type(at) == CONFIG_TYPE_FLOAT)
        *value = config_setting_get_float(at);
    else
        return false;
    return true;
}

bool reader_float(struct reader *reader, const config_setting_t *group, const char *key,
                  enum need need, float least, float most, float *out)
{
    const config_setting_t *at = config_setting_get_member(group, key);
    double value;
    if (!at)
        return missing(reader, group, key, need);
    if (!number_of(at, &value)) {
        wrong_type(reader, at, "a number");
        return false;
    }
    if (!((float)value >= least && (float)value <= most)) {
        reader_complain(reader, at, "\"%s\" is %g; it must be from %g to %g", key, value,
                        (double)least, (double)most);
        return false;
    }
    *out = (float)value;
    return true;
}

static bool count_fits(struct reader *reader, const config_setting_t *at, const char *key,
                       unsigned least, unsigned most)
{
    const int count = config_setting_is_aggregate(at) ? config_setting_length(at) : 0;
    if (count >= (int)least && count <= (int)most)
        return true;
    if (least == most)
        reader_complain(reader, at, "\"%s\" must be %u numbers in [ ]; it has %d", key, most,
                        count);
    else
        reader_complain(reader, at, "\"%s\" must be %u to %u numbers in [ ]; it has %d", key, least,
                        most, count);
    return false;
}

unsigned reader_numbers(struct reader *reader, const config_setting_t *group, const char *key,
                        enum need need, unsigned least, unsigned most, float bound, float *out)
{
    const config_setting_t *at = config_setting_get_member(group, key);
    if (!at)
        return missing(reader, group, key, need);
    if (!count_fits(reader, at, key, least, most))
        return 0;
    const unsigned count = (unsigned)config_setting_length(at);
    for (unsigned i = 0; i < count; i++) {
        double value;
        if (!number_of(config_setting_get_elem(at, i), &value)) {
            reader_complain(reader, at, "\"%s\" must hold numbers only", key);
            return 0;
        }
        if (!(fabs(value) <= (double)bound)) {
            reader_complain(reader, at, "\"%s\" holds %g; it must be from %g to %g", key, value,
                            (double)-bound, (double)bound);
            return 0;
        }
        out[i] = (float)value;
    }
    return count;
}

bool reader_bool(struct reader *reader, const config_setting_t *group, const char *key,
                 enum need need, bool *out)
{
    const config_setting_t *at = reader_member(reader, group, key, CONFIG_TYPE_BOOL, need);
    if (!at)
        return false;
    *out = config_setting_get_bool(at);
    return true;
}

static bool find_name(struct reader *reader, const config_setting_t *at, const char *word,
                      const struct names *names, unsigned *out)
{
    const int found = names_find(names, word);
    if (found < 0) {
        char suggested[300];
        reader_complain(reader, at, "\"%s\" is no %s; %s", word, names->what,
                        suggestion(word, names->name, names->count, suggested, sizeof suggested));
        return false;
    }
    *out = (unsigned)found;
    return true;
}

bool reader_name(struct reader *reader, const config_setting_t *group, const char *key,
                 enum need need, const struct names *names, unsigned *out)
{
    const config_setting_t *at = reader_member(reader, group, key, CONFIG_TYPE_STRING, need);
    return at && find_name(reader, at, config_setting_get_string(at), names, out);
}

bool reader_names(struct reader *reader, const config_setting_t *group, const char *key,
                  enum need need, const struct names *names, unsigned *out)
{
    const config_setting_t *at = reader_member(reader, group, key, CONFIG_TYPE_ARRAY, need);
    if (!at)
        return false;
    unsigned bits = 0;
    bool good = true;
    for (int i = 0; i < config_setting_length(at); i++) {
        const char *word = config_setting_get_string_elem(at, i);
        unsigned bit = 0;
        if (!word) { /* then none is: an array's members are of one type */
            wrong_type(reader, at, "a list of names in [ ], each in quotes");
            return false;
        }
        if (find_name(reader, at, word, names, &bit))
            bits |= 1u << bit;
        else
            good = false;
    }
    if (good)
        *out = bits;
    return good;
}

void reader_known(struct reader *reader, const config_setting_t *group, const char *const *known)
{
    size_t count = 0;
    while (known[count])
        count++;
    for (int i = 0; i < config_setting_length(group); i++) {
        const config_setting_t *member = config_setting_get_elem(group, (unsigned)i);
        const char *name = config_setting_name(member);
        size_t k = 0;
        while (k < count && strcmp(known[k], name))
            k++;
        char suggested[400];
        if (k == count)
            reader_complain(reader, member, "\"%s\" is not known here; %s", name,
                            suggestion(name, known, count, suggested, sizeof suggested));
    }
}

void reader_languages(struct reader *reader, const config_setting_t *group,
                      const struct catalogue *catalogue)
{
    const char *known[2 * LANGUAGES_MAX + 1] = {NULL};
    size_t count = 0;
    for (unsigned i = 0; i < catalogue->languages; i++)
        known[count++] = catalogue->language[i].id;
    for (unsigned i = 0; i < catalogue->unread_languages; i++)
        known[count++] = catalogue->unread_language[i];
    reader_known(reader, group, known);
}

bool id_of_path(const char *path, char *out, size_t size)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    const size_t length = strcspn(name, ".");
    if (length == 0 || length >= size)
        return false;
    memcpy(out, name, length);
    out[length] = 0;
    return strspn(out, "abcdefghijklmnopqrstuvwxyz0123456789_") == length &&
           (!name[length] || !strchr(name + length + 1, '.'));
}
