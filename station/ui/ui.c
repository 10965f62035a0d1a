#include "ui/ui.h"

#include "ui/fade.h"
#include "ui/scene.h"
#include "ui/screens.h"
#include "ui/turn.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How long a card takes to its place. */
static const float slide_s = 0.26F;

struct ui {
    struct ui_options options;
    struct type *type;
    struct canvas canvas;
    struct picture turned; /* what is shown, where the screen stands turned; else no pixels */
    struct scene scene[2];
    struct fade fade;
    unsigned now;     /* which of them was drawn last */
    bool redraw;      /* the next draw draws everything */
    struct view view; /* the last one drawn */
    struct layout layout;
    struct mat_seen mat_seen;
    int64_t slide_from_ns;
    float slide_by;       /* cards, at slide_from_ns */
    int64_t page_from_ns; /* since when the same lines are shown */
};

static bool is_quarter(const struct ui *ui)
{
    return ui->options.rotation_deg == 90 || ui->options.rotation_deg == 270;
}

struct ui *ui_open(const struct ui_options *options, struct error *error)
{
    struct ui *ui = calloc(1, sizeof *ui);
    if (!ui) {
        error_set(error, "no memory for the screen");
        return NULL;
    }
    ui->options = *options;
    ui->options.font_folder = NULL;
    ui->type = type_open(options->font_folder, options->log, error);
    if (!ui->type || ui_resize(ui, options->width, options->height, error)) {
        ui_close(ui);
        return NULL;
    }
    return ui;
}

void ui_close(struct ui *ui)
{
    if (!ui)
        return;
    free(ui->turned.pixels);
    canvas_close(&ui->canvas);
    type_close(ui->type);
    free(ui);
}

int ui_resize(struct ui *ui, int width, int height, struct error *error)
{
    width = width < 1 ? 1 : width;
    height = height < 1 ? 1 : height;
    ui->redraw = true;
    const struct picture *shown = ui_picture(ui);
    if (shown->pixels && shown->width == width && shown->height == height)
        return 0;
    struct canvas fresh;
    const bool quarter = is_quarter(ui);
    if (canvas_open(&fresh, quarter ? height : width, quarter ? width : height, error))
        return -1;
    struct picture turned = {0};
    if (ui->options.rotation_deg && turn_open(&turned, width, height, error)) {
        canvas_close(&fresh);
        return -1;
    }
    canvas_close(&ui->canvas);
    free(ui->turned.pixels);
    ui->canvas = fresh;
    ui->canvas.type = ui->type;
    ui->turned = turned;
    layout_make(&ui->layout, fresh.picture.width, fresh.picture.height, ui->options.overscan_pct);
    return 0;
}

void ui_redraw(struct ui *ui)
{
    ui->redraw = true;
}

const struct picture *ui_picture(const struct ui *ui)
{
    return ui->turned.pixels ? &ui->turned : &ui->canvas.picture;
}

/* A card that becomes the chosen one comes from where it stood. */
static void note_slide(struct ui *ui, const struct view *view)
{
    const struct view *last = &ui->view;
    if (view->screen != SCREEN_CARDS || last->screen != SCREEN_CARDS ||
        view->card_set != last->card_set || view->cards != last->cards || ui->redraw) {
        ui->slide_by = 0.0F;
        return;
    }
    if (view->selected == last->selected)
        return;
    ui->slide_by = view->selected > last->selected ? 1.0F : -1.0F;
    ui->slide_from_ns = view->time_ns;
}

/* The lines of the test page change with what they measure, those of others with what they say. */
static void note_page(struct ui *ui, const struct view *view)
{
    const struct view *last = &ui->view;
    if (view->screen != last->screen || view->lines != last->lines ||
        strcmp(view->title, last->title) != 0 || ui->redraw)
        ui->page_from_ns = view->time_ns;
}

static float slide_at(const struct ui *ui, const struct view *view)
{
    const float share = (float)(view->time_ns - ui->slide_from_ns) / 1e9F / slide_s;
    if (view->reduced_motion || share < 0.0F || share >= 1.0F)
        return 0.0F;
    const float rest = 1.0F - share;
    return ui->slide_by * rest * rest * rest;
}

static void build(struct ui *ui, struct scene *scene)
{
    struct stage stage = {
        .scene = scene,
        .view = &ui->view,
        .type = ui->type,
        .palette = ui->canvas.palette,
        .catalogue = ui->options.catalogue,
        .mat = ui->options.mat,
        .mat_seen = &ui->mat_seen,
        .layout = ui->layout,
        .slide = slide_at(ui, &ui->view),
        .page_s = (float)(ui->view.time_ns - ui->page_from_ns) / 1e9F,
    };
    scene->count = 0;
    screens_build(&stage);
}

unsigned ui_draw(struct ui *ui, const struct view *view, struct rect *changed)
{
    note_slide(ui, view);
    note_page(ui, view);
    if (view != &ui->view)
        memcpy(&ui->view, view, sizeof ui->view);
    const struct palette *palette = theme_palette(view->dark, view->dim);
    if (palette != ui->canvas.palette)
        ui->redraw = true;
    ui->canvas.palette = palette;
    struct scene *before = &ui->scene[ui->now], *now = &ui->scene[!ui->now];
    build(ui, now);
    if (ui->redraw)
        fade_cut(&ui->fade, now);
    else
        fade_step(&ui->fade, before, now, view->time_ns);
    const struct picture *drawn = &ui->canvas.picture;
    unsigned count = 1;
    if (ui->redraw)
        changed[0] = (struct rect){0, 0, drawn->width, drawn->height};
    else
        count = scene_compare(before, now, drawn->width, drawn->height, changed, UI_RECTS_MAX);
    for (unsigned i = 0; i < count; i++)
        scene_draw(now, &ui->canvas, &changed[i]);
    for (unsigned i = 0; i < count && ui->turned.pixels; i++)
        changed[i] = turn_part(&ui->turned, drawn, ui->options.rotation_deg, &changed[i]);
    ui->now = !ui->now;
    ui->redraw = false;
    return count;
}
