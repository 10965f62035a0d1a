#include "adc/wiring.h"

#include "bus/tca9548a.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* "0x48" up to the end, or up to the character in `ends`. */
static const char *read_address(const char *text, char ends, unsigned *address)
{
    int used = 0;
    if (sscanf(text, "0x%2x%n", address, &used) != 1 || !isxdigit((unsigned char)text[2]))
        return NULL;
    return text[used] == ends ? text + used : NULL;
}

static const char *read_switch(const char *text, struct wired_chip *chip)
{
    static const char prefix[] = "tca9548a@";
    unsigned address = 0;
    const char *rest = read_address(text + sizeof prefix - 1, '.', &address);
    if (!rest || address < SWITCH_FIRST || address > SWITCH_LAST || rest[1] < '0' ||
        rest[1] >= '0' + SWITCH_BRANCHES || rest[2] != '/')
        return NULL;
    chip->switch_address = (uint8_t)address;
    chip->branch = (uint8_t)(rest[1] - '0');
    return rest + 3;
}

int wiring_chip(const char *text, struct wired_chip *chip, struct error *error)
{
    *chip = (struct wired_chip){0};
    snprintf(chip->name, sizeof chip->name, "%s", text);
    const char *rest = strncmp(text, "tca9548a@", 9) == 0 ? read_switch(text, chip) : text;
    char kind[16] = "";
    int used = 0;
    unsigned address = 0;
    if (!rest || strlen(text) >= sizeof chip->name ||
        sscanf(rest, "%15[a-z0-9]@%n", kind, &used) != 1 || used == 0 ||
        !read_address(rest + used, '\0', &address))
        return error_set(error,
                         "chip \"%s\" cannot be read; write it like ads7828@0x48 or "
                         "tca9548a@0x70.3/ads1115@0x48",
                         text);
    chip->kind = adc_kind(kind);
    if (!chip->kind)
        return error_set(error, "chip \"%s\": use ads1115, ads1015, ads7828 or ads7830", text);
    if (address < ADC_FIRST || address > ADC_LAST)
        return error_set(error, "chip \"%s\": this kind has addresses 0x%x to 0x%x", text,
                         ADC_FIRST, ADC_LAST);
    chip->address = (uint8_t)address;
    return 0;
}

static bool same_place(const struct wired_chip *a, const struct wired_chip *b)
{
    return a->address == b->address && a->switch_address == b->switch_address &&
           a->branch == b->branch;
}

/* A chip straight on the bus answers whichever branch is connected. */
static bool collide(const struct wired_chip *a, const struct wired_chip *b)
{
    return a->address == b->address && (!a->switch_address || !b->switch_address);
}

static struct wired_chip *find_or_add(struct wiring *wiring, const struct wired_chip *wanted,
                                      struct error *error)
{
    for (unsigned i = 0; i < wiring->chips; i++) {
        struct wired_chip *chip = &wiring->chip[i];
        if (same_place(chip, wanted) && chip->kind == wanted->kind)
            return chip;
        if (same_place(chip, wanted) || collide(chip, wanted)) {
            error_set(error, "chips \"%s\" and \"%s\" would both answer; give one another address",
                      chip->name, wanted->name);
            return NULL;
        }
    }
    if (wiring->chips == CHIPS_MAX) {
        error_set(error, "more than %d chips; wire fewer", CHIPS_MAX);
        return NULL;
    }
    struct wired_chip *added = &wiring->chip[wiring->chips++];
    *added = *wanted;
    return added;
}

static int add_input(struct wired_chip *chip, const struct wire *wire, unsigned pad,
                     struct error *error)
{
    if (wire->input >= chip->kind->inputs)
        return error_set(error, "pad %s: %s has inputs 0 to %u, not %u", wire->pad,
                         chip->kind->name, chip->kind->inputs - 1, wire->input);
    for (unsigned i = 0; i < chip->inputs; i++)
        if (chip->input[i] == wire->input)
            return error_set(error, "pad %s: input %u of %s is used by another pad", wire->pad,
                             wire->input, chip->name);
    chip->input[chip->inputs] = wire->input;
    chip->pad[chip->inputs] = (uint16_t)pad;
    chip->inputs++;
    return 0;
}

int wiring_read(const struct wire *wires, unsigned pads, struct wiring *wiring, struct error *error)
{
    *wiring = (struct wiring){.pads = pads};
    if (pads > PADS_MAX)
        return error_set(error, "%u pads; at most %d", pads, PADS_MAX);
    for (unsigned i = 0; i < pads; i++) {
        if (!wires[i].chip[0])
            continue;
        struct wired_chip wanted;
        if (wiring_chip(wires[i].chip, &wanted, error) < 0)
            return -1;
        struct wired_chip *chip = find_or_add(wiring, &wanted, error);
        if (!chip || add_input(chip, &wires[i], i, error) < 0)
            return -1;
    }
    return 0;
}

int wiring_all_inputs(const char *chips, struct wire *wires, unsigned most, struct error *error)
{
    unsigned count = 0;
    while (*chips) {
        size_t length = strcspn(chips, ",");
        char name[CHIP_NAME_MAX];
        snprintf(name, sizeof name, "%.*s", (int)length, chips);
        struct wired_chip chip;
        if (length >= sizeof name)
            return error_set(error, "chip \"%.40s...\" is no chip", chips);
        if (wiring_chip(name, &chip, error) < 0)
            return -1;
        for (unsigned input = 0; input < chip.kind->inputs; input++) {
            if (count == most)
                return error_set(error, "more than %u inputs; name fewer chips", most);
            struct wire *wire = &wires[count++];
            snprintf(wire->pad, sizeof wire->pad, "%u", input);
            memcpy(wire->chip, name, sizeof wire->chip);
            wire->input = (uint8_t)input;
        }
        chips += length;
        if (*chips == ',')
            chips++;
    }
    if (count == 0)
        return error_set(error, "no chip named");
    return (int)count;
}
