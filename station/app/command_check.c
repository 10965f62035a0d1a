/* matstation check DIR: every mistake in a folder of assets, with file, line and what to do. */
#include "app/commands.h"
#include "app/interrupt.h"
#include "app/options.h"
#include "load/load.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

static void print_line(void *self, const char *line)
{
    fprintf(self, "%s\n", line);
}

static void print_help(void)
{
    puts("Usage: matstation check [DIR]\n\n"
         "Reads the exercises, programmes, figures, mats and texts in the folder DIR (the "
         "installed\n"
         "assets if none is named) and prints one line for each mistake: file, line, what is "
         "wrong,\n"
         "what to do. Exit status 0: none; 1: some; 2: wrong use, or no such folder.");
}

static void check_mats(const char *folder, struct complaints *complaints)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/mats", folder);
    DIR *directory = opendir(path);
    if (!directory)
        return;
    static struct mat mat;
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        const char *ending = strrchr(entry->d_name, '.');
        struct error error = {""};
        if (!ending || strcmp(ending, ".cfg") || entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/mats/%s", folder, entry->d_name);
        if (load_mat(folder, path, &mat, &error)) {
            complaints->count++;
            complaints->say(complaints->self, error.text);
        }
    }
    closedir(directory);
}

static int check(const struct app *app, const char *folder)
{
    struct complaints complaints = {.say = print_line, .self = stdout};
    struct catalogue catalogue;
    struct error error = {""};
    if (load_catalogue(folder, &catalogue, &complaints, &error)) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return complaints.count ? EXIT_FAILED : EXIT_USAGE;
    }
    check_mats(folder, &complaints);
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
    static const struct option known[] = {{"help", no_argument, NULL, 'h'}, {0}};
    struct error error;
    const int option = options_next(argc, argv, known, &error);
    if (option == 'h') {
        print_help();
        return EXIT_DONE;
    }
    const bool named = optind < argc;
    if (option == OPTIONS_WRONG || options_rest(argc, argv, named ? "DIR" : NULL, &error)) {
        log_line(app->log, LOG_ERROR, "%s", error.text);
        return EXIT_USAGE;
    }
    struct interrupt interrupt;
    int status = interrupt_open(&interrupt, app, argv[0], NULL);
    if (status != EXIT_DONE)
        return status;
    status = check(app, named ? argv[optind] : app->assets);
    interrupt_close(&interrupt);
    return status;
}
