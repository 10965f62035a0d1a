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

float frame_head_width(const struct stage *stage)
{
    const struct layout *at = &stage->layout;
    return at->portrait ? at->right - at->left : (at->right - at->left) * 7.0F / 12.0F;
}

static float put_title(struct stage *stage, const char *title, float width)
{
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_BOLD, at->title, stage->palette->ink, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->least, width, 2, title);
    return words_block(stage, &block, at->left, at->head_baseline, width);
}

float frame_title(struct stage *stage, const char *title)
{
    return put_title(stage, title, stage->layout.right - stage->layout.left);
}

/* The kind's mark and, in its accent, the subtitle's first part, which names it; then the rest. */
static float put_kind(struct stage *stage, float baseline)
{
    static const char separator[] = " \xC2\xB7 ";
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const uint32_t accent = stage_accent(stage);
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    const float mark = size * 0.92F, right = at->left + frame_head_width(stage);
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
    if (!rest)
        return baseline;
    if (x + (float)type_width(stage->type, style.face, style.size_px, rest + 1, strlen(rest + 1)) <
        right) {
        words_line(stage, &style, x, baseline, right - x, rest + 1);
        return baseline;
    }
    struct block block;
    style.size_px = at->portrait ? at->fine : at->small;
    words_break(stage, &block, &style, at->fine, right - at->left, at->portrait ? 6 : 2,
                rest + sizeof separator - 1);
    return words_block(stage, &block, at->left, baseline + size * 1.36F, right - at->left);
}

/* The note: with a clock's face where the step runs by time. */
static float put_note(struct stage *stage, float baseline)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, cap = (float)type_cap(stage->type, FACE_TEXT, at->small);
    const float width = frame_head_width(stage);
    float x = at->left;
    if (!view->seen_by_mat) {
        const float mark = size * 0.86F;
        mark_put(stage, MARK_BY_TIME, x + mark / 2.0F, baseline - cap / 2.0F, mark,
                 stage->palette->muted);
        x += mark + size * 0.42F;
    }
    const struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->fine, at->left + width - x, at->portrait ? 3 : 2,
                view->note);
    return words_block(stage, &block, x, baseline, at->left + width - x);
}

/* Where it stands: in portrait below the title or at the foot, else between ring and cue, as large
 * as there is room. Returns its last baseline. */
static float put_trouble(struct stage *stage, float top, float foot)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float size = (float)at->small, sign = size * 1.4F;
    const float width =
        at->portrait ? at->right - at->left - sign : (at->right - at->left) * 5.0F / 12.0F - sign;
    struct style style = {FACE_TEXT, at->small, stage->palette->muted, ALIGN_LEFT};
    const int least = (int)ceilf(3.3F * at->u);
    struct block block;
    float baseline, cap;
    do {
        words_break(stage, &block, &style, least, width, 3, view->trouble);
        cap = (float)type_cap(stage->type, FACE_TEXT, block.style.size_px);
        baseline = top + cap;
        style.size_px = block.style.size_px - 1;
    } while (baseline + block.leading * (float)(block.lines - 1) > foot && style.size_px >= least);
    const float widest = fminf(words_widest(stage, &block), width);
    const float x = at->portrait ? at->left + sign : at->right - widest;
    mark_put(stage, MARK_NOTICE, x - sign + size * 0.45F, baseline - cap / 2.0F, size * 0.9F,
             stage->palette->accent[KIND_STRENGTH]);
    return words_block(stage, &block, x, baseline, width);
}

void frame_trouble(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    if (!stage->view->trouble[0] || (at->portrait && stage->view->next[0]))
        return;
    const float small = (float)at->small;
    if (at->portrait)
        put_trouble(stage, at->next_baseline - small * 0.72F, at->last_baseline);
    else
        put_trouble(stage, at->ring_y + at->ring_r + 1.2F * at->u,
                    at->foot_baseline - (float)type_cap(stage->type, FACE_DISPLAY, at->cue) -
                        small * 0.25F);
}

float frame_trouble_below(struct stage *stage, float baseline)
{
    if (!stage->view->trouble[0])
        return baseline;
    return put_trouble(stage, baseline + (float)stage->layout.small * 0.78F, INFINITY);
}

float frame_head(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const float step = (float)at->small * 1.36F;
    float baseline = put_title(stage, view->title, frame_head_width(stage));
    if (view->exercise >= 0)
        baseline = put_kind(stage, baseline + step);
    const bool noted = view->note[0] && !strstr(view->subtitle, view->note);
    /* An upright figure needs the head's place: there the note goes below the cue, unless something
     * more urgent stands there. */
    if (noted && !at->portrait)
        baseline = put_note(stage, baseline + step);
    else if (noted && !view->next[0] && !view->trouble[0])
        put_note(stage, at->next_baseline);
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
    struct block block;
    words_break(stage, &block, &style, at->fine, room, 2, view->next);
    const float above = at->portrait || block.lines < 2 ? 0.0F : block.leading;
    words_block(stage, &block, at->portrait ? at->left : at->right, at->next_baseline - above,
                room);
}

void frame_cue(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_LEFT};
    const float inner = at->right - at->left;
    /* Beside a next step a long cue is smaller, rather than the next step cut to nothing. */
    const float width = view->next[0] && !at->portrait ? inner * 0.66F : inner;
    struct block block;
    words_break(stage, &block, &style, at->least, width, at->cue_lines, view->cue);
    const bool alone = block.cut && width < inner;
    if (alone)
        words_break(stage, &block, &style, at->least, inner, at->cue_lines, view->cue);
    const float above = (float)(block.lines ? block.lines - 1 : 0) * block.leading;
    words_block(stage, &block, at->left, at->foot_baseline - above, alone ? inner : width);
    const float used = fminf(words_widest(stage, &block), width);
    if (!alone)
        put_next(stage, at->portrait ? inner : inner - used - 4.0F * at->u);
}

static float put_press(struct stage *stage, enum mark mark, float x, float baseline, float width,
                       const char *text)
{
    const struct layout *at = &stage->layout;
    const float size = (float)at->least, cap = (float)type_cap(stage->type, FACE_TEXT, at->least);
    /* Both signs begin at the margin. */
    const float half = mark == MARK_SHORT ? size * 0.25F : size * 0.5F;
    mark_put(stage, mark, x + half, baseline - cap / 2.0F, size * 0.9F, stage->palette->muted);
    const struct style style = {FACE_TEXT, at->least, stage->palette->muted, ALIGN_LEFT};
    const float words = 2.0F * half + size * 0.42F;
    return x + words + words_line(stage, &style, x + words, baseline, width - words, text);
}

void frame_presses(struct stage *stage, const char *short_key, const char *held_key)
{
    const struct layout *at = &stage->layout;
    const float baseline = at->last_baseline;
    const float inner = at->right - at->left, size = (float)at->least;
    if (at->portrait) {
        if (short_key)
            put_press(stage, MARK_SHORT, at->left, baseline - (held_key ? size * 1.45F : 0.0F),
                      inner, stage_text(stage, short_key));
        if (held_key)
            put_press(stage, MARK_HELD, at->left, baseline, inner, stage_text(stage, held_key));
        return;
    }
    float x = at->left;
    if (short_key)
        x = put_press(stage, MARK_SHORT, x, baseline, inner * 0.5F, stage_text(stage, short_key)) +
            size * 1.6F;
    if (held_key)
        put_press(stage, MARK_HELD, x, baseline, at->right - x, stage_text(stage, held_key));
}
