#include "ui/screens.h"

static screen_build *const screens[SCREENS] = {
    [SCREEN_IDLE] = screen_idle,
    [SCREEN_CARDS] = screen_cards,
    [SCREEN_PLACE] = screen_place,
    [SCREEN_EXERCISE] = screen_exercise,
    [SCREEN_REST] = screen_rest,
    [SCREEN_DONE] = screen_done,
    [SCREEN_HISTORY] = screen_history,
    [SCREEN_FIRST_START] = screen_first_start,
    [SCREEN_CALIBRATION] = screen_calibration,
    [SCREEN_TEST] = screen_test,
    [SCREEN_FAULT] = screen_fault,
    [SCREEN_PROFESSIONAL] = screen_professional,
    [SCREEN_POWER_OFF] = screen_power_off,
    [SCREEN_FREE_ROLLING] = screen_free_rolling,
    [SCREEN_SAFE] = screen_safe,
};

void screens_build(struct stage *stage)
{
    const enum screen screen = stage->view->screen;
    if (screen >= 0 && screen < SCREENS)
        screens[screen](stage);
}
