#include "ui/bodyview.h"
#include "ui/glow.h"

#include <math.h>
#include <string.h>

enum { TARGETS_MAX = 14 };

struct target {
    float x_mm, y_mm, rx_mm, ry_mm;
    bool met;
};

struct plan_data {
    struct box box; /* of the mat itself */
    enum mat_way way;
    bool pads;
    float scale; /* pixels a mm */
    float line;  /* pixels */
    uint32_t accent;
    const struct mat *mat;
    const struct mat_seen *seen; /* the stage's: the same as long as the ui is open */
    uint64_t content;            /* stands for it */
    unsigned targets;
    struct target target[TARGETS_MAX];
};

struct spot {
    double x, y;
};

/* A place on the mat as it lies on the screen. Lying, the head end is to the left. */
static struct spot spot_of(const struct plan_data *plan, float x_mm, float y_mm)
{
    if (plan->way == MAT_UPRIGHT)
        return (struct spot){plan->box.x + y_mm * plan->scale, plan->box.y + x_mm * plan->scale};
    return (struct spot){plan->box.x + x_mm * plan->scale,
                         plan->box.y + (plan->mat->width_mm - y_mm) * plan->scale};
}

static double across(const struct plan_data *plan, float along_mm, float across_mm, bool screen_x)
{
    const bool along = (plan->way == MAT_LYING) == screen_x;
    return (double)(along ? along_mm : across_mm) * plan->scale;
}

static void draw_load(struct canvas *canvas, const struct plan_data *plan, unsigned i)
{
    const struct pad *pad = &plan->mat->pad[i];
    const float load = (float)plan->seen->load_pct[i] / 100.0F;
    const struct spot at =
        spot_of(plan, pad->x_mm + pad->length_mm / 2, pad->y_mm + pad->width_mm / 2);
    const double rx = across(plan, pad->length_mm, pad->width_mm, true) * 0.95;
    const double ry = across(plan, pad->length_mm, pad->width_mm, false) * 0.95;
    const struct glow glow = {.x = at.x,
                              .y = at.y,
                              .ux = rx,
                              .vy = ry,
                              .colour = theme_fade(plan->accent, fminf(0.06F + load * 0.8F, 0.9F))};
    glow_draw(canvas->paint, &glow);
}

static void draw_pad(struct canvas *canvas, const struct plan_data *plan, unsigned i)
{
    const struct pad *pad = &plan->mat->pad[i];
    const struct spot a = spot_of(plan, pad->x_mm, pad->y_mm);
    const struct spot b = spot_of(plan, pad->x_mm + pad->length_mm, pad->y_mm + pad->width_mm);
    const double inset = plan->line * 1.5;
    const double x = fmin(a.x, b.x) + inset, y = fmin(a.y, b.y) + inset;
    const double w = fabs(b.x - a.x) - 2 * inset, h = fabs(b.y - a.y) - 2 * inset;
    const bool fault = plan->seen->fault[i] != 0;
    if (!fault) {
        canvas_pill(canvas, x, y, w, h, fmin(w, h) * 0.18, theme_fade(canvas->palette->ink, 0.05F));
        return;
    }
    const double d = fmin(w, h) * 0.22, cx = x + w / 2, cy = y + h / 2;
    const uint32_t colour = canvas->palette->ink;
    canvas_pill(canvas, x, y, w, h, fmin(w, h) * 0.18, theme_fade(canvas->palette->ink, 0.14F));
    canvas_line(canvas, cx - d, cy - d, cx + d, cy + d, plan->line * 1.3, colour);
    canvas_line(canvas, cx - d, cy + d, cx + d, cy - d, plan->line * 1.3, colour);
}

/* Dashed until the load is there, then whole. */
static void draw_target(struct canvas *canvas, const struct plan_data *plan,
                        const struct target *target)
{
    const struct spot at = spot_of(plan, target->x_mm, target->y_mm);
    const double rx = across(plan, target->rx_mm, target->ry_mm, true);
    const double ry = across(plan, target->rx_mm, target->ry_mm, false);
    const struct pen pen = {.width = plan->line * 1.2,
                            .round = true,
                            .on = target->met ? 0 : plan->line * 2.2,
                            .off = plan->line * 2.6};
    if (target->met) {
        paint_arc(canvas->paint, at.x, at.y, rx, ry, 0, 2 * M_PI);
        paint_fill(canvas->paint, theme_fade(plan->accent, 0.35F));
    }
    paint_arc(canvas->paint, at.x, at.y, rx, ry, 0, 2 * M_PI);
    paint_back(canvas->paint);
    paint_stroke(canvas->paint, &pen, plan->accent);
}

/* A head's outline at the head end: the way round to lie. */
static void draw_head_mark(struct canvas *canvas, const struct plan_data *plan)
{
    const struct spot at = spot_of(plan, 112.0F, plan->mat->width_mm / 2);
    const struct pen pen = {.width = plan->line};
    paint_circle(canvas->paint, at.x, at.y, 72.0 * plan->scale);
    paint_stroke(canvas->paint, &pen, canvas->palette->done);
}

