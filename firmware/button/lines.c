#include "button/lines_inside.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static int open_button(struct lines *lines, const char *name, struct error *error)
{
    int offset = lines_find(lines, name);
    if (offset < 0)
        return error_set(error, "GPIO chip %s has no line %s; name another for the button",
                         lines_chip_name(lines), name);
    if (lines_take_button(lines, (unsigned)offset) < 0)
        return error_set(error, "GPIO line %s cannot be had for the button: %s", name,
                         strerror(errno));
    return 0;
}

static void open_light(struct lines *lines, const char *name, struct error *error)
{
    int offset = lines_find(lines, name);
    if (offset < 0)
        error_set(error, "GPIO chip %s has no line %s; the button has no light",
                  lines_chip_name(lines), name);
    else if (lines_take_light(lines, (unsigned)offset) < 0)
        error_set(error, "GPIO line %s cannot be had, the button has no light: %s", name,
                  strerror(errno));
}

/* A chip that may not be opened looks like none; whoever starts matstation by hand may lack the
 * group gpio. */
static const char *hint(void)
{
    if (access("/dev/gpiochip0", R_OK | W_OK) == 0 || errno != EACCES)
        return "";
    return ": this user may not open /dev/gpiochip0";
}

struct lines *lines_open(const struct lines_wanted *wanted, struct error *error,
                         struct error *light_error)
{
    struct lines *lines = lines_find_chip(wanted->chip);
    if (!lines) {
        error_set(error, "no GPIO chip %s for the button%s",
                  wanted->chip ? wanted->chip : "of a Raspberry Pi", hint());
        return NULL;
    }
    if (open_button(lines, wanted->button, error) < 0) {
        lines_close(lines);
        return NULL;
    }
    if (wanted->light)
        open_light(lines, wanted->light, light_error);
    return lines;
}
