/* Setting the time with one button: a short press turns the dial on, a held one takes it. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { FIELDS = 5 };

static const struct {
    const char *key;
    int least, most, step;
} dial[FIELDS] = {
    {"year", 2025, 2045, 1}, {"month", 1, 12, 1},  {"day", 1, 31, 1},
    {"hour", 0, 23, 1},      {"minute", 0, 55, 5},
};

/* Days since 1970-01-01 of a date in the Gregorian calendar (Hinnant, chrono-compatible
 * low-level date algorithms). */
static int64_t days_of(int year, int month, int day)
{
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t era = y / 400;
    const int64_t year_of_era = y - era * 400;
    const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
           719468;
}

static void show(struct session *session)
{
    char key[48], value[16];
    const unsigned field = session->question;
    snprintf(key, sizeof key, "clock.%s", dial[field].key);
    snprintf(value, sizeof value, "%d", session->dial[field]);
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_CLOCK);
    menu_card(session, "take", value, text_of(session, key), -1);
    cue_say(session, URGENCY_LEAD, text_of(session, key));
    cue_say(session, URGENCY_LEAD, value);
}

void clock_set_open(struct session *session)
{
    static const int from[FIELDS] = {2026, 1, 1, 12, 0};
    memcpy(session->dial, from, sizeof session->dial);
    session->question = 0;
    show(session);
}

void clock_set_turn(struct session *session)
{
    const unsigned field = session->question;
    session->dial[field] += dial[field].step;
    if (session->dial[field] > dial[field].most)
        session->dial[field] = dial[field].least;
    show(session);
}

static void keep(struct session *session)
{
    const int *at = session->dial;
    const int64_t local_s = days_of(at[0], at[1], at[2]) * 86400 + at[3] * 3600 + at[4] * 60;
    struct record *record = record_new(session, RECORD_CLOCK);
    record->session = 0;
    record->u.clock.unix_s = local_s - session->wall.offset_s;
}

void clock_set_chose(struct session *session, const char *id)
{
    if (strcmp(id, "take")) {
        more_open(session);
    } else if (++session->question < FIELDS) {
        show(session);
    } else {
        keep(session);
        more_open(session);
    }
}
