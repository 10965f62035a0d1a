/* The lines through libgpiod 2.x. */
#include "button/lines_inside.h"

#include "button/gpio_names.h"

#include <dirent.h>
#include <errno.h>
#include <gpiod.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char consumer[] = "matstation";

struct lines {
    struct gpiod_chip *chip;
    struct gpiod_line_request *button;
    struct gpiod_line_request *light; /* NULL: none */
    unsigned button_offset, light_offset;
    struct gpiod_edge_event_buffer *events;
    bool failed;
};

static bool is_wanted(struct gpiod_chip *chip, const char *wanted, const char *path)
{
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    if (!info)
        return false;
    bool found = gpio_chip_wanted(wanted, gpiod_chip_info_get_label(info), path);
    gpiod_chip_info_free(info);
    return found;
}

static struct gpiod_chip *open_if_wanted(const char *name, const char *wanted)
{
    char path[300];
    snprintf(path, sizeof path, "/dev/%s", name);
    if (strncmp(name, "gpiochip", 8) != 0 || !gpiod_is_gpiochip_device(path))
        return NULL;
    struct gpiod_chip *chip = gpiod_chip_open(path);
    if (chip && !is_wanted(chip, wanted, path)) {
        gpiod_chip_close(chip);
        return NULL;
    }
    return chip;
}

static struct gpiod_chip *find_chip(const char *wanted)
{
    DIR *devices = opendir("/dev");
    if (!devices)
        return NULL;
    struct gpiod_chip *chip = NULL;
    const struct dirent *entry;
    while (!chip && (entry = readdir(devices)))
        chip = open_if_wanted(entry->d_name, wanted);
    closedir(devices);
    return chip;
}

static unsigned line_count(struct gpiod_chip *chip)
{
    struct gpiod_chip_info *info = gpiod_chip_get_info(chip);
    size_t count = info ? gpiod_chip_info_get_num_lines(info) : 0;
    gpiod_chip_info_free(info);
    return (unsigned)count;
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
    return gpiod_chip_get_path(lines->chip);
}

int lines_find(struct lines *lines, const char *name)
{
    int offset = gpiod_chip_get_line_offset_from_name(lines->chip, name);
    int number = gpio_line_number(name);
    if (offset < 0 && number >= 0 && (unsigned)number < line_count(lines->chip))
        offset = number;
    return offset;
}

static int set_up(struct gpiod_line_settings *settings, bool output)
{
    if (output)
        return gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_OUTPUT);
    gpiod_line_settings_set_active_low(settings, true);
    if (gpiod_line_settings_set_direction(settings, GPIOD_LINE_DIRECTION_INPUT) < 0 ||
        gpiod_line_settings_set_edge_detection(settings, GPIOD_LINE_EDGE_BOTH) < 0 ||
        gpiod_line_settings_set_event_clock(settings, GPIOD_LINE_CLOCK_MONOTONIC) < 0)
        return -1;
    return gpiod_line_settings_set_bias(settings, GPIOD_LINE_BIAS_PULL_UP);
}

/* NULL with errno. */
static struct gpiod_line_request *request(struct gpiod_chip *chip, unsigned offset, bool output)
{
    struct gpiod_line_request *granted = NULL;
    struct gpiod_line_settings *settings = gpiod_line_settings_new();
    struct gpiod_line_config *lines = gpiod_line_config_new();
    struct gpiod_request_config *config = gpiod_request_config_new();
    if (settings && lines && config && set_up(settings, output) == 0 &&
        gpiod_line_config_add_line_settings(lines, &offset, 1, settings) == 0) {
        gpiod_request_config_set_consumer(config, consumer);
        granted = gpiod_chip_request_lines(chip, config, lines);
    }
    int reason = errno;
    gpiod_request_config_free(config);
    gpiod_line_config_free(lines);
    gpiod_line_settings_free(settings);
    errno = reason;
    return granted;
}

int lines_take_button(struct lines *lines, unsigned offset)
{
    lines->button_offset = offset;
    lines->events = gpiod_edge_event_buffer_new(1);
    lines->button = lines->events ? request(lines->chip, offset, false) : NULL;
    return lines->button ? 0 : -1;
}

int lines_take_light(struct lines *lines, unsigned offset)
{
    lines->light_offset = offset;
    lines->light = request(lines->chip, offset, true);
    return lines->light ? 0 : -1;
}

void lines_close(struct lines *lines)
{
    if (!lines)
        return;
    lines_set_light(lines, false);
    if (lines->light)
        gpiod_line_request_release(lines->light);
    if (lines->button)
        gpiod_line_request_release(lines->button);
    if (lines->events)
        gpiod_edge_event_buffer_free(lines->events);
    if (lines->chip)
        gpiod_chip_close(lines->chip);
    free(lines);
}

bool lines_next_edge(struct lines *lines, struct edge *edge)
{
    int events = gpiod_line_request_wait_edge_events(lines->button, 0);
    if (events > 0)
        events = gpiod_line_request_read_edge_events(lines->button, lines->events, 1);
    if (events < 0 && errno != EINTR)
        lines->failed = true;
    if (events <= 0)
        return false;
    struct gpiod_edge_event *event = gpiod_edge_event_buffer_get_event(lines->events, 0);
    /* Active low: pressed is the logical rising edge. */
    edge->down = gpiod_edge_event_get_event_type(event) == GPIOD_EDGE_EVENT_RISING_EDGE;
    edge->time_ns = (int64_t)gpiod_edge_event_get_timestamp_ns(event);
    return true;
}

bool lines_button_down(struct lines *lines)
{
    enum gpiod_line_value value = gpiod_line_request_get_value(lines->button, lines->button_offset);
    if (value == GPIOD_LINE_VALUE_ERROR)
        lines->failed = true;
    return value == GPIOD_LINE_VALUE_ACTIVE;
}

bool lines_failed(const struct lines *lines)
{
    return lines->failed;
}

void lines_set_light(struct lines *lines, bool on)
{
    if (lines->light)
        gpiod_line_request_set_value(lines->light, lines->light_offset,
                                     on ? GPIOD_LINE_VALUE_ACTIVE : GPIOD_LINE_VALUE_INACTIVE);
}
