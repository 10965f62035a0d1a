/* The lines through libgpiod 1.x. */
#include "button/lines_inside.h"

#include "base/clock.h"
#include "button/gpio_names.h"

#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <stdlib.h>

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

struct lines *lines_find_chip(const char *wanted)
{
    struct lines *lines = calloc(1, sizeof *lines);
    if (lines && !(lines->chip = find_chip(wanted))) {
        free(lines);
        return NULL;
    }
    return lines;
}

const char *lines_chip_name(const struct lines *lines)
{
    return gpiod_chip_label(lines->chip);
}

int lines_find(struct lines *lines, const char *name)
{
    struct gpiod_line *line = gpiod_chip_find_line(lines->chip, name);
    int number = gpio_line_number(name);
    if (line)
        return (int)gpiod_line_offset(line);
    return number >= 0 && (unsigned)number < gpiod_chip_num_lines(lines->chip) ? number : -1;
}

int lines_take_button(struct lines *lines, unsigned offset)
{
    int flags = GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP | GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW;
    lines->button = gpiod_chip_get_line(lines->chip, offset);
    return lines->button
               ? gpiod_line_request_both_edges_events_flags(lines->button, consumer, flags)
               : -1;
}

int lines_take_light(struct lines *lines, unsigned offset)
{
    struct gpiod_line *light = gpiod_chip_get_line(lines->chip, offset);
    if (!light || gpiod_line_request_output(light, consumer, 0) < 0)
        return -1;
    lines->light = light;
    return 0;
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
