/* One chip within a scan: where it stands, and what it owes. Private to the scan.
 *
 * A chip that converts in the background goes round like this. Each arrow is one call on the bus;
 * scan_plan.h says which comes next and when, scan_chip_turn makes it.
 *
 *            setup          start             look: it has ended
 *     LOST ---------> IDLE ---------> CONVERTING ---------> ENDED
 *                      ^                | ^ |                 |
 *                      |                | '-+-----------------+--- fetch, which starts the next
 *                      '----------------+---------------------'--- fetch of the last, a start that
 *                                                                  was refused, a call that failed
 *
 * The way back to LOST is open from everywhere: its registers are as after power-on, or it failed
 * so often that it was set aside (chip_watch.h). A chip that answers at once is LOST or IDLE.
 *
 * A fetch comes when the conversion has surely ended, or is believed to have: then its value may be
 * doubtful until a look, or the next answer, proves it (answers.h). A scan is complete when every
 * position has a value or the reason why there is none, and nothing is in doubt. */
#ifndef MATSTATION_ADC_SCAN_CHIP_H
#define MATSTATION_ADC_SCAN_CHIP_H

#include "adc/answers.h"
#include "adc/chip_watch.h"
#include "adc/conversion_time.h"
#include "adc/scan_bus.h"
#include "adc/wiring.h"

enum stage { STAGE_LOST, STAGE_IDLE, STAGE_CONVERTING, STAGE_ENDED };

/* The conversion under way. Its start was acknowledged between the two times. */
struct conversion {
    uint8_t input;
    bool carried; /* begun in the scan before this one */
    int64_t earliest_ns, latest_ns;
    int64_t before_ns; /* what was started before it has surely ended then */
};

/* Of a chip that answers at once: whether its reference has settled (scan_reference.h). */
struct reference {
    int64_t settled_ns; /* the chip is not to be asked sooner */
    bool settled;       /* looked at, or waited for, in this scan */
    int32_t moved;      /* what the position under way, which moved, said first; -1: no such */
    int32_t last[INPUTS_MAX]; /* the last believed counts; -1: none */
};

struct scan_chip {
    struct wired_chip wired;
    struct i2c_bus *bus; /* the root, or the branch that it hangs on */

    enum stage stage;
    struct conversion conversion; /* while CONVERTING or ENDED */
    int64_t idle_ns;              /* whatever was started, even by a failed call, has ended then */

    /* This scan. */
    unsigned position; /* the next of its inputs */
    /* Positions to be settled before it is complete, a bit each: */
    uint8_t doubtful; /* whose value is it? */
    uint8_t zeros;    /* has the chip lost its power? Its result says zero then */

    /* What was learned of it. */
    struct chip_watch watch;
    struct conversion_time time;
    struct answers answers;
    bool distrusted; /* must be seen to end a conversion before it is believed */
    struct reference reference;
};

void scan_chip_open(struct scan_chip *chip, const struct wired_chip *wired, struct i2c_bus *bus);

/* A new scan begins. */
void scan_chip_begin(struct scan_chip *chip);

/* Makes the call that is planned for it, now that it is due. */
void scan_chip_turn(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

/* All that it still owes to this scan is lost. */
void scan_chip_give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state);

static inline bool scan_chip_is_unsettled(const struct scan_chip *chip)
{
    return chip->doubtful || chip->zeros;
}

/* Nothing more is wanted of it in this scan. */
static inline bool scan_chip_is_done(const struct scan_chip *chip)
{
    return chip->position >= chip->wired.inputs && !scan_chip_is_unsettled(chip);
}

static inline bool scan_chip_converts(const struct scan_chip *chip)
{
    return chip->stage >= STAGE_CONVERTING;
}

/* Whatever it converts is worth nothing. */
static inline void scan_chip_drop_conversion(struct scan_chip *chip)
{
    if (scan_chip_converts(chip))
        chip->stage = STAGE_IDLE;
}

/* A look right after a start tells by its input whether it was taken; where all starts are for one
 * input, it only tells whether conversions end. */
static inline bool scan_chip_tells_by_input(const struct scan_chip *chip)
{
    return chip->wired.inputs > 1;
}

#endif
