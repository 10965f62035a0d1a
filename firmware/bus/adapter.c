#include "bus/adapter.h"

#include <errno.h>

static bool is_refused(int status)
{
    return status == -EOPNOTSUPP || status == -EINVAL;
}

static int in_pairs(const struct adapter_calls *calls, uint8_t address,
                    struct bus_message *messages, unsigned count)
{
    int status = 0;
    for (unsigned i = 0; i < count && status >= 0;) {
        unsigned together = i + 1 < count && messages[i + 1].read ? 2 : 1;
        status = calls->call(calls->self, address, messages + i, together);
        i += together;
    }
    return status;
}

int adapter_transfer(enum adapter_way *way, const struct adapter_calls *calls, uint8_t address,
                     struct bus_message *messages, unsigned count)
{
    if (*way == ADAPTER_WHOLE) {
        int status = calls->call(calls->self, address, messages, count);
        if (!is_refused(status))
            return status;
        *way = count > 2 ? ADAPTER_PAIRS : ADAPTER_SMBUS;
    }
    if (*way == ADAPTER_PAIRS) {
        int status = in_pairs(calls, address, messages, count);
        if (!is_refused(status))
            return status;
        *way = ADAPTER_SMBUS;
    }
    return smbus_transfer(&calls->smbus, address, messages, count);
}
