#include "ui/type.h"
#include "ui/fonts.h"
#include "ui/runs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LINES_MAX = 320,
    WIDTHS_MAX = 4096,
    WIDTHS_NEAR = 8,
    HINTS_MAX = 1024,
    BYTES_MAX = 24 << 20
};

struct line {
    uint64_t key; /* 0: free */
    uint64_t used;
    struct mask mask;
};

struct width {
    uint64_t key; /* 0: free */
    uint64_t used;
    int px;
};

struct type {
    struct fonts fonts;
    uint64_t uses;
    size_t bytes; /* of all masks */
    struct line line[LINES_MAX];
    uint16_t hint[HINTS_MAX]; /* by key: where a line was found last */
    struct width width[WIDTHS_MAX];
    struct runs runs; /* of the line being set */
};

static uint64_t key_of(enum face face, int size_px, const char *text, size_t bytes)
{
    /* FNV-1a, 64 bit. */
    uint64_t key = UINT64_C(0xCBF29CE484222325);
    const uint64_t prime = UINT64_C(0x100000001B3);
    key = (key ^ ((uint64_t)face << 32 | (uint32_t)size_px)) * prime;
    for (size_t i = 0; i < bytes; i++)
        key = (key ^ (unsigned char)text[i]) * prime;
    return key | 1;
}

struct type *type_open(const char *folder, const struct log *log, struct error *error)
{
    struct type *type = calloc(1, sizeof *type);
    if (!type) {
        error_set(error, "no memory for the typeface");
        return NULL;
    }
    if (TTF_Init()) {
        error_set(error, "typeface: %s", TTF_GetError());
        free(type);
        return NULL;
    }
    fonts_find(&type->fonts, folder, log);
    return type;
}

static size_t mask_bytes(const struct mask *mask)
{
    return mask->ink ? (size_t)mask->width * (size_t)mask->height : 0;
}

static void line_free(struct type *type, struct line *line)
{
    type->bytes -= mask_bytes(&line->mask);
    free(line->mask.ink);
    memset(line, 0, sizeof *line);
}

void type_close(struct type *type)
{
    if (!type)
        return;
    for (unsigned i = 0; i < LINES_MAX; i++)
        line_free(type, &type->line[i]);
    fonts_close(&type->fonts);
    TTF_Quit();
    free(type);
}

size_t type_step(const char *text)
{
    uint32_t point;
    return runs_decode(text, strlen(text), &point);
}

