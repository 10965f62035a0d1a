#include "ui/output.h"

#include <cairo.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct output_files {
    struct output output;
    char folder[PATH_MAX];
    unsigned saved;
};

static int files_show(struct output *output, const struct picture *picture,
                      const struct rect *changed, unsigned count)
{
    (void)output;
    (void)picture;
    (void)changed;
    (void)count;
    return 0;
}

static void files_poll(struct output *output, int64_t now_ns, struct output_input *input)
{
    (void)now_ns;
    memset(input, 0, sizeof *input);
    input->width = output->width;
    input->height = output->height;
}

static void files_describe(const struct output *output, char *text, unsigned size)
{
    const struct output_files *files = (const struct output_files *)output;
    snprintf(text, size, "PNG, %d \xC3\x97 %d, %.60s", output->width, output->height,
             files->folder[0] ? files->folder : "\xE2\x80\x93");
}

static void files_close(struct output *output)
{
    free(output);
}

static const struct output_ops files_ops = {
    .show = files_show,
    .poll = files_poll,
    .describe = files_describe,
    .close = files_close,
};

static int make_folder(const char *folder, struct error *error)
{
    char path[PATH_MAX];
    if (snprintf(path, sizeof path, "%s", folder) >= (int)sizeof path)
        return error_set(error, "the folder's name is too long: %.80s...", folder);
    for (char *slash = path + 1; slash; slash = slash ? slash + 1 : NULL) {
        slash = strchr(slash, '/');
        if (slash)
            *slash = '\0';
        if (mkdir(path, 0777) && errno != EEXIST)
            return error_set(error, "%s: cannot make the folder for pictures: %s; name another",
                             path, strerror(errno));
        if (slash)
            *slash = '/';
    }
    struct stat found;
    if (stat(folder, &found) || !S_ISDIR(found.st_mode))
        return error_set(error, "%s: not a folder; name another for the pictures", folder);
    if (access(folder, W_OK))
        return error_set(error, "%s: no picture can be written there: %s; name another folder",
                         folder, strerror(errno));
    return 0;
}

struct output *output_files_open(const char *folder, int width, int height, struct error *error)
{
    if (folder && make_folder(folder, error))
        return NULL;
    struct output_files *files = calloc(1, sizeof *files);
    if (!files) {
        error_set(error, "no memory for the pictures");
        return NULL;
    }
    files->output = (struct output){.ops = &files_ops, .width = width, .height = height};
    snprintf(files->folder, sizeof files->folder, "%s", folder ? folder : "");
    return &files->output;
}

int output_files_save(struct output *output, const struct picture *picture, const char *name,
                      struct error *error)
{
    struct output_files *files = (struct output_files *)output;
    char path[PATH_MAX + 260];
    if (!files->folder[0])
        return 0;
    snprintf(path, sizeof path, "%s/%.250s.png", files->folder, name);
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        picture->pixels, CAIRO_FORMAT_RGB24, picture->width, picture->height, picture->stride);
    cairo_status_t status = cairo_surface_write_to_png(surface, path);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        /* Half a picture is none, and takes up room; what could not be opened is an earlier one. */
        if (faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) == 0)
            unlink(path);
        return error_set(error, "%s: cannot write the picture: %s", path,
                         cairo_status_to_string(status));
    }
    files->saved++;
    return 0;
}

unsigned output_files_saved(const struct output *output)
{
    return ((const struct output_files *)output)->saved;
}
