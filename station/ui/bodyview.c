#include "ui/bodyview.h"
#include "ui/figure.h"

#include <math.h>
#include <string.h>

struct figure_data {
    const struct figure *figure;
    struct figure_look look;
};

static struct figure_colour figure_colour_of(uint32_t colour)
{
    return (struct figure_colour){(colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                                  (colour & 0xFF) / 255.0};
}

static void draw_figure(struct canvas *canvas, const void *data)
{
    const struct figure_data *figure = data;
    figure_draw(canvas->paint, figure->figure, &figure->look);
}

/* How brightly muscle and mat glow: fully while something is credited; otherwise a third, just seen
 * against the limb's shading (chosen by eye on tests/pictures' "rest" and "broken"). */
static const float RESTING_GLOW = 0.35F;

static float glow_of(const struct view *view)
{
    switch (view->phase) {
    case PHASE_REST:
    case PHASE_SIDE_SWITCH:
    case PHASE_BROKEN: return RESTING_GLOW;
    default: return 1.0F;
    }
}

const struct figure *bodyview_find(const struct stage *stage)
{
    int index = stage->view->exercise;
    if (stage->view->screen == SCREEN_DONE && stage->catalogue)
        index = catalogue_find_exercise(stage->catalogue, "breath");
    if (!stage->catalogue || index < 0 || (size_t)index >= stage->catalogue->exercises)
        return NULL;
    const struct exercise *exercise = &stage->catalogue->exercise[index];
    return catalogue_find_figure(stage->catalogue,
                                 exercise->figure[0] ? exercise->figure : exercise->id);
}

/* Poses a second: as many as film has are enough for so slow a movement. */
static const float POSES_HZ = 25.0F;

static float figure_step(const struct figure *figure, float phase)
{
    const float steps = POSES_HZ * fmaxf(figure->cycle_s, 1.0F);
    return roundf(phase * steps) / steps;
}

/* The ground behind a figure, from the picture's top to its foot: layout.c puts figures from 21 u
 * to 82 % of the height, and most of a body into the lower half of that. */
static const float GROUND_SHARE = 0.6F;

/* False: the view's exercise has no figure. */
static bool figure_data_make(struct figure_data *data, const struct stage *stage,
                             const struct box *box)
{
    const struct view *view = stage->view;
    const struct palette *palette = stage->palette;
    memset(data, 0, sizeof *data);
    data->figure = bodyview_find(stage);
    if (!data->figure)
        return false;
    struct figure_look *look = &data->look;
    look->x = box->x;
    look->y = box->y;
    look->width = box->w;
    look->height = box->h;
    figure_palette_default(&look->palette, view->dark);
    look->palette.accent = figure_colour_of(stage_accent(stage));
    look->palette.ground =
        figure_colour_of(theme_mix(palette->ground_top, palette->ground_bottom, GROUND_SHARE));
    look->phase = figure_step(data->figure, view->figure_phase);
    look->mirrored = view->side == SIDE_RIGHT;
    look->breath = view->breath;
    look->glow = glow_of(view);
    look->wanted = view->screen == SCREEN_PLACE ? view->target : 0;
    look->arrow = view->phase != PHASE_HOLD && view->phase != PHASE_PAUSE;
    look->mat = true;
    if (stage->mat) {
        look->mat_length_m = stage->mat->length_mm / 1000.0F;
        look->mat_width_m = stage->mat->width_mm / 1000.0F;
    }
    return true;
}

void bodyview_figure(struct stage *stage, const struct box *box)
{
    struct figure_data data;
    if (!figure_data_make(&data, stage, box))
        return;
    const struct figure_look *look = &data.look;
    struct item *item = scene_add(stage->scene, draw_figure,
                                  rect_around(box->x, box->y, box->w, box->h), &data, sizeof data);
    struct {
        const struct figure *figure;
        struct box box;
        int mirrored;
        uint32_t accent;
    } what;
    memset(&what, 0, sizeof what);
    what.figure = data.figure;
    what.box = *box;
    what.mirrored = look->mirrored;
    what.accent = stage_accent(stage);
    item_is(item, &what, sizeof what);
}

struct box bodyview_box(const struct stage *stage, float head)
{
    struct box box = stage->layout.figure;
    /* Clear of what reaches below the baseline: a quarter of Inter's em, and as much air again. */
    const float top = head + (float)stage->layout.small * 0.6F;
    if (top > box.y) {
        box.h = fmaxf(box.h - (top - box.y), 1.0F);
        box.y = top;
    }
    return box;
}

/* A figure wants room when its box gives it less than 5/6 of the size that the width allows. The
 * ring then gives 0.3 of its radius, and its number goes down with it from 11.5 to 8 u: that of a
 * cue. */
static const float WANTS_ROOM = 1.2F, RING_GIVES = 0.3F;

void bodyview_make_room(struct stage *stage, float head)
{
    struct layout *at = &stage->layout;
    const struct box box = bodyview_box(stage, head);
    struct figure_data data;
    if (!at->portrait || !figure_data_make(&data, stage, &box) ||
        figure_height(data.figure, &data.look) < (double)(box.h * WANTS_ROOM))
        return;
    const float smaller = at->ring_r * RING_GIVES;
    at->ring_r -= smaller;
    at->ring_y += smaller;
    at->figure.h += 2.0F * smaller;
    at->number = (int)lroundf((float)at->number * (1.0F - RING_GIVES));
}
