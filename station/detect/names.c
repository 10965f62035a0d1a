#include "detect/detector.h"

const char *event_name(enum event_kind kind)
{
    static const char *const names[] = {
        [EVENT_MAT_ON] = "mat_on", [EVENT_MAT_OFF] = "mat_off",   [EVENT_MOVING] = "moving",
        [EVENT_STILL] = "still",   [EVENT_CONTACT] = "contact",   [EVENT_STROKE] = "stroke",
        [EVENT_PAUSE] = "pause",   [EVENT_HOLD] = "hold",         [EVENT_REP] = "rep",
        [EVENT_LEAN] = "lean",     [EVENT_GAP] = "gap",           [EVENT_PAD_FAULT] = "pad_fault",
        [EVENT_PAD_OK] = "pad_ok", [EVENT_EXERCISE] = "exercise",
    };
    return names[kind];
}

const char *direction_name(enum direction direction)
{
    static const char *const names[] = {
        [DIRECTION_UNKNOWN] = "unknown",
        [DIRECTION_HEAD] = "head",
        [DIRECTION_FEET] = "feet",
        [DIRECTION_LEFT] = "left",
        [DIRECTION_RIGHT] = "right",
        [DIRECTION_HEAD_LEFT] = "head_left",
        [DIRECTION_HEAD_RIGHT] = "head_right",
        [DIRECTION_FEET_LEFT] = "feet_left",
        [DIRECTION_FEET_RIGHT] = "feet_right",
        [DIRECTION_CENTRE] = "centre",
    };
    return names[direction];
}

const char *why_name(enum why why)
{
    static const char *const names[] = {
        [WHY_UNKNOWN] = "unknown",
        [WHY_HIPS_DOWN] = "hips_down",
        [WHY_KNEE_DOWN] = "knee_down",
        [WHY_SUPPORT_LOST] = "support_lost",
        [WHY_LEFT_MAT] = "left_mat",
        [WHY_GAP] = "gap",
        [WHY_END] = "end",
    };
    return names[why];
}

const char *pad_fault_name(enum pad_fault fault)
{
    static const char *const names[] = {
        [PAD_SOUND] = "sound",
        [PAD_FAULT_OPEN] = "open",
        [PAD_FAULT_SHORT] = "short",
        [PAD_FAULT_STUCK] = "stuck",
        [PAD_FAULT_SATURATED] = "saturated",
        [PAD_FAULT_NOISY] = "noisy",
        [PAD_FAULT_MISSING] = "missing",
        [PAD_FAULT_AGEING] = "ageing",
    };
    return names[fault];
}
