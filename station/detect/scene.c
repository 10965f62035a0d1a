#include "detect/scene.h"

#include "detect/visitor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A pad's part in one bin of the grid or the profile. */
struct share {
    unsigned pad, bin;
    float part; /* 0..1 of the pad's load */
};

struct scene_maker {
    const struct mat *mat;
    size_t grid_shares, along_shares;
    struct share *grid, *along;
    bool begun;
    int64_t first_ns, last_ns;
    double loaded_s;      /* how long the level has been learned */
    float load[PADS_MAX]; /* as last seen */
    float last[PADS_MAX]; /* of the frame before */
    float low[PADS_MAX];  /* each pad's lowest ever in two frames running, slowly forgotten */
    double total, low_total;
    bool low_empty; /* they were together next to nothing: an empty mat's */
    double level;   /* mean while loaded */
    double held_s, held_level, own_level;
    bool weighed;    /* lightest is set */
    double lightest; /* whole load before the first contact */
    bool touched;    /* there was a contact */
    double light_s;  /* for how long next to nothing has lain there */
    bool empty_seen;
    struct visitor visitor;
    float own[PADS_MAX]; /* the person's, of load */
};

static const double EMPTY_PART = 0.05; /* of the usual load: nobody is there */
static const double EMPTY_S = 6;
static const double LEVEL_S = 30;                 /* the level's memory */
static const double LOADED = 0.10;                /* of the way from the lowest load to the level */
static const double LOADED_UNSURE = 0.05;         /* where the lowest may be somebody's */
static const double NOTHING = 0.02;               /* of the level */
static const double LOW_MOST = 0.35, LOW_S = 600; /* a lowest load above this part of the level is
                                                     somebody's who never left */

static float overlap(float from, float length, float bin_from, float bin_length)
{
    float low = fmaxf(from, bin_from), high = fminf(from + length, bin_from + bin_length);
    return high > low ? (high - low) / length : 0;
}

/* Writes the shares into list, or only counts them where list is NULL. */
static size_t spread(const struct mat *mat, unsigned rows, unsigned columns, struct share *list)
{
    size_t count = 0;
    float length = mat->length_mm / (float)rows, width = mat->width_mm / (float)columns;
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        for (unsigned bin = 0; bin < rows * columns; bin++) {
            float part =
                overlap(pad->x_mm, pad->length_mm, (float)(bin / columns) * length, length) *
                overlap(pad->y_mm, pad->width_mm, (float)(bin % columns) * width, width);
            if (part < 1e-4f)
                continue;
            if (list)
                list[count] = (struct share){i, bin, part};
            count++;
        }
    }
    return count;
}

struct scene_maker *scene_open(const struct mat *mat, struct error *error)
{
    struct scene_maker *maker = calloc(1, sizeof *maker);
    if (!maker)
        goto no_memory;
    maker->mat = mat;
    visitor_reset(&maker->visitor, mat);
    maker->grid_shares = spread(mat, SCENE_ROWS, SCENE_COLUMNS, NULL);
    maker->along_shares = spread(mat, SCENE_ALONG, 1, NULL);
    maker->grid = calloc(maker->grid_shares + 1, sizeof *maker->grid);
    maker->along = calloc(maker->along_shares + 1, sizeof *maker->along);
    if (!maker->grid || !maker->along)
        goto no_memory;
    spread(mat, SCENE_ROWS, SCENE_COLUMNS, maker->grid);
    spread(mat, SCENE_ALONG, 1, maker->along);
    return maker;
no_memory:
    scene_close(maker);
    error_set(error, "no memory for a mat of %u pads", mat->pads);
    return NULL;
}

void scene_close(struct scene_maker *maker)
{
    if (!maker)
        return;
    free(maker->grid);
    free(maker->along);
    free(maker);
}

/* A sound pad without a value in this frame counts as it was, until it is missing for good: a lost
 * sample must not look like a body that lifts a part of itself. */
static void keep_loads(struct scene_maker *maker, const struct loads *loads)
{
    maker->total = 0;
    for (unsigned i = 0; i < loads->pads; i++) {
        if (loads->usable[i])
            maker->load[i] = loads->load[i];
        else if (loads->fault[i] != PAD_SOUND)
            maker->load[i] = 0;
        maker->total += (double)maker->load[i];
    }
}

/* Who lies otherwise than before leaves some pads at their lowest and presses others; an empty mat
 * has all of them there. One frame of nothing is a sensor's, not a mat's. */
static void follow_low(struct scene_maker *maker, unsigned pads)
{
    maker->low_total = 0;
    for (unsigned i = 0; i < pads; i++) {
        float lasting = maker->begun ? fmaxf(maker->load[i], maker->last[i]) : maker->load[i];
        if (!maker->begun || lasting < maker->low[i])
            maker->low[i] = lasting;
        maker->last[i] = maker->load[i];
        maker->low_total += (double)maker->low[i];
    }
    maker->low_empty = maker->low_empty || maker->low_total < NOTHING * maker->level;
}

/* Contact of any pad says so; and so does the whole load, where no pad alone carries enough. */
static bool is_loaded(struct scene_maker *maker, const struct loads *loads, double interval_s)
{
    follow_low(maker, loads->pads);
    for (unsigned i = 0; i < loads->pads; i++) {
        if (loads->contact[i])
            return true;
    }
    double low = maker->low_total < LOW_MOST * maker->level ? maker->low_total : 0;
    double part = maker->low_empty ? LOADED : LOADED_UNSURE;
    if (maker->level > 0 && maker->total > low + part * (maker->level - low))
        return true;
    for (unsigned i = 0; i < loads->pads; i++)
        maker->low[i] += (maker->load[i] - maker->low[i]) * (float)fmin(interval_s / LOW_S, 1);
    return false;
}

