/* The lines through libgpiod 1.x. */
#include "button/lines.h"

#include "base/clock.h"
#include "button/gpio_names.h"

#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char consumer[] = "matstation";

struct lines {
    struct gpiod_chip *chip;
    struct gpiod_line *button;
    struct gpiod_line *light; /* NULL: none */
    bool failed;
};

static struct gpiod_chip *find_chip(const char *wanted)
{
    struct gpiod_chip_iter *chips = gpiod_chip_iter_new();
    if (!chips)
        return NULL;
    struct gpiod_chip *chip;
    while ((chip = gpiod_chip_iter_next_noclose(chips))) {
        char path[64];
        snprintf(path, sizeof path, "/dev/%s", gpiod_chip_name(chip));
        if (gpio_chip_wanted(wanted, gpiod_chip_label(chip), path))
            break;
        gpiod_chip_close(chip);
    }
    gpiod_chip_iter_free_noclose(chips);
    return chip;
}

static struct gpiod_line *find_line(struct gpiod_chip *chip, const char *name)
{
    struct gpiod_line *line = gpiod_chip_find_line(chip, name);
    int number = gpio_line_number(name);
    if (!line && number >= 0 && (unsigned)number < gpiod_chip_num_lines(chip))
        line = gpiod_chip_get_line(chip, (unsigned)number);
    return line;
}

static int open_button(struct lines *lines, const char *name, struct error *error)
{
    lines->button = find_line(lines->chip, name);
    if (!lines->button)
        return error_set(error, "GPIO chip %s has no line %s; name another for the button",
                         gpiod_chip_label(lines->chip), name);
    int flags = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP | GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW;
    if (gpiod_line_request_both_edges_events_flags(lines->button, consumer, flags) < 0)
        return error_set(error, "GPIO line %s cannot be had for the button: %s", name,
                         strerror(errno));
    return 0;
}

static void open_light(struct lines *lines, const char *name, struct error *error)
{
    lines->light = find_line(lines->chip, name);
    if (!lines->light) {
        error_set(error, "GPIO chip %s has no line %s; the button has no light",
                  gpiod_chip_label(lines->chip), name);
    } else if (gpiod_line_request_output(lines->light, consumer, 0) < 0) {
        error_set(error, "GPIO line %s cannot be had, the button has no light: %s", name,
                  strerror(errno));
        lines->light = NULL;
    }
}

struct lines *lines_open(const struct lines_wanted *wanted, struct error *error,
                         struct error *light_error)
{
    struct lines *lines = calloc(1, sizeof *lines);
    if (!lines) {
        error_set(error, "no memory for the button");
        return NULL;
    }
    lines->chip = find_chip(wanted->chip);
    if (!lines->chip) {
        error_set(error, "no GPIO chip %s for the button",
                  wanted->chip ? wanted->chip : "of a Raspberry Pi");
        goto failed;
    }
    if (open_button(lines, wanted->button, error) < 0)
        goto failed;
    if (wanted->light)
        open_light(lines, wanted->light, light_error);
    return lines;
failed:
    lines_close(lines);
    return NULL;
}

/* Closing the chip releases its lines. */
void lines_close(struct lines *lines)
{
    if (!lines)
        return;
    lines_set_light(lines, false);
    if (lines->chip)
        gpiod_chip_close(lines->chip);
    free(lines);
}

bool lines_next_edge(struct lines *lines, struct edge *edge)
{
    struct timespec none = {0, 0};
    struct gpiod_line_event event;
    int events = gpiod_line_event_wait(lines->button, &none);
    if (events > 0 && gpiod_line_event_read(lines->button, &event) < 0)
        events = -1;
    if (events < 0 && errno != EINTR)
        lines->failed = true;
    if (events <= 0)
        return false;
    /* Active low: pressed is the logical rising edge. */
    edge->down = event.event_type == GPIOD_LINE_EVENT_RISING_EDGE;
    edge->time_ns = event.ts.tv_sec * NS_PER_S + event.ts.tv_nsec;
    return true;
}

bool lines_button_down(struct lines *lines)
{
    int value = gpiod_line_get_value(lines->button);
    if (value < 0)
        lines->failed = true;
    return value == 1;
}

bool lines_failed(const struct lines *lines)
{
    return lines->failed;
}

void lines_set_light(struct lines *lines, bool on)
{
    if (lines->light)
        gpiod_line_set_value(lines->light, on);
}
