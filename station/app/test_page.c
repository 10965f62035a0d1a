#include "app/test_page.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A text's {value} in a line of its own. */
static void put_line(struct view *page, const struct catalogue *catalogue, const char *key,
                     const char *value)
{
    static const char mark[] = "{value}";
    const char *text = catalogue_text(catalogue, page->language, key);
    const char *place = strstr(text, mark);
    if (!place || page->lines >= sizeof page->line / sizeof *page->line)
        return;
    snprintf(page->line[page->lines++], sizeof *page->line, "%.*s%s%s", (int)(place - text), text,
             value, place + sizeof mark - 1);
}

static void put_number(struct view *page, const struct catalogue *catalogue, const char *key,
                       double number)
{
    char value[32];
    if (isnan(number))
        return;
    snprintf(value, sizeof value, "%.0f", number);
    put_line(page, catalogue, key, value);
}

void test_page_add(struct view *page, const struct catalogue *catalogue,
                   const struct surroundings *around)
{
    char display[sizeof around->display + NUMBER_BYTES + 8], ms[NUMBER_BYTES];
    snprintf(display, sizeof display, "%s, %s\xC2\xA0ms", around->display,
             catalogue_number(catalogue, page->language, around->draw_ms, 1, ms));
    put_line(page, catalogue, "test.display", display);
    put_number(page, catalogue, "test.card_mb", around->free_mb);
    put_number(page, catalogue, "test.celsius", around->celsius);
}

void test_page_add_pads(struct view *page, const struct signal *signal, bool newtons)
{
    page->pad_newtons = newtons;
    for (unsigned i = 0; i < page->pads && i < VIEW_PADS_MAX; i++) {
        struct pad_report report;
        signal_pad_report(signal, i, &report);
        const bool known = report.state == PAD_VALID;
        page->pad[i].raw_pct = known ? report.raw : NAN;
        page->pad[i].load = known ? report.load : NAN;
        page->pad[i].noise_pct = known ? report.noise : NAN;
    }
}
