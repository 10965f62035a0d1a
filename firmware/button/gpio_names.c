#include "button/gpio_names.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Pi 5; Pi 4; Pi 0 to 3. The numbers of the chips move between models and kernels. */
static const char *const header_labels[] = {"pinctrl-rp1", "pinctrl-bcm2711", "pinctrl-bcm2835"};

bool gpio_chip_wanted(const char *wanted, const char *label, const char *path)
{
    if (wanted)
        return strcmp(wanted, label) == 0 || strcmp(wanted, path) == 0;
    for (size_t i = 0; i < sizeof header_labels / sizeof header_labels[0]; i++)
        if (strcmp(header_labels[i], label) == 0)
            return true;
    return false;
}

int gpio_line_number(const char *name)
{
    if (strncmp(name, "GPIO", 4) == 0)
        name += 4;
    if (!isdigit((unsigned char)*name))
        return -1;
    char *end;
    long number = strtol(name, &end, 10);
    return *end == '\0' && number < 1024 ? (int)number : -1;
}
