#include "person/mind.h"

#include "person/chance.h"
#include "person/mind_inside.h"

#include <math.h>
#include <string.h>

void mind_init(struct mind *mind, const struct catalogue *catalogue,
               const struct scenario *scenario, uint64_t seed)
{
    memset(mind, 0, sizeof *mind);
    mind->catalogue = catalogue;
    mind->scenario = scenario;
    mind->chance = seed ^ UINT64_C(0xA5A5A5A5);
    mind->known = mind->seen = (struct gist){.screen = SCREENS, .exercise = -1};
    mind->pace = 1.0F;
    mind->thumb.slip = -1;
    mind->start_ns = mind->working_ns = mind->act_ns = NEVER;
}

int64_t mind_slip_from_ns(const struct mind *mind, unsigned n)
{
    const struct scenario_slip *slip = &mind->scenario->slip[n];
    int64_t from_ns = mind->start_ns;
    if (slip->exercise[0]) {
        int index = catalogue_find_exercise(mind->catalogue, slip->exercise);
        if (mind->working_ns == NEVER || mind->work.exercise != index ||
            (slip->time_n && mind->begun[n] != slip->time_n))
            return INT64_MAX;
        from_ns = mind->working_ns;
    }
    return from_ns + seconds_ns(slip->at_s);
}

float mind_slip_s(const struct mind *mind, unsigned n, int64_t time_ns)
{
    int64_t from_ns = mind_slip_from_ns(mind, n);
    if (time_ns < from_ns || time_ns >= from_ns + seconds_ns(mind->scenario->slip[n].for_s))
        return -1.0F;
    return (float)(time_ns - from_ns) * 1e-9F;
}

bool mind_slips(const struct mind *mind, enum slip what, int64_t time_ns)
{
    for (unsigned i = 0; i < mind->scenario->slips; i++)
        if (mind->scenario->slip[i].what == what && mind_slip_s(mind, i, time_ns) >= 0.0F)
            return true;
    return false;
}

void mind_begins(struct mind *mind, int64_t time_ns, const struct gist *work)
{
    mind->working_ns = time_ns;
    mind->work = *work;
    mind->rolled_ns = 0;
    mind->search_s = chance_between(&mind->chance, 6.0F, 10.0F);
    if (mind->work.exercise < 0)
        return;
    const char *id = mind->catalogue->exercise[mind->work.exercise].id;
    for (unsigned i = 0; i < mind->scenario->slips; i++)
        if (!strcmp(mind->scenario->slip[i].exercise, id)) {
            mind->begun[i]++;
            mind->slipped[i] = false;
        }
}

void wish_shape(struct wish *wish, const char *id)
{
    wish->shape = (struct shape){.mirrored = false};
    memcpy(wish->shape.id, id, strlen(id) + 1);
}

float mind_passes_per_s(const struct mind *mind, int64_t time_ns, float pass_s)
{
    float pace = mind->scenario->manner.pace;
    if (mind_slips(mind, SLIP_TOO_FAST, time_ns))
        pace *= 4.0F;
    return pace / pass_s;
}

void mind_spoil(struct mind *mind, int64_t time_ns, const struct performer *performer,
                const struct exercise *exercise, struct wish *wish)
{
    if (exercise->sides != SIDES_BOTH && mind_slips(mind, SLIP_WRONG_SIDE, time_ns))
        wish->shape.mirrored = !wish->shape.mirrored;
    if (mind_slips(mind, SLIP_KNEE_DOWN, time_ns))
        wish->shape.spoilt |= SPOILT_KNEE;
    if (!mind_slips(mind, SLIP_HIPS_DOWN, time_ns))
        return;
    if (exercise->watch != WATCH_BRIDGE) {
        wish->shape.spoilt |= SPOILT_HIPS;
        return;
    }
    wish->endless = false;
    wish->phase = floorf(performer->phase + 0.02F);
    wish->rate_per_s = 0.6F;
}

bool mind_elsewhere(struct mind *mind, int64_t time_ns, struct wish *wish)
{
    bool off = mind_slips(mind, SLIP_STEP_OFF, time_ns);
    if (!off && !mind_slips(mind, SLIP_SITS, time_ns))
        return false;
    *wish = (struct wish){.shape = {.id = "sit"}};
    if (off)
        wish_shape(wish, "away");
    return true;
}

void wish_nothing(const struct performer *performer, struct wish *wish)
{
    *wish = (struct wish){.shape = performer->route_length
                                       ? performer->route[performer->route_length - 1]
                                       : performer->now};
}
