#include "store/history.h"
#include "store/dates.h"
#include "store/rows.h"
#include "store/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How far back is looked: the days and weeks of the view; and, as some may have a wrong date or
 * none, so many rows outside them. */
enum { ROWS_OUTSIDE = 60, SESSIONS_MOST = 300, ANSWERS_MOST = 400, TWO_WEEKS = 14 };

/* Sessions, where no clock tells the days; the first two weeks are counted so, too. */
enum { ANSWERS_A_WEEK = 3, ANSWERS_IN_TWO_WEEKS = 2 * ANSWERS_A_WEEK };

/* Whoever moved west may find what was done "tomorrow"; what is further ahead has a wrong date. */
enum { WEST_DAYS = 1 };

struct history_walk {
    struct database *database;
    const struct present *present;
    struct history_view *view;
    struct dating dating;
    int64_t today; /* local day; without a clock, the newest dated day of an earlier boot + 1 */
    bool today_known;
    int64_t newest;     /* session that counts; 0: there is none */
    unsigned answered;  /* how often it was told how the back is */
    unsigned done_days; /* bits of the days of this week on which something was done */
};

enum fault dating_unix_ms(struct dating *dating, int64_t run, int64_t at_ms, int64_t *unix_ms)
{
    enum fault fault = FAULT_NONE;
    if (dating->run.id != run)
        fault = rows_get(dating->database, &table_run, run, &dating->run);
    bool known = !fault && dating->run.id == run && dating->run.unix_offset_ms != UNKNOWN;
    *unix_ms = known ? dating->run.unix_offset_ms + at_ms : UNKNOWN;
    return fault;
}

/* Days ago; -1: not known, as where some boot's clock ran ahead. Without a clock day 0 is this
 * boot, and what came before counts from the newest dated day. */
static enum fault days_ago(struct history_walk *walk, int64_t run, int64_t at_ms, int *days)
{
    int64_t unix_ms;
    enum fault fault = dating_unix_ms(&walk->dating, run, at_ms, &unix_ms);
    *days = -1;
    if (fault)
        return fault;
    if (!walk->view->clock_known && strcmp(walk->dating.run.boot, walk->present->run->boot) == 0) {
        *days = 0;
    } else if (unix_ms != UNKNOWN) {
        int64_t day = date_local_day(unix_ms / 1000);
        if (!walk->today_known) {
            walk->today = day + 1;
            walk->today_known = true;
        }
        int64_t ago = walk->today - day;
        *days = ago >= 0 ? (int)ago : ago >= -WEST_DAYS ? 0 : -1;
    }
    return FAULT_NONE;
}

/* ---- steps */

static void add_to_day(struct history_day *day, const struct step_row *step, int kind)
{
    float longest_s = (float)step->longest_hold_ms / 1000.0F;
    day->minutes[kind] += (float)step->credited_ms / 60000.0F;
    day->by_time_minutes += (float)step->by_time_ms / 60000.0F;
    day->left_s += (float)step->left_ms / 1000.0F;
    day->right_s += (float)step->right_ms / 1000.0F;
    if (kind == KIND_SMR) {
        int region = word_value(words_region, step->region);
        day->area_minutes[region] += (float)step->credited_ms / 60000.0F;
        day->area_by_time_minutes[region] += (float)step->by_time_ms / 60000.0F;
    }
    if (strcmp(step->exercise, "plank_front") == 0 && longest_s > day->plank_s)
        day->plank_s = longest_s;
    if (strcmp(step->exercise, "bridge_hold") == 0 && longest_s > day->bridge_s)
        day->bridge_s = longest_s;
}

/* day NULL: only whether there was strength among them. */
static enum fault count_steps(struct history_walk *walk, const struct session_row *session,
                              struct history_day *day, bool *strength)
{
    struct step_row step;
    struct walk rows;
    rows_begin(&rows, walk->database, &table_step, "WHERE id >= ?1 AND id < ?2",
               session->id * STEPS_A_SESSION, (session->id + 1) * STEPS_A_SESSION, 0);
    while (rows_next(&rows, &step)) {
        int kind = word_value(words_kind, step.kind);
        if (day)
            add_to_day(day, &step, kind);
        *strength |= kind == KIND_STRENGTH && step.credited_ms + step.by_time_ms > 0;
    }
    return rows_end(&rows);
}

/* ---- sessions */

void everyday_of(const struct programmes *programmes, struct everyday *everyday)
{
    everyday->programmes = 0;
    for (size_t i = 0; i < programmes->count && everyday->programmes < EVERYDAY_MAX; i++)
        if (!programmes->programme[i].strength)
            memcpy(everyday->programme[everyday->programmes++], programmes->programme[i].id,
                   ID_MAX);
}

static bool is_everyday(const struct everyday *everyday, const char *programme)
{
    for (unsigned i = 0; everyday && i < everyday->programmes; i++)
        if (strcmp(everyday->programme[i], programme) == 0)
            return true;
    return false;
}

static bool is_shown(int days)
{
    return days >= 0 && days < HISTORY_DAYS;
}

