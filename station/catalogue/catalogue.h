/* Everything that is read from the assets, as plain data. Read-only once loaded; any thread. */
#ifndef MATSTATION_CATALOGUE_CATALOGUE_H
#define MATSTATION_CATALOGUE_CATALOGUE_H

#include "body/figure.h"
#include "catalogue/exercise.h"
#include "catalogue/mat.h"
#include "catalogue/programme.h"
#include "catalogue/recognition.h"

#include <stddef.h>

/* One line of text and the key the code asks for it by. */
struct text {
    char *key;
    char *value;
};

struct language {
    char id[8];                /* "en" */
    char name[NAME_MAX_BYTES]; /* "English", in the language itself */
    size_t count;
    struct text *text; /* sorted by key */
};

struct catalogue {
    unsigned languages;
    struct language language[LANGUAGES_MAX];
    /* Of files that were refused: said once, so that what other files hold in them is no news. */
    unsigned unread_languages;
    char unread_language[LANGUAGES_MAX][8];
    size_t exercises;
    struct exercise *exercise; /* sorted by id */
    size_t programmes;
    struct programme *programme; /* in the order of the cards */
    size_t figures;
    struct figure *figure; /* sorted by id */
    struct recognition recognition;
};

/* -1 where there is none. */
int catalogue_find_exercise(const struct catalogue *catalogue, const char *id);
int catalogue_find_programme(const struct catalogue *catalogue, const char *id);
struct programmes catalogue_programmes(const struct catalogue *catalogue);
int catalogue_find_language(const struct catalogue *catalogue, const char *id);
const struct figure *catalogue_find_figure(const struct catalogue *catalogue, const char *id);

/* Never NULL: the English text where the language lacks it, the key itself where English does. */
const char *catalogue_text(const struct catalogue *catalogue, unsigned language, const char *key);

/* A number as the language writes it, with 0 to 9 decimals behind its own mark: "0.3", "0,3".
 * Returns text. */
enum { NUMBER_BYTES = 32 };
const char *catalogue_number(const struct catalogue *catalogue, unsigned language, double number,
                             int decimals, char text[NUMBER_BYTES]);

const char *zone_name(enum zone zone); /* as in the recording formats: "head" */
const char *side_name(enum side side); /* "both", "left", "right" */
const char *region_name(enum region region);

#endif
