/* A mat: where its pads lie and how they are wired. Seen from above, head end up: x in mm from the
 * head end to the foot end, y in mm from left to right. Left and right are always the mat's. */
#ifndef MATSTATION_CATALOGUE_MAT_H
#define MATSTATION_CATALOGUE_MAT_H

#include "base/frame.h"

#include <stdbool.h>

struct pad {
    char name[16];
    float x_mm, y_mm;          /* the corner nearest head end and left edge */
    float length_mm, width_mm; /* along x, along y */
    char chip[48];             /* "ads7828@0x48"; empty where nothing is wired (recordings) */
    unsigned char input;
};

enum mat_end { MAT_END_NONE, MAT_END_HEAD, MAT_END_FEET, MAT_END_LEFT, MAT_END_RIGHT };

struct mat {
    char id[32];
    float length_mm, width_mm;
    bool head_mark;
    enum mat_end screen; /* where the screen stands */
    enum mat_end wall;   /* which end meets a wall */
    float half_supply_n; /* so many newtons on a pad show about half the supply; 0: not known */
    unsigned pads;
    struct pad pad[PADS_MAX];
};

/* A regular grid over 1800 x 600 mm: row by row, row 1 at the head, column 1 at the left, pads
 * named r1c1, r1c2, ...  rows * columns must be 1 to PADS_MAX. */
void mat_grid(struct mat *mat, unsigned rows, unsigned columns);

#endif
