#include "adc/scan_chip.h"

#include "adc/scan_faults.h"
#include "adc/scan_fetch.h"
#include "adc/scan_look.h"
#include "adc/scan_plan.h"
#include "adc/scan_reference.h"
#include "adc/scan_window.h"

void scan_chip_open(struct scan_chip *chip, const struct wired_chip *wired, struct i2c_bus *bus)
{
    *chip = (struct scan_chip){.wired = *wired, .bus = bus, .stage = STAGE_LOST};
    for (unsigned i = 0; i < INPUTS_MAX; i++)
        chip->reference.last[i] = -1;
    answers_begin(&chip->answers);
    conversion_time_begin(&chip->time, wired->kind->shortest_ns, wired->kind->longest_ns);
}

void scan_chip_begin(struct scan_chip *chip)
{
    chip->position = 0;
    chip->doubtful = 0;
    chip->zeros = 0;
    chip->reference.settled = false;
    chip->reference.moved = -1;
    if (chip->conversion.input != chip->wired.input[0])
        scan_chip_drop_conversion(chip);
    chip->conversion.carried = scan_chip_converts(chip);
}

void scan_chip_give_up(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    faults_take_back(chip, frame, state);
    if (chip->position < chip->wired.inputs)
        scan_chip_drop_conversion(chip);
    while (chip->position < chip->wired.inputs)
        faults_give(chip, frame, state, 0);
}

/* One that somebody left running at a slow rate ends its conversion much later. It is tried again
 * after one of ours, and not waited for at a stretch, which would hold the other chips up. */
static void set_up(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    int64_t began_ns = scan_bus_now_ns(bus);
    enum pad_state state = kind->setup(chip->bus, chip->wired.address);
    faults_account(chip, bus, state, began_ns);
    if (state == PAD_NOT_READY)
        chip->idle_ns = scan_bus_now_ns(bus) + chip->time.longest_ns;
    if (state != PAD_VALID) {
        faults_fail(chip, frame, state);
        return;
    }
    chip->stage = STAGE_IDLE;
    chip->reference.settled_ns = scan_bus_now_ns(bus) + kind->settles_ns;
    chip->reference.settled = true;
    chip->distrusted = kind->look;
    answers_forget(&chip->answers);
}

/* False: what it converted is too old to be asked for. */
static bool prepare(struct scan_chip *chip, struct scan_bus *bus)
{
    scan_bus_measure(bus, chip->bus, chip->wired.kind, chip->wired.address);
    (void)bus_select(chip->bus); /* a failure comes again with the transfer */
    if (!scan_window_is_stale(chip, bus))
        return true;
    scan_chip_drop_conversion(chip);
    return false;
}

void scan_chip_turn(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    if (chip->stage != STAGE_LOST && !prepare(chip, bus))
        return;
    switch (scan_plan_call(chip, bus, scan_bus_now_ns(bus))) {
    case CALL_SETUP: set_up(chip, bus, frame); break;
    case CALL_READ: scan_read(chip, bus, frame); break;
    case CALL_START: scan_start(chip, bus, frame); break;
    case CALL_LOOK: scan_look(chip, bus, frame); break;
    case CALL_FETCH: scan_fetch(chip, bus, frame); break;
    }
}
