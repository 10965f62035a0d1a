/* One file of assets/programmes. */
#include "catalogue/length.h"
#include "load/listing.h"
#include "load/load_inside.h"

#include <stdlib.h>
#include <string.h>

enum { MINUTES_MOST = 120, ORDER_LAST = 1000, SELECTIONS_MOST = 8 };

static const char *const known[] = {"name", "line",     "order", "minutes",
                                    "open", "strength", "steps", NULL};
static const char *const known_step[] = {"exercise",    "or",      "selection", "sets",
                                         "repetitions", "seconds", "spots",     "area_limit_s",
                                         "rest_s",      NULL};

/* What was read of the steps before those that cannot be done were left out. */
struct reading {
    unsigned named;  /* bits of the selections that some step belongs to */
    unsigned absent; /* steps without their exercise, which was refused */
};

/* Index of the exercise that the key names; -1: none, complained where one was named. One that was
 * refused does not make this file useless. */
static int read_exercise(struct reader *reader, const struct catalogue *catalogue,
                         const config_setting_t *step, const char *key, enum need need)
{
    char id[ID_MAX], suggested[1000], folder[512];
    if (!reader_string(reader, step, key, need, id, sizeof id))
        return -1;
    const int found = catalogue_find_exercise(catalogue, id);
    const config_setting_t *at = config_setting_get_member(step, key);
    if (found >= 0 && catalogue->exercise[found].recognition_only)
        reader_complain(reader, at, "\"%s\" is only recognised, never coached; choose another", id);
    if (found >= 0)
        return found;
    folder_of_asset(reader->path, folder, sizeof folder);
    if (asset_is_there(folder, "exercises", id)) {
        reader_remark(reader, at,
                      "\"%s\" has mistakes of its own; mend exercises/%s.cfg first, until then it "
                      "is left out here",
                      id, id);
        return -1;
    }
    const char **ids = malloc((catalogue->exercises + 1) * sizeof *ids);
    for (size_t i = 0; ids && i < catalogue->exercises; i++)
        ids[i] = catalogue->exercise[i].id;
    reader_complain(
        reader, at, "there is no exercise \"%s\"; %s", id,
        suggestion(id, ids, ids ? catalogue->exercises : 0, suggested, sizeof suggested));
    free(ids);
    return -1;
}

/* Cards beside the programmes that go by these names. */
static bool is_taken(const char *id)
{
    static const char *const taken[] = {"today", "more", "further", "back"};
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (!strcmp(id, taken[i]))
            return true;
    return false;
}

static void check_area(struct reader *reader, const config_setting_t *at, const struct dose *dose)
{
    if (dose->area_limit_s && dose->area_limit_s < dose->spots * dose->seconds)
        reader_complain(reader, at,
                        "%u spots of %u s are over the area's limit of %u s; take fewer",
                        dose->spots, dose->seconds, dose->area_limit_s);
}

static void add_step(const struct catalogue *catalogue, const struct programme_step *step,
                     struct programme *programme)
{
    if (catalogue->exercise[step->exercise].kind == KIND_STRENGTH)
        programme->strength = true;
    programme->step[programme->steps++] = *step;
}

/* In the place of one that was refused: as much as its own file asks for. */
static void add_alternative(const struct catalogue *catalogue, struct programme_step step,
                            struct programme *programme)
{
    if (step.alternative < 0)
        return;
    step.exercise = (unsigned)step.alternative;
    step.alternative = -1;
    step.dose = catalogue->exercise[step.exercise].dose;
    add_step(catalogue, &step, programme);
}

static void read_step(struct reader *reader, const struct catalogue *catalogue,
                      const config_setting_t *at, struct reading *reading,
                      struct programme *programme)
{
    struct programme_step step = {.alternative = -1};
    reader_known(reader, at, known_step);
    const int exercise = read_exercise(reader, catalogue, at, "exercise", REQUIRED);
    if (exercise >= 0)
        step.dose = catalogue->exercise[exercise].dose;
    step.alternative = read_exercise(reader, catalogue, at, "or", OPTIONAL);
    reader_unsigned(reader, at, "selection", OPTIONAL, 1, SELECTIONS_MOST, &step.selection);
    reading->named |= 1U << step.selection;
    reader_dose(reader, at, exercise >= 0 ? &catalogue->exercise[exercise] : NULL, &step.dose);
    if (exercise >= 0) {
        check_area(reader, at, &step.dose);
        step.exercise = (unsigned)exercise;
        add_step(catalogue, &step, programme);
    } else {
        reading->absent++;
        add_alternative(catalogue, step, programme);
    }
}

static void read_steps(struct reader *reader, const struct catalogue *catalogue,
                       struct reading *reading, struct programme *programme)
{
    const config_setting_t *list;
    const enum need need = programme->open ? OPTIONAL : REQUIRED;
    const unsigned count =
        reader_list(reader, reader->root, "steps", need, 1, PROGRAMME_STEPS_MAX, &list);
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *step = reader_entry(reader, list, i, "a step");
        if (step)
            read_step(reader, catalogue, step, reading, programme);
    }
}

