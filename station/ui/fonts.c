#include "ui/fonts.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const char *const font_root = "/usr/share/fonts";

/* What stands in, best first, by the face's weight. Both have Arabic, Hebrew and many symbols. */
static const char *const stand_ins[FACES][4] = {
    [FACE_TEXT] = {"DejaVuSans.ttf", "NotoSans-Regular.ttf", "LiberationSans-Regular.ttf",
                   "FreeSans.ttf"},
    [FACE_BOLD] = {"DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf",
                   "FreeSansBold.ttf"},
    [FACE_DISPLAY] = {"DejaVuSans-Bold.ttf", "NotoSans-Bold.ttf", "LiberationSans-Bold.ttf",
                      "FreeSansBold.ttf"},
};

static bool is_font(const char *name)
{
    size_t length = strlen(name);
    return length > 4 &&
           (strcmp(name + length - 4, ".ttf") == 0 || strcmp(name + length - 4, ".otf") == 0);
}

/* A file of that name, or any font where name is NULL, in the folder or below it. */
static bool find(const char *folder, const char *name, int depth, char *path, size_t size)
{
    DIR *opened = depth > 4 ? NULL : opendir(folder);
    if (!opened)
        return false;
    bool found = false;
    for (struct dirent *entry; !found && (entry = readdir(opened));) {
        if (entry->d_name[0] == '.')
            continue;
        char inner[512];
        if (snprintf(inner, sizeof inner, "%s/%s", folder, entry->d_name) >= (int)sizeof inner)
            continue;
        if (name ? strcmp(entry->d_name, name) == 0 : is_font(entry->d_name))
            found = snprintf(path, size, "%s", inner) < (int)size;
        else if (!is_font(entry->d_name))
            found = find(inner, name, depth + 1, path, size);
    }
    closedir(opened);
    if (!found)
        path[0] = '\0';
    return found;
}

static void find_stand_ins(struct fonts *fonts, enum face face)
{
    unsigned kept = 1;
    for (unsigned i = 0; i < 4 && kept <= FONTS_FALLBACKS; i++)
        if (find(font_root, stand_ins[face][i], 0, fonts->path[face][kept],
                 sizeof fonts->path[face][kept]))
            kept++;
}

void fonts_find(struct fonts *fonts, const char *folder, const struct log *log)
{
    memset(fonts, 0, sizeof *fonts);
    fonts->log = log;
    folder = folder ? folder : theme_font_folder;
    unsigned missing = 0;
    for (enum face face = 0; face < FACES; face++) {
        char *path = fonts->path[face][0];
        const size_t size = sizeof fonts->path[face][0];
        snprintf(path, size, "%s/%s", folder, theme_font_file[face]);
        find_stand_ins(fonts, face);
        if (access(path, R_OK) == 0)
            continue;
        /* The display cut came with Inter 4: before that, bold serves. */
        if (face == FACE_DISPLAY && fonts->path[FACE_BOLD][0][0] && missing == 0) {
            memcpy(path, fonts->path[FACE_BOLD][0], size);
            continue;
        }
        missing++;
        memcpy(path, fonts->path[face][1], size);
        if (!path[0])
            find(font_root, NULL, 0, path, size);
        if (missing == 1 && path[0])
            log_line(log, LOG_WARNING,
                     "typeface: no %s in %s; taking %s; install the package fonts-inter",
                     theme_font_file[face], folder, path);
    }
    if (!fonts->path[FACE_TEXT][0][0])
        log_line(log, LOG_ERROR,
                 "typeface: no font at all under %s, so the screen shows no words; install the "
                 "package fonts-inter",
                 font_root);
}

void fonts_close(struct fonts *fonts)
{
    for (unsigned i = 0; i < FONTS_OPEN_MAX; i++)
        if (fonts->open[i].font)
            TTF_CloseFont(fonts->open[i].font);
}

TTF_Font *fonts_get(struct fonts *fonts, enum face face, unsigned choice, int size_px)
{
    char *path = choice <= FONTS_FALLBACKS ? fonts->path[face][choice] : NULL;
    if (!path || !path[0])
        return NULL;
    unsigned oldest = 0;
    for (unsigned i = 0; i < FONTS_OPEN_MAX; i++) {
        if (fonts->open[i].font && fonts->open[i].face == face && fonts->open[i].choice == choice &&
            fonts->open[i].size_px == size_px) {
            fonts->open[i].used = ++fonts->uses;
            return fonts->open[i].font;
        }
        if (fonts->open[i].used < fonts->open[oldest].used)
            oldest = i;
    }
    TTF_Font *font = TTF_OpenFont(path, size_px);
    if (!font) {
        log_line(fonts->log, LOG_WARNING, "typeface: %s: %s; its words are left out", path,
                 TTF_GetError());
        path[0] = '\0';
        return NULL;
    }
    TTF_SetFontHinting(font, TTF_HINTING_LIGHT_SUBPIXEL);
    if (fonts->open[oldest].font)
        TTF_CloseFont(fonts->open[oldest].font);
    fonts->open[oldest].font = font;
    fonts->open[oldest].face = face;
    fonts->open[oldest].choice = choice;
    fonts->open[oldest].size_px = size_px;
    fonts->open[oldest].used = ++fonts->uses;
    return font;
}
