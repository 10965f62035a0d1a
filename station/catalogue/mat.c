#include "catalogue/mat.h"

#include <stdio.h>
#include <string.h>

enum { GRID_LENGTH_MM = 1800, GRID_WIDTH_MM = 600 };

void mat_grid(struct mat *mat, unsigned rows, unsigned columns)
{
    memset(mat, 0, sizeof *mat);
    snprintf(mat->id, sizeof mat->id, "%ux%u", rows, columns);
    mat->length_mm = GRID_LENGTH_MM;
    mat->width_mm = GRID_WIDTH_MM;
    mat->pads = rows * columns;
    for (unsigned i = 0; i < mat->pads; i++) {
        struct pad *pad = &mat->pad[i];
        uint16_t row = (uint16_t)(i / columns), column = (uint16_t)(i % columns);
        snprintf(pad->name, sizeof pad->name, "r%uc%u", row + 1u, column + 1u);
        pad->length_mm = mat->length_mm / (float)rows;
        pad->width_mm = mat->width_mm / (float)columns;
        pad->x_mm = (float)row * pad->length_mm;
        pad->y_mm = (float)column * pad->width_mm;
    }
}
