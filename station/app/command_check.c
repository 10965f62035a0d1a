/* matstation check DIR: every mistake in a folder of assets and in the configuration, with file,
 * line and what to do. */
#include "adc/wiring.h"
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "app/paths.h"
#include "app/wires.h"
#include "load/load_config.h"
#include "load/load_scenario.h"
#include "person/check_scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void print_line(void *self, const char *line)
{
    fprintf(self, "%s\n", line);
}

static void print_help(void)
{
    puts("Usage: matstation check [--config FILE] [DIR]\n\n"
         "Reads the exercises, programmes, figures, mats, scenarios and texts in the folder DIR "
         "(the\n"
         "installed assets and the configuration if none is named) and prints one line for each\n"
         "mistake: file, line, what is wrong, what to do. Exit status 0: none; 1: some; 2: wrong\n"
         "use, or no such folder.\n\n"
         "  --config FILE    this configuration, too");
}

static int check_wiring(const struct mat *mat, unsigned pads, struct error *error)
{
    struct wire wires[PADS_MAX];
    struct wiring wiring;
    wire_mat(wires, mat);
    return wiring_read(wires, pads, &wiring, error);
}

/* What scenarios are held against. */
struct held {
    const struct catalogue *catalogue;
    const struct mat *mat;
    size_t mats;
    bool fell; /* in a session, which may ask every scenario for the same figure: said once */
};

static void complain_of_scenario(void *self, const char *line)
{
    struct complaints *complaints = self;
    complaints->count++;
    complaints->say(complaints->self, line);
}

static void check_balance_of(struct held *held, const struct scenario *scenario,
                             struct complaints *complaints)
{
    struct error error;
    if (held->fell && !scenario->acts)
        return;
    struct shapes *shapes = shapes_open(held->catalogue, &scenario->body, held->mat, &error);
    if (!shapes || check_balance(shapes, scenario, held->catalogue, &error)) {
        complain_of_scenario(complaints, error.text);
        held->fell = held->fell || !scenario->acts;
    }
    shapes_close(shapes);
}

static void check_scenario_file(void *self, const struct scenario *scenario,
                                struct complaints *complaints)
{
    struct held *held = self;
    if (!check_scenario(scenario, held->catalogue, held->mat, held->mats, complain_of_scenario,
                        complaints) &&
        held->mats)
        check_balance_of(held, scenario, complaints);
}

/* A pad may be one of a mat that was refused: then pads are not looked for. */
static void check_mats_and_scenarios(const char *folder, const struct catalogue *catalogue,
                                     struct complaints *complaints)
{
    struct mat *mats;
    struct held held = {.catalogue = catalogue};
    const unsigned before = complaints->count;
    held.mats = load_check_mats(folder, check_wiring, &mats, complaints);
    held.mat = mats;
    if (complaints->count != before)
        held.mats = 0;
    load_check_scenarios(folder, catalogue, check_scenario_file, &held, complaints);
    free(mats);
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
    check_mats_and_scenarios(folder, &catalogue, &complaints);
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
