#include "ui/ring.h"
#include "ui/glow.h"
#include "ui/mark.h"
#include "ui/words.h"

#include <math.h>
#include <string.h>

static const double turn = 2.0 * M_PI;

/* Angles from twelve o'clock. */
static void stroke_arc(struct canvas *canvas, const struct ring *ring, double from, double until,
                       const struct pen *pen, uint32_t colour)
{
    const double middle = ring->r - ring->thickness / 2.0F;
    paint_arc(canvas->paint, ring->x, ring->y, middle, middle, from - M_PI_2, until - M_PI_2);
    if (until - from >= turn)
        paint_back(canvas->paint);
    paint_stroke(canvas->paint, pen, colour);
}

/* Fine radial strokes, one to each tenth of the thickness or so along the middle of the track. */
static void draw_hatch(struct canvas *canvas, const struct ring *ring)
{
    const double middle = ring->r - ring->thickness / 2.0F;
    const double strokes = floor(turn * middle / fmax(ring->thickness * 0.26, 5.0));
    const double step = turn * middle / strokes;
    const struct pen pen = {
        .width = ring->thickness * 0.8, .on = step * 0.3, .off = step * 0.7, .begin = step * 0.15};
    stroke_arc(canvas, ring, 0, turn, &pen, theme_mix(ring->track, canvas->palette->done, 0.55F));
}

static void draw_ring(struct canvas *canvas, const void *data)
{
    const struct ring *ring = data;
    const struct pen pen = {.width = ring->thickness, .round = true};
    if (ring->hatched)
        draw_hatch(canvas, ring);
    else
        stroke_arc(canvas, ring, 0, turn, &pen, ring->track);
    if (ring->filled > 0.0F)
        stroke_arc(canvas, ring, 0, turn * ring->filled, &pen, ring->colour);
}

static void draw_parts(struct canvas *canvas, const void *data)
{
    const struct ring *ring = data;
    const double middle = ring->r - ring->thickness / 2.0F;
    const double part = turn / ring->parts, gap = ring->thickness * 1.9 / middle;
    const unsigned done = (unsigned)lroundf(ring->filled * (float)ring->parts);
    const struct pen pen = {.width = ring->thickness, .round = true};
    for (unsigned i = 0; i < ring->parts; i++)
        stroke_arc(canvas, ring, part * i + gap / 2, part * (i + 1) - gap / 2, &pen,
                   i < done ? ring->colour : ring->track);
}

/* Only the arc between two fillings, where nothing else differs. */
static struct rect change_ring(const void *before, const void *now)
{
    const struct ring *a = before, *b = now;
    struct ring same = *a;
    same.filled = b->filled;
    const struct rect all = rect_around(b->x - b->r, b->y - b->r, 2 * b->r, 2 * b->r);
    if (memcmp(&same, b, sizeof same) != 0 || a->filled <= 0.0F || b->filled <= 0.0F ||
        fabsf(a->filled - b->filled) > 0.2F)
        return all;
    const float low = fminf(a->filled, b->filled), high = fmaxf(a->filled, b->filled);
    const double middle = b->r - b->thickness / 2.0F, half = b->thickness / 2.0F + 2.5;
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (int i = 0; i <= 8; i++) {
        const double angle = turn * (low + (high - low) * (float)i / 8.0F) - M_PI_2;
        const double x = b->x + middle * cos(angle), y = b->y + middle * sin(angle);
        left = fmin(left, x);
        right = fmax(right, x);
        top = fmin(top, y);
        bottom = fmax(bottom, y);
    }
    /* The eight points may miss the bow between them by r (1 - cos(step / 2)). */
    const double bow = middle * (1 - cos(turn * (high - low) / 16.0));
    const double more = half + bow;
    return rect_around(left - more, top - more, right - left + 2 * more, bottom - top + 2 * more);
}

void ring_put(struct stage *stage, const struct ring *ring)
{
    struct ring kept;
    memset(&kept, 0, sizeof kept);
    kept.x = ring->x;
    kept.y = ring->y;
    kept.r = ring->r;
    kept.thickness = ring->thickness;
    /* Half a pixel along the arc is the least that shows. */
    const float steps = (float)turn * ring->r * 2.0F;
    kept.filled = roundf(fminf(fmaxf(ring->filled, 0.0F), 1.0F) * steps) / fmaxf(steps, 1.0F);
    kept.hatched = ring->hatched;
    kept.parts = ring->parts;
    kept.colour = ring->colour;
    kept.track = ring->track;
    const struct rect bounds =
        rect_around(ring->x - ring->r, ring->y - ring->r, 2 * ring->r, 2 * ring->r);
    struct item *item =
        scene_add(stage->scene, ring->parts ? draw_parts : draw_ring, bounds, &kept, sizeof kept);
    const float place[] = {kept.x, kept.y, kept.r, (float)kept.parts};
    item_is(item, place, sizeof place);
    if (item && !ring->parts)
        item->change = change_ring;
}

