/* Prints how the loads of recordings shift, for the script that fits by what moving is told:
 *
 *     print_shifts RxC FILE...
 *
 * one line for each frame after the first: file, seconds, then the features. */
#include "base/log.h"
#include "detect/motion.h"
#include "recordings/print_each.h"
#include "store/recording.h"

#include <stdio.h>
#include <stdlib.h>

struct reader {
    struct mat mat;
    struct frame frame;
    struct loads loads;
    struct scene scene;
    struct motion motion;
};

static void print_frame(struct reader *reader, const char *file)
{
    const struct motion *motion = &reader->motion;
    if (!motion->shifted)
        return;
    printf("%s %.4f", file, (double)reader->loads.time_ns * 1e-9);
    for (unsigned i = 0; i < SHIFTS_FEATURES; i++)
        printf(" %.5g", (double)motion->feature[i]);
    printf("\n");
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
        fprintf(stderr, "print_shifts: %s\n", error.text);
        return 1;
    }
    motion_reset(&reader->motion, &reader->mat);
    while (recording_next(recording, &reader->frame) == 1) {
        if (!signal_step(signal, &reader->frame, &reader->loads))
            continue;
        struct observation seen = {.presence = PRESENCE_PERSON};
        scene_make(maker, &reader->loads, &reader->scene);
        motion_step(&reader->motion, &reader->scene, &seen);
        print_frame(reader, file);
    }
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
