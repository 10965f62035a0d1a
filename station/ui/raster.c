#include "ui/raster.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>

struct raster {
    struct rect part; /* that is drawn: it alone takes up room, so that this stays in the cache */
    int width, words; /* of a row of sums: the part's and two more; of a row of marks */
    /* By pixel: how much more of it and all that follow on its row lies inside. */
    float *sum;
    uint64_t *mark; /* a bit a pixel: its sum is not 0 */
};

struct raster *raster_open(int width, int height, struct error *error)
{
    struct raster *raster = calloc(1, sizeof *raster);
    if (raster) {
        raster->sum = calloc((size_t)(width + 2) * (size_t)height, sizeof *raster->sum);
        raster->mark = calloc((size_t)(width / 64 + 2) * (size_t)height, sizeof *raster->mark);
    }
    if (!raster || !raster->sum || !raster->mark) {
        raster_close(raster);
        error_set(error, "no memory to draw with");
        return NULL;
    }
    return raster;
}

void raster_close(struct raster *raster)
{
    if (!raster)
        return;
    free(raster->sum);
    free(raster->mark);
    free(raster);
}

struct row {
    float *sum;
    uint64_t *mark;
};

static struct row row_of(const struct raster *raster, int y)
{
    return (struct row){raster->sum + (ptrdiff_t)y * raster->width,
                        raster->mark + (ptrdiff_t)y * raster->words};
}

static void add(const struct row *row, int x, float inside)
{
    row->sum[x] += inside;
    row->mark[x >> 6] |= UINT64_C(1) << (x & 63);
}

/* As fminf and fmaxf do, which would be called for each pixel. */
static float least(float a, float b)
{
    return a < b ? a : b;
}

static float most(float a, float b)
{
    return a > b ? a : b;
}

/* The first whole number not below one that is not negative. */
static int above(float number)
{
    const int whole = (int)number;
    return whole + (number > (float)whole);
}

/* A piece of an edge within one row, of that height, from x0 to x1 which is not to its left: of
 * every pixel it crosses, what lies right of it is inside. */
static void add_slanted(const struct row *row, float height, float x0, float x1)
{
    const int first = (int)x0, end = above(x1);
    if (end <= first + 1) {
        const float left = ((x0 + x1) / 2 - (float)first) * height;
        add(row, first, height - left);
        add(row, first + 1, left);
        return;
    }
    /* In the pixels between its ends what is inside grows evenly. */
    const float rise = height / (x1 - x0), into = 1 - (x0 - (float)first);
    const float out = x1 - (float)(end - 1);
    float told = rise * into * into / 2, all = rise * (into + 0.5F);
    add(row, first, told);
    for (int x = first + 1; x < end - 1; x++) {
        add(row, x, all - told);
        told = all;
        all += rise;
    }
    const float last = height - rise * out * out / 2;
    add(row, end - 1, last - told);
    add(row, end, height - last);
}

/* Downwards (way 1) or upwards (-1), with nothing of it beyond the clip. */
static void add_edge(struct raster *raster, float x0, float y0, float x1, float y1, float way)
{
    const int first = (int)y0, end = above(y1);
    const float slope = (x1 - x0) / (y1 - y0), low = least(x0, x1), high = most(x0, x1);
    struct row row = row_of(raster, first);
    float x = x0, begin = y0;
    for (int y = first; y < end; y++) {
        const float until = least((float)(y + 1), y1);
        const float next = least(most(x0 + (until - y0) * slope, low), high);
        add_slanted(&row, way * (until - begin), least(x, next), most(x, next));
        x = next;
        begin = until;
        row.sum += raster->width;
        row.mark += raster->words;
    }
}

/* Left of the part an edge counts at its border, right of it not at all. */
static void add_cut(struct raster *raster, float x0, float y0, float x1, float y1, float way)
{
    const float right = (float)raster->part.w;
    if (!(y1 > y0) || (x0 >= right && x1 >= right))
        return;
    const float borders[2] = {0, right};
    for (int i = 0; i < 2; i++) {
        const float border = borders[i];
        if ((x0 < border) == (x1 < border) || x0 == border || x1 == border)
            continue;
        const float y = least(most(y0 + (border - x0) * (y1 - y0) / (x1 - x0), y0), y1);
        add_cut(raster, x0, y0, border, y, way);
        add_cut(raster, border, y, x1, y1, way);
        return;
    }
    if (x0 < 0 || x1 < 0)
        x0 = x1 = 0;
    add_edge(raster, x0, y0, x1, y1, way);
}

void raster_begin(struct raster *raster, const struct rect *part)
{
    raster->part = *part;
    raster->width = part->w + 2;
    raster->words = part->w / 64 + 2;
}

void raster_edge(struct raster *raster, double x0, double y0, double x1, double y1)
{
    const struct rect *part = &raster->part;
    const float way = y1 > y0 ? 1 : -1;
    const double above_x = (way > 0 ? x0 : x1) - part->x, above_y = (way > 0 ? y0 : y1) - part->y;
    const double below_x = (way > 0 ? x1 : x0) - part->x, below_y = (way > 0 ? y1 : y0) - part->y;
    const double from = above_y > 0 ? above_y : 0;
    const double until = below_y < part->h ? below_y : part->h;
    if (!(until > from) || part->w <= 0)
        return;
    const double slope = (below_x - above_x) / (below_y - above_y);
    add_cut(raster, (float)(above_x + (from - above_y) * slope), (float)from,
            (float)(above_x + (until - above_y) * slope), (float)until, way);
}

static uint32_t share_of(float inside)
{
    return (uint32_t)(least(fabsf(inside), 1) * 255 + 0.5F);
}

static void sweep_row(const struct raster *raster, int row_y, raster_lay *lay, void *self)
{
    const struct row row = row_of(raster, row_y);
    const int left = raster->part.x, y = raster->part.y + row_y, end = raster->part.w;
    float inside = 0;
    uint32_t share = 0;
    int from = 0;
    for (int word = 0; word < raster->words; word++) {
        for (uint64_t marks = row.mark[word]; marks; marks &= marks - 1) {
            const int x = word * 64 + __builtin_ctzll(marks), until = x < end ? x : end;
            if (share && from < until)
                lay(self, y, left + from, left + until, share);
            inside += row.sum[x];
            row.sum[x] = 0;
            share = share_of(inside);
            from = x;
        }
        row.mark[word] = 0;
    }
    if (share && from < end)
        lay(self, y, left + from, left + end, share);
}

void raster_sweep(struct raster *raster, raster_lay *lay, void *self)
{
    for (int y = 0; y < raster->part.h; y++)
        sweep_row(raster, y, lay, self);
}
