/* What is known of who is on the mat: from the snapshot, kept current as it changes. */
#include "session/inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first two weeks; where no clock tells them, as many sessions as fit into them. */
enum { FIRST_DAYS = 14, FIRST_SESSIONS = 6 };

static int index_of_person(const struct session *session)
{
    for (unsigned i = 0; i < session->snapshot.people && i < PEOPLE_MAX; i++)
        if (session->snapshot.person[i].id == session->person)
            return (int)i;
    return -1;
}

const struct history_view *person_history(const struct session *session)
{
    const int i = session->person ? index_of_person(session) : -1;
    return i < 0 ? NULL : &session->snapshot.person[i].history;
}

bool person_is_new(const struct session *session)
{
    const struct history_view *history = person_history(session);
    if (!history)
        return true;
    return history->days_since_first >= 0 ? history->days_since_first < FIRST_DAYS
                                          : history->sessions < FIRST_SESSIONS;
}

static const char *setting_in(const struct setting *setting, unsigned count, const char *key)
{
    for (unsigned i = 0; i < count && i < SETTINGS_MAX; i++)
        if (!strcmp(setting[i].key, key))
            return setting[i].value;
    return "";
}

/* The list is as long as the log's snapshot; what does not fit is in the log all the same. */
static void put_setting(struct setting *setting, unsigned *count, const char *key,
                        const char *value)
{
    unsigned i = 0;
    while (i < *count && strcmp(setting[i].key, key))
        i++;
    if (i == SETTINGS_MAX)
        return;
    if (i == *count)
        ++*count;
    text_copy(setting[i].key, sizeof setting[i].key, key);
    text_copy(setting[i].value, sizeof setting[i].value, value);
}

const char *person_setting(const struct session *session, const char *key)
{
    const int i = session->person ? index_of_person(session) : -1;
    return i < 0 ? ""
                 : setting_in(session->snapshot.person[i].setting,
                              session->snapshot.person[i].settings, key);
}

const char *station_setting(const struct session *session, const char *key)
{
    return setting_in(session->snapshot.setting, session->snapshot.settings, key);
}

void person_set(struct session *session, const char *key, const char *value)
{
    const int i = session->person ? index_of_person(session) : -1;
    if (i < 0)
        return;
    put_setting(session->snapshot.person[i].setting, &session->snapshot.person[i].settings, key,
                value);
    record_setting(session, session->person, key, value);
}

void station_set(struct session *session, const char *key, const char *value)
{
    put_setting(session->snapshot.setting, &session->snapshot.settings, key, value);
    record_setting(session, 0, key, value);
}

/* "easier.plank_front": one setting a fact, so that the log needs no table of its own. */
static void progress_key(char key[ID_MAX], const char *fact, const char *exercise)
{
    snprintf(key, ID_MAX, "%s.%.24s", fact, exercise);
}

static unsigned progress_number(const struct session *session, const char *fact,
                                const char *exercise)
{
    char key[ID_MAX];
    progress_key(key, fact, exercise);
    return (unsigned)strtoul(person_setting(session, key), NULL, 10);
}

struct progress person_progress(const struct session *session, const char *exercise)
{
    struct progress progress = {
        .clean = progress_number(session, "clean", exercise),
        .hold_target_s = progress_number(session, "hold_s", exercise),
        .sets = progress_number(session, "sets", exercise),
        .easier = progress_number(session, "easier", exercise) != 0,
        .barred = progress_number(session, "barred", exercise) != 0,
    };
    text_copy(progress.exercise, sizeof progress.exercise, exercise);
    return progress;
}

void person_progress_set(struct session *session, const char *exercise, const char *fact,
                         unsigned value)
{
    char key[ID_MAX], text[16];
    if (progress_number(session, fact, exercise) == value)
        return;
    progress_key(key, fact, exercise);
    snprintf(text, sizeof text, "%u", value);
    person_set(session, key, text);
}
