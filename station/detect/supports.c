#include "detect/supports.h"

#include <math.h>
#include <string.h>

/* The layout is laid anew so often: while it fits, and while it does not. */
static const int64_t PLACE_NS = 1000000000, PLACE_SOON_NS = 250000000;
/* So long a past is laid out. What is held lies still: while it does not fit, the load of the last
 * posture is in the way. Where limbs come and go, or a roller travels, only their mean fits. */
static const double MEMORY_S = 3, MEMORY_SOON_S = 0.5;
static const float LOADED = 0.05f, UNLOADED = 0.03f; /* parts of the load on the mat */
static const float MISFIT_MOST = 0.22f; /* worse: this is not the posture that was asked for */
/* Once it was a plank for sure, as held ones are at 0.13 to 0.16, and standing at 0.20 is not, it
 * is up to here: a knee that stays down takes the load off the feet and costs 0.29 to 0.34, and is
 * to be named for as long. */
static const float MISFIT_SURE = 0.18f, MISFIT_STAYS = 0.38f;
static const float CARRIES = 0.03f;    /* of the load: less on a pad without contact is a leak */
static const float TOES_BESIDE = 1.3f; /* pad lengths from one row of pads to the next */
static const float TOES_MOST = 1.5f;   /* knees that are down take the load off the toes, and carry
                                          more than this part of what those do */
static const float TOES_SURE = 0.33f;  /* of the load, on both: about 0.3 on toes, but above 0.4 on
                                          knees, which are nearer to the body's centre of mass */
static const float STANDS_MM = 480, SITS_MM = 950; /* extent along the mat, at most */
static const float EXTENT_PART = 0.04f;            /* of the load, cut off at either end */

void supports_reset(struct supports *part)
{
    memset(part, 0, sizeof *part);
}

static bool fits(const struct supports *part)
{
    const float most = part->fitted ? MISFIT_STAYS : MISFIT_MOST;
    return part->layout && part->placing.placed && part->placing.misfit < most;
}

static void remember(struct supports *part, const struct scene *scene, bool anew)
{
    const struct exercise *exercise = scene->asked.exercise;
    bool still = exercise && (exercise->counts == COUNTS_HOLD || exercise->counts == COUNTS_TIME);
    double memory_s = still && !fits(part) ? MEMORY_SOON_S : MEMORY_S;
    float step = anew ? 1 : (float)fmin(scene->interval_s / memory_s, 1);
    for (unsigned i = 0; i < SCENE_ALONG; i++)
        part->along[i] += (scene->along[i] - part->along[i]) * step;
}

static bool is_plank(const struct exercise *exercise)
{
    return exercise->watch == WATCH_PLANK || exercise->watch == WATCH_SIDE_PLANK;
}

static void place(struct supports *part, const struct scene *scene)
{
    bool anew = scene->asked_anew || scene->gap_ns > 0;
    if (scene->asked_anew) {
        part->layout = layout_of(scene->asked.exercise);
        part->placing.placed = part->fitted = false;
    }
    remember(part, scene, anew);
    if (!part->layout)
        return;
    if (part->placing.placed &&
        scene->time_ns - part->placed_ns < (fits(part) ? PLACE_NS : PLACE_SOON_NS))
        return;
    /* Else the next best may be the one that does; but who rolls fits badly for moments only. */
    const bool rolls = scene->asked.exercise->counts == COUNTS_ROLL_AND_PAUSE;
    part->placing.placed = part->placing.placed && (rolls || fits(part));
    layout_place(part->layout, scene->mat, part->along, &part->placing);
    part->fitted = is_plank(scene->asked.exercise) && fits(part) &&
                   (part->fitted || part->placing.misfit < MISFIT_SURE);
    part->placed_ns = scene->time_ns;
}

static void name_pads(struct supports *part, const struct scene *scene)
{
    bool named = fits(part);
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        const struct pad *pad = &scene->mat->pad[i];
        enum zone zone =
            named ? layout_zone(part->layout, &part->placing, pad->x_mm + pad->length_mm / 2)
                  : ZONE_UNKNOWN;
        part->zone[i] = (unsigned char)zone;
    }
}

/* Toes on the border of two rows of pads load both; the second is not a knee, which would carry
 * more than the toes do and have load where the shin ends only. */
static void join_toes(struct supports *part, const struct scene *scene)
{
    float low_mm = INFINITY, high_mm = -INFINITY, toes = 0, beside = 0, apart = 0;
    const struct exercise *exercise = scene->asked.exercise;
    if (!exercise || !(exercise->must & 1u << ZONE_FEET) ||
        !(exercise->must_not & 1u << ZONE_KNEES))
        return;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        if (part->zone[i] != ZONE_FEET)
            continue;
        toes += scene->load[i];
        low_mm = fminf(low_mm, scene->mat->pad[i].x_mm);
        high_mm = fmaxf(high_mm, scene->mat->pad[i].x_mm);
    }
    float reach_mm = TOES_BESIDE * scene->mat->pad[0].length_mm;
    low_mm -= reach_mm;
    high_mm += reach_mm;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        float x_mm = scene->mat->pad[i].x_mm;
        if (part->zone[i] == ZONE_KNEES)
            *(x_mm > low_mm && x_mm < high_mm ? &beside : &apart) += scene->load[i];
    }
    bool light = toes > CARRIES * scene->total && toes + beside < TOES_SURE * scene->total;
    if (apart > CARRIES * scene->total || (beside > TOES_MOST * toes && !light))
        return;
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        float x_mm = scene->mat->pad[i].x_mm;
        if (part->zone[i] == ZONE_KNEES && x_mm > low_mm && x_mm < high_mm)
            part->zone[i] = ZONE_FEET;
    }
}

