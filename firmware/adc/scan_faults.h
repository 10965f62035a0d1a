/* What becomes of a chip's values when something fails, and of the chip itself. Private to the
 * scan. began_ns: when the call began that found it. */
#ifndef MATSTATION_ADC_SCAN_FAULTS_H
#define MATSTATION_ADC_SCAN_FAULTS_H

#include "adc/scan_chip.h"

/* The value of the next position, or why there is none. */
void faults_give(struct scan_chip *chip, struct frame *frame, enum pad_state state, int32_t counts);

/* What was given in this scan and may be another pad's is lost; a zero that is surely its own pad's
 * stays, and whether the chip has lost its power is still to be settled. */
void faults_take_back_doubtful(struct scan_chip *chip, struct frame *frame, enum pad_state state);

/* What was given in this scan and is not settled is lost. */
void faults_take_back(struct scan_chip *chip, struct frame *frame, enum pad_state state);

/* Keeps the record of one call. That a chip takes a start says little: only a value makes good for
 * failures. After too many of them the chip is LOST. */
void faults_account(struct scan_chip *chip, struct scan_bus *bus, enum pad_state state,
                    int64_t began_ns);

/* Nobody can tell of which input the conversion under way is: its result is passed over, and
 * another is started once it has surely ended. */
void faults_ask_again(struct scan_chip *chip);

/* What was got from this chip lately may be anything. */
void faults_fail(struct scan_chip *chip, struct frame *frame, enum pad_state state);

/* A look failed. It says nothing; the conversion goes on. */
void faults_look_failed(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                        enum pad_state state, int64_t began_ns);

/* Its registers are as after power-on. */
void faults_restarted(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                      int64_t began_ns);

/* Conversions do not end, so that an idle chip takes no start. */
void faults_frozen(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                   int64_t began_ns);

/* The chip was still converting when the fetch before came, and did not take the start in it. What
 * that fetch brought is taken back where it was doubted; what was believed had proved itself by
 * differing from the answer before. The start is made again once the chip has ended. */
void faults_refused(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                    int64_t began_ns);

#endif
