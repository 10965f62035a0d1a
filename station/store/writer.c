#include "store/writer.h"
#include "base/clock.h"
#include "store/folder.h"
#include "store/journal.h"
#include "store/mend.h"
#include "store/salvage.h"
#include "store/snapshot.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

static int64_t draw_mark(void)
{
    uint64_t drawn = 0;
    if (getrandom(&drawn, sizeof drawn, 0) != (ssize_t)sizeof drawn) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        drawn = (uint64_t)(now.tv_sec * NS_PER_S + now.tv_nsec);
    }
    return (int64_t)(drawn >> 1);
}

int writer_init(struct writer *writer, const char *folder, const char *vfs, const char *boot,
                const struct log *log, struct error *error)
{
    *writer = (struct writer){.log = log, .vfs = vfs, .lock_file = -1};
    snprintf(writer->boot, sizeof writer->boot, "%s", boot);
    writer->mark = draw_mark();
    int length = snprintf(writer->folder, sizeof writer->folder, "%s", folder);
    if (length > 0 && (size_t)length < sizeof writer->folder)
        length = snprintf(writer->path, sizeof writer->path, "%s/matstation.db", folder);
    if (length <= 0 || (size_t)length >= sizeof writer->path)
        return error_set(error, "%.80s...: the path of the log's folder is too long", folder);
    return 0;
}

/* ---- saying what is wrong, once */

/* The line for the screen, and its key among the texts of each language. */
struct trouble {
    const char *key, *words;
};

static struct trouble trouble_of(enum fault fault)
{
    switch (fault) {
    case FAULT_NONE: return (struct trouble){"", ""};
    case FAULT_FULL:
        return (struct trouble){"trouble.log_full",
                                "The card is full. The session goes on; it is kept in "
                                "memory until there is space."};
    case FAULT_READ_ONLY:
        return (struct trouble){"trouble.log_read_only",
                                "The log cannot be written. The session goes on; "
                                "it is kept in memory until it can."};
    case FAULT_TAKEN:
        return (struct trouble){"trouble.log_taken",
                                "Another station has the log open. This one keeps its "
                                "sessions in memory."};
    case FAULT_NEWER:
        return (struct trouble){"trouble.log_newer",
                                "The log is of a newer version and is left alone. "
                                "Sessions are kept in memory only."};
    case FAULT_FOREIGN:
        return (struct trouble){"trouble.log_foreign",
                                "The log's file is another program's. Sessions are "
                                "kept in memory only."};
    default:
        return (struct trouble){"trouble.log_gone",
                                "The card does not answer. The session goes on; it is "
                                "kept in memory until it does."};
    }
}

static enum fault say(struct writer *writer, enum fault fault, const char *why)
{
    if (fault == writer->fault)
        return fault;
    if (fault == FAULT_NONE)
        log_line(writer->log, LOG_INFO, "%s: the log is written again", writer->path);
    else
        log_line(writer->log, LOG_ERROR, "%s", why);
    writer->fault = fault;
    return fault;
}

int64_t writer_retry_ns(const struct writer *writer)
{
    bool hopeless = writer->fault == FAULT_NEWER || writer->fault == FAULT_FOREIGN;
    if (hopeless)
        return 60 * NS_PER_S;
    /* A salvage reads and writes the whole log. */
    unsigned doublings = writer->salvages_failed < 6 ? writer->salvages_failed : 6;
    return (2 * NS_PER_S) << doublings;
}

/* ---- one station a folder: the lock lies beside the database, whose own locks are SQLite's */

static enum fault fault_of_errno(int why)
{
    switch (why) {
    case ENOSPC:
    case EDQUOT: return FAULT_FULL;
    case EROFS:
    case EACCES:
    case EPERM: return FAULT_READ_ONLY;
    case EWOULDBLOCK: return FAULT_TAKEN;
    default: return FAULT_GONE;
    }
}

static enum fault take_folder(struct writer *writer, struct error *error)
{
    char path[PATH_MAX + 8];
    if (writer->vfs || writer->lock_file >= 0)
        return FAULT_NONE;
    if (folder_make(writer->folder, error) != 0)
        return fault_of_errno(errno);
    snprintf(path, sizeof path, "%s/lock", writer->folder);
    int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0) {
        writer->lock_file = file;
        return FAULT_NONE;
    }
    int why = errno;
    if (file >= 0)
        close(file);
    if (why == EWOULDBLOCK)
        error_set(error, "%s: another station has this log open: end that one first", path);
    else
        error_set(error, "%s: the log cannot be written: %s", path, strerror(why));
    return fault_of_errno(why);
}

