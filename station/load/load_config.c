#include "load/load_config.h"

#include "catalogue/nearest.h"
#include "load/reader.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

void config_default(struct station_config *config)
{
    *config = (struct station_config){
        .mat = "standard",
        .bus = "/dev/i2c-1",
        .rate_hz = 100,
        .button_line = "GPIO17",
        .language = "en",
    };
}

enum { KEYS_MOST = 16 };
enum value_type { VALUE_TEXT, VALUE_NUMBER, VALUE_WHOLE };

/* One key of the file: where its value goes, and what is allowed. */
struct key {
    const char *name;
    enum value_type type;
    void *into;
    size_t size;        /* of a text */
    double least, most; /* of a number */
};

static const char *wanted(enum value_type type)
{
    return type == VALUE_TEXT ? "must be text in quotes" : "must be a number";
}

static int wrong(const char *path, const config_setting_t *setting, const char *why,
                 struct error *error)
{
    return error_set(error, "%s:%d: \"%s\" %s", path, config_setting_source_line(setting),
                     config_setting_name(setting), why);
}

static int take_text(const char *path, const config_setting_t *setting, const struct key *key,
                     struct error *error)
{
    const char *text = config_setting_get_string(setting);
    if (!text)
        return wrong(path, setting, wanted(key->type), error);
    if (strlen(text) >= key->size)
        return wrong(path, setting, "is too long; shorten it", error);
    memcpy(key->into, text, strlen(text) + 1);
    return 0;
}

static int take_number(const char *path, const config_setting_t *setting, const struct key *key,
                       struct error *error)
{
    if (!config_setting_is_number(setting))
        return wrong(path, setting, wanted(key->type), error);
    const double number = config_setting_type(setting) == CONFIG_TYPE_FLOAT
                              ? config_setting_get_float(setting)
                              : (double)config_setting_get_int64(setting);
    char range[96];
    snprintf(range, sizeof range, "must be from %g to %g", key->least, key->most);
    if (!(number >= key->least && number <= key->most))
        return wrong(path, setting, range, error);
    if (key->type == VALUE_WHOLE)
        *(int *)key->into = (int)number;
    else
        *(double *)key->into = number;
    return 0;
}

static int take_setting(const char *path, const config_setting_t *setting, const struct key *keys,
                        size_t count, struct error *error)
{
    for (size_t i = 0; i < count; i++)
        if (!strcmp(keys[i].name, config_setting_name(setting)))
            return keys[i].type == VALUE_TEXT ? take_text(path, setting, &keys[i], error)
                                              : take_number(path, setting, &keys[i], error);
    const char *known[KEYS_MOST];
    char advice[400], why[450];
    for (size_t i = 0; i < count; i++)
        known[i] = keys[i].name;
    snprintf(why, sizeof why, "is not known here; %s",
             suggestion(config_setting_name(setting), known, count, advice, sizeof advice));
    return wrong(path, setting, why, error);
}

static int take_all(const char *path, const config_t *file, struct station_config *config,
                    struct error *error)
{
    const struct key keys[] = {
        {"mat", VALUE_TEXT, config->mat, sizeof config->mat, 0, 0},
        {"bus", VALUE_TEXT, config->bus, sizeof config->bus, 0, 0},
        {"rate_hz", VALUE_NUMBER, &config->rate_hz, 0, 1, 1000},
        {"gpio_chip", VALUE_TEXT, config->gpio_chip, sizeof config->gpio_chip, 0, 0},
        {"button_line", VALUE_TEXT, config->button_line, sizeof config->button_line, 0, 0},
        {"light_line", VALUE_TEXT, config->light_line, sizeof config->light_line, 0, 0},
        {"language", VALUE_TEXT, config->language, sizeof config->language, 0, 0},
        {"rotation_deg", VALUE_WHOLE, &config->rotation_deg, 0, 0, 270},
        {"overscan_pct", VALUE_NUMBER, &config->overscan_pct, 0, 0, 10},
        {"font_folder", VALUE_TEXT, config->font_folder, sizeof config->font_folder, 0, 0},
    };
    _Static_assert(sizeof keys / sizeof *keys <= KEYS_MOST, "each is named in an advice");
    const config_setting_t *root = config_root_setting(file);
    for (int i = 0; i < config_setting_length(root); i++)
        if (take_setting(path, config_setting_get_elem(root, (unsigned)i), keys,
                         sizeof keys / sizeof *keys, error))
            return -1;
    if (config->rotation_deg % 90)
        return wrong(path, config_setting_get_member(root, "rotation_deg"),
                     "must be 0, 90, 180 or 270", error);
    return 0;
}

int load_config(const char *path, bool must_exist, struct station_config *config,
                struct error *error)
{
    if (!must_exist && access(path, F_OK))
        return 0;
    struct complaints complaints = complaints_first(error);
    struct reader reader;
    if (reader_open(&reader, path, &complaints))
        return -1;
    int result = take_all(path, &reader.config, config, error);
    reader_close(&reader);
    return result;
}
