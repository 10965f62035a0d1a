#include "store/recording.h"

#include "store/source.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    LINE_MAX_BYTES = 1 << 17, /* 1024 pads of 120 characters each, more than any number needs */
    NOTES_MAX = 1 << 20,      /* more is no recording of ours, but an attack on memory */
    TOLD_MAX = 5,
};

struct note {
    char *key, *value;
};

struct recording {
    struct source *source;
    char *path;
    const struct log *log;
    char *line;
    unsigned line_number;
    unsigned pads;
    char **name;
    uint64_t frames, bad_rows;
    unsigned notes, notes_room;
    struct note *note;
};

enum line { LINE_END, LINE_READ, LINE_TOO_LONG, LINE_BROKEN };

/* LF, CRLF or CR alone, as each system has it. */
static void pass_over_end(struct recording *recording, int end)
{
    if (end == '\r' && source_peek(recording->source) == '\n')
        source_next(recording->source);
}

/* A line that is cut off by damage, or by who did not want to wait, is none. */
static bool is_end(const struct recording *recording, size_t length, enum line *end)
{
    const enum source_state state = source_state(recording->source);
    *end = state == SOURCE_BROKEN ? LINE_BROKEN : LINE_END;
    return length == 0 || state != SOURCE_ENDED;
}

/* Reads one line without its end, and without a byte order mark. */
static enum line read_line(struct recording *recording)
{
    char *line = recording->line;
    size_t length = 0;
    int c;
    enum line end;
    while ((c = source_next(recording->source)) >= 0 && c != '\n' && c != '\r') {
        if (length < LINE_MAX_BYTES - 1)
            line[length] = (char)c;
        length++;
        if (length == LINE_MAX_BYTES && recording->pads == 0)
            break; /* no recording, and perhaps without an end */
    }
    if (c < 0 && is_end(recording, length, &end))
        return end;
    pass_over_end(recording, c);
    recording->line_number++;
    if (length >= LINE_MAX_BYTES)
        return LINE_TOO_LONG;
    line[length] = '\0';
    if (recording->line_number == 1 && strncmp(line, "\xEF\xBB\xBF", 3) == 0)
        memmove(line, line + 3, length - 2);
    return LINE_READ;
}

static bool has_room_for_note(struct recording *recording)
{
    if (recording->notes < recording->notes_room)
        return true;
    unsigned room = recording->notes_room ? 2 * recording->notes_room : 64;
    struct note *note =
        room > NOTES_MAX ? NULL : realloc(recording->note, room * sizeof *recording->note);
    if (!note)
        return false;
    recording->note = note;
    recording->notes_room = room;
    return true;
}

static bool bad_row(struct recording *recording, const char *what)
{
    if (recording->bad_rows++ < TOLD_MAX)
        log_line(recording->log, LOG_WARNING, "%s:%u: %s; the row is left out", recording->path,
                 recording->line_number, what);
    return false;
}

static void keep_note(struct recording *recording, const char *text)
{
    while (*text == ' ')
        text++;
    size_t key = strcspn(text, " ");
    const char *value = text + key + strspn(text + key, " ");
    if (key == 0)
        return;
    if (!has_room_for_note(recording)) {
        bad_row(recording, "more notes than can be kept");
        return;
    }
    struct note note = {strndup(text, key), strdup(value)};
    if (note.key && note.value) {
        recording->note[recording->notes++] = note;
    } else {
        free(note.key);
        free(note.value);
    }
}

/* True: the line is empty or a comment; a comment's note is kept. */
static bool passes_over(struct recording *recording)
{
    const char *line = recording->line;
    if (line[0] == '#' && line[1] == '!')
        keep_note(recording, line + 2);
    return line[0] == '#' || line[strspn(line, " \t")] == '\0';
}

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1]))
        text[--length] = '\0';
    return text;
}

/* Cuts the next field off *rest; NULL after the last. */
static char *next_field(char **rest)
{
    char *field = *rest;
    if (!field)
        return NULL;
    char *comma = strchr(field, ',');
    if (comma)
        *comma = '\0';
    *rest = comma ? comma + 1 : NULL;
    return trim(field);
}

static int read_names(struct recording *recording, struct error *error)
{
    char *rest = recording->line;
    const char *first = next_field(&rest);
    if (strcmp(first, "time_s") != 0)
        return error_set(error, "%s:%u: no header; the first line must be time_s,<pad>,<pad>,...",
                         recording->path, recording->line_number);
    recording->name = calloc(PADS_MAX, sizeof *recording->name);
    if (!recording->name)
        return error_set(error, "%s: no memory", recording->path);
    for (const char *name; (name = next_field(&rest)) != NULL; recording->pads++) {
        if (recording->pads == PADS_MAX)
            return error_set(error, "%s:%u: more than %d pads; leave some out", recording->path,
                             recording->line_number, PADS_MAX);
        recording->name[recording->pads] = strdup(name);
        if (!recording->name[recording->pads])
            return error_set(error, "%s: no memory", recording->path);
    }
    if (recording->pads == 0)
        return error_set(error, "%s:%u: the header names no pad; it must be time_s,<pad>,...",
                         recording->path, recording->line_number);
    return 0;
}

static int read_header(struct recording *recording, struct error *error)
{
    for (;;) {
        switch (read_line(recording)) {
        case LINE_END:
            return error_set(error, "%s: no header; the first line must be time_s,<pad>,<pad>,...",
                             recording->path);
        case LINE_BROKEN:
            return error_set(error, "%s: cannot be read: %s", recording->path,
                             source_trouble(recording->source));
        case LINE_TOO_LONG:
            return error_set(error, "%s:%u: too long a line for a header; is it a recording?",
                             recording->path, recording->line_number);
        case LINE_READ:
            if (!passes_over(recording))
                return read_names(recording, error);
        }
    }
}

