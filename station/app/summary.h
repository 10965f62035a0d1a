/* What a session came to, on the terminal. */
#ifndef MATSTATION_APP_SUMMARY_H
#define MATSTATION_APP_SUMMARY_H

#include "session/record.h"

#include <stdio.h>

enum { SUMMARY_STEPS_MAX = 128 };

struct summary {
    unsigned steps;
    struct step_record step[SUMMARY_STEPS_MAX];
    bool ended;
    uint32_t elapsed_ms, credited_ms, by_time_ms;
};

/* Keeps what the summary needs of one record. */
void summary_add(struct summary *summary, const struct record *record);

/* Credited against planned, step by step. */
void summary_print(const struct summary *summary, FILE *to);

#endif
