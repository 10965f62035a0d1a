/* Where pictures go: an SDL window or the screen itself, or files. Main thread only. */
#ifndef MATSTATION_UI_OUTPUT_H
#define MATSTATION_UI_OUTPUT_H

#include "base/error.h"
#include "base/log.h"
#include "base/press.h"
#include "ui/rect.h"

#include <stdbool.h>
#include <stdint.h>

/* One picture in memory: 32 bit, 0xFFRRGGBB in native order, stride in bytes. */
struct picture {
    int width, height, stride;
    uint8_t *pixels;
};

/* What a person did at the desk. */
struct output_input {
    unsigned presses;
    struct press press[8];
    int64_t key_down_ns; /* since when Space or Right is down; 0: up */
    bool leave;          /* window closed, or Escape */
    bool resized;        /* the picture must be drawn anew, at width x height */
    int width, height;
};

struct output;

struct output_ops {
    /* Shows the rectangles of the picture that changed. -1: it could not; the next poll then asks
     * for all of it. */
    int (*show)(struct output *output, const struct picture *picture, const struct rect *changed,
                unsigned count);
    /* What came since the last one. */
    void (*poll)(struct output *output, int64_t now_ns, struct output_input *input);
    /* Of the test page, and so in no language: driver, size, refresh rate, pictures a second. */
    void (*describe)(const struct output *output, char *text, unsigned size);
    void (*close)(struct output *output);
};

/* The first member of each kind of output. */
struct output {
    const struct output_ops *ops;
    int width, height;
};

struct window_options {
    bool fullscreen;
    int width, height;
    const struct log *log;
};

/* Fails where there is no display: the caller then falls back on files. */
struct output *output_window_open(const struct window_options *options, struct error *error);

/* Pictures in a folder, which is made if missing; NULL: none is kept. Only what is saved is kept,
 * as NAME.png, written over what was there; what is shown is not. */
struct output *output_files_open(const char *folder, int width, int height, struct error *error);
int output_files_save(struct output *output, const struct picture *picture, const char *name,
                      struct error *error);
unsigned output_files_saved(const struct output *output);

#endif