struct disc {
    float x, y, r;
    uint32_t colour;
};

static void draw_disc(struct canvas *canvas, const void *data)
{
    const struct disc *disc = data;
    const struct glow glow = {.x = disc->x,
                              .y = disc->y,
                              .ux = disc->r,
                              .vy = disc->r,
                              .shape = GLOW_DISC,
                              .colour = disc->colour};
    glow_draw(canvas->paint, &glow);
}

/* The pacer: a soft disc that grows as one breathes in. */
static void put_breath(struct stage *stage, float inner)
{
    const float breath = stage->view->breath;
    if (isnan(breath))
        return;
    const float in = fminf(fmaxf(breath, 0.0F), 1.0F);
    struct disc disc;
    memset(&disc, 0, sizeof disc);
    disc.x = stage->layout.ring_x;
    disc.y = stage->layout.ring_y;
    disc.r = roundf(inner * (0.58F + 0.36F * in) * 2.0F) / 2.0F;
    disc.colour = theme_fade(stage_accent(stage), 0.17F);
    const struct rect bounds = rect_around(disc.x - inner, disc.y - inner, 2 * inner, 2 * inner);
    item_is(scene_add(stage->scene, draw_disc, bounds, &disc, sizeof disc), &disc.x, sizeof disc.x);
}

static const char *unit_key(const struct view *view)
{
    switch (view->ring.unit) {
    case RING_SECONDS: return view->ring.number == 1 ? "ui.second" : "ui.seconds";
    case RING_REPETITIONS: return view->ring.number == 1 ? "ui.repetition" : "ui.repetitions";
    case RING_NONE:
    case RING_COUNTDOWN: break;
    }
    return NULL;
}

/* An upright screen's ring is narrow for its words. */
static int unit_size(const struct layout *at)
{
    return at->portrait ? at->fine : at->small;
}

static float unit_width(const struct layout *at)
{
    return at->ring_r * (at->portrait ? 1.4F : 1.32F);
}

/* Its word, or the short one where the ring is small. */
static const char *unit_text(const struct stage *stage, const char *key)
{
    const char *text = stage_text(stage, key);
    const int width =
        type_width(stage->type, FACE_TEXT, unit_size(&stage->layout), text, strlen(text));
    const bool fits = (float)width <= unit_width(&stage->layout);
    return fits || stage->view->ring.unit != RING_SECONDS ? text
                                                          : stage_text(stage, "ui.seconds_short");
}

static void put_unit(struct stage *stage, float baseline, const char *unit, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    const float width = unit_width(at);
    const struct style style = {FACE_TEXT, unit_size(at), colour, ALIGN_CENTRE};
    struct block block;
    words_break(stage, &block, &style, at->fine, width, 1, unit);
    words_block(stage, &block, at->ring_x, baseline, width);
}

/* Of small words' size: how far above the ring's middle the number stands, and how far below its
 * baseline the unit's. In an upright screen's narrow ring both are higher up, where it is wider. */
static const float lift = 0.62F, lift_upright = 0.75F;
static const float below = 1.45F, below_upright = 1.3F;

void ring_put_number(struct stage *stage, unsigned number, const char *unit, uint32_t colour)
{
    const struct layout *at = &stage->layout;
    const int size = number > 99 ? at->number * 7 / 10 : at->number;
    const float cap = (float)type_cap(stage->type, FACE_DISPLAY, size);
    const float up = (float)at->small * (at->portrait ? lift_upright : lift);
    const float baseline = at->ring_y + cap / 2.0F - (unit ? up : 0.0F);
    words_number(stage, size, stage->palette->ink, at->ring_x, baseline, number);
    if (unit)
        put_unit(stage, baseline + (float)unit_size(at) * (at->portrait ? below_upright : below),
                 unit, colour);
}

/* On the pacer's disc muted words would be too faint. */
static void put_number(struct stage *stage)
{
    const struct view *view = stage->view;
    const char *key = unit_key(view);
    ring_put_number(stage, view->ring.number, key ? unit_text(stage, key) : NULL,
                    isnan(view->breath) ? stage->palette->muted : stage->palette->ink);
}

void ring_put_view(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    if (view->ring.unit == RING_NONE && view->phase != PHASE_STEP_DONE)
        return;
    const float thickness = at->ring_r * 0.118F, inner = at->ring_r - thickness;
    put_breath(stage, inner);
    const struct ring ring = {
        .x = at->ring_x,
        .y = at->ring_y,
        .r = at->ring_r,
        .thickness = thickness,
        .filled = view->ring.filled,
        .hatched = !view->ring.credited && view->ring.unit != RING_COUNTDOWN,
        .colour = stage_accent(stage),
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
    if (view->ring.unit == RING_NONE)
        mark_put(stage, MARK_TICK, at->ring_x, at->ring_y, at->ring_r * 0.62F, stage_accent(stage));
    else
        put_number(stage);
}