/* The text of a run, ended; and its font, set to the run's direction. */
static TTF_Font *run_font(struct type *type, enum face face, int size_px, const struct run *run,
                          char *text)
{
    TTF_Font *font = fonts_get(&type->fonts, face, run->choice, size_px);
    if (!font)
        return NULL;
    memcpy(text, type->runs.text + run->from, run->bytes);
    text[run->bytes] = '\0';
    TTF_SetFontDirection(font, run->right_to_left ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(font, run->right_to_left ? "Arab" : "Latn");
    return font;
}

static int measure(struct type *type, enum face face, int size_px)
{
    int width = 0;
    for (unsigned i = 0; i < type->runs.count; i++) {
        char text[RUN_BYTES_MAX];
        TTF_Font *font = run_font(type, face, size_px, &type->runs.run[i], text);
        int w = 0;
        if (font && TTF_SizeUTF8(font, text, &w, NULL) == 0)
            width += w;
    }
    return width;
}

/* Its place, or the one that it may take: that of the key used longest ago of those near by. */
static struct width *width_of(struct type *type, uint64_t key)
{
    struct width *near = &type->width[(key >> 16) % (WIDTHS_MAX / WIDTHS_NEAR) * WIDTHS_NEAR];
    struct width *oldest = near;
    for (unsigned i = 0; i < WIDTHS_NEAR; i++) {
        if (near[i].key == key)
            return &near[i];
        if (near[i].used < oldest->used)
            oldest = &near[i];
    }
    return oldest;
}

int type_width(struct type *type, enum face face, int size_px, const char *text, size_t bytes)
{
    const uint64_t key = key_of(face, size_px, text, bytes);
    struct width *width = width_of(type, key);
    width->used = ++type->uses;
    if (width->key != key) {
        runs_split(&type->runs, &type->fonts, face, size_px, text, bytes);
        width->px = measure(type, face, size_px);
        width->key = key;
    }
    return width->px;
}

int type_cap(struct type *type, enum face face, int size_px)
{
    TTF_Font *font = fonts_get(&type->fonts, face, 0, size_px);
    int top = 0;
    if (!font || TTF_GlyphMetrics32(font, 'H', NULL, NULL, NULL, &top, NULL))
        return size_px * 7 / 10;
    return top;
}

/* The ink of a picture of words, as far as it has any. */
static uint8_t *crop(SDL_Surface *set, struct mask *mask)
{
    int left = set->w, right = -1, top = set->h, bottom = -1;
    for (int y = 0; y < set->h; y++) {
        const Uint32 *row = (const Uint32 *)(const void *)((Uint8 *)set->pixels + y * set->pitch);
        for (int x = 0; x < set->w; x++) {
            if (!(row[x] >> 24))
                continue;
            left = x < left ? x : left;
            right = x > right ? x : right;
            top = y < top ? y : top;
            bottom = y;
        }
    }
    if (right < 0)
        return NULL;
    mask->width = right - left + 1;
    mask->height = bottom - top + 1;
    mask->dx += left;
    mask->dy += top;
    uint8_t *ink = malloc((size_t)mask->width * (size_t)mask->height);
    for (int y = 0; ink && y < mask->height; y++) {
        const Uint32 *row =
            (const Uint32 *)(const void *)((Uint8 *)set->pixels + (top + y) * set->pitch);
        for (int x = 0; x < mask->width; x++)
            ink[y * mask->width + x] = (uint8_t)(row[left + x] >> 24);
    }
    return ink;
}

/* All runs side by side on one picture, baselines together. */
static SDL_Surface *set_runs(struct type *type, enum face face, int size_px, int *ascent)
{
    SDL_Surface *part[RUNS_MAX] = {NULL};
    int up[RUNS_MAX] = {0}, width = 0, above = 0, below = 0;
    for (unsigned i = 0; i < type->runs.count; i++) {
        char text[RUN_BYTES_MAX];
        TTF_Font *font = run_font(type, face, size_px, &type->runs.run[i], text);
        part[i] = font ? TTF_RenderUTF8_Blended(font, text, (SDL_Color){255, 255, 255, 255}) : NULL;
        if (!part[i])
            continue;
        up[i] = TTF_FontAscent(font);
        width += part[i]->w;
        above = up[i] > above ? up[i] : above;
        below = part[i]->h - up[i] > below ? part[i]->h - up[i] : below;
    }
    SDL_Surface *all = NULL;
    if (width > 0)
        all = SDL_CreateRGBSurfaceWithFormat(0, width, above + below, 32, SDL_PIXELFORMAT_ARGB8888);
    int x = 0;
    for (unsigned i = 0; i < type->runs.count; i++) {
        if (!part[i])
            continue;
        SDL_Rect place = {x, above - up[i], part[i]->w, part[i]->h};
        x += part[i]->w;
        SDL_SetSurfaceBlendMode(part[i], SDL_BLENDMODE_NONE);
        if (all)
            SDL_BlitSurface(part[i], NULL, all, &place);
        SDL_FreeSurface(part[i]);
    }
    *ascent = above;
    return all;
}

static void render(struct type *type, enum face face, int size_px, struct mask *mask)
{
    int ascent = 0;
    SDL_Surface *set = set_runs(type, face, size_px, &ascent);
    if (!set)
        return;
    mask->dy = -ascent;
    mask->ink = crop(set, mask);
    SDL_FreeSurface(set);
}

static struct line *oldest_line(struct type *type)
{
    struct line *oldest = &type->line[0];
    for (unsigned i = 0; i < LINES_MAX; i++) {
        if (!type->line[i].key)
            return &type->line[i];
        if (type->line[i].used < oldest->used)
            oldest = &type->line[i];
    }
    return oldest;
}

static struct line *find_line(struct type *type, uint64_t key)
{
    uint16_t *hint = &type->hint[(key >> 20) % HINTS_MAX];
    for (unsigned i = 0; i < LINES_MAX && type->line[*hint].key != key; i++)
        if (type->line[i].key == key)
            *hint = (uint16_t)i;
    return type->line[*hint].key == key ? &type->line[*hint] : NULL;
}

struct mask type_line(struct type *type, enum face face, int size_px, const char *text)
{
    const size_t bytes = strlen(text);
    const uint64_t key = key_of(face, size_px, text, bytes);
    struct line *line = find_line(type, key);
    if (line) {
        line->used = ++type->uses;
        return line->mask;
    }
    line = oldest_line(type);
    line_free(type, line);
    while (type->bytes > BYTES_MAX) {
        struct line *other = &type->line[0];
        for (unsigned i = 0; i < LINES_MAX; i++)
            if (type->line[i].mask.ink && (!other->mask.ink || type->line[i].used < other->used))
                other = &type->line[i];
        line_free(type, other);
    }
    runs_split(&type->runs, &type->fonts, face, size_px, text, bytes);
    line->key = key;
    line->used = ++type->uses;
    line->mask.advance = measure(type, face, size_px);
    render(type, face, size_px, &line->mask);
    type->bytes += mask_bytes(&line->mask);
    return line->mask;
}
