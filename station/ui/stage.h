/* What a screen is built on: the scene to fill, what to show, and where things stand. */
#ifndef MATSTATION_UI_STAGE_H
#define MATSTATION_UI_STAGE_H

#include "catalogue/catalogue.h"
#include "session/view.h"
#include "ui/scene.h"
#include "ui/theme.h"
#include "ui/type.h"

#include <stdbool.h>

struct box {
    float x, y, w, h;
};

/*
 * Everything is measured in u, a hundredth of the height. Text sizes are em heights in pixels:
 * number 24 u, cue 8 u (upright screens 5.6 u), title 5.8 u, label 5 u, small 3.6 u; a compact
 * screen (under 600 px high) has larger ones and fewer things. What says what to do, or what is
 * wrong, never gets smaller than least, 5 u: a long list is parted into pages instead. What is
 * around it never gets smaller than fine, 3.3 u.
 */
struct layout {
    int width, height; /* of the picture */
    bool portrait, compact;
    float u;
    float left, right, top, bottom; /* inside the margins */
    int number, cue, title, label, small, least, fine;
    struct box figure;               /* what is shown of the body */
    float ring_x, ring_y, ring_r;    /* centre, and outer radius */
    float head_baseline;             /* of the title */
    float foot_baseline;             /* of the cue's last line */
    float next_baseline, next_width; /* of what comes next; upright: below the cue */
    float last_baseline;             /* of what the presses do */
    float cue_width;
    unsigned cue_lines;
};

/* What the mat last showed. A plan of the mat that fades out still shows it when the view that it
 * came from is gone. */
struct mat_seen {
    unsigned pads;
    bool person_on_mat;
    float balance_x_mm, balance_y_mm;
    uint8_t load_pct[VIEW_PADS_MAX], fault[VIEW_PADS_MAX];
};

void layout_make(struct layout *layout, int width, int height, float overscan_pct);

struct stage {
    struct scene *scene;
    const struct view *view;
    struct type *type;
    const struct palette *palette;
    const struct catalogue *catalogue; /* NULL: the safe screen, which brings its own words */
    const struct mat *mat;
    struct mat_seen *mat_seen; /* the same as long as the ui is open */
    struct layout layout;
    float slide;  /* -1..1: how far the cards still have to move, in cards; 0: at rest */
    float page_s; /* how long this screen's lines have been shown: their pages turn by themselves */
};

/* The accent of what is being done. */
uint32_t stage_accent(const struct stage *stage);

/* A text of the catalogue; where there is none, the key. */
const char *stage_text(const struct stage *stage, const char *key);

/* The same with {n} replaced by a number. */
void stage_text_number(const struct stage *stage, const char *key, unsigned number, char *text,
                       size_t size);

#endif
