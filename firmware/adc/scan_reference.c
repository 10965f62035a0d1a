#include "adc/scan_reference.h"

#include "adc/scan_faults.h"

#include <stdlib.h>

/* More than noise, and than what one reading may miss of a slow change. */
static int32_t much_for(const struct scan_chip *chip, int32_t counts)
{
    return chip->wired.kind->full_scale / 512 + 1 + counts / 64;
}

static bool has_moved(const struct scan_chip *chip, int32_t counts)
{
    int32_t last = chip->reference.last[chip->position];
    return last < 0 || abs(counts - last) > much_for(chip, last);
}

/* A reference that settles rises, so that the same pad reads lower by most of what its first
 * reading was too high. A reading at full scale tells nothing. */
static bool seems_to_settle(const struct scan_chip *chip, int32_t first, int32_t again)
{
    return first >= chip->wired.kind->full_scale || first - again > much_for(chip, first) / 2;
}

/* True: there is nothing to be given yet. */
static bool doubts_reference(struct scan_chip *chip, int32_t counts, int64_t now_ns)
{
    const struct adc_kind *kind = chip->wired.kind;
    struct reference *reference = &chip->reference;
    const int32_t first = reference->moved;
    if (reference->settled || (first < 0 && !has_moved(chip, counts)))
        return false;
    if (first < 0) {
        reference->moved = counts;
        reference->settled_ns = now_ns + kind->shows_ns;
        return true;
    }
    reference->moved = -1;
    reference->settled = true;
    if (!seems_to_settle(chip, first, counts))
        return false;
    reference->settled_ns = now_ns + kind->settles_ns;
    chip->position = 0;
    return true;
}

/* The command may have reached a chip that had lost its power, and the reference be settling since:
 * so much by now that nothing would show it. So it is waited for. If the command did not, the next
 * one finds it off, and that shows. */
static void read_failed(struct scan_chip *chip, struct frame *frame, enum pad_state state,
                        int64_t now_ns)
{
    chip->reference.last[chip->position] = -1;
    chip->reference.moved = -1;
    chip->reference.settled_ns = now_ns + chip->wired.kind->settles_ns;
    faults_give(chip, frame, state, 0);
}

void scan_read(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame)
{
    const struct adc_kind *kind = chip->wired.kind;
    unsigned input = chip->wired.input[chip->position];
    int32_t counts = 0;
    int64_t began_ns = scan_bus_now_ns(bus);
    enum pad_state state =
        kind->fetch(kind, chip->bus, chip->wired.address, input, NO_INPUT, &counts);
    int64_t ended_ns = scan_bus_now_ns(bus);
    faults_account(chip, bus, state, began_ns);
    if (state != PAD_VALID) {
        read_failed(chip, frame, state, ended_ns);
        return;
    }
    scan_bus_note(bus, kind->bits_of_fetch, ended_ns - began_ns);
    if (doubts_reference(chip, counts, ended_ns))
        return;
    chip_watch_succeeded(&chip->watch);
    chip->reference.last[chip->position] = counts;
    faults_give(chip, frame, state, counts);
}
