/* The log after ten years of daily sessions: its size, how long a snapshot takes, what a commit
 * costs, and what a stalling card costs the caller. On a card in memory and in processor time, so
 * that only the program's own work is measured; the stall alone is in real time. */
#include "powercut/card.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define S_NS INT64_C(1000000000)
#define DAY_NS (86400 * S_NS)
#define FIRST_UNIX_S INT64_C(1479816000) /* 2016-11-22 12:00 UTC */

enum { DAYS = 3650, STEPS = 12, REPETITIONS = 60, PAUSES = 8, HOLDS = 4, SNAPSHOTS = 50 };

static const char folder[] = "/card";

static double now_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static bool within = true;

static void line(const char *what, double measured, double limit, const char *unit)
{
    printf("%-52s %10.3f %10.3f %-4s %6.2f\n", what, measured, limit, unit, measured / limit);
    within = within && measured <= limit;
}

static struct store *open_log(bool threaded)
{
    struct store_options options = {
        .folder = folder, .vfs = CARD_VFS, .boot = "bench", .threaded = threaded};
    struct store *store = store_open(&options, NULL);
    if (!store)
        abort();
    return store;
}

static void put(struct store *store, const struct record *record)
{
    store_put(store, record);
}

static void put_step(struct store *store, enum record_kind kind, uint32_t session, int64_t time_ns,
                     unsigned step)
{
    static const char *const exercise[] = {"cat_cow",     "pelvic_tilt", "smr_glute",
                                           "plank_front", "bird_dog",    "glute_bridge"};
    struct record record = {.kind = kind, .session = session, .person = 1, .time_ns = time_ns};
    record.u.step = (struct step_record){
        .step = step,
        .kind = (enum kind)(step % KINDS),
        .side = (enum side)(step % 3),
        .outcome = kind == RECORD_STEP_END ? STEP_DONE : STEP_OPEN,
        .planned_ms = 60000,
        .elapsed_ms = 72345,
        .credited_ms = 61234,
        .longest_hold_ms = 20123,
        .left_share = 0.5123F,
        .head_share = NAN,
    };
    snprintf(record.u.step.exercise, ID_MAX, "%s", exercise[step % 6]);
    put(store, &record);
}

static void put_parts(struct store *store, enum record_kind kind, unsigned count, uint32_t session,
                      int64_t time_ns)
{
    for (unsigned i = 0; i < count; i++) {
        struct record record = {.kind = kind, .session = session, .person = 1, .time_ns = time_ns};
        record.u.part.step = i % STEPS;
        record.u.part.from_ns = time_ns - 3 * S_NS;
        record.u.part.to_ns = time_ns;
        record.u.part.n = i + 1;
        record.u.part.credited_ms = 3000;
        record.u.part.x_mm = 512.5F;
        record.u.part.confidence = 0.87F;
        put(store, &record);
    }
}

static void put_answer(struct store *store, uint32_t session, int64_t time_ns, const char *question,
                       const char *answer)
{
    struct record record = {
        .kind = RECORD_ANSWER, .session = session, .person = 1, .time_ns = time_ns};
    snprintf(record.u.answer.question, ID_MAX, "%s", question);
    snprintf(record.u.answer.answer, ID_MAX, "%s", answer);
    put(store, &record);
}

static void put_session(struct store *store, uint32_t session, int64_t time_ns)
{
    struct record begin = {
        .kind = RECORD_SESSION_BEGIN, .session = session, .person = 1, .time_ns = time_ns};
    begin.u.begin.planned_ms = 900000;
    snprintf(begin.u.begin.programme, ID_MAX, "lower_back");
    put(store, &begin);
    for (unsigned step = 0; step < STEPS; step++)
        put_step(store, RECORD_STEP_END, session, time_ns + step * 75 * S_NS, step);
    put_parts(store, RECORD_REPETITION, REPETITIONS, session, time_ns + 900 * S_NS);
    put_parts(store, RECORD_PAUSE, PAUSES, session, time_ns + 900 * S_NS);
    put_parts(store, RECORD_HOLD, HOLDS, session, time_ns + 900 * S_NS);
    put_answer(store, session, time_ns + 910 * S_NS, "feeling", "looser");
    if (session % 7 == 0)
        put_answer(store, session, time_ns + 915 * S_NS, "stiffness", "4");
    struct record end = {
        .kind = RECORD_SESSION_END, .session = session, .person = 1, .time_ns = time_ns};
    end.u.end.outcome = SESSION_DONE;
    end.u.end.planned_ms = 900000;
    end.u.end.elapsed_ms = 910000;
    end.u.end.credited_ms = STEPS * 61234;
    put(store, &end);
}

