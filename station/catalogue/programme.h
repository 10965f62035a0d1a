/* A programme: an ordered list of steps, each one exercise with its dose. */
#ifndef MATSTATION_CATALOGUE_PROGRAMME_H
#define MATSTATION_CATALOGUE_PROGRAMME_H

#include "catalogue/exercise.h"

#include <stddef.h>

enum { PROGRAMME_STEPS_MAX = 64 };

/* An exercise as a programme asks for it; both sides of a one-sided exercise are one entry. */
struct programme_step {
    unsigned exercise;  /* index into the catalogue */
    int alternative;    /* index, or -1: what to do where the first is taken out */
    struct dose dose;   /* the exercise's, overridden where the programme says so */
    unsigned selection; /* 0: always; n: only in every n-th alternating selection */
};

struct programme {
    char id[ID_MAX];
    char file[128];
    char name[LANGUAGES_MAX][NAME_MAX_BYTES];
    char line[LANGUAGES_MAX][TEXT_MAX]; /* what it is for, one line on its card */
    bool open;                          /* free rolling: no plan */
    bool strength;                      /* not on consecutive days */
    unsigned selections;                /* alternating selections; 0 or 1: none */
    unsigned minutes;
    unsigned steps;
    struct programme_step step[PROGRAMME_STEPS_MAX];
};

/* All there are, in the order of the cards. Borrowed. */
struct programmes {
    size_t count;
    const struct programme *programme;
};

/* -1 where there is none. */
int programmes_find(const struct programmes *programmes, const char *id);

#endif
