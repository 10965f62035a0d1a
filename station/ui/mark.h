/* Small signs drawn as paths, in the weight of the type. */
#ifndef MATSTATION_UI_MARK_H
#define MATSTATION_UI_MARK_H

#include "ui/stage.h"

enum mark {
    MARK_MOVE,     /* warm-up and mobility: a wave */
    MARK_ROLL,     /* SMR: a ring with a core, as a roller from its end */
    MARK_STRETCH,  /* a line with an arrow at both ends */
    MARK_STRENGTH, /* two chevrons upward */
    MARK_TICK,
    MARK_NOTICE,  /* a ring with a stroke and a dot: something is wrong, calmly */
    MARK_BY_TIME, /* a clock's face */
    MARK_SHORT,   /* the button pressed shortly: a dot */
    MARK_HELD,    /* the button held: a dot in a ring */
    MARK_POWER,
    MARK_HELP, /* a cross of the helping kind: when to see a professional */
    MARK_PERSON,
    MARK_MORE,
    MARK_STOP,
    MARK_NEXT,
    MARK_PLAY,
    MARK_EASIER,
    MARK_SAME,
    MARK_BARS, /* the log */
    MARK_INFORMATION,
    MARK_SOUND,
    MARKS
};

enum mark mark_of_kind(enum kind kind);

/* In a square of that size around a centre. */
void mark_put(struct stage *stage, enum mark mark, float x, float y, float size, uint32_t colour);

#endif
