#include "ui/canvas.h"
#include "ui/blend.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int canvas_open(struct canvas *canvas, int width, int height, struct error *error)
{
    const size_t pixels = (size_t)width * (size_t)height;
    memset(canvas, 0, sizeof *canvas);
    canvas->picture = (struct picture){
        .width = width,
        .height = height,
        .stride = width * 4,
        /* Places on a row are told in 16 bits. */
        .pixels = width > INT16_MAX || height > INT16_MAX ? NULL : calloc(pixels, 4),
    };
    canvas->below = canvas->picture.pixels ? calloc(pixels, 4) : NULL;
    if (!canvas->below) {
        canvas_close(canvas);
        return error_set(error, "a picture of %d x %d cannot be made", width, height);
    }
    canvas->paint = paint_open(&canvas->picture, error);
    if (!canvas->paint) {
        canvas_close(canvas);
        return -1;
    }
    return 0;
}

void canvas_close(struct canvas *canvas)
{
    paint_close(canvas->paint);
    free(canvas->below);
    free(canvas->picture.pixels);
    memset(canvas, 0, sizeof *canvas);
}

/* One row of the ground, at 256 times the depth of the screen, dithered by an ordered 4 x 4 matrix:
 * a faint gradient over a thousand rows would show its steps otherwise. */
static void ground_row(uint32_t *row, unsigned from, unsigned until, int y,
                       const uint32_t channel[3])
{
    static const uint8_t bayer[4][4] = {
        {0, 128, 32, 160}, {192, 64, 224, 96}, {48, 176, 16, 144}, {240, 112, 208, 80}};
    uint32_t four[4];
    for (unsigned i = 0; i < 4; i++) {
        four[i] = 0xFF000000;
        for (unsigned c = 0; c < 3; c++)
            four[i] |= ((channel[c] + bayer[y & 3][i]) >> 8) << (16 - 8 * c);
    }
    const unsigned count = until - from;
    for (unsigned i = 0; i < count && i < 4; i++)
        row[from + i] = four[(from + i) & 3];
    for (unsigned done = 4; done < count; done *= 2)
        memcpy(row + from + done, row + from,
               sizeof *row * (done < count - done ? done : count - done));
}

static void ground(struct canvas *canvas, const struct rect *part)
{
    const struct palette *palette = canvas->palette;
    const int last = canvas->picture.height > 1 ? canvas->picture.height - 1 : 1;
    for (int y = part->y; y < part->y + part->h; y++) {
        uint32_t channel[3];
        for (unsigned c = 0; c < 3; c++) {
            const int top = (int)(palette->ground_top >> (16 - 8 * c) & 0xFF);
            const int bottom = (int)(palette->ground_bottom >> (16 - 8 * c) & 0xFF);
            channel[c] = (uint32_t)(top * 256 + (bottom - top) * 256 * y / last);
        }
        uint32_t *row =
            (uint32_t *)(void *)(canvas->picture.pixels + (ptrdiff_t)y * canvas->picture.stride);
        ground_row(row, (unsigned)part->x, (unsigned)(part->x + part->w), y, channel);
    }
}

void canvas_begin(struct canvas *canvas, const struct rect *part)
{
    ground(canvas, part);
    canvas->all = paint_clip(canvas->paint, part);
}

void canvas_end(struct canvas *canvas)
{
    paint_clip_back(canvas->paint, canvas->all);
}

void canvas_fade_begin(struct canvas *canvas, const struct rect *part)
{
    canvas->outer = paint_clip(canvas->paint, part);
    const struct rect fading = paint_clipped(canvas->paint);
    for (int y = fading.y; y < fading.y + fading.h; y++) {
        const ptrdiff_t at = (ptrdiff_t)y * canvas->picture.stride + (ptrdiff_t)fading.x * 4;
        memcpy(canvas->below + at, canvas->picture.pixels + at, (size_t)fading.w * 4);
    }
}

void canvas_fade_end(struct canvas *canvas, float opacity)
{
    const struct rect fading = paint_clipped(canvas->paint);
    const uint32_t share = (uint32_t)lrintf(fminf(fmaxf(opacity, 0.0F), 1.0F) * 255.0F);
    for (int y = fading.y; y < fading.y + fading.h; y++) {
        const ptrdiff_t at = (ptrdiff_t)y * canvas->picture.stride + (ptrdiff_t)fading.x * 4;
        uint32_t *pixel = (uint32_t *)(void *)(canvas->picture.pixels + at);
        const uint32_t *below = (const uint32_t *)(const void *)(canvas->below + at);
        for (int x = 0; x < fading.w; x++)
            if (pixel[x] != below[x])
                pixel[x] = blend(below[x], pixel[x], share);
    }
    paint_clip_back(canvas->paint, canvas->outer);
}

void canvas_line(struct canvas *canvas, double x0, double y0, double x1, double y1, double width,
                 uint32_t colour)
{
    const struct pen pen = {.width = width, .round = true};
    paint_line(canvas->paint, x0, y0);
    paint_line(canvas->paint, x1, y1);
    paint_stroke(canvas->paint, &pen, colour);
}

void canvas_pill(struct canvas *canvas, double x, double y, double w, double h, double radius,
                 uint32_t colour)
{
    struct paint *paint = canvas->paint;
    const double r = fmin(radius, fmin(w, h) / 2);
    if (w <= 0 || h <= 0)
        return;
    paint_arc(paint, x + w - r, y + r, r, r, -M_PI_2, 0);
    paint_arc(paint, x + w - r, y + h - r, r, r, 0, M_PI_2);
    paint_arc(paint, x + r, y + h - r, r, r, M_PI_2, M_PI);
    paint_arc(paint, x + r, y + r, r, r, M_PI, 3 * M_PI_2);
    paint_fill(paint, colour);
}
