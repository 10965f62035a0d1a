/* A picture turned by quarters, for screens that stand on their side. */
#ifndef MATSTATION_UI_TURN_H
#define MATSTATION_UI_TURN_H

#include "base/error.h"
#include "ui/output.h"

/* The caller frees the pixels. */
int turn_open(struct picture *turned, int width, int height, struct error *error);

/* Copies a part of a picture into its turned one, clockwise; returns where it lies there. */
struct rect turn_part(struct picture *turned, const struct picture *from, int rotation_deg,
                      const struct rect *part);

#endif
