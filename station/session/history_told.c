/* The last 30 days by ear: what the page of history draws, in a few sentences one after the other.
 */
#include "session/inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Each writes its sentence, or nothing where there is nothing to tell. */
typedef void sentence(const struct session *session, const struct history_view *history, char *out,
                      size_t size);

static void fill_numbers(const struct session *session, const char *key, double n, double m,
                         char *out, size_t size)
{
    char first[24], second[24];
    snprintf(first, sizeof first, "%.0f", n);
    snprintf(second, sizeof second, "%.0f", m);
    text_fill(out, size, text_of(session, key),
              (const struct fill[]){{"n", first}, {"m", second}, {0}});
}

static double credited_minutes(const struct history_day *day)
{
    double sum = 0;
    for (unsigned kind = 0; kind < KINDS; kind++)
        sum += (double)day->minutes[kind];
    return sum;
}

static void days(const struct session *session, const struct history_view *history, char *out,
                 size_t size)
{
    unsigned count = 0;
    double minutes = 0;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        const double credited = credited_minutes(&history->day[i]);
        count += credited + (double)history->day[i].by_time_minutes > 0;
        minutes += credited;
    }
    if (count)
        fill_numbers(session, "say.history.days", count, minutes, out, size);
    else
        text_copy(out, size, text_of(session, "ui.history.nothing"));
}

/* What the mat did not see stands beside what it did, never in one sum with it. */
static void by_time(const struct session *session, const struct history_view *history, char *out,
                    size_t size)
{
    double minutes = 0;
    for (unsigned i = 0; i < HISTORY_DAYS; i++)
        minutes += (double)history->day[i].by_time_minutes;
    if (minutes >= 0.5)
        fill_numbers(session, "say.history.by_time", minutes, 0, out, size);
}

/* "Mobility 20, Release 35": each kind that was done for half a minute at least. */
static void kinds(const struct session *session, const struct history_view *history, char *out,
                  size_t size)
{
    static const char *const keys[KINDS] = {"kind.warm_up", "kind.mobility", "kind.smr",
                                            "kind.stretch", "kind.strength", "kind.breath"};
    char list[200] = "";
    for (unsigned kind = 0; kind < KINDS; kind++) {
        double minutes = 0;
        for (unsigned i = 0; i < HISTORY_DAYS; i++)
            minutes += (double)history->day[i].minutes[kind];
        const size_t used = strlen(list);
        if (minutes >= 0.5)
            snprintf(list + used, sizeof list - used, "%s%s %.0f", used ? ", " : "",
                     text_of(session, keys[kind]), minutes);
    }
    if (*list)
        text_fill(out, size, text_of(session, "say.history.kinds"),
                  (const struct fill[]){{"list", list}, {0}});
}

static void planks(const struct session *session, const struct history_view *history, char *out,
                   size_t size)
{
    float longest_s = 0;
    for (unsigned i = 0; i < HISTORY_DAYS; i++)
        longest_s = fmaxf(longest_s, history->day[i].plank_s);
    if (longest_s > 0)
        fill_numbers(session, "say.history.plank", (double)longest_s, 0, out, size);
}

static void bridges(const struct session *session, const struct history_view *history, char *out,
                    size_t size)
{
    float longest_s = 0;
    for (unsigned i = 0; i < HISTORY_DAYS; i++)
        longest_s = fmaxf(longest_s, history->day[i].bridge_s);
    if (longest_s > 0)
        fill_numbers(session, "say.history.bridge", (double)longest_s, 0, out, size);
}

static void sides(const struct session *session, const struct history_view *history, char *out,
                  size_t size)
{
    double left_s = 0, right_s = 0;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        left_s += (double)history->day[i].left_s;
        right_s += (double)history->day[i].right_s;
    }
    if (left_s + right_s >= 60)
        fill_numbers(session, "say.history.sides", left_s / 60, right_s / 60, out, size);
}

static void stiffness(const struct session *session, const struct history_view *history, char *out,
                      size_t size)
{
    for (unsigned week = 0; week < HISTORY_WEEKS; week++)
        if (!isnan(history->stiffness[week])) {
            fill_numbers(session, "say.history.stiffness", (double)history->stiffness[week], 0, out,
                         size);
            return;
        }
}

/* One is said when the one before it was; so none of them waits in vain. */
void history_tell(struct session *session)
{
    static sentence *const all[] = {days, by_time, kinds, planks, bridges, sides, stiffness};
    static const struct history_view none; /* a guest's */
    const struct history_view *history = person_history(session);
    const struct speaker *speaker = &session->speaker;
    if (speaker->waiting > 0 || session->now_ns < speaker->busy_until_ns)
        return;
    char text[320] = "";
    while (!*text && session->sentence < sizeof all / sizeof *all)
        all[session->sentence++](session, history ? history : &none, text, sizeof text);
    if (!history) /* the first has said that there is nothing */
        session->sentence = sizeof all / sizeof *all;
    cue_say(session, URGENCY_LEAD, text);
}
