/* CSV (RFC 4180, lines end in LF): one line a step, the session's columns repeated. */
#include "store/export_inside.h"
#include "store/text.h"

#include <string.h>

static void put_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        if (*text == '"')
            fputc('"', out);
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_field(FILE *out, const char *text)
{
    fputc(',', out);
    if (strpbrk(text, ",\"\r\n"))
        put_text(out, text);
    else
        fputs(text, out);
}

static void put_integer(FILE *out, int64_t value)
{
    fprintf(out, ",%lld", (long long)value);
}

static void put_seconds(FILE *out, int64_t ms)
{
    char text[32];
    put_field(out, export_seconds(ms, text));
}

static void put_share(FILE *out, double share)
{
    char text[32];
    put_field(out, text_number(text, share, 3));
}

static const char header[] =
    "session,person,name,programme,began,session_outcome,session_planned_s,session_elapsed_s,"
    "session_credited_s,session_by_time_s,resumed,"
    "step,exercise,kind,side,outcome,planned_s,elapsed_s,credited_s,by_time_s,left_s,right_s,"
    "planned_repetitions,repetitions,by_tempo_repetitions,strokes,pauses,holds,broken,"
    "longest_hold_s,why,region,left_share,head_share,on_roller_s\n";

enum { STEP_FIELDS = 24 };

static void begin(struct exporting *exporting)
{
    fputs(header, exporting->out);
}

static void put_session(FILE *out, const struct export_session *session)
{
    const struct session_row *row = &session->row;
    fprintf(out, "%lld", (long long)row->id);
    put_integer(out, row->person);
    put_field(out, session->name);
    put_field(out, row->programme);
    put_field(out, session->began);
    put_field(out, row->outcome);
    put_seconds(out, row->planned_ms);
    put_seconds(out, row->elapsed_ms);
    put_seconds(out, row->credited_ms);
    put_seconds(out, row->by_time_ms);
    put_integer(out, row->resumed);
}

static void put_step(FILE *out, const struct step_row *step)
{
    put_integer(out, step->step);
    put_field(out, step->exercise);
    put_field(out, step->kind);
    put_field(out, step->side);
    put_field(out, step->outcome);
    put_seconds(out, step->planned_ms);
    put_seconds(out, step->elapsed_ms);
    put_seconds(out, step->credited_ms);
    put_seconds(out, step->by_time_ms);
    put_seconds(out, step->left_ms);
    put_seconds(out, step->right_ms);
    put_integer(out, step->planned_repetitions);
    put_integer(out, step->repetitions);
    put_integer(out, step->by_tempo_repetitions);
    put_integer(out, step->strokes);
    put_integer(out, step->pauses);
    put_integer(out, step->holds);
    put_integer(out, step->broken);
    put_seconds(out, export_longest_hold_ms(step));
    put_field(out, export_why(step));
    put_field(out, export_region(step));
    put_share(out, step->left_share);
    put_share(out, step->head_share);
    put_seconds(out, step->on_roller_ms);
    fputc('\n', out);
}

static enum fault put_all(struct exporting *exporting, const struct export_session *session)
{
    struct walk walk;
    struct step_row step;
    unsigned steps = 0;
    export_steps(exporting, session->row.id, &walk);
    for (; rows_next(&walk, &step); steps++) {
        put_session(exporting->out, session);
        put_step(exporting->out, &step);
    }
    if (steps == 0) {
        put_session(exporting->out, session);
        for (unsigned i = 0; i < STEP_FIELDS; i++)
            fputc(',', exporting->out);
        fputc('\n', exporting->out);
    }
    return rows_end(&walk);
}

const struct export_writer export_csv = {.begin = begin, .session = put_all};
