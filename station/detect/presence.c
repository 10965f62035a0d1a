#include "detect/presence.h"

#include "detect/sink.h"

#include <math.h>

static const int64_t GONE_NS = 50000000; /* pads themselves take 0.2 s to let go */
static const double WEIGHT_S = 0.7;

/* What is put down stirs for a second and then rests. A person is known within three. */
static const int64_t WHILE_NS = 400000000;
enum { WHILE_FRAMES = 3, ALIVE_WHILES = 4, HEAVY_WHILES = 1, RESTING_WHILES = 8, LYING_WHILES = 2 };
static const float STEADY_PART = 0.4f; /* of the load: more changed is coming and going */
static const float STIRS_MM = 0.8f;    /* less is a bag that sags, and noise of the pads under it */
static const float PASSES_MM = 110;    /* a cat walks 0.14 m meanwhile, a child 0.2 m */
static const float NEIGHBOURS_LOAD = 0.05f; /* of the most loaded pad: less is noise */

static const double LIES_MM = 330; /* the load of people who lie is spread by 0.35 m and more, that
                                     of a child of 1.1 m by 0.28 m, of a cat or a chair by 0.2 m */
/* 27 kg: a child of 20 kg weighs less though pads say a quarter too much of the light, and somebody
 * of 45 kg more though they are worn and hot. They creep by so much, in so many seconds. */
static const float PERSON_N = 260, CREEP = 0.4f;
static const double CREEP_S = 20;
/* 12 kg: where only such pads' usual newtons are known, which may be a third less or half as
 * many again. A cat or a bag is lighter, and somebody of 45 kg heavier on the dullest pads. */
static const float LIGHT_N = 118;
static const float PERSON_PART = 0.3f; /* of the heaviest person so far: less is a child, a cat */
/* Of their own load: a bag, or one leg; toes in a plank carry more. */
static const float LEFT_PART = 0.17f;
static const int64_t LEFT_NS = 1000000000;
static const int64_t BACK_NS = 1000000000; /* nobody has left for less than that */
/* Who comes so soon, and is at least so heavy as who left, is the same. */
static const int64_t SOON_NS = 10000000000;
static const float SAME_PART = 0.5f;

void presence_reset(struct presence_part *part)
{
    *part = (struct presence_part){0};
}

static void begin_while(struct presence_part *part, int64_t time_ns)
{
    part->now = (struct presence_while){.from_ns = time_ns, .low = INFINITY, .high = -INFINITY};
}

static void arrive(struct presence_part *part, const struct scene *scene)
{
    const int64_t off_ns = scene->time_ns - part->off_ns;
    part->light_ns = 0;
    if (part->person && off_ns < BACK_NS)
        return;
    part->left_weight = part->person && off_ns < SOON_NS ? part->visit_weight : 0;
    part->person = false;
    part->since_ns = scene->time_ns;
    part->weight = scene->total * scene->level;
    part->visit_weight = 0;
    part->x_mm = part->y_mm = NAN;
    part->stirring = part->resting = part->lying = 0;
    begin_while(part, scene->time_ns);
}

static double middle(float from_mm, float length_mm)
{
    return (double)(from_mm + length_mm / 2);
}

/* Without what the pads beside it say. */
static void add_centre(struct presence_while *now, const struct scene *scene)
{
    double sum = 0, x = 0, y = 0, square = 0;
    float most = 0;
    for (unsigned i = 0; i < scene->mat->pads; i++)
        most = fmaxf(most, scene->load[i]);
    for (unsigned i = 0; i < scene->mat->pads; i++) {
        const struct pad *pad = &scene->mat->pad[i];
        double load = (double)(scene->load[i] - NEIGHBOURS_LOAD * most);
        if (load <= 0)
            continue;
        double at_x = middle(pad->x_mm, pad->length_mm), at_y = middle(pad->y_mm, pad->width_mm);
        sum += load;
        x += load * at_x;
        y += load * at_y;
        square += load * (at_x * at_x + at_y * at_y);
    }
    if (sum <= 0)
        return;
    x /= sum;
    y /= sum;
    now->centres++;
    now->x_mm += x;
    now->y_mm += y;
    now->spread_mm += sqrt(fmax(square / sum - x * x - y * y, 0));
}

static void learn(struct presence_part *part, const struct scene *scene)
{
    const float load = scene->total * scene->level;
    part->weight += (load - part->weight) * (float)fmin(scene->interval_s / WEIGHT_S, 1);
    part->now.low = fminf(part->now.low, load);
    part->now.high = fmaxf(part->now.high, load);
    add_centre(&part->now, scene);
}

