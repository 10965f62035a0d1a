/* What is to be heard: a tone, words, or both. Each has its picture on the screen. */
#ifndef MATSTATION_SESSION_CUE_H
#define MATSTATION_SESSION_CUE_H

enum tone {
    TONE_NONE,
    TONE_STEP_ON, /* somebody is seen */
    TONE_COUNT,   /* 3, 2, 1 */
    TONE_START,
    TONE_TICK,   /* tempo: up */
    TONE_TOCK,   /* tempo: down */
    TONE_CREDIT, /* a repetition or a pause counted */
    TONE_MOVE_ON,
    TONE_BROKEN,
    TONE_DONE, /* a step is done */
    TONE_PAUSED,
    TONE_TOOK, /* the held press took */
    TONE_WARN,
    TONE_FINISHED, /* the session is done */
    TONES
};

enum urgency { URGENCY_CALM, URGENCY_LEAD, URGENCY_WARN, URGENCY_SAFETY };

struct cue {
    enum tone tone;
    enum urgency urgency;
    char spoken[320]; /* in the chosen language; empty: the tone alone */
};

#endif
