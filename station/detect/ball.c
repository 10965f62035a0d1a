#include "detect/ball.h"

#include <math.h>

/* Of a body of 1.50 m the shoulders and a ball drawn in are 0.8 m apart, of a mat of 1.8 m. Who
 * sits with long legs loads two places too, but has more of the load near the middle of the mat,
 * where neither shoulders nor ball ever are. */
static const float APART_LEAST = 0.33f, FROM_END_MOST = 0.36f;
/* Shoulders, head and what is between two rows of pads spread by 0.6 of a row; trunk and hips by a
 * whole one. A deviation, in parts of the mat's length. */
static const float LONG = 0.75f / SCENE_ROWS;
/* What bears less of the whole load than this is about to leave the mat, or has left it: half a row
 * beyond its end. */
static const float LIGHT = 0.1f, BEYOND = 0.5f / SCENE_ROWS;

/* The load of some rows, and its moments about the mat's head end. */
struct place {
    float load, first, second;
};

static struct place place_of(const struct scene *scene, unsigned from, unsigned to)
{
    struct place place = {0};
    for (unsigned row = from; row < to; row++) {
        const float load = scene_row(scene, row), at = ((float)row + 0.5f) / SCENE_ROWS;
        place.load += load;
        place.first += load * at;
        place.second += load * at * at;
    }
    return place;
}

static float centre(const struct place *place)
{
    return place->first / place->load;
}

/* What hardly bears anything may be what an empty pad still says. */
static bool is_long(const struct place *place, float whole)
{
    const float at = centre(place);
    return place->load > LIGHT * whole && place->second / place->load - at * at > LONG * LONG;
}

/* Parted where the two are clearest apart. What is on one place is at the nearer end. */
static void part(const struct scene *scene, struct place *places)
{
    const struct place whole = place_of(scene, 0, SCENE_ROWS);
    const bool at_head = whole.first < 0.5f * whole.load;
    float most = 0;
    places[0] = places[1] = (struct place){0};
    places[at_head ? 0 : 1] = whole;
    for (unsigned rows = 1; rows < SCENE_ROWS; rows++) {
        const struct place first = place_of(scene, 0, rows);
        const struct place second = place_of(scene, rows, SCENE_ROWS);
        if (first.load <= 0 || second.load <= 0)
            continue;
        const float apart = centre(&second) - centre(&first);
        const float clear = first.load * second.load * apart * apart;
        if (apart < APART_LEAST || clear <= most)
            continue;
        most = clear;
        places[0] = first;
        places[1] = second;
    }
}

static bool is_held_up(const struct place *places)
{
    const struct place *more = &places[places[1].load > places[0].load];
    const float whole = places[0].load + places[1].load;
    if (whole <= 0 || is_long(&places[0], whole) || is_long(&places[1], whole))
        return false;
    return fminf(centre(more), 1 - centre(more)) < FROM_END_MOST;
}

float ball_along(const struct scene *scene, unsigned place)
{
    struct place places[2];
    part(scene, places);
    if (!is_held_up(places))
        return NAN;
    const struct place *at = &places[place];
    const float lacks = fmaxf(LIGHT * (places[0].load + places[1].load) - at->load, 0);
    const float beyond = place == 0 ? -BEYOND : 1 + BEYOND;
    return (at->first + lacks * beyond) / (at->load + lacks);
}
