/* What stands on the test page and the session does not know: display, drawing, card, temperature,
 * and each pad's numbers. */
#ifndef MATSTATION_APP_TEST_PAGE_H
#define MATSTATION_APP_TEST_PAGE_H

#include "catalogue/catalogue.h"
#include "session/view.h"
#include "signal/signal.h"

struct surroundings {
    char display[96]; /* driver, mode, measured rate */
    double draw_ms;   /* what a picture takes */
    double free_mb;   /* on the log's card; NAN: not known */
    double celsius;   /* the processor; NAN: not known */
};

/* Adds to page as many of them as are known and as there is room for, in its language. */
void test_page_add(struct view *page, const struct catalogue *catalogue,
                   const struct surroundings *around);

/* The numbers of the page's pads; newtons: they are calibrated. */
void test_page_add_pads(struct view *page, const struct signal *signal, bool newtons);

#endif
