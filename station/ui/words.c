#include "ui/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LINE_BYTES_MAX = 340 };

struct line_data {
    enum face face;
    int size_px;
    uint32_t colour;
    int x, y; /* of the mask's left upper corner */
    char text[LINE_BYTES_MAX];
};

static void draw_line(struct canvas *canvas, const void *data)
{
    const struct line_data *line = data;
    struct mask mask = type_line(canvas->type, line->face, line->size_px, line->text);
    const struct rect place = {line->x, line->y, mask.width, mask.height};
    if (mask.ink)
        paint_mask(canvas->paint, mask.ink, mask.width, &place, line->colour);
}

/* Left and right edges mean the ink, so that sizes line up with each other at the margin. */
static float put(struct stage *stage, const struct style *style, float x, float baseline,
                 const char *text)
{
    struct mask mask = type_line(stage->type, style->face, style->size_px, text);
    if (!mask.ink)
        return 0.0F;
    struct line_data line;
    memset(&line, 0, sizeof line);
    line.face = style->face;
    line.size_px = style->size_px;
    line.colour = style->colour;
    float left = x;
    if (style->align == ALIGN_RIGHT)
        left -= (float)mask.width;
    else if (style->align == ALIGN_CENTRE)
        left -= (float)mask.width / 2.0F;
    line.x = (int)lroundf(left);
    line.y = (int)lroundf(baseline) + mask.dy;
    snprintf(line.text, sizeof line.text, "%s", text);
    const struct rect bounds = {line.x, line.y, mask.width, mask.height};
    const size_t bytes = offsetof(struct line_data, text) + strlen(line.text) + 1;
    struct item *item = scene_add(stage->scene, draw_line, bounds, &line, bytes);
    /* Words that only move, as cards do, are the same words. */
    line.x = line.y = 0;
    item_is(item, &line, bytes);
    return (float)mask.width;
}

bool words_seen(const struct item *item, struct words_seen *seen)
{
    if (item->draw != draw_line)
        return false;
    const struct line_data *line = (const void *)item->data;
    *seen = (struct words_seen){line->text, line->colour, line->size_px};
    return true;
}

/* As many bytes of a text as fit the width with an ellipsis behind them. */
static size_t bytes_that_fit(struct stage *stage, const struct style *style, float width,
                             const char *text, size_t bytes)
{
    const float rest =
        width - (float)type_width(stage->type, style->face, style->size_px, "\xE2\x80\xA6", 3);
    size_t fit = 0;
    for (size_t at = 0; at < bytes && at < LINE_BYTES_MAX - 8;) {
        at += type_step(text + at);
        if (at > bytes ||
            (float)type_width(stage->type, style->face, style->size_px, text, at) > rest)
            break;
        fit = at;
    }
    while (fit > 0 && (text[fit - 1] == ' ' || text[fit - 1] == ','))
        fit--;
    return fit;
}

static float put_cut(struct stage *stage, const struct style *style, float x, float baseline,
                     float width, const char *text, size_t bytes)
{
    char shorter[LINE_BYTES_MAX];
    size_t fit = bytes_that_fit(stage, style, width, text, bytes);
    snprintf(shorter, sizeof shorter, "%.*s\xE2\x80\xA6", (int)fit, text);
    return put(stage, style, x, baseline, shorter);
}

float words_line(struct stage *stage, const struct style *style, float x, float baseline,
                 float width, const char *text)
{
    const size_t bytes = strlen(text);
    if (bytes < LINE_BYTES_MAX &&
        (float)type_width(stage->type, style->face, style->size_px, text, bytes) <= width)
        return put(stage, style, x, baseline, text);
    return put_cut(stage, style, x, baseline, width, text, bytes);
}

/* One more line from `from`; returns its bytes. A single word may be wider than the width. */
static size_t take_line(struct stage *stage, const struct style *style, float width,
                        const char *text, bool *too_wide)
{
    size_t taken = 0;
    for (size_t at = 0; text[at];) {
        size_t end = at;
        while (text[end] == ' ')
            end++;
        while (text[end] && text[end] != ' ')
            end++;
        if ((float)type_width(stage->type, style->face, style->size_px, text, end) > width) {
            if (taken)
                return taken;
            *too_wide = true;
            return end;
        }
        at = taken = end;
    }
    return taken;
}

