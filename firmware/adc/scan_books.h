/* What becomes of a chip's values, and its record of failures. Private to the scan. */
#ifndef MATSTATION_ADC_SCAN_BOOKS_H
#define MATSTATION_ADC_SCAN_BOOKS_H

#include "adc/scan_chip.h"

/* The value of the next position, or why there is none. */
void books_give(struct scan_chip *chip, struct frame *frame, enum pad_state state, int32_t counts);

/* What was given in this scan and is not settled is lost. */
void books_take_back(struct scan_chip *chip, struct frame *frame, enum pad_state state);

/* Somebody else may learn now. */
void books_stop_learning(const struct scan_chip *chip, struct scan_bus *bus);

/* Keeps the record of one transfer that began at began_ns. That a chip takes a start says little:
 * only a value makes good for failures. */
void books_account(struct scan_chip *chip, struct scan_bus *bus, enum pad_state state,
                   int64_t began_ns);

/* Nobody can tell of which input the conversion under way is: its result is passed over, and
 * another is started once it has surely ended. */
void books_ask_again(struct scan_chip *chip);

/* What was got from this chip lately may be anything. */
void books_fail(struct scan_chip *chip, struct frame *frame, enum pad_state state);

#endif
