#include "adc/find.h"

#include "adc/adc.h"
#include "bus/tca9548a.h"

#include <stdio.h>

enum {
    /* Registers of an ADS1x15. */
    LOW_THRESHOLD = 2,
    HIGH_THRESHOLD = 3, /* to an ADS7828, a conversion of 12 bits */
    LOW_AT_POWER_ON = 0x8000,
};

struct search {
    struct i2c_bus *bus;
    char (*names)[CHIP_NAME_MAX];
    unsigned most, found;
    bool on_root[ADC_LAST - ADC_FIRST + 1];
};

/* The low threshold's last four bits are always zero in an ADS1015. Nothing uses it while the
 * comparator is off. What keeps neither was no ADS1x15, but a result that looked like one. */
static enum bus_result identify_ads1x15(struct i2c_bus *bus, uint8_t address, const char **kind)
{
    const uint16_t written = LOW_AT_POWER_ON | 0x1f;
    uint16_t kept = written;
    enum bus_result result = bus_write_register(bus, address, LOW_THRESHOLD, written);
    if (result == BUS_DONE)
        result = bus_read_register(bus, address, LOW_THRESHOLD, &kept);
    if (kept == written)
        *kind = "ads1115";
    else if (kept == (LOW_AT_POWER_ON | 0x10))
        *kind = "ads1015";
    else
        return result;
    if (result == BUS_DONE)
        result = bus_write_register(bus, address, LOW_THRESHOLD, LOW_AT_POWER_ON);
    return result;
}

static enum bus_result identify(struct i2c_bus *bus, uint8_t address, const char **kind)
{
    uint16_t high = 0;
    enum bus_result result = bus_read_register(bus, address, HIGH_THRESHOLD, &high);
    *kind = "ads7828";
    if (result == BUS_DONE && (high & 0xff0f) == 0x7f0f)
        return identify_ads1x15(bus, address, kind);
    return result;
}

/* prefix: the branch, or "" for the bus itself. */
static enum bus_result search_chips(struct search *search, const char *prefix)
{
    for (unsigned address = ADC_FIRST; address <= ADC_LAST; address++) {
        const char *kind;
        if (search->on_root[address - ADC_FIRST] || search->found == search->most)
            continue;
        enum bus_result result = identify(search->bus, (uint8_t)address, &kind);
        if (result == BUS_TIMEOUT || result == BUS_GONE)
            return result;
        if (result != BUS_DONE)
            continue;
        search->on_root[address - ADC_FIRST] = !prefix[0];
        snprintf(search->names[search->found++], CHIP_NAME_MAX, "%s%s@0x%x", prefix, kind, address);
    }
    return BUS_DONE;
}

static enum bus_result read_byte(struct i2c_bus *bus, uint8_t address, uint8_t *byte)
{
    struct bus_message message = {byte, 1, true};
    return bus_transfer(bus, address, &message, 1);
}

/* Other chips live at these addresses, too. Only a switch says back what was written to it: first
 * what it said itself, then that branch 0 is wanted. To most others, that selects a register. Left
 * with nothing connected: a branch left connected would look like the bus itself. */
static bool is_switch(struct i2c_bus *bus, uint8_t address)
{
    uint8_t said, again;
    if (read_byte(bus, address, &said) != BUS_DONE)
        return false;
    const uint8_t written[] = {said, 1, 0};
    for (unsigned i = 0; i < sizeof written; i++)
        if (bus_write_byte(bus, address, written[i]) != BUS_DONE ||
            read_byte(bus, address, &again) != BUS_DONE || again != written[i])
            return false;
    return true;
}

static enum bus_result search_switch(struct search *search, unsigned address)
{
    enum bus_result result = BUS_DONE;
    for (unsigned branch = 0; branch < SWITCH_BRANCHES && result == BUS_DONE; branch++) {
        char prefix[CHIP_NAME_MAX];
        snprintf(prefix, sizeof prefix, "tca9548a@0x%x.%u/", address, branch);
        result = bus_write_byte(search->bus, (uint8_t)address, (uint8_t)(1U << branch));
        if (result == BUS_DONE)
            result = search_chips(search, prefix);
    }
    (void)bus_write_byte(search->bus, (uint8_t)address, 0);
    return result;
}

int adc_find(struct i2c_bus *bus, char (*names)[CHIP_NAME_MAX], unsigned most,
             enum bus_result *failure)
{
    struct search search = {.bus = bus, .names = names, .most = most};
    bool switches[SWITCH_LAST - SWITCH_FIRST + 1];
    for (unsigned address = SWITCH_FIRST; address <= SWITCH_LAST; address++)
        switches[address - SWITCH_FIRST] = is_switch(bus, (uint8_t)address);
    *failure = search_chips(&search, "");
    for (unsigned address = SWITCH_FIRST; address <= SWITCH_LAST && *failure == BUS_DONE; address++)
        if (switches[address - SWITCH_FIRST])
            *failure = search_switch(&search, address);
    return *failure == BUS_DONE ? (int)search.found : -1;
}
