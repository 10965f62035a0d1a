#include "adc/adc.h"

#include <stddef.h>
#include <string.h>

static const struct adc_kind *const kinds[] = {&ads1115_kind, &ads1015_kind, &ads7828_kind,
                                               &ads7830_kind};

const struct adc_kind *adc_kind(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i]->name, name) == 0)
            return kinds[i];
    return NULL;
}

enum pad_state adc_state(enum bus_result result)
{
    switch (result) {
    case BUS_DONE: return PAD_VALID;
    case BUS_NACK: return PAD_NACK;
    case BUS_TIMEOUT: return PAD_TIMEOUT;
    case BUS_ERROR:
    case BUS_GONE:
    case BUS_TAKEN: break;
    }
    return PAD_BUS_ERROR;
}