static void put_clock(struct store *store, int64_t time_ns)
{
    struct record clock = {.kind = RECORD_CLOCK, .time_ns = time_ns};
    clock.u.clock.unix_s = FIRST_UNIX_S + time_ns / S_NS;
    put(store, &clock);
}

static void put_ten_years(void)
{
    struct store *store = open_log(false);
    struct record person = {.kind = RECORD_PERSON, .person = 1};
    snprintf(person.u.person.name, sizeof person.u.person.name, "Anna");
    put(store, &person);
    put_clock(store, 0);
    for (unsigned day = 0; day < DAYS; day++)
        put_session(store, day + 1, day * DAY_NS);
    store_close(store);
}

static void time_snapshots(struct store *store)
{
    static struct snapshot snapshot;
    double worst = 0, sum = 0;
    for (unsigned i = 0; i < SNAPSHOTS; i++) {
        double began = now_ms(CLOCK_PROCESS_CPUTIME_ID);
        store_want_snapshot(store);
        double took = now_ms(CLOCK_PROCESS_CPUTIME_ID) - began;
        if (!store_take_snapshot(store, &snapshot))
            abort();
        worst = took > worst ? took : worst;
        sum += took;
    }
    if (snapshot.person[0].history.sessions != DAYS)
        abort();
    line("a snapshot on them, mean", sum / SNAPSHOTS, 20, "ms");
    line("a snapshot on them, worst of 50", worst, 20, "ms");
}

/* A session of ten minutes with a progress record a second. */
static void count_syncs(struct store *store, struct card *card)
{
    unsigned syncs = card->syncs, commits = 0;
    int64_t time_ns = (DAYS + 1) * DAY_NS;
    for (unsigned s = 0; s < 600; s++, commits++)
        put_step(store, RECORD_STEP_PROGRESS, DAYS + 1, time_ns + s * S_NS, 0);
    line("fdatasync a commit, ten minutes of progress", (double)(card->syncs - syncs) / commits,
         1.1, "");
}

/* The card answers no sync for 5 s; a record comes every 10 ms. */
static void stall(struct card *card)
{
    static struct snapshot snapshot;
    struct store *store = open_log(true);
    if (!store_wait_snapshot(store, &snapshot, 60 * S_NS))
        abort();
    card->stalled = true;
    double worst = 0;
    for (unsigned i = 0; i < 500; i++) {
        double began = now_ms(CLOCK_MONOTONIC);
        put_step(store, RECORD_STEP_PROGRESS, DAYS + 1, (DAYS + 2) * DAY_NS + i * S_NS / 100, 1);
        double took = now_ms(CLOCK_MONOTONIC) - began;
        worst = took > worst ? took : worst;
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    }
    bool waited = card->waiting;
    card->stalled = false;
    store_close(store);
    if (!waited)
        abort();
    line("a 5 s stall: worst store_put of the caller", worst, 10, "ms");
}

int main(void)
{
    static struct card card;
    card_init(&card);
    card_plug(&card);
    printf("%-52s %10s %10s %-4s %6s\n", "the log", "measured", "limit", "", "ratio");
    put_ten_years();
    line("ten years of daily sessions, 84 details each",
         (double)card_find(&card, "matstation.db")->content.size / 1e6, 100, "MB");
    double began = now_ms(CLOCK_PROCESS_CPUTIME_ID);
    struct store *store = open_log(false);
    line("opening it: every page and row checked, a snapshot",
         now_ms(CLOCK_PROCESS_CPUTIME_ID) - began, 3000, "ms");
    put_clock(store, DAYS * DAY_NS);
    time_snapshots(store);
    count_syncs(store, &card);
    store_close(store);
    stall(&card);
    card_free(&card);
    return within ? 0 : 1;
}
