/* What a simulated person does to simulated pads: presses on them, and has them in trouble. */
#ifndef MATSTATION_APP_BURDEN_H
#define MATSTATION_APP_BURDEN_H

#include "board/board.h"
#include "person/person.h"

/* A scenario's trouble with a pad as the pad itself has it. */
enum pad_ailment ailment_of(enum slip trouble);

/* Onto a simulated board's pads, from now on. */
void burden_board(struct board *board, const struct person_output *doing);

#endif
