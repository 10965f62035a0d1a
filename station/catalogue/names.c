#include "catalogue/names.h"

#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"

#include <assert.h>
#include <string.h>

#define TABLE(thing, word, ...)                                                                    \
    static const char *const thing##_words[] = {__VA_ARGS__};                                      \
    const struct names names_##thing = {word, sizeof thing##_words / sizeof *thing##_words,        \
                                        thing##_words}

TABLE(kind, "kind", "warm_up", "mobility", "smr", "stretch", "strength", "breath");
TABLE(sides, "sides", "both", "each", "alternating");
TABLE(side, "side", "both", "left", "right");
TABLE(zone, "zone", "unknown", "head", "shoulders", "back", "pelvis", "thighs", "knees", "feet",
      "hands", "forearms", "roller");
TABLE(posture, "posture", "unclear", "standing", "sitting", "supine", "prone", "side_lying",
      "all_fours", "kneeling");
TABLE(counts, "way of counting", "roll_and_pause", "hold", "repetitions", "time");
TABLE(watch, "thing to watch", "nothing", "contact", "roller", "bridge", "plank", "side_plank",
      "tilt", "knee_roll", "press_up", "diagonal", "clam", "steps", "curl", "punch", "superman");
TABLE(sureness, "sureness", "low", "medium", "high");
TABLE(tool, "tool", "none", "roller", "ball");
TABLE(region, "region", "unclear", "glutes", "tfl_itb", "quads_hip_flexors", "erector_spinae");
TABLE(mat_end, "end of the mat", "none", "head", "feet", "left", "right");
TABLE(equipment, "equipment", "roller", "ball", "strap", "band", "weights", "step", "swiss_ball",
      "wall");
TABLE(sex, "sex", "female", "male");
TABLE(slip, "thing to go wrong", "wrong_side", "too_fast", "hips_down", "knee_down", "step_off",
      "asleep", "sits", "child", "cat", "child_stands", "cat_sits", "chair", "bag", "second_person",
      "press", "press_held", "pad_open", "pad_short", "pad_stuck", "pad_noisy");
TABLE(caution, "caution", "roller", "plank", "end_range", "knee", "not_first_weeks");

#define COUNT(thing) (sizeof thing##_words / sizeof *thing##_words)
static_assert(COUNT(kind) == KINDS && COUNT(zone) == ZONES && COUNT(posture) == POSTURES &&
                  COUNT(watch) == WATCHES && COUNT(region) == REGIONS && COUNT(slip) == SLIPS,
              "a word for each value");

int names_find(const struct names *names, const char *name)
{
    for (unsigned i = 0; i < names->count; i++)
        if (!strcmp(names->name[i], name))
            return (int)i;
    return -1;
}

static const char *word(const struct names *names, unsigned value)
{
    return names->name[value < names->count ? value : 0];
}

const char *zone_name(enum zone zone)
{
    return word(&names_zone, (unsigned)zone);
}

const char *side_name(enum side side)
{
    return word(&names_side, (unsigned)side);
}

const char *region_name(enum region region)
{
    return word(&names_region, (unsigned)region);
}

const char *slip_name(enum slip slip)
{
    return word(&names_slip, (unsigned)slip);
}
