/* Signal and detector as the calibration in force wants them: opened at the start, and anew once
 * another one holds. Main thread. */
#ifndef MATSTATION_APP_SENSES_H
#define MATSTATION_APP_SENSES_H

#include "app/pipeline.h"
#include "app/rig.h"

struct senses {
    struct calibration in_force; /* pads 0: none */
    bool due;                    /* the log has told something since it was compared */
};

/* 0 or -1; the pipeline's store and rig are open, its signal and detector are opened here and
 * closed by senses_close. A recording is taken as it says. */
int senses_open(struct senses *senses, struct pipeline *pipeline, const struct rig *rig,
                struct error *error);
void senses_close(struct pipeline *pipeline);

/* Every turn: where the calibration is another one now, signal and detector begin anew with it; not
 * while an exercise goes on. Without memory they stay as they are. */
void senses_follow(struct senses *senses, struct pipeline *pipeline, const struct rig *rig,
                   const struct log *log);

#endif
