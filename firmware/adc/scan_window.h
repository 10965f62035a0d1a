/* When things happen inside a chip, as far as can be told from outside. Private to the scan.
 *
 *     call begins                                        call returns
 *        |--- clocks before ---|start|--- clocks behind ---|
 *        |        what the call costs besides the wire     |
 *                  earliest ..... latest
 *
 * A conversion that began in that window has ended, surely, longest_ns behind the latest; and in
 * all likelihood as long behind the earliest as was learned of this chip (conversion_time.h), since
 * a call that returned late had mostly begun in time. */
#ifndef MATSTATION_ADC_SCAN_WINDOW_H
#define MATSTATION_ADC_SCAN_WINDOW_H

#include "adc/scan_plan.h"

/* A call of so many clocks that began then, and has just returned, started a conversion. */
void scan_window_open(struct scan_chip *chip, const struct scan_bus *bus, unsigned input,
                      int64_t began_ns, unsigned bits);

static inline int64_t scan_window_surely_ns(const struct scan_chip *chip)
{
    return chip->conversion.latest_ns + chip->time.longest_ns;
}

int64_t scan_window_likely_ns(const struct scan_chip *chip);

/* When a look for that reason has to begin to tell most. */
int64_t scan_window_look_ns(const struct scan_chip *chip, const struct scan_bus *bus,
                            enum look_reason reason);

/* Has it surely ended when a call that began then comes to that clock? */
bool scan_window_is_over(const struct scan_chip *chip, const struct scan_bus *bus, int64_t began_ns,
                         unsigned bits);

/* Whatever converts when a look that began then tells about it, is the conversion started last. */
bool scan_window_is_the_last(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t began_ns);

/* Has it surely not ended yet, as a look has found that has just returned? */
bool scan_window_is_too_soon(const struct scan_chip *chip, const struct scan_bus *bus);

/* Begun for this scan before it, and then held up so long that its value is of before the frame. */
bool scan_window_is_stale(const struct scan_chip *chip, const struct scan_bus *bus);

#endif
