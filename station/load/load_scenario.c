#include "load/load_scenario.h"

#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const known[] = {"body",  "place", "manner", "pads", "start_s",
                                    "cards", "slips", "script", NULL};

static void read_body(struct reader *reader, struct scenario_body *body)
{
    static const char *const known_body[] = {"sex", "stature_m", "mass_kg", "shoes", NULL};
    const config_setting_t *at =
        reader_member(reader, reader->root, "body", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    unsigned sex = body->sex;
    reader_known(reader, at, known_body);
    reader_name(reader, at, "sex", OPTIONAL, &names_sex, &sex);
    reader_float(reader, at, "stature_m", OPTIONAL, 1.5F, 1.95F, &body->stature_m);
    reader_float(reader, at, "mass_kg", OPTIONAL, 45, 120, &body->mass_kg);
    reader_bool(reader, at, "shoes", OPTIONAL, &body->shoes);
    body->sex = (enum sex)sex;
}

static void read_place(struct reader *reader, struct scenario_place *place)
{
    static const char *const known_place[] = {"x_mm", "y_mm", "turned", NULL};
    const config_setting_t *at =
        reader_member(reader, reader->root, "place", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    reader_known(reader, at, known_place);
    reader_float(reader, at, "x_mm", OPTIONAL, -1000, 1000, &place->x_mm);
    reader_float(reader, at, "y_mm", OPTIONAL, -500, 500, &place->y_mm);
    reader_bool(reader, at, "turned", OPTIONAL, &place->turned);
}

static void read_manner(struct reader *reader, struct scenario_manner *manner)
{
    static const char *const known_manner[] = {"reaction_s",      "pace", "sway", "tremor",
                                               "breaths_per_min", NULL};
    const config_setting_t *at =
        reader_member(reader, reader->root, "manner", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    reader_known(reader, at, known_manner);
    reader_float(reader, at, "reaction_s", OPTIONAL, 0, 10, &manner->reaction_s);
    reader_float(reader, at, "pace", OPTIONAL, 0.2F, 5, &manner->pace);
    reader_float(reader, at, "sway", OPTIONAL, 0, 10, &manner->sway);
    reader_float(reader, at, "tremor", OPTIONAL, 0, 10, &manner->tremor);
    reader_float(reader, at, "breaths_per_min", OPTIONAL, 0, 40, &manner->breaths_per_min);
}

static void read_pads(struct reader *reader, struct scenario_pads *pads)
{
    static const char *const known_pads[] = {"temperature_c", "worn", NULL};
    const config_setting_t *at =
        reader_member(reader, reader->root, "pads", CONFIG_TYPE_GROUP, OPTIONAL);
    if (!at)
        return;
    reader_known(reader, at, known_pads);
    reader_float(reader, at, "temperature_c", OPTIONAL, -40, 85, &pads->temperature_c);
    reader_float(reader, at, "worn", OPTIONAL, 0, 1, &pads->worn);
}

static void read_cards(struct reader *reader, struct scenario *scenario)
{
    const config_setting_t *list;
    scenario->cards =
        reader_list(reader, reader->root, "cards", OPTIONAL, 0, SCENARIO_CARDS_MAX, &list);
    for (unsigned i = 0; i < scenario->cards; i++) {
        const char *id = config_setting_get_string_elem(list, (int)i);
        if (!id || !*id || strlen(id) >= ID_MAX)
            reader_complain(reader, config_setting_get_elem(list, i),
                            "a card must be an id of 1 to %d characters in quotes", ID_MAX - 1);
        else
            memcpy(scenario->card[i], id, strlen(id) + 1);
        scenario->card_line[i] = reader_line(config_setting_get_elem(list, i));
    }
}

/* A script is no session. */
static void check_script(struct reader *reader, const struct scenario *scenario)
{
    const config_setting_t *start = config_setting_get_member(reader->root, "start_s");
    if (!scenario->acts)
        return;
    if (scenario->cards)
        reader_complain(
            reader, config_setting_get_elem(config_setting_get_member(reader->root, "script"), 0),
            "a script knows no cards: it has no session; remove one of them");
    if (start)
        reader_complain(reader, start,
                        "a script begins at once; remove start_s, or begin it with do = \"away\"");
}

/* Who it is, and where and how: what a single number can be set of, too. */
static void read_person(struct reader *reader, struct scenario *scenario)
{
    read_body(reader, &scenario->body);
    read_place(reader, &scenario->place);
    read_manner(reader, &scenario->manner);
    read_pads(reader, &scenario->pads);
}

static void read_all(struct reader *reader, struct scenario *scenario)
{
    reader_known(reader, reader->root, known);
    read_person(reader, scenario);
    reader_float(reader, reader->root, "start_s", OPTIONAL, 0, DAY_S, &scenario->start_s);
    read_cards(reader, scenario);
    read_slips(reader, scenario);
    read_acts(reader, scenario);
    check_script(reader, scenario);
    check_slips(reader, scenario);
}

/* Of a long path, its end. */
static void take_name(const char *path, struct scenario *scenario)
{
    const size_t length = strlen(path), most = sizeof scenario->file - 1;
    snprintf(scenario->file, sizeof scenario->file, "%s",
             length > most ? path + length - most : path);
}

int load_scenario_file(const char *path, struct scenario *scenario, struct complaints *complaints)
{
    struct reader reader;
    scenario_default(scenario);
    take_name(path, scenario);
    if (reader_open(&reader, path, complaints))
        return -1;
    read_all(&reader, scenario);
    const int result = reader.mistakes ? -1 : 0;
    reader_close(&reader);
    return result;
}

int load_scenario(const char *path, struct scenario *scenario, struct error *error)
{
    struct complaints complaints = complaints_first(error);
    return load_scenario_file(path, scenario, &complaints);
}

/* As a file would hold it: neither "nan" nor "80kg" is one. */
static bool is_number(const char *text)
{
    char *end;
    strtod(text, &end);
    return !*end && !text[strspn(text, "0123456789.+-e")];
}

/* "body.sex=male" as a file would say it. False: it is none of such. */
static bool say_as_file(const char *assignment, char *text, size_t size)
{
    static const char *const groups[] = {"body", "place", "manner", "pads"};
    char group[16], key[32], value[32];
    int used = 0;
    if (sscanf(assignment, "%15[a-z].%31[a-z_]=%31[a-z0-9.+-]%n", group, key, value, &used) != 3 ||
        assignment[used])
        return false;
    bool there = false;
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        there = there || !strcmp(group, groups[i]);
    const bool plain = is_number(value) || !strcmp(value, "true") || !strcmp(value, "false");
    const char *quote = plain ? "" : "\"";
    snprintf(text, size, "%s: { %s = %s%s%s; };", group, key, quote, value, quote);
    return there;
}

int load_scenario_set(struct scenario *scenario, const char *assignment, struct error *error)
{
    char text[128];
    struct complaints complaints = complaints_first(error);
    struct reader reader;
    if (!say_as_file(assignment, text, sizeof text))
        return error_set(error,
                         "--set %s: not known; use body, place, manner or pads with a key of "
                         "theirs, such as body.mass_kg=80",
                         assignment);
    if (reader_open_text(&reader, "--set", text, &complaints))
        return -1;
    read_person(&reader, scenario);
    const int result = reader.mistakes ? -1 : 0;
    reader_close(&reader);
    return result;
}
