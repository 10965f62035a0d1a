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

static const char *const known_keys[] = {
    "mat",        "bus",          "rate_hz",      "gpio_chip", "button_line",    "language",
    "light_line", "rotation_deg", "overscan_pct", "theme",     "reduced_motion", "font_folder",
    NULL};
static const char *const theme_words[] = {"dark", "light", "by day"};
static const struct names names_theme = {"theme", 3, theme_words};

static void read_number(struct reader *reader, const char *key, float least, float most,
                        double *out)
{
    float number;
    if (reader_float(reader, reader->root, key, OPTIONAL, least, most, &number))
        *out = (double)number;
}

static void read_rotation(struct reader *reader, int *rotation_deg)
{
    unsigned turned = 0;
    if (!reader_unsigned(reader, reader->root, "rotation_deg", OPTIONAL, 0, 270, &turned))
        return;
    if (turned % 90)
        reader_complain(reader, config_setting_get_member(reader->root, "rotation_deg"),
                        "\"rotation_deg\" is %u; it must be 0, 90, 180 or 270", turned);
    else
        *rotation_deg = (int)turned;
}

static void read_all(struct reader *reader, struct station_config *config)
{
    const config_setting_t *root = reader->root;
    unsigned theme = 0;
    reader_known(reader, root, known_keys);
    reader_string(reader, root, "mat", OPTIONAL, config->mat, sizeof config->mat);
    reader_string(reader, root, "bus", OPTIONAL, config->bus, sizeof config->bus);
    read_number(reader, "rate_hz", 1, 1000, &config->rate_hz);
    reader_string(reader, root, "gpio_chip", OPTIONAL, config->gpio_chip, sizeof config->gpio_chip);
    reader_string(reader, root, "button_line", OPTIONAL, config->button_line,
                  sizeof config->button_line);
    reader_string(reader, root, "light_line", OPTIONAL, config->light_line,
                  sizeof config->light_line);
    reader_string(reader, root, "language", OPTIONAL, config->language, sizeof config->language);
    read_rotation(reader, &config->rotation_deg);
    read_number(reader, "overscan_pct", 0, 10, &config->overscan_pct);
    if (reader_name(reader, root, "theme", OPTIONAL, &names_theme, &theme))
        snprintf(config->theme, sizeof config->theme, "%s", theme_words[theme]);
    reader_bool(reader, root, "reduced_motion", OPTIONAL, &config->reduced_motion);
    reader_string(reader, root, "font_folder", OPTIONAL, config->font_folder,
                  sizeof config->font_folder);
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
    read_all(&reader, config);
    const int result = reader.mistakes ? -1 : 0;
    reader_close(&reader);
    return result;
}

static void check_language(struct reader *reader, const char *folder,
                           const struct catalogue *catalogue, const char *id)
{
    const char *known[LANGUAGES_MAX];
    char suggested[400];
    if (catalogue_find_language(catalogue, id) >= 0 || asset_is_there(folder, "texts", id))
        return; /* its own mistakes are told of where it is read */
    for (unsigned i = 0; i < catalogue->languages; i++)
        known[i] = catalogue->language[i].id;
    reader_complain(reader, config_setting_get_member(reader->root, "language"),
                    "there is no language \"%s\"; %s", id,
                    suggestion(id, known, catalogue->languages, suggested, sizeof suggested));
}

static void no_such_mat(struct reader *reader, const char *folder, const char *name)
{
    enum { MATS_MOST = 64 };
    char id[MATS_MOST][ID_MAX];
    const char *known[MATS_MOST];
    char suggested[400];
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
                    suggestion(name, known, count, suggested, sizeof suggested));
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
    read_all(&reader, &config);
    check_mat(&reader, folder, config.mat);
    check_language(&reader, folder, catalogue, config.language);
    reader_close(&reader);
}
