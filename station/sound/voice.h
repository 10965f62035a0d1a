/* Words spoken by the espeak-ng program, as a child of a thread that waits for it. */
#ifndef MATSTATION_SOUND_VOICE_H
#define MATSTATION_SOUND_VOICE_H

#include "base/log.h"
#include "session/cue.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct voice;

/* Where the samples go, called on the voice's thread. False: no room yet, try again soon. */
struct voice_sink {
    bool (*put)(void *self, const int16_t *samples, size_t count);
    void (*hush)(void *self);  /* forget what was put and is not yet heard */
    bool (*heard)(void *self); /* all that was put has been heard */
    void *self;
};

/* language: espeak-ng's name of a voice ("en", "de"). NULL without memory. The caller closes. */
struct voice *voice_open(const char *language, const struct voice_sink *sink,
                         const struct log *log);
void voice_close(struct voice *voice);

/* Never blocks. Says it at once, over what is being said, unless that is more urgent: then
 * afterwards, the newest only. */
void voice_say(struct voice *voice, const char *words, enum urgency urgency);

#endif
