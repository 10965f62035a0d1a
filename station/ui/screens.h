/* One function a screen: puts into the scene what the stage's view asks for. A new screen is a file
 * with its function, a line here and a line in screens.c. */
#ifndef MATSTATION_UI_SCREENS_H
#define MATSTATION_UI_SCREENS_H

#include "ui/stage.h"

typedef void screen_build(struct stage *stage);

screen_build screen_idle;
screen_build screen_cards;
screen_build screen_place;
screen_build screen_exercise;
screen_build screen_rest;
screen_build screen_done;
screen_build screen_history;
screen_build screen_first_start;
screen_build screen_calibration;
screen_build screen_test;
screen_build screen_fault;
screen_build screen_professional;
screen_build screen_power_off;
screen_build screen_free_rolling;
screen_build screen_safe;

void screens_build(struct stage *stage);

/* The figure with the ring beside it, or with the places on the mat: what the screens between
 * getting into place and rest have in common. */
void screen_figure(struct stage *stage, bool places);

#endif