static void draw_balance(struct canvas *canvas, const struct plan_data *plan)
{
    const struct mat_seen *seen = plan->seen;
    if (isnan(seen->balance_x_mm) || isnan(seen->balance_y_mm) || !seen->person_on_mat)
        return;
    const struct spot at = spot_of(plan, seen->balance_x_mm, seen->balance_y_mm);
    const double r = plan->line * 2.4;
    canvas_pill(canvas, at.x - r, at.y - r, 2 * r, 2 * r, r, canvas->palette->ink);
}

static void draw_plan(struct canvas *canvas, const void *data)
{
    const struct plan_data *plan = data;
    const struct mat *mat = plan->mat;
    const unsigned pads = mat->pads < plan->seen->pads ? mat->pads : plan->seen->pads;
    const double corner = 38.0 * plan->scale;
    canvas_pill(canvas, plan->box.x, plan->box.y, plan->box.w, plan->box.h, corner,
                canvas->palette->mat);
    const struct rect lies = {(int)plan->box.x, (int)plan->box.y, (int)plan->box.w,
                              (int)plan->box.h};
    const struct rect outer = paint_clip(canvas->paint, &lies);
    for (unsigned i = 0; plan->pads && i < pads; i++)
        draw_pad(canvas, plan, i);
    for (unsigned i = 0; i < pads; i++)
        if (plan->seen->load_pct[i] > 3 && !plan->seen->fault[i])
            draw_load(canvas, plan, i);
    paint_clip_back(canvas->paint, outer);
    if (mat->head_mark)
        draw_head_mark(canvas, plan);
    for (unsigned i = 0; i < plan->targets; i++)
        draw_target(canvas, plan, &plan->target[i]);
    draw_balance(canvas, plan);
}

static void see_mat(const struct view *view, struct mat_seen *seen)
{
    seen->pads = view->pads < VIEW_PADS_MAX ? view->pads : VIEW_PADS_MAX;
    seen->person_on_mat = view->person_on_mat;
    seen->balance_x_mm = view->balance_x_mm;
    seen->balance_y_mm = view->balance_y_mm;
    memcpy(seen->load_pct, view->pad_load_pct, seen->pads);
    memcpy(seen->fault, view->pad_fault, seen->pads);
}

static uint64_t content_of(const struct mat_seen *seen)
{
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (unsigned i = 0; i < seen->pads; i++)
        hash =
            (hash ^ (seen->load_pct[i] | (unsigned)seen->fault[i] << 8)) * UINT64_C(0x100000001B3);
    const long x = isnan(seen->balance_x_mm) ? -1 : lroundf(seen->balance_x_mm / 4.0F);
    const long y = isnan(seen->balance_y_mm) ? -1 : lroundf(seen->balance_y_mm / 4.0F);
    hash = (hash ^ (uint64_t)x) * UINT64_C(0x100000001B3);
    hash = (hash ^ (uint64_t)y) * UINT64_C(0x100000001B3);
    return hash ^ seen->pads ^ (uint64_t)seen->person_on_mat << 32;
}

static void add_target(struct plan_data *plan, const struct vec3 *at, enum zone zone,
                       const struct view *view, float rx_mm, float ry_mm)
{
    if (plan->targets == TARGETS_MAX)
        return;
    plan->target[plan->targets++] = (struct target){
        .x_mm = fminf(fmaxf(at->x * 1000.0F, rx_mm * 0.6F), plan->mat->length_mm - rx_mm * 0.6F),
        .y_mm = fminf(fmaxf(at->y * 1000.0F, ry_mm * 0.6F), plan->mat->width_mm - ry_mm * 0.6F),
        .rx_mm = rx_mm,
        .ry_mm = ry_mm,
        .met = (view->loaded & 1U << zone) != 0,
    };
}

static struct vec3 between(const struct vec3 *a, const struct vec3 *b, float share)
{
    return (struct vec3){a->x + (b->x - a->x) * share, a->y + (b->y - a->y) * share,
                         a->z + (b->z - a->z) * share};
}

/* Which parts of the body a zone is, and how large its place is drawn. One of a pair that is high
 * above the mat in this posture is not asked for. */
struct zone_parts {
    enum zone zone;
    enum joint a, b, a2, b2; /* middle of a and b; a2, b2 the other side's, or the same */
    float rx_mm, ry_mm;
};

static const struct zone_parts zone_table[] = {
    {ZONE_HEAD, JOINT_CROWN, JOINT_NECK, JOINT_CROWN, JOINT_NECK, 95, 95},
    {ZONE_SHOULDERS, JOINT_SHOULDER_L, JOINT_SHOULDER_R, JOINT_SHOULDER_L, JOINT_SHOULDER_R, 85,
     200},
    {ZONE_BACK, JOINT_CHEST, JOINT_CHEST, JOINT_CHEST, JOINT_CHEST, 130, 150},
    {ZONE_PELVIS, JOINT_PELVIS, JOINT_PELVIS, JOINT_PELVIS, JOINT_PELVIS, 110, 170},
    {ZONE_THIGHS, JOINT_HIP_L, JOINT_KNEE_L, JOINT_HIP_R, JOINT_KNEE_R, 130, 75},
    {ZONE_KNEES, JOINT_KNEE_L, JOINT_KNEE_L, JOINT_KNEE_R, JOINT_KNEE_R, 75, 65},
    {ZONE_FEET, JOINT_HEEL_L, JOINT_TOES_L, JOINT_HEEL_R, JOINT_TOES_R, 105, 62},
    {ZONE_HANDS, JOINT_WRIST_L, JOINT_FINGERS_L, JOINT_WRIST_R, JOINT_FINGERS_R, 75, 65},
    {ZONE_FOREARMS, JOINT_ELBOW_L, JOINT_WRIST_L, JOINT_ELBOW_R, JOINT_WRIST_R, 125, 62},
};

