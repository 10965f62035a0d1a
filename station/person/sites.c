#include "person/sites.h"

/* Stiffness: of the patch's area, 12 mm of foam (8 MN/m per m2) in a row with the flesh over the
 * bone there: 1.2 over buttocks and thighs, 2 over back and calves, 8 over heel, elbow, knee and
 * skull. [own] */
#define SOFT(length, width) ((length) * (width)*1.04e6F)
#define FIRM(length, width) ((length) * (width)*1.6e6F)
#define BONY(length, width) ((length) * (width)*4.0e6F)

#define SITE(ZONE, A, WA, B, WB, C, WC, DEEPER, LENGTH, WIDTH, STIFF)                              \
    {                                                                                              \
        ZONE, {JOINT_##A, JOINT_##B, JOINT_##C}, {WA, WB, WC}, DEEPER, LENGTH, WIDTH,              \
            STIFF(LENGTH, WIDTH)                                                                   \
    }

#define SIDE(S)                                                                                    \
    SITE(ZONE_SHOULDERS, SHOULDER_##S, 0.62F, CHEST, 0.2F, NECK, 0.18F, 0.018F, 0.13F, 0.13F,      \
         FIRM),                                                                                    \
        SITE(ZONE_BACK, CHEST, 0.5F, SHOULDER_##S, 0.3F, HIP_##S, 0.2F, -0.006F, 0.13F, 0.12F,     \
             SOFT),                                                                                \
        SITE(ZONE_BACK, CHEST, 0.5F, HIP_##S, 0.5F, PELVIS, 0, -0.016F, 0.15F, 0.13F, SOFT),       \
        SITE(ZONE_PELVIS, HIP_##S, 0.78F, CHEST, 0.22F, PELVIS, 0, 0.005F, 0.16F, 0.14F, SOFT),    \
        SITE(ZONE_PELVIS, HIP_##S, 0.95F, KNEE_##S, 0.05F, PELVIS, 0, 0, 0.12F, 0.13F, SOFT),      \
        SITE(ZONE_THIGHS, HIP_##S, 0.7F, KNEE_##S, 0.3F, PELVIS, 0, 0, 0.11F, 0.11F, SOFT),        \
        SITE(ZONE_THIGHS, HIP_##S, 0.42F, KNEE_##S, 0.58F, PELVIS, 0, 0, 0.11F, 0.10F, SOFT),      \
        SITE(ZONE_KNEES, KNEE_##S, 1, ANKLE_##S, 0, PELVIS, 0, 0, 0.07F, 0.08F, BONY),             \
        SITE(ZONE_KNEES, KNEE_##S, 0.65F, ANKLE_##S, 0.35F, PELVIS, 0, 0, 0.10F, 0.07F, FIRM),     \
        SITE(ZONE_FEET, KNEE_##S, 0.25F, ANKLE_##S, 0.75F, PELVIS, 0, 0, 0.10F, 0.06F, FIRM),      \
        SITE(ZONE_FEET, HEEL_##S, 1, BALL_##S, 0, PELVIS, 0, 0, 0.06F, 0.055F, BONY),              \
        SITE(ZONE_FEET, BALL_##S, 1, HEEL_##S, 0, PELVIS, 0, 0, 0.06F, 0.08F, BONY),               \
        SITE(ZONE_FEET, TOES_##S, 1, BALL_##S, 0, PELVIS, 0, 0, 0.03F, 0.06F, BONY),               \
        SITE(ZONE_SHOULDERS, SHOULDER_##S, 0.9F, ELBOW_##S, 0.1F, PELVIS, 0, 0, 0.08F, 0.09F,      \
             FIRM),                                                                                \
        SITE(ZONE_FOREARMS, SHOULDER_##S, 0.45F, ELBOW_##S, 0.55F, PELVIS, 0, 0, 0.12F, 0.07F,     \
             FIRM),                                                                                \
        SITE(ZONE_FOREARMS, ELBOW_##S, 1, WRIST_##S, 0, PELVIS, 0, 0, 0.06F, 0.06F, BONY),         \
        SITE(ZONE_FOREARMS, ELBOW_##S, 0.5F, WRIST_##S, 0.5F, PELVIS, 0, 0, 0.14F, 0.06F, FIRM),   \
        SITE(ZONE_HANDS, WRIST_##S, 0.9F, FINGERS_##S, 0.1F, PELVIS, 0, 0, 0.05F, 0.06F, BONY),    \
        SITE(ZONE_HANDS, FINGERS_##S, 0.6F, WRIST_##S, 0.4F, PELVIS, 0, 0, 0.09F, 0.08F, FIRM)

const struct site sites[SITES_COUNT] = {
    SITE(ZONE_HEAD, HEAD, 1, NECK, 0, PELVIS, 0, 0, 0.07F, 0.08F, BONY),
    SITE(ZONE_HEAD, HEAD, 0.3F, CROWN, 0.7F, PELVIS, 0, 0, 0.05F, 0.07F, BONY),
    SITE(ZONE_SHOULDERS, NECK, 0.5F, CHEST, 0.5F, PELVIS, 0, 0, 0.12F, 0.10F, FIRM),
    SITE(ZONE_BACK, CHEST, 1, PELVIS, 0, PELVIS, 0, -0.012F, 0.10F, 0.12F, FIRM),
    SITE(ZONE_BACK, CHEST, 0.55F, PELVIS, 0.45F, PELVIS, 0, -0.018F, 0.15F, 0.12F, SOFT),
    SITE(ZONE_PELVIS, PELVIS, 0.78F, CHEST, 0.22F, PELVIS, 0, 0, 0.14F, 0.10F, SOFT),
    SIDE(L),
    SIDE(R),
};
