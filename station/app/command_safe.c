/* matstation safe: the plain screen after three bad starts. Needs no sensor, no log and, if it must
 * be, no assets: whatever made the station fail must not make this fail too. */
#include "app/commands.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/stop.h"
#include "base/clock.h"
#include "load/load.h"
#include "load/load_config.h"
#include "ui/output.h"
#include "ui/ui.h"

#include <stdio.h>
#include <string.h>

enum { SAFE_LINES = 3, DRAW_EVERY_MS = 50 };

/* Keys of the texts, and what stands for them where there are none. */
static const char *const words[][2] = {
    {"safe.title", "Something keeps going wrong"},
    {"safe.cue", "Your records are safe"},
    {"safe.line1", "The station failed to start three times."},
    {"safe.line2", "Unplug it, wait ten seconds, plug it in again."},
    {"safe.line3", "If this screen comes back: journalctl -u matstation"},
};

struct safe_options {
    bool window, help;
    const char *pictures; /* a folder; NULL: the screen */
    const char *language;
};

struct safe {
    struct catalogue catalogue;
    bool catalogue_read;
    struct station_config config;
    struct output *output;
    struct ui *ui;
    struct view view;
};

static int read_options(int argc, char **argv, struct safe_options *options, struct error *error)
{
    static const struct option known[] = {{"window", no_argument, NULL, 'w'},
                                          {"headless", required_argument, NULL, 'd'},
                                          {"language", required_argument, NULL, 'l'},
                                          {"help", no_argument, NULL, 'h'},
                                          {0}};
    *options = (struct safe_options){.window = false};
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        switch (option) {
        case 'w': options->window = true; break;
        case 'd': options->pictures = optarg; break;
        case 'l': options->language = optarg; break;
        case 'h': options->help = true; break;
        default: return -1;
        }
    }
    return options_rest(argc, argv, NULL, error);
}

static void print_help(void)
{
    puts("Usage: matstation safe [OPTION]...\n\n"
         "Shows the plain screen that follows three bad starts, until Escape or a signal.\n\n"
         "  --window         a window instead of the whole screen\n"
         "  --headless DIR   one picture in the folder DIR, and no screen\n"
         "  --language ID    en or de");
}

static const char *word(const struct safe *safe, unsigned i)
{
    if (!safe->catalogue_read)
        return words[i][1];
    const char *text = catalogue_text(&safe->catalogue, safe->view.language, words[i][0]);
    return strcmp(text, words[i][0]) == 0 ? words[i][1] : text;
}

/* Whatever is asked for, something is shown. */
static unsigned find_language(const struct safe *safe, const char *id, const struct log *log)
{
    if (!safe->catalogue_read)
        return 0;
    const int found = catalogue_find_language(&safe->catalogue, id);
    if (found >= 0)
        return (unsigned)found;
    log_line(log, LOG_WARNING, "there are no texts in the language \"%s\"; going on in %s", id,
             safe->catalogue.language[0].name);
    return 0;
}

static void fill_view(struct safe *safe, unsigned language)
{
    struct view *view = &safe->view;
    view->screen = SCREEN_SAFE;
    view->dark = strcmp(safe->config.theme, "light") != 0;
    view->exercise = -1;
    view->language = language;
    snprintf(view->title, sizeof view->title, "%s", word(safe, 0));
    snprintf(view->cue, sizeof view->cue, "%s", word(safe, 1));
    for (unsigned i = 0; i < SAFE_LINES; i++)
        snprintf(view->line[i], sizeof view->line[i], "%s", word(safe, 2 + i));
    view->lines = SAFE_LINES;
}

static int open_output(struct safe *safe, const struct safe_options *options, const struct app *app,
                       struct error *error)
{
    const struct window_options window = {
        .fullscreen = !options->window, .width = 1280, .height = 720, .log = app->log};
    safe->output = options->pictures ? output_files_open(options->pictures, 1920, 1080, error)
                                     : output_window_open(&window, error);
    return safe->output ? 0 : -1;
}

static int open_ui(struct safe *safe, const struct app *app, struct error *error)
{
    const struct ui_options ui = {
        .width = safe->output->width,
        .height = safe->output->height,
        .rotation_deg = safe->config.rotation_deg,
        .overscan_pct = (float)safe->config.overscan_pct,
        .font_folder = safe->config.font_folder[0] ? safe->config.font_folder : NULL,
        .catalogue = safe->catalogue_read ? &safe->catalogue : NULL,
        .log = app->log,
    };
    safe->ui = ui_open(&ui, error);
    return safe->ui ? 0 : -1;
}

/* Until a signal, Escape or a closed window. */
static void show(struct safe *safe, const struct app *app, int stop)
{
    const struct clock clock = clock_monotonic();
    struct rect changed[UI_RECTS_MAX];
    struct output_input input = {0};
    while (!stop_wanted(stop) && !input.leave) {
        struct error error;
        const int64_t now_ns = clock_now_ns(&clock);
        safe->output->ops->poll(safe->output, now_ns, &input);
        if (input.resized && ui_resize(safe->ui, input.width, input.height, &error))
            log_line(app->log, LOG_ERROR, "%s", error.text);
        safe->view.time_ns = now_ns;
        const unsigned count = ui_draw(safe->ui, &safe->view, changed);
        if (count)
            safe->output->ops->show(safe->output, ui_picture(safe->ui), changed, count);
        clock_sleep_until_ns(&clock, now_ns + DRAW_EVERY_MS * NS_PER_MS);
    }
}

static int save(struct safe *safe, const char *folder, struct error *error)
{
    struct rect changed[UI_RECTS_MAX];
    ui_draw(safe->ui, &safe->view, changed);
    if (output_files_save(safe->output, ui_picture(safe->ui), "safe", error))
        return -1;
    printf("%s/safe.png\n", folder);
    return 0;
}

static int run(struct safe *safe, const struct safe_options *options, const struct app *app,
               int stop, struct error *error)
{
    struct complaints silent = {0};
    struct error why = {""};
    config_default(&safe->config);
    if (load_config(PATH_CONFIG, false, &safe->config, &why)) {
        log_line(app->log, LOG_WARNING, "%s", why.text);
        config_default(&safe->config);
    }
    safe->catalogue_read = load_catalogue(app->assets, &safe->catalogue, &silent, &why) == 0;
    if (!safe->catalogue_read)
        log_line(app->log, LOG_WARNING, "%s", why.text);
    const char *language = options->language ? options->language : safe->config.language;
    fill_view(safe, find_language(safe, language, app->log));
    if (open_output(safe, options, app, error) || open_ui(safe, app, error))
        return -1;
    if (options->pictures)
        return save(safe, options->pictures, error);
    show(safe, app, stop);
    return 0;
}

int command_safe(const struct app *app, int argc, char **argv)
{
    struct safe_options options;
    static struct safe safe;
    struct error error = {""};
    if (read_options(argc, argv, &options, &error)) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return EXIT_USAGE;
    }
    if (options.help) {
        print_help();
        return EXIT_DONE;
    }
    int stop = stop_open(&error);
    int status = stop < 0 ? -1 : run(&safe, &options, app, stop, &error);
    ui_close(safe.ui);
    if (safe.output)
        safe.output->ops->close(safe.output);
    if (safe.catalogue_read)
        catalogue_unload(&safe.catalogue);
    if (stop >= 0)
        stop_close(stop);
    if (status)
        log_line(app->log, LOG_ERROR, "%s", error.text);
    return status ? EXIT_FAILED : EXIT_DONE;
}