static void find_targets(struct plan_data *plan, const struct stage *stage)
{
    const struct view *view = stage->view;
    const struct figure *figure = bodyview_find(stage);
    if (!figure || figure->keys == 0)
        return;
    const bool mirrored = view->side == SIDE_RIGHT;
    const struct body body = {.sex = SEX_FEMALE, .stature_m = 1.70F, .mass_kg = 68.0F};
    struct stance stance;
    float along = 0.0F;
    figure_stance(figure, 0.0F, mirrored, &body, &stance, &along, NULL);
    for (size_t i = 0; i < sizeof zone_table / sizeof zone_table[0]; i++) {
        const struct zone_parts *parts = &zone_table[i];
        if (!(view->target & 1U << parts->zone))
            continue;
        const struct vec3 one = between(&stance.at[parts->a], &stance.at[parts->b], 0.5F);
        const struct vec3 two = between(&stance.at[parts->a2], &stance.at[parts->b2], 0.5F);
        const float least = fminf(one.z, two.z);
        if (one.z < least + 0.15F)
            add_target(plan, &one, parts->zone, view, parts->rx_mm, parts->ry_mm);
        if (parts->a2 != parts->a && two.z < least + 0.15F)
            add_target(plan, &two, parts->zone, view, parts->rx_mm, parts->ry_mm);
    }
    if (view->target & 1U << ZONE_ROLLER && figure->props) {
        const struct prop prop = figure_prop(figure, 0, mirrored);
        const struct vec3 at = figure_prop_centre(&prop, &stance, along);
        add_target(plan, &at, ZONE_ROLLER, view, 75, prop.kind == PROP_BALL ? 75 : 230);
    }
}

struct mat_plan bodyview_plan(const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float r = at->ring_r * 1.06F, foot = at->ring_y + r;
    if (!at->portrait)
        return (struct mat_plan){.box = {at->ring_x - r, foot - 2 * r, 2 * r, 2 * r},
                                 .way = MAT_UPRIGHT};
    const float strip = 11.0F * at->u;
    return (struct mat_plan){.box = {at->left, foot - strip, at->right - at->left, strip},
                             .way = MAT_LYING};
}

void bodyview_posture(struct stage *stage, float head)
{
    struct mat_plan plan = bodyview_plan(stage);
    struct box box = bodyview_box(stage, head);
    plan.targets = true;
    if (stage->layout.portrait)
        box.h = fmaxf(plan.box.y - 2.0F * stage->layout.u - box.y, 1.0F);
    bodyview_figure(stage, &box);
    bodyview_mat(stage, &plan);
}

void bodyview_mat(struct stage *stage, const struct mat_plan *asked)
{
    const struct mat *mat = stage->mat;
    if (!mat || mat->length_mm <= 0.0F || mat->width_mm <= 0.0F)
        return;
    const bool upright = asked->way == MAT_UPRIGHT;
    const float w_mm = upright ? mat->width_mm : mat->length_mm;
    const float h_mm = upright ? mat->length_mm : mat->width_mm;
    struct plan_data plan;
    memset(&plan, 0, sizeof plan);
    plan.way = asked->way;
    plan.pads = asked->pads;
    plan.scale = fminf(asked->box.w / w_mm, asked->box.h / h_mm);
    plan.box.w = roundf(w_mm * plan.scale);
    plan.box.h = roundf(h_mm * plan.scale);
    plan.box.x =
        roundf(asked->box.x + (asked->at_left ? 0.0F : (asked->box.w - plan.box.w) / 2.0F));
    plan.box.y = roundf(asked->box.y + (asked->box.h - plan.box.h) / 2.0F);
    plan.line = fmaxf(stage->layout.u * 0.35F, 2.0F);
    plan.accent = stage_accent(stage);
    plan.mat = mat;
    see_mat(stage->view, stage->mat_seen);
    plan.seen = stage->mat_seen;
    plan.content = content_of(stage->mat_seen);
    if (asked->targets)
        find_targets(&plan, stage);
    const float room = plan.line * 2.0F;
    struct item *item = scene_add(stage->scene, draw_plan,
                                  rect_around(plan.box.x - room, plan.box.y - room,
                                              plan.box.w + 2 * room, plan.box.h + 2 * room),
                                  &plan, sizeof plan);
    item_is(item, &plan.box, sizeof plan.box);
}
