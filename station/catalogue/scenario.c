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
