/* Faults in plain words: what is wrong, and that the session goes on. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

static const int64_t SILENT_NS = 2 * NS_PER_S; /* a converter may miss a scan or two */

/* Of "tca9548a@0x70.0/ads1115@0x4b" 0x4b: lines are short, and which pad it is its name tells. */
static const char *address_of(const struct pad *pad)
{
    const char *at = strrchr(pad->chip, '@');
    return at ? at + 1 : *pad->chip ? pad->chip : "-";
}

/* The pad that broke last, or another one that is still broken. */
static unsigned broken_pad(const struct session *session)
{
    unsigned pad = session->trouble_pad;
    if (session->pad_fault[pad] == PAD_SOUND)
        for (pad = 0; pad < session->mat->pads && session->pad_fault[pad] == PAD_SOUND;)
            pad++;
    return pad;
}

unsigned trouble_pads(const struct session *session)
{
    unsigned broken = 0;
    for (unsigned pad = 0; pad < session->mat->pads; pad++) {
        const enum pad_fault fault = session->pad_fault[pad];
        broken += fault != PAD_SOUND && fault != PAD_FAULT_AGEING;
    }
    return broken;
}

/* Empty: none is broken. */
static void say_pad(const struct session *session, char *text, size_t size)
{
    static const char *const keys[] = {
        [PAD_FAULT_OPEN] = "trouble.open",     [PAD_FAULT_SHORT] = "trouble.short",
        [PAD_FAULT_STUCK] = "trouble.stuck",   [PAD_FAULT_SATURATED] = "trouble.saturated",
        [PAD_FAULT_NOISY] = "trouble.noisy",   [PAD_FAULT_MISSING] = "trouble.missing",
        [PAD_FAULT_AGEING] = "trouble.ageing",
    };
    const unsigned broken = broken_pad(session);
    *text = 0;
    if (broken >= session->mat->pads)
        return;
    const struct pad *pad = &session->mat->pad[broken];
    text_fill(text, size, text_of(session, keys[session->pad_fault[broken]]),
              (const struct fill[]){{"pad", pad->name}, {"chip", address_of(pad)}, {0}});
}

static void note_pad(struct session *session, const struct event *event)
{
    if (event->pad >= session->mat->pads)
        return;
    session->pad_fault[event->pad] = event->kind == EVENT_PAD_OK ? PAD_SOUND : event->fault;
    if (event->kind == EVENT_PAD_FAULT)
        session->trouble_pad = event->pad;
}

static void record_pad(struct session *session, const struct event *event)
{
    struct record *record = record_new(session, RECORD_PAD_HEALTH);
    record->u.pad.pad = event->pad;
    record->u.pad.fault = event->kind == EVENT_PAD_OK ? PAD_SOUND : event->fault;
}

bool trouble_mat_is_silent(const struct session *session)
{
    const struct sight *sight = &session->sight;
    return sight->silent && session->now_ns - sight->silent_since_ns >= SILENT_NS;
}

/* Where somebody is led; else the next one who chooses reads it. */
static void tell_silence(struct session *session)
{
    if (!session->sight.silent)
        session->silence_told = false;
    if (session->silence_told || session->stage != STAGE_RUN || !trouble_mat_is_silent(session))
        return;
    session->silence_told = true;
    cue_key(session, URGENCY_WARN, "say.mat_silent");
}

void trouble_take(struct session *session, const struct observation *seen)
{
    for (unsigned i = 0; seen && i < seen->events; i++) {
        const struct event *event = &seen->event[i];
        if (event->kind == EVENT_PAD_FAULT || event->kind == EVENT_PAD_OK) {
            note_pad(session, event);
            record_pad(session, event);
        }
    }
    tell_silence(session);
}

static bool stands_still(const struct snapshot *log)
{
    return *log->trouble_key && !log->saved;
}

/* Of all pads at once, else of the one that broke last. */
static void say_mat(const struct session *session, char *text, size_t size)
{
    if (trouble_mat_is_silent(session))
        text_copy(text, size, text_of(session, "trouble.mat"));
    else
        say_pad(session, text, size);
}

/* What may be lost yet goes first, what was lost long ago last. */
void trouble_fill(struct session *session)
{
    struct view *view = &session->view;
    const struct snapshot *log = &session->snapshot;
    if (stands_still(log))
        text_copy(view->trouble, sizeof view->trouble, text_of(session, log->trouble_key));
    else
        say_mat(session, view->trouble, sizeof view->trouble);
    if (!*view->trouble && session->health.button_stuck)
        text_copy(view->trouble, sizeof view->trouble, text_of(session, "trouble.button"));
    if (!*view->trouble && *log->trouble_key)
        text_copy(view->trouble, sizeof view->trouble, text_of(session, log->trouble_key));
}
