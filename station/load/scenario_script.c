/* What goes wrong in a scenario, and what is done in one without a session. */
#include "load/load_inside.h"

#include "catalogue/scenario.h"

#include <string.h>

static const char *const known_slip[] = {"what", "exercise", "pad", "at_s", "for_s", "time", NULL};
static const char *const known_act[] = {"do",      "side",    "seconds", "repetitions",
                                        "cycle_s", "top_s",   "base_s",  "spots",
                                        "roll_s",  "pause_s", "pass_s",  NULL};

/* Where it is named it says something. */
static void read_id(struct reader *reader, const config_setting_t *at, const char *key, char *id)
{
    if (config_setting_get_member(at, key))
        reader_string(reader, at, key, REQUIRED, id, ID_MAX);
}

static void check_slip(struct reader *reader, const config_setting_t *at,
                       const struct scenario_slip *slip)
{
    const bool lasts = slip->what != SLIP_PRESS && slip->what != SLIP_PRESS_HELD;
    if (lasts && slip->for_s <= 0)
        reader_complain(reader, at, "how long does it go wrong? add for_s");
    if (!lasts && slip->for_s > 0)
        reader_complain(reader, at, "a press is an instant; remove for_s");
    if (slip_is_of_pad(slip->what) != (slip->pad[0] != '\0'))
        reader_complain(reader, at,
                        "pad names whose trouble pad_open, pad_short, pad_stuck or pad_noisy is; "
                        "%s it",
                        slip->pad[0] ? "remove" : "add");
    if (slip->time_n && !slip->exercise[0])
        reader_complain(reader, at, "time counts beginnings of an exercise; name it");
}

static void read_slip(struct reader *reader, const config_setting_t *at, struct scenario_slip *slip)
{
    const unsigned before = reader->mistakes;
    unsigned what = 0;
    slip->line = reader_line(at);
    reader_known(reader, at, known_slip);
    reader_name(reader, at, "what", REQUIRED, &names_slip, &what);
    slip->what = (enum slip)what;
    read_id(reader, at, "exercise", slip->exercise);
    read_id(reader, at, "pad", slip->pad);
    reader_float(reader, at, "at_s", OPTIONAL, 0, DAY_S, &slip->at_s);
    reader_float(reader, at, "for_s", OPTIONAL, 0, DAY_S, &slip->for_s);
    reader_unsigned(reader, at, "time", OPTIONAL, 1, 1000, &slip->time_n);
    if (reader->mistakes == before)
        check_slip(reader, at, slip);
}

void read_slips(struct reader *reader, struct scenario *scenario)
{
    const config_setting_t *list;
    const unsigned count =
        reader_list(reader, reader->root, "slips", OPTIONAL, 0, SCENARIO_SLIPS_MAX, &list);
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "a slip");
        if (at)
            read_slip(reader, at, &scenario->slip[i]);
    }
    scenario->slips = count;
}

/* Nobody is in two places at once. */
static bool cannot_both_be(const struct scenario_slip *a, const struct scenario_slip *b)
{
    const bool both =
        (a->what == SLIP_STEP_OFF && (b->what == SLIP_SITS || b->what == SLIP_ASLEEP)) ||
        (a->what == SLIP_SITS && b->what == SLIP_ASLEEP);
    const bool same =
        !strcmp(a->exercise, b->exercise) && (!a->time_n || !b->time_n || a->time_n == b->time_n);
    return both && same && a->at_s < b->at_s + b->for_s && b->at_s < a->at_s + a->for_s;
}

void check_slips(struct reader *reader, const struct scenario *scenario)
{
    const config_setting_t *list = config_setting_get_member(reader->root, "slips");
    for (unsigned i = 0; i < scenario->slips; i++) {
        const struct scenario_slip *slip = &scenario->slip[i];
        const config_setting_t *at = config_setting_get_elem(list, i);
        if (scenario->acts && (slip->what == SLIP_PRESS || slip->what == SLIP_PRESS_HELD))
            reader_complain(reader, at, "a script has no button to press; remove one of them");
        for (unsigned j = 0; j < scenario->slips; j++)
            if (cannot_both_be(slip, &scenario->slip[j]))
                reader_complain(reader, at,
                                "%s while %s (line %d) goes on; let one end before the other "
                                "begins",
                                slip_name(slip->what), slip_name(scenario->slip[j].what),
                                scenario->slip[j].line);
    }
}

static void check_act(struct reader *reader, const config_setting_t *at,
                      const struct scenario_act *act)
{
    static const float usual_s = 5.0F;
    const int lengths = (act->seconds > 0) + (act->repetitions > 0) + (act->spots > 0);
    if (lengths != 1)
        reader_complain(reader, at, "how long? give one of seconds, repetitions and spots");
    if (act->spots && act->roll_s <= 0)
        reader_complain(reader, at, "spots are found by rolling; add roll_s");
    if (!act->spots && (act->roll_s > 0 || act->pause_s > 0 || act->pass_s > 0))
        reader_complain(reader, at, "roll_s, pause_s and pass_s belong to spots; add spots");
    if (!act->repetitions && (act->cycle_s > 0 || act->top_s > 0 || act->base_s > 0))
        reader_complain(reader, at,
                        "cycle_s, top_s and base_s belong to repetitions; add repetitions");
    if (act->top_s + act->base_s >= (act->cycle_s > 0 ? act->cycle_s : usual_s))
        reader_complain(reader, at,
                        "top_s and base_s leave nothing of cycle_s to move in; make it longer "
                        "than both together");
}

static void read_act(struct reader *reader, const config_setting_t *at, struct scenario_act *act)
{
    const unsigned before = reader->mistakes;
    unsigned side = SIDE_BOTH;
    act->line = reader_line(at);
    reader_known(reader, at, known_act);
    reader_string(reader, at, "do", REQUIRED, act->what, sizeof act->what);
    reader_name(reader, at, "side", OPTIONAL, &names_side, &side);
    act->side = (enum side)side;
    reader_float(reader, at, "seconds", OPTIONAL, 0.1F, DAY_S, &act->seconds);
    reader_unsigned(reader, at, "repetitions", OPTIONAL, 1, 10000, &act->repetitions);
    reader_float(reader, at, "cycle_s", OPTIONAL, 0.2F, 600, &act->cycle_s);
    reader_float(reader, at, "top_s", OPTIONAL, 0, 600, &act->top_s);
    reader_float(reader, at, "base_s", OPTIONAL, 0, 600, &act->base_s);
    reader_unsigned(reader, at, "spots", OPTIONAL, 1, 1000, &act->spots);
    reader_float(reader, at, "roll_s", OPTIONAL, 0.1F, 3600, &act->roll_s);
    reader_float(reader, at, "pause_s", OPTIONAL, 0, 3600, &act->pause_s);
    reader_float(reader, at, "pass_s", OPTIONAL, 0.1F, 600, &act->pass_s);
    if (reader->mistakes == before)
        check_act(reader, at, act);
}

void read_acts(struct reader *reader, struct scenario *scenario)
{
    const config_setting_t *list;
    const unsigned count =
        reader_list(reader, reader->root, "script", OPTIONAL, 1, SCENARIO_ACTS_MAX, &list);
    for (unsigned i = 0; i < count; i++) {
        const config_setting_t *at = reader_entry(reader, list, i, "an act");
        if (at)
            read_act(reader, at, &scenario->act[i]);
    }
    scenario->acts = count;
}