/* A selection without a step would be a session of nothing. */
static void check_selections(struct reader *reader, const struct reading *reading)
{
    for (unsigned selection = 1; (reading->named >> selection) > 1; selection++)
        if (!(reading->named & (1U << selection)))
            reader_complain(reader, config_setting_get_member(reader->root, "steps"),
                            "no step has selection = %u; count them from 1 without a gap",
                            selection);
}

/* Steps that were left out may have left none of a selection: the others take turns without it. */
static void count_selections(struct programme *programme)
{
    for (unsigned selection = SELECTIONS_MOST; selection > 0; selection--) {
        bool there = false;
        for (unsigned i = 0; i < programme->steps; i++)
            there = there || programme->step[i].selection == selection;
        programme->selections += there;
        for (unsigned i = 0; i < programme->steps && !there; i++)
            programme->step[i].selection -= programme->step[i].selection > selection;
    }
}

/* A programme of nothing, though it has no mistake of its own. */
static void check_steps_left(struct reader *reader, const struct programme *programme)
{
    if (reader->mistakes == 0 && programme->steps == 0 && !programme->open)
        reader_complain(reader, config_setting_get_member(reader->root, "steps"),
                        "none of its steps can be used; until one can, the programme is left out");
}

static void read_translated(struct reader *reader, const struct catalogue *catalogue,
                            const char *key, char *out, size_t size)
{
    const config_setting_t *at =
        reader_member(reader, reader->root, key, CONFIG_TYPE_GROUP, REQUIRED);
    if (!at)
        return;
    for (unsigned i = 0; i < catalogue->languages; i++) {
        const char *id = catalogue->language[i].id;
        if (i > 0 && !config_setting_get_member(at, id)) {
            reader_remark(reader, at, "\"%s\" lacks \"%s\"; add it, until then it is English", key,
                          id);
            memcpy(out + i * size, out, size);
        } else {
            reader_string(reader, at, id, REQUIRED, out + i * size, size);
        }
    }
    reader_languages(reader, at, catalogue);
}

/* The card must not promise what the steps do not keep: what is further off than a tenth, or a
 * minute, is said, and the card shows what was counted. */
static void check_minutes(struct reader *reader, const struct catalogue *catalogue,
                          struct programme *programme)
{
    const unsigned seconds = length_of_programme_s(catalogue, programme);
    const unsigned minutes = seconds < 60 ? 1 : (seconds + 30) / 60;
    if (programme->minutes == 0)
        programme->minutes = minutes;
    const unsigned said_s = programme->minutes * 60;
    const unsigned apart_s = said_s > seconds ? said_s - seconds : seconds - said_s;
    if (apart_s <= 60 || apart_s * 10 <= said_s)
        return;
    reader_remark(reader, config_setting_get_member(reader->root, "minutes"),
                  "\"minutes\" is %u, but the steps take about %u; write %u, or leave it out",
                  programme->minutes, minutes, minutes);
    programme->minutes = minutes;
}

int load_programme(const char *path, const struct catalogue *catalogue, struct programme *programme,
                   unsigned *order, struct complaints *complaints)
{
    struct reader reader;
    struct reading reading = {0};
    if (reader_open(&reader, path, complaints))
        return -1;
    memset(programme, 0, sizeof *programme);
    *order = ORDER_LAST;
    file_of_path(path, programme->file, sizeof programme->file);
    if (!id_of_path(path, programme->id, sizeof programme->id))
        reader_complain(&reader, NULL,
                        "the file's name becomes the id: up to %d of a-z, 0-9 and _; rename it",
                        ID_MAX - 1);
    if (is_taken(programme->id))
        reader_complain(&reader, NULL, "\"%s\" is the name of another card; rename the file",
                        programme->id);
    reader_known(&reader, reader.root, known);
    reader_bool(&reader, reader.root, "open", OPTIONAL, &programme->open);
    reader_unsigned(&reader, reader.root, "order", OPTIONAL, 0, ORDER_LAST, order);
    reader_unsigned(&reader, reader.root, "minutes", OPTIONAL, 1, MINUTES_MOST,
                    &programme->minutes);
    read_translated(&reader, catalogue, "name", programme->name[0], sizeof programme->name[0]);
    read_translated(&reader, catalogue, "line", programme->line[0], sizeof programme->line[0]);
    read_steps(&reader, catalogue, &reading, programme);
    reader_bool(&reader, reader.root, "strength", OPTIONAL, &programme->strength);
    check_selections(&reader, &reading);
    count_selections(programme);
    check_steps_left(&reader, programme);
    if (reading.absent)
        programme->minutes = 0; /* what was written is of all steps */
    if (reader.mistakes == 0 && !programme->open)
        check_minutes(&reader, catalogue, programme);
    const bool good = reader.mistakes == 0;
    reader_close(&reader);
    return good ? 0 : -1;
}
