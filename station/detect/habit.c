#include "detect/habit.h"

#include "detect/ball.h"
#include "detect/home.h"

#include <float.h>
#include <math.h>
#include <stddef.h>

static const float HIPS_LEAST = 0.1f, ONE_PLACE_MOST = 0.75f, EITHER_SIDE_LEAST = 0.06f;

/* Load on two neighbouring rows: the hips lie on one such pair, whichever way round. Before them,
 * the middle half of the mat. */
enum { HIP_CANDIDATES = 1 + SCENE_ROWS - 3 };

static float trunk(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0;
    for (unsigned row = SCENE_ROWS / 4; row < SCENE_ROWS - SCENE_ROWS / 4; row++)
        sum += scene_row(scene, row);
    return sum;
}

static float hips(const struct scene *scene, unsigned candidate)
{
    if (candidate == 0)
        return trunk(scene, 0);
    return scene_row(scene, candidate) + scene_row(scene, candidate + 1);
}

/* Centre of load across the mat, 0 left .. 1 right. */
static float across(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0, moment = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            sum += scene->own[row][column];
            moment += scene->own[row][column] * ((float)column + 0.5f) / SCENE_COLUMNS;
        }
    }
    return sum > 0 ? moment / sum : NAN;
}

/* Centre of load along the mat, 0 head end .. 1 foot end. */
static float along(const struct scene *scene, unsigned candidate)
{
    (void)candidate;
    float sum = 0, moment = 0;
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        float load = scene_row(scene, row);
        sum += load;
        moment += load * ((float)row + 0.5f) / SCENE_ROWS;
    }
    return sum > 0 ? moment / sum : NAN;
}

/* Load before the hips, on them and behind them, in parts of all. */
struct parts {
    float before, middle, after;
};

static struct parts parts_of(const struct scene *scene, unsigned candidate)
{
    struct parts parts = {.middle = hips(scene, candidate)};
    for (unsigned row = 0; row < candidate; row++)
        parts.before += scene_row(scene, row);
    for (unsigned row = candidate + 2; row < SCENE_ROWS; row++)
        parts.after += scene_row(scene, row);
    const float whole = fmaxf(parts.before + parts.middle + parts.after, FLT_MIN);
    return (struct parts){parts.before / whole, parts.middle / whole, parts.after / whole};
}

/* Somebody lies on the back with the hips on the candidate's rows: some of the load there, some on
 * either side of them, most of it nowhere. */
static bool lies(const struct scene *scene, unsigned candidate)
{
    const struct parts parts = parts_of(scene, candidate);
    return parts.middle > HIPS_LEAST && fminf(parts.before, parts.after) > EITHER_SIDE_LEAST &&
           fmaxf(parts.middle, fmaxf(parts.before, parts.after)) < ONE_PLACE_MOST;
}

/* Hips off the mat are held up from either side. Nothing lies before those of the first candidate:
 * on a mat that was seen empty it is never believed again, as it does not tell where they lie. */
static bool is_borne(const struct scene *scene, unsigned candidate)
{
    const struct parts parts = parts_of(scene, candidate);
    return fminf(parts.before, parts.after) > EITHER_SIDE_LEAST;
}

const struct habit *habit_of(enum watch watch)
{
    static const struct habit habits[WATCHES] = {
        [WATCH_BRIDGE] =
            {.candidates = HIP_CANDIDATES,
             .signal = hips,
             .is_down = lies,
             .is_up = is_borne,
             .cycle = CYCLE_DIP,
             .needs_empty = true,
             .in_loads = true,
             .swing = {.turn = 0.45f, .least = 0.06f, .smooth_s = 0.12f, .contact = true},
             .spread = 0.115f,
             .sure = 0.25f},
        [WATCH_TILT] = {.cycle = CYCLE_AWAY,
                        .swing = {.least = 0.01f},
                        .spread = 0.09f,
                        .lag = HOME_RATE,
                        .sure = 0.03f},
        [WATCH_DIAGONAL] = {.cycle = CYCLE_AWAY,
                            .swing = {.least = 0.04f},
                            .spread = 0.07f,
                            .sure = 0.12f},
        [WATCH_CLAM] = {.cycle = CYCLE_AWAY,
                        .swing = {.least = 0.02f},
                        .spread = 0.08f,
                        .sure = 0.06f},
        [WATCH_STEPS] = {.signal = along,
                         .signals = 1,
                         .cycle = CYCLE_AWAY,
                         .swing = {.least = 0.08f},
                         .sure = 0.24f},
        /* Over the rows of a mat the ball's centre moves by 0.02 of its length at least. A fourth
         * of that is followed, for a curl of which one end is lost between two edges of a pad:
         * chosen, not measured. */
        [WATCH_CURL] = {.signal = ball_along,
                        .signals = 2,
                        .cycle = CYCLE_AWAY,
                        .swing = {.least = 0.005f},
                        .spread = 0.065f,
                        .lag = HOME_RATE,
                        .sure = 0.02f},
        [WATCH_PRESS_UP] = {.candidates = 1,
                            .signal = trunk,
                            .cycle = CYCLE_DIP,
                            .in_loads = true,
                            .swing = {.turn = 0.38f, .least = 0.06f, .smooth_s = 0.12f},
                            .sure = 0.25f},
        [WATCH_KNEE_ROLL] = {.candidates = 1,
                             .signal = across,
                             .cycle = CYCLE_PEAK,
                             .swing = {.turn = 0.40f, .least = 0.03f, .smooth_s = 0.15f},
                             .spread = 0.09f,
                             .settles = true,
                             .sure = 0.25f},
    };
    return habits[watch].swing.least > 0 ? &habits[watch] : NULL;
}
