#include "load/load_scenario.h"

#include "load/field.h"
#include "load/reader.h"

#include <stdlib.h>
#include <string.h>

#define BODY(member) offsetof(struct scenario, body.member)
#define PLACE(member) offsetof(struct scenario, place.member)
#define MANNER(member) offsetof(struct scenario, manner.member)
#define PADS(member) offsetof(struct scenario, pads.member)

static const struct field body_fields[] = {
    {"sex", FORM_SEX, BODY(sex), 0, 0},
    {"stature_m", FORM_NUMBER, BODY(stature_m), 1.5, 1.95},
    {"mass_kg", FORM_NUMBER, BODY(mass_kg), 45, 120},
    {"shoes", FORM_FLAG, BODY(shoes), 0, 0},
};
static const struct field place_fields[] = {
    {"x_mm", FORM_NUMBER, PLACE(x_mm), -1000, 1000},
    {"y_mm", FORM_NUMBER, PLACE(y_mm), -500, 500},
    {"turned", FORM_FLAG, PLACE(turned), 0, 0},
};
static const struct field manner_fields[] = {
    {"reaction_s", FORM_NUMBER, MANNER(reaction_s), 0, 10},
    {"pace", FORM_NUMBER, MANNER(pace), 0.2, 5},
    {"sway", FORM_NUMBER, MANNER(sway), 0, 10},
    {"tremor", FORM_NUMBER, MANNER(tremor), 0, 10},
    {"breaths_per_min", FORM_NUMBER, MANNER(breaths_per_min), 0, 40},
};
static const struct field pads_fields[] = {
    {"temperature_c", FORM_NUMBER, PADS(temperature_c), -40, 85},
    {"worn", FORM_NUMBER, PADS(worn), 0, 1},
};
static const struct field slip_fields[] = {
    {"what", FORM_SLIP, offsetof(struct scenario_slip, what), 0, 0},
    {"exercise", FORM_ID, offsetof(struct scenario_slip, exercise), 0, 0},
    {"pad", FORM_ID, offsetof(struct scenario_slip, pad), 0, 0},
    {"at_s", FORM_NUMBER, offsetof(struct scenario_slip, at_s), 0, 86400},
    {"for_s", FORM_NUMBER, offsetof(struct scenario_slip, for_s), 0, 86400},
    {"time", FORM_COUNT, offsetof(struct scenario_slip, time_n), 1, 1000},
};
static const struct field act_fields[] = {
    {"do", FORM_ID, offsetof(struct scenario_act, what), 0, 0},
    {"side", FORM_SIDE, offsetof(struct scenario_act, side), 0, 0},
    {"seconds", FORM_NUMBER, offsetof(struct scenario_act, seconds), 0.1, 86400},
    {"repetitions", FORM_COUNT, offsetof(struct scenario_act, repetitions), 1, 10000},
    {"cycle_s", FORM_NUMBER, offsetof(struct scenario_act, cycle_s), 0.2, 600},
    {"top_s", FORM_NUMBER, offsetof(struct scenario_act, top_s), 0, 600},
    {"base_s", FORM_NUMBER, offsetof(struct scenario_act, base_s), 0, 600},
    {"spots", FORM_COUNT, offsetof(struct scenario_act, spots), 1, 1000},
    {"roll_s", FORM_NUMBER, offsetof(struct scenario_act, roll_s), 0.1, 3600},
    {"pause_s", FORM_NUMBER, offsetof(struct scenario_act, pause_s), 0, 3600},
    {"pass_s", FORM_NUMBER, offsetof(struct scenario_act, pass_s), 0.1, 600},
};

struct group {
    const char *name;
    const struct field *field;
    size_t fields;
};

#define GROUP(name, table)                                                                         \
    {                                                                                              \
        name, table, sizeof(table) / sizeof *(table)                                               \
    }

static const struct group groups[] = {
    GROUP("body", body_fields),
    GROUP("place", place_fields),
    GROUP("manner", manner_fields),
    GROUP("pads", pads_fields),
};
enum { GROUPS = sizeof groups / sizeof *groups };

static int take_cards(const config_setting_t *list, struct scenario *scenario, struct error *error)
{
    int count = config_setting_length(list);
    if (count > SCENARIO_CARDS_MAX)
        return error_set(error, "%s:%d: at most %d cards can be wanted", scenario->file,
                         line_of(list), SCENARIO_CARDS_MAX);
    for (int i = 0; i < count; i++) {
        const char *id = config_setting_get_string_elem(list, i);
        if (!id || strlen(id) >= ID_MAX)
            return error_set(error, "%s:%d: cards must be a list of card ids in quotes",
                             scenario->file, line_of(list));
        memcpy(scenario->card[i], id, strlen(id) + 1);
        scenario->card_line[i] = line_of(config_setting_get_elem(list, (unsigned)i));
    }
    scenario->cards = (unsigned)count;
    return 0;
}

