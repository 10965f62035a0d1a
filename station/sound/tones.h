/* The tones, made here: struck, bar-like notes with a soft beginning, told apart by their melody.
 */
#ifndef MATSTATION_SOUND_TONES_H
#define MATSTATION_SOUND_TONES_H

#include "session/cue.h"

#include <stddef.h>
#include <stdint.h>

/* Samples a second; espeak-ng speaks at this rate too. The longest tone fits TONE_SAMPLES_MAX. */
enum { SOUND_RATE = 22050, TONE_SAMPLES_MAX = 2 * SOUND_RATE };

/* Writes a tone at full volume and returns its number of samples, at most `most`; 0: no tone.
 * Pure. */
size_t tone_make(enum tone tone, int16_t *samples, size_t most);

#endif
