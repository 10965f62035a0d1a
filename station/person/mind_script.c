#include "person/mind.h"

#include "person/chance.h"
#include "person/mind_inside.h"

#include <math.h>
#include <string.h>

/* Far end and base are stood on for top_s and base_s; the way between takes the rest of cycle_s. */
static float cycle_phase(const struct scenario_act *act, float t_s, float cycle_s)
{
    float way_s = fmaxf(0.2F, cycle_s - act->top_s - act->base_s);
    float cycle = floorf(t_s / cycle_s);
    float at_s = t_s - cycle * cycle_s;
    float half_s = 0.5F * way_s;
    if (at_s < half_s)
        return cycle + 0.5F * at_s / half_s;
    if (at_s < half_s + act->top_s)
        return cycle + 0.5F;
    if (at_s < way_s + act->top_s)
        return cycle + 0.5F + 0.5F * (at_s - half_s - act->top_s) / half_s;
    return cycle + 1.0F;
}

/* Nobody stops just where a pass ends: a spot is found somewhere within the last one. */
static void spot_begin(struct mind *mind, const struct scenario_act *act, unsigned spot, float t_s)
{
    float pass_s = act->pass_s > 0.0F ? act->pass_s : 3.0F;
    mind->spot = spot;
    mind->spot_from_s = t_s;
    mind->spot_roll_s = act->roll_s + chance_between(&mind->chance, -0.5F, 0.5F) * pass_s;
}

/* True once the last spot has been rested on. */
static bool spots_go_on(struct mind *mind, const struct scenario_act *act, float t_s,
                        struct wish *wish)
{
    if (t_s - mind->spot_from_s >= mind->spot_roll_s + act->pause_s)
        spot_begin(mind, act, mind->spot + 1, t_s);
    bool roll = t_s - mind->spot_from_s < mind->spot_roll_s;
    float pass_s = act->pass_s > 0.0F ? act->pass_s : 3.0F;
    wish->endless = true;
    wish->rate_per_s = roll ? 0.5F * mind_passes_per_s(mind, mind->last_ns, pass_s) : 0.0F;
    return mind->spot >= act->spots;
}

static void act_begin(struct mind *mind, int64_t time_ns, const struct performer *performer)
{
    mind->act_ns = time_ns;
    mind->act_from = ceilf(performer->phase - 0.02F);
    mind->act_left = false;
    const struct scenario_act *act = &mind->scenario->act[mind->act];
    spot_begin(mind, act, 0, 0.0F);
    struct gist work = {.exercise = catalogue_find_exercise(mind->catalogue, act->what)};
    if (work.exercise >= 0)
        mind_begins(mind, time_ns, &work);
    else
        mind->working_ns = NEVER;
}

static float act_cycle_s(const struct mind *mind, const struct scenario_act *act)
{
    return (act->cycle_s > 0.0F ? act->cycle_s : 5.0F) / mind->scenario->manner.pace;
}

/* Who leaves in the middle of a set goes on with it on coming back: the one that was broken off is
 * done anew. True while the body is elsewhere. */
static bool act_is_left(struct mind *mind, const struct scenario_act *act, int64_t time_ns,
                        float dt_s, const struct performer *performer)
{
    const struct shape *goal =
        performer->route_length ? &performer->route[performer->route_length - 1] : &performer->now;
    const bool there = !strcmp(performer->now.id, act->what);
    mind->act_left = mind->act_left || !there || strcmp(goal->id, act->what);
    if (!mind->act_left)
        return false;
    mind->act_ns += seconds_ns(dt_s);
    if (!there || performer->route_length)
        return true;
    const float cycle_s = act_cycle_s(mind, act);
    const float done = floorf((float)(time_ns - mind->act_ns) * 1e-9F / cycle_s);
    mind->act_from = ceilf(performer->phase - 0.02F) - done;
    mind->act_ns = time_ns - seconds_ns(done * cycle_s);
    mind->act_left = false;
    return false;
}

/* True once the act is through. */
static bool act_go_on(struct mind *mind, const struct scenario_act *act, float t_s, float dt_s,
                      const struct performer *performer, struct wish *wish)
{
    float pace = mind->scenario->manner.pace;
    wish->rate_per_s = 4.0F;
    if (act->spots)
        return spots_go_on(mind, act, t_s, wish);
    if (act->repetitions) {
        float cycle_s = act_cycle_s(mind, act);
        if (floorf(performer->phase) != mind->cycle) {
            mind->cycle = floorf(performer->phase);
            mind->pace = chance_normal(&mind->chance, 1.0F, 0.08F);
        }
        mind->act_ns -= seconds_ns(dt_s * (mind->pace - 1.0F));
        float through = fminf(cycle_phase(act, t_s, cycle_s), (float)act->repetitions);
        wish->phase = mind->act_from + through;
        return t_s >= cycle_s * (float)act->repetitions;
    }
    wish->phase = mind->act_from + shapes_far_phase(performer->shapes, &wish->shape);
    wish->rate_per_s = 0.25F * pace;
    return t_s >= act->seconds;
}

void mind_follow_script(struct mind *mind, int64_t time_ns, const struct performer *performer,
                        struct wish *wish)
{
    if (mind->start_ns == NEVER) {
        mind->start_ns = time_ns;
        mind->last_ns = time_ns;
    }
    wish_nothing(performer, wish);
    float dt_s = (float)(time_ns - mind->last_ns) * 1e-9F;
    mind->last_ns = time_ns;
    if (mind->act >= mind->scenario->acts) {
        mind->finished = true;
        return;
    }
    const struct scenario_act *act = &mind->scenario->act[mind->act];
    wish_shape(wish, act->what);
    wish->shape.mirrored = act->side == SIDE_RIGHT;
    if (mind->act_ns == NEVER) {
        if (!performer_settled(performer, wish))
            return;
        act_begin(mind, time_ns, performer);
    }
    if (mind_slips(mind, SLIP_ASLEEP, time_ns)) {
        wish_nothing(performer, wish);
        mind->act_ns += seconds_ns(dt_s);
        return;
    }
    if (act->repetitions && act_is_left(mind, act, time_ns, dt_s, performer)) {
        mind_elsewhere(mind, time_ns, wish);
        return;
    }
    float t_s = (float)(time_ns - mind->act_ns) * 1e-9F;
    if (act_go_on(mind, act, t_s, dt_s, performer, wish)) {
        mind->act++;
        mind->act_ns = NEVER;
    }
    if (mind->working_ns != NEVER && mind->work.exercise >= 0)
        mind_spoil(mind, time_ns, performer, &mind->catalogue->exercise[mind->work.exercise], wish);
    mind_elsewhere(mind, time_ns, wish);
}
