/* What the owner answers, sets and calibrates, and how the pads are. */
#include "store/rows.h"
#include "store/text.h"
#include "store/words.h"
#include "store/write_inside.h"

#include <string.h>

enum { PAD_HEALTH_KEPT = 20000 };

enum fault write_answer(struct writing *writing, const struct record *record)
{
    struct answer_row row = {
        .session = UNKNOWN,
        .person = record->person,
        .run = writing->run.id,
        .at_ms = write_ms(record->time_ns),
    };
    COPY(row.question, record->u.answer.question);
    COPY(row.answer, record->u.answer.answer);
    enum fault fault = write_ensure_person(writing, record->person);
    if (!fault && record->session != 0) {
        struct session_row session;
        fault = write_session_of(writing, record, &session);
        row.session = session.id;
    }
    if (!fault)
        fault = rows_next_id(writing->database, &table_answer, &row.id);
    return fault ? fault : rows_put(writing->database, &table_answer, &row);
}

enum fault write_setting(struct writing *writing, const struct record *record)
{
    struct walk walk;
    struct setting_row row, found;
    int64_t id = 0;
    rows_begin(&walk, writing->database, &table_setting, "WHERE person = ?1", record->person, 0, 0);
    while (rows_next(&walk, &found))
        if (strcmp(found.key, record->u.setting.key) == 0)
            id = found.id;
    enum fault fault = rows_end(&walk);
    if (!fault && id == 0)
        fault = rows_next_id(writing->database, &table_setting, &id);
    if (!fault)
        fault = write_ensure_person(writing, record->person);
    row = (struct setting_row){
        .id = id,
        .person = record->person,
        .run = writing->run.id,
        .at_ms = write_ms(record->time_ns),
    };
    COPY(row.key, record->u.setting.key);
    COPY(row.value, record->u.setting.value);
    return fault ? fault : rows_put(writing->database, &table_setting, &row);
}

enum fault write_person(struct writing *writing, const struct record *record)
{
    if (record->person == 0)
        return FAULT_REFUSED;
    struct person_row row = {.id = record->person};
    COPY(row.name, record->u.person.name);
    return rows_put(writing->database, &table_person, &row);
}

enum fault write_calibration(struct writing *writing, const struct record *record)
{
    const struct calibration *calibration = record->u.calibration;
    struct calibration_row row = {
        .run = writing->run.id,
        .at_ms = write_ms(record->time_ns),
        .pads = calibration->pads,
        .supply_count = (double)calibration->supply_count,
        .quality_pct = (double)calibration->quality_pct,
    };
    enum fault fault = rows_next_id(writing->database, &table_calibration, &row.id);
    if (!fault)
        fault = rows_put(writing->database, &table_calibration, &row);
    for (unsigned i = 0; i < calibration->pads && i < PADS_MAX && !fault; i++) {
        struct calibration_pad_row pad = {
            .id = row.id * PADS_MAX + i,
            .calibration = row.id,
            .pad = i,
            .empty = (double)calibration->empty[i],
            .newton_per_unit = (double)calibration->newton_per_unit[i],
        };
        fault = rows_put(writing->database, &table_calibration_pad, &pad);
    }
    return fault;
}

enum fault write_calibration_undo(struct writing *writing)
{
    struct walk walk;
    struct calibration_row row;
    rows_begin(&walk, writing->database, &table_calibration,
               "WHERE undone = 0 ORDER BY id DESC LIMIT 1", 0, 0, 0);
    bool found = rows_next(&walk, &row);
    enum fault fault = rows_end(&walk);
    if (fault || !found)
        return fault;
    row.undone = 1;
    return rows_put(writing->database, &table_calibration, &row);
}

enum fault write_pad_health(struct writing *writing, const struct record *record)
{
    struct pad_health_row row = {
        .run = writing->run.id,
        .at_ms = write_ms(record->time_ns),
        .pad = record->u.pad.pad,
    };
    COPY(row.fault, word_of(words_pad_fault, (int)record->u.pad.fault));
    enum fault fault = rows_next_id(writing->database, &table_pad_health, &row.id);
    if (!fault && row.id > PAD_HEALTH_KEPT)
        fault = rows_remove(writing->database, &table_pad_health, row.id - PAD_HEALTH_KEPT);
    return fault ? fault : rows_put(writing->database, &table_pad_health, &row);
}
