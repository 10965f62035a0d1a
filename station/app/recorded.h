/* What a recording keeps of what a session began with, so that a replay begins with the same: the
 * calibration in force, the people, what was set, of their history what the session asks for, and
 * a session that was cut off before. */
#ifndef MATSTATION_APP_RECORDED_H
#define MATSTATION_APP_RECORDED_H

#include "session/history_view.h"
#include "signal/signal.h"
#include "store/recorder.h"
#include "store/recording.h"

#include <stdbool.h>

/* calibration NULL: none. person: whose session it is. */
void recorded_note(struct recorder *recorder, const struct snapshot *snapshot, uint32_t person,
                   const struct calibration *calibration);

/* False, and nothing changed: the recording does not tell. Once its first frame has been read. */
bool recorded_calibration(const struct recording *recording, struct calibration *calibration);
bool recorded_snapshot(const struct recording *recording, struct snapshot *snapshot,
                       uint32_t *person);

#endif
