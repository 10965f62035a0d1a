/* A mat: a file, an id in assets/mats, or a grid. */
#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const known[] = {"length_mm", "width_mm",      "head_mark", "screen",
                                    "wall",      "half_supply_n", "pads",      NULL};
static const char *const known_pad[] = {"name",     "x_mm", "y_mm",  "length_mm",
                                        "width_mm", "chip", "input", NULL};

enum { SIDE_MOST_MM = 5000 };

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

/* True: it hangs on an input that is known. */
static bool read_wiring(struct reader *reader, const config_setting_t *at, struct pad *pad)
{
    if (!reader_string(reader, at, "chip", OPTIONAL, pad->chip, sizeof pad->chip))
        return false;
    if (!is_chip(pad->chip))
        reader_complain(reader, config_setting_get_member(at, "chip"),
                        "\"%s\" is no converter; write its part and address, as ads1115@0x48",
                        pad->chip);
    unsigned input = 0;
    if (!reader_unsigned(reader, at, "input", REQUIRED, 0, 7, &input))
        return false;
    pad->input = (unsigned char)input;
    return true;
}

/* From where, how long and how wide, along one side of the mat. */
static void read_stretch(struct reader *reader, const config_setting_t *at, const char *from_key,
                         const char *size_key, float most_mm, float *from_mm, float *size_mm)
{
    const bool from = reader_float(reader, at, from_key, REQUIRED, 0, most_mm, from_mm);
    const bool size = reader_float(reader, at, size_key, REQUIRED, 1, most_mm, size_mm);
    if (from && size && *from_mm + *size_mm > most_mm + 1)
        reader_complain(reader, config_setting_get_member(at, from_key),
                        "\"%s\" and \"%s\" reach beyond the mat's %g mm; make one smaller",
                        from_key, size_key, (double)most_mm);
}

static void read_pad(struct reader *reader, const config_setting_t *at, const struct mat *mat,
                     struct pad *pad)
{
    reader_known(reader, at, known_pad);
    reader_string(reader, at, "name", REQUIRED, pad->name, sizeof pad->name);
    read_stretch(reader, at, "x_mm", "length_mm", mat->length_mm, &pad->x_mm, &pad->length_mm);
    read_stretch(reader, at, "y_mm", "width_mm", mat->width_mm, &pad->y_mm, &pad->width_mm);
    if (!read_wiring(reader, at, pad))
        *pad->chip = 0;
}

/* Each is held against the first that has the same. */
static void check_twice(struct reader *reader, const config_setting_t *at, const struct mat *mat,
                        const struct pad *pad)
{
    const struct pad *other = mat->pad;
    while (other < pad && (!*pad->name || strcmp(other->name, pad->name)))
        other++;
    if (other < pad)
        reader_complain(reader, at, "two pads are called \"%s\"; rename one", pad->name);
    other = mat->pad;
    while (other < pad &&
           (!*pad->chip || strcmp(other->chip, pad->chip) || other->input != pad->input))
        other++;
    if (other < pad)
        reader_complain(reader, at, "pads \"%s\" and \"%s\" share input %u of %s; rewire one",
                        other->name, pad->name, pad->input, pad->chip);
}

static void read_pads(struct reader *reader, struct mat *mat)
{
    const config_setting_t *list;
    const unsigned count = reader_list(reader, reader->root, "pads", REQUIRED, 1, PADS_MAX, &list);
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "a pad");
        if (!at)
            continue;
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
    mat->length_mm = mat->width_mm = SIDE_MOST_MM; /* while they are not known */
    reader_float(reader, root, "length_mm", REQUIRED, 100, SIDE_MOST_MM, &mat->length_mm);
    reader_float(reader, root, "width_mm", REQUIRED, 100, SIDE_MOST_MM, &mat->width_mm);
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

void load_check_wiring(const char *path, struct mat *mat, wiring_check *check,
                       struct complaints *complaints)
{
    struct reader reader;
    if (reader_open(&reader, path, complaints))
        return;
    const config_setting_t *list = config_setting_get_member(reader.root, "pads");
    for (unsigned i = 0; i < mat->pads; i++) {
        struct error error;
        if (!check(mat, i + 1, &error))
            continue;
        const config_setting_t *pad = config_setting_get_elem(list, i);
        reader_complain(&reader, config_setting_get_member(pad, "chip"), "%s", error.text);
        *mat->pad[i].chip = 0;
    }
    reader_close(&reader);
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
