/* A log and its journal as a card may give them back: opened, mended or salvaged, and written to.
 * The first two bytes say how long the database is, in steps of 16; what follows is the journal. */
#include "fuzz/given.h"

#include "store/store.h"

#include <dirent.h>
#include <fcntl.h>

static void put_file(const char *folder, const char *name, const uint8_t *data, size_t size)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(data, 1, size, file) != size || fclose(file) != 0)
        abort();
}

static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);
    if (!folder)
        abort();
    for (const struct dirent *entry; (entry = readdir(folder));)
        unlinkat(dirfd(folder), entry->d_name, 0);
    closedir(folder);
    if (rmdir(path) != 0)
        abort();
}

static void write_a_little(struct store *store)
{
    static struct snapshot snapshot;
    const struct record begin = {.kind = RECORD_SESSION_BEGIN, .session = 1, .time_ns = 1};
    store_take_snapshot(store, &snapshot);
    store_put(store, &begin);
    store_want_snapshot(store);
    store_take_snapshot(store, &snapshot);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char folder[] = "/dev/shm/matstation-fuzz-XXXXXX";
    if (size < 2 || !mkdtemp(folder))
        return 0;
    size_t database = 16 * (size_t)(data[0] | data[1] << 8);
    database = database < size - 2 ? database : size - 2;
    put_file(folder, "matstation.db", data + 2, database);
    if (database < size - 2)
        put_file(folder, "matstation.db-wal", data + 2 + database, size - 2 - database);
    const struct store_options options = {.folder = folder};
    struct store *store = store_open(&options, NULL);
    if (store)
        write_a_little(store);
    store_close(store);
    remove_folder(folder);
    return 0;
}
