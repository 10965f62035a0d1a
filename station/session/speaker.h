/* What is said, and the texts of the chosen language. Inside the room only. */
#ifndef MATSTATION_SESSION_SPEAKER_H
#define MATSTATION_SESSION_SPEAKER_H

#include "session/session.h"

enum { CUES_WAITING_MAX = 8 };
struct waiting {
    enum urgency urgency;
    int64_t until_ns;
    char spoken[320];
};

struct speaker {
    unsigned waiting;
    struct waiting queue[CUES_WAITING_MAX];
    int64_t busy_until_ns; /* the last words are still being spoken, or their distance kept */
    enum urgency speaking;
    char last[320];
    int64_t last_ns;
    unsigned tones;
    enum tone tone[CUES_MAX];
};

void cue_tone(struct session *session, enum tone tone);
/* Words now or soon: the urgent first, calm ones lapse. text is in the language already. */
void cue_say(struct session *session, enum urgency urgency, const char *text);
void cue_key(struct session *session, enum urgency urgency, const char *key);
void cue_hush(struct session *session); /* what waits is no longer true; safety still is */
void cue_stop(struct session *session); /* nor is safety; but a sentence of it is said to its end */
void cue_flush(struct session *session);

const char *text_of(const struct session *session, const char *key);
/* The template with each {name} replaced by its value; the list ends with an empty one. */
struct fill {
    const char *name, *value;
};
void text_fill(char *out, size_t size, const char *template, const struct fill *fills);
/* Cuts at a whole character. */
void text_copy(char *out, size_t size, const char *text);
void text_copy_key(char *out, size_t size, const struct session *session, const char *key);

#endif
