#include "adc/scan_books.h"

#include <stddef.h>

void books_give(struct scan_chip *chip, struct frame *frame, enum pad_state state, int32_t counts)
{
    unsigned pad = chip->wired.pad[chip->position];
    frame->state[pad] = (uint8_t)state;
    frame->value[pad] = state == PAD_VALID && counts > 0 ? (float)counts : 0.0F;
    if (state == PAD_VALID)
        chip->last[chip->position] = counts;
    chip->position++;
}

void books_take_back(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    for (unsigned i = 0; i < chip->wired.inputs; i++) {
        if (!(chip->doubtful >> i & 1))
            continue;
        unsigned pad = chip->wired.pad[i];
        frame->state[pad] = (uint8_t)state;
        frame->value[pad] = 0.0F;
    }
    chip->doubtful = 0;
    chip->says_zero = false;
}

void books_stop_learning(const struct scan_chip *chip, struct scan_bus *bus)
{
    if (bus->learning == chip)
        bus->learning = NULL;
}

void books_account(struct scan_chip *chip, struct scan_bus *bus, enum pad_state state,
                   int64_t began_ns)
{
    bus->asked = true;
    if (state == PAD_VALID || state == PAD_NACK) { /* either way the bus is free */
        bus->timeouts_in_a_row = 0;
        bus->timeouts_cost_ns = 0;
    }
    if (state == PAD_VALID)
        return;
    int64_t now = scan_bus_now_ns(bus);
    bus->held_up = true;
    books_stop_learning(chip, bus);
    chip->converting = false;
    answers_forget(&chip->answers);
    chip_watch_failed(&chip->watch, state, now, now - began_ns);
    if (chip->watch.state == CHIP_OFFLINE)
        chip->ready = false;
    if (state == PAD_TIMEOUT) {
        bus->timeouts_in_a_row++;
        bus->timeouts_cost_ns += now - began_ns;
    }
}

void books_ask_again(struct scan_chip *chip)
{
    chip->converting = false;
    answers_forget(&chip->answers);
}

void books_fail(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    books_take_back(chip, frame, state);
    if (chip->position < chip->wired.inputs)
        books_give(chip, frame, state, 0);
}
