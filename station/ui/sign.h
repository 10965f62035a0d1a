/* A large sign in a quiet ring, where the exercise screen has its ring. */
#ifndef MATSTATION_UI_SIGN_H
#define MATSTATION_UI_SIGN_H

#include "ui/mark.h"

/* filled: how much of the ring, 0..1. */
void sign_put(struct stage *stage, enum mark mark, float filled, uint32_t colour);

/* A plain screen: title, lines on the left, a sign on the right, the cue at the foot. */
void sign_screen(struct stage *stage, enum mark mark, float filled, uint32_t colour);

#endif
