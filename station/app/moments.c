#include "app/moments.h"

#include "base/clock.h"

#include <stdio.h>
#include <string.h>

/* A phase is shown at its most telling: a while after it began, a ring when it is well filled. */
#define SETTLED_NS (1500 * NS_PER_MS)
#define WELL_FILLED 0.6F

static const char *screen_name(enum screen screen)
{
    static const char *const names[SCREENS] = {
        [SCREEN_IDLE] = "idle",
        [SCREEN_CARDS] = "cards",
        [SCREEN_PLACE] = "place",
        [SCREEN_EXERCISE] = "exercise",
        [SCREEN_REST] = "rest",
        [SCREEN_DONE] = "done",
        [SCREEN_HISTORY] = "history",
        [SCREEN_FIRST_START] = "first-start",
        [SCREEN_CALIBRATION] = "calibration",
        [SCREEN_TEST] = "test",
        [SCREEN_FAULT] = "fault",
        [SCREEN_PROFESSIONAL] = "professional",
        [SCREEN_POWER_OFF] = "power-off",
        [SCREEN_FREE_ROLLING] = "free-rolling",
        [SCREEN_SAFE] = "safe",
    };
    return names[screen];
}

static const char *phase_suffix(enum phase phase)
{
    switch (phase) {
    case PHASE_NONE: return "";
    case PHASE_DEMONSTRATION: return "-demonstration";
    case PHASE_PLACE: return "";
    case PHASE_COUNTDOWN: return "-countdown";
    case PHASE_SEARCH: return "-search";
    case PHASE_PAUSE: return "-pause";
    case PHASE_MOVE_ON: return "-move-on";
    case PHASE_ARM: return "-arm";
    case PHASE_HOLD: return "-hold";
    case PHASE_BROKEN: return "-broken";
    case PHASE_REPETITIONS: return "-repetitions";
    case PHASE_STRETCH: return "-stretch";
    case PHASE_BREATH: return "-breath";
    case PHASE_REST: return "";
    case PHASE_SIDE_SWITCH: return "-side-switch";
    case PHASE_STEP_DONE: return "-step-done";
    }
    return "";
}

static bool changed(const struct moments *moments, const struct view *view)
{
    return !moments->since_ns || view->screen != moments->screen || view->phase != moments->phase ||
           view->exercise != moments->exercise || view->set != moments->set;
}

static bool telling(const struct moments *moments, const struct view *view)
{
    const bool filling = view->phase == PHASE_PAUSE || view->phase == PHASE_HOLD ||
                         view->phase == PHASE_REPETITIONS || view->phase == PHASE_STRETCH;
    if (filling)
        return view->ring.filled >= WELL_FILLED;
    return view->time_ns - moments->since_ns >= SETTLED_NS;
}

bool moments_want(struct moments *moments, const struct view *view, const char *exercise_id,
                  char name[MOMENT_NAME_BYTES])
{
    if (changed(moments, view)) {
        moments->screen = view->screen;
        moments->phase = view->phase;
        moments->exercise = view->exercise;
        moments->set = view->set;
        moments->since_ns = view->time_ns;
        moments->taken = false;
    }
    if (moments->taken || !telling(moments, view))
        return false;
    moments->taken = true;
    snprintf(name, MOMENT_NAME_BYTES, "%02u-%s%s%s%s", ++moments->count, screen_name(view->screen),
             phase_suffix(view->phase), exercise_id ? "-" : "", exercise_id ? exercise_id : "");
    return true;
}

bool moments_named(const char *file)
{
    const size_t digits = strspn(file, "0123456789");
    const char *ending = strrchr(file, '.');
    if (digits < 2 || file[digits] != '-' || !ending || strcmp(ending, ".png"))
        return false;
    const char *rest = file + digits + 1;
    for (int screen = 0; screen < SCREENS; screen++) {
        const char *name = screen_name((enum screen)screen);
        const size_t length = strlen(name);
        if (!strncmp(rest, name, length) && (rest[length] == '-' || rest + length == ending))
            return true;
    }
    return false;
}
