/* What is heard: tones made here, words spoken by espeak-ng where it is installed. */
#ifndef MATSTATION_SOUND_SOUND_H
#define MATSTATION_SOUND_SOUND_H

#include "base/error.h"
#include "base/log.h"
#include "session/cue.h"

struct sound;

/* No sound card or no voice is said in the log, and the rest goes on: never NULL but for memory. */
struct sound *sound_open(const char *language, const struct log *log, struct error *error);
void sound_close(struct sound *sound);
void sound_play(struct sound *sound, const struct cue *cue);
void sound_set_volume(struct sound *sound, unsigned volume_pct);

#endif