static enum fault count_session(struct history_walk *walk, const struct session_row *session,
                                int days)
{
    struct history_view *view = walk->view;
    const bool shown = is_shown(days);
    struct history_day *day = NULL;
    if (shown)
        day = &view->day[days];
    enum fault fault = FAULT_NONE;
    bool strength = false;
    if (shown || (days >= 0 && view->days_since_strength < 0))
        fault = count_steps(walk, session, day, &strength);
    if (!*view->last_programme)
        memcpy(view->last_programme, session->programme, sizeof view->last_programme);
    if (days < 0)
        return fault;
    if (view->days_since_last < 0)
        view->days_since_last = days;
    strength = strength && !is_everyday(walk->present->everyday, session->programme);
    if (strength && view->days_since_strength < 0)
        view->days_since_strength = days;
    int64_t that_day = walk->today - days;
    if (days < 7 &&
        (!view->clock_known ? days == 0 : date_week(that_day) == date_week(walk->today)))
        walk->done_days |= 1U << days;
    return fault;
}

static enum fault walk_sessions(struct history_walk *walk, uint32_t person)
{
    struct session_row session;
    struct walk rows;
    unsigned outside = 0;
    enum fault fault = FAULT_NONE;
    rows_begin(&rows, walk->database, &table_session, HISTORY_COUNTS " ORDER BY id DESC LIMIT ?3",
               person, HISTORY_LEAST_MS, SESSIONS_MOST);
    while (!fault && rows_next(&rows, &session)) {
        int days;
        if (walk->newest == 0)
            walk->newest = session.id;
        fault = days_ago(walk, session.run, session.began_ms, &days);
        if (!fault)
            fault = count_session(walk, &session, days);
        outside += !is_shown(days);
        if (outside > ROWS_OUTSIDE)
            break;
    }
    enum fault walked = rows_end(&rows);
    walk->view->days_done_this_week = (unsigned)__builtin_popcount(walk->done_days);
    return fault ? fault : walked;
}

static enum fault find_first(struct history_walk *walk, uint32_t person)
{
    struct session_row session;
    struct walk rows;
    enum fault fault = FAULT_NONE;
    rows_begin(&rows, walk->database, &table_session, HISTORY_COUNTS " ORDER BY id LIMIT ?3",
               person, HISTORY_LEAST_MS, SESSIONS_MOST);
    while (!fault && walk->view->days_since_first < 0 && rows_next(&rows, &session))
        fault = days_ago(walk, session.run, session.began_ms, &walk->view->days_since_first);
    enum fault walked = rows_end(&rows);
    return fault ? fault : walked;
}

/* ---- answers */

/* Without a clock answers are counted, in this boot as before it; with one, what has no date or a
 * wrong one is not recent. */
static void count_answer(struct history_walk *walk, const struct answer_row *answer, int days)
{
    struct history_view *view = walk->view;
    const bool is_dated = days >= 0;
    if (strcmp(answer->question, "feeling") == 0) {
        const bool worse = strcmp(answer->answer, "worse") == 0;
        if (walk->answered++ == 0)
            view->felt_worse = worse && answer->session >= walk->newest;
        const bool recent = view->clock_known ? is_dated && days < TWO_WEEKS
                                              : walk->answered <= ANSWERS_IN_TWO_WEEKS;
        view->worse_in_two_weeks += worse && recent;
    } else if (strcmp(answer->question, "stiffness") == 0 &&
               (view->clock_known ? is_dated : walk->answered < ANSWERS_A_WEEK)) {
        int64_t week =
            view->clock_known ? date_week(walk->today) - date_week(walk->today - days) : 0;
        if (week < HISTORY_WEEKS && isnan(view->stiffness[week]))
            view->stiffness[week] = (float)strtoul(answer->answer, NULL, 10);
    }
}

static enum fault walk_answers(struct history_walk *walk, uint32_t person)
{
    struct answer_row answer;
    struct walk rows;
    unsigned outside = 0;
    enum fault fault = FAULT_NONE;
    rows_begin(&rows, walk->database, &table_answer, "WHERE person = ?1 ORDER BY id DESC LIMIT ?2",
               person, ANSWERS_MOST, 0);
    while (!fault && rows_next(&rows, &answer)) {
        int days;
        fault = days_ago(walk, answer.run, answer.at_ms, &days);
        if (!fault)
            count_answer(walk, &answer, days);
        outside += days < 0 || days > HISTORY_WEEKS * 7;
        if (outside > ROWS_OUTSIDE)
            break;
    }
    enum fault walked = rows_end(&rows);
    return fault ? fault : walked;
}

enum fault history_of(struct database *database, const struct present *present, uint32_t person,
                      struct history_view *view)
{
    *view = (struct history_view){
        .clock_known = present->unix_now_ms != UNKNOWN,
        .days_since_first = -1,
        .days_since_last = -1,
        .days_since_strength = -1,
    };
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        view->stiffness[i] = NAN;
    struct history_walk walk = {
        .database = database,
        .present = present,
        .view = view,
        .dating = {.database = database},
        .today_known = view->clock_known,
    };
    if (view->clock_known) {
        walk.today = date_local_day(present->unix_now_ms / 1000);
        view->today_unix_s = date_local_midnight(present->unix_now_ms / 1000);
    }
    int64_t sessions = 0;
    enum fault fault =
        rows_count(database, &table_session, HISTORY_COUNTS, person, HISTORY_LEAST_MS, &sessions);
    view->sessions = (unsigned)sessions;
    if (!fault)
        fault = walk_sessions(&walk, person);
    if (!fault)
        fault = find_first(&walk, person);
    return fault ? fault : walk_answers(&walk, person);
}
