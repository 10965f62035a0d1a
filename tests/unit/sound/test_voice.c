/* The voice, heard by a sink of the test's own; a tone on a machine without a sound card. */
#include "sound/sound.h"
#include "sound/voice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct ear {
    atomic_size_t samples, refused, hushed;
    atomic_bool full, heard;
};

static bool put(void *self, const int16_t *samples, size_t count)
{
    struct ear *ear = self;
    (void)samples;
    if (ear->full) {
        ear->refused++;
        return false;
    }
    ear->samples += count;
    return true;
}

static void hush(void *self)
{
    ((struct ear *)self)->hushed++;
}

static bool heard(void *self)
{
    return ((struct ear *)self)->heard;
}

static void count_line(void *self, enum log_level level, const char *line)
{
    (void)level;
    (void)line;
    ++*(int *)self;
}

static struct log counting_log(int *lines)
{
    return (struct log){count_line, lines, LOG_DEBUG};
}

/* Waits for another thread's number; the test runner ends a test that waits for ever. */
static void wait_for(const atomic_size_t *number, size_t least)
{
    while (*number < least)
        nanosleep(&(struct timespec){0, 5000000}, NULL);
}

static void words_are_spoken(void **state)
{
    (void)state;
    struct ear ear = {.heard = true};
    struct voice_sink sink = {put, hush, heard, &ear};
    struct voice *voice = voice_open("en", &sink, NULL);
    voice_say(voice, "-- \"Feet\" on the mat; $HOME", URGENCY_CALM);
    wait_for(&ear.hushed, 1);
    assert_true(ear.samples > 11025);
    voice_close(voice);
}

static void something_more_urgent_interrupts(void **state)
{
    (void)state;
    struct ear ear = {.full = true};
    struct voice_sink sink = {put, hush, heard, &ear};
    struct voice *voice = voice_open("en", &sink, NULL);
    voice_say(voice, "one two three four five six seven", URGENCY_CALM);
    wait_for(&ear.refused, 1);
    voice_say(voice, "stop", URGENCY_SAFETY);
    wait_for(&ear.hushed, 1); /* the first can only have ended by being broken off */
    voice_close(voice);
    assert_int_equal(ear.samples, 0);
}

static void closing_does_not_wait_for_the_end_of_the_words(void **state)
{
    (void)state;
    struct ear ear = {.full = true};
    struct voice_sink sink = {put, hush, heard, &ear};
    struct voice *voice = voice_open("en", &sink, NULL);
    voice_say(voice, "this is never heard because there is no room for it", URGENCY_SAFETY);
    voice_close(voice);
    assert_int_equal(ear.samples, 0);
}

static void a_missing_program_is_said_once(void **state)
{
    (void)state;
    int lines = 0;
    struct log log = counting_log(&lines);
    struct ear ear = {.heard = true};
    struct voice_sink sink = {put, hush, heard, &ear};
    const char *set = getenv("PATH");
    char *path = strdup(set ? set : "/usr/bin:/bin");
    setenv("PATH", "/nowhere", 1);
    struct voice *voice = voice_open("en", &sink, &log);
    voice_say(voice, "one", URGENCY_CALM);
    nanosleep(&(struct timespec){0, 50000000}, NULL);
    voice_say(voice, "two", URGENCY_CALM);
    nanosleep(&(struct timespec){0, 50000000}, NULL);
    voice_close(voice);
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(lines, 1);
}

static void without_a_sound_card_the_rest_goes_on_and_it_is_said_once(void **state)
{
    (void)state;
    int lines = 0;
    struct log log = counting_log(&lines);
    setenv("SDL_AUDIODRIVER", "there-is-none", 1);
    struct sound *sound = sound_open("en", &log, NULL);
    assert_non_null(sound);
    struct cue cue = {.tone = TONE_START, .spoken = "go"};
    sound_play(sound, &cue);
    sound_play(sound, &cue);
    sound_set_volume(sound, 50);
    sound_close(sound);
    assert_int_equal(lines, 1);
}

static void a_cue_plays_on_a_sound_card(void **state)
{
    (void)state;
    int lines = 0;
    struct log log = counting_log(&lines);
    setenv("SDL_AUDIODRIVER", "dummy", 1);
    struct sound *sound = sound_open("de", &log, NULL);
    struct cue cue = {.tone = TONE_START, .spoken = "Langsam absenken."};
    sound_set_volume(sound, 30);
    sound_play(sound, &cue);
    nanosleep(&(struct timespec){0, 200000000}, NULL);
    sound_close(sound);
    assert_int_equal(lines, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_spoken),
        cmocka_unit_test(something_more_urgent_interrupts),
        cmocka_unit_test(closing_does_not_wait_for_the_end_of_the_words),
        cmocka_unit_test(a_missing_program_is_said_once),
        cmocka_unit_test(without_a_sound_card_the_rest_goes_on_and_it_is_said_once),
        cmocka_unit_test(a_cue_plays_on_a_sound_card),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
