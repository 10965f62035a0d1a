/* Which moments of a run without a display become pictures: each new screen and phase once. */
#ifndef MATSTATION_APP_MOMENTS_H
#define MATSTATION_APP_MOMENTS_H

#include "session/view.h"

#include <stdbool.h>

enum { MOMENT_NAME_BYTES = 96 };

struct moments {
    enum screen screen;
    enum phase phase;
    int exercise;
    unsigned set;
    int64_t since_ns;
    bool taken;
    unsigned count;
};

/* True when this view should be kept; name gets "07-exercise-hold-plank_front". exercise_id may be
 * NULL. */
bool moments_want(struct moments *moments, const struct view *view, const char *exercise_id,
                  char name[MOMENT_NAME_BYTES]);

/* Whether a file's name is one of these with ".png": somebody's own "10-holiday.png" is not. */
bool moments_named(const char *file);

#endif