/* What leaks into a neighbouring pad is nobody's part. */
static void share_out(struct supports *part, const struct scene *scene, struct observation *seen)
{
    double share[ZONES] = {0}, total = 0;
    name_pads(part, scene);
    join_toes(part, scene);
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        unsigned zone = part->zone[i];
        total += (double)scene->load[i];
        if (scene->loads->contact[i] || scene->load[i] > CARRIES * scene->total)
            share[zone] += (double)scene->load[i];
    }
    for (unsigned zone = 0; zone < ZONES; zone++) {
        seen->zone_share[zone] = total > 0 ? (float)(share[zone] / total) : 0;
        unsigned bit = 1u << zone;
        bool was = (part->loaded & bit) != 0;
        bool is = seen->zone_share[zone] > (was ? UNLOADED : LOADED);
        part->loaded = is ? part->loaded | bit : part->loaded & ~bit;
    }
    if (seen->presence == PRESENCE_NOBODY)
        part->loaded = 0;
    seen->loaded = part->loaded & ~(1u << ZONE_UNKNOWN);
}

/* A region's pads of one zone become one support. */
static void add_support(const struct supports *part, const struct scene *scene,
                        const unsigned short *pads, unsigned count, enum zone zone,
                        struct observation *seen)
{
    float low_x = INFINITY, high_x = -INFINITY, low_y = INFINITY, high_y = -INFINITY;
    double load = 0, x = 0, y = 0;
    for (unsigned i = 0; i < count; i++) {
        if (part->zone[pads[i]] != zone)
            continue;
        const struct pad *pad = &scene->mat->pad[pads[i]];
        double weight = (double)fmaxf(scene->load[pads[i]], 1e-6f);
        load += weight;
        x += weight * (double)(pad->x_mm + pad->length_mm / 2);
        y += weight * (double)(pad->y_mm + pad->width_mm / 2);
        low_x = fminf(low_x, pad->x_mm);
        low_y = fminf(low_y, pad->y_mm);
        high_x = fmaxf(high_x, pad->x_mm + pad->length_mm);
        high_y = fmaxf(high_y, pad->y_mm + pad->width_mm);
    }
    if (load <= 0 || seen->supports == CONTACTS_MAX)
        return;
    seen->support[seen->supports++] = (struct support){
        .x_mm = (float)(x / load),
        .y_mm = (float)(y / load),
        .length_mm = high_x - low_x,
        .width_mm = high_y - low_y,
        .share = scene->total > 0 ? (float)(load / (double)scene->total) : 0,
        .zone = zone,
        .confidence = zone == ZONE_UNKNOWN ? 0 : 1 - part->placing.misfit,
    };
}

static void list_supports(struct supports *part, struct contacts *contacts,
                          const struct scene *scene, struct observation *seen)
{
    bool done[PADS_MAX] = {false};
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        if (done[i] || !scene->loads->contact[i])
            continue;
        unsigned count = contacts_flood(contacts, scene, i, done), zones = 0;
        for (unsigned k = 0; k < count; k++)
            zones |= 1u << part->zone[contacts->queue[k]];
        for (unsigned zone = 0; zone < ZONES; zone++) {
            if (zones & 1u << zone)
                add_support(part, scene, contacts->queue, count, (enum zone)zone, seen);
        }
    }
}

static float extent_mm(const struct scene *scene)
{
    float from = NAN, to = 0, sum = 0;
    float bin_mm = scene->mat->length_mm / SCENE_ALONG;
    for (unsigned i = 0; i < SCENE_ALONG; i++) {
        sum += scene->along[i];
        if (isnan(from) && sum > EXTENT_PART * scene->total)
            from = (float)i * bin_mm;
        if (sum < (1 - EXTENT_PART) * scene->total)
            to = (float)(i + 2) * bin_mm;
    }
    return isnan(from) ? 0 : fmaxf(to - from, bin_mm);
}

static bool lies(enum posture posture)
{
    return posture == POSTURE_SUPINE || posture == POSTURE_PRONE || posture == POSTURE_SIDE_LYING;
}

/* Pressure tells how long a body is, not which way it faces: that is as asked, or unclear. */
static enum posture posture_of(const struct scene *scene)
{
    enum posture asked = scene->asked.exercise ? scene->asked.exercise->posture : POSTURE_UNCLEAR;
    float extent = extent_mm(scene);
    if (extent <= STANDS_MM)
        return POSTURE_STANDING;
    if (extent <= SITS_MM)
        return asked != POSTURE_UNCLEAR && !lies(asked) ? asked : POSTURE_SITTING;
    return lies(asked) || asked == POSTURE_ALL_FOURS || asked == POSTURE_KNEELING ? asked
                                                                                  : POSTURE_UNCLEAR;
}

void supports_step(struct supports *part, struct contacts *contacts, const struct scene *scene,
                   struct observation *seen)
{
    const bool nobody = seen->presence == PRESENCE_NOBODY;
    const enum posture posture = nobody ? POSTURE_UNCLEAR : posture_of(scene);
    if (nobody || posture == POSTURE_STANDING || scene->gap_ns > 0)
        part->fitted = false;
    place(part, scene);
    share_out(part, scene, seen);
    if (nobody)
        return;
    list_supports(part, contacts, scene, seen);
    seen->posture = posture;
}
