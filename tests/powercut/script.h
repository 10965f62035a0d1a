/* A life of the log to be cut short: sessions second by second, and what must be found afterwards.
 */
#ifndef MATSTATION_TESTS_SCRIPT_H
#define MATSTATION_TESTS_SCRIPT_H

#include "session/record.h"
#include "store/database.h"

#include <stdbool.h>
#include <stddef.h>

struct script {
    struct record *record;
    size_t count;
    uint32_t first_session;
};

enum { SCRIPT_STEPS = 3, SCRIPT_STEP_S = 12 };

/* Sessions of three steps of 12 s each: a progress record a second, repetitions, holds and pauses
 * between them, an answer, settings, a calibration and its undoing. Free with script_free. */
void script_make(struct script *script, uint32_t first_session, unsigned sessions);
void script_free(struct script *script);

/* Holds the log against the script when `returned` records had been put and power went while
 * record number `returned` was on its way, or just before it: finished sessions are whole, the
 * running one lacks at most a second, nothing is there that was not put. False, and why. */
bool script_holds(const struct script *script, struct database *database, size_t returned,
                  char why[256]);

/* Every row of every table carries its checksum. */
bool script_rows_are_sound(struct database *database);

/* The most that was missing of a running session in script_holds so far, ms. */
int64_t script_worst_ms(void);

#endif
