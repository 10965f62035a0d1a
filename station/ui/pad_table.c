#include "ui/pad_table.h"

#include "signal/signal.h"
#include "ui/words.h"

#include <math.h>

enum { COLUMNS = 4 }; /* name, raw, load, noise */

struct table {
    unsigned rows, side_by_side; /* of a page */
    float width, gap, pitch;     /* of one of those that stand side by side; between baselines */
};

static struct table measure(const struct stage *stage, const struct box *box)
{
    const float size = (float)stage->layout.fine;
    struct table table = {
        .side_by_side = 1, .width = box->w, .gap = 2.2F * size, .pitch = 1.5F * size};
    const float half = (box->w - table.gap) / 2.0F;
    if (half >= 15.0F * size) { /* what the words of a row take */
        table.side_by_side = 2;
        table.width = half;
    }
    /* One is the head; of a picture of a few pixels it is no number. */
    const float rows = floorf(box->h / table.pitch) - 1.0F;
    table.rows = rows >= 1.0F && rows < (float)PADS_MAX ? (unsigned)rows : 1;
    return table;
}

static unsigned pads_of(const struct stage *stage)
{
    const unsigned pads = stage->mat ? stage->mat->pads : 0;
    return pads < stage->view->pads ? pads : stage->view->pads;
}

unsigned pad_table_pages(const struct stage *stage, const struct box *box)
{
    const struct table table = measure(stage, box);
    const unsigned most = table.rows * table.side_by_side;
    return (pads_of(stage) + most - 1) / most;
}

static void put_row(struct stage *stage, const struct table *table, float x, float baseline,
                    const struct style *style, const char *const words[COLUMNS])
{
    const float name = 0.2F * table->width, column = (table->width - name) / 3.0F;
    struct style number = *style;
    number.align = ALIGN_RIGHT;
    const unsigned from = stage->scene->count;
    words_line(stage, style, x, baseline, name, words[0]);
    for (unsigned i = 1; i < COLUMNS; i++)
        if (words[i])
            words_line(stage, &number, x + name + column * (float)i, baseline,
                       words[i - 1] ? column : 2.0F * column, words[i]);
    words_steady(stage, from, baseline);
}

static void put_head(struct stage *stage, const struct table *table, float x, float baseline)
{
    const struct style style = {FACE_TEXT, stage->layout.fine, stage->palette->muted, ALIGN_LEFT};
    const char *const words[COLUMNS] = {
        stage_text(stage, "test.pad"), stage_text(stage, "test.raw"),
        stage_text(stage, stage->view->pad_newtons ? "test.newtons" : "test.load"),
        stage_text(stage, "test.noise")};
    put_row(stage, table, x, baseline, &style, words);
}

static const char *fault_key(enum pad_fault fault)
{
    switch (fault) {
    case PAD_SOUND: break;
    case PAD_FAULT_OPEN: return "test.open";
    case PAD_FAULT_SHORT: return "test.short";
    case PAD_FAULT_STUCK: return "test.stuck_pad";
    case PAD_FAULT_SATURATED: return "test.saturated";
    case PAD_FAULT_NOISY: return "test.noisy";
    case PAD_FAULT_MISSING: return "test.missing";
    case PAD_FAULT_AGEING: return "test.ageing";
    }
    return NULL;
}

static const char *number(const struct stage *stage, float value, int digits,
                          char text[NUMBER_BYTES])
{
    if (isnan(value) || !stage->catalogue)
        return "\xE2\x80\x93";
    return catalogue_number(stage->catalogue, stage->view->language, (double)value, digits, text);
}

/* What is wrong with a pad stands where its noise would. */
static void put_pad(struct stage *stage, const struct table *table, float x, float baseline,
                    unsigned pad)
{
    const struct view *view = stage->view;
    const char *fault = fault_key((enum pad_fault)view->pad_fault[pad]);
    const struct style style = {fault ? FACE_BOLD : FACE_TEXT, stage->layout.fine,
                                stage->palette->ink, ALIGN_LEFT};
    char raw[NUMBER_BYTES], load[NUMBER_BYTES], noise[NUMBER_BYTES];
    const char *const words[COLUMNS] = {
        stage->mat->pad[pad].name, number(stage, view->pad[pad].raw_pct, 1, raw),
        fault ? NULL : number(stage, view->pad[pad].load, 1, load),
        fault ? stage_text(stage, fault) : number(stage, view->pad[pad].noise_pct, 2, noise)};
    put_row(stage, table, x, baseline, &style, words);
}

void pad_table_put(struct stage *stage, const struct box *box, unsigned page)
{
    const struct table table = measure(stage, box);
    const unsigned pads = pads_of(stage);
    unsigned pad = page * table.rows * table.side_by_side;
    for (unsigned side = 0; side < table.side_by_side && pad < pads; side++) {
        const float x = box->x + (float)side * (table.width + table.gap);
        float y = box->y + (float)stage->layout.fine;
        put_head(stage, &table, x, y);
        for (unsigned row = 0; row < table.rows && pad < pads; row++, pad++) {
            y += table.pitch;
            put_pad(stage, &table, x, y, pad);
        }
    }
}
