/* What the loaders of this room share with load.c alone. */
#ifndef MATSTATION_LOAD_LOAD_INSIDE_H
#define MATSTATION_LOAD_LOAD_INSIDE_H

#include "catalogue/scenario.h"
#include "load/reader.h"

/* 0: written to the last argument but one; -1: complained, and the file is left out. */
int load_exercise(const char *path, const struct catalogue *catalogue, struct exercise *exercise,
                  struct complaints *complaints);
/* order: its place among the cards, smallest first. */
int load_programme(const char *path, const struct catalogue *catalogue, struct programme *programme,
                   unsigned *order, struct complaints *complaints);
int load_language(const char *path, struct language *language, struct complaints *complaints);

int load_mat_file(const char *path, struct mat *mat, struct complaints *complaints);
/* The same file once more, which has no mistake that this room can see. Pads that are wired wrongly
 * are complained of, and wired to nothing. */
void load_check_wiring(const char *path, struct mat *mat, wiring_check *check,
                       struct complaints *complaints);

/* The fields of a dose that the group has, within what is good for such an exercise; the others
 * stay. of: NULL where that is not known. */
void reader_dose(struct reader *reader, const config_setting_t *at, const struct exercise *of,
                 struct dose *dose);

int load_scenario_file(const char *path, struct scenario *scenario, struct complaints *complaints);

/* What a scenario tells of is within a day. */
enum { DAY_S = 86400 };

/* A scenario's slips and acts; and, once both are read, whether they go together. */
void read_slips(struct reader *reader, struct scenario *scenario);
void read_acts(struct reader *reader, struct scenario *scenario);
void check_slips(struct reader *reader, const struct scenario *scenario);

/* The path's last folder and name, for messages later: "exercises/plank_front.cfg". */
void file_of_path(const char *path, char *out, size_t size);

/* What needs all exercises at once: easier variants that exist and go in no circle. What is wrong
 * is complained about and left out. */
void load_check_exercises(const char *folder, struct catalogue *catalogue,
                          struct complaints *complaints);

/* Exercises without their figure: they run, but nothing shows them. */
void load_check_figures(const char *folder, struct catalogue *catalogue,
                        struct complaints *complaints);

void language_free(struct language *language);

#endif
