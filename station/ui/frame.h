/* What frames the screens: progress, title, what is beside it, the cue at the foot. */
#ifndef MATSTATION_UI_FRAME_H
#define MATSTATION_UI_FRAME_H

#include "ui/stage.h"

/* The row of bars at the top: done, now, to come. */
void frame_progress(struct stage *stage);

/* Title, kind and subtitle, note, and a trouble that lets the session go on. Returns the baseline
 * of its last line. */
float frame_head(struct stage *stage);

/* How wide what stands beside the ring may be. */
float frame_head_width(const struct stage *stage);

/* Only a title; returns its last baseline. */
float frame_title(struct stage *stage, const char *title);

/* The cue in the bottom band, and what comes next beside or below it. */
void frame_cue(struct stage *stage);

/* The two presses, at the foot: short = next, hold = choose. */
void frame_presses(struct stage *stage, const char *short_key, const char *held_key);

/* A trouble in plain words: a mark and muted words, below the ring; on an upright screen at the
 * foot while nothing is announced there. */
void frame_trouble(struct stage *stage);

/* The same below a baseline; returns its last one. */
float frame_trouble_below(struct stage *stage, float baseline);

#endif
