/* Draws views into a picture kept in memory. */
#ifndef MATSTATION_UI_UI_H
#define MATSTATION_UI_UI_H

#include "base/error.h"
#include "base/log.h"
#include "catalogue/catalogue.h"
#include "session/view.h"
#include "ui/output.h"

struct ui;

struct ui_options {
    int width, height;       /* of the output */
    int rotation_deg;        /* 0, 90, 180, 270 */
    float overscan_pct;      /* margin kept free on each side */
    const char *font_folder; /* NULL: as the theme says; another font is found if it is missing */
    const struct catalogue *catalogue; /* outlives the ui */
    const struct mat *mat;             /* outlives the ui */
    const struct log *log;
};

/* Main thread only. */
struct ui *ui_open(const struct ui_options *options, struct error *error);
void ui_close(struct ui *ui);
int ui_resize(struct ui *ui, int width, int height, struct error *error);

/* Draws what differs from the last view drawn, what is new or gone fading by the views' time;
 * returns how many rectangles of the picture changed and writes them to changed (room for
 * UI_RECTS_MAX). 0: nothing changed. */
enum { UI_RECTS_MAX = 16 };
unsigned ui_draw(struct ui *ui, const struct view *view, struct rect *changed);
void ui_redraw(struct ui *ui); /* the next draw draws everything */
const struct picture *ui_picture(const struct ui *ui);

#endif
