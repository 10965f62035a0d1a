#include "store/snapshot.h"
#include "store/history.h"
#include "store/rows.h"
#include "store/text.h"
#include "store/words.h"

#include <string.h>

static enum fault read_settings(struct database *database, int64_t person, struct setting *setting,
                                unsigned *settings)
{
    struct walk walk;
    struct setting_row row;
    *settings = 0;
    rows_begin(&walk, database, &table_setting, "WHERE person = ?1 ORDER BY id", person, 0, 0);
    while (*settings < SETTINGS_MAX && rows_next(&walk, &row)) {
        struct setting *next = &setting[(*settings)++];
        text_clean(next->key, sizeof next->key, row.key);
        text_clean(next->value, sizeof next->value, row.value);
    }
    return rows_end(&walk);
}

static enum fault read_people(struct writing *writing, const struct present *present,
                              struct snapshot *snapshot)
{
    struct walk walk;
    struct person_row row;
    enum fault fault = FAULT_NONE;
    rows_begin(&walk, writing->database, &table_person, "WHERE id > 0 ORDER BY id", 0, 0, 0);
    while (!fault && snapshot->people < PEOPLE_MAX && rows_next(&walk, &row)) {
        unsigned i = snapshot->people++;
        snapshot->person[i].id = (uint32_t)row.id;
        text_clean(snapshot->person[i].name, sizeof snapshot->person[i].name, row.name);
        fault = read_settings(writing->database, row.id, snapshot->person[i].setting,
                              &snapshot->person[i].settings);
        if (!fault)
            fault = history_of(writing->database, present, (uint32_t)row.id,
                               &snapshot->person[i].history);
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

/* ---- the session that was cut off */

/* Older logs did not tell it apart from the rest of a step of rolling. */
static uint32_t on_roller_ms(const struct step_row *row)
{
    if (word_value(words_kind, row->kind) != KIND_SMR)
        return 0;
    return (uint32_t)(row->on_roller_ms == UNKNOWN ? row->elapsed_ms : row->on_roller_ms);
}

static void unfinished_step(const struct step_row *row, struct step_record *step)
{
    *step = (struct step_record){
        .step = (unsigned)row->step,
        .kind = (enum kind)word_value(words_kind, row->kind),
        .side = (enum side)word_value(words_side, row->side),
        .outcome = (enum step_outcome)word_value(words_step_outcome, row->outcome),
        .planned_ms = (uint32_t)row->planned_ms,
        .elapsed_ms = (uint32_t)row->elapsed_ms,
        .credited_ms = (uint32_t)row->credited_ms,
        .by_time_ms = (uint32_t)row->by_time_ms,
        .left_ms = (uint32_t)row->left_ms,
        .right_ms = (uint32_t)row->right_ms,
        .planned_repetitions = (uint16_t)row->planned_repetitions,
        .repetitions = (uint16_t)row->repetitions,
        .by_tempo_repetitions = (uint16_t)row->by_tempo_repetitions,
        .strokes = (uint16_t)row->strokes,
        .pauses = (uint16_t)row->pauses,
        .holds = (uint16_t)row->holds,
        .broken = (uint16_t)row->broken,
        .longest_hold_ms = (uint32_t)row->longest_hold_ms,
        .why = (enum why)word_value(words_why, row->why),
        .region = (enum region)word_value(words_region, row->region),
        .left_share = (float)row->left_share,
        .head_share = (float)row->head_share,
        .on_roller_ms = on_roller_ms(row),
    };
    text_clean(step->exercise, sizeof step->exercise, row->exercise);
}

/* Seconds since a moment of another run: by the monotonic clock within one boot, else by dates. */
static enum fault age_of(struct writing *writing, const struct present *present, int64_t run,
                         int64_t at_ms, int64_t *age_s)
{
    struct dating dating = {.database = writing->database};
    int64_t unix_ms;
    enum fault fault = dating_unix_ms(&dating, run, at_ms, &unix_ms);
    *age_s = -1;
    if (fault)
        return fault;
    if (strcmp(dating.run.boot, writing->run.boot) == 0)
        *age_s = (present->now_ms - at_ms) / 1000;
    else if (unix_ms != UNKNOWN && present->unix_now_ms != UNKNOWN)
        *age_s = (present->unix_now_ms - unix_ms) / 1000;
    if (*age_s < -1)
        *age_s = -1;
    return FAULT_NONE;
}

static enum fault read_unfinished(struct writing *writing, const struct present *present,
                                  struct unfinished *unfinished)
{
    *unfinished = (struct unfinished){.age_s = -1};
    struct walk walk;
    struct session_row session;
    rows_begin(&walk, writing->database, &table_session,
               "WHERE outcome = 'open' AND last_run <> ?1 ORDER BY id DESC LIMIT 1",
               writing->run.id, 0, 0);
    bool found = rows_next(&walk, &session);
    enum fault fault = rows_end(&walk);
    if (fault || !found)
        return fault;
    unfinished->present = true;
    unfinished->session = (uint32_t)session.id;
    unfinished->person = (uint32_t)session.person;
    text_clean(unfinished->programme, sizeof unfinished->programme, session.programme);
    int64_t run = session.last_run, last_ms = session.began_ms;
    struct step_row step;
    rows_begin(&walk, writing->database, &table_step, "WHERE id >= ?1 AND id < ?2 ORDER BY id",
               session.id * STEPS_A_SESSION, (session.id + 1) * STEPS_A_SESSION, 0);
    while (rows_next(&walk, &step)) {
        unfinished->steps++;
        unfinished->elapsed_ms += unfinished->last.elapsed_ms;
        unfinished->credited_ms += unfinished->last.credited_ms;
        unfinished->by_time_ms += unfinished->last.by_time_ms;
        unfinished->area_ms[unfinished->last.region] += unfinished->last.on_roller_ms;
        unfinished->before = unfinished->last;
        unfinished_step(&step, &unfinished->last);
        run = step.run;
        last_ms = step.last_ms;
    }
    fault = rows_end(&walk);
    return fault ? fault : age_of(writing, present, run, last_ms, &unfinished->age_s);
}

static struct present present_of(const struct writing *writing, int64_t now_ms)
{
    bool known = writing->run.unix_offset_ms != UNKNOWN;
    return (struct present){
        .run = &writing->run,
        .now_ms = now_ms,
        .unix_now_ms = known ? writing->run.unix_offset_ms + now_ms : UNKNOWN,
    };
}

enum fault snapshot_close_old(struct writing *writing, int64_t now_ms, uint32_t *closed)
{
    struct present present = present_of(writing, now_ms);
    struct unfinished unfinished;
    *closed = 0;
    enum fault fault = read_unfinished(writing, &present, &unfinished);
    if (fault || !unfinished.present || unfinished.age_s <= RESUME_WITHIN_S)
        return fault;
    fault = database_begin(writing->database);
    if (fault)
        return fault;
    fault = write_close_unfinished(writing->database, -1);
    if (!fault)
        fault = database_commit(writing->database);
    if (fault)
        database_rollback(writing->database);
    else
        *closed = unfinished.session;
    return fault;
}

/* ---- all of it */

void snapshot_empty(struct snapshot *snapshot)
{
    memset(snapshot, 0, sizeof *snapshot);
    snapshot->next_session = SESSION_WITHOUT_LOG;
    snapshot->unfinished.age_s = -1;
}

enum fault snapshot_make(struct writing *writing, const struct everyday *everyday, int64_t now_ms,
                         struct snapshot *snapshot)
{
    struct present present = present_of(writing, now_ms);
    present.everyday = everyday;
    int64_t next = 1;
    snapshot_empty(snapshot);
    enum fault fault = rows_next_id(writing->database, &table_session, &next);
    if (!fault)
        fault = read_settings(writing->database, 0, snapshot->setting, &snapshot->settings);
    if (!fault)
        fault = read_people(writing, &present, snapshot);
    if (!fault)
        fault = read_unfinished(writing, &present, &snapshot->unfinished);
    snapshot->next_session = (uint32_t)next;
    return fault;
}

enum fault snapshot_calibration(struct database *database, struct calibration *calibration)
{
    struct walk walk;
    struct calibration_row row;
    struct calibration_pad_row pad;
    *calibration = (struct calibration){0};
    rows_begin(&walk, database, &table_calibration, "WHERE undone = 0 ORDER BY id DESC LIMIT 1", 0,
               0, 0);
    bool found = rows_next(&walk, &row);
    enum fault fault = rows_end(&walk);
    if (fault || !found || row.pads > PADS_MAX)
        return fault;
    unsigned sound = 0;
    rows_begin(&walk, database, &table_calibration_pad, "WHERE id >= ?1 AND id < ?2",
               row.id * PADS_MAX, (row.id + 1) * PADS_MAX, 0);
    while (rows_next(&walk, &pad)) {
        if (pad.pad < 0 || pad.pad >= row.pads)
            continue;
        calibration->empty[pad.pad] = (float)pad.empty;
        calibration->newton_per_unit[pad.pad] = (float)pad.newton_per_unit;
        sound++;
    }
    fault = rows_end(&walk);
    if (fault || sound != row.pads)
        return fault;
    calibration->pads = (unsigned)row.pads;
    calibration->supply_count = (float)row.supply_count;
    calibration->quality_pct = (float)row.quality_pct;
    return FAULT_NONE;
}
