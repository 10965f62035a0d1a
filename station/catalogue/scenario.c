#include "catalogue/scenario.h"

void scenario_default(struct scenario *scenario)
{
    *scenario = (struct scenario){
        .body = {.sex = SEX_MALE, .stature_m = 1.72F, .mass_kg = 74.0F},
        .manner = {.reaction_s = 0.6F,
                   .pace = 1.0F,
                   .sway = 1.0F,
                   .tremor = 1.0F,
                   .breaths_per_min = 14.0F},
        .pads = {.temperature_c = 22.0F},
        .start_s = 1.0F,
    };
}

bool slip_is_of_pad(enum slip slip)
{
    return slip >= SLIP_PAD_OPEN && slip < SLIPS;
}

const char *slip_name(enum slip slip)
{
    static const char *const name[SLIPS] = {
        [SLIP_WRONG_SIDE] = "wrong_side",
        [SLIP_TOO_FAST] = "too_fast",
        [SLIP_HIPS_DOWN] = "hips_down",
        [SLIP_KNEE_DOWN] = "knee_down",
        [SLIP_STEP_OFF] = "step_off",
        [SLIP_ASLEEP] = "asleep",
        [SLIP_SITS] = "sits",
        [SLIP_CHILD] = "child",
        [SLIP_CAT] = "cat",
        [SLIP_CHILD_STANDS] = "child_stands",
        [SLIP_CAT_SITS] = "cat_sits",
        [SLIP_CHAIR] = "chair",
        [SLIP_BAG] = "bag",
        [SLIP_SECOND_PERSON] = "second_person",
        [SLIP_PRESS] = "press",
        [SLIP_PRESS_HELD] = "press_held",
        [SLIP_PAD_OPEN] = "pad_open",
        [SLIP_PAD_SHORT] = "pad_short",
        [SLIP_PAD_STUCK] = "pad_stuck",
        [SLIP_PAD_NOISY] = "pad_noisy",
    };
    return name[slip];
}
