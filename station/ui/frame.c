#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct bar {
    float x, y, w, h;
    uint32_t colour;
};

static void draw_bar(struct canvas *canvas, const void *data)
{
    const struct bar *bar = data;
    canvas_pill(canvas, bar->x, bar->y, bar->w, bar->h, bar->h / 2, bar->colour);
}

static void put_bar(struct stage *stage, float x, float y, float w, float h, uint32_t colour)
{
    struct bar bar;
    memset(&bar, 0, sizeof bar);
    bar.x = x;
    bar.y = y;
    bar.w = w;
    bar.h = h;
    bar.colour = colour;
    scene_add(stage->scene, draw_bar, rect_around(x, y, w, h), &bar, sizeof bar);
}

void frame_progress(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    if (view->steps == 0)
        return;
    const float inner = at->right - at->left, h = fmaxf(roundf(0.6F * at->u), 2.0F);
    const float gap = fminf(at->u * 1.1F, inner / (float)view->steps * 0.3F);
    const float w = (inner - gap * (float)(view->steps - 1)) / (float)view->steps;
    const float y = roundf(at->top + 1.0F * at->u);
    for (unsigned i = 0; i < view->steps; i++) {
        const float x = at->left + (float)i * (w + gap);
        uint32_t colour = stage->palette->track;
        if (i < view->step)
            colour = stage->palette->done;
        if (i == view->step)
            colour = stage_accent(stage);
        put_bar(stage, x, y, w, h, colour);
    }
}

static float head_width(const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    return at->portrait ? at->right - at->left : (at->right - at->left) * 7.0F / 12.0F;
}

float frame_title(struct stage *stage, const char *title)
{
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_BOLD, at->title, stage->palette->ink, ALIGN_LEFT};
    const float width = head_width(stage);
    struct block block;
    words_break(stage, &block, &style, at->label, width, at->portrait ? 2 : 1, title);
    return words_block(stage, &block, at->left, at->head_baseline, width);
}

/* The kind's mark and, in its accent, the subtitle's first part, which names it; then the rest. */
static float put_kind(struct stage *stage, float baseline)
{
    static const char separator[] = " \xC2\xB7 ";
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const uint32_t accent = stage_accent(stage);
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    const float mark = size * 0.92F, right = at->left + head_width(stage);
    mark_put(stage, mark_of_kind(view->kind), at->left + mark / 2.0F, baseline - cap / 2.0F, mark,
             accent);
    const char *rest = strstr(view->subtitle, separator);
    char kind[TEXT_MAX];
    snprintf(kind, sizeof kind, "%.*s",
             rest ? (int)(rest - view->subtitle) : (int)sizeof view->subtitle, view->subtitle);
    struct style style = {FACE_BOLD, at->small, accent, ALIGN_LEFT};
    float x = at->left + mark + size * 0.42F;
    x += words_line(stage, &style, x, baseline, right - x, kind) + size * 0.28F;
    style.face = FACE_TEXT;
    style.colour = stage->palette->muted;
    if (rest && x < right)
        words_line(stage, &style, x, baseline, right - x, rest + 1);
    return baseline;
}

/* The note: with a clock's face where the step runs by time. */
static float put_note(struct stage *stage, float baseline)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    const float width = head_width(stage);
    float x = at->left;
    if (!view->seen_by_mat) {
        const float mark = size * 0.86F;
        mark_put(stage, MARK_BY_TIME, x + mark / 2.0F, baseline - cap / 2.0F, mark,
                 stage->palette->muted);
        x += mark + size * 0.42F;
    }
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_LEFT};
    words_line(stage, &style, x, baseline, at->left + width - x, view->note);
    return baseline;
}

void frame_trouble(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    if (!view->trouble[0] || at->portrait)
        return;
    const float size = (float)at->small, mark = size * 0.9F;
    const float width = (at->right - at->left) * 4.6F / 12.0F - mark - size * 0.5F;
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_RIGHT};
    struct block block;
    words_break(stage, &block, &style, at->small, width, 2, view->trouble);
    const float baseline = at->top + 5.6F * at->u;
    float widest = 0.0F;
    for (unsigned i = 0; i < block.lines; i++)
        widest = fmaxf(widest, (float)type_width(stage->type, style.face, block.style.size_px,
                                                 block.text + block.from[i], block.bytes[i]));
    words_block(stage, &block, at->right, baseline, width);
    const float cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    mark_put(stage, MARK_NOTICE, at->right - fminf(widest, width) - size * 0.5F - mark / 2.0F,
             baseline - cap / 2.0F, mark, stage->palette->accent[KIND_STRENGTH]);
}

float frame_head(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float step = (float)at->small * 1.36F;
    float baseline = frame_title(stage, view->title);
    if (view->exercise >= 0)
        baseline = put_kind(stage, baseline + step);
    if (view->note[0])
        baseline = put_note(stage, baseline + step);
    frame_trouble(stage);
    return baseline;
}

static void put_next(struct stage *stage, float room)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    if (!view->next[0])
        return;
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted,
                                at->portrait ? ALIGN_LEFT : ALIGN_RIGHT};
    words_line(stage, &style, at->portrait ? at->left : at->right, at->next_baseline,
               fminf(at->next_width, room), view->next);
}

void frame_cue(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_LEFT};
    const float inner = at->right - at->left;
    const bool shared = view->next[0] && !at->portrait;
    /* Beside a next step a long cue is smaller, rather than the next step cut to nothing. */
    const float width = shared ? inner * 0.66F : inner;
    struct block block;
    words_break(stage, &block, &style, at->label, width, at->cue_lines, view->cue);
    const float first =
        at->foot_baseline - (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    float used = 0.0F;
    for (unsigned i = 0; i < block.lines; i++)
        used = fmaxf(used, (float)type_width(stage->type, block.style.face, block.style.size_px,
                                             block.text + block.from[i], block.bytes[i]));
    words_block(stage, &block, at->left, first, width);
    put_next(stage, at->portrait ? inner : inner - fminf(used, width) - 4.0F * at->u);
}

static float put_press(struct stage *stage, enum mark mark, float x, float baseline, float width,
                       const char *text)
{
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    mark_put(stage, mark, x + size * 0.5F, baseline - cap / 2.0F, size, stage->palette->muted);
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_LEFT};
    return x + size * 1.45F +
           words_line(stage, &style, x + size * 1.45F, baseline, width - size * 1.45F, text);
}

void frame_presses(struct stage *stage, const char *short_key, const char *held_key)
{
    const struct layout *at = &stage->layout;
    const float baseline = at->portrait ? at->next_baseline : at->foot_baseline;
    const float inner = at->right - at->left;
    float x = at->left;
    if (short_key)
        x = put_press(stage, MARK_SHORT, x, baseline, inner * 0.5F, stage_text(stage, short_key)) +
            (float)at->small * 1.6F;
    if (held_key)
        put_press(stage, MARK_HELD, x, baseline, at->right - x, stage_text(stage, held_key));
}
