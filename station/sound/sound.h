/* What is heard: tones made here, words spoken by espeak-ng where it is installed. */
#ifndef MATSTATION_SOUND_SOUND_H
#define MATSTATION_SOUND_SOUND_H

#include "base/error.h"
#include "base/log.h"
#include "session/cue.h"

#include <stdint.h>

struct sound;

/* No sound card or no voice is said in the log once, and the rest goes on: NULL only without
 * memory. One thread calls all of these, and waits only to open, to look and to close. NULL is fine
 * for the others. */
struct sound *sound_open(const char *language, const struct log *log, struct error *error);
void sound_close(struct sound *sound);

/* Where there was no sound card, whether there is one by now: a screen with a loudspeaker may be
 * switched on after the station. Looks every ten seconds, however often it is called. */
void sound_look(struct sound *sound, int64_t now_ns);

/* The cue's tone, and its words over or after what is being said. */
void sound_play(struct sound *sound, const struct cue *cue);
void sound_set_volume(struct sound *sound, unsigned volume_pct); /* 0 to 100, and 100 at first */

#endif
