#include "detect/stillness.h"

#include <math.h>
#include <string.h>

static const double SMOOTH_S = 0.1;
static const int64_t PAST_STEP_NS = 50000000;
/* A body at rest sways; until it has rested once, by so much from end to end. */
static const float SWAY_MM = 7, SWAY_LEAST_MM = 3, SWAY_MOST_MM = 12, SWAYS = 4.5f;
static const float SWAY_PART = 0.3f;  /* but never more than this part of a stroke */
static const float TURN_SWAYS = 1.5f; /* in the time to wait, a turn goes so many times as far */
static const double WAIT_LEAST_S = 0.8, WAIT_MOST_S = 4.2, WAIT_UNKNOWN_S = 2;
static const float SHIFT_STROKES = 4; /* the shift of a stroke is the mean of so many */
static const double SPOT_S = 6, SWAY_S = 4;
static const float LATE = 0.6f, REACHES = 1.6f, REACH_LEAST = 0.25f;
static const float NEAR = 0.6f; /* of the sway: this near, it is at its spot */
static const double SPEED_S = 0.3, ENTERS = 1.3, ENTERS_MOST_S = 0.6, LEAVES = 0.5,
                    LEAVES_MOST_S = 0.15;

void stillness_reset(struct stillness *part, const struct mat *mat)
{
    memset(part, 0, sizeof *part);
    part->bins = mat->pads < STILLNESS_BINS ? mat->pads : STILLNESS_BINS;
}

static unsigned index_back(const struct stillness *part, unsigned back)
{
    return (part->next + STILLNESS_PAST - 1 - back) % STILLNESS_PAST;
}

static void keep(struct stillness *part, int64_t time_ns)
{
    if (part->pasts > 0 && time_ns - part->past_ns[index_back(part, 0)] < PAST_STEP_NS)
        return;
    part->past_ns[part->next] = time_ns;
    part->past_mm[part->next] = part->x_mm;
    memcpy(part->past_load[part->next], part->load, sizeof part->load);
    part->next = (part->next + 1) % STILLNESS_PAST;
    if (part->pasts < STILLNESS_PAST)
        part->pasts++;
}

/* From end to end. */
static float sway_of(const struct stillness *part, const struct usual_stroke *usual)
{
    float sway_mm = part->sway_mm > 0 ? SWAYS * part->sway_mm : SWAY_MM;
    sway_mm = fminf(fmaxf(sway_mm, SWAY_LEAST_MM), SWAY_MOST_MM);
    return usual->far_mm > 0 ? fminf(sway_mm, SWAY_PART * usual->far_mm) : sway_mm;
}

/* How long to wait until what is within the sway can no longer be the turn of a stroke, which goes
 * as a cosine does. */
static double wait_s(const struct usual_stroke *usual, float sway_mm)
{
    if (usual->far_mm <= 0)
        return WAIT_UNKNOWN_S;
    double angle = acos(fmax(1 - 2 * (double)(TURN_SWAYS * sway_mm / usual->far_mm), -1));
    double seconds = 2 * (double)usual->seconds * angle / M_PI;
    return fmin(fmax(seconds, WAIT_LEAST_S), WAIT_MOST_S);
}

/* Millimetres a second around a moment of the past, over a little while before or after it. */
static double speed_at(const struct stillness *part, unsigned back, int step)
{
    unsigned other = back;
    double seconds = 0;
    while (seconds < SPEED_S) {
        unsigned further = (unsigned)((int)other + step);
        if (further >= part->pasts)
            break;
        other = further;
        seconds = fabs((double)(part->past_ns[index_back(part, back)] -
                                part->past_ns[index_back(part, other)]) *
                       1e-9);
    }
    if (seconds <= 0)
        return 0;
    return fabs((double)(part->past_mm[index_back(part, back)] -
                         part->past_mm[index_back(part, other)])) /
           seconds;
}

static double crossing_s(double near_mm, double speed, double times, double most_s)
{
    return speed > 0 ? fmin(times * near_mm / speed, most_s) : most_s;
}

/* When the body came near the spot, and a little later: it did not stop at its edge. */
static int64_t onset(const struct stillness *part, float near_mm, int64_t time_ns)
{
    int64_t since_ns = time_ns;
    for (unsigned back = 0; back < part->pasts; back++) {
        unsigned i = index_back(part, back);
        if (fabsf(part->past_mm[i] - part->spot_mm) > near_mm) {
            double late_s =
                crossing_s((double)near_mm, speed_at(part, back, 1), ENTERS, ENTERS_MOST_S);
            return since_ns + (int64_t)(late_s * 1e9);
        }
        since_ns = part->past_ns[i];
    }
    return since_ns;
}

static int64_t departure(const struct stillness *part, float near_mm, int64_t time_ns)
{
    int64_t until_ns = time_ns;
    for (unsigned back = 0; back < part->pasts; back++) {
        unsigned i = index_back(part, back);
        until_ns = part->past_ns[i];
        if (fabsf(part->past_mm[i] - part->spot_mm) <= near_mm) {
            double early_s =
                crossing_s((double)near_mm, speed_at(part, back, -1), LEAVES, LEAVES_MOST_S);
            return until_ns - (int64_t)(early_s * 1e9);
        }
    }
    return until_ns;
}

