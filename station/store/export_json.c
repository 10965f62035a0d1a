/* JSON (RFC 8259): one object with everything that the log holds. */
#include "store/export_inside.h"
#include "store/text.h"
#include "store/words.h"

#include <inttypes.h>
#include <math.h>

static void put_string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < 0x20 || c == 0x7F)
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

/* Members of an object; the first follows something else already, so each begins with a comma. */
static void put_text(FILE *out, const char *key, const char *text)
{
    fprintf(out, ",\"%s\":", key);
    put_string(out, text);
}

/* Empty: not known. */
static void put_known(FILE *out, const char *key, const char *text)
{
    if (*text)
        put_text(out, key, text);
    else
        fprintf(out, ",\"%s\":null", key);
}

static void put_integer(FILE *out, const char *key, int64_t value)
{
    fprintf(out, ",\"%s\":%" PRId64, key, value);
}

/* number: as text; empty: not known. */
static void put_known_number(FILE *out, const char *key, const char *number)
{
    fprintf(out, ",\"%s\":%s", key, *number ? number : "null");
}

static void put_number(FILE *out, const char *key, double value, unsigned decimals)
{
    char text[32];
    put_known_number(out, key, text_number(text, value, decimals));
}

static void put_seconds(FILE *out, const char *key, int64_t ms)
{
    char text[32];
    put_known_number(out, key, export_seconds(ms, text));
}

static const char *separator(unsigned index)
{
    return index == 0 ? "\n" : ",\n";
}

static void begin(struct exporting *exporting)
{
    fputs("{\"format\":\"matstation-log\",\"version\":1,\"sessions\":[", exporting->out);
}

/* ---- sessions */

static enum fault put_parts(struct exporting *exporting, const struct step_row *step)
{
    FILE *out = exporting->out;
    struct walk walk;
    struct part_row part;
    char date[32];
    fputs(",\"parts\":[", out);
    rows_begin(&walk, exporting->database, &table_part,
               "WHERE session = ?1 AND step = ?2 ORDER BY id", step->session, step->step, 0);
    for (unsigned i = 0; rows_next(&walk, &part); i++) {
        const int kind = word_value(words_part, part.kind);
        fprintf(out, "%s{\"kind\":", i ? "," : "");
        put_string(out, part.kind);
        put_integer(out, "n", part.n);
        put_known(out, "from", export_date(exporting, part.run, part.from_ms, date));
        put_seconds(out, "lasted_s", part.to_ms - part.from_ms);
        put_seconds(out, "credited_s", part.credited_ms);
        put_number(out, "x_mm", kind == PART_PAUSE ? part.x_mm : NAN, 1);
        put_known(out, "region", kind == PART_PAUSE ? part.region : "");
        put_known(out, "why", kind == PART_HOLD ? part.why : "");
        put_number(out, "confidence", kind == PART_REPETITION ? part.confidence : NAN, 3);
        fputc('}', out);
    }
    fputc(']', out);
    return rows_end(&walk);
}

static enum fault put_step(struct exporting *exporting, const struct step_row *step, unsigned index)
{
    FILE *out = exporting->out;
    char date[32];
    fprintf(out, "%s  {\"step\":%" PRId64, separator(index), step->step);
    put_text(out, "exercise", step->exercise);
    put_text(out, "kind", step->kind);
    put_text(out, "side", step->side);
    put_text(out, "outcome", step->outcome);
    put_known(out, "began", export_date(exporting, step->run, step->began_ms, date));
    put_seconds(out, "planned_s", step->planned_ms);
    put_seconds(out, "elapsed_s", step->elapsed_ms);
    put_seconds(out, "credited_s", step->credited_ms);
    put_seconds(out, "by_time_s", step->by_time_ms);
    put_seconds(out, "left_s", step->left_ms);
    put_seconds(out, "right_s", step->right_ms);
    put_integer(out, "planned_repetitions", step->planned_repetitions);
    put_integer(out, "repetitions", step->repetitions);
    put_integer(out, "by_tempo_repetitions", step->by_tempo_repetitions);
    put_integer(out, "strokes", step->strokes);
    put_integer(out, "pauses", step->pauses);
    put_integer(out, "holds", step->holds);
    put_integer(out, "broken", step->broken);
    put_seconds(out, "longest_hold_s", export_longest_hold_ms(step));
    put_known(out, "why", export_why(step));
    put_known(out, "region", export_region(step));
    put_number(out, "left_share", step->left_share, 3);
    put_number(out, "head_share", step->head_share, 3);
    put_seconds(out, "on_roller_s", step->on_roller_ms);
    enum fault fault = put_parts(exporting, step);
    fputc('}', out);
    return fault;
}

static enum fault put_steps(struct exporting *exporting, int64_t session)
{
    struct walk walk;
    struct step_row step;
    enum fault fault = FAULT_NONE;
    fputs(",\"steps\":[", exporting->out);
    export_steps(exporting, session, &walk);
    for (unsigned i = 0; !fault && rows_next(&walk, &step); i++)
        fault = put_step(exporting, &step, i);
    fputc(']', exporting->out);
    enum fault walked = rows_end(&walk);
    return fault ? fault : walked;
}

