/* Flips single bits of the log's file, anywhere, and looks whether a wrong number is ever shown.
 *
 * After each flip the station opens the log. Every row that it then shows must be one that was
 * written, to the last bit, or a stand-in that claims less; and if one is missing it must be said.
 * The last line counts. */
#include "powercut/script.h"
#include "store/rows.h"
#include "store/store.h"
#include "store/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SESSIONS = 8, FLIPS = 1200, ROWS_MOST = 4096, PATH_BYTES = 256 };

struct kept {
    const struct table *table;
    int64_t id;
    _Alignas(8) char row[ROW_BYTES_MAX];
};

struct reference {
    struct kept *kept;
    size_t count;
    uint8_t *file;
    size_t size;
};

static char folder[64] = "/tmp/matstation-flips-XXXXXX";
static char database_path[PATH_BYTES];

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

static void read_file(struct reference *reference)
{
    FILE *file = fopen(database_path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        stop("the log cannot be read");
    reference->size = (size_t)ftell(file);
    reference->file = malloc(reference->size);
    rewind(file);
    if (!reference->file || fread(reference->file, reference->size, 1, file) != 1)
        stop("the log cannot be read");
    fclose(file);
}

static void make_reference(struct reference *reference)
{
    struct script script;
    script_make(&script, 1, SESSIONS);
    struct store *store = open_log();
    for (size_t i = 0; i < script.count; i++)
        store_put(store, &script.record[i]);
    store_close(store);
    script_free(&script);
    *reference = (struct reference){.kept = calloc(ROWS_MOST, sizeof *reference->kept)};
    if (!reference->kept)
        stop("no memory is left");
    each_row(keep, reference);
    read_file(reference);
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

static void write_flipped(const struct reference *reference, uint64_t bit)
{
    reference->file[bit / 8] ^= (uint8_t)(1U << bit % 8);
    FILE *file = fopen(database_path, "wb");
    if (!file || fwrite(reference->file, reference->size, 1, file) != 1 || fclose(file) != 0)
        stop("the flipped log cannot be written");
    reference->file[bit / 8] ^= (uint8_t)(1U << bit % 8);
}

static bool flip(const struct reference *reference, uint64_t bit, size_t *kept_rows)
{
    static struct snapshot snapshot;
    struct shown shown = {.reference = reference};
    remove_files();
    write_flipped(reference, bit);
    struct store *store = open_log();
    enum store_state state = store_state(store);
    bool answered = store_take_snapshot(store, &snapshot);
    store_close(store);
    if (state != STORE_FINE || !answered) {
        printf("bit %llu: the log does not open (state %d)\n", (unsigned long long)bit, (int)state);
        return false;
    }
    each_row(look, &shown);
    *kept_rows += shown.equal;
    if (shown.wrong > 0)
        printf("bit %llu: %zu rows were never written\n", (unsigned long long)bit, shown.wrong);
    bool unsaid = shown.equal < reference->count && !*snapshot.trouble;
    if (unsaid)
        printf("bit %llu: %zu rows are missing and nothing is said\n", (unsigned long long)bit,
               reference->count - shown.equal);
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

int main(void)
{
    struct reference reference;
    unsigned passed = 0, failed = 0;
    size_t kept_rows = 0;
    if (!mkdtemp(folder))
        stop("no folder for the test could be made");
    snprintf(database_path, sizeof database_path, "%s/matstation.db", folder);
    make_reference(&reference);
    /* Every third flip in the file's header and schema, where one bit may cost the most. */
    for (uint64_t i = 0; i < FLIPS; i++) {
        uint64_t range = i % 3 == 0 ? 4096 * 8 : reference.size * 8;
        if (flip(&reference, random_at(i) % range, &kept_rows))
            passed++;
        else
            failed++;
    }
    printf("%zu bytes, %zu rows; %.2f %% of the rows were still there after a flip\n",
           reference.size, reference.count,
           100.0 * (double)kept_rows / ((double)reference.count * FLIPS));
    remove_files();
    rmdir(folder);
    free(reference.file);
    free(reference.kept);
    printf("%u passed, %u failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
