/* Where one pad is wired: pad i of the mat is wire i. */
#ifndef MATSTATION_BASE_WIRE_H
#define MATSTATION_BASE_WIRE_H

#include "base/health.h"

#include <stdint.h>

enum { PAD_NAME_MAX = 16 };

struct wire {
    char pad[PAD_NAME_MAX];
    /* "ads7828@0x48"; behind a switch "tca9548a@0x70.3/ads1115@0x48"; empty: not wired */
    char chip[CHIP_NAME_MAX];
    uint8_t input;
};

#endif
