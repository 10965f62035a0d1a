#include "bus/smbus.h"

#include <errno.h>

static int write_message(const struct smbus_calls *calls, uint8_t address,
                         const struct bus_message *message)
{
    const uint8_t *bytes = message->bytes;
    if (message->length == 1)
        return calls->write_byte(calls->self, address, bytes[0]);
    if (message->length == 3)
        return calls->write_word_data(calls->self, address, bytes[0],
                                      (uint16_t)(bytes[1] | bytes[2] << 8));
    return -EINVAL;
}

static int read_alone(const struct smbus_calls *calls, uint8_t address, struct bus_message *message)
{
    if (message->length != 1)
        return -EINVAL;
    int byte = calls->read_byte(calls->self, address);
    if (byte >= 0)
        message->bytes[0] = (uint8_t)byte;
    return byte;
}

static int read_after_command(const struct smbus_calls *calls, uint8_t address, uint8_t command,
                              struct bus_message *message)
{
    if (message->length == 1) {
        int byte = calls->read_byte_data(calls->self, address, command);
        if (byte >= 0)
            message->bytes[0] = (uint8_t)byte;
        return byte;
    }
    if (message->length == 2) {
        int word = calls->read_word_data(calls->self, address, command);
        if (word >= 0) {
            message->bytes[0] = (uint8_t)(word & 0xff);
            message->bytes[1] = (uint8_t)(word >> 8 & 0xff);
        }
        return word;
    }
    return -EINVAL;
}

int smbus_transfer(const struct smbus_calls *calls, uint8_t address, struct bus_message *messages,
                   unsigned count)
{
    for (unsigned i = 0; i < count; i++) {
        int status;
        bool command_and_read = i + 1 < count && messages[i + 1].read && messages[i].length == 1;
        if (messages[i].read) {
            status = read_alone(calls, address, &messages[i]);
        } else if (command_and_read) {
            status = read_after_command(calls, address, messages[i].bytes[0], &messages[i + 1]);
            i++;
        } else {
            status = write_message(calls, address, &messages[i]);
        }
        if (status < 0)
            return status;
    }
    return 0;
}

enum bus_result bus_result_of_errno(int error)
{
    switch (error) {
    case 0: return BUS_DONE;
    case EREMOTEIO:
    case ENXIO: return BUS_NACK;
    case ETIMEDOUT: return BUS_TIMEOUT;
    case ENODEV:
    case ENOENT:
    case EBADF:
    case ESHUTDOWN: return BUS_GONE;
    default: return BUS_ERROR;
    }
}
