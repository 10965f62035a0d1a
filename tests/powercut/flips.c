/* Flips single bits of the log's file and of the journal beside it, anywhere, and looks whether a
 * wrong number is ever shown.
 *
 * After each flip the station opens the log. Every row that it then shows must be one that was
 * written, to the last bit, or a stand-in that claims less; and if one is missing it must be said.
 * The last line counts. */
#include "powercut/script.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/words.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROWS_MOST = 4096, PATH_BYTES = 256 };

/* How the log was left: closed; by a cut of power, with a journal; with one begun again before. */
enum left { LEFT_CLOSED, LEFT_CUT, LEFT_CUT_REUSED, LEFTS };
static const unsigned flips[LEFTS] = {1200, 800, 800}, sessions[LEFTS] = {8, 3, 8};
static const char *const left_words[LEFTS] = {"closed", "cut off, with its journal",
                                              "cut off, with a journal used again"};

enum { FILE_LOG, FILE_JOURNAL, FILES };
struct image {
    uint8_t *byte;
    size_t size;
};

struct kept {
    const struct table *table;
    int64_t id;
    _Alignas(8) char row[ROW_BYTES_MAX];
};

struct reference {
    struct kept *kept;
    size_t count;
    struct image file[FILES];
};

static char folder[64] = "/dev/shm/matstation-flips-XXXXXX"; /* in memory: nothing is cut here */
static char database_path[PATH_BYTES], journal_path[PATH_BYTES + 8];
static const char *const file_path[FILES] = {database_path, journal_path};

static void stop(const char *what)
{
    fprintf(stderr, "flips: %s\n", what);
    exit(1);
}

static struct store *open_log(void)
{
    struct store_options options = {.folder = folder, .boot = "here"};
    struct store *store = store_open(&options, NULL);
    if (!store)
        stop("no memory is left");
    return store;
}

/* ---- what was written */

static bool is_compared(const struct table *table)
{
    return table != &table_damaged && table != &table_run && table != &table_schema;
}

static void each_row(void (*visit)(void *self, const struct table *, const char *row), void *self)
{
    _Alignas(8) char row[ROW_BYTES_MAX];
    struct database *database;
    struct walk walk;
    if (database_open(&database, database_path, NULL, DATABASE_READ, NULL))
        stop("the log cannot be read");
    for (unsigned i = 0; i < TABLES; i++) {
        memset(row, 0, sizeof row);
        rows_begin(&walk, database, tables[i], NULL, 0, 0, 0);
        while (is_compared(tables[i]) && rows_next(&walk, row))
            visit(self, tables[i], row);
        rows_end(&walk);
    }
    database_close(database);
}

static void keep(void *self, const struct table *table, const char *row)
{
    struct reference *reference = self;
    if (reference->count == ROWS_MOST)
        stop("too many rows");
    struct kept *kept = &reference->kept[reference->count++];
    kept->table = table;
    memcpy(&kept->id, row, sizeof kept->id);
    memcpy(kept->row, row, sizeof kept->row);
}

