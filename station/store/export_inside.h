/* Of the exports: one session with all that belongs to it, and the three ways to write it. */
#ifndef MATSTATION_STORE_EXPORT_INSIDE_H
#define MATSTATION_STORE_EXPORT_INSIDE_H

#include "store/export.h"
#include "store/history.h"
#include "store/rows.h"

struct export_session {
    struct session_row row;
    char name[320];        /* of the person; empty: a guest */
    int64_t began_unix_ms; /* or UNKNOWN */
    char began[32];        /* "2026-11-22T21:58:21Z", or empty */
    bool step_dated;       /* one of its steps, at least; looked at where needs_date */
};

struct exporting {
    struct database *database;
    const struct export_options *options;
    FILE *out;
    struct dating dating;
    unsigned sessions; /* written so far */
};

/* NULL: nothing to write at that point. */
struct export_writer {
    void (*begin)(struct exporting *exporting);
    enum fault (*session)(struct exporting *exporting, const struct export_session *session);
    enum fault (*end)(struct exporting *exporting);
    bool needs_date;   /* of the session, and of a step of it */
    bool history_only; /* sessions under a minute credited are left out */
};

extern const struct export_writer export_csv, export_json, export_tcx;

/* Begins a walk through a session's steps; the caller ends it. */
void export_steps(struct exporting *exporting, int64_t session, struct walk *walk);

/* UNIX time in ms of a moment as "2026-...Z", or empty. */
const char *export_date(struct exporting *exporting, int64_t run, int64_t at_ms, char text[32]);

/* Seconds with three decimals, or empty: ms is UNKNOWN. */
const char *export_seconds(int64_t ms, char text[32]);

/* The log's words where they say something, else "": what broke a hold, where something was rolled;
 * and UNKNOWN where nothing was held. */
const char *export_why(const struct step_row *step);
const char *export_region(const struct step_row *step);
int64_t export_longest_hold_ms(const struct step_row *step);

#endif
