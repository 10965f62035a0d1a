/* Contact regions through time: which pads belong together, which region comes, which goes. */
#ifndef MATSTATION_DETECT_CONTACTS_H
#define MATSTATION_DETECT_CONTACTS_H

#include "detect/scene.h"

enum { NEIGHBOURS_MAX = 12 };

/* One region as it is reported: it comes, whatever shape it takes, and goes. */
struct region_track {
    bool used, told;
    unsigned pads;
    float x_mm, y_mm, share; /* as last seen under load */
    enum zone zone;          /* likewise, and as last known */
};

struct contacts {
    unsigned char neighbours[PADS_MAX];
    unsigned short neighbour[PADS_MAX][NEIGHBOURS_MAX];
    unsigned char region[PADS_MAX]; /* 1 + index of its region; 0: none */
    unsigned short queue[PADS_MAX];
    struct region_track track[CONTACTS_MAX];
};

void contacts_reset(struct contacts *part, const struct mat *mat);

/* seen->support is already filled: an event takes the name of the support at its place. */
void contacts_step(struct contacts *part, const struct scene *scene, struct observation *seen);

/* Pads of one connected region starting from a pad in contact; marks them in done and lists them
 * in part->queue. Returns how many. */
unsigned contacts_flood(struct contacts *part, const struct scene *scene, unsigned from,
                        bool *done);

#endif