static int take_slips(const config_setting_t *list, struct scenario *scenario, struct error *error)
{
    int count = config_setting_length(list);
    if (count > SCENARIO_SLIPS_MAX)
        return error_set(error, "%s:%d: at most %d slips fit", scenario->file, line_of(list),
                         SCENARIO_SLIPS_MAX);
    for (int i = 0; i < count; i++) {
        const config_setting_t *group = config_setting_get_elem(list, (unsigned)i);
        struct scenario_slip *slip = &scenario->slip[i];
        slip->line = line_of(group);
        if (take_group(group, slip_fields, sizeof slip_fields / sizeof *slip_fields, slip,
                       scenario->file, error))
            return -1;
        if (!config_setting_get_member(group, "what"))
            return error_set(error, "%s:%d: what goes wrong here? add what = \"...\"",
                             scenario->file, slip->line);
        bool lasts = slip->what != SLIP_PRESS && slip->what != SLIP_PRESS_HELD;
        if (lasts && slip->for_s <= 0)
            return error_set(error, "%s:%d: how long does it go wrong? add for_s", scenario->file,
                             slip->line);
        if (!lasts && slip->for_s > 0)
            return error_set(error, "%s:%d: a press is an instant; remove for_s", scenario->file,
                             slip->line);
        if (slip_is_of_pad(slip->what) != (slip->pad[0] != '\0'))
            return error_set(error,
                             "%s:%d: pad names whose trouble pad_open, pad_short, pad_stuck or "
                             "pad_noisy is; %s it",
                             scenario->file, slip->line, slip->pad[0] ? "remove" : "add");
        if (slip->time_n && !slip->exercise[0])
            return error_set(error, "%s:%d: time counts beginnings of an exercise; name it",
                             scenario->file, slip->line);
    }
    scenario->slips = (unsigned)count;
    return 0;
}

static int check_act(const struct scenario *scenario, const struct scenario_act *act,
                     struct error *error)
{
    int lengths = (act->seconds > 0) + (act->repetitions > 0) + (act->spots > 0);
    if (!act->what[0])
        return error_set(error, "%s:%d: what is done here? add do = \"...\"", scenario->file,
                         act->line);
    if (lengths != 1)
        return error_set(error, "%s:%d: how long? give one of seconds, repetitions and spots",
                         scenario->file, act->line);
    if (act->spots && act->roll_s <= 0)
        return error_set(error, "%s:%d: spots are found by rolling; add roll_s", scenario->file,
                         act->line);
    if (!act->spots && (act->roll_s > 0 || act->pause_s > 0))
        return error_set(error, "%s:%d: roll_s and pause_s belong to spots; add spots",
                         scenario->file, act->line);
    if (!act->spots && act->pass_s > 0)
        return error_set(error, "%s:%d: pass_s belongs to spots; add spots", scenario->file,
                         act->line);
    if (!act->repetitions && (act->cycle_s > 0 || act->top_s > 0 || act->base_s > 0))
        return error_set(error,
                         "%s:%d: cycle_s, top_s and base_s belong to repetitions; add repetitions",
                         scenario->file, act->line);
    const float usual_s = 5.0F;
    if (act->top_s + act->base_s >= (act->cycle_s > 0 ? act->cycle_s : usual_s))
        return error_set(error,
                         "%s:%d: top_s and base_s leave nothing of cycle_s to move in; make it "
                         "longer than both together",
                         scenario->file, act->line);
    return 0;
}

static int take_acts(const config_setting_t *list, struct scenario *scenario, struct error *error)
{
    int count = config_setting_length(list);
    if (count < 1 || count > SCENARIO_ACTS_MAX)
        return error_set(error, "%s:%d: a script has 1 to %d acts", scenario->file, line_of(list),
                         SCENARIO_ACTS_MAX);
    for (int i = 0; i < count; i++) {
        const config_setting_t *group = config_setting_get_elem(list, (unsigned)i);
        struct scenario_act *act = &scenario->act[i];
        act->line = line_of(group);
        if (take_group(group, act_fields, sizeof act_fields / sizeof *act_fields, act,
                       scenario->file, error) ||
            check_act(scenario, act, error))
            return -1;
    }
    scenario->acts = (unsigned)count;
    return 0;
}

static int take_member(const config_setting_t *setting, struct scenario *scenario,
                       struct error *error)
{
    static const struct field start = {"start_s", FORM_NUMBER, offsetof(struct scenario, start_s),
                                       0, 86400};
    const char *name = config_setting_name(setting);
    int line = line_of(setting);
    for (size_t i = 0; i < GROUPS; i++)
        if (!strcmp(name, groups[i].name))
            return take_group(setting, groups[i].field, groups[i].fields, scenario, scenario->file,
                              error);
    struct place place = {scenario->file, line, error};
    if (!strcmp(name, start.name))
        return take_setting(&start, setting, scenario, &place);
    bool cards = !strcmp(name, "cards"), slips = !strcmp(name, "slips");
    if (!cards && !slips && strcmp(name, "script"))
        return error_set(error, "%s:%d: %s is not known here; remove it", scenario->file, line,
                         name);
    if (!config_setting_is_list(setting) && !config_setting_is_array(setting))
        return error_set(error, "%s:%d: %s must be a list ( ... )", scenario->file, line, name);
    if (cards)
        return take_cards(setting, scenario, error);
    return slips ? take_slips(setting, scenario, error) : take_acts(setting, scenario, error);
}

