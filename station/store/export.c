#include "store/export.h"
#include "store/export_inside.h"
#include "store/logbook_inside.h"
#include "store/text.h"
#include "store/words.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

int export_format_of(const char *name, enum export_format *format)
{
    static const char *const names[] = {
        [EXPORT_CSV] = "csv", [EXPORT_JSON] = "json", [EXPORT_TCX] = "tcx"};
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            *format = (enum export_format)i;
            return 0;
        }
    }
    return -1;
}

void export_steps(struct exporting *exporting, int64_t session, struct walk *walk)
{
    rows_begin(walk, exporting->database, &table_step, "WHERE id >= ?1 AND id < ?2 ORDER BY id",
               session * STEPS_A_SESSION, (session + 1) * STEPS_A_SESSION, 0);
}

const char *export_date(struct exporting *exporting, int64_t run, int64_t at_ms, char text[32])
{
    int64_t unix_ms;
    text[0] = '\0';
    if (dating_unix_ms(&exporting->dating, run, at_ms, &unix_ms) == FAULT_NONE &&
        unix_ms != UNKNOWN)
        text_date(text, unix_ms);
    return text;
}

const char *export_seconds(int64_t ms, char text[32])
{
    return text_number(text, ms == UNKNOWN ? NAN : (double)ms / 1000, 3);
}

const char *export_why(const struct step_row *step)
{
    return step->broken > 0 ? step->why : "";
}

const char *export_region(const struct step_row *step)
{
    return word_value(words_kind, step->kind) == KIND_SMR ? step->region : "";
}

int64_t export_longest_hold_ms(const struct step_row *step)
{
    return step->holds > 0 || step->longest_hold_ms > 0 ? step->longest_hold_ms : UNKNOWN;
}

static enum fault describe(struct exporting *exporting, struct export_session *session)
{
    struct person_row person;
    enum fault fault = rows_get(exporting->database, &table_person, session->row.person, &person);
    text_clean(session->name, sizeof session->name, person.name);
    if (!fault)
        fault = dating_unix_ms(&exporting->dating, session->row.run, session->row.began_ms,
                               &session->began_unix_ms);
    session->began[0] = '\0';
    if (session->began_unix_ms != UNKNOWN)
        text_date(session->began, session->began_unix_ms);
    return fault;
}

/* A step that was gone on with in another boot has the date of that one, if any. */
static enum fault look_for_dated_step(struct exporting *exporting, struct export_session *session)
{
    struct walk walk;
    struct step_row step;
    char date[32];
    session->step_dated = false;
    export_steps(exporting, session->row.id, &walk);
    while (rows_next(&walk, &step))
        if (*export_date(exporting, step.run, step.began_ms, date))
            session->step_dated = true;
    return rows_end(&walk);
}

static bool is_wanted(const struct exporting *exporting, const struct export_writer *writer,
                      const struct export_session *session, struct export_report *report)
{
    const struct export_options *options = exporting->options;
    if (options->one_person && session->row.person != options->person)
        return false;
    if (writer->history_only &&
        session->row.credited_ms + session->row.by_time_ms < HISTORY_LEAST_MS)
        return false;
    bool dated = session->began_unix_ms != UNKNOWN;
    bool lacks_date = writer->needs_date && !(dated && session->step_dated);
    if (lacks_date || (!dated && options->since_known)) {
        report->undated++;
        return false;
    }
    return !options->since_known || session->began_unix_ms >= options->since_unix_s * 1000;
}

static enum fault write_sessions(struct exporting *exporting, const struct export_writer *writer,
                                 struct export_report *report)
{
    struct walk walk;
    struct export_session session;
    enum fault fault = FAULT_NONE;
    rows_begin(&walk, exporting->database, &table_session, NULL, 0, 0, 0);
    while (!fault && rows_next(&walk, &session.row)) {
        fault = describe(exporting, &session);
        if (!fault && writer->needs_date)
            fault = look_for_dated_step(exporting, &session);
        if (fault || !is_wanted(exporting, writer, &session, report))
            continue;
        fault = writer->session(exporting, &session);
        exporting->sessions++;
    }
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

/* A stick is pulled out as soon as it is said to be done; a pipe has nothing to sync. */
static bool is_durable(FILE *out)
{
    return fsync(fileno(out)) == 0 || errno == EINVAL || errno == EROFS;
}

int export_write(struct logbook *logbook, const struct export_options *options, FILE *out,
                 struct export_report *report, struct error *error)
{
    static const struct export_writer *const writers[] = {
        [EXPORT_CSV] = &export_csv, [EXPORT_JSON] = &export_json, [EXPORT_TCX] = &export_tcx};
    const struct export_writer *writer = writers[options->format];
    struct exporting exporting = {
        .database = logbook->database,
        .options = options,
        .out = out,
        .dating = {.database = logbook->database},
    };
    *report = (struct export_report){0};
    writer->begin(&exporting);
    enum fault fault = write_sessions(&exporting, writer, report);
    if (writer->end) {
        enum fault ended = writer->end(&exporting);
        fault = fault ? fault : ended;
    }
    report->sessions = exporting.sessions;
    report->unsound = logbook_unsound(logbook);
    if (fault)
        return error_set(error, "%s: the log could not be read to its end: %s", logbook->path,
                         database_complaint(logbook->database));
    if (fflush(out) != 0 || ferror(out) || !is_durable(out))
        return error_set(error, "the export could not be written: is there space left?");
    return 0;
}
