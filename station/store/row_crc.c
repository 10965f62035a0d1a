#include "store/row_crc.h"

#include <math.h>
#include <string.h>
#include <zlib.h>

enum { TAG_NULL, TAG_INTEGER, TAG_REAL, TAG_TEXT };

/* A row, with the tags of its columns and the table's name. */
enum { CRC_BYTES_MAX = ROW_BYTES_MAX + 9 * COLUMNS_MAX + ID_MAX };

bool column_is_null(const struct column *column, const void *row)
{
    int64_t integer;
    double real;
    switch (column->kind) {
    case COLUMN_INTEGER:
        memcpy(&integer, column_at(column, row), sizeof integer);
        return integer == UNKNOWN;
    case COLUMN_REAL: memcpy(&real, column_at(column, row), sizeof real); return isnan(real);
    default: return false;
    }
}

/* A row as its checksum sees it: each value a tag and eight bytes, of a text its length and then
 * its bytes. One call over all of it costs a third of many over its parts. */
struct crc_bytes {
    unsigned char byte[CRC_BYTES_MAX];
    size_t length;
};

static void append_bytes(struct crc_bytes *bytes, const char *from, size_t length)
{
    memcpy(bytes->byte + bytes->length, from, length);
    bytes->length += length;
}

/* Least significant byte first, whatever the machine. */
static void append_number(struct crc_bytes *bytes, unsigned char tag, uint64_t value)
{
    unsigned char *at = bytes->byte + bytes->length;
    *at++ = tag;
    for (unsigned i = 0; i < 8; i++)
        *at++ = (unsigned char)(value >> (8 * i));
    bytes->length += 9;
}

static void append_value(struct crc_bytes *bytes, const struct column *column, const void *row)
{
    uint64_t bits;
    double real;
    if (column_is_null(column, row)) {
        append_number(bytes, TAG_NULL, 0);
        return;
    }
    switch (column->kind) {
    case COLUMN_REAL:
        memcpy(&real, column_at(column, row), sizeof real);
        real = real == 0 ? 0 : real; /* SQLite keeps no sign of a zero */
        memcpy(&bits, &real, sizeof bits);
        append_number(bytes, TAG_REAL, bits);
        break;
    case COLUMN_TEXT: {
        const char *text = column_at(column, row);
        size_t length = strlen(text);
        append_number(bytes, TAG_TEXT, length);
        append_bytes(bytes, text, length);
        break;
    }
    default:
        memcpy(&bits, column_at(column, row), sizeof bits);
        append_number(bytes, TAG_INTEGER, bits);
    }
}

uint32_t row_crc(const struct table *table, const void *row)
{
    struct crc_bytes bytes;
    unsigned count = table->columns;
    bytes.length = 0;
    while (count > 0 && column_is_null(&table->column[count - 1], row))
        count--;
    append_bytes(&bytes, table->name, strlen(table->name) + 1);
    for (unsigned i = 0; i < count; i++)
        append_value(&bytes, &table->column[i], row);
    return (uint32_t)crc32_z(0, bytes.byte, bytes.length);
}
