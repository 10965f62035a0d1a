/* Which pixels lie inside an outline, and how much of those at its edge: what each edge covers is
 * summed up by pixel, then every row is gone along once. Only opening takes memory. */
#ifndef MATSTATION_UI_RASTER_H
#define MATSTATION_UI_RASTER_H

#include "base/error.h"
#include "ui/rect.h"

#include <stdint.h>

struct raster;

/* For pictures up to that size. NULL: no memory. Closing NULL is fine. */
struct raster *raster_open(int width, int height, struct error *error);
void raster_close(struct raster *raster);

/* What is drawn next lies within this part of the picture, or nothing of it is seen. */
void raster_begin(struct raster *raster, const struct rect *part);

/* A straight edge. The edges of an outline lead back to where they began; those of several may
 * overlap that run the same way round. */
void raster_edge(struct raster *raster, double x0, double y0, double x1, double y1);

/* Told of pixels beside each other on a row, from x until before end, of which so much, 1 to 255,
 * lies inside. */
typedef void raster_lay(void *self, int y, int x, int end, uint32_t share);

/* From left to right and top to bottom; all edges are forgotten. */
void raster_sweep(struct raster *raster, raster_lay *lay, void *self);

#endif
