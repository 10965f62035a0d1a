/* Reads the keys of a figure: what a load_figure.c is too long for. */
#ifndef MATSTATION_LOAD_FIGURE_KEY_H
#define MATSTATION_LOAD_FIGURE_KEY_H

#include "body/figure.h"
#include "load/reader.h"

extern const struct names names_joint;

/* Where a limb is led to; led false: by its angles. */
struct figure_target {
    bool led, flat;
    struct vec3 end, towards, fingers;
};

/* A key as the file describes it; the next one starts from it and says only what differs. */
struct figure_draft {
    struct pose pose;
    struct figure_target target[LIMBS];
    float pelvis_z_m; /* NAN: set down */
    float along;
    unsigned touching;
};

/* Complains of what is wrong; the draft and the key are written either way. */
void read_figure_key(struct reader *reader, const config_setting_t *at, struct figure_draft *draft,
                     struct figure_key *key);

/* Three numbers in [ ]; true when there. */
bool read_vec3(struct reader *reader, const config_setting_t *group, const char *key,
               enum need need, struct vec3 *out);

#endif
