/* What the pads feel of a person who plays a scenario with the figures that ship; run from the top
 * of the repository. */
#ifndef MATSTATION_TESTS_PERSON_FELT_H
#define MATSTATION_TESTS_PERSON_FELT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "load/load.h"
#include "load/load_scenario.h"
#include "person/person.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { RATE_HZ = 100, FRAMES = 12000 };

/* What the pads felt, frame by frame. */
struct felt {
    unsigned frames;
    float total_n[FRAMES], x_mm[FRAMES], y_mm[FRAMES];
    float middle_n[FRAMES], foot_end_n[FRAMES]; /* 640 to 1120 mm, beyond 1200 mm */
    float most_n;                               /* on one pad */
    bool down[FRAMES];                          /* the button */
};

static struct catalogue catalogue;
static struct mat mat;
static struct felt first, second;

static inline void print_complaint(void *self, const char *line)
{
    (void)self;
    print_message("%s\n", line);
}

static inline int set_up(void **state)
{
    (void)state;
    struct complaints complaints = {.say = print_complaint};
    struct error error = {""};
    mat_grid(&mat, 32, 16);
    return load_catalogue("assets", &catalogue, &complaints, &error);
}

static inline int tear_down(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

static inline void feel(const struct person_output *output, struct felt *felt)
{
    unsigned n = felt->frames++;
    float x = 0, y = 0;
    assert_true(n < FRAMES);
    felt->total_n[n] = felt->middle_n[n] = felt->foot_end_n[n] = 0;
    felt->down[n] = output->button_down;
    for (unsigned i = 0; i < output->pads; i++) {
        const struct pad *pad = &mat.pad[i];
        float force = output->force_n[i], at_mm = pad->x_mm + 0.5F * pad->length_mm;
        felt->total_n[n] += force;
        x += force * at_mm;
        y += force * (pad->y_mm + 0.5F * pad->width_mm);
        felt->middle_n[n] += at_mm > 640 && at_mm < 1120 ? force : 0;
        felt->foot_end_n[n] += at_mm > 1200 ? force : 0;
        felt->most_n = fmaxf(felt->most_n, force);
    }
    felt->x_mm[n] = felt->total_n[n] > 0 ? x / felt->total_n[n] : NAN;
    felt->y_mm[n] = felt->total_n[n] > 0 ? y / felt->total_n[n] : NAN;
}

/* A script to its end, or what is done for some seconds before a screen that asks for nothing. */
static inline void play(const struct scenario *scenario, double seconds, struct felt *felt)
{
    struct error error = {""};
    struct person_output *output = calloc(1, sizeof *output);
    struct view view = {.screen = SCREEN_REST, .exercise = -1};
    struct person *person = person_open(scenario, 1, &mat, &catalogue, NULL, &error);
    if (!person)
        fail_msg("%s", error.text);
    memset(felt, 0, sizeof *felt);
    for (int64_t t = 0; !output->finished && (double)t < seconds * 1e9; t += NS_PER_S / RATE_HZ) {
        person_step(person, t, &view, output);
        feel(output, felt);
    }
    person_close(person);
    free(output);
}

static inline struct scenario script_of(const char *what, float seconds)
{
    struct scenario scenario;
    scenario_default(&scenario);
    scenario.acts = 1;
    scenario.act[0] = (struct scenario_act){.seconds = seconds};
    strcpy(scenario.act[0].what, what);
    return scenario;
}

static inline void quiet(struct scenario *scenario)
{
    scenario->manner.sway = scenario->manner.tremor = scenario->manner.breaths_per_min = 0;
}

static inline void slip(struct scenario *scenario, enum slip what, const char *exercise, float at_s,
                        float for_s)
{
    struct scenario_slip *to = &scenario->slip[scenario->slips++];
    *to = (struct scenario_slip){.what = what, .at_s = at_s, .for_s = for_s};
    strcpy(to->exercise, exercise);
}

static inline float mean(const float *value, unsigned from, unsigned to)
{
    float sum = 0;
    for (unsigned i = from; i < to; i++)
        sum += value[i];
    return sum / (float)(to - from);
}

static inline float deviation(const float *value, unsigned from, unsigned to)
{
    float middle = mean(value, from, to), sum = 0;
    for (unsigned i = from; i < to; i++)
        sum += (value[i] - middle) * (value[i] - middle);
    return sqrtf(sum / (float)(to - from));
}

/* How often the value crosses its own mean on the way up. */
static inline unsigned waves(const float *value, unsigned from, unsigned to)
{
    float middle = mean(value, from, to);
    unsigned found = 0;
    for (unsigned i = from + 1; i < to; i++)
        found += value[i - 1] < middle && value[i] >= middle;
    return found;
}

/* From the end, in frames: the last seconds of a script are what it asks for. */
static inline unsigned before_end(const struct felt *felt, float seconds)
{
    return felt->frames - (unsigned)(seconds * RATE_HZ);
}

#endif
