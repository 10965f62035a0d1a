/* What single samples show besides the words and numbers that all have. */
#ifndef MATSTATION_TESTS_SAMPLES_INSIDE_H
#define MATSTATION_TESTS_SAMPLES_INSIDE_H

#include "catalogue/catalogue.h"
#include "session/view.h"

#include <stddef.h>

enum { EN, DE, WORDS };

void sample_copy(char *to, size_t size, const char *text);

/* Of that language, or what both have: a key of the catalogue. */
const char *sample_words(const char *const words[WORDS], unsigned language);

/* Puts the catalogue's words where a view has their keys; an exercise says its own name and cue. */
void sample_say(const struct catalogue *catalogue, unsigned language, struct view *view);

typedef void sample_more(struct view *view, const struct mat *mat, unsigned language);
sample_more place_more, switch_more, rolling_more, choose_more, choose_held_more, more_more,
    paused_more, health_more, feeling_more, people_more, information_more, idle_more, done_more,
    trouble_more, fault_more, professional_more, first_more, calibration_more, test_more,
    refused_more, safe_more, history_more, history_little_more, history_empty_more;

#endif
