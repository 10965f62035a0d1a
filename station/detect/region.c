#include "detect/region.h"

#include <math.h>
#include <string.h>

static const double MEMORY_S = 1;
static const int64_t LOOK_NS = 250000000, LASTS_NS = 2000000000, SIDE_LASTS_NS = 4000000000;
/* Who lifts the hips again and again looks like somebody on a roller in between. */
static const int64_t GONE_NS = 500000000, LASTS_AGAIN_NS = 5000000000;
static const float EMPTY = 0.03f; /* of the load on a row: what leaks there from its neighbours */
/* Two groups: forearms and thighs. Farther apart they are a plank's, nearer a seat and its hands.
 */
static const float APART_LEAST_ROWS = 1.9f, APART_MOST_ROWS = 4.3f, GROUP_LEAST = 0.3f;
/* Across the mat, in parts of a group's load and of the mat's width. */
static const float ONE_SIDED = 0.28f, SURELY_ONE_SIDED = 0.45f, NARROW = 0.17f, WIDE = 0.2f;
static const float ROLLER_SPREAD = 0.21f; /* it is 450 mm wide, and carries all along */
/* A hand on one side, a foot on the other, and most of the load on the roller between them. */
static const float END_PART = 0.06f, ASLANT = 0.3f, SURELY_ASLANT = 0.45f, BAND_LEAST = 0.42f;
static const unsigned BAND_ROWS = 2;
static const float COARSE = 0.3f; /* of the mat's width, a pad's */
/* Hands stand as wide as a roller, and carry less than the knees under the hips; where pads are too
 * wide to tell how wide they stand, they are nearer to the knees than forearms to a roller. */
static const float HANDS_MOST = 0.46f, HANDS_APART_MOST_ROWS = 2.65f;
static const float SURE = 0.9f, LIKELY = 0.7f, RATHER = 0.55f;

struct group {
    float load, row;    /* its part of the load; its centre */
    float left, spread; /* part of it on the left half; deviation across, of the mat's width */
};

void region_reset(struct region_sight *part)
{
    memset(part, 0, sizeof *part);
    part->row = NAN;
}

static float row_load(const struct region_sight *part, unsigned row)
{
    float sum = 0;
    for (unsigned column = 0; column < SCENE_COLUMNS; column++)
        sum += part->grid[row][column];
    return sum;
}

static struct group group_of(const struct region_sight *part, unsigned from, unsigned to)
{
    struct group group = {0};
    double across = 0, squares = 0;
    for (unsigned row = from; row < to; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            float load = part->grid[row][column];
            double y = ((double)column + 0.5) / SCENE_COLUMNS;
            group.load += load;
            group.row += load * (float)row;
            group.left += column < SCENE_COLUMNS / 2 ? load : 0;
            across += (double)load * y;
            squares += (double)load * y * y;
        }
    }
    if (group.load <= 0)
        return group;
    group.row /= group.load;
    group.left /= group.load;
    double mean = across / (double)group.load;
    group.spread = (float)sqrt(fmax(squares / (double)group.load - mean * mean, 0));
    return group;
}

static bool is_even(const struct group *group)
{
    return fabsf(2 * group->left - 1) < ONE_SIDED && group->spread > WIDE;
}

static bool is_one_sided(const struct group *group)
{
    return fabsf(2 * group->left - 1) > ONE_SIDED || group->spread < NARROW;
}

/* Two groups with nothing between them. */
static bool find_groups(const struct region_sight *part, struct group group[2])
{
    unsigned from = 0, to = SCENE_ROWS, gap = 0, gaps = 0;
    while (from < to && row_load(part, from) < EMPTY)
        from++;
    while (to > from && row_load(part, to - 1) < EMPTY)
        to--;
    bool was = false;
    for (unsigned row = from; row < to; row++) {
        bool empty = row_load(part, row) < EMPTY;
        gaps += empty && !was;
        gap = empty ? row : gap;
        was = empty;
    }
    if (gaps != 1)
        return false;
    group[0] = group_of(part, from, gap);
    group[1] = group_of(part, gap, to);
    return true;
}

/* Across the mat (0 left .. 1 right), where the first part of the load from one end on lies. */
static float end_across(const struct region_sight *part, bool from_feet)
{
    float load = 0, moment = 0;
    for (unsigned i = 0; i < SCENE_ROWS && load < END_PART; i++) {
        unsigned row = from_feet ? SCENE_ROWS - 1 - i : i;
        for (unsigned column = 0; column < SCENE_COLUMNS; column++) {
            load += part->grid[row][column];
            moment += part->grid[row][column] * ((float)column + 0.5f) / SCENE_COLUMNS;
        }
    }
    return load > 0 ? moment / load : 0.5f;
}