static void shut(struct writer *writer)
{
    database_close(writer->database);
    writer->database = NULL;
    if (writer->lock_file >= 0)
        close(writer->lock_file);
    writer->lock_file = -1;
}

/* ---- damage */

static enum fault salvage(struct writer *writer, struct error *error)
{
    struct salvaged salvaged;
    if (writer->salvages_failed == 0)
        log_line(writer->log, LOG_ERROR, "%s", error->text);
    enum fault fault = salvage_log(writer->folder, &salvaged, error);
    writer->salvages_failed = fault ? writer->salvages_failed + 1 : 0;
    if (fault)
        return fault;
    log_line(writer->log, LOG_ERROR,
             "%s: the damaged log is set aside as %s; %u sessions were recovered from it",
             writer->folder, salvaged.aside, salvaged.sessions);
    writer->notice_key = "trouble.log_damaged";
    snprintf(writer->notice, sizeof writer->notice,
             "The log was damaged. %u sessions were recovered; the damaged file is kept.",
             salvaged.sessions);
    return FAULT_NONE;
}

static void explain(const struct writer *writer, enum fault fault, struct error *error)
{
    error_set(error, "%s: %s: %s", writer->path, database_words(fault),
              database_complaint(writer->database));
}

/* Row by row what SQLite's own check cannot see. */
static enum fault mend(struct writer *writer, struct error *error)
{
    unsigned found = 0;
    enum fault fault = mend_rows(writer->database, writer->writing.run.id, &found);
    if (fault)
        explain(writer, fault, error);
    if (fault || found == 0)
        return fault;
    log_line(writer->log, LOG_ERROR, "%s: %u damaged rows are set aside in the table `damaged`",
             writer->path, found);
    writer->notice_key = "trouble.log_damaged";
    snprintf(writer->notice, sizeof writer->notice,
             "%u entries of the log were damaged and are left out of what is shown.", found);
    return FAULT_NONE;
}

/* Commits that SQLite would drop without a word. */
static enum fault look_at_journal(struct writer *writer, struct error *error)
{
    struct journal_finding finding;
    enum fault fault = journal_look(writer->path, true, &finding);
    if (fault) {
        error_set(error, "%s-wal: the log's journal cannot be mended: %s", writer->path,
                  strerror(errno));
        return fault;
    }
    if (finding.mended > 0) {
        log_line(writer->log, LOG_WARNING, "%s-wal: %u flipped bits are put right; nothing is lost",
                 writer->path, finding.mended);
        writer->notice_key = "trouble.log_mended";
        snprintf(writer->notice, sizeof writer->notice,
                 "The log was damaged by %u bits and is put right; nothing is lost.",
                 finding.mended);
    }
    if (!finding.broken)
        return FAULT_NONE;
    error_set(error, "%s-wal: the log's journal is damaged: up to %u commits are hidden by it",
              writer->path, finding.hidden);
    return FAULT_DAMAGED;
}

static enum fault open_sound(struct writer *writer, struct error *error)
{
    struct error found;
    enum fault fault =
        database_open(&writer->database, writer->path, writer->vfs, DATABASE_WRITE, error);
    if (!fault && (fault = database_check(writer->database, &found)))
        error_set(error, "%s: the log is damaged: %.300s", writer->path, found.text);
    if (!fault)
        fault = mend(writer, error);
    if (fault == FAULT_DAMAGED) {
        database_close(writer->database);
        writer->database = NULL;
    }
    return fault;
}

/* ---- opening */

static enum fault enter_run(struct writer *writer, struct error *error)
{
    struct writing before = writer->writing;
    enum fault fault = database_begin(writer->database);
    if (!fault && before.run.id == 0)
        fault = write_run_begin(&writer->writing, writer->database, writer->boot, writer->mark);
    else if (!fault)
        fault = write_run_again(&writer->writing, writer->database);
    if (!fault)
        fault = database_commit(writer->database);
    if (fault) {
        writer->writing = before;
        explain(writer, fault, error);
        database_rollback(writer->database);
    }
    return fault;
}

