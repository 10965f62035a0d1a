#include "app/commands.h"
#include "app/interrupt.h"
#include "app/log_reader.h"
#include "app/options.h"

#include <math.h>
#include <stdio.h>
#include <time.h>

static int usage(void)
{
    printf("Usage: matstation history [--person NAME] [--data DIR]\n"
           "The last 30 days of the log: minutes credited by kind and by the area rolled, and\n"
           "the longest holds; and what no clock gave a date.\n"
           "  --person NAME   only this person (a name, or a number)\n"
           "  --data DIR      the folder of the log\n");
    return EXIT_DONE;
}

static int wrong(const struct app *app, const struct error *error)
{
    log_line(app->log, LOG_ERROR, "%s", error->text);
    return EXIT_USAGE;
}

static void print_minutes(float minutes)
{
    long tenths = lroundf(minutes * 10);
    if (tenths > 0)
        printf("%7ld.%ld", tenths / 10, tenths % 10);
    else
        printf("%9s", "-");
}

static void print_seconds(float seconds)
{
    if (seconds > 0)
        printf("%7ld s", lroundf(seconds));
    else
        printf("%9s", "-");
}

static bool is_empty(const struct history_day *day)
{
    float sum = day->by_time_minutes;
    for (unsigned kind = 0; kind < KINDS; kind++)
        sum += day->minutes[kind];
    return !(sum > 0);
}

static bool is_rolled(const struct history_day *day)
{
    float sum = 0;
    for (unsigned area = 0; area < REGIONS; area++)
        sum += day->area_minutes[area] + day->area_by_time_minutes[area];
    return sum > 0;
}

static void print_date(const struct history_view *view, int ago)
{
    char date[32] = "";
    /* Noon, so that an hour of summer time more or less stays within the day. */
    time_t noon = (time_t)(view->today_unix_s + 43200 - (int64_t)ago * 86400);
    struct tm local;
    if (localtime_r(&noon, &local))
        strftime(date, sizeof date, "%Y-%m-%d", &local);
    printf("%-10s", date);
}

static void print_day(const struct history_view *view, int ago)
{
    const struct history_day *day = &view->day[ago];
    print_date(view, ago);
    for (unsigned kind = 0; kind < KINDS; kind++)
        print_minutes(day->minutes[kind]);
    print_minutes(day->by_time_minutes);
    print_seconds(day->plank_s);
    print_seconds(day->bridge_s);
    putchar('\n');
}

/* What ran by time only stands beside what was seen, never in one sum with it. */
static void print_area(const struct history_day *day, enum region area)
{
    char by_time[32] = "";
    long tenths = lroundf(day->area_by_time_minutes[area] * 10);
    print_minutes(day->area_minutes[area]);
    if (tenths > 0)
        snprintf(by_time, sizeof by_time, " (%ld.%ld)", tenths / 10, tenths % 10);
    printf("%-8s", by_time);
}

static void print_areas(const struct history_view *view)
{
    static const enum region order[] = {REGION_GLUTES, REGION_TFL_ITB, REGION_QUADS_HIP_FLEXORS,
                                        REGION_ERECTOR_SPINAE, REGION_UNCLEAR};
    bool headed = false;
    for (int ago = 0; ago < HISTORY_DAYS; ago++) {
        const struct history_day *day = &view->day[ago];
        if (!is_rolled(day))
            continue;
        if (!headed)
            printf("%-10s%9s%17s%17s%17s%17s        minutes seen (by time)\n", "rolled", "glutes",
                   "TFL, ITB", "quads, flexors", "erectors", "unclear");
        headed = true;
        print_date(view, ago);
        for (unsigned i = 0; i < REGIONS; i++)
            print_area(day, order[i]);
        putchar('\n');
    }
}

static void print_undated(const struct logbook_undated *undated)
{
    if (undated->sessions > 0)
        printf(
            "%u session%s without a date, as the clock was not known: %.1f minutes seen, %.1f by "
            "time\n",
            undated->sessions, undated->sessions == 1 ? "" : "s",
            (double)undated->credited_ms / 60000, (double)undated->by_time_ms / 60000);
}

static void print_person(const struct logbook_person *person, const struct history_view *view,
                         const struct logbook_undated *undated)
{
    printf("%s: %u session%s in all\n", person->id ? person->name : "Guests", view->sessions,
           view->sessions == 1 ? "" : "s");
    printf("%-10s%9s%9s%9s%9s%9s%9s%9s%9s%9s\n", "minutes", "warm-up", "mobil.", "rolling",
           "stretch", "strength", "breath", "by time", "plank", "bridge");
    unsigned days = 0;
    for (int ago = 0; ago < HISTORY_DAYS; ago++) {
        if (is_empty(&view->day[ago]))
            continue;
        print_day(view, ago);
        days++;
    }
    if (days == 0)
        printf("nothing in the last %d days\n", HISTORY_DAYS);
    print_areas(view);
    print_undated(undated);
}

static int print_all(const struct app *app, struct log_reader *reader)
{
    struct logbook_person people[LOGBOOK_PEOPLE_MAX];
    unsigned count = logbook_people(reader->logbook, people, LOGBOOK_PEOPLE_MAX), printed = 0;
    for (unsigned i = 0; i < count; i++) {
        struct history_view view;
        struct logbook_undated undated;
        if (reader->person && people[i].id != reader->who.id)
            continue;
        if (logbook_history(reader->logbook, people[i].id, time(NULL), &view) != 0 ||
            logbook_undated(reader->logbook, people[i].id, &undated) != 0) {
            log_line(app->log, LOG_ERROR, "the log could not be read to its end");
            return EXIT_FAILED;
        }
        if (people[i].id == 0 && view.sessions == 0 && !reader->person)
            continue;
        if (printed++ > 0)
            putchar('\n');
        print_person(&people[i], &view, &undated);
    }
    if (printed == 0)
        printf("nobody has a session in the log yet\n");
    return EXIT_DONE;
}

int command_history(const struct app *app, int argc, char **argv)
{
    static const struct option known[] = {
        {"person", required_argument, NULL, 'p'},
        {"data", required_argument, NULL, 'd'},
        {"help", no_argument, NULL, 'h'},
        {0},
    };
    struct log_reader reader = {0};
    struct error error;
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, &error)) != OPTIONS_END;) {
        if (option == 'p')
            reader.person = optarg;
        else if (option == 'd')
            reader.data = optarg;
        else
            return option == 'h' ? usage() : wrong(app, &error);
    }
    if (options_rest(argc, argv, NULL, &error))
        return wrong(app, &error);
    struct interrupt interrupt;
    int status = interrupt_open(&interrupt, app, argv[0], NULL);
    if (status != EXIT_DONE)
        return status;
    status = log_reader_open(app, &reader);
    if (status == EXIT_DONE) {
        status = print_all(app, &reader);
        log_reader_close(app, &reader);
    }
    interrupt_close(&interrupt);
    return status;
}