static struct group heaviest_band(const struct region_sight *part)
{
    struct group heaviest = {0};
    for (unsigned row = 0; row + BAND_ROWS <= SCENE_ROWS; row++) {
        struct group band = group_of(part, row, row + BAND_ROWS);
        heaviest = band.load > heaviest.load ? band : heaviest;
    }
    return heaviest;
}

struct look {
    bool roller;
    enum region region;
    enum side side;
    float confidence, row;
};

/* Two columns of unlike pads hardly tell two forearms from one near the middle. */
static bool is_coarse(const struct mat *mat)
{
    return mat->pad[0].width_mm > COARSE * mat->width_mm;
}

static bool is_on_hands_and_knees(const struct group group[2], const struct mat *mat)
{
    bool wider = group[1].spread > group[0].spread;
    if (is_coarse(mat))
        return is_even(&group[0]) && is_even(&group[1]) &&
               group[1].row - group[0].row < HANDS_APART_MOST_ROWS;
    return group[!wider].spread < NARROW && group[wider].load < HANDS_MOST;
}

static bool look_for_thighs(const struct region_sight *part, const struct mat *mat,
                            struct look *look)
{
    struct group group[2];
    if (!find_groups(part, group))
        return false;
    float apart = group[1].row - group[0].row;
    if (apart < APART_LEAST_ROWS || apart > APART_MOST_ROWS ||
        fminf(group[0].load, group[1].load) < GROUP_LEAST)
        return false;
    bool heavier = group[1].load > group[0].load;
    bool even = is_even(&group[0]) && is_even(&group[1]);
    if (!even && !is_one_sided(&group[0]) && !is_one_sided(&group[1]))
        return false;
    bool wider = group[1].spread > group[0].spread;
    if (group[wider].spread < ROLLER_SPREAD || is_on_hands_and_knees(group, mat))
        return false;
    float aside = fmaxf(fabsf(2 * group[0].left - 1), fabsf(2 * group[1].left - 1));
    look->roller = true;
    if (!is_coarse(mat) || aside > SURELY_ONE_SIDED || aside < ONE_SIDED) {
        look->region = even ? REGION_QUADS_HIP_FLEXORS : REGION_TFL_ITB;
        look->confidence = is_coarse(mat) && even ? RATHER : LIKELY;
    }
    look->row = group[even ? heavier : wider].row;
    return true;
}

/* The hand is on the side of the hip that is on the roller, the foot on the other: seen from above
 * the same, whichever way round. */
static bool look_for_seat(const struct region_sight *part, float aslant_least, struct look *look)
{
    float aslant = end_across(part, false) - end_across(part, true);
    struct group band = heaviest_band(part);
    if (fabsf(aslant) < aslant_least || band.load < BAND_LEAST || band.spread < ROLLER_SPREAD)
        return false;
    look->roller = true;
    look->region = REGION_GLUTES;
    look->side = aslant > 0 ? SIDE_LEFT : SIDE_RIGHT;
    look->confidence = SURE;
    look->row = band.row;
    return true;
}

static void follow(struct region_sight *part, const struct mat *mat, int64_t time_ns)
{
    struct look look = {.row = NAN};
    if (!look_for_seat(part, SURELY_ASLANT, &look) && !look_for_thighs(part, mat, &look))
        look_for_seat(part, ASLANT, &look);
    if (look.region != part->next || look.roller != part->next_roller) {
        part->next = look.region;
        part->next_roller = look.roller;
        part->next_ns = time_ns;
    }
    if (look.side != part->next_side) {
        part->next_side = look.side;
        part->next_side_ns = time_ns;
    }
    int64_t lasts_ns = !look.roller                  ? GONE_NS
                       : part->gone && !part->roller ? LASTS_AGAIN_NS
                                                     : LASTS_NS;
    if (time_ns - part->next_ns >= lasts_ns) {
        part->gone = part->gone || (part->roller && !look.roller);
        part->roller = look.roller;
        part->region = look.region;
        part->confidence = look.confidence;
        part->row = look.row;
    }
    if (time_ns - part->next_side_ns >= SIDE_LASTS_NS || look.side == SIDE_BOTH)
        part->side = look.side;
}

void region_step(struct region_sight *part, const struct scene *scene)
{
    if (scene->total <= 0)
        return;
    float step = scene->gap_ns > 0 ? 1 : (float)fmin(scene->interval_s / MEMORY_S, 1);
    for (unsigned row = 0; row < SCENE_ROWS; row++) {
        for (unsigned column = 0; column < SCENE_COLUMNS; column++)
            part->grid[row][column] +=
                (scene->grid[row][column] / scene->total - part->grid[row][column]) * step;
    }
    if (scene->time_ns < part->due_ns && scene->gap_ns == 0)
        return;
    part->due_ns = scene->time_ns + LOOK_NS;
    follow(part, scene->mat, scene->time_ns);
}
