/* Says in the log, in plain words and once, what became of the machine since the last look. */
#ifndef MATSTATION_BOARD_CHIP_LINES_H
#define MATSTATION_BOARD_CHIP_LINES_H

#include "base/health.h"
#include "base/log.h"

struct chip_lines {
    bool offline[CHIPS_MAX];
    uint64_t failures[CHIPS_MAX][PAD_STATES]; /* up to when it last answered well */
    bool bus_silent;
    bool privileges_told;
};

void chip_lines_tell(struct chip_lines *told, const struct machine_health *health,
                     const struct log *log);

#endif