/* On a single pad nobody is seen to stir. */
static void end_while(struct presence_part *part, const struct scene *scene)
{
    const struct presence_while *now = &part->now;
    if (scene->time_ns - now->from_ns < WHILE_NS || now->centres < WHILE_FRAMES)
        return;
    const float x_mm = (float)(now->x_mm / now->centres), y_mm = (float)(now->y_mm / now->centres);
    const float way_mm = isnan(part->x_mm) ? 0 : hypotf(x_mm - part->x_mm, y_mm - part->y_mm);
    const bool stirs = way_mm > STIRS_MM || scene->mat->pads == 1;
    const bool steady = now->high - now->low < STEADY_PART * now->high;
    const bool is_long = now->spread_mm > LIES_MM * now->centres;
    part->x_mm = x_mm;
    part->y_mm = y_mm;
    part->resting = stirs ? 0 : part->resting + 1;
    part->lying = !is_long ? 0 : part->lying + steady;
    if (way_mm > PASSES_MM)
        part->stirring -= part->stirring > 0;
    else if (part->resting < RESTING_WHILES)
        part->stirring += stirs && steady;
    else
        part->stirring = 0;
    begin_while(part, scene->time_ns);
}

static bool lies(const struct presence_part *part)
{
    return part->lying >= LYING_WHILES;
}

/* 0: nobody knows. */
static float newtons_of(const struct presence_part *part, float load, const struct scene *scene)
{
    const double since_s = (double)(scene->time_ns - part->since_ns) * 1e-9;
    const float crept = 1 + CREEP * (float)(1 - exp(-since_s / CREEP_S));
    return load * scene->loads->newton / crept;
}

static bool is_heavy(const struct presence_part *part, const struct scene *scene)
{
    const float newtons = newtons_of(part, part->weight, scene);
    if (scene->loads->measured)
        return newtons > PERSON_N;
    return part->weight > PERSON_PART * part->person_weight &&
           (scene->loads->newton <= 0 || newtons > LIGHT_N);
}

/* Pads that stick hide a quiet person's swaying, but things so heavy as people are few. */
static bool is_alive(const struct presence_part *part, const struct loads *loads)
{
    const bool heavy = part->weight * loads->newton > PERSON_N;
    return part->stirring >= (heavy ? HEAVY_WHILES : ALIVE_WHILES);
}

/* Once a person, always one until the mat is left: half a body may hang over the edge. */
static void become_person(struct presence_part *part, const struct scene *scene)
{
    const bool same = part->left_weight > 0 && part->weight > SAME_PART * part->left_weight;
    if (!same && !lies(part) && !(is_alive(part, scene->loads) && is_heavy(part, scene)))
        return;
    part->person = true;
    part->light_ns = 0;
    part->person_weight = fmaxf(part->person_weight, part->weight);
}

/* Left, but for a cat or a bag that stayed. In units that nobody knows it is not told: of recorded
 * people who press themselves up the sensors feel no more for seconds. */
static void leave(struct presence_part *part, const struct scene *scene)
{
    const float load = scene->total * scene->level;
    const bool light = scene->loads->newton > 0 && !lies(part) &&
                       newtons_of(part, load, scene) < LIGHT_N &&
                       load < LEFT_PART * part->visit_weight;
    if (!light)
        part->light_ns = 0;
    else if (part->light_ns == 0)
        part->light_ns = scene->time_ns;
    if (!light || scene->time_ns - part->light_ns < LEFT_NS)
        return;
    part->person = false;
    part->since_ns = scene->time_ns;
    part->weight = part->visit_weight = load;
    part->left_weight = 0;
    part->stirring = part->resting = 0;
}

static void judge(struct presence_part *part, const struct scene *scene)
{
    end_while(part, scene);
    part->visit_weight = fmaxf(part->visit_weight, part->weight);
    if (part->person)
        leave(part, scene);
    else
        become_person(part, scene);
}

static void follow_loaded(struct presence_part *part, const struct scene *scene,
                          struct observation *seen)
{
    if (scene->loaded == part->on) {
        part->changing_ns = 0;
        return;
    }
    if (part->changing_ns == 0)
        part->changing_ns = scene->time_ns;
    if (part->on && scene->time_ns - part->changing_ns < GONE_NS)
        return;
    part->on = scene->loaded;
    part->changing_ns = 0;
    if (part->on)
        arrive(part, scene);
    else
        part->off_ns = scene->time_ns;
    sink_put(seen, part->on ? EVENT_MAT_ON : EVENT_MAT_OFF, scene->time_ns);
}

void presence_step(struct presence_part *part, const struct scene *scene, struct observation *seen)
{
    follow_loaded(part, scene, seen);
    if (part->on) {
        learn(part, scene);
        judge(part, scene);
    }
    seen->presence = !part->on      ? PRESENCE_NOBODY
                     : part->person ? PRESENCE_PERSON
                                    : PRESENCE_SOMETHING;
}
