#include "board/chip_lines.h"

#include <string.h>

/* What most of its transfers died of since it last answered well. */
static const char *cause(const struct chip_lines *told, const struct machine_health *health,
                         unsigned chip)
{
    static const char *const causes[PAD_STATES] = {
        [PAD_NACK] = "no acknowledge: is it wired, and has it power?",
        [PAD_TIMEOUT] = "the bus is stuck: is a wire shorted?",
        [PAD_BUS_ERROR] = ("the bus fails: is I2C switched on, are the wires short enough, is no "
                           "other matstation running?"),
        [PAD_NOT_READY] = "its conversions do not end",
        [PAD_NONSENSE] = "it answers what it cannot say",
    };
    const uint64_t *failures = health->chip[chip].failures, *before = told->failures[chip];
    unsigned most = PAD_NACK;
    for (unsigned i = 0; i < PAD_STATES; i++)
        if (causes[i] && failures[i] - before[i] > failures[most] - before[most])
            most = i;
    return causes[most];
}

static void tell_privileges(struct chip_lines *told, const struct machine_health *health,
                            const struct log *log)
{
    if (told->privileges_told || !health->sampler_turned_ns)
        return;
    told->privileges_told = true;
    if (!health->real_time)
        log_line(log, LOG_WARNING,
                 "sampling without real-time priority: not allowed (LimitRTPRIO in the unit)");
    if (!health->memory_locked)
        log_line(log, LOG_INFO, "memory is not locked: not allowed (LimitMEMLOCK in the unit)");
}

/* All of them silent is one fault and not many. */
static void tell_bus(struct chip_lines *told, const struct machine_health *health,
                     const struct log *log)
{
    bool silent = health->chips > 0 && !health->bus_open;
    if (silent == told->bus_silent)
        return;
    told->bus_silent = silent;
    for (unsigned i = 0; i < health->chips; i++)
        told->offline[i] = silent;
    if (silent)
        log_line(log, LOG_WARNING, "no converter answers on %s (%s); looking for them again",
                 health->bus_name, cause(told, health, 0));
    else
        log_line(log, LOG_INFO, "converters answer on %s", health->bus_name);
}

void chip_lines_tell(struct chip_lines *told, const struct machine_health *health,
                     const struct log *log)
{
    tell_privileges(told, health, log);
    tell_bus(told, health, log);
    for (unsigned i = 0; i < health->chips; i++) {
        const struct chip_health *chip = &health->chip[i];
        bool offline = chip->state == CHIP_OFFLINE;
        if (chip->state == CHIP_OK)
            memcpy(told->failures[i], chip->failures, sizeof told->failures[i]);
        if (offline == told->offline[i])
            continue;
        told->offline[i] = offline;
        if (offline)
            log_line(log, LOG_WARNING, "converter %s does not answer (%s); going on without it",
                     chip->name, cause(told, health, i));
        else
            log_line(log, LOG_INFO, "converter %s answers again", chip->name);
    }
}
