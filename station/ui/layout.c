#include "ui/stage.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void layout_sizes(struct layout *layout)
{
    const float u = layout->u, more = layout->compact ? 1.22F : 1.0F;
    layout->number = (int)lroundf(24.0F * u);
    layout->cue = (int)lroundf(8.0F * u * (layout->compact ? 1.1F : 1.0F));
    layout->title = (int)lroundf(5.8F * u * more);
    layout->label = (int)lroundf(5.0F * u * more);
    layout->small = (int)lroundf(3.6F * u * more);
    layout->least = (int)ceilf(5.0F * u);
    layout->fine = (int)lroundf(3.6F * u);
}

static void layout_landscape(struct layout *layout)
{
    const float u = layout->u, inner = layout->right - layout->left;
    const float height = layout->bottom - layout->top;
    const float column = layout->left + inner * 7.0F / 12.0F;
    layout->head_baseline = layout->top + 11.0F * u;
    layout->foot_baseline = layout->bottom - 3.0F * u;
    layout->next_baseline = layout->last_baseline = layout->foot_baseline;
    layout->cue_width = inner;
    layout->cue_lines = 1;
    layout->next_width = inner * 0.36F;
    layout->figure = (struct box){
        .x = layout->left, .y = layout->top + 21.0F * u, .w = inner * 7.0F / 12.0F - 3.0F * u};
    layout->figure.h = layout->top + height * 0.825F - layout->figure.y;
    layout->ring_x = (column + layout->right) / 2.0F;
    layout->ring_y = layout->top + height * 0.455F;
    layout->ring_r = fminf(27.0F * u, (layout->right - column) / 2.0F);
}

static void layout_portrait(struct layout *layout)
{
    const float u = layout->u, inner = layout->right - layout->left;
    const float height = layout->bottom - layout->top;
    layout->cue = (int)lroundf(5.6F * u);
    layout->title = (int)lroundf(5.2F * u);
    layout->fine = (int)ceilf(3.3F * u);
    layout->head_baseline = layout->top + 7.4F * u;
    layout->foot_baseline = layout->bottom - 13.0F * u;
    layout->next_baseline = layout->foot_baseline + 5.2F * u;
    layout->last_baseline = layout->bottom - 1.0F * u;
    layout->cue_width = layout->next_width = inner;
    layout->cue_lines = 2;
    layout->figure = (struct box){.x = layout->left,
                                  .y = layout->top + 14.4F * u,
                                  .w = inner,
                                  .h = 0.4F * height - 14.4F * u};
    layout->ring_x = (layout->left + layout->right) / 2.0F;
    layout->ring_r = fminf(12.8F * u, inner / 2.0F);
    layout->ring_y = layout->figure.y + layout->figure.h + layout->ring_r + 0.6F * u;
    layout->number = (int)lroundf(fminf(24.0F * u, layout->ring_r * 0.9F));
}

void layout_make(struct layout *layout, int width, int height, float overscan_pct)
{
    const float margin = fminf(fmaxf(overscan_pct, 0.0F), 20.0F) / 100.0F;
    const float w = (float)width * (1.0F - 2.0F * margin);
    const float h = (float)height * (1.0F - 2.0F * margin);
    *layout = (struct layout){.width = width, .height = height};
    layout->portrait = h > w;
    /* Beyond 5:4, and beyond 9:16 upright, the width decides. */
    layout->u = fminf(h, layout->portrait ? w * 16.0F / 9.0F : w / 1.25F) / 100.0F;
    layout->compact = !layout->portrait && h < 600.0F;
    layout->left = (float)width * margin + 0.05F * w;
    layout->right = (float)width - layout->left;
    layout->top = (float)height * margin + 0.06F * h;
    layout->bottom = (float)height - layout->top;
    layout_sizes(layout);
    if (layout->portrait)
        layout_portrait(layout);
    else
        layout_landscape(layout);
}

uint32_t stage_accent(const struct stage *stage)
{
    const struct view *view = stage->view;
    return stage->palette
        ->accent[view->kind >= 0 && view->kind < KINDS ? view->kind : KIND_MOBILITY];
}

const char *stage_text(const struct stage *stage, const char *key)
{
    return stage->catalogue ? catalogue_text(stage->catalogue, stage->view->language, key) : key;
}

void stage_text_number(const struct stage *stage, const char *key, unsigned number, char *text,
                       size_t size)
{
    const char *pattern = stage_text(stage, key), *place = strstr(pattern, "{n}");
    if (place)
        snprintf(text, size, "%.*s%u%s", (int)(place - pattern), pattern, number, place + 3);
    else
        snprintf(text, size, "%s", pattern);
}
