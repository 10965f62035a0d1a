#include "app/events.h"

#include "catalogue/catalogue.h"
#include "detect/detector.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* Seconds with all the digits that they have, up to nine, at least three. */
static void print_seconds(FILE *file, const char *key, int64_t ns)
{
    char digits[16];
    uint64_t size = ns < 0 ? -(uint64_t)ns : (uint64_t)ns;
    int length = snprintf(digits, sizeof digits, "%09" PRIu64, size % 1000000000);
    while (length > 3 && digits[length - 1] == '0')
        digits[--length] = '\0';
    fprintf(file, "\"%s\":%s%" PRIu64 ".%s", key, ns < 0 ? "-" : "", size / 1000000000, digits);
}

static void print_number(FILE *file, const char *key, double value, int decimals)
{
    if (isfinite(value))
        fprintf(file, ",\"%s\":%.*f", key, decimals, value);
    else
        fprintf(file, ",\"%s\":null", key);
}

static void print_string(FILE *file, const char *key, const char *text)
{
    fprintf(file, ",\"%s\":\"", key);
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            fprintf(file, "\\%c", *text);
        else if ((unsigned char)*text < ' ')
            fprintf(file, "\\u%04x", (unsigned)*text);
        else
            putc(*text, file);
    }
    putc('"', file);
}

static void print_interval(FILE *file, const struct event *event)
{
    putc(',', file);
    print_seconds(file, "from_s", event->from_ns);
    putc(',', file);
    print_seconds(file, "to_s", event->to_ns);
}

static void print_credited(FILE *file, const struct event *event)
{
    print_interval(file, event);
    putc(',', file);
    print_seconds(file, "credited_s", event->credited_ns);
}

static void print_contact(FILE *file, const struct event *event)
{
    fprintf(file, ",\"on\":%s", event->on ? "true" : "false");
    print_number(file, "x_mm", (double)event->x_mm, 0);
    print_number(file, "y_mm", (double)event->y_mm, 0);
    print_number(file, "share", (double)event->share, 3);
    print_string(file, "zone", zone_name(event->zone));
}

static void print_region(FILE *file, const struct event *event)
{
    print_string(file, "region", region_name(event->region));
    print_number(file, "confidence", (double)event->confidence, 2);
    print_string(file, "side", event->side == SIDE_BOTH ? "unclear" : side_name(event->side));
}

static void print_stroke(FILE *file, const struct event *event)
{
    fprintf(file, ",\"n\":%u", event->n);
    print_string(file, "direction", direction_name(event->direction));
    print_number(file, "from_mm", (double)event->from_mm, 0);
    print_number(file, "to_mm", (double)event->to_mm, 0);
    print_interval(file, event);
}

void event_print(FILE *file, const struct event *event, const struct mat *mat)
{
    putc('{', file);
    print_seconds(file, "t", event->time_ns);
    print_string(file, "event", event_name(event->kind));
    switch (event->kind) {
    case EVENT_MAT_ON:
    case EVENT_MAT_OFF:
    case EVENT_MOVING:
    case EVENT_STILL: break;
    case EVENT_CONTACT: print_contact(file, event); break;
    case EVENT_STROKE:
        print_stroke(file, event);
        print_region(file, event);
        break;
    case EVENT_PAUSE:
        print_credited(file, event);
        print_region(file, event);
        break;
    case EVENT_HOLD:
        print_credited(file, event);
        print_string(file, "why", why_name(event->why));
        break;
    case EVENT_REP:
        fprintf(file, ",\"n\":%u", event->n);
        print_interval(file, event);
        print_number(file, "confidence", (double)event->confidence, 2);
        break;
    case EVENT_LEAN:
        print_string(file, "direction", direction_name(event->direction));
        print_number(file, "share", (double)event->share, 3);
        break;
    case EVENT_GAP: print_interval(file, event); break;
    case EVENT_PAD_FAULT:
    case EVENT_PAD_OK:
        print_string(file, "pad", mat->pad[event->pad].name);
        print_string(file, "kind", pad_fault_name(event->fault));
        break;
    case EVENT_EXERCISE:
        print_string(file, "id", event->exercise);
        print_number(file, "confidence", (double)event->confidence, 2);
        break;
    }
    fputs("}\n", file);
}

void tally_step(struct tally *tally, const struct observation *seen)
{
    if (tally->frames++ == 0)
        tally->first_ns = seen->time_ns;
    else if (seen->gap_ns == 0 && tally->on_mat) {
        int64_t interval_ns = seen->time_ns - tally->last_ns;
        tally->on_mat_ns += interval_ns;
        tally->person_ns += tally->person ? interval_ns : 0;
        *(tally->moving ? &tally->moving_ns : &tally->still_ns) += interval_ns;
        if (isfinite(tally->left_share)) {
            tally->left_share_ns += (double)tally->left_share * (double)interval_ns;
            tally->left_ns += interval_ns;
        }
    }
    tally->last_ns = seen->time_ns;
    tally->on_mat = seen->presence != PRESENCE_NOBODY;
    tally->person = seen->presence == PRESENCE_PERSON;
    tally->moving = seen->moving;
    tally->left_share = seen->balance.left_share;
    memcpy(tally->exercise, seen->recognised, sizeof tally->exercise);
    tally->confidence = seen->confidence;
}

void tally_count(struct tally *tally, const struct event *event)
{
    tally->gaps += event->kind == EVENT_GAP;
    tally->strokes += event->kind == EVENT_STROKE;
    tally->reps += event->kind == EVENT_REP;
    if (event->kind == EVENT_PAUSE) {
        tally->pauses++;
        tally->pause_ns += event->credited_ns;
    } else if (event->kind == EVENT_HOLD) {
        tally->holds++;
        tally->hold_ns += event->credited_ns;
    } else if (event->kind == EVENT_EXERCISE) {
        memcpy(tally->exercise, event->exercise, sizeof tally->exercise);
        tally->confidence = event->confidence;
    }
}

void tally_print(FILE *file, const struct tally *tally)
{
    putc('{', file);
    print_seconds(file, "t", tally->last_ns);
    fprintf(file,
            ",\"event\":\"summary\",\"frames\":%" PRIu64 ",\"dropped\":%" PRIu64
            ",\"bad_rows\":%" PRIu64 ",\"gaps\":%" PRIu64 ",",
            tally->frames, tally->dropped, tally->bad_rows, tally->gaps);
    print_seconds(file, "seconds", tally->last_ns - tally->first_ns);
    putc(',', file);
    print_seconds(file, "on_mat_s", tally->on_mat_ns);
    putc(',', file);
    print_seconds(file, "person_s", tally->person_ns);
    putc(',', file);
    print_seconds(file, "moving_s", tally->moving_ns);
    putc(',', file);
    print_seconds(file, "still_s", tally->still_ns);
    fprintf(file, ",\"pauses\":%" PRIu64 ",", tally->pauses);
    print_seconds(file, "pause_s", tally->pause_ns);
    fprintf(file, ",\"holds\":%" PRIu64 ",", tally->holds);
    print_seconds(file, "hold_s", tally->hold_ns);
    fprintf(file, ",\"strokes\":%" PRIu64 ",\"reps\":%" PRIu64, tally->strokes, tally->reps);
    double share = tally->left_ns > 0 ? tally->left_share_ns / (double)tally->left_ns : NAN;
    print_number(file, "left_share", share, 3);
    print_string(file, "exercise", tally->exercise[0] ? tally->exercise : "unclear");
    print_number(file, "confidence", (double)tally->confidence, 2);
    fputs("}\n", file);
}
