/* The card as SQLite sees it: a file's methods, and the VFS that opens them. */
#include "powercut/card.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct shared_memory {
    void *region[64];
    unsigned users;
};

struct file {
    sqlite3_file base;
    struct card *card;
    int slot;
    bool delete_on_close;
};

static struct card *plugged;
static struct shared_memory shared[CARD_FILES];

static struct card_bytes *content(sqlite3_file *base)
{
    struct file *file = (struct file *)base;
    return &file->card->file[file->slot].content;
}

static int file_close(sqlite3_file *base)
{
    struct file *file = (struct file *)base;
    if (file->delete_on_close)
        file->card->file[file->slot].exists = false;
    return SQLITE_OK;
}

static int file_read(sqlite3_file *base, void *to, int length, sqlite3_int64 at)
{
    const struct card_bytes *bytes = content(base);
    if (((struct file *)base)->card->gone)
        return SQLITE_IOERR_READ;
    size_t from = (size_t)at, wanted = (size_t)length;
    size_t there = from < bytes->size ? bytes->size - from : 0;
    size_t got = there < wanted ? there : wanted;
    if (got > 0)
        memcpy(to, bytes->byte + from, got);
    memset((char *)to + got, 0, wanted - got);
    return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int may_write(struct card *card)
{
    card->writes++;
    if (card->gone)
        return SQLITE_IOERR_WRITE;
    if (card->read_only)
        return SQLITE_READONLY;
    if (card->full_after > 0 && --card->full_after == 0)
        card->full = true;
    return card->full ? SQLITE_FULL : SQLITE_OK;
}

static int file_write(sqlite3_file *base, const void *from, int length, sqlite3_int64 at)
{
    struct file *file = (struct file *)base;
    int result = may_write(file->card);
    if (result != SQLITE_OK)
        return result;
    card_record(file->card, CARD_WRITE, file->slot, (size_t)at, from, (size_t)length);
    card_bytes_write(content(base), (size_t)at, from, (size_t)length);
    return SQLITE_OK;
}

static int file_truncate(sqlite3_file *base, sqlite3_int64 size)
{
    struct file *file = (struct file *)base;
    card_record(file->card, CARD_TRUNCATE, file->slot, (size_t)size, NULL, 0);
    card_bytes_resize(content(base), (size_t)size);
    return SQLITE_OK;
}

static int file_sync(sqlite3_file *base, int flags)
{
    struct file *file = (struct file *)base;
    (void)flags;
    file->card->syncs++;
    while (file->card->stalled) {
        file->card->waiting = true;
        nanosleep(&(struct timespec){0, 1000000}, NULL);
    }
    file->card->waiting = false;
    if (file->card->gone)
        return SQLITE_IOERR_FSYNC;
    card_record(file->card, CARD_SYNC, file->slot, 0, NULL, 0);
    return SQLITE_OK;
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size)
{
    *size = (sqlite3_int64)content(base)->size;
    return SQLITE_OK;
}

/* One process and one connection at a time: locks have nothing to do. */
static int file_lock(sqlite3_file *base, int level)
{
    (void)base;
    (void)level;
    return SQLITE_OK;
}

static int file_check_lock(sqlite3_file *base, int *locked)
{
    (void)base;
    *locked = 0;
    return SQLITE_OK;
}

static int file_control(sqlite3_file *base, int what, void *argument)
{
    (void)base;
    (void)what;
    (void)argument;
    return SQLITE_NOTFOUND;
}

static int file_sector(sqlite3_file *base)
{
    (void)base;
    return 4096;
}

static int file_promises(sqlite3_file *base)
{
    (void)base;
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int shm_map(sqlite3_file *base, int region, int size, int extend, void volatile **memory)
{
    struct shared_memory *mine = &shared[((struct file *)base)->slot];
    if ((size_t)region >= sizeof mine->region / sizeof *mine->region)
        return SQLITE_NOMEM;
    if (!mine->region[region] && extend)
        mine->region[region] = calloc(1, (size_t)size);
    *memory = mine->region[region];
    return SQLITE_OK;
}

static int shm_lock(sqlite3_file *base, int offset, int count, int flags)
{
    (void)base;
    (void)offset;
    (void)count;
    (void)flags;
    return SQLITE_OK;
}

static void shm_barrier(sqlite3_file *base)
{
    (void)base;
    atomic_thread_fence(memory_order_seq_cst);
}

static void shm_forget(int slot)
{
    for (size_t i = 0; i < sizeof shared[slot].region / sizeof *shared[slot].region; i++) {
        free(shared[slot].region[i]);
        shared[slot].region[i] = NULL;
    }
}

static int shm_unmap(sqlite3_file *base, int remove)
{
    (void)remove;
    shm_forget(((struct file *)base)->slot);
    return SQLITE_OK;
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_lock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector,
    .xDeviceCharacteristics = file_promises,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

static int vfs_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out)
{
    struct file *file = (struct file *)base;
    (void)vfs;
    memset(file, 0, sizeof *file);
    const char *short_name = name ? strrchr(name, '/') + 1 : "temporary";
    int slot = card_slot(plugged, short_name);
    if (plugged->gone || slot < 0)
        return SQLITE_CANTOPEN;
    struct card_file *found = &plugged->file[slot];
    if (!found->exists && !(flags & SQLITE_OPEN_CREATE))
        return SQLITE_CANTOPEN;
    if (!found->exists) {
        found->exists = true;
        card_bytes_resize(&found->content, 0);
        card_record(plugged, CARD_CREATE, slot, 0, NULL, 0);
    }
    file->card = plugged;
    file->slot = slot;
    file->delete_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    file->base.pMethods = &methods;
    if (out)
        *out = flags;
    return SQLITE_OK;
}

static int vfs_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    (void)sync;
    struct card_file *found = card_find(plugged, strrchr(name, '/') + 1);
    if (!found)
        return SQLITE_IOERR_DELETE_NOENT;
    found->exists = false;
    card_record(plugged, CARD_REMOVE, (int)(found - plugged->file), 0, NULL, 0);
    return SQLITE_OK;
}

static int vfs_access(sqlite3_vfs *vfs, const char *name, int flags, int *yes)
{
    (void)vfs;
    (void)flags;
    *yes = card_find(plugged, strrchr(name, '/') + 1) != NULL;
    return SQLITE_OK;
}

static int vfs_full_name(sqlite3_vfs *vfs, const char *name, int size, char *full)
{
    (void)vfs;
    snprintf(full, (size_t)size, "%s", name);
    return SQLITE_OK;
}

static int vfs_random(sqlite3_vfs *vfs, int size, char *bytes)
{
    /* The same salt in each run: a failure can be looked at again. */
    (void)vfs;
    static unsigned char counter;
    for (int i = 0; i < size; i++)
        bytes[i] = (char)(counter += 37);
    return size;
}

static int vfs_sleep(sqlite3_vfs *vfs, int us)
{
    (void)vfs;
    return us;
}

static int vfs_time(sqlite3_vfs *vfs, sqlite3_int64 *julian_ms)
{
    (void)vfs;
    *julian_ms = INT64_C(212200000000000);
    return SQLITE_OK;
}

static int vfs_error(sqlite3_vfs *vfs, int size, char *text)
{
    (void)vfs;
    (void)size;
    (void)text;
    return 0;
}

void card_plug(struct card *card)
{
    static sqlite3_vfs vfs = {
        .iVersion = 2,
        .szOsFile = sizeof(struct file),
        .mxPathname = 512,
        .zName = CARD_VFS,
        .xOpen = vfs_open,
        .xDelete = vfs_delete,
        .xAccess = vfs_access,
        .xFullPathname = vfs_full_name,
        .xRandomness = vfs_random,
        .xSleep = vfs_sleep,
        .xGetLastError = vfs_error,
        .xCurrentTimeInt64 = vfs_time,
    };
    plugged = card;
    for (int i = 0; i < CARD_FILES; i++)
        shm_forget(i);
    sqlite3_vfs_register(&vfs, 0);
}
