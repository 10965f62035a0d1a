/* Draws figures to look at: `sheet OUT.png FIGURE.cfg...` one row a figure, four moments of its
 * cycle and the other side; `--light`, `--one PHASE` (one large picture), `--size WxH` before. */
#include "load/load.h"
#include "ui/figure.h"

#include <cairo.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static void say(void *self, const char *line)
{
    (void)self;
    fprintf(stderr, "%s\n", line);
}

struct sheet {
    struct paint *paint, *scratch; /* drawn once to be seen, once to be timed */
    struct figure_look look;
    double draws, milliseconds;
};

static void draw(struct sheet *sheet, const struct figure *figure, double x, double y, double w,
                 double h, float phase, bool mirrored)
{
    struct figure_look look = sheet->look;
    look.x = x + w * 0.04;
    look.y = y + h * 0.06;
    look.width = w * 0.92;
    look.height = h * 0.86;
    look.phase = phase;
    look.mirrored = mirrored;
    struct timespec before, after;
    figure_draw(sheet->paint, figure, &look);
    clock_gettime(CLOCK_MONOTONIC, &before);
    figure_draw(sheet->scratch, figure, &look);
    clock_gettime(CLOCK_MONOTONIC, &after);
    sheet->draws += 1;
    sheet->milliseconds += (double)(after.tv_sec - before.tv_sec) * 1e3 +
                           (double)(after.tv_nsec - before.tv_nsec) / 1e6;
}

static int picture_make(struct picture *picture, int width, int height)
{
    *picture =
        (struct picture){width, height, width * 4, calloc((size_t)height, (size_t)width * 4)};
    return picture->pixels ? 0 : -1;
}

int main(int count, char **words)
{
    bool light = false;
    float one = -1;
    int width = 1000, height = 560, at = 1;
    for (; at < count && !strncmp(words[at], "--", 2); at++) {
        if (!strcmp(words[at], "--light"))
            light = true;
        else if (!strcmp(words[at], "--one") && at + 1 < count)
            one = strtof(words[++at], NULL);
        else if (at + 1 < count && sscanf(words[at + 1], "%dx%d", &width, &height) == 2)
            at++;
    }
    if (count - at < 2)
        return fprintf(stderr, "usage: sheet [--light] [--one PHASE] [--size WxH] OUT.png "
                               "FIGURE.cfg...\n"),
               2;
    const char *out = words[at++];
    int rows = count - at, columns = one >= 0 ? 1 : 5;
    int w = one >= 0 ? width : width * 2 / 5, h = one >= 0 ? height : height * 2 / 5;
    struct error error;
    struct picture picture, second;
    if (picture_make(&picture, w * columns, h * rows) ||
        picture_make(&second, w * columns, h * rows))
        return 1;
    struct sheet sheet = {.paint = paint_open(&picture, &error),
                          .scratch = paint_open(&second, &error)};
    if (!sheet.paint || !sheet.scratch)
        return 1;
    figure_palette_default(&sheet.look.palette, !light);
    const struct figure_colour ground = sheet.look.palette.ground;
    paint_line(sheet.paint, 0, 0);
    paint_line(sheet.paint, picture.width, 0);
    paint_line(sheet.paint, picture.width, picture.height);
    paint_line(sheet.paint, 0, picture.height);
    paint_fill(sheet.paint, 0xFF000000U | (uint32_t)(ground.r * 255) << 16 |
                                (uint32_t)(ground.g * 255) << 8 | (uint32_t)(ground.b * 255));
    sheet.look.glow = 1;
    sheet.look.arrow = sheet.look.mat = true;
    sheet.look.breath = 0.5f;
    struct complaints complaints = {say, NULL, 0};
    for (int row = 0; row < rows; row++) {
        struct figure figure;
        if (load_figure(words[at + row], &figure, &complaints))
            continue;
        for (int column = 0; column < columns; column++)
            draw(&sheet, &figure, w * column, h * row, w, h,
                 one >= 0     ? one
                 : column < 4 ? (float)column / 4
                              : 0.25f,
                 column == 4);
    }
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        picture.pixels, CAIRO_FORMAT_RGB24, picture.width, picture.height, picture.stride);
    bool written = cairo_surface_write_to_png(surface, out) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(surface);
    paint_close(sheet.paint);
    paint_close(sheet.scratch);
    free(picture.pixels);
    free(second.pixels);
    printf("%s: %.0f drawings of %dx%d, %.2f ms each\n", out, sheet.draws, w, h,
           sheet.milliseconds / sheet.draws);
    return written && complaints.count == 0 ? 0 : 1;
}
