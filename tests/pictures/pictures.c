/* Writes every screen in every size and language as PNG: pictures FOLDER [NAME-PART [SIZE]]. */
#include "load/load.h"
#include "samples.h"
#include "ui/ui.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct form {
    const char *name;
    int width, height;
    bool light;
};

static const struct form forms[] = {
    {"1280x720", 1280, 720, false},    {"1920x1080", 1920, 1080, false},
    {"3840x2160", 3840, 2160, false},  {"1080x1920", 1080, 1920, false},
    {"720x1280", 720, 1280, false},    {"480x800", 480, 800, false},
    {"800x480", 800, 480, false},      {"1920x1080-light", 1920, 1080, true},
    {"320x240", 320, 240, false},      {"480x320", 480, 320, true},
    {"1024x600", 1024, 600, true},     {"640x480", 640, 480, false},
    {"480x800-light", 480, 800, true},
};

static int draw_all(const struct form *form, const struct catalogue *catalogue,
                    const struct mat *mat, const char *folder, const char *part,
                    struct error *error)
{
    const struct log log = log_stderr(LOG_WARNING);
    const struct ui_options options = {.width = form->width,
                                       .height = form->height,
                                       .catalogue = catalogue,
                                       .mat = mat,
                                       .log = &log};
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", folder, form->name);
    struct output *output = output_files_open(path, form->width, form->height, error);
    struct ui *ui = output ? ui_open(&options, error) : NULL;
    static struct view view;
    int status = ui ? 0 : -1;
    for (unsigned i = 0; status == 0 && i < samples_count(); i++) {
        for (unsigned language = 0; language < catalogue->languages && status == 0; language++) {
            struct rect changed[UI_RECTS_MAX];
            char name[128];
            snprintf(name, sizeof name, "%s-%s", samples_name(i), catalogue->language[language].id);
            if (part && !strstr(name, part))
                continue;
            const int words = strcmp(catalogue->language[language].id, "de") == 0;
            samples_fill(i, catalogue, mat, (unsigned)words, &view);
            view.language = language;
            view.dark = !form->light;
            ui_redraw(ui);
            ui_draw(ui, &view, changed);
            status = output_files_save(output, ui_picture(ui), name, error);
        }
    }
    ui_close(ui);
    if (output)
        output->ops->close(output);
    return status;
}

static void say(void *self, const char *line)
{
    (void)self;
    fprintf(stderr, "%s\n", line);
}

int main(int argc, char **argv)
{
    static struct mat mat;
    struct catalogue catalogue = {0};
    struct complaints complaints = {.say = say};
    struct error error = {""};
    if (argc < 2) {
        fprintf(stderr, "pictures FOLDER [NAME-PART [SIZE]]\n");
        return 2;
    }
    if (load_catalogue("assets", &catalogue, &complaints, &error)) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    mat_grid(&mat, 8, 4);
    mat.head_mark = true;
    int status = 0;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0] && status == 0; i++)
        if (argc < 4 || strcmp(forms[i].name, argv[3]) == 0)
            status =
                draw_all(&forms[i], &catalogue, &mat, argv[1], argc > 2 ? argv[2] : NULL, &error);
    catalogue_unload(&catalogue);
    if (status) {
        fprintf(stderr, "%s\n", error.text);
        return 1;
    }
    printf("pictures are in %s\n", argv[1]);
    return 0;
}
