#include "ui/turn.h"

#include <stddef.h>
#include <stdlib.h>

int turn_open(struct picture *turned, int width, int height, struct error *error)
{
    *turned = (struct picture){.width = width, .height = height, .stride = width * 4};
    turned->pixels = calloc((size_t)width * (size_t)height, 4);
    return turned->pixels ? 0 : error_set(error, "no memory for a turned picture");
}

struct place {
    int x, y;
};

static struct place turned_place(const struct picture *from, int rotation_deg, int x, int y)
{
    switch (rotation_deg) {
    case 90: return (struct place){from->height - 1 - y, x};
    case 180: return (struct place){from->width - 1 - x, from->height - 1 - y};
    case 270: return (struct place){y, from->width - 1 - x};
    default: return (struct place){x, y};
    }
}

struct rect turn_part(struct picture *turned, const struct picture *from, int rotation_deg,
                      const struct rect *part)
{
    const struct place a = turned_place(from, rotation_deg, part->x, part->y);
    const struct place b =
        turned_place(from, rotation_deg, part->x + part->w - 1, part->y + part->h - 1);
    /* Where one pixel to the right leads, in bytes. */
    const struct place next = turned_place(from, rotation_deg, part->x + 1, part->y);
    const ptrdiff_t step =
        (ptrdiff_t)(next.y - a.y) * turned->stride + (ptrdiff_t)(next.x - a.x) * 4;
    for (int row = 0; row < part->h; row++) {
        const uint32_t *pixel =
            (const uint32_t *)(const void *)(from->pixels +
                                             (ptrdiff_t)(part->y + row) * from->stride) +
            part->x;
        const struct place start = turned_place(from, rotation_deg, part->x, part->y + row);
        uint8_t *to = turned->pixels + (ptrdiff_t)start.y * turned->stride + (ptrdiff_t)start.x * 4;
        for (int i = 0; i < part->w; i++, to += step)
            *(uint32_t *)(void *)to = pixel[i];
    }
    struct rect lies = {.x = a.x < b.x ? a.x : b.x, .y = a.y < b.y ? a.y : b.y};
    lies.w = abs(a.x - b.x) + 1;
    lies.h = abs(a.y - b.y) + 1;
    return lies;
}
