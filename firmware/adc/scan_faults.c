#include "adc/scan_faults.h"

void faults_give(struct scan_chip *chip, struct frame *frame, enum pad_state state, int32_t counts)
{
    unsigned pad = chip->wired.pad[chip->position];
    frame->state[pad] = (uint8_t)state;
    frame->value[pad] = state == PAD_VALID && counts > 0 ? (float)counts : 0.0F;
    chip->position++;
}

void faults_take_back_doubtful(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    for (unsigned i = 0; i < chip->wired.inputs; i++) {
        if (!(chip->doubtful >> i & 1))
            continue;
        unsigned pad = chip->wired.pad[i];
        frame->state[pad] = (uint8_t)state;
        frame->value[pad] = 0.0F;
    }
    chip->zeros &= (uint8_t)~chip->doubtful;
    chip->doubtful = 0;
}

void faults_take_back(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    chip->doubtful |= chip->zeros;
    faults_take_back_doubtful(chip, frame, state);
}

void faults_account(struct scan_chip *chip, struct scan_bus *bus, enum pad_state state,
                    int64_t began_ns)
{
    int64_t now_ns = scan_bus_now_ns(bus);
    scan_bus_account(bus, state, now_ns - began_ns);
    if (state == PAD_VALID)
        return;
    scan_bus_stop_learning(bus, chip);
    scan_chip_drop_conversion(chip);
    answers_forget(&chip->answers);
    chip_watch_failed(&chip->watch, state, now_ns, now_ns - began_ns);
    if (chip->watch.state == CHIP_OFFLINE)
        chip->stage = STAGE_LOST;
}

void faults_ask_again(struct scan_chip *chip)
{
    scan_chip_drop_conversion(chip);
    answers_forget(&chip->answers);
}

void faults_fail(struct scan_chip *chip, struct frame *frame, enum pad_state state)
{
    faults_take_back(chip, frame, state);
    if (chip->position < chip->wired.inputs)
        faults_give(chip, frame, state, 0);
}

void faults_look_failed(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                        enum pad_state state, int64_t began_ns)
{
    const bool converts = scan_chip_converts(chip);
    const enum stage stage = chip->stage;
    const struct answers answers = chip->answers;
    faults_account(chip, bus, state, began_ns);
    faults_take_back(chip, frame, state);
    if (!converts || chip->stage == STAGE_LOST)
        return;
    chip->stage = stage;
    chip->answers = answers;
}

void faults_restarted(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                      int64_t began_ns)
{
    faults_account(chip, bus, PAD_NONSENSE, began_ns);
    faults_take_back(chip, frame, PAD_NONSENSE);
    chip->stage = STAGE_LOST;
}

void faults_frozen(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                   int64_t began_ns)
{
    faults_account(chip, bus, PAD_NOT_READY, began_ns);
    faults_fail(chip, frame, PAD_NOT_READY);
    chip->distrusted = true;
}

void faults_refused(struct scan_chip *chip, struct scan_bus *bus, struct frame *frame,
                    int64_t began_ns)
{
    faults_account(chip, bus, PAD_VALID, began_ns);
    conversion_time_undercut(&chip->time);
    faults_take_back_doubtful(chip, frame, PAD_NOT_READY);
    faults_ask_again(chip);
}
