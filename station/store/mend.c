#include "store/mend.h"
#include "store/rows.h"
#include "store/text.h"
#include "store/words.h"
#include "store/write.h"

#include <string.h>

/* ---- rows that others depend on */

static enum fault ensure_run(struct database *database, int64_t id)
{
    struct run_row run;
    enum fault fault = rows_get(database, &table_run, id, &run);
    if (fault || run.id == id)
        return fault;
    run = (struct run_row){.id = id, .unix_offset_ms = UNKNOWN, .mark = UNKNOWN};
    return rows_put(database, &table_run, &run);
}

static enum fault ensure_person(struct database *database, int64_t id)
{
    struct person_row person;
    enum fault fault = rows_get(database, &table_person, id, &person);
    if (fault || person.id == id)
        return fault;
    person = (struct person_row){.id = id};
    return rows_put(database, &table_person, &person);
}

/* Whose it was is not known any more: a guest's. What was done stands in its steps. */
static enum fault rebuild_session(struct database *database, int64_t id, int64_t run,
                                  int64_t began_ms)
{
    struct session_row session = {.id = id, .run = run, .last_run = run, .began_ms = began_ms};
    text_clean(session.outcome, sizeof session.outcome,
               word_of(words_session_outcome, SESSION_CLOSED));
    enum fault fault = write_sum_steps(database, &session);
    if (!fault)
        fault = ensure_run(database, run);
    return fault ? fault : rows_put(database, &table_session, &session);
}

static enum fault ensure_session(struct database *database, int64_t id, int64_t run, int64_t at_ms)
{
    struct session_row session;
    if (id == UNKNOWN)
        return FAULT_NONE;
    enum fault fault = rows_get(database, &table_session, id, &session);
    return fault || session.id == id ? fault : rebuild_session(database, id, run, at_ms);
}

static enum fault ensure_calibration(struct database *database, int64_t id)
{
    struct calibration_row calibration;
    enum fault fault = rows_get(database, &table_calibration, id, &calibration);
    return fault || calibration.id == id ? fault : FAULT_REFUSED;
}

static enum fault ensure_parents(struct database *database, const struct table *table,
                                 const void *any)
{
    enum fault fault = FAULT_NONE;
    if (table == &table_session) {
        const struct session_row *row = any;
        fault = ensure_person(database, row->person);
        fault = fault ? fault : ensure_run(database, row->run);
        return fault ? fault : ensure_run(database, row->last_run);
    }
    if (table == &table_step) {
        const struct step_row *row = any;
        fault = ensure_run(database, row->run);
        return fault ? fault : ensure_session(database, row->session, row->run, row->began_ms);
    }
    if (table == &table_part) {
        const struct part_row *row = any;
        fault = ensure_run(database, row->run);
        return fault ? fault : ensure_session(database, row->session, row->run, row->from_ms);
    }
    if (table == &table_answer) {
        const struct answer_row *row = any;
        fault = ensure_run(database, row->run);
        fault = fault ? fault : ensure_person(database, row->person);
        return fault ? fault : ensure_session(database, row->session, row->run, row->at_ms);
    }
    if (table == &table_setting) {
        const struct setting_row *row = any;
        fault = ensure_run(database, row->run);
        return fault ? fault : ensure_person(database, row->person);
    }
    if (table == &table_calibration)
        return ensure_run(database, ((const struct calibration_row *)any)->run);
    if (table == &table_calibration_pad)
        return ensure_calibration(database, ((const struct calibration_pad_row *)any)->calibration);
    if (table == &table_pad_health)
        return ensure_run(database, ((const struct pad_health_row *)any)->run);
    return FAULT_NONE;
}

enum fault mend_put(struct database *database, const struct table *table, const void *row)
{
    enum fault fault = ensure_parents(database, table, row);
    return fault ? fault : rows_put(database, table, row);
}

/* ---- rows set aside */

static enum fault rebuild_session_from_steps(struct database *database, int64_t id)
{
    struct walk walk;
    struct step_row step;
    int64_t run = UNKNOWN, began_ms = 0;
    rows_begin(&walk, database, &table_step, "WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT 1",
               id * STEPS_A_SESSION, (id + 1) * STEPS_A_SESSION, 0);
    if (rows_next(&walk, &step)) {
        run = step.run;
        began_ms = step.began_ms;
    }
    enum fault fault = rows_end(&walk);
    if (!fault && run == UNKNOWN)
        fault = rows_next_id(database, &table_run, &run);
    return fault ? fault : rebuild_session(database, id, run, began_ms);
}

