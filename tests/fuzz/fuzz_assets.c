/* Every kind of file that an owner may write: the first byte says which, the rest is the file. */
#include "fuzz/given.h"

#include "load/load_config.h"
#include "load/load_inside.h"
#include "load/load_scenario.h"

#include <string.h>

static void read_catalogued(const char *path, unsigned kind, struct complaints *silent)
{
    static struct catalogue catalogue;
    static struct exercise exercise;
    static struct programme programme;
    unsigned order;
    if (!catalogue.languages && load_catalogue("assets", &catalogue, silent, NULL))
        abort();
    if (kind == 0)
        load_exercise(path, &catalogue, &exercise, silent);
    else
        load_programme(path, &catalogue, &programme, &order, silent);
}

static void read_alone(const char *path, unsigned kind, struct complaints *silent)
{
    static struct mat mat;
    static struct scenario scenario;
    static struct figure figure;
    static struct recognition recognition;
    struct station_config config;
    struct language language;
    switch (kind) {
    case 0: load_mat_file(path, &mat, silent); return;
    case 1: load_scenario(path, &scenario, NULL); return;
    case 2: load_figure(path, &figure, silent); return;
    case 3: load_recognition(path, &recognition, silent); return;
    case 4:
        config_default(&config);
        load_config(path, true, &config, NULL);
        return;
    default:
        if (load_language(path, &language, silent) == 0)
            language_free(&language);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct complaints silent = {0};
    char path[64];
    if (size < 1)
        return 0;
    int file = given_open(data + 1, size - 1, path);
    unsigned kind = data[0] % 8;
    if (kind < 2)
        read_catalogued(path, kind, &silent);
    else
        read_alone(path, kind - 2, &silent);
    given_close(file);
    return 0;
}
