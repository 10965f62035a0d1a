#include "load/listing.h"
#include "load/load_inside.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void file_of_path(const char *path, char *out, size_t size)
{
    const char *name = strrchr(path, '/');
    while (name && name > path && name[-1] != '/')
        name--;
    snprintf(out, size, "%s", name ? name : path);
}

/* A refused file of texts leaves its language to be known by name. */
static void note_unread(struct catalogue *catalogue, const char *path)
{
    char id[sizeof *catalogue->unread_language];
    if (catalogue->unread_languages < LANGUAGES_MAX && id_of_path(path, id, sizeof id))
        memcpy(catalogue->unread_language[catalogue->unread_languages++], id, sizeof id);
}

static void load_languages(const struct listing *listing, struct catalogue *catalogue,
                           struct complaints *complaints)
{
    for (unsigned i = 0; i < listing->count; i++) {
        struct language language = {0};
        if (load_language(listing->path[i], &language, complaints)) {
            note_unread(catalogue, listing->path[i]);
            continue;
        }
        if (catalogue->languages == LANGUAGES_MAX) {
            complain(complaints, listing->path[i], 1, "one language too many; at most %d are read",
                     LANGUAGES_MAX);
            language_free(&language);
            continue;
        }
        catalogue->language[catalogue->languages++] = language;
    }
    const int english = catalogue_find_language(catalogue, "en");
    if (english > 0) {
        const struct language first = catalogue->language[0];
        catalogue->language[0] = catalogue->language[english];
        catalogue->language[english] = first;
    }
}

static int load_exercises(const struct listing *listing, struct catalogue *catalogue,
                          struct complaints *complaints, struct error *error)
{
    catalogue->exercise = calloc(listing->count + 1, sizeof *catalogue->exercise);
    if (!catalogue->exercise)
        return error_set(error, "no memory for the exercises");
    for (unsigned i = 0; i < listing->count; i++)
        if (!load_exercise(listing->path[i], catalogue, &catalogue->exercise[catalogue->exercises],
                           complaints))
            catalogue->exercises++;
    return 0;
}

static int load_figures(const struct listing *listing, struct catalogue *catalogue,
                        struct complaints *complaints, struct error *error)
{
    catalogue->figure = calloc(listing->count + 1, sizeof *catalogue->figure);
    if (!catalogue->figure)
        return error_set(error, "no memory for the figures");
    for (unsigned i = 0; i < listing->count; i++)
        if (!load_figure(listing->path[i], &catalogue->figure[catalogue->figures], complaints))
            catalogue->figures++;
    return 0;
}

/* Those that can be read, by their order, then by name. */
static int load_listed(const struct listing *listing, const struct catalogue *catalogue,
                       struct programme *programme, size_t *count, struct complaints *complaints)
{
    unsigned *orders = calloc(listing->count + 1, sizeof *orders);
    struct programme *one = malloc(sizeof *one);
    *count = 0;
    for (unsigned i = 0; orders && one && i < listing->count; i++) {
        unsigned order = 0;
        if (load_programme(listing->path[i], catalogue, one, &order, complaints))
            continue;
        size_t at = (*count)++;
        for (; at > 0 && orders[at - 1] > order; at--) {
            programme[at] = programme[at - 1];
            orders[at] = orders[at - 1];
        }
        programme[at] = *one;
        orders[at] = order;
    }
    const int status = orders && one ? 0 : -1;
    free(orders);
    free(one);
    return status;
}

int load_programmes(const char *folder, const struct catalogue *catalogue,
                    struct programme **programme, size_t *count, struct complaints *complaints,
                    struct error *error)
{
    struct listing *listing = malloc(sizeof *listing);
    struct programme *loaded = NULL;
    size_t listed = 0;
    if (listing) {
        list_folder(folder, "programmes", listing, complaints);
        loaded = calloc(listing->count + 1, sizeof *loaded);
    }
    if (!loaded || load_listed(listing, catalogue, loaded, &listed, complaints)) {
        free(loaded);
        free(listing);
        return error_set(error, "no memory for the programmes");
    }
    free(listing);
    *programme = loaded;
    *count = listed;
    return 0;
}

static int load_kinds(const char *folder, struct listing *listing, struct catalogue *catalogue,
                      struct complaints *complaints, struct error *error)
{
    list_folder(folder, "texts", listing, complaints);
    load_languages(listing, catalogue, complaints);
    if (catalogue->languages == 0)
        return error_set(error, "%s/texts: no language could be read; install the assets anew",
                         folder);
    list_folder(folder, "exercises", listing, complaints);
    if (load_exercises(listing, catalogue, complaints, error))
        return -1;
    load_check_exercises(folder, catalogue, complaints);
    list_folder(folder, "figures", listing, complaints);
    if (load_figures(listing, catalogue, complaints, error))
        return -1;
    load_check_figures(folder, catalogue, complaints);
    return load_programmes(folder, catalogue, &catalogue->programme, &catalogue->programmes,
                           complaints, error);
}

/* Without them everything runs, and every exercise is unclear. */
static void load_numbers(const char *folder, struct catalogue *catalogue,
                         struct complaints *complaints)
{
    char path[512];
    snprintf(path, sizeof path, "%.490s/recognition.cfg", folder);
    load_recognition(path, &catalogue->recognition, complaints);
}

int load_catalogue(const char *folder, struct catalogue *catalogue, struct complaints *complaints,
                   struct error *error)
{
    memset(catalogue, 0, sizeof *catalogue);
    DIR *directory = opendir(folder);
    if (!directory)
        return error_set(error, "%s: cannot be opened (%s); name the folder of the assets", folder,
                         strerror(errno));
    closedir(directory);
    struct listing *listing = malloc(sizeof *listing);
    if (!listing)
        return error_set(error, "no memory for the assets");
    const int status = load_kinds(folder, listing, catalogue, complaints, error);
    free(listing);
    if (status)
        catalogue_unload(catalogue);
    else
        load_numbers(folder, catalogue, complaints);
    return status;
}

size_t load_check_mats(const char *folder, wiring_check *check, struct mat **mats,
                       struct complaints *complaints)
{
    size_t count = 0;
    struct listing *listing = malloc(sizeof *listing);
    *mats = NULL;
    if (listing) {
        list_folder(folder, "mats", listing, complaints);
        *mats = calloc(listing->count + 1, sizeof **mats);
    }
    if (!*mats)
        complain(complaints, folder, 0, "no memory to read its mats; close other programs");
    for (unsigned i = 0; *mats && i < listing->count; i++) {
        struct mat *mat = *mats + count;
        if (load_mat_file(listing->path[i], mat, complaints))
            continue;
        load_check_wiring(listing->path[i], mat, check, complaints);
        count++;
    }
    free(listing);
    return count;
}

void catalogue_unload(struct catalogue *catalogue)
{
    for (unsigned i = 0; i < catalogue->languages; i++)
        language_free(&catalogue->language[i]);
    free(catalogue->exercise);
    free(catalogue->programme);
    free(catalogue->figure);
    memset(catalogue, 0, sizeof *catalogue);
}
