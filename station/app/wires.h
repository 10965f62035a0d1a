/* How the pads of a mat are wired. */
#ifndef MATSTATION_APP_WIRES_H
#define MATSTATION_APP_WIRES_H

#include "base/frame.h"
#include "base/wire.h"
#include "catalogue/mat.h"

struct wires {
    struct wire wire[PADS_MAX];
    float span_count[PADS_MAX];
    float supply_pct; /* of the pads' span; 0: not the same for all pads, or not known */
};

/* A pad of a mat for recordings has no chip. */
void wires_of_mat(struct wires *wires, const struct mat *mat);

/* The wires alone. */
void wire_mat(struct wire wire[PADS_MAX], const struct mat *mat);

/* Counts become percent of the pads' span. */
void wires_to_percent(const struct wires *wires, struct frame *frame);

#endif
