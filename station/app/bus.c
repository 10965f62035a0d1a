#include "app/bus.h"

#include "bus/i2c_linux.h"

const char *bus_words(enum bus_result failure)
{
    switch (failure) {
    case BUS_GONE:
        return "cannot be opened; is I2C switched on (raspi-config), and may you use it (group "
               "i2c)?";
    case BUS_TAKEN:
        return "is read by another program; end that one first (sudo systemctl stop matstation)";
    case BUS_TIMEOUT: return "is stuck; is SDA or SCL shorted?";
    default: return "fails";
    }
}

int bus_complain(const char *path, enum bus_result failure, struct error *error)
{
    return error_set(error, "the bus %s %s", path, bus_words(failure));
}

enum bus_result bus_look(const char *path)
{
    struct i2c_bus *bus = i2c_linux_open(path);
    const enum bus_result found = bus ? bus_recover(bus) : BUS_GONE;
    bus_close(bus);
    return found;
}

int bus_check_free(const char *path, struct error *error)
{
    const enum bus_result found = bus_look(path);
    return found == BUS_TAKEN ? bus_complain(path, found, error) : 0;
}
