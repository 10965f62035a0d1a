/* Short texts that come from files and from command lines. */
#include "fuzz/given.h"

#include "adc/wiring.h"
#include "button/gpio_names.h"
#include "load/load.h"
#include "load/load_scenario.h"
#include "store/text.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct wire wires[64];
    static struct scenario scenario;
    static struct mat mat;
    struct wired_chip chip;
    char text[512], clean[64];
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    wiring_chip(text, &chip, NULL);
    wiring_all_inputs(text, wires, sizeof wires / sizeof *wires, NULL);
    gpio_line_number(text);
    scenario_default(&scenario);
    load_scenario_set(&scenario, text, NULL);
    if (strspn(text, "0123456789x") == size)
        load_mat("assets", text, &mat, NULL);
    for (size_t room = 1; room < sizeof clean; room++)
        text_clean(clean, room, text);
    return 0;
}
