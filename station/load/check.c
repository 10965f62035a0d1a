/* What can only be checked once all exercises are read. */
#include "load/listing.h"
#include "load/load_inside.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void complain_of(const char *folder, const struct exercise *exercise,
                        struct complaints *complaints, const char *key, const char *named,
                        const char *why)
{
    char path[512];
    struct reader reader;
    struct complaints silent = {0};
    snprintf(path, sizeof path, "%s/%s", folder, exercise->file);
    int line = 1;
    if (!reader_open(&reader, path, &silent)) {
        line = reader_line(config_setting_get_member(reader.root, key));
        reader_close(&reader);
    }
    complain(complaints, path, line, "\"%s\" names \"%s\", %s", key, named, why);
}

/* "which does not exist" and what else it may be; or that it has mistakes of its own. */
static void explain(const char *folder, const char *kind, const char *named, const char *const *ids,
                    size_t count, char *why, size_t size)
{
    char known[900];
    if (asset_is_there(folder, kind, named))
        snprintf(why, size, "which has mistakes of its own; mend %s/%s.cfg first", kind, named);
    else
        snprintf(why, size, "which does not exist; %s",
                 suggestion(named, ids, count, known, sizeof known));
}

/* Complains and empties the link when it leads nowhere or back to where it began. */
static void check_link(const char *folder, struct catalogue *catalogue, struct exercise *exercise,
                       const char *key, char *link, struct complaints *complaints)
{
    if (!*link || catalogue_find_exercise(catalogue, link) >= 0)
        return;
    char why[1000];
    const char **ids = calloc(catalogue->exercises + 1, sizeof *ids);
    for (size_t i = 0; ids && i < catalogue->exercises; i++)
        ids[i] = catalogue->exercise[i].id;
    explain(folder, "exercises", link, ids, ids ? catalogue->exercises : 0, why, sizeof why);
    complain_of(folder, exercise, complaints, key, link, why);
    *link = 0;
    free(ids);
}

static void check_circle(const char *folder, struct catalogue *catalogue, struct exercise *exercise,
                         struct complaints *complaints)
{
    const struct exercise *at = exercise;
    for (size_t i = 0; i <= catalogue->exercises && *at->easier; i++) {
        at = &catalogue->exercise[catalogue_find_exercise(catalogue, at->easier)];
        if (at != exercise)
            continue;
        complain_of(folder, exercise, complaints, "easier", exercise->easier,
                    "which leads back here in a circle; let the easiest one name none");
        *exercise->easier = 0;
        return;
    }
}

void load_check_exercises(const char *folder, struct catalogue *catalogue,
                          struct complaints *complaints)
{
    for (size_t i = 0; i < catalogue->exercises; i++) {
        struct exercise *exercise = &catalogue->exercise[i];
        check_link(folder, catalogue, exercise, "easier", exercise->easier, complaints);
        check_link(folder, catalogue, exercise, "variant_of", exercise->variant_of, complaints);
    }
    for (size_t i = 0; i < catalogue->exercises; i++)
        check_circle(folder, catalogue, &catalogue->exercise[i], complaints);
}

void load_check_figures(const char *folder, struct catalogue *catalogue,
                        struct complaints *complaints)
{
    const char **ids = calloc(catalogue->figures + 1, sizeof *ids);
    for (size_t i = 0; ids && i < catalogue->figures; i++)
        ids[i] = catalogue->figure[i].id;
    for (size_t i = 0; i < catalogue->exercises; i++) {
        const struct exercise *exercise = &catalogue->exercise[i];
        char why[1000];
        if (catalogue_find_figure(catalogue, exercise->figure))
            continue;
        explain(folder, "figures", exercise->figure, ids, ids ? catalogue->figures : 0, why,
                sizeof why);
        complain_of(folder, exercise, complaints, "figure", exercise->figure, why);
    }
    free(ids);
}
