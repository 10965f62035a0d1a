/* Prints what the detector tells exercises apart by, for the script that fits its numbers:
 *
 *     print_features RxC FILE...
 *
 * one line for each window: file, seconds since the start, samples, then the features. */
#include "base/log.h"
#include "detect/features.h"
#include "recordings/print_each.h"
#include "store/recording.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
    struct mat mat;
    struct frame frame;
    struct loads loads;
    struct scene scene;
    struct past past;
    struct features features;
};

enum { EVERY = 5 * PAST_RATE };

static void print_windows(struct reader *reader, const char *file, unsigned samples)
{
    static const unsigned windows[] = {15 * PAST_RATE, 30 * PAST_RATE, PAST_SAMPLES};
    unsigned last = 0;
    for (unsigned i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct features *features = &reader->features;
        features_begin(features, &reader->past, windows[i]);
        while (!features_step(features))
            continue;
        if (features->samples == last || features->samples < 10 * PAST_RATE)
            continue;
        last = features->samples;
        printf("%s %.1f %u", file, (double)samples / PAST_RATE, features->samples);
        for (unsigned j = 0; j < features->count; j++)
            printf(" %.5g", (double)features->value[j]);
        printf("\n");
    }
}

static int read_file(void *self, const char *file)
{
    struct reader *reader = self;
    struct error error;
    struct log log = {0};
    struct recording *recording = recording_open(file, &log, &error);
    struct signal *signal = signal_open(&reader->mat, NULL, &error);
    struct scene_maker *maker = scene_open(&reader->mat, &error);
    if (!recording || !signal || !maker) {
        fprintf(stderr, "print_features: %s\n", error.text);
        return 1;
    }
    unsigned samples = 0, printed = 0;
    past_reset(&reader->past);
    while (recording_next(recording, &reader->frame) == 1) {
        if (!signal_step(signal, &reader->frame, &reader->loads))
            continue;
        scene_make(maker, &reader->loads, &reader->scene);
        samples += past_step(&reader->past, &reader->scene);
        if (samples >= printed + EVERY) {
            printed = samples;
            print_windows(reader, file, samples);
        }
    }
    if (samples > printed)
        print_windows(reader, file, samples);
    scene_close(maker);
    signal_close(signal);
    recording_close(recording);
    return 0;
}

int main(int argc, char **argv)
{
    struct reader *reader = calloc(1, sizeof *reader);
    if (!reader)
        return 1;
    const int status = print_each(argc, argv, &reader->mat, read_file, reader);
    free(reader);
    return status;
}
