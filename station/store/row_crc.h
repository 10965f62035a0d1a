/* The checksum of a row, as rows.h says what it covers. Private to rows.c. */
#ifndef MATSTATION_STORE_ROW_CRC_H
#define MATSTATION_STORE_ROW_CRC_H

#include "store/table.h"

#include <stdbool.h>
#include <stdint.h>

/* Where a column's value lies in the row's struct. */
static inline const char *column_at(const struct column *column, const void *row)
{
    return (const char *)row + column->offset;
}

bool column_is_null(const struct column *column, const void *row);

uint32_t row_crc(const struct table *table, const void *row);

#endif
