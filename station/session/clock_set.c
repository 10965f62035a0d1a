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

/* The year and month before it are known. */
static int last_of(const struct session *session, unsigned field)
{
    const int year = session->dial[0], month = session->dial[1];
    if (field != 2)
        return dial[field].most;
    const bool december = month == 12;
    return (int)(days_of(december ? year + 1 : year, december ? 1 : month + 1, 1) -
                 days_of(year, month, 1));
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

/* A clock that is known is only put right. */
static void read_clock(const struct wall_clock *wall, int at[FIELDS])
{
    const int64_t local_s = wall->unix_s + wall->offset_s, day_s = 86400;
    const int64_t days = local_s / day_s, s = local_s % day_s;
    while (at[0] < dial[0].most && days_of(at[0] + 1, 1, 1) <= days)
        at[0]++;
    while (at[1] < 12 && days_of(at[0], at[1] + 1, 1) <= days)
        at[1]++;
    at[2] = (int)(days - days_of(at[0], at[1], 1)) + 1;
    at[3] = (int)(s / 3600);
    at[4] = (int)(s / 60 % 60) / dial[4].step * dial[4].step;
}

void clock_set_open(struct session *session)
{
    static const int from[FIELDS] = {2026, 1, 1, 12, 0};
    memcpy(session->dial, from, sizeof session->dial);
    const int64_t local_s = session->wall.unix_s + session->wall.offset_s;
    if (session->wall.known && local_s >= days_of(from[0], 1, 1) * 86400 &&
        local_s < days_of(dial[0].most + 1, 1, 1) * 86400)
        read_clock(&session->wall, session->dial);
    session->question = 0;
    show(session);
}

void clock_set_turn(struct session *session)
{
    const unsigned field = session->question;
    session->dial[field] += dial[field].step;
    if (session->dial[field] > last_of(session, field))
        session->dial[field] = dial[field].least;
    show(session);
}

static void record_clock(struct session *session, int64_t unix_s)
{
    struct record *record = record_new(session, RECORD_CLOCK);
    record->session = 0;
    record->u.clock.unix_s = unix_s;
}

void clock_take(struct session *session, const struct wall_clock *wall)
{
    struct clock_known *known = &session->clock_known;
    if (wall->known && (!known->machine || wall->set != known->set)) {
        record_clock(session, wall->unix_s);
        known->by_hand = false;
    }
    known->machine = wall->known;
    known->set = wall->set;
    session->wall = *wall;
    if (known->by_hand) {
        session->wall.known = true;
        session->wall.unix_s = known->ahead_s + session->now_ns / NS_PER_S;
    }
}

/* Holds until the machine learns the time itself. */
static void keep(struct session *session)
{
    const int *at = session->dial;
    const int64_t local_s = days_of(at[0], at[1], at[2]) * 86400 + at[3] * 3600 + at[4] * 60;
    const int64_t unix_s = local_s - session->wall.offset_s;
    record_clock(session, unix_s);
    session->clock_known.by_hand = true;
    session->clock_known.ahead_s = unix_s - session->now_ns / NS_PER_S;
}

void clock_set_chose(struct session *session, const char *id)
{
    if (strcmp(id, "take")) {
        more_open(session);
    } else if (++session->question < FIELDS) {
        if (session->dial[2] > last_of(session, 2))
            session->dial[2] = last_of(session, 2);
        show(session);
    } else {
        keep(session);
        more_open(session);
        cue_key(session, URGENCY_LEAD, "say.clock_set");
    }
}