static enum fault open_database(struct writer *writer, struct error *error)
{
    enum fault fault = take_folder(writer, error);
    if (!fault && !writer->vfs)
        fault = salvage_resume(writer->folder, error);
    if (!fault && !writer->vfs)
        fault = look_at_journal(writer, error);
    if (!fault)
        fault = open_sound(writer, error);
    if (fault == FAULT_DAMAGED && !writer->vfs) {
        fault = salvage(writer, error);
        if (!fault)
            fault = open_sound(writer, error);
    }
    if (fault)
        return fault;
    static const char *const ours[] = {"lock", "matstation.db", "matstation.db-wal",
                                       "matstation.db-shm"};
    if (!writer->vfs) {
        folder_give(writer->folder, ours, sizeof ours / sizeof *ours);
        folder_sync(writer->folder);
    }
    return enter_run(writer, error);
}

/* What is written to a file that has no name any more is lost when it is closed. */
static void leave_removed(struct writer *writer)
{
    if (!writer->database || writer->vfs || access(writer->path, F_OK) == 0 || errno != ENOENT)
        return;
    log_line(writer->log, LOG_ERROR, "%s: the log was removed: a new one is begun", writer->path);
    shut(writer);
}

static enum fault ready(struct writer *writer)
{
    leave_removed(writer);
    if (writer->database)
        return FAULT_NONE;
    struct error error;
    enum fault fault = open_database(writer, &error);
    if (fault) {
        say(writer, fault, error.text);
        shut(writer);
    }
    return fault;
}

void writer_finish(struct writer *writer)
{
    shut(writer);
}

/* ---- writing and reading */

/* A full card is tried again as it is; anything else begins with opening anew. */
static enum fault give_way(struct writer *writer, enum fault fault)
{
    char why[PATH_MAX + 300];
    snprintf(why, sizeof why, "%s: %s (%s)", writer->path, trouble_of(fault).words,
             database_complaint(writer->database));
    say(writer, fault, why);
    database_rollback(writer->database);
    if (fault != FAULT_FULL)
        shut(writer);
    return fault;
}

enum fault writer_write(struct writer *writer, const struct record *records, size_t count)
{
    enum fault fault = ready(writer);
    if (fault)
        return fault;
    /* What is rolled back in the file must not be remembered: the same records come again. */
    const struct writing before = writer->writing;
    fault = database_begin(writer->database);
    for (size_t i = 0; i < count && !fault; i++) {
        fault = write_record(&writer->writing, &records[i]);
        if (fault == FAULT_REFUSED) {
            log_line(writer->log, LOG_ERROR, "a record of kind %d is not written: %s",
                     (int)records[i].kind, database_complaint(writer->database));
            fault = FAULT_NONE;
        }
    }
    if (!fault)
        fault = database_commit(writer->database);
    if (fault)
        writer->writing = before;
    return fault ? give_way(writer, fault) : say(writer, FAULT_NONE, NULL);
}

/* What is wrong now goes before what was. */
static void say_trouble(const struct writer *writer, struct snapshot *snapshot)
{
    struct trouble trouble = trouble_of(writer->fault);
    if (!writer->fault && *writer->notice)
        trouble = (struct trouble){writer->notice_key, writer->notice};
    snprintf(snapshot->trouble, sizeof snapshot->trouble, "%s", trouble.words);
    snprintf(snapshot->trouble_key, sizeof snapshot->trouble_key, "%s", trouble.key);
    snapshot->saved = writer->fault == FAULT_NONE;
}

enum fault writer_snapshot(struct writer *writer, int64_t now_ns, struct snapshot *snapshot,
                           struct calibration *calibration)
{
    enum fault fault = ready(writer);
    uint32_t closed = 0;
    if (!fault) {
        snapshot_close_old(&writer->writing, now_ns / 1000000, &closed);
        fault = snapshot_make(&writer->writing, &writer->everyday, now_ns / 1000000, snapshot);
        if (!fault)
            fault = snapshot_calibration(writer->database, calibration);
        if (fault)
            give_way(writer, fault);
    }
    if (closed != 0) {
        log_line(writer->log, LOG_INFO,
                 "session %u was cut off too long ago to go on with: closed at its last second",
                 closed);
        writer->closed = closed;
    }
    if (fault) {
        snapshot_empty(snapshot);
        calibration->pads = 0;
    }
    snapshot->closed = writer->closed;
    say_trouble(writer, snapshot);
    return fault;
}
