/* The log in formats that other programs read. EXPORT.md documents every field. */
#ifndef MATSTATION_STORE_EXPORT_H
#define MATSTATION_STORE_EXPORT_H

#include "store/logbook.h"

#include <stdbool.h>
#include <stdio.h>

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_TCX };

struct export_options {
    enum export_format format;
    bool since_known;
    int64_t since_unix_s; /* sessions begun before it, or at no known time, are left out */
    bool one_person;
    uint32_t person;
};

struct export_report {
    unsigned sessions; /* written */
    unsigned undated;  /* left out because their date is not known */
    unsigned unsound;  /* rows left out because their checksum failed */
};

/* "csv", "json", "tcx". -1: no such format. */
int export_format_of(const char *name, enum export_format *format);

/* -1: writing failed, or the log could not be read to its end. */
int export_write(struct logbook *logbook, const struct export_options *options, FILE *out,
                 struct export_report *report, struct error *error);

#endif
