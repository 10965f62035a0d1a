#include "app/recorded.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- into a recording */

static void note_calibration(struct recorder *recorder, const struct calibration *calibration)
{
    char value[96];
    snprintf(value, sizeof value, "%u %.9g %.9g", calibration->pads,
             (double)calibration->supply_count, (double)calibration->quality_pct);
    recorder_note(recorder, "calibration", value);
    for (unsigned i = 0; i < calibration->pads; i++) {
        snprintf(value, sizeof value, "%u %.9g %.9g", i, (double)calibration->empty[i],
                 (double)calibration->newton_per_unit[i]);
        recorder_note(recorder, "calibrated", value);
    }
}

static void note_settings(struct recorder *recorder, uint32_t person, const struct setting *setting,
                          unsigned settings)
{
    char value[ID_MAX + sizeof setting->value + 16];
    for (unsigned i = 0; i < settings; i++) {
        snprintf(value, sizeof value, "%u %s %s", person, setting[i].key, setting[i].value);
        recorder_note(recorder, "setting", value);
    }
}

/* As recordings have had it from the first: 0 and 1 are the same and looser. */
enum { FELT_NOT_TOLD = -2, FELT_WORSE = -1 };

static void note_history(struct recorder *recorder, uint32_t person,
                         const struct history_view *history)
{
    char value[ID_MAX + 160];
    snprintf(value, sizeof value, "%u %u %d %d %d %u %u %d %d %d %s", person, history->sessions,
             history->days_since_first, history->days_since_last, history->days_since_strength,
             history->days_done_this_week, history->worse_in_two_weeks,
             history->felt_worse ? FELT_WORSE : FELT_NOT_TOLD, !isnan(history->stiffness[0]),
             history->clock_known, history->last_programme);
    recorder_note(recorder, "history", value);
}

static void note_step(struct recorder *recorder, const char *key, const struct step_record *step)
{
    char value[ID_MAX + 400];
    snprintf(value, sizeof value,
             "%u %s %d %d %d %u %u %u %u %u %u %hu %hu %hu %hu %hu %hu %hu %u %d %d %.9g %.9g %u",
             step->step, step->exercise, (int)step->kind, (int)step->side, (int)step->outcome,
             step->planned_ms, step->elapsed_ms, step->credited_ms, step->by_time_ms, step->left_ms,
             step->right_ms, step->planned_repetitions, step->repetitions,
             step->by_tempo_repetitions, step->strokes, step->pauses, step->holds, step->broken,
             step->longest_hold_ms, (int)step->why, (int)step->region, (double)step->left_share,
             (double)step->head_share, step->on_roller_ms);
    recorder_note(recorder, key, value);
}

static void note_unfinished(struct recorder *recorder, const struct unfinished *unfinished)
{
    char value[2 * ID_MAX + 400];
    snprintf(value, sizeof value, "%u %u %s %u %u %u %u %lld", unfinished->session,
             unfinished->person, unfinished->programme, unfinished->steps, unfinished->elapsed_ms,
             unfinished->credited_ms, unfinished->by_time_ms, (long long)unfinished->age_s);
    recorder_note(recorder, "unfinished", value);
    note_step(recorder, "unfinished_step", &unfinished->last);
    if (*unfinished->before.exercise)
        note_step(recorder, "unfinished_before", &unfinished->before);
    int length = 0;
    for (unsigned region = 0; region < REGIONS; region++)
        length += snprintf(value + length, sizeof value - (size_t)length, "%u ",
                           unfinished->area_ms[region]);
    recorder_note(recorder, "unfinished_areas", value);
}

void recorded_note(struct recorder *recorder, const struct snapshot *snapshot, uint32_t person,
                   const struct calibration *calibration)
{
    char value[400];
    if (calibration)
        note_calibration(recorder, calibration);
    snprintf(value, sizeof value, "%u %u", snapshot->next_session, person);
    recorder_note(recorder, "log", value);
    if (snapshot->unfinished.present)
        note_unfinished(recorder, &snapshot->unfinished);
    note_settings(recorder, 0, snapshot->setting, snapshot->settings);
    for (unsigned i = 0; i < snapshot->people; i++) {
        const uint32_t id = snapshot->person[i].id;
        snprintf(value, sizeof value, "%u %s", id, snapshot->person[i].name);
        recorder_note(recorder, "person", value);
        note_history(recorder, id, &snapshot->person[i].history);
        note_settings(recorder, id, snapshot->person[i].setting, snapshot->person[i].settings);
    }
}

/* ---- out of one */

bool recorded_calibration(const struct recording *recording, struct calibration *calibration)
{
    const char *note = recording_note(recording, "calibration", 0);
    struct calibration found = {0};
    unsigned pad;
    float empty, newton;
    if (!note ||
        sscanf(note, "%u %f %f", &found.pads, &found.supply_count, &found.quality_pct) != 3 ||
        found.pads > PADS_MAX)
        return false;
    for (unsigned i = 0; i < found.pads; i++) {
        note = recording_note(recording, "calibrated", i);
        if (!note || sscanf(note, "%u %f %f", &pad, &empty, &newton) != 3 || pad >= found.pads)
            return false;
        found.empty[pad] = empty;
        found.newton_per_unit[pad] = newton;
    }
    *calibration = found;
    return true;
}

/* What follows so many blanks. */
static const char *after(const char *note, unsigned blanks)
{
    while (*note && blanks > 0)
        blanks -= *note++ == ' ';
    return note;
}

