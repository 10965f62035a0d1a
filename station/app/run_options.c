#include "app/run_options.h"

#include "app/options.h"
#include "store/folder.h"

#include <stdio.h>
#include <string.h>

enum { SMALLEST_SIDE = 1, LARGEST_SIDE = 8192 };

enum option_id {
    OPTION_HELP = 1,
    OPTION_SIM,
    OPTION_SCENARIO,
    OPTION_SEED,
    OPTION_WINDOW,
    OPTION_HEADLESS,
    OPTION_SPEED,
    OPTION_PROGRAMME,
    OPTION_PERSON,
    OPTION_LANGUAGE,
    OPTION_SIZE,
    OPTION_MAT,
    OPTION_CONFIG,
    OPTION_DATA,
    OPTION_RECORD,
    OPTION_REPLAY,
    OPTION_STICK,
    OPTION_ONCE,
};

static const struct option known[] = {
    {"help", no_argument, NULL, OPTION_HELP},
    {"sim", no_argument, NULL, OPTION_SIM},
    {"scenario", required_argument, NULL, OPTION_SCENARIO},
    {"seed", required_argument, NULL, OPTION_SEED},
    {"window", no_argument, NULL, OPTION_WINDOW},
    {"headless", required_argument, NULL, OPTION_HEADLESS},
    {"speed", required_argument, NULL, OPTION_SPEED},
    {"programme", required_argument, NULL, OPTION_PROGRAMME},
    {"person", required_argument, NULL, OPTION_PERSON},
    {"language", required_argument, NULL, OPTION_LANGUAGE},
    {"size", required_argument, NULL, OPTION_SIZE},
    {"mat", required_argument, NULL, OPTION_MAT},
    {"config", required_argument, NULL, OPTION_CONFIG},
    {"data", required_argument, NULL, OPTION_DATA},
    {"record", required_argument, NULL, OPTION_RECORD},
    {"replay", required_argument, NULL, OPTION_REPLAY},
    {"stick", required_argument, NULL, OPTION_STICK},
    {"once", no_argument, NULL, OPTION_ONCE},
    {NULL, 0, NULL, 0},
};

static void print_help(void)
{
    fputs("Usage: matstation run [OPTION]...\n"
          "\n"
          "  --sim               a simulated mat and person instead of the machine's own\n"
          "  --scenario FILE     what the simulated person does\n"
          "  --seed N            another body, other pads\n"
          "  --programme ID      start with this programme at once\n"
          "  --person NAME       whose session it is\n"
          "  --language ID       en or de\n"
          "  --mat ID|FILE|RxC   the mat; otherwise as the configuration says\n"
          "  --window            a window instead of the whole screen\n"
          "  --size WxH          its size, or that of the pictures\n"
          "  --headless DIR      no display: pictures of the key moments in DIR\n"
          "  --speed N           N times as fast, simulated or replayed; 0: as fast as it goes\n"
          "  --once              end after one session\n"
          "  --config FILE       wiring and display; otherwise /etc/matstation.cfg\n"
          "  --data DIR          where the log is kept\n"
          "  --record FILE|DIR   keep the frames, at most a day and 1 GiB, packed where FILE ends\n"
          "                      in .gz; in DIR at most 30 days of recordings and 1 GiB besides\n"
          "                      the new one; - for standard output\n"
          "  --stick DIR         Export writes there; otherwise onto a USB stick, and of what is\n"
          "                      simulated or replayed nowhere\n"
          "  --replay FILE       frames from a recording instead of a mat\n",
          stdout);
}

static int read_size(const char *text, int *width, int *height, struct error *error)
{
    char rest;
    if (sscanf(text, "%dx%d%c", width, height, &rest) != 2 || *width < SMALLEST_SIDE ||
        *height < SMALLEST_SIDE || *width > LARGEST_SIDE || *height > LARGEST_SIDE)
        return error_set(error,
                         "--size %s: width x height is wanted, such as 1280x720, at most %d each",
                         text, LARGEST_SIDE);
    return 0;
}

static int take(struct run_options *options, int option, const char *text, struct error *error)
{
    switch (option) {
    case OPTION_SIM: options->simulated = true; return 0;
    case OPTION_SCENARIO: options->scenario = text; return 0;
    case OPTION_SEED:
        options->seeded = true;
        return options_whole("seed", text, 0, &options->seed, error);
    case OPTION_WINDOW: options->window = true; return 0;
    case OPTION_HEADLESS: options->pictures = text; return 0;
    case OPTION_SPEED: return options_number("speed", text, 0, 1000, &options->speed, error);
    case OPTION_PROGRAMME: options->programme = text; return 0;
    case OPTION_PERSON: options->person = text; return 0;
    case OPTION_LANGUAGE: options->language = text; return 0;
    case OPTION_SIZE: return read_size(text, &options->width, &options->height, error);
    case OPTION_MAT: options->mat = text; return 0;
    case OPTION_CONFIG: options->config = text; return 0;
    case OPTION_DATA: options->data = text; return 0;
    case OPTION_RECORD: options->record = text; return 0;
    case OPTION_REPLAY: options->replay = text; return 0;
    case OPTION_STICK: options->stick = text; return 0;
    case OPTION_ONCE: options->once = true; return 0;
    default: return -1;
    }
}

/* Taken without a word, one of the two would have done nothing. */
static int check_together(const struct run_options *options, struct error *error)
{
    const bool real = !options->simulated && !options->replay;
    const struct {
        bool wrong;
        const char *line;
    } rows[] = {
        {options->simulated && options->replay,
         "--sim and --replay cannot go together; leave one out"},
        {options->scenario && !options->simulated,
         "--scenario says what a simulated person does; add --sim"},
        {options->seeded && !options->simulated,
         "--seed makes another simulated person; add --sim"},
        {options->speed >= 0 && real,
         "--speed: a real mat keeps its own time; add --sim or --replay FILE, or leave it out"},
        {options->window && options->pictures,
         "--window and --headless cannot go together; leave one out"},
        {options->width && real && !options->window && !options->pictures,
         "--size: the whole screen has its own; add --window or --headless DIR, or leave it out"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].wrong)
            return error_set(error, "%s", rows[i].line);
    return 0;
}

enum run_options_result run_options_read(struct run_options *options, int argc, char **argv,
                                         struct error *error)
{
    *options = (struct run_options){.seed = 1, .speed = -1};
    optind = 1;
    for (int option; (option = options_next(argc, argv, known, error)) != OPTIONS_END;) {
        if (option == OPTION_HELP) {
            print_help();
            return RUN_OPTIONS_DONE;
        }
        if (take(options, option, optarg, error))
            return RUN_OPTIONS_WRONG;
    }
    if (options_rest(argc, argv, NULL, error))
        return RUN_OPTIONS_WRONG;
    if (check_together(options, error))
        return RUN_OPTIONS_WRONG;
    return RUN_OPTIONS_GO;
}

int run_options_folder(const struct run_options *options, char *path, size_t size,
                       struct error *error)
{
    static const char simulated[] = "/simulated";
    if (folder_of_log(options->data, path, size, error))
        return -1;
    if (options->data || !(options->simulated || options->replay))
        return 0;
    const size_t length = strlen(path);
    if (length + sizeof simulated > size)
        return error_set(error,
                         "the path of the log's folder is too long: use another with --data");
    memcpy(path + length, simulated, sizeof simulated);
    return 0;
}
