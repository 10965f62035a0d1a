/* The one binary: finds the command, hands over. What a run is made of is wired in app/run.c. */
#include "app/commands.h"
#include "app/paths.h"
#include "catalogue/nearest.h"

#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct command {
    const char *name;
    int (*run)(const struct app *app, int argc, char **argv);
    const char *does;
};

static const struct command commands[] = {
    {"run", command_run, "the appliance; --sim for a simulated mat and person"},
    {"analyse", command_analyse, "what the detector sees in a recording, as JSON Lines"},
    {"simulate", command_simulate, "a simulated person on a mat, as a recording with its truth"},
    {"probe", command_probe, "what is on the bus, and how fast and how well it is read"},
    {"selftest", command_selftest, "how every part of the machine is"},
    {"history", command_history, "the last 30 days"},
    {"export", command_export, "the log as CSV, JSON or TCX"},
    {"calibrate", command_calibrate, "what each pad says when empty, and when walked on"},
    {"safe", command_safe, "the plain screen after three bad starts"},
    {"check", command_check, "finds every mistake in a folder of assets"},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(FILE *to)
{
    fputs("Usage: matstation COMMAND [OPTION]...\n\n", to);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(to, "  %-10s %s\n", commands[i].name, commands[i].does);
    fputs("\n`matstation COMMAND --help` lists a command's options.\n", to);
}

static int run_command(const struct log *log, int argc, char **argv)
{
    char assets[PATH_BYTES];
    paths_assets(assets, sizeof assets);
    const struct app app = {.assets = assets, .log = log};
    for (size_t i = 0; i < COMMANDS; i++)
        if (!strcmp(argv[0], commands[i].name))
            return commands[i].run(&app, argc, argv);
    const char *names[COMMANDS];
    char meant[256];
    for (size_t i = 0; i < COMMANDS; i++)
        names[i] = commands[i].name;
    log_line(log, LOG_ERROR, "there is no command \"%s\"; %s", argv[0],
             suggestion(argv[0], names, COMMANDS, meant, sizeof meant));
    return EXIT_USAGE;
}

static int run(const struct log *log, int argc, char **argv)
{
    if (argc < 2) {
        print_help(stderr);
        return EXIT_USAGE;
    }
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) {
        print_help(stdout);
        return EXIT_DONE;
    }
    if (!strcmp(argv[1], "--version")) {
        puts("matstation " MATSTATION_VERSION);
        return EXIT_DONE;
    }
    return run_command(log, argc - 1, argv + 1);
}

/* One that was closed would be the next file that is opened, and what is said would go into that.
 * Opened the wrong way round it fails, as a closed one does. */
static void hold_standard_files(void)
{
    static const int way[] = {
        [STDIN_FILENO] = O_WRONLY, [STDOUT_FILENO] = O_RDONLY, [STDERR_FILENO] = O_RDONLY};
    for (int file = STDIN_FILENO; file <= STDERR_FILENO; file++)
        if (fcntl(file, F_GETFD) < 0)
            (void)open("/dev/null", way[file]);
}

int main(int argc, char **argv)
{
    hold_standard_files();
    /* Numbers stay as the formats want them, whatever the language: only LC_CTYPE is taken over. */
    setlocale(LC_CTYPE, "");
    const struct log log = log_stderr(LOG_INFO);
    const int status = run(&log, argc, argv);
    if ((!fflush(stdout) && !ferror(stdout)) || status != EXIT_DONE)
        return status;
    log_line(&log, LOG_ERROR, "standard output cannot be written; is there room on the disk?");
    return EXIT_FAILED;
}
