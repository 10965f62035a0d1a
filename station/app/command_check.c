/* matstation check DIR: every mistake in a folder of assets and in the configuration, with file,
 * line and what to do. */
#include "adc/wiring.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/wires.h"
#include "load/load_config.h"

#include <stdio.h>
#include <unistd.h>

static void print_line(void *self, const char *line)
{
    fprintf(self, "%s\n", line);
}

static void print_help(void)
{
    puts("Usage: matstation check [--config FILE] [DIR]\n\n"
         "Reads the exercises, programmes, figures, mats and texts in the folder DIR (the "
         "installed\n"
         "assets and the configuration if none is named) and prints one line for each mistake: "
         "file,\n"
         "line, what is wrong, what to do. Exit status 0: none; 1: some; 2: wrong use, or no such\n"
         "folder.\n\n"
         "  --config FILE    this configuration, too");
}

static int check_wiring(const struct mat *mat, unsigned pads, struct error *error)
{
    struct wire wires[PADS_MAX];
    struct wiring wiring;
    wire_mat(wires, mat);
    return wiring_read(wires, pads, &wiring, error);
}

/* config NULL: none. */
static int check(const struct app *app, const char *folder, const char *config)
{
    struct complaints complaints = {.say = print_line, .self = stdout};
    struct catalogue catalogue;
    struct error error = {""};
    if (load_catalogue(folder, &catalogue, &complaints, &error)) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return complaints.count ? EXIT_FAILED : EXIT_USAGE;
    }
    load_check_mats(folder, check_wiring, &complaints);
    if (config)
        load_check_config(config, folder, &catalogue, &complaints);
    printf("%zu exercises, %zu programmes, %zu figures, %u languages: ", catalogue.exercises,
           catalogue.programmes, catalogue.figures, catalogue.languages);
    if (complaints.count)
        printf("%u to mend\n", complaints.count);
    else
        puts("nothing to mend");
    catalogue_unload(&catalogue);
    return complaints.count ? EXIT_FAILED : EXIT_DONE;
}

int command_check(const struct app *app, int argc, char **argv)
{
    static const struct option known[] = {
        {"help", no_argument, NULL, 'h'}, {"config", required_argument, NULL, 'c'}, {0}};
    struct error error;
    const char *config = NULL;
    int option;
    while ((option = options_next(argc, argv, known, &error)) == 'c')
        config = optarg;
    if (option == 'h') {
        print_help();
        return EXIT_DONE;
    }
    const bool named = optind < argc;
    if (option == OPTIONS_WRONG || options_rest(argc, argv, named ? "DIR" : NULL, &error)) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return EXIT_USAGE;
    }
    if (!config && !named && access(PATH_CONFIG, F_OK) == 0)
        config = PATH_CONFIG;
    struct interrupt interrupt;
    int status = interrupt_open(&interrupt, app, argv[0], NULL);
    if (status != EXIT_DONE)
        return status;
    status = check(app, named ? argv[optind] : app->assets, config);
    interrupt_close(&interrupt);
    return status;
}