static void learn_level(struct scene_maker *maker, bool loaded, double interval_s)
{
    if (!loaded)
        return;
    if (maker->level <= 0)
        maker->level = maker->total;
    maker->loaded_s = fmin(maker->loaded_s + interval_s, LEVEL_S);
    if (maker->loaded_s > 0)
        maker->level += (maker->total - maker->level) * fmin(1, interval_s / maker->loaded_s);
}

static void find_centre(const struct mat *mat, struct scene *scene)
{
    double x = 0, y = 0;
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        x += (double)scene->load[i] * (double)(pad->x_mm + pad->length_mm / 2);
        y += (double)scene->load[i] * (double)(pad->y_mm + pad->width_mm / 2);
    }
    scene->x_mm = scene->total > 0 ? (float)(x / (double)scene->total) : NAN;
    scene->y_mm = scene->total > 0 ? (float)(y / (double)scene->total) : NAN;
}

static void gather(const struct share *shares, size_t count, const float *load, float *bins,
                   size_t bin_count)
{
    memset(bins, 0, bin_count * sizeof *bins);
    for (size_t i = 0; i < count; i++)
        bins[shares[i].bin] += load[shares[i].pad] * shares[i].part;
}

/* Empty before anybody came, or for longer than somebody on it takes to move. */
static void learn_empty(struct scene_maker *maker, const struct loads *loads, double interval_s)
{
    const double sum = maker->total;
    for (unsigned i = 0; i < loads->pads && !maker->touched; i++)
        maker->touched = loads->contact[i];
    if (!maker->weighed || (!maker->touched && sum < maker->lightest))
        maker->lightest = sum;
    maker->weighed = true;
    maker->light_s = sum < EMPTY_PART * maker->held_level ? maker->light_s + interval_s : 0;
    if (maker->lightest < EMPTY_PART * maker->held_level || maker->light_s > EMPTY_S)
        maker->empty_seen = true;
}

static double sum_of(const struct scene_maker *maker, const float *load)
{
    double sum = 0;
    for (unsigned i = 0; i < maker->mat->pads; i++)
        sum += (double)load[i];
    return sum;
}

static void follow_level(const struct scene_maker *maker, double sum, double interval_s,
                         double *level)
{
    *level += (sum - *level) * (maker->held_s > 0 ? fmin(1, interval_s / maker->held_s) : 1);
}

/* As the level, but whether the mat is loaded or not, and from the first frame on. */
static void hold_values(struct scene_maker *maker, const struct loads *loads, struct scene *scene)
{
    maker->held_s = fmin(maker->held_s + scene->interval_s, LEVEL_S);
    follow_level(maker, maker->total, scene->interval_s, &maker->held_level);
    learn_empty(maker, loads, scene->interval_s);
    scene->empty_seen = maker->empty_seen;
    gather(maker->grid, maker->grid_shares, maker->load, &scene->held[0][0],
           SCENE_ROWS * SCENE_COLUMNS);
}

static void leave_visitor_out(struct scene_maker *maker, struct scene *scene)
{
    visitor_step(&maker->visitor, maker->load, scene->loaded, scene->interval_s, maker->own);
    scene->visited = maker->visitor.here;
    follow_level(maker, sum_of(maker, maker->own), scene->interval_s, &maker->own_level);
    scene->own_level = (float)maker->own_level;
    gather(maker->grid, maker->grid_shares, maker->own, &scene->own[0][0],
           SCENE_ROWS * SCENE_COLUMNS);
}

void scene_make(struct scene_maker *maker, const struct loads *loads, struct scene *scene)
{
    bool joined = maker->begun && loads->gap_ns == 0;
    if (!maker->begun)
        maker->first_ns = loads->time_ns;
    scene->first_ns = maker->first_ns;
    scene->time_ns = loads->time_ns - maker->first_ns;
    scene->gap_ns = loads->gap_ns;
    scene->interval_s = joined ? (double)(loads->time_ns - maker->last_ns) * 1e-9 : 0;
    scene->mat = maker->mat;
    scene->loads = loads;
    keep_loads(maker, loads);
    scene->loaded = is_loaded(maker, loads, scene->interval_s);
    learn_level(maker, scene->loaded, scene->interval_s);
    maker->begun = true;
    maker->last_ns = loads->time_ns;
    scene->level = (float)maker->level;
    float scale = maker->level > 0 ? (float)(1 / maker->level) : 0;
    scene->total = (float)(maker->total * (double)scale);
    for (unsigned i = 0; i < loads->pads; i++)
        scene->load[i] = maker->load[i] * scale;
    find_centre(maker->mat, scene);
    gather(maker->grid, maker->grid_shares, scene->load, &scene->grid[0][0],
           SCENE_ROWS * SCENE_COLUMNS);
    hold_values(maker, loads, scene);
    leave_visitor_out(maker, scene);
    gather(maker->along, maker->along_shares, scene->load, scene->along, SCENE_ALONG);
}

float scene_row(const struct scene *scene, unsigned row)
{
    float sum = 0;
    for (unsigned column = 0; column < SCENE_COLUMNS; column++)
        sum += scene->own[row][column];
    return sum;
}
