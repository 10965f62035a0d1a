/* Training Center XML, version 2 (Garmin): one activity a session, one lap a step. Undated sessions
 * and those under a minute cannot stand in it. */
#include "store/export_inside.h"
#include "store/text.h"

static void put_text(FILE *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '&')
            fputs("&amp;", out);
        else if (c == '<')
            fputs("&lt;", out);
        else if (c == '>')
            fputs("&gt;", out);
        else if (c == '\t' || c == '\n' || c == '\r')
            fprintf(out, "&#%d;", c);
        else if (c < 0x20 || c == 0x7F) /* XML 1.0 has no way to write these */
            fputs("\xEF\xBF\xBD", out);
        else
            fputc(c, out);
    }
}

static void begin(struct exporting *exporting)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<TrainingCenterDatabase"
          " xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\">\n"
          "  <Activities>\n",
          exporting->out);
}

static void put_lap(struct exporting *exporting, const struct step_row *step)
{
    FILE *out = exporting->out;
    char began[32], ended[32], seconds[32], credited[32], by_time[32];
    export_date(exporting, step->run, step->began_ms, began);
    export_date(exporting, step->run, step->last_ms, ended);
    if (!*began)
        return;
    fprintf(out,
            "      <Lap StartTime=\"%s\">\n"
            "        <TotalTimeSeconds>%s</TotalTimeSeconds>\n"
            "        <DistanceMeters>0</DistanceMeters>\n"
            "        <Calories>0</Calories>\n"
            "        <Intensity>Active</Intensity>\n"
            "        <TriggerMethod>Manual</TriggerMethod>\n"
            "        <Track>\n"
            "          <Trackpoint><Time>%s</Time></Trackpoint>\n"
            "          <Trackpoint><Time>%s</Time></Trackpoint>\n"
            "        </Track>\n"
            "        <Notes>",
            began, export_seconds(step->last_ms - step->began_ms, seconds), began, ended);
    put_text(out, step->exercise);
    fprintf(out, " %s %s: %s s credited, %s s by time, %lld repetitions</Notes>\n      </Lap>\n",
            step->side, step->outcome, export_seconds(step->credited_ms, credited),
            export_seconds(step->by_time_ms, by_time), (long long)step->repetitions);
}

static enum fault put_session(struct exporting *exporting, const struct export_session *session)
{
    FILE *out = exporting->out;
    struct walk walk;
    struct step_row step;
    fprintf(out, "    <Activity Sport=\"Other\">\n      <Id>%s</Id>\n", session->began);
    export_steps(exporting, session->row.id, &walk);
    while (rows_next(&walk, &step))
        put_lap(exporting, &step);
    fputs("      <Notes>", out);
    put_text(out, session->row.programme);
    if (*session->name)
        fputs(": ", out);
    put_text(out, session->name);
    fputs("</Notes>\n    </Activity>\n", out);
    return rows_end(&walk);
}

static enum fault end(struct exporting *exporting)
{
    fputs("  </Activities>\n</TrainingCenterDatabase>\n", exporting->out);
    return FAULT_NONE;
}

const struct export_writer export_tcx = {
    .begin = begin, .session = put_session, .end = end, .needs_date = true, .history_only = true};