struct recording *recording_open(const char *path, const struct log *log, struct error *error)
{
    struct recording *recording = calloc(1, sizeof *recording);
    if (recording) {
        recording->log = log;
        recording->path = strdup(strcmp(path, "-") == 0 ? "standard input" : path);
        recording->line = malloc(LINE_MAX_BYTES);
    }
    if (!recording || !recording->path || !recording->line) {
        error_set(error, "%s: no memory", path);
        goto failed;
    }
    recording->source = source_open(path);
    if (!recording->source) {
        error_set(error, "%s: cannot be opened: %s", path, strerror(errno));
        goto failed;
    }
    if (read_header(recording, error) == 0)
        return recording;
failed:
    recording_close(recording);
    return NULL;
}

void recording_close(struct recording *recording)
{
    if (!recording)
        return;
    source_close(recording->source);
    for (unsigned i = 0; recording->name && i < recording->pads; i++)
        free(recording->name[i]);
    for (unsigned i = 0; i < recording->notes; i++) {
        free(recording->note[i].key);
        free(recording->note[i].value);
    }
    free(recording->note);
    free(recording->name);
    free(recording->line);
    free(recording->path);
    free(recording);
}

void recording_stop_at(struct recording *recording, int stop)
{
    source_stop_at(recording->source, stop);
}

unsigned recording_pads(const struct recording *recording)
{
    return recording->pads;
}

const char *recording_pad_name(const struct recording *recording, unsigned pad)
{
    return recording->name[pad];
}

/* A decimal number and nothing else, in any locale; infinite where it is too large. */
static bool parse_number(const char *text, double *number)
{
    if (*text == '\0' || strspn(text, "+-0123456789.eE") != strlen(text))
        return false;
    char *end;
    *number = strtod(text, &end);
    return *end == '\0';
}

/* So that the time between any two fits 63 bits of nanoseconds; clocks reach it in 2096. */
static const double SECONDS_MOST = 4e9;
/* Far beyond any unit's loads, and sums of it still fit a float. */
static const double VALUE_MOST = 1e30;

/* Seconds to nanoseconds without the rounding of a double where there are many seconds. */
bool recording_time(const char *text, int64_t *time_ns)
{
    double seconds;
    if (!parse_number(text, &seconds) || fabs(seconds) > SECONDS_MOST)
        return false;
    if (strpbrk(text, "eE")) {
        *time_ns = (int64_t)llround(seconds * 1e9);
        return true;
    }
    bool negative = *text == '-';
    text += strspn(text, "+-");
    int64_t ns = 0;
    for (; isdigit((unsigned char)*text); text++)
        ns = ns * 10 + (*text - '0');
    text += *text == '.';
    for (int digit = 0; digit < 9; digit++)
        ns = ns * 10 + (isdigit((unsigned char)*text) ? *text++ - '0' : 0);
    *time_ns = negative ? -ns : ns;
    return true;
}

/* NULL, or what is wrong with the value. A load below zero is none: cells at rest say so. */
static const char *parse_value(const char *text, float *value, uint8_t *state)
{
    double number;
    *value = 0;
    *state = PAD_EMPTY;
    if (*text == '\0' || strcasecmp(text, "nan") == 0 || strcasecmp(text, "-nan") == 0)
        return NULL;
    if (!parse_number(text, &number))
        return "is not a number";
    if (fabs(number) > VALUE_MOST)
        return "is out of range: a load is at most 1e30";
    *value = number > 0 ? (float)number : 0;
    *state = PAD_VALID;
    return NULL;
}

static bool parse_row(struct recording *recording, struct frame *frame)
{
    char what[160];
    char *rest = recording->line;
    const char *field = next_field(&rest);
    if (!recording_time(field, &frame->time_ns)) {
        snprintf(what, sizeof what, "\"%.40s\" is no time in seconds, at most 4e9 either way",
                 field);
        return bad_row(recording, what);
    }
    unsigned values = 0;
    for (; (field = next_field(&rest)) != NULL; values++) {
        if (values >= recording->pads)
            continue;
        const char *wrong = parse_value(field, &frame->value[values], &frame->state[values]);
        if (wrong) {
            snprintf(what, sizeof what, "\"%.40s\" %s", field, wrong);
            return bad_row(recording, what);
        }
    }
    if (values != recording->pads) {
        snprintf(what, sizeof what, "%u values where the header names %u pads", values,
                 recording->pads);
        return bad_row(recording, what);
    }
    frame->number = (uint32_t)recording->frames++;
    frame->pads = recording->pads;
    return true;
}

int recording_next(struct recording *recording, struct frame *frame)
{
    for (;;) {
        switch (read_line(recording)) {
        case LINE_END: return 0;
        case LINE_BROKEN:
            recording->line_number++;
            bad_row(recording, "the file is damaged from here on");
            return 0;
        case LINE_TOO_LONG: bad_row(recording, "the line is too long"); break;
        case LINE_READ:
            if (!passes_over(recording) && parse_row(recording, frame))
                return 1;
        }
    }
}

uint64_t recording_bad_rows(const struct recording *recording)
{
    return recording->bad_rows;
}

const char *recording_note(const struct recording *recording, const char *key, unsigned index)
{
    for (unsigned i = 0; i < recording->notes; i++) {
        if (strcmp(recording->note[i].key, key) == 0 && index-- == 0)
            return recording->note[i].value;
    }
    return NULL;
}
