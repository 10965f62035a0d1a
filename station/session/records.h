/* What is left behind, and what is known of a person. Inside the room only. */
#ifndef MATSTATION_SESSION_RECORDS_H
#define MATSTATION_SESSION_RECORDS_H

#include "session/session.h"

struct record *record_new(struct session *session, enum record_kind kind);
/* A pause, hold or repetition of the present step; place and confidence are not known yet. */
struct record *record_part(struct session *session, enum record_kind kind, int64_t from_ns,
                           int64_t to_ns);
void record_step(struct session *session, enum record_kind kind);
void record_setting(struct session *session, uint32_t person, const char *key, const char *value);
void record_answer(struct session *session, const char *question, const char *answer);

const struct history_view *person_history(const struct session *session); /* NULL: a guest */
bool person_is_new(const struct session *session); /* guests, and everybody's first two weeks */
/* Kept as settings of the person: fact is clean, hold_s, sets, easier or barred. */
struct progress person_progress(const struct session *session, const char *exercise);
void person_progress_set(struct session *session, const char *exercise, const char *fact,
                         unsigned value);
/* "" where it is not set. */
const char *person_setting(const struct session *session, const char *key);
const char *station_setting(const struct session *session, const char *key);
void person_set(struct session *session, const char *key, const char *value);
void station_set(struct session *session, const char *key, const char *value);

#endif
