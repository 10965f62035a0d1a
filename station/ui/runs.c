#include "ui/runs.h"

#include "base/utf8.h"

#include <string.h>

static const char dot[] = "\xC2\xB7"; /* for a letter that no font has */

size_t runs_decode(const char *text, size_t bytes, uint32_t *point)
{
    const size_t length = utf8_decode(text, bytes, point);
    return length == 0 && bytes > 0 ? 1 : length;
}

static bool is_right_to_left(uint32_t point)
{
    return (point >= 0x590 && point < 0x900) || (point >= 0xFB1D && point < 0xFE00) ||
           (point >= 0xFE70 && point < 0xFF00) || (point >= 0x10800 && point < 0x11000);
}

static bool is_strong(uint32_t point)
{
    return point >= 0x80 ? point > 0xBF : (point | 0x20) >= 'a' && (point | 0x20) <= 'z';
}

/* Joiners, variation selectors, skin tones and control characters: nothing to see by themselves. */
static bool is_invisible(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0xAD ||
           (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
           (point >= 0x2060 && point <= 0x206F) || (point >= 0xFE00 && point <= 0xFE0F) ||
           (point >= 0x1F3FB && point <= 0x1F3FF) || point >= 0xE0000;
}

static int choice_of(struct fonts *fonts, enum face face, int size_px, uint32_t point)
{
    for (unsigned choice = 0; choice <= FONTS_FALLBACKS; choice++) {
        TTF_Font *font = fonts_get(fonts, face, choice, size_px);
        if (font && TTF_GlyphIsProvided32(font, point))
            return (int)choice;
    }
    return -1;
}

static struct run *run_for(struct runs *runs, unsigned choice, bool right_to_left, size_t at)
{
    struct run *last = runs->count ? &runs->run[runs->count - 1] : NULL;
    if (last && ((last->choice == choice && last->right_to_left == right_to_left) ||
                 runs->count == RUNS_MAX))
        return last;
    runs->run[runs->count] =
        (struct run){.choice = choice, .right_to_left = right_to_left, .from = at};
    return &runs->run[runs->count++];
}

static void reverse(struct runs *runs)
{
    for (unsigned i = 0, j = runs->count; i + 1 < j; i++) {
        struct run other = runs->run[--j];
        runs->run[j] = runs->run[i];
        runs->run[i] = other;
    }
}

void runs_split(struct runs *runs, struct fonts *fonts, enum face face, int size_px,
                const char *text, size_t bytes)
{
    memset(runs, 0, sizeof *runs);
    bool right_to_left = false, first = true, line_right_to_left = false;
    unsigned choice = 0;
    size_t kept = 0;
    for (size_t at = 0; at < bytes;) {
        uint32_t point;
        const char *from = text + at;
        size_t length = runs_decode(from, bytes - at, &point);
        at += length;
        if (point == '\t' || point == '\n')
            point = ' ', from = " ", length = 1;
        if (is_invisible(point))
            continue;
        int found = choice_of(fonts, face, size_px, point);
        if (found < 0) {
            from = dot;
            length = sizeof dot - 1;
            found = choice_of(fonts, face, size_px, 0xB7);
        }
        if (is_strong(point)) {
            right_to_left = is_right_to_left(point);
            if (first)
                line_right_to_left = right_to_left;
            first = false;
        }
        /* A blank goes with what stands before it. */
        choice = point == ' ' && runs->count ? choice : (unsigned)(found < 0 ? 0 : found);
        if (kept + length >= sizeof runs->text)
            break;
        struct run *run = run_for(runs, choice, right_to_left, kept);
        memcpy(runs->text + kept, from, length);
        kept += length;
        run->bytes += length;
    }
    if (line_right_to_left)
        reverse(runs);
}
