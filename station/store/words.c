#include "store/words.h"
#include "session/record.h"

#include <stddef.h>
#include <string.h>

const char *const words_kind[] = {
    [KIND_WARM_UP] = "warm_up",
    [KIND_MOBILITY] = "mobility",
    [KIND_SMR] = "smr",
    [KIND_STRETCH] = "stretch",
    [KIND_STRENGTH] = "strength",
    [KIND_BREATH] = "breath",
    [KINDS] = NULL,
};

const char *const words_side[] = {
    [SIDE_BOTH] = "both", [SIDE_LEFT] = "left", [SIDE_RIGHT] = "right", NULL};

const char *const words_step_outcome[] = {
    [STEP_OPEN] = "open",
    [STEP_DONE] = "done",
    [STEP_BY_TIME] = "by_time",
    [STEP_SKIPPED] = "skipped",
    [STEP_HURT] = "hurt",
    [STEP_NO_EQUIPMENT] = "no_equipment",
    [STEP_UNFINISHED] = "unfinished",
    [STEP_HEALTH] = "health",
    [STEP_HURT_BEFORE] = "hurt_before",
    [STEP_FIRST_WEEKS] = "first_weeks",
    NULL,
};

const char *const words_session_outcome[] = {
    [SESSION_OPEN] = "open", [SESSION_DONE] = "done",     [SESSION_ENDED] = "ended",
    [SESSION_HURT] = "hurt", [SESSION_CLOSED] = "closed", NULL,
};

const char *const words_why[] = {
    [WHY_UNKNOWN] = "unknown",
    [WHY_HIPS_DOWN] = "hips_down",
    [WHY_KNEE_DOWN] = "knee_down",
    [WHY_SUPPORT_LOST] = "support_lost",
    [WHY_LEFT_MAT] = "left_mat",
    [WHY_GAP] = "gap",
    [WHY_END] = "end",
    NULL,
};

const char *const words_region[] = {
    [REGION_UNCLEAR] = "unclear",
    [REGION_GLUTES] = "glutes",
    [REGION_TFL_ITB] = "tfl_itb",
    [REGION_QUADS_HIP_FLEXORS] = "quads_hip_flexors",
    [REGION_ERECTOR_SPINAE] = "erector_spinae",
    [REGIONS] = NULL,
};

const char *const words_pad_fault[] = {
    [PAD_SOUND] = "sound",
    [PAD_FAULT_OPEN] = "open",
    [PAD_FAULT_SHORT] = "short",
    [PAD_FAULT_STUCK] = "stuck",
    [PAD_FAULT_SATURATED] = "saturated",
    [PAD_FAULT_NOISY] = "noisy",
    [PAD_FAULT_MISSING] = "missing",
    [PAD_FAULT_AGEING] = "ageing",
    NULL,
};

const char *const words_part[] = {
    [PART_PAUSE] = "pause", [PART_HOLD] = "hold", [PART_REPETITION] = "repetition", NULL};

const char *word_of(const char *const *words, int value)
{
    for (int i = 0; words[i]; i++)
        if (i == value)
            return words[i];
    return "unknown";
}

int word_value(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return 0;
}