static bool break_at(struct stage *stage, struct block *block, float width, unsigned lines)
{
    bool too_wide = false;
    const char *at = block->text;
    block->lines = 0;
    block->cut = false;
    for (;;) {
        while (*at == ' ')
            at++;
        if (!*at)
            return !too_wide;
        if (block->lines == lines) {
            block->cut = true;
            block->bytes[lines - 1] = strlen(block->text + block->from[lines - 1]);
            return false;
        }
        size_t bytes = take_line(stage, &block->style, width, at, &too_wide);
        block->from[block->lines] = (size_t)(at - block->text);
        block->bytes[block->lines++] = bytes;
        at += bytes;
    }
}

/* The narrowest width that needs no more lines: lines of like length read better than a long one
 * with one word below it. */
static void balance(struct stage *stage, struct block *block, float width)
{
    struct block tried = *block;
    for (float narrower = width * 0.96F; narrower > width * 0.5F; narrower *= 0.96F) {
        if (!break_at(stage, &tried, narrower, block->lines))
            return;
        *block = tried;
    }
}

void words_break(struct stage *stage, struct block *block, const struct style *style, int least_px,
                 float width, unsigned lines, const char *text)
{
    memset(block, 0, sizeof *block);
    block->style = *style;
    block->text = text;
    lines = lines > BLOCK_LINES_MAX ? BLOCK_LINES_MAX : lines;
    least_px = least_px < 1 ? 1 : least_px;
    while (!break_at(stage, block, width, lines) && block->style.size_px > least_px) {
        int smaller = block->style.size_px * 15 / 16;
        if (smaller == block->style.size_px)
            smaller--;
        block->style.size_px = smaller > least_px ? smaller : least_px;
    }
    if (block->lines > 1 && !block->cut)
        balance(stage, block, width);
    /* Whole pixels: in the smallest letters an umlaut would touch the line above. */
    block->leading = ceilf((float)block->style.size_px * 1.22F);
}

float words_block(struct stage *stage, const struct block *block, float x, float baseline,
                  float width)
{
    for (unsigned i = 0; i < block->lines; i++) {
        const char *from = block->text + block->from[i];
        const float y = baseline + (float)i * block->leading;
        if (i + 1 == block->lines && block->cut) {
            put_cut(stage, &block->style, x, y, width, from, block->bytes[i]);
            continue;
        }
        char line[LINE_BYTES_MAX];
        snprintf(line, sizeof line, "%.*s", (int)block->bytes[i], from);
        words_line(stage, &block->style, x, y, width, line);
    }
    return baseline + (float)(block->lines ? block->lines - 1 : 0) * block->leading;
}

float words_widest(struct stage *stage, const struct block *block)
{
    float widest = 0.0F;
    for (unsigned i = 0; i < block->lines; i++)
        widest =
            fmaxf(widest, (float)type_width(stage->type, block->style.face, block->style.size_px,
                                            block->text + block->from[i], block->bytes[i]));
    return widest;
}

void words_steady(struct stage *stage, unsigned from, float baseline)
{
    for (unsigned i = from; i < stage->scene->count; i++) {
        struct item *item = &stage->scene->item[i];
        const struct line_data *line = (const void *)item->data;
        const int what[] = {line->size_px, (int)lroundf(baseline)};
        if (item->draw == draw_line)
            item_is(item, what, sizeof what);
    }
}

void words_number(struct stage *stage, int size_px, uint32_t colour, float x, float baseline,
                  unsigned number)
{
    char digits[12];
    /* All are set at once: while it counts none is new. */
    for (char digit[2] = "0"; digit[0] <= '9'; digit[0]++)
        type_line(stage->type, FACE_DISPLAY, size_px, digit);
    int count = snprintf(digits, sizeof digits, "%u", number);
    /* A little under the digit's own advance: at this size it is too wide a gap. */
    const float cell = (float)type_width(stage->type, FACE_DISPLAY, size_px, "0", 1) * 0.93F;
    const struct style style = {FACE_DISPLAY, size_px, colour, ALIGN_CENTRE};
    /* A thin first digit leaves a gap at the left: half of it back, and the whole looks centred. */
    const char first[2] = {digits[0], '\0'};
    if (count > 1)
        x -= (float)(type_line(stage->type, FACE_DISPLAY, size_px, "0").width -
                     type_line(stage->type, FACE_DISPLAY, size_px, first).width) /
             4.0F;
    const unsigned from = stage->scene->count;
    for (int i = 0; i < count; i++) {
        const char digit[2] = {digits[i], '\0'};
        const float middle = x + ((float)i + 0.5F - (float)count / 2.0F) * cell;
        put(stage, &style, middle, baseline, digit);
    }
    words_steady(stage, from, baseline);
}
