/* What the one button says, and what its light answers. */
#ifndef MATSTATION_BASE_PRESS_H
#define MATSTATION_BASE_PRESS_H

#include <stdint.h>

enum press_kind {
    PRESS_SHORT, /* next */
    PRESS_HELD,  /* choose: reported when the button has been down for one second */
    PRESS_LEAVE, /* Escape at the desk */
    PRESS_STUCK, /* down for over 30 s: a fault, never a choice */
};

struct press {
    int64_t time_ns;
    enum press_kind kind;
};

enum light { LIGHT_OFF, LIGHT_STEADY, LIGHT_BREATHING, LIGHT_BLINKING };

#endif
