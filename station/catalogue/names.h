/* The words that asset files use for what the code numbers: one table a kind of thing, for reading,
 * for messages and for suggestions. */
#ifndef MATSTATION_CATALOGUE_NAMES_H
#define MATSTATION_CATALOGUE_NAMES_H

/* Name i stands for value i, or for bit 1 << i where the values are bits. */
struct names {
    const char *what; /* "kind": as messages call it */
    unsigned count;
    const char *const *name;
};

extern const struct names names_kind, names_sides, names_side, names_zone, names_posture,
    names_counts, names_watch, names_sureness, names_tool, names_region, names_mat_end, names_sex,
    names_slip;
extern const struct names names_equipment, names_caution; /* bits */

/* -1 where there is none. */
int names_find(const struct names *names, const char *name);

#endif
