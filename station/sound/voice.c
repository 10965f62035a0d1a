#include "sound/voice.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { WAV_HEADER_BYTES = 44, BLOCK = 256, RETRY_MS = 20 };

struct phrase {
    char words[320];
    enum urgency urgency;
    bool waiting;
};

struct voice {
    const struct log *log;
    char language[16];
    struct voice_sink sink;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    struct phrase next;
    bool closing;
    enum urgency urgency; /* of what is being said */
    bool missing;         /* espeak-ng is not installed: said once */
};

static void pause_ms(long ms)
{
    struct timespec time = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* Whether what is being said should give way. */
static bool interrupted(struct voice *voice)
{
    pthread_mutex_lock(&voice->lock);
    bool yes = voice->closing || (voice->next.waiting && voice->next.urgency >= voice->urgency);
    pthread_mutex_unlock(&voice->lock);
    return yes;
}

/* The child's standard output is the pipe's writing end; all else that is open here closes itself
 * when the child begins. */
static pid_t start(struct voice *voice, const char *words, int output)
{
    char program[] = "espeak-ng", stdout_option[] = "--stdout", pace[] = "-s150", end[] = "--";
    char language[20], text[sizeof voice->next.words];
    snprintf(language, sizeof language, "-v%s", voice->language);
    snprintf(text, sizeof text, "%s", words);
    char *const arguments[] = {program, language, pace, stdout_option, end, text, NULL};
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, 1);
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    pid_t child;
    int why = posix_spawnp(&child, program, &files, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    if (why == 0)
        return child;
    if (!voice->missing)
        log_line(voice->log, LOG_WARNING,
                 "no voice: espeak-ng cannot be started (%s); install the package espeak-ng",
                 strerror(why));
    voice->missing = true;
    return -1;
}

/* Passes on whole samples; an odd byte waits for its other half. */
static bool pass_on(struct voice *voice, const unsigned char *bytes, size_t length)
{
    int16_t samples[BLOCK];
    size_t count = length / 2;
    for (size_t i = 0; i < count; i++)
        samples[i] = (int16_t)(bytes[2 * i] | bytes[2 * i + 1] << 8);
    while (count > 0 && !voice->sink.put(voice->sink.self, samples, count)) {
        if (interrupted(voice))
            return false;
        pause_ms(RETRY_MS);
    }
    return true;
}

/* Until the child has said all, or something more urgent comes. False: interrupted. */
static bool listen(struct voice *voice, int input)
{
    unsigned char bytes[2 * BLOCK];
    size_t length = 0, header = WAV_HEADER_BYTES;
    for (;;) {
        struct pollfd ready = {.fd = input, .events = POLLIN};
        if (interrupted(voice))
            return false;
        if (poll(&ready, 1, RETRY_MS) == 0)
            continue;
        ssize_t got = read(input, bytes + length, sizeof bytes - length);
        if (got < 0 && errno == EINTR)
            continue;
        length += got > 0 ? (size_t)got : 0;
        if (header > 0 && (length >= header || got <= 0)) {
            size_t skip = length < header ? length : header;
            memmove(bytes, bytes + skip, length - skip);
            length -= skip;
            header = 0;
        }
        if (header > 0 || (length < sizeof bytes && got > 0))
            continue;
        if (!pass_on(voice, bytes, length))
            return false;
        if (got <= 0)
            return true;
        length = 0;
    }
}

/* espeak-ng is faster than speech: what it said is still in the ring when it has ended. */
static void wait_until_heard(struct voice *voice)
{
    while (!voice->sink.heard(voice->sink.self) && !interrupted(voice))
        pause_ms(RETRY_MS);
    voice->sink.hush(voice->sink.self);
}

static void speak(struct voice *voice, const char *words)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return;
    pid_t child = start(voice, words, ends[1]);
    close(ends[1]);
    if (child > 0) {
        if (!listen(voice, ends[0]))
            kill(child, SIGKILL);
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
        wait_until_heard(voice);
    }
    close(ends[0]);
}

static void *run(void *argument)
{
    struct voice *voice = argument;
    pthread_mutex_lock(&voice->lock);
    while (!voice->closing) {
        if (!voice->next.waiting) {
            pthread_cond_wait(&voice->wake, &voice->lock);
            continue;
        }
        struct phrase phrase = voice->next;
        voice->next.waiting = false;
        voice->urgency = phrase.urgency;
        pthread_mutex_unlock(&voice->lock);
        speak(voice, phrase.words);
        pthread_mutex_lock(&voice->lock);
    }
    pthread_mutex_unlock(&voice->lock);
    return NULL;
}

struct voice *voice_open(const char *language, const struct voice_sink *sink, const struct log *log)
{
    struct voice *voice = calloc(1, sizeof *voice);
    if (!voice)
        return NULL;
    voice->log = log;
    voice->sink = *sink;
    snprintf(voice->language, sizeof voice->language, "%s",
             language && *language ? language : "en");
    pthread_mutex_init(&voice->lock, NULL);
    pthread_cond_init(&voice->wake, NULL);
    if (pthread_create(&voice->thread, NULL, run, voice) == 0) {
        pthread_setname_np(voice->thread, "voice");
        return voice;
    }
    pthread_cond_destroy(&voice->wake);
    pthread_mutex_destroy(&voice->lock);
    free(voice);
    return NULL;
}

void voice_close(struct voice *voice)
{
    if (!voice)
        return;
    pthread_mutex_lock(&voice->lock);
    voice->closing = true;
    pthread_cond_signal(&voice->wake);
    pthread_mutex_unlock(&voice->lock);
    pthread_join(voice->thread, NULL);
    pthread_cond_destroy(&voice->wake);
    pthread_mutex_destroy(&voice->lock);
    free(voice);
}

void voice_say(struct voice *voice, const char *words, enum urgency urgency)
{
    pthread_mutex_lock(&voice->lock);
    if (!voice->next.waiting || urgency >= voice->next.urgency) {
        snprintf(voice->next.words, sizeof voice->next.words, "%s", words);
        voice->next.urgency = urgency;
        voice->next.waiting = true;
        pthread_cond_signal(&voice->wake);
    }
    pthread_mutex_unlock(&voice->lock);
}
