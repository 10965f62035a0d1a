#include "detect/recognise.h"

#include "detect/sink.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    LOOK_EVERY = 3 * PAST_RATE,  /* samples */
    LOOK_LEAST = 12 * PAST_RATE, /* of the past; before that nothing can be said */
};

/* A look takes about so many steps: one a frame, or as many as end it within so long. */
enum { STEPS_ABOUT = 40 };
static const double LOOK_WITHIN_S = 2;

static const float FADE_S = 30;
static const float DOUBT = 0.05f;       /* no pair is ever surer than this */
static const float CLEAR = 0.6f;        /* less sure than this is unclear: half of that is wrong,
                                           and above it one in ten (fit_recognition.py --cross) */
static const float STRANGE_PART = 0.3f; /* so many features far from all exercises known */

static const char UNCLEAR[] = "unclear";

void recognise_reset(struct recognise *part, const struct recognition *recognition)
{
    part->recognition = recognition && recognition->classes > 0 ? recognition : NULL;
    past_reset(&part->past);
    part->samples = part->looked = 0;
    part->looking = false;
    memset(part->evidence, 0, sizeof part->evidence);
    part->looks = 0;
    memcpy(part->id, UNCLEAR, sizeof UNCLEAR);
    part->confidence = 0;
    part->last_ns = 0;
}

/* False: this looks like none of the exercises known. */
static bool normalise(const struct recognition *recognition, const struct features *features,
                      float *z)
{
    unsigned strange = 0;
    for (unsigned i = 0; i < recognition->features; i++) {
        float value = (features->value[i] - recognition->mean[i]) / recognition->scale[i];
        z[i] = fminf(fmaxf(value, -RECOGNITION_Z_MOST), RECOGNITION_Z_MOST);
        strange += z[i] != value;
    }
    return (float)strange <= STRANGE_PART * (float)recognition->features;
}

/* Each pair of exercises has its say; log likelihoods of the classes, not normalised. */
static void compare_pairs(const struct recognition *recognition, const float *z, float *likelihood)
{
    for (unsigned i = 0; i < recognition->pairs; i++) {
        const struct recognition_pair *pair = &recognition->pair[i];
        float score = pair->bias;
        for (unsigned j = 0; j < pair->terms; j++)
            score += pair->weight[j] * z[pair->feature[j]];
        float first = 1 / (1 + expf(fminf(fmaxf(-score, -30), 30)));
        likelihood[pair->first] += logf(first + DOUBT) / 2;
        likelihood[pair->second] += logf(1 - first + DOUBT) / 2;
    }
}

static float normalise_logs(float *logs, unsigned count)
{
    float most = logs[0];
    double sum = 0;
    for (unsigned i = 1; i < count; i++)
        most = fmaxf(most, logs[i]);
    for (unsigned i = 0; i < count; i++)
        sum += exp((double)(logs[i] - most));
    float all = most + (float)log(fmax(sum, 1)); /* the likeliest alone gives 1 */
    for (unsigned i = 0; i < count; i++)
        logs[i] -= all;
    return expf(most - all);
}

/* What was seen, and how long after the look before, has its say. */
static void weigh(struct recognise *part)
{
    const struct recognition *recognition = part->recognition;
    float z[RECOGNITION_FEATURES_MAX], likelihood[RECOGNITION_CLASSES_MAX] = {0};
    if (part->features.count != recognition->features)
        return;
    float fade = expf(-(float)part->looked / (PAST_RATE * FADE_S));
    bool known = normalise(recognition, &part->features, z);
    compare_pairs(recognition, z, likelihood);
    normalise_logs(likelihood, recognition->classes);
    part->looks = part->looks * fade + 1;
    for (unsigned i = 0; i < recognition->classes; i++)
        part->evidence[i] =
            part->evidence[i] * fade + (known ? likelihood[i] : -logf((float)recognition->classes));
}

static void decide(struct recognise *part, struct observation *seen)
{
    const struct recognition *recognition = part->recognition;
    float mean[RECOGNITION_CLASSES_MAX] = {0};
    unsigned best = 0;
    for (unsigned i = 0; i < recognition->classes; i++) {
        mean[i] = part->evidence[i] / part->looks;
        best = mean[i] > mean[best] ? i : best;
    }
    part->confidence = normalise_logs(mean, recognition->classes);
    const char *id = part->confidence >= CLEAR ? recognition->id[best] : UNCLEAR;
    if (strcmp(id, part->id) == 0)
        return;
    snprintf(part->id, sizeof part->id, "%s", id);
    struct event *event = sink_put(seen, EVENT_EXERCISE, part->last_ns);
    event->confidence = part->confidence;
    memcpy(event->exercise, part->id, sizeof event->exercise);
}

static void report(const struct recognise *part, struct observation *seen)
{
    memcpy(seen->recognised, part->id, sizeof seen->recognised);
    seen->confidence = part->confidence;
}

static void begin_look(struct recognise *part)
{
    features_begin(&part->features, &part->past, 0);
    part->looking = true;
    part->looked = part->samples;
    part->samples = 0;
}

static void go_on_looking(struct recognise *part, unsigned steps, struct observation *seen)
{
    bool done = false;
    for (unsigned i = 0; i < steps && !done; i++)
        done = features_step(&part->features);
    if (!done)
        return;
    part->looking = false;
    weigh(part);
    decide(part, seen);
}

static unsigned steps_in(double interval_s)
{
    return 1 + (unsigned)fmin(interval_s / LOOK_WITHIN_S * STEPS_ABOUT, STEPS_ABOUT);
}

void recognise_step(struct recognise *part, const struct scene *scene, struct observation *seen)
{
    if (scene->asked_anew)
        recognise_reset(part, part->recognition);
    part->last_ns = scene->time_ns;
    if (part->recognition) {
        part->samples += past_step(&part->past, scene);
        if (part->looking)
            go_on_looking(part, steps_in(scene->interval_s), seen);
        if (!part->looking && part->samples >= LOOK_EVERY && part->past.count >= LOOK_LEAST)
            begin_look(part);
    }
    report(part, seen);
}

void recognise_finish(struct recognise *part, struct observation *seen)
{
    while (part->looking)
        go_on_looking(part, STEPS_ABOUT, seen);
    report(part, seen);
}
