/* A mat: a file, an id in assets/mats, or a grid. */
#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const known[] = {"length_mm", "width_mm",      "head_mark", "screen",
                                    "wall",      "half_supply_n", "pads",      NULL};
static const char *const known_pad[] = {"name",     "x_mm", "y_mm",  "length_mm",
                                        "width_mm", "chip", "input", NULL};

/* A part's name and its address, "ads1115@0x48"; what stands before a slash, "tca9548a@0x70.3/",
 * is looked at where the mat is wired. */
static bool is_chip(const char *text)
{
    const char *last = strrchr(text, '/');
    const char *at = strchr(last ? last + 1 : text, '@');
    if (!at || at == text)
        return false;
    char *end = NULL;
    const unsigned long address = strtoul(at + 1, &end, 0);
    return !strncmp(at, "@0x", 3) && end && *end == 0 && address >= 0x03 && address <= 0x77;
}

static void read_wiring(struct reader *reader, const config_setting_t *at, struct pad *pad)
{
    if (!reader_string(reader, at, "chip", OPTIONAL, pad->chip, sizeof pad->chip))
        return;
    if (!is_chip(pad->chip))
        reader_complain(reader, config_setting_get_member(at, "chip"),
                        "\"%s\" is no converter; write its part and address, as ads1115@0x48",
                        pad->chip);
    unsigned input = 0;
    if (reader_unsigned(reader, at, "input", REQUIRED, 0, 7, &input))
        pad->input = (unsigned char)input;
}

static void read_pad(struct reader *reader, const config_setting_t *at, const struct mat *mat,
                     struct pad *pad)
{
    reader_known(reader, at, known_pad);
    reader_string(reader, at, "name", REQUIRED, pad->name, sizeof pad->name);
    reader_float(reader, at, "x_mm", REQUIRED, 0, mat->length_mm, &pad->x_mm);
    reader_float(reader, at, "y_mm", REQUIRED, 0, mat->width_mm, &pad->y_mm);
    reader_float(reader, at, "length_mm", REQUIRED, 1, mat->length_mm, &pad->length_mm);
    reader_float(reader, at, "width_mm", REQUIRED, 1, mat->width_mm, &pad->width_mm);
    if (pad->x_mm + pad->length_mm > mat->length_mm + 1 ||
        pad->y_mm + pad->width_mm > mat->width_mm + 1)
        reader_complain(reader, at, "pad \"%s\" reaches beyond the mat; correct its place or size",
                        pad->name);
    read_wiring(reader, at, pad);
}

static void check_twice(struct reader *reader, const config_setting_t *at, const struct mat *mat,
                        const struct pad *pad)
{
    for (const struct pad *other = mat->pad; other < pad; other++) {
        if (!strcmp(other->name, pad->name))
            reader_complain(reader, at, "two pads are called \"%s\"; rename one", pad->name);
        if (*pad->chip && !strcmp(other->chip, pad->chip) && other->input == pad->input)
            reader_complain(reader, at, "pads \"%s\" and \"%s\" share input %u of %s; rewire one",
                            other->name, pad->name, pad->input, pad->chip);
    }
}

static void read_pads(struct reader *reader, struct mat *mat)
{
    const config_setting_t *list =
        reader_member(reader, reader->root, "pads", CONFIG_TYPE_LIST, REQUIRED);
    const int count = list ? config_setting_length(list) : 0;
    if (list && (count == 0 || count > PADS_MAX)) {
        reader_complain(reader, list, "\"pads\" has %d entries; it must have 1 to %d", count,
                        PADS_MAX);
        return;
    }
    for (int i = 0; i < count; i++) {
        const config_setting_t *at = config_setting_get_elem(list, (unsigned)i);
        if (config_setting_type(at) != CONFIG_TYPE_GROUP) {
            reader_complain(reader, at, "a pad must be a group in { }");
            continue;
        }
        struct pad *pad = &mat->pad[mat->pads++];
        read_pad(reader, at, mat, pad);
        check_twice(reader, at, mat, pad);
    }
}

static void read_mat(struct reader *reader, struct mat *mat)
{
    const config_setting_t *root = reader->root;
    unsigned screen = MAT_END_NONE, wall = MAT_END_NONE;
    reader_known(reader, root, known);
    reader_float(reader, root, "length_mm", REQUIRED, 100, 5000, &mat->length_mm);
    reader_float(reader, root, "width_mm", REQUIRED, 100, 5000, &mat->width_mm);
    reader_bool(reader, root, "head_mark", OPTIONAL, &mat->head_mark);
    reader_name(reader, root, "screen", OPTIONAL, &names_mat_end, &screen);
    reader_name(reader, root, "wall", OPTIONAL, &names_mat_end, &wall);
    reader_float(reader, root, "half_supply_n", OPTIONAL, 1, 100000, &mat->half_supply_n);
    mat->screen = (enum mat_end)screen;
    mat->wall = (enum mat_end)wall;
    read_pads(reader, mat);
}

int load_mat_file(const char *path, struct mat *mat, struct complaints *complaints)
{
    struct reader reader;
    if (reader_open(&reader, path, complaints))
        return -1;
    memset(mat, 0, sizeof *mat);
    if (!id_of_path(path, mat->id, sizeof mat->id))
        snprintf(mat->id, sizeof mat->id, "mat");
    read_mat(&reader, mat);
    const bool good = reader.mistakes == 0;
    reader_close(&reader);
    return good ? 0 : -1;
}

static bool is_grid(const char *name, unsigned *rows, unsigned *columns)
{
    char after;
    return strspn(name, "0123456789x") == strlen(name) &&
           sscanf(name, "%4ux%4u%c", rows, columns, &after) == 2;
}

int load_mat(const char *folder, const char *name, struct mat *mat, struct error *error)
{
    unsigned rows = 0, columns = 0;
    if (is_grid(name, &rows, &columns)) {
        if (rows * columns < 1 || rows * columns > PADS_MAX)
            return error_set(error, "%s: a grid has 1 to %d pads; choose fewer rows or columns",
                             name, PADS_MAX);
        mat_grid(mat, rows, columns);
        return 0;
    }
    char path[512];
    if (strchr(name, '/') || strchr(name, '.'))
        snprintf(path, sizeof path, "%s", name);
    else
        snprintf(path, sizeof path, "%s/mats/%s.cfg", folder, name);
    struct complaints complaints = complaints_first(error);
    return load_mat_file(path, mat, &complaints);
}