/* The file's name without folder and ending. */
static void take_name(const char *path, struct scenario *scenario)
{
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    size_t length = strcspn(base, ".");
    if (length >= sizeof scenario->id)
        length = sizeof scenario->id - 1;
    memcpy(scenario->id, base, length);
    scenario->id[length] = '\0';
    length = strlen(path);
    if (length >= sizeof scenario->file)
        path += length - (sizeof scenario->file - 1);
    memcpy(scenario->file, path, strlen(path) + 1);
}

/* Nobody is in two places at once. */
static bool cannot_both_be(const struct scenario_slip *a, const struct scenario_slip *b)
{
    bool both = (a->what == SLIP_STEP_OFF && (b->what == SLIP_SITS || b->what == SLIP_ASLEEP)) ||
                (a->what == SLIP_SITS && b->what == SLIP_ASLEEP);
    bool same =
        !strcmp(a->exercise, b->exercise) && (!a->time_n || !b->time_n || a->time_n == b->time_n);
    return both && same && a->at_s < b->at_s + b->for_s && b->at_s < a->at_s + a->for_s;
}

static int check_slips(const struct scenario *scenario, struct error *error)
{
    for (unsigned i = 0; i < scenario->slips; i++) {
        const struct scenario_slip *slip = &scenario->slip[i];
        if (scenario->acts && (slip->what == SLIP_PRESS || slip->what == SLIP_PRESS_HELD))
            return error_set(error, "%s:%d: a script has no button to press; remove one of them",
                             scenario->file, slip->line);
        for (unsigned j = 0; j < scenario->slips; j++)
            if (cannot_both_be(slip, &scenario->slip[j]))
                return error_set(error,
                                 "%s:%d: %s while %s (line %d) goes on; let one end before the "
                                 "other begins",
                                 scenario->file, slip->line, slip_name(slip->what),
                                 slip_name(scenario->slip[j].what), scenario->slip[j].line);
    }
    return 0;
}

static int take_all(const config_t *config, struct scenario *scenario, struct error *error)
{
    const config_setting_t *root = config_root_setting(config);
    int members = config_setting_length(root);
    for (int i = 0; i < members; i++)
        if (take_member(config_setting_get_elem(root, (unsigned)i), scenario, error))
            return -1;
    if (scenario->acts && scenario->cards)
        return error_set(error,
                         "%s:%d: a script knows no cards: it has no session; remove one of them",
                         scenario->file, scenario->act[0].line);
    const config_setting_t *start = config_setting_get_member(root, "start_s");
    if (scenario->acts && start)
        return error_set(error,
                         "%s:%d: a script begins at once; remove start_s, or begin it with do = "
                         "\"away\"",
                         scenario->file, line_of(start));
    return check_slips(scenario, error);
}

int load_scenario(const char *path, struct scenario *scenario, struct error *error)
{
    struct complaints complaints = complaints_first(error);
    struct reader reader;
    scenario_default(scenario);
    take_name(path, scenario);
    if (reader_open(&reader, path, &complaints))
        return -1;
    int result = take_all(&reader.config, scenario, error);
    reader_close(&reader);
    return result;
}

/* The field that "group.key=" names; value gets what follows. */
static const struct field *named_field(const char *assignment, const char **value)
{
    const char *dot = strchr(assignment, '.'), *equals = strchr(assignment, '=');
    if (!dot || !equals || equals < dot)
        return NULL;
    *value = equals + 1;
    for (size_t i = 0; i < GROUPS; i++) {
        size_t length = strlen(groups[i].name);
        if (length != (size_t)(dot - assignment) || strncmp(assignment, groups[i].name, length))
            continue;
        for (size_t f = 0; f < groups[i].fields; f++) {
            const struct field *field = &groups[i].field[f];
            length = strlen(field->name);
            if (length == (size_t)(equals - dot - 1) && !strncmp(dot + 1, field->name, length))
                return field;
        }
    }
    return NULL;
}

int load_scenario_set(struct scenario *scenario, const char *assignment, struct error *error)
{
    const char *value;
    const struct field *field = named_field(assignment, &value);
    if (!field)
        return error_set(
            error,
            "--set %s: not known; use body, place, manner or pads with a key of theirs, "
            "such as body.mass_kg=80",
            assignment);
    const struct place place = {"--set", 1, error};
    void *to = (char *)scenario + field->offset;
    if (field->form == FORM_FLAG) {
        *(bool *)to = !strcmp(value, "true");
        if (*(bool *)to || !strcmp(value, "false"))
            return 0;
        return error_set(error, "--set %s: give true or false", assignment);
    }
    if (field->form != FORM_NUMBER)
        return take_word(field, value, to, &place);
    char *end;
    double number = strtod(value, &end);
    if (end == value || *end)
        return error_set(error, "--set %s: not a number", assignment);
    return take_number(field, number, to, &place);
}
