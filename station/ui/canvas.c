#include "ui/canvas.h"

#include <math.h>
#include <string.h>

int canvas_open(struct canvas *canvas, int width, int height, struct error *error)
{
    memset(canvas, 0, sizeof *canvas);
    canvas->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_status_t status = cairo_surface_status(canvas->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(canvas->surface);
        canvas->surface = NULL;
        return error_set(error, "a picture of %d x %d cannot be made: %s", width, height,
                         cairo_status_to_string(status));
    }
    canvas->cairo = cairo_create(canvas->surface);
    canvas->picture = (struct picture){
        .width = width,
        .height = height,
        .stride = cairo_image_surface_get_stride(canvas->surface),
        .pixels = cairo_image_surface_get_data(canvas->surface),
    };
    return 0;
}

void canvas_close(struct canvas *canvas)
{
    if (canvas->cairo)
        cairo_destroy(canvas->cairo);
    if (canvas->surface)
        cairo_surface_destroy(canvas->surface);
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
    cairo_surface_flush(canvas->surface);
    ground(canvas, part);
    cairo_surface_mark_dirty_rectangle(canvas->surface, part->x, part->y, part->w, part->h);
    cairo_save(canvas->cairo);
    cairo_rectangle(canvas->cairo, part->x, part->y, part->w, part->h);
    cairo_clip(canvas->cairo);
}

void canvas_end(struct canvas *canvas)
{
    cairo_restore(canvas->cairo);
}

void canvas_colour(struct canvas *canvas, uint32_t colour)
{
    cairo_set_source_rgba(canvas->cairo, (colour >> 16 & 0xFF) / 255.0,
                          (colour >> 8 & 0xFF) / 255.0, (colour & 0xFF) / 255.0,
                          (colour >> 24) / 255.0);
}

void canvas_line(struct canvas *canvas, double x0, double y0, double x1, double y1, double width,
                 uint32_t colour)
{
    cairo_new_path(canvas->cairo);
    cairo_move_to(canvas->cairo, x0, y0);
    cairo_line_to(canvas->cairo, x1, y1);
    cairo_set_line_width(canvas->cairo, width);
    cairo_set_line_cap(canvas->cairo, CAIRO_LINE_CAP_ROUND);
    canvas_colour(canvas, colour);
    cairo_stroke(canvas->cairo);
}

void canvas_pill(struct canvas *canvas, double x, double y, double w, double h, double radius,
                 uint32_t colour)
{
    cairo_t *cairo = canvas->cairo;
    double r = fmin(radius, fmin(w, h) / 2);
    if (w <= 0 || h <= 0)
        return;
    cairo_new_path(cairo);
    cairo_arc(cairo, x + w - r, y + r, r, -M_PI_2, 0);
    cairo_arc(cairo, x + w - r, y + h - r, r, 0, M_PI_2);
    cairo_arc(cairo, x + r, y + h - r, r, M_PI_2, M_PI);
    cairo_arc(cairo, x + r, y + r, r, M_PI, 3 * M_PI_2);
    cairo_close_path(cairo);
    canvas_colour(canvas, colour);
    cairo_fill(cairo);
}

struct rect rect_union(struct rect a, struct rect b)
{
    if (a.w <= 0 || a.h <= 0)
        return b;
    if (b.w <= 0 || b.h <= 0)
        return a;
    struct rect both = {.x = a.x < b.x ? a.x : b.x, .y = a.y < b.y ? a.y : b.y};
    both.w = (a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w) - both.x;
    both.h = (a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h) - both.y;
    return both;
}

bool rect_meets(const struct rect *a, const struct rect *b)
{
    return a->x < b->x + b->w && b->x < a->x + a->w && a->y < b->y + b->h && b->y < a->y + a->h;
}

struct rect rect_cut(struct rect a, const struct rect *b)
{
    if (!rect_meets(&a, b))
        return (struct rect){0};
    struct rect cut = {.x = a.x > b->x ? a.x : b->x, .y = a.y > b->y ? a.y : b->y};
    cut.w = (a.x + a.w < b->x + b->w ? a.x + a.w : b->x + b->w) - cut.x;
    cut.h = (a.y + a.h < b->y + b->h ? a.y + a.h : b->y + b->h) - cut.y;
    return cut;
}

struct rect rect_around(double x, double y, double w, double h)
{
    struct rect rect = {.x = (int)floor(x) - 1, .y = (int)floor(y) - 1};
    rect.w = (int)ceil(x + w) + 1 - rect.x;
    rect.h = (int)ceil(y + h) + 1 - rect.y;
    return rect;
}
