/* Which call on the bus comes next, and when. Nothing here makes one. Private to the scan.
 *
 * Converters need more time than the wire, so they are interleaved: while some convert, another is
 * fetched.
 *
 *    chip 0   F==========F==========F=====     F  one call: fetch the value, start the next input
 *    chip 1     F==========F==========F===     =  the chip converts, the wire is free
 *    chip 2       F==========F==========F=
 *
 * Every chip has one next call, which follows from its stage, and a time at which that is due:
 *
 *    stage         next call                                  due when
 *    LOST          setup                                      it is idle
 *    IDLE          a look, while a value is in doubt          it is idle
 *                  start                                      it is idle
 *    CONVERTING    a look, if one is wanted                   it tells most
 *                  fetch                                      the conversion has ended
 *    ENDED         fetch                                      the same (scan_window.h)
 *    (at once)     read                                       its reference has settled
 *
 * Of several calls that are due, those that keep a converter busy go first. */
#ifndef MATSTATION_ADC_SCAN_PLAN_H
#define MATSTATION_ADC_SCAN_PLAN_H

#include "adc/scan_chip.h"

enum scan_call { CALL_SETUP, CALL_READ, CALL_START, CALL_LOOK, CALL_FETCH };

/* Why the conversion under way is to be looked at. */
enum look_reason {
    LOOK_NONE,
    LOOK_FOR_END, /* must be seen to end */
    LOOK_TO_LEARN,
    LOOK_FOR_START, /* was its start taken? */
};

enum look_reason scan_plan_look(const struct scan_chip *chip, const struct scan_bus *bus,
                                int64_t now_ns);

/* A chip's next call, as things stand now. */
enum scan_call scan_plan_call(const struct scan_chip *chip, const struct scan_bus *bus,
                              int64_t now_ns);

/* The input that a fetch now is to start; NO_INPUT: none. */
unsigned scan_plan_input_after(const struct scan_chip *chip, const struct scan_bus *bus);

/* Whose turn it is, and when: NULL when the scan is complete. */
struct scan_chip *scan_plan_next(struct scan_chip *chips, unsigned count,
                                 const struct scan_bus *bus, int64_t *next_ns);

#endif