static void forget_before(struct stillness *part, int64_t time_ns)
{
    unsigned kept = 0;
    while (kept < part->pasts && part->past_ns[index_back(part, kept)] > time_ns)
        kept++;
    part->pasts = kept;
}

static void watch_rest(struct stillness *part, float sway_mm, const struct scene *scene)
{
    float away_mm = fabsf(part->x_mm - part->spot_mm);
    if (away_mm > sway_mm) {
        part->still = false;
        part->left_ns = departure(part, NEAR * sway_mm, scene->time_ns);
        forget_before(part, part->left_ns);
        return;
    }
    float step = (float)fmin(scene->interval_s / SWAY_S, 1);
    if (part->sway_mm <= 0)
        part->sway_mm = SWAY_MM / SWAYS;
    part->sway_mm += (away_mm - part->sway_mm) * step;
    part->spot_mm += (part->x_mm - part->spot_mm) * (float)fmin(scene->interval_s / SPOT_S, 1);
}

/* How far from the spot it sways once it surely rests: in the later part of so many moments. */
static float reach_of_rest(struct stillness *part, unsigned count, float sway_mm)
{
    unsigned late = (unsigned)((float)count * LATE);
    float sum = 0, most = 0;
    for (unsigned back = 0; back < late; back++)
        sum += part->past_mm[index_back(part, back)];
    if (late > 0)
        part->spot_mm = sum / (float)late;
    for (unsigned back = 0; back < late; back++)
        most = fmaxf(most, fabsf(part->past_mm[index_back(part, back)] - part->spot_mm));
    return fminf(fmaxf(REACHES * most, REACH_LEAST * sway_mm), NEAR * sway_mm);
}

static void watch_move(struct stillness *part, float sway_mm, double wait, int64_t time_ns)
{
    float low = INFINITY, high = -INFINITY;
    double sum = 0, covered_s = 0;
    unsigned count = 0;
    for (; count < part->pasts && covered_s < wait; count++) {
        unsigned i = index_back(part, count);
        low = fminf(low, part->past_mm[i]);
        high = fmaxf(high, part->past_mm[i]);
        sum += (double)part->past_mm[i];
        covered_s = (double)(time_ns - part->past_ns[i]) * 1e-9;
    }
    if (covered_s < wait || high - low > sway_mm)
        return;
    part->still = true;
    part->spot_mm = (float)(sum / count);
    part->since_ns = onset(part, reach_of_rest(part, count, sway_mm), time_ns);
}

static float weigh(const struct stillness *part, const float *load)
{
    float sum = 0;
    for (unsigned i = 0; i < part->bins; i++)
        sum += part->weight_mm[i] * load[i];
    return sum;
}

/* Before strokes are known: the centre of load. */
static void weigh_by_place(struct stillness *part, const struct scene *scene)
{
    bool pads = scene->mat->pads <= STILLNESS_BINS;
    float row_mm = scene->mat->length_mm / SCENE_ROWS;
    for (unsigned i = 0; i < part->bins; i++) {
        const struct pad *pad = &scene->mat->pad[i];
        part->weight_mm[i] =
            pads ? pad->x_mm + pad->length_mm / 2 : ((float)(i / SCENE_COLUMNS) + 0.5f) * row_mm;
    }
}

void stillness_turn(struct stillness *part, int way, float length_mm)
{
    float size = 0;
    /* The first one began somewhere in getting into place. */
    float step = part->turns++ == 0 ? 0 : 1 / fminf((float)part->turns - 1, SHIFT_STROKES);
    for (unsigned i = 0; i < part->bins; i++) {
        float shift = (part->load[i] - part->turn[i]) * (float)way;
        part->shift[i] += (shift - part->shift[i]) * step;
        part->turn[i] = part->load[i];
        size += part->shift[i] * part->shift[i];
    }
    if (size <= 0)
        return;
    for (unsigned i = 0; i < part->bins; i++)
        part->weight_mm[i] = part->shift[i] * length_mm / size;
    for (unsigned i = 0; i < STILLNESS_PAST; i++)
        part->past_mm[i] = weigh(part, part->past_load[i]);
    part->x_mm = weigh(part, part->load);
    part->spot_mm = part->x_mm;
}

static void begin(struct stillness *part, const struct scene *scene, const float *load)
{
    part->begun = true;
    part->still = false;
    part->pasts = part->next = part->turns = 0;
    weigh_by_place(part, scene);
    memset(part->shift, 0, sizeof part->shift);
    memcpy(part->load, load, part->bins * sizeof *load);
    memcpy(part->turn, load, part->bins * sizeof *load);
}

void stillness_step(struct stillness *part, const struct scene *scene,
                    const struct usual_stroke *usual, bool anew)
{
    const float *load =
        scene->mat->pads <= STILLNESS_BINS ? scene->load : (const float *)scene->grid;
    if (isnan(scene->x_mm))
        return;
    if (!part->begun || scene->gap_ns > 0 || anew)
        begin(part, scene, load);
    float step = (float)fmin(scene->interval_s / SMOOTH_S, 1);
    for (unsigned i = 0; i < part->bins; i++)
        part->load[i] += (load[i] - part->load[i]) * step;
    part->x_mm = weigh(part, part->load);
    keep(part, scene->time_ns);
    float sway_mm = sway_of(part, usual);
    if (part->still)
        watch_rest(part, sway_mm, scene);
    else
        watch_move(part, sway_mm, wait_s(usual, sway_mm), scene->time_ns);
}
