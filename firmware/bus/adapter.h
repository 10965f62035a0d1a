/* The ways in which an adapter may do a transfer, the best that it takes: all messages in one call;
 * writes on their own and the read with the write before it, where a call may have only two; or
 * SMBus calls. */
#ifndef MATSTATION_BUS_ADAPTER_H
#define MATSTATION_BUS_ADAPTER_H

#include "bus/i2c_bus.h"
#include "bus/smbus.h"

enum adapter_way { ADAPTER_WHOLE, ADAPTER_PAIRS, ADAPTER_SMBUS };

struct adapter_calls {
    /* One call with all its messages; 0 or more, or -errno. -EOPNOTSUPP and -EINVAL: the adapter
     * does not take such a call, and nothing went over the wire. */
    int (*call)(void *self, uint8_t address, struct bus_message *messages, unsigned count);
    void *self;
    struct smbus_calls smbus;
};

/* 0, or -errno of the call that failed. Where the adapter does not take a call, *way becomes the
 * next one and stays it. */
int adapter_transfer(enum adapter_way *way, const struct adapter_calls *calls, uint8_t address,
                     struct bus_message *messages, unsigned count);

#endif
