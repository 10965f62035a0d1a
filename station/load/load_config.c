#include "load/load_config.h"

#include "catalogue/nearest.h"
#include "load/listing.h"
#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
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
        .theme = "dark",
    };
}

enum { KEYS_MOST = 16 };
enum value_type { VALUE_TEXT, VALUE_NUMBER, VALUE_WHOLE, VALUE_BOOL };

/* One key of the file: where its value goes, and what is allowed. */
struct key {
    const char *name;
    enum value_type type;
    void *into;
    size_t size;        /* of a text */
    double least, most; /* of a number */
};

static void wrong(struct reader *reader, const config_setting_t *setting, const char *why)
{
    reader_complain(reader, setting, "\"%s\" %s", config_setting_name(setting), why);
}

static void take_text(struct reader *reader, const config_setting_t *setting, const struct key *key)
{
    const char *text = config_setting_get_string(setting);
    if (!text)
        wrong(reader, setting, "must be text in quotes");
    else if (strlen(text) >= key->size)
        wrong(reader, setting, "is too long; shorten it");
    else
        memcpy(key->into, text, strlen(text) + 1);
}

static void take_number(struct reader *reader, const config_setting_t *setting,
                        const struct key *key)
{
    if (!config_setting_is_number(setting)) {
        wrong(reader, setting, "must be a number");
        return;
    }
    const double number = config_setting_type(setting) == CONFIG_TYPE_FLOAT
                              ? config_setting_get_float(setting)
                              : (double)config_setting_get_int64(setting);
    char range[96];
    snprintf(range, sizeof range, "must be from %g to %g", key->least, key->most);
    if (!(number >= key->least && number <= key->most))
        wrong(reader, setting, range);
    else if (key->type == VALUE_WHOLE)
        *(int *)key->into = (int)number;
    else
        *(double *)key->into = number;
}

static void take_bool(struct reader *reader, const config_setting_t *setting, const struct key *key)
{
    if (config_setting_type(setting) != CONFIG_TYPE_BOOL)
        wrong(reader, setting, "must be true or false");
    else
        *(bool *)key->into = config_setting_get_bool(setting);
}

static void take_setting(struct reader *reader, const config_setting_t *setting,
                         const struct key *keys, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(keys[i].name, config_setting_name(setting)) != 0)
            continue;
        if (keys[i].type == VALUE_TEXT)
            take_text(reader, setting, &keys[i]);
        else if (keys[i].type == VALUE_BOOL)
            take_bool(reader, setting, &keys[i]);
        else
            take_number(reader, setting, &keys[i]);
        return;
    }
    const char *known[KEYS_MOST];
    char advice[400], why[450];
    for (size_t i = 0; i < count; i++)
        known[i] = keys[i].name;
    snprintf(why, sizeof why, "is not known here; %s",
             suggestion(config_setting_name(setting), known, count, advice, sizeof advice));
    wrong(reader, setting, why);
}

static void take_all(struct reader *reader, struct station_config *config)
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
        {"theme", VALUE_TEXT, config->theme, sizeof config->theme, 0, 0},
        {"reduced_motion", VALUE_BOOL, &config->reduced_motion, 0, 0, 0},
        {"font_folder", VALUE_TEXT, config->font_folder, sizeof config->font_folder, 0, 0},
    };
    _Static_assert(sizeof keys / sizeof *keys <= KEYS_MOST, "each is named in an advice");
    const config_setting_t *root = reader->root;
    for (int i = 0; i < config_setting_length(root); i++)
        take_setting(reader, config_setting_get_elem(root, (unsigned)i), keys,
                     sizeof keys / sizeof *keys);
    if (config->rotation_deg % 90)
        wrong(reader, config_setting_get_member(root, "rotation_deg"), "must be 0, 90, 180 or 270");
    if (strcmp(config->theme, "dark") && strcmp(config->theme, "light") &&
        strcmp(config->theme, "by day"))
        wrong(reader, config_setting_get_member(root, "theme"),
              "must be \"dark\", \"light\" or \"by day\"");
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
    take_all(&reader, config);
    const int result = reader.mistakes ? -1 : 0;
    reader_close(&reader);
    return result;
}

static void check_language(struct reader *reader, const char *folder,
                           const struct catalogue *catalogue, const char *id)
{
    const char *known[LANGUAGES_MAX];
    char advice[400];
    if (catalogue_find_language(catalogue, id) >= 0 || asset_is_there(folder, "texts", id))
        return; /* its own mistakes are told of where it is read */
    for (unsigned i = 0; i < catalogue->languages; i++)
        known[i] = catalogue->language[i].id;
    reader_complain(reader, config_setting_get_member(reader->root, "language"),
                    "there is no language \"%s\"; %s", id,
                    suggestion(id, known, catalogue->languages, advice, sizeof advice));
}

static void no_such_mat(struct reader *reader, const char *folder, const char *name)
{
    enum { MATS_MOST = 64 };
    char id[MATS_MOST][ID_MAX];
    const char *known[MATS_MOST];
    char advice[400];
    size_t count = 0;
    struct complaints silent = {0};
    struct listing *listing = malloc(sizeof *listing);
    if (listing)
        list_folder(folder, "mats", listing, &silent);
    for (unsigned i = 0; listing && i < listing->count && count < MATS_MOST; i++)
        if (id_of_path(listing->path[i], id[count], sizeof *id)) {
            known[count] = id[count];
            count++;
        }
    free(listing);
    reader_complain(reader, config_setting_get_member(reader->root, "mat"),
                    "there is no mat \"%s\"; %s", name,
                    suggestion(name, known, count, advice, sizeof advice));
}

/* A file of its own, by its path, is read; those in the folder of mats are read anyway. */
static void check_mat(struct reader *reader, const char *folder, const char *name)
{
    struct error why;
    struct mat *mat = malloc(sizeof *mat);
    if (mat && strpbrk(name, "/."))
        load_mat_file(name, mat, reader->complaints);
    else if (mat && load_mat(folder, name, mat, &why) && !asset_is_there(folder, "mats", name))
        no_such_mat(reader, folder, name);
    free(mat);
}

void load_check_config(const char *path, const char *folder, const struct catalogue *catalogue,
                       struct complaints *complaints)
{
    struct station_config config;
    struct reader reader;
    config_default(&config);
    if (reader_open(&reader, path, complaints))
        return;
    take_all(&reader, &config);
    check_mat(&reader, folder, config.mat);
    check_language(&reader, folder, catalogue, config.language);
    reader_close(&reader);
}
