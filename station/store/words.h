/* The words that stand in the log for kinds, sides and outcomes: the file and its exports explain
 * themselves, and a new value in the middle of an enum changes nothing that is written. */
#ifndef MATSTATION_STORE_WORDS_H
#define MATSTATION_STORE_WORDS_H

/* A list of words by value, "" where a value has none; ended by NULL. */
extern const char *const words_kind[];            /* enum kind */
extern const char *const words_side[];            /* enum side */
extern const char *const words_step_outcome[];    /* enum step_outcome */
extern const char *const words_session_outcome[]; /* enum session_outcome */
extern const char *const words_why[];             /* enum why */
extern const char *const words_region[];          /* enum region */
extern const char *const words_pad_fault[];       /* enum pad_fault */
extern const char *const words_part[];            /* pause, hold, repetition */

enum part_kind { PART_PAUSE, PART_HOLD, PART_REPETITION };

/* "unknown" for a value outside the list. */
const char *word_of(const char *const *words, int value);

/* The value of a word; 0 where it is not in the list. */
int word_value(const char *const *words, const char *word);

#endif
