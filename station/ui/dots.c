#include "ui/dots.h"

#include <math.h>
#include <string.h>

struct dots {
    float x, y, r, pitch;
    unsigned count, selected;
    uint32_t colour, other;
};

static void draw_dots(struct canvas *canvas, const void *data)
{
    const struct dots *dots = data;
    for (unsigned i = 0; i < dots->count; i++) {
        const float x = dots->x + ((float)i - (float)(dots->count - 1) / 2.0F) * dots->pitch;
        const float r = i == dots->selected ? dots->r * 1.5F : dots->r;
        canvas_pill(canvas, x - r, dots->y - r, 2 * r, 2 * r, r,
                    i == dots->selected ? dots->colour : dots->other);
    }
}

static float pitch_of(const struct stage *stage)
{
    return 2.7F * stage->layout.u;
}

float dots_width(const struct stage *stage, unsigned count)
{
    return (float)count * pitch_of(stage);
}

void dots_put(struct stage *stage, float x, float y, unsigned count, unsigned selected,
              uint32_t colour)
{
    struct dots dots;
    memset(&dots, 0, sizeof dots);
    dots.x = x;
    dots.y = y;
    dots.r = fmaxf(0.55F * stage->layout.u, 2.0F);
    dots.pitch = pitch_of(stage);
    dots.count = count;
    dots.selected = selected;
    dots.colour = colour;
    dots.other = stage->palette->done;
    const float half = dots_width(stage, count) / 2.0F + dots.r;
    scene_add(stage->scene, draw_dots, rect_around(x - half, y - 2 * dots.r, 2 * half, 4 * dots.r),
              &dots, sizeof dots);
}