static enum fault put_answers(struct exporting *exporting, int64_t session)
{
    struct walk walk;
    struct answer_row answer;
    fputs(",\"answers\":[", exporting->out);
    rows_begin(&walk, exporting->database, &table_answer, "WHERE session = ?1 ORDER BY id", session,
               0, 0);
    for (unsigned i = 0; rows_next(&walk, &answer); i++) {
        fprintf(exporting->out, "%s{\"question\":", i ? "," : "");
        put_string(exporting->out, answer.question);
        put_text(exporting->out, "answer", answer.answer);
        fputc('}', exporting->out);
    }
    fputc(']', exporting->out);
    return rows_end(&walk);
}

static enum fault put_session(struct exporting *exporting, const struct export_session *session)
{
    FILE *out = exporting->out;
    const struct session_row *row = &session->row;
    fprintf(out, "%s {\"session\":%" PRId64, separator(exporting->sessions), row->id);
    put_integer(out, "person", row->person);
    put_text(out, "name", session->name);
    put_text(out, "programme", row->programme);
    put_known(out, "began", session->began);
    put_text(out, "outcome", row->outcome);
    put_seconds(out, "planned_s", row->planned_ms);
    put_seconds(out, "elapsed_s", row->elapsed_ms);
    put_seconds(out, "credited_s", row->credited_ms);
    put_seconds(out, "by_time_s", row->by_time_ms);
    put_integer(out, "resumed", row->resumed);
    enum fault fault = put_answers(exporting, row->id);
    if (!fault)
        fault = put_steps(exporting, row->id);
    fputc('}', out);
    return fault;
}

/* ---- what is not of one session */

static enum fault put_people(struct exporting *exporting)
{
    struct walk walk;
    struct person_row person;
    fputs("],\n\"people\":[", exporting->out);
    rows_begin(&walk, exporting->database, &table_person, "WHERE id > 0 ORDER BY id", 0, 0, 0);
    for (unsigned i = 0; rows_next(&walk, &person); i++) {
        fprintf(exporting->out, "%s {\"person\":%" PRId64, separator(i), person.id);
        put_text(exporting->out, "name", person.name);
        fputc('}', exporting->out);
    }
    return rows_end(&walk);
}

static enum fault put_settings(struct exporting *exporting)
{
    struct walk walk;
    struct setting_row setting;
    fputs("],\n\"settings\":[", exporting->out);
    rows_begin(&walk, exporting->database, &table_setting, NULL, 0, 0, 0);
    for (unsigned i = 0; rows_next(&walk, &setting); i++) {
        fprintf(exporting->out, "%s {\"person\":%" PRId64, separator(i), setting.person);
        put_text(exporting->out, "key", setting.key);
        put_text(exporting->out, "value", setting.value);
        fputc('}', exporting->out);
    }
    return rows_end(&walk);
}

static enum fault put_calibrations(struct exporting *exporting)
{
    struct walk walk;
    struct calibration_row row;
    char date[32];
    fputs("],\n\"calibrations\":[", exporting->out);
    rows_begin(&walk, exporting->database, &table_calibration, NULL, 0, 0, 0);
    for (unsigned i = 0; rows_next(&walk, &row); i++) {
        fprintf(exporting->out, "%s {\"calibration\":%" PRId64, separator(i), row.id);
        put_known(exporting->out, "at", export_date(exporting, row.run, row.at_ms, date));
        put_integer(exporting->out, "pads", row.pads);
        put_number(exporting->out, "quality_pct", row.quality_pct, 1);
        put_integer(exporting->out, "undone", row.undone);
        fputc('}', exporting->out);
    }
    return rows_end(&walk);
}

static enum fault put_pad_health(struct exporting *exporting)
{
    struct walk walk;
    struct pad_health_row row;
    char date[32];
    fputs("],\n\"pad_health\":[", exporting->out);
    rows_begin(&walk, exporting->database, &table_pad_health, NULL, 0, 0, 0);
    for (unsigned i = 0; rows_next(&walk, &row); i++) {
        fprintf(exporting->out, "%s {\"pad\":%" PRId64, separator(i), row.pad);
        put_known(exporting->out, "at", export_date(exporting, row.run, row.at_ms, date));
        put_text(exporting->out, "fault", row.fault);
        fputc('}', exporting->out);
    }
    return rows_end(&walk);
}

static enum fault end(struct exporting *exporting)
{
    static enum fault (*const lists[])(struct exporting *) = {put_people, put_settings,
                                                              put_calibrations, put_pad_health};
    enum fault fault = FAULT_NONE;
    for (unsigned i = 0; i < sizeof lists / sizeof *lists && !fault; i++)
        fault = lists[i](exporting);
    fputs("]}\n", exporting->out);
    return fault;
}

const struct export_writer export_json = {.begin = begin, .session = put_session, .end = end};
