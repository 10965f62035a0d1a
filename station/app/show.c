#include "app/show.h"

#include "app/surroundings.h"
#include "base/clock.h"
#include "store/folder.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define DRAW_EVERY_NS (NS_PER_S / 60)
#define LOOK_EVERY_NS (10 * NS_PER_S)
#define ASK_EVERY_NS (2 * NS_PER_S)

enum { PICTURE_WIDTH = 1280, PICTURE_HEIGHT = 720 };

/* What an earlier run left. Nothing else in the folder is touched. */
static void clear_moments(const char *folder)
{
    DIR *directory = opendir(folder);
    if (!directory)
        return;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;)
        if (moments_named(entry->d_name))
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
}

static int open_pictures(struct show *show, const char *folder, const struct run_options *options,
                         struct error *error)
{
    const int width = options->width ? options->width : PICTURE_WIDTH;
    const int height = options->height ? options->height : PICTURE_HEIGHT;
    snprintf(show->folder, sizeof show->folder, "%s", folder ? folder : "");
    show->pictures = true;
    show->output = output_files_open(folder, width, height, error);
    return show->output ? 0 : -1;
}

int show_open(struct show *show, const struct run_options *options, const char *folder,
              const char *data, const struct log *log, struct error *error)
{
    *show = (struct show){.log = log, .data = data};
    if (options->pictures)
        return open_pictures(show, options->pictures, options, error);
    show->window = (struct window_options){
        .fullscreen = !options->window && !options->simulated,
        .width = options->width ? options->width : PICTURE_WIDTH,
        .height = options->height ? options->height : PICTURE_HEIGHT,
        .log = log,
    };
    struct error why;
    show->output = output_window_open(&show->window, &why);
    if (show->output)
        return 0;
    show->awaited = !options->simulated && !options->replay;
    if (show->awaited) { /* for years, perhaps: its card is not filled with pictures */
        log_line(log, LOG_INFO, "%s; it is looked for again and again", why.text);
        return open_pictures(show, NULL, options, error);
    }
    struct error wrong;
    /* The folder of pictures would be made with the log's around it, for everybody to look into. */
    if (!folder_make(data, &wrong) && !open_pictures(show, folder, options, &wrong)) {
        log_line(log, LOG_INFO, "%s; pictures go to %s", why.text, folder);
        return 0;
    }
    log_line(log, LOG_WARNING, "%s; %s; going on without pictures", why.text, wrong.text);
    return open_pictures(show, NULL, options, error);
}

/* A screen may be switched on after the station, or come back: the first picture on it is drawn
 * when the window tells its size. */
static void look_for_display(struct show *show, int64_t now_ns)
{
    struct error why;
    if (!show->awaited || now_ns - show->looked_ns < LOOK_EVERY_NS)
        return;
    show->looked_ns = now_ns;
    struct output *window = output_window_open(&show->window, &why);
    if (!window)
        return;
    log_line(show->log, LOG_INFO, "a display was found");
    show->output->ops->close(show->output);
    show->output = window;
    show->pictures = show->awaited = false;
}

int show_open_ui(struct show *show, const struct station_config *config,
                 const struct catalogue *catalogue, const struct mat *mat, struct error *error)
{
    show->catalogue = catalogue;
    if (show->pictures) /* not before all else is in order: a mistyped start takes nothing away */
        clear_moments(show->folder);
    const struct ui_options ui = {
        .width = show->output->width,
        .height = show->output->height,
        .rotation_deg = config->rotation_deg,
        .overscan_pct = (float)config->overscan_pct,
        .font_folder = config->font_folder[0] ? config->font_folder : NULL,
        .catalogue = catalogue,
        .mat = mat,
        .log = show->log,
    };
    show->ui = ui_open(&ui, error);
    return show->ui ? 0 : -1;
}

void show_close(struct show *show)
{
    ui_close(show->ui);
    if (show->output)
        show->output->ops->close(show->output);
}

void show_poll(struct show *show, int64_t now_ns, struct output_input *input)
{
    struct error error;
    *input = (struct output_input){0};
    look_for_display(show, now_ns);
    show->output->ops->poll(show->output, now_ns, input);
    if (input->resized && ui_resize(show->ui, input->width, input->height, &error))
        log_line(show->log, LOG_ERROR, "%s", error.text);
}

/* The session knows no display, no machine and no pad's noise: these are put on the test page on
 * the way. */
static const struct view *with_machine(struct show *show, const struct view *view,
                                       const struct signal *signal, bool newtons)
{
    struct surroundings *around = &show->around;
    if (view->screen != SCREEN_TEST)
        return view;
    const struct clock clock = clock_monotonic();
    const int64_t now_ns = clock_now_ns(&clock);
    if (show->asked_ns == 0 || now_ns - show->asked_ns >= ASK_EVERY_NS) {
        show->asked_ns = now_ns;
        around->free_mb = surroundings_free_mb(show->data);
        around->celsius = surroundings_celsius();
    }
    show->output->ops->describe(show->output, around->display, sizeof around->display);
    show->test_page = *view;
    test_page_add(&show->test_page, show->catalogue, around);
    test_page_add_pads(&show->test_page, signal, newtons);
    return &show->test_page;
}

static void keep_moment(struct show *show, const struct view *view, const struct signal *signal,
                        bool newtons)
{
    char name[MOMENT_NAME_BYTES];
    const char *exercise =
        view->exercise >= 0 ? show->catalogue->exercise[view->exercise].id : NULL;
    if (!moments_want(&show->moments, view, exercise, name))
        return;
    struct rect changed[UI_RECTS_MAX];
    struct error error;
    ui_redraw(show->ui); /* a moment is kept as it comes to rest, not as it fades in */
    ui_draw(show->ui, with_machine(show, view, signal, newtons), changed);
    const bool saved = !output_files_save(show->output, ui_picture(show->ui), name, &error);
    if (!saved && !show->unsaved)
        log_line(show->log, LOG_ERROR, "%s", error.text);
    show->unsaved = !saved;
    show->lost = show->lost || !saved;
}

static unsigned draw(struct show *show, const struct view *view, struct rect *changed)
{
    const struct clock clock = clock_monotonic();
    const int64_t from_ns = clock_now_ns(&clock);
    const unsigned count = ui_draw(show->ui, view, changed);
    const double ms = (double)(clock_now_ns(&clock) - from_ns) / (double)NS_PER_MS;
    if (count)
        show->around.draw_ms += (ms - show->around.draw_ms) / 16;
    return count;
}

void show_view(struct show *show, const struct view *view, const struct signal *signal,
               bool newtons, int64_t now_ns)
{
    if (show->pictures) {
        keep_moment(show, view, signal, newtons);
        return;
    }
    if (now_ns - show->drawn_ns < DRAW_EVERY_NS)
        return;
    show->drawn_ns = now_ns;
    struct rect changed[UI_RECTS_MAX];
    const unsigned count = draw(show, with_machine(show, view, signal, newtons), changed);
    if (count)
        show->output->ops->show(show->output, ui_picture(show->ui), changed, count);
}