static void read_history(const char *note, struct history_view *history)
{
    int felt = 0, asked = 0, known = 0;
    *history = (struct history_view){0};
    (void)sscanf(note, "%*u %u %d %d %d %u %u %d %d %d", &history->sessions,
                 &history->days_since_first, &history->days_since_last,
                 &history->days_since_strength, &history->days_done_this_week,
                 &history->worse_in_two_weeks, &felt, &asked, &known);
    history->felt_worse = felt == FELT_WORSE;
    history->clock_known = known != 0;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = i == 0 && asked ? 0 : NAN;
    snprintf(history->last_programme, sizeof history->last_programme, "%s", after(note, 10));
}

static void read_setting(const char *note, struct snapshot *snapshot)
{
    struct setting *into = snapshot->setting, read = {{0}, {0}};
    unsigned person, *count = &snapshot->settings;
    if (sscanf(note, "%u %31s", &person, read.key) != 2)
        return;
    snprintf(read.value, sizeof read.value, "%s", after(note, 2));
    for (unsigned i = 0; i < snapshot->people; i++)
        if (person == snapshot->person[i].id) {
            into = snapshot->person[i].setting;
            count = &snapshot->person[i].settings;
        }
    if (*count < SETTINGS_MAX)
        into[(*count)++] = read;
}

static bool is_within(int value, int count)
{
    return value >= 0 && value < count;
}

/* The last, the time on the roller, older recordings do not tell apart from the step's. */
enum { STEP_FIELDS = 24 };

static bool read_unfinished_step(const char *note, struct step_record *step)
{
    struct step_record read = {0};
    int kind = 0, side = 0, outcome = 0, why = 0, region = 0;
    const int fields = sscanf(
        note, "%u %31s %d %d %d %u %u %u %u %u %u %hu %hu %hu %hu %hu %hu %hu %u %d %d %f %f %u",
        &read.step, read.exercise, &kind, &side, &outcome, &read.planned_ms, &read.elapsed_ms,
        &read.credited_ms, &read.by_time_ms, &read.left_ms, &read.right_ms,
        &read.planned_repetitions, &read.repetitions, &read.by_tempo_repetitions, &read.strokes,
        &read.pauses, &read.holds, &read.broken, &read.longest_hold_ms, &why, &region,
        &read.left_share, &read.head_share, &read.on_roller_ms);
    if (fields < STEP_FIELDS - 1 || !is_within(kind, KINDS) || !is_within(side, SIDE_RIGHT + 1) ||
        !is_within(outcome, STEP_FIRST_WEEKS + 1) || !is_within(why, WHY_END + 1) ||
        !is_within(region, REGIONS))
        return false;
    read.kind = (enum kind)kind;
    read.side = (enum side)side;
    read.outcome = (enum step_outcome)outcome;
    read.why = (enum why)why;
    read.region = (enum region)region;
    if (fields < STEP_FIELDS && read.kind == KIND_SMR)
        read.on_roller_ms = read.elapsed_ms;
    *step = read;
    return true;
}

/* Older recordings have neither: what they do not tell is nought. */
static void read_before(const struct recording *recording, struct unfinished *unfinished)
{
    const char *step = recording_note(recording, "unfinished_before", 0);
    const char *areas = recording_note(recording, "unfinished_areas", 0);
    if (step)
        (void)read_unfinished_step(step, &unfinished->before);
    for (unsigned region = 0; areas && region < REGIONS; region++)
        (void)sscanf(after(areas, region), "%u", &unfinished->area_ms[region]);
}

static void read_unfinished(const struct recording *recording, struct unfinished *unfinished)
{
    struct unfinished read = {.present = true};
    const char *note = recording_note(recording, "unfinished", 0);
    const char *step = recording_note(recording, "unfinished_step", 0);
    long long age_s;
    *unfinished = (struct unfinished){.age_s = -1};
    if (!note || !step ||
        sscanf(note, "%u %u %31s %u %u %u %u %lld", &read.session, &read.person, read.programme,
               &read.steps, &read.elapsed_ms, &read.credited_ms, &read.by_time_ms, &age_s) != 8 ||
        !read_unfinished_step(step, &read.last))
        return;
    read.age_s = age_s;
    read_before(recording, &read);
    *unfinished = read;
}

bool recorded_snapshot(const struct recording *recording, struct snapshot *snapshot,
                       uint32_t *person)
{
    const char *note = recording_note(recording, "log", 0);
    unsigned next, whose;
    if (!note || sscanf(note, "%u %u", &next, &whose) != 2)
        return false;
    memset(snapshot, 0, sizeof *snapshot);
    snapshot->next_session = next;
    read_unfinished(recording, &snapshot->unfinished);
    *person = whose;
    for (unsigned i = 0; i < PEOPLE_MAX && (note = recording_note(recording, "person", i)); i++) {
        const char *history = recording_note(recording, "history", i);
        unsigned id = 0;
        (void)sscanf(note, "%u", &id);
        snapshot->person[i].id = id;
        snprintf(snapshot->person[i].name, sizeof snapshot->person[i].name, "%s", after(note, 1));
        read_history(history ? history : "", &snapshot->person[i].history);
        snapshot->people++;
    }
    for (unsigned i = 0; (note = recording_note(recording, "setting", i)); i++)
        read_setting(note, snapshot);
    return true;
}
