/* /etc/matstation.cfg: what the builder wired, and how the screen hangs. */
#ifndef MATSTATION_LOAD_LOAD_CONFIG_H
#define MATSTATION_LOAD_LOAD_CONFIG_H

#include "base/error.h"
#include "load/load.h"

#include <stdbool.h>

struct station_config {
    char mat[128];        /* id in assets/mats, or a file */
    char bus[64];         /* "/dev/i2c-1" */
    double rate_hz;       /* frames per second */
    char gpio_chip[64];   /* label or path; empty: found by the Pi's labels */
    char button_line[32]; /* name or number */
    char light_line[32];  /* empty: no light */
    char language[8];
    int rotation_deg;
    double overscan_pct;
    char theme[8]; /* "dark", "light" or "by day" */
    bool reduced_motion;
    char font_folder[128]; /* empty: as the theme says */
};

/* The values of a station that nobody configured. */
void config_default(struct station_config *config);

/* Overrides what the file names, as far as it is right. -1: the first mistake is in error. A
 * missing file is fine where must_exist is false. */
int load_config(const char *path, bool must_exist, struct station_config *config,
                struct error *error);

/* Complains of every mistake of the file, and of a mat or language that the folder of assets, read
 * before into the catalogue, does not have. */
void load_check_config(const char *path, const char *folder, const struct catalogue *catalogue,
                       struct complaints *complaints);

#endif
