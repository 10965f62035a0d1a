#include "store/scan.h"
#include "store/layout.h"
#include "store/rows.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { LEAF = 0x0D, LEAF_HEADER = 8 };

struct cursor {
    const unsigned char *at, *end;
};

/* Seven bits a byte, the most significant first; a ninth byte gives all eight. */
static bool read_varint(struct cursor *cursor, uint64_t *value)
{
    *value = 0;
    for (unsigned i = 0; i < 9; i++) {
        if (cursor->at == cursor->end)
            return false;
        unsigned char byte = *cursor->at++;
        if (i == 8) {
            *value = *value << 8 | byte;
            return true;
        }
        *value = *value << 7 | (byte & 0x7FU);
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

static size_t bytes_of(uint64_t type)
{
    static const unsigned char fixed[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    if (type < sizeof fixed)
        return fixed[type];
    return type >= 12 ? (size_t)((type - 12) / 2) : PAGE;
}

/* Two's complement of 1 to 8 bytes; types 8 and 9 are the numbers 0 and 1. */
static int64_t read_integer(uint64_t type, const unsigned char *at)
{
    unsigned bytes = (unsigned)bytes_of(type);
    if (type >= 8)
        return (int64_t)type - 8;
    if (bytes == 0)
        return 0;
    uint64_t value = big_endian(at, bytes), sign = UINT64_C(1) << (8 * bytes - 1);
    if (bytes < 8 && (value & sign))
        value |= ~((sign << 1) - 1);
    return (int64_t)value;
}

static bool read_value(const struct column *column, uint64_t type, const unsigned char *at,
                       char *value)
{
    bool integer = type >= 1 && type <= 9 && type != 7;
    if (column->kind == COLUMN_TEXT) {
        size_t length = bytes_of(type);
        if (type < 13 || type % 2 == 0 || length >= column->size)
            return false;
        memset(value, 0, column->size);
        memcpy(value, at, length);
        return true;
    }
    if (column->kind == COLUMN_INTEGER) {
        int64_t number = type == 0 ? UNKNOWN : integer ? read_integer(type, at) : 0;
        memcpy(value, &number, sizeof number);
        return type == 0 || integer;
    }
    double real = (double)NAN;
    uint64_t bits = type == 7 ? big_endian(at, 8) : 0;
    if (type == 7)
        memcpy(&real, &bits, sizeof real);
    else if (integer)
        real = (double)read_integer(type, at);
    memcpy(value, &real, sizeof real);
    return type == 0 || type == 7 || integer;
}

/* What a record of an older version lacks is NULL. */
static void set_null(const struct table *table, unsigned from, char *row)
{
    for (unsigned i = from; i < table->columns; i++) {
        const struct column *column = &table->column[i];
        const int64_t integer = UNKNOWN;
        const double real = (double)NAN;
        if (column->kind == COLUMN_TEXT)
            memset(row + column->offset, 0, column->size);
        else
            memcpy(row + column->offset,
                   column->kind == COLUMN_REAL ? (const void *)&real : (const void *)&integer,
                   column->size);
    }
}

/* A record of at most as many values as the table has columns, and the checksum behind them. */
static bool read_record(struct cursor payload, int64_t id, const struct table *table, char *row)
{
    const unsigned char *begin = payload.at;
    uint64_t header, type[COLUMNS_MAX + 1];
    if (!read_varint(&payload, &header) || header > (uint64_t)(payload.end - begin))
        return false;
    struct cursor types = {payload.at, begin + header}, values = {begin + header, payload.end};
    unsigned count = 0;
    while (types.at < types.end && count < COLUMNS_MAX + 1)
        if (!read_varint(&types, &type[count++]))
            return false;
    if (count < 2 || count > table->columns + 1 || types.at != types.end)
        return false;
    int64_t crc = -1;
    set_null(table, count - 1, row);
    for (unsigned i = 0; i < count; i++) {
        size_t length = bytes_of(type[i]);
        if (length > (size_t)(values.end - values.at))
            return false;
        if (i == 0)
            memcpy(row + table->column[0].offset, &id, sizeof id);
        else if (i == count - 1 && (type[i] == 0 || type[i] > 9 || type[i] == 7))
            return false;
        else if (i == count - 1)
            crc = read_integer(type[i], values.at);
        else if (!read_value(&table->column[i], type[i], values.at, row + table->column[i].offset))
            return false;
        values.at += length;
    }
    return rows_is_sound(table, row, crc);
}

struct scan {
    const struct table *table;
    bool (*found)(void *self, const void *row);
    void *self;
};

static bool scan_page(const struct scan *scan, const unsigned char *page)
{
    _Alignas(8) char row[ROW_BYTES_MAX];
    if (page[0] != LEAF)
        return true;
    size_t cells = (size_t)big_endian(page + 3, 2);
    for (size_t i = 0; i < cells && LEAF_HEADER + 2 * i + 2 <= PAGE; i++) {
        size_t at = (size_t)big_endian(page + LEAF_HEADER + 2 * i, 2);
        uint64_t length, id;
        if (at >= PAGE)
            continue;
        struct cursor cell = {page + at, page + PAGE};
        if (!read_varint(&cell, &length) || !read_varint(&cell, &id) ||
            length > (uint64_t)(cell.end - cell.at))
            continue;
        cell.end = cell.at + length;
        if (read_record(cell, (int64_t)id, scan->table, row) && !scan->found(scan->self, row))
            return false;
    }
    return true;
}

static bool read_page(FILE *file, long at, unsigned char *page)
{
    return fseek(file, at, SEEK_SET) == 0 && fread(page, PAGE, 1, file) == 1;
}

static bool read_salts(FILE *file, long at, unsigned char *salts)
{
    return fseek(file, at, SEEK_SET) == 0 && fread(salts, SALTS, 1, file) == 1;
}

/* The journal is begun again at its first frame once the database has all of it: what lies behind
 * the new frames is older than the database. Their salts tell; header and first frame have the
 * newest, and one of them may be damaged. */
static bool is_newest(FILE *file, long frame)
{
    unsigned char header[SALTS], first[SALTS], own[SALTS];
    if (!read_salts(file, HEADER_SALTS, header) || !read_salts(file, HEADER + FRAME_SALTS, first) ||
        !read_salts(file, frame + FRAME_SALTS, own))
        return false;
    return memcmp(own, header, SALTS) == 0 || memcmp(own, first, SALTS) == 0;
}

bool scan_rows(FILE *file, enum scan_of of, const struct table *table,
               bool (*found)(void *self, const void *row), void *self)
{
    bool journal = of != SCAN_DATABASE;
    struct scan scan = {table, found, self};
    unsigned char page[PAGE];
    if (fseek(file, 0, SEEK_END) != 0)
        return false;
    /* The first page of the database describes the tables; no row of theirs is in it. */
    long size = ftell(file), stride = journal ? PAGE + FRAME_HEADER : PAGE;
    long first = journal ? HEADER + FRAME_HEADER : PAGE;
    long pages = size >= first + PAGE ? (size - first - PAGE) / stride + 1 : 0;
    for (long i = 0; i < pages; i++) {
        long which = journal ? pages - 1 - i : i;
        long at = first + which * stride;
        if (journal && is_newest(file, at - FRAME_HEADER) != (of == SCAN_JOURNAL))
            continue;
        if (read_page(file, at, page) && !scan_page(&scan, page))
            return false;
    }
    return true;
}
