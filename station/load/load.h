/* Reads the assets with libconfig. The only room that knows the files' form. */
#ifndef MATSTATION_LOAD_LOAD_H
#define MATSTATION_LOAD_LOAD_H

#include "base/error.h"
#include "catalogue/catalogue.h"

/* Called once for each mistake found: "file:line: what is wrong; what to do". */
struct complaints {
    void (*say)(void *self, const char *line);
    void *self;
    unsigned count;
};

/* Loads exercises, programmes, figures, texts and recognition from the folder. A file with a
 * mistake is left out and complained about; the others still load. What can be made good is
 * complained about and made good: a missing translation is English, minutes are counted, a link or
 * figure that does not exist is none, a step whose exercise was left out is left out with it, or
 * its alternative is done. -1 only when nothing can run (no folder, no text at all, no memory).
 * catalogue_unload frees; unloading a zeroed one is fine. */
int load_catalogue(const char *folder, struct catalogue *catalogue, struct complaints *complaints,
                   struct error *error);
void catalogue_unload(struct catalogue *catalogue);

/* The programmes of the folder anew, made of the catalogue's exercises. -1: no memory, nothing is
 * written. The caller frees the array with free(). */
int load_programmes(const char *folder, const struct catalogue *catalogue,
                    struct programme **programme, size_t *count, struct complaints *complaints,
                    struct error *error);

/* One mat: a file's path, "RxC" for a grid, or an id in folder/mats. */
int load_mat(const char *folder, const char *name, struct mat *mat, struct error *error);

/* One file each. -1: left out and complained about. Fields that the file does not name are zero. */
int load_figure(const char *path, struct figure *figure, struct complaints *complaints);
int load_recognition(const char *path, struct recognition *recognition,
                     struct complaints *complaints);

/* -1, with one line: the wiring of the last of the mat's first pads is none, or does not go
 * together with that of those before it. What converters there are, this room does not know. */
typedef int wiring_check(const struct mat *mat, unsigned pads, struct error *error);

/* Complains of every mistake in every mat of the folder. mats: those that can be used, which the
 * caller frees with free(); NULL where there is no memory. Returns how many. */
size_t load_check_mats(const char *folder, wiring_check *check, struct mat **mats,
                       struct complaints *complaints);

#endif
