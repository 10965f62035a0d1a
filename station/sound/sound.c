#include "sound/sound.h"
#include "base/clock.h"
#include "base/ring.h"
#include "sound/tones.h"
#include "sound/voice.h"

#include <SDL2/SDL.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A ring holds this many blocks of samples: 3 s of tones, 30 s of speech. */
enum { BLOCK = 256, TONE_BLOCKS = 256, SPEECH_BLOCKS = 2600, DEVICE_SAMPLES = 512 };

#define LOOK_EVERY_NS (10 * NS_PER_S)

struct block {
    uint32_t round; /* of the speech; blocks of earlier rounds are passed over */
    uint32_t count;
    int16_t sample[BLOCK];
};

/* One way to the loudspeaker: a ring, and what the callback has in hand of it. */
struct channel {
    struct ring *ring;
    atomic_int waiting; /* blocks in the ring */
    struct block block;
    uint32_t used;
};

struct sound {
    const struct log *log;
    SDL_AudioDeviceID device; /* 0: no sound card */
    bool missed;              /* that there is none was said */
    int64_t looked_ns;
    char language[32]; /* of the voice */
    struct channel tones, speech;
    atomic_uint round, volume_pct;
    struct voice *voice;
    int16_t made[TONE_SAMPLES_MAX];
};

/* ---- SDL's audio thread */

static bool next_block(struct channel *channel, uint32_t round)
{
    channel->used = 0;
    while (ring_pop(channel->ring, &channel->block, sizeof channel->block)) {
        channel->waiting--;
        if (channel->block.round == round)
            return true;
    }
    channel->block.count = 0;
    return false;
}

static int next_sample(struct channel *channel, uint32_t round)
{
    bool stale = channel->block.round != round;
    if ((stale || channel->used == channel->block.count) && !next_block(channel, round))
        return 0;
    return channel->block.sample[channel->used++];
}

static void fill(void *self, Uint8 *stream, int length)
{
    struct sound *sound = self;
    uint32_t round = sound->round;
    int volume = (int)sound->volume_pct;
    for (int i = 0; i + 1 < length; i += 2) {
        int sum = next_sample(&sound->tones, 0) + next_sample(&sound->speech, round);
        sum = sum * volume / 100;
        int16_t sample = (int16_t)SDL_clamp(sum, -32768, 32767);
        memcpy(stream + i, &sample, sizeof sample);
    }
}

/* ---- the two that write */

static bool put_samples(struct channel *channel, uint32_t round, const int16_t *samples,
                        size_t count)
{
    struct block block = {.round = round};
    for (size_t at = 0; at < count; at += block.count) {
        block.count = (uint32_t)(count - at < BLOCK ? count - at : BLOCK);
        memcpy(block.sample, samples + at, block.count * sizeof samples[0]);
        channel->waiting++;
        if (!ring_push(channel->ring, &block, sizeof block)) {
            channel->waiting--;
            return false;
        }
    }
    return true;
}

static bool put_speech(void *self, const int16_t *samples, size_t count)
{
    struct sound *sound = self;
    return put_samples(&sound->speech, sound->round, samples, count);
}

static void hush(void *self)
{
    struct sound *sound = self;
    sound->round++;
}

static bool heard(void *self)
{
    struct sound *sound = self;
    return sound->speech.waiting == 0;
}

/* ---- opening and closing */

static void say_nothing(const char *file, int line, const char *function, int error,
                        const char *format, ...)
{
    (void)file;
    (void)line;
    (void)function;
    (void)error;
    (void)format;
}

/* Where it finds no card, the library under SDL writes a dozen lines of its own to standard error.
 * SDL says the same in one, which goes into the log. Without that library there is nothing to do.
 */
static void quiet_alsa(void)
{
    typedef void handler(const char *, int, const char *, int, const char *, ...);
    void *library = SDL_LoadObject("libasound.so.2");
    void *found = library ? SDL_LoadFunction(library, "snd_lib_error_set_handler") : NULL;
    int (*set_handler)(handler *);
    memcpy(&set_handler, &found, sizeof set_handler);
    if (found)
        set_handler(say_nothing);
}

static void open_device(struct sound *sound)
{
    SDL_AudioSpec wanted = {
        .freq = SOUND_RATE,
        .format = AUDIO_S16SYS,
        .channels = 1,
        .samples = DEVICE_SAMPLES,
        .callback = fill,
        .userdata = sound,
    };
    if (!sound->missed)
        quiet_alsa();
    if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
        sound->device = SDL_OpenAudioDevice(NULL, 0, &wanted, NULL, 0);
        if (sound->device != 0) {
            SDL_PauseAudioDevice(sound->device, 0);
            return;
        }
    }
    if (!sound->missed)
        log_line(sound->log, LOG_WARNING,
                 "no sound: %s; everything is shown on the screen; check the loudspeaker's plug",
                 SDL_GetError());
    sound->missed = true;
    SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

static void open_voice(struct sound *sound)
{
    struct voice_sink sink = {put_speech, hush, heard, sound};
    sound->voice = voice_open(sound->language, &sink, sound->log);
    if (!sound->voice)
        log_line(sound->log, LOG_WARNING, "no voice: its thread could not be started");
}

struct sound *sound_open(const char *language, const struct log *log, struct error *error)
{
    struct sound *sound = calloc(1, sizeof *sound);
    if (!sound)
        goto no_memory;
    sound->log = log;
    sound->volume_pct = 100;
    sound->tones.ring = ring_open(sizeof(struct block), TONE_BLOCKS);
    sound->speech.ring = ring_open(sizeof(struct block), SPEECH_BLOCKS);
    if (!sound->tones.ring || !sound->speech.ring)
        goto no_memory;
    snprintf(sound->language, sizeof sound->language, "%s", language);
    open_device(sound);
    if (sound->device != 0)
        open_voice(sound);
    return sound;
no_memory:
    error_set(error, "no memory is left for the sound");
    sound_close(sound);
    return NULL;
}

void sound_close(struct sound *sound)
{
    if (!sound)
        return;
    voice_close(sound->voice);
    if (sound->device != 0) {
        SDL_CloseAudioDevice(sound->device);
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    }
    ring_close(sound->speech.ring);
    ring_close(sound->tones.ring);
    free(sound);
}

void sound_look(struct sound *sound, int64_t now_ns)
{
    if (!sound || sound->device != 0 || now_ns - sound->looked_ns < LOOK_EVERY_NS)
        return;
    sound->looked_ns = now_ns;
    open_device(sound);
    if (sound->device == 0)
        return;
    log_line(sound->log, LOG_INFO, "a sound card was found");
    open_voice(sound);
}

void sound_play(struct sound *sound, const struct cue *cue)
{
    if (!sound || sound->device == 0)
        return;
    size_t count = tone_make(cue->tone, sound->made, TONE_SAMPLES_MAX);
    put_samples(&sound->tones, 0, sound->made, count);
    if (*cue->spoken && sound->voice)
        voice_say(sound->voice, cue->spoken, cue->urgency);
}

void sound_set_volume(struct sound *sound, unsigned volume_pct)
{
    if (sound)
        sound->volume_pct = volume_pct < 100 ? volume_pct : 100;
}
