#include "ui/bodyview.h"
#include "ui/frame.h"
#include "ui/pad_table.h"
#include "ui/plain.h"
#include "ui/screens.h"

#include <math.h>

/* Time to compare a page of pads. */
static const float TABLE_S = 10.0F;

enum { DOTS_MOST = 24 };

/* The machine, then its pads: their pages turn by themselves, one after the other. */
static void put_page(struct stage *stage, const struct box *box)
{
    const struct plain_pages lines = plain_measure(stage, box, stage->layout.fine);
    const unsigned tables = pad_table_pages(stage, box), all = lines.count + tables;
    const float all_s = lines.all_s + TABLE_S * (float)tables;
    const float s = fmodf(fmaxf(stage->page_s, 0.0F), fmaxf(all_s, 1.0F)) - lines.all_s;
    unsigned shown;
    if (s < 0.0F || tables == 0) {
        stage->page_s = s + lines.all_s;
        shown = plain_page(stage, box, stage->layout.fine).shown;
    } else {
        const unsigned table = (unsigned)(s / TABLE_S);
        pad_table_put(stage, box, table < tables ? table : tables - 1);
        shown = lines.count + table;
    }
    if (all > 1 && all <= DOTS_MOST)
        plain_dots(stage, box, all, shown);
}

/* Every pad as it is felt now, and how the machine is. Changes nothing. */
void screen_test(struct stage *stage)
{
    const struct layout *at = &stage->layout;
    const float head = frame_title(stage, stage->view->title);
    const float inner = at->right - at->left, top = head + 4.0F * at->u;
    const float foot = at->foot_baseline - 6.0F * at->u;
    /* The mat ends clear of the press below it. */
    struct mat_plan plan = {
        .box = {at->left, top, inner * 0.26F, foot - 2.5F * at->u - top},
        .at_left = true,
        .way = MAT_UPRIGHT,
        .pads = true,
    };
    struct box box = {at->left + inner * 0.24F, top, inner * 0.76F, foot - top};
    if (at->portrait) {
        plan.way = MAT_LYING;
        plan.box = (struct box){at->left, top, inner, inner / 3.0F};
        box = (struct box){at->left, top + inner / 3.0F + 3.0F * at->u, inner,
                           at->last_baseline - 10.0F * at->u - top - inner / 3.0F};
    }
    bodyview_mat(stage, &plan);
    put_page(stage, &box);
    frame_presses(stage, "ui.press_back", NULL);
}
