#include "app/wires.h"

#include "board/board.h"

#include <assert.h>
#include <string.h>

void wire_mat(struct wire wire[PADS_MAX], const struct mat *mat)
{
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        static_assert(sizeof wire->pad == sizeof pad->name, "names are as long");
        static_assert(sizeof wire->chip == sizeof pad->chip, "chips are as long");
        memcpy(wire[i].pad, pad->name, sizeof wire->pad);
        memcpy(wire[i].chip, pad->chip, sizeof wire->chip);
        wire[i].input = pad->input;
    }
}

void wires_of_mat(struct wires *wires, const struct mat *mat)
{
    wire_mat(wires->wire, mat);
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct wire *wire = &wires->wire[i];
        const float supply_pct = wire_supply_pct(wire);
        wires->span_count[i] = wire_span_count(wire);
        wires->supply_pct = i == 0 || wires->supply_pct == supply_pct ? supply_pct : 0;
    }
}

void wires_to_percent(const struct wires *wires, struct frame *frame)
{
    for (unsigned i = 0; i < frame->pads; i++)
        frame->value[i] = 100.0F * frame->value[i] / wires->span_count[i];
}