static void read_file(const char *path, struct image *image)
{
    *image = (struct image){0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return;
    if (fseek(file, 0, SEEK_END) != 0)
        stop("the log cannot be read");
    image->size = (size_t)ftell(file);
    image->byte = malloc(image->size + 1);
    rewind(file);
    if (!image->byte || (image->size > 0 && fread(image->byte, image->size, 1, file) != 1))
        stop("the log cannot be read");
    fclose(file);
}

static void read_files(struct reference *reference)
{
    for (unsigned i = 0; i < FILES; i++)
        read_file(file_path[i], &reference->file[i]);
}

static void begin_journal_again(void)
{
    sqlite3 *handle;
    if (sqlite3_open(database_path, &handle) != SQLITE_OK ||
        sqlite3_wal_checkpoint_v2(handle, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL) != SQLITE_OK)
        stop("the journal cannot be begun again");
    sqlite3_close(handle);
}

static void make_reference(struct reference *reference, enum left left)
{
    static struct snapshot snapshot;
    struct script script;
    script_make(&script, 1, sessions[left]);
    struct store *store = open_log();
    for (size_t i = 0; i < script.count; i++) {
        if (left == LEFT_CUT_REUSED && i == script.count / 2)
            begin_journal_again();
        store_put(store, &script.record[i]);
    }
    store_want_snapshot(store);
    if (!store_take_snapshot(store, &snapshot) || !snapshot.saved)
        stop("the log is not written");
    *reference = (struct reference){.kept = calloc(ROWS_MOST, sizeof *reference->kept)};
    if (!reference->kept)
        stop("no memory is left");
    if (left != LEFT_CLOSED)
        read_files(reference);
    store_close(store);
    each_row(keep, reference);
    if (left == LEFT_CLOSED)
        read_files(reference);
    script_free(&script);
}

static void free_reference(struct reference *reference)
{
    for (unsigned i = 0; i < FILES; i++)
        free(reference->file[i].byte);
    free(reference->kept);
}

/* ---- what is shown after a flip */

struct shown {
    const struct reference *reference;
    size_t equal, less, wrong;
};

static const struct kept *find(const struct reference *reference, const struct table *table,
                               int64_t id)
{
    for (size_t i = 0; i < reference->count; i++)
        if (reference->kept[i].table == table && reference->kept[i].id == id)
            return &reference->kept[i];
    return NULL;
}

static bool same(const struct table *table, const char *a, const char *b)
{
    for (unsigned i = 0; i < table->columns; i++)
        if (memcmp(a + table->column[i].offset, b + table->column[i].offset,
                   table->column[i].size) != 0)
            return false;
    return true;
}

/* A session whose own row was lost says what its steps say, a person has no name. */
static bool claims_less(const struct table *table, const char *row, const struct kept *kept)
{
    if (table == &table_person)
        return *((const struct person_row *)(const void *)row)->name == '\0';
    if (table != &table_session)
        return false;
    const struct session_row *session = (const void *)row, *was = (const void *)kept->row;
    return strcmp(session->outcome, word_of(words_session_outcome, SESSION_CLOSED)) == 0 &&
           session->person == 0 && session->credited_ms <= was->credited_ms;
}

static void look(void *self, const struct table *table, const char *row)
{
    struct shown *shown = self;
    int64_t id;
    memcpy(&id, row, sizeof id);
    const struct kept *kept = find(shown->reference, table, id);
    if (kept && same(table, row, kept->row))
        shown->equal++;
    else if (kept && claims_less(table, row, kept))
        shown->less++;
    else
        shown->wrong++;
}

static void remove_files(void)
{
    char command[PATH_BYTES];
    snprintf(command, sizeof command, "rm -f '%s'/*", folder);
    if (system(command) != 0)
        stop("the test's folder cannot be emptied");
}

static void write_files(const struct reference *reference)
{
    for (unsigned i = 0; i < FILES; i++) {
        const struct image *image = &reference->file[i];
        FILE *file = image->size > 0 ? fopen(file_path[i], "wb") : NULL;
        if (image->size > 0 &&
            (!file || fwrite(image->byte, image->size, 1, file) != 1 || fclose(file) != 0))
            stop("the flipped log cannot be written");
    }
}

static void write_flipped(const struct reference *reference, unsigned in_file, uint64_t bit)
{
    uint8_t *byte = reference->file[in_file].byte + bit / 8;
    *byte ^= (uint8_t)(1U << bit % 8);
    write_files(reference);
    *byte ^= (uint8_t)(1U << bit % 8);
}

static bool flip(const struct reference *reference, unsigned in_file, uint64_t bit,
                 size_t *kept_rows)
{
    static struct snapshot snapshot;
    struct shown shown = {.reference = reference};
    remove_files();
    write_flipped(reference, in_file, bit);
    struct store *store = open_log();
    enum store_state state = store_state(store);
    bool answered = store_take_snapshot(store, &snapshot);
    store_close(store);
    if (state != STORE_FINE || !answered) {
        printf("file %u, bit %llu: the log does not open (state %d)\n", in_file,
               (unsigned long long)bit, (int)state);
        return false;
    }
    each_row(look, &shown);
    *kept_rows += shown.equal;
    if (shown.wrong > 0)
        printf("file %u, bit %llu: %zu rows were never written\n", in_file, (unsigned long long)bit,
               shown.wrong);
    bool unsaid = shown.equal < reference->count && !*snapshot.trouble;
    if (unsaid)
        printf("file %u, bit %llu: %zu rows are missing and nothing is said\n", in_file,
               (unsigned long long)bit, reference->count - shown.equal);
    return shown.wrong == 0 && !unsaid;
}

/* splitmix64 (Steele 2014). */
static uint64_t random_at(uint64_t index)
{
    uint64_t z = (index + 1) * UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

static unsigned flip_many(enum left left)
{
    struct reference reference;
    unsigned passed = 0;
    size_t kept_rows = 0;
    remove_files();
    make_reference(&reference, left);
    for (uint64_t i = 0; i < flips[left]; i++) {
        /* Every third flip in the file's header and schema, where one bit may cost the most; or
         * where the journal was begun again. */
        unsigned in_file = left != LEFT_CLOSED && i % 3 != 0 ? FILE_JOURNAL : FILE_LOG;
        uint64_t range = reference.file[in_file].size * 8;
        if (i % 3 == 0)
            range = 4096 * 8;
        else if (i % 3 == 1 && in_file == FILE_JOURNAL)
            range /= 16;
        passed += flip(&reference, in_file, random_at(i) % range, &kept_rows);
    }
    printf("%s: %zu and %zu bytes, %zu rows; %.2f %% of the rows were still there after a flip\n",
           left_words[left], reference.file[FILE_LOG].size, reference.file[FILE_JOURNAL].size,
           reference.count, 100.0 * (double)kept_rows / ((double)reference.count * flips[left]));
    free_reference(&reference);
    return passed;
}

int main(void)
{
    unsigned passed = 0, all = 0;
    if (!mkdtemp(folder))
        stop("no folder for the test could be made");
    snprintf(database_path, sizeof database_path, "%s/matstation.db", folder);
    snprintf(journal_path, sizeof journal_path, "%s-wal", database_path);
    for (enum left left = 0; left < LEFTS; left++) {
        passed += flip_many(left);
        all += flips[left];
    }
    remove_files();
    rmdir(folder);
    printf("%u passed, %u failed\n", passed, all - passed);
    return passed == all ? 0 : 1;
}
