/* One chip within a scan: what it converts now, when it may be asked next, and what its answers
 * are worth. Private to scan.c. */
#ifndef MATSTATION_ADC_SCAN_CHIP_H
#define MATSTATION_ADC_SCAN_CHIP_H

#include "adc/answers.h"
#include "adc/chip_watch.h"
#include "adc/conversion_time.h"
#include "adc/scan_bus.h"
#include "adc/wiring.h"

struct scan_chip {
    struct wired_chip wired;
    struct i2c_bus *bus;
    struct chip_watch watch;
    struct conversion_time time;
    struct answers answers;
    bool ready;        /* set up since it was last lost */
    unsigned position; /* the next of its inputs in this scan */
    /* The conversion under way. Its start was acknowledged between the two times. */
    bool converting;
    bool carried; /* begun in the scan before this one */
    uint8_t converting_input;
    int64_t earliest_ns, latest_ns;
    bool looked;      /* it was seen to have ended */
    int64_t idle_ns;  /* whatever was started, even by a transfer that failed, has ended then */
    bool distrusted;  /* must be seen to end a conversion before it is believed */
    uint8_t doubtful; /* positions of this scan, a bit each, to be settled before it is complete */
    bool says_zero;   /* as does a chip that lost its power */
    /* Of a chip that answers at once: */
    int64_t settled_ns; /* it is not to be asked sooner */
    bool settled;       /* its reference was looked at, or waited for, in this scan */
    int32_t moved;      /* what the position under way, which moved, said first; -1: no such */
    int32_t last[INPUTS_MAX]; /* the last believed counts; -1: none */
};

void scan_chip_open(struct scan_chip *chip, const struct wired_chip *wired, struct i2c_bus *bus);

/* A new scan begins. */
void scan_chip_begin(struct scan_chip *chip);

/* Nothing more is wanted of it in this scan. */
static inline bool scan_chip_is_done(const struct scan_chip *chip)
{
    return chip->position >= chip->wired.inputs && !chip->doubtful;
}

/* When it may be asked next, as things stand now. */
int64_t scan_chip_due_ns(const struct scan_chip *chip, const struct scan_bus *bus, int64_t now_ns);

/* A look at this chip is due so soon that a transfer begun at from_ns would delay it. */
bool scan_chip_wants_silence(const struct scan_chip *chip, const struct scan_bus *bus,
                             int64_t from_ns);

/* The next thing to be done with it, once it is due: mostly one call on the bus. */
void scan_chip_turn(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame);

/* All that it still owes to this scan is lost. */
void scan_chip_give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state);

#endif