/* A calibration with a hole is none. */
static enum fault drop_calibration(struct database *database, int64_t id)
{
    struct calibration_row row = {.id = id, .undone = 1};
    enum fault fault = rows_next_id(database, &table_run, &row.run);
    if (!fault)
        fault = ensure_run(database, row.run);
    return fault ? fault : rows_put(database, &table_calibration, &row);
}

static enum fault count_children(struct database *database, const struct table *parent, int64_t id,
                                 int64_t *children)
{
    static const struct {
        const struct table *parent, *child;
        const char *condition;
    } kin[] = {
        {&table_person, &table_session, "WHERE person = ?1"},
        {&table_person, &table_answer, "WHERE person = ?1"},
        {&table_person, &table_setting, "WHERE person = ?1"},
        {&table_session, &table_step, "WHERE session = ?1"},
        {&table_session, &table_part, "WHERE session = ?1"},
        {&table_session, &table_answer, "WHERE session = ?1"},
    };
    enum fault fault = FAULT_NONE;
    *children = 0;
    for (unsigned i = 0; i < sizeof kin / sizeof *kin && !fault; i++) {
        int64_t count = 0;
        if (kin[i].parent == parent)
            fault = rows_count(database, kin[i].child, kin[i].condition, id, 0, &count);
        *children += count;
    }
    return fault;
}

/* Nobody depends on it, as where its own number was what changed: then nothing takes its place. */
static bool is_alone(struct database *database, const struct table *table, int64_t id)
{
    int64_t children = 0;
    return (table == &table_session || (table == &table_person && id != 0)) &&
           count_children(database, table, id, &children) == FAULT_NONE && children == 0;
}

static enum fault replace(struct database *database, const struct table *table, int64_t id)
{
    struct run_row run = {.id = id, .unix_offset_ms = UNKNOWN, .mark = UNKNOWN};
    struct person_row person = {.id = id};
    struct schema_row schema = {1, SCHEMA_VERSION};
    if (is_alone(database, table, id))
        return rows_remove(database, table, id);
    if (table == &table_run)
        return rows_put(database, table, &run);
    if (table == &table_person)
        return rows_put(database, table, &person);
    if (table == &table_session)
        return rebuild_session_from_steps(database, id);
    if (table == &table_calibration)
        return drop_calibration(database, id);
    enum fault fault = rows_remove(database, table, id);
    if (!fault && table == &table_schema)
        fault = rows_put(database, table, &schema);
    return fault;
}

static enum fault set_aside(struct database *database, const struct table *table, int64_t id,
                            int64_t run)
{
    struct damaged_row damaged = {.run = run, .row = id};
    char content[sizeof damaged.content];
    enum fault fault = rows_describe(database, table, id, content, sizeof content);
    text_clean(damaged.content, sizeof damaged.content, content);
    text_clean(damaged.from_table, sizeof damaged.from_table, table->name);
    if (!fault)
        fault = rows_next_id(database, &table_damaged, &damaged.id);
    if (!fault)
        fault = rows_put(database, &table_damaged, &damaged);
    return fault ? fault : replace(database, table, id);
}

static enum fault mend_table(struct database *database, const struct table *table, int64_t run,
                             unsigned *found)
{
    int64_t id = INT64_MIN;
    for (;;) {
        enum fault fault = rows_find_unsound(database, table, id, &id);
        if (fault || id == UNKNOWN)
            return fault;
        fault = set_aside(database, table, id, run);
        if (fault)
            return fault;
        ++*found;
    }
}

/* A row whose number changed has left its children behind: something takes its old place. */
static enum fault adopt(struct database *database, const struct table *table)
{
    _Alignas(8) char row[ROW_BYTES_MAX];
    struct walk walk;
    enum fault fault = FAULT_NONE;
    rows_begin(&walk, database, table, NULL, 0, 0, 0);
    while (!fault && rows_next(&walk, row)) {
        fault = ensure_parents(database, table, row);
        if (fault == FAULT_REFUSED)
            fault = FAULT_NONE;
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

enum fault mend_rows(struct database *database, int64_t run, unsigned *found)
{
    *found = 0;
    enum fault fault = database_begin(database);
    /* Children before parents: what takes a parent's place is made from sound children. */
    for (unsigned i = TABLES; i-- > 0 && !fault;)
        fault = mend_table(database, tables[i], run, found);
    for (unsigned i = 0; i < TABLES && !fault && *found > 0; i++)
        fault = adopt(database, tables[i]);
    if (!fault)
        fault = database_commit(database);
    if (fault)
        database_rollback(database);
    return fault;
}
