#include "person/mind.h"

#include "base/clock.h"

#include <math.h>
#include <string.h>

static int64_t seconds(float s)
{
    return (int64_t)((double)s * 1e9);
}

void mind_init(struct mind *mind, const struct catalogue *catalogue,
               const struct scenario *scenario, uint64_t seed)
{
    memset(mind, 0, sizeof *mind);
    mind->catalogue = catalogue;
    mind->scenario = scenario;
    mind->chance = seed ^ UINT64_C(0xA5A5A5A5);
    mind->known = mind->seen = (struct gist){.screen = SCREENS, .exercise = -1};
    mind->pace = 1.0F;
    mind->start_ns = mind->working_ns = mind->act_ns = NEVER;
}

static bool gist_same(const struct gist *a, const struct gist *b)
{
    return a->screen == b->screen && a->phase == b->phase && a->exercise == b->exercise &&
           a->side == b->side && a->set == b->set;
}

/* What is shown is taken in one reaction time after it changed. */
static void take_in(struct mind *mind, int64_t time_ns, const struct view *view)
{
    struct gist shown = {view->screen, view->phase, view->exercise, view->side, view->set};
    if (!gist_same(&shown, &mind->seen)) {
        if (gist_same(&mind->seen, &mind->known))
            mind->aware_ns = time_ns + seconds(mind->scenario->manner.reaction_s *
                                               chance_between(&mind->chance, 0.7F, 1.5F));
        mind->seen = shown;
    }
    if (!gist_same(&mind->seen, &mind->known) && time_ns >= mind->aware_ns) {
        mind->known = mind->seen;
        mind->known_ns = time_ns;
    }
}

/* When the n-th slip begins, as far as is known yet. */
static int64_t slip_from_ns(const struct mind *mind, unsigned n)
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
    return from_ns + seconds(slip->at_s);
}

float mind_slip_s(const struct mind *mind, unsigned n, int64_t time_ns)
{
    int64_t from_ns = slip_from_ns(mind, n);
    if (time_ns < from_ns || time_ns >= from_ns + seconds(mind->scenario->slip[n].for_s))
        return -1.0F;
    return (float)(time_ns - from_ns) * 1e-9F;
}

static bool slips(const struct mind *mind, enum slip what, int64_t time_ns)
{
    for (unsigned i = 0; i < mind->scenario->slips; i++)
        if (mind->scenario->slip[i].what == what && mind_slip_s(mind, i, time_ns) >= 0.0F)
            return true;
    return false;
}

static void work_begins(struct mind *mind, int64_t time_ns, const struct gist *work)
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

static bool is_work(enum phase phase)
{
    return phase == PHASE_SEARCH || phase == PHASE_PAUSE || phase == PHASE_MOVE_ON ||
           phase == PHASE_ARM || phase == PHASE_HOLD || phase == PHASE_BROKEN ||
           phase == PHASE_REPETITIONS || phase == PHASE_STRETCH || phase == PHASE_BREATH;
}

static void notice_work(struct mind *mind, int64_t time_ns)
{
    const struct gist *known = &mind->known;
    bool on = known->screen == SCREEN_EXERCISE && is_work(known->phase);
    bool other = known->exercise != mind->work.exercise || known->side != mind->work.side ||
                 known->set != mind->work.set;
    if (on && (mind->working_ns == NEVER || other))
        work_begins(mind, time_ns, known);
    else if (!on && known->screen != SCREEN_CARDS)
        mind->working_ns = NEVER;
}

/* ---------------------------------------------------------------- the button */

static bool thumb_is_down(const struct thumb *thumb, int64_t time_ns)
{
    return time_ns >= thumb->down_from_ns && time_ns < thumb->down_to_ns;
}

static void thumb_press(struct mind *mind, int64_t time_ns, bool held)
{
    struct thumb *thumb = &mind->thumb;
    if (time_ns < thumb->ready_ns)
        return;
    float think_s = chance_between(&mind->chance, 0.5F, 0.9F);
    float down_s = held ? chance_between(&mind->chance, 1.15F, 1.4F)
                        : chance_between(&mind->chance, 0.12F, 0.3F);
    thumb->down_from_ns = time_ns + seconds(think_s);
    thumb->down_to_ns = thumb->down_from_ns + seconds(down_s);
    thumb->ready_ns = thumb->down_to_ns + seconds(0.4F);
}

/* The card wanted: the scenario's, then what anybody would choose; else the one that is marked. */
static unsigned wanted_card(const struct scenario *scenario, const struct view *view)
{
    static const char *const usual[] = {"go_on", "today", "same", "no"};
    enum { USUAL = sizeof usual / sizeof *usual };
    for (unsigned i = 0; i < scenario->cards + USUAL; i++) {
        const char *id = i < scenario->cards ? scenario->card[i] : usual[i - scenario->cards];
        for (unsigned c = 0; c < view->cards; c++)
            if (!strcmp(view->card[c].id, id))
                return c;
    }
    return view->selected;
}

static void use_button(struct mind *mind, int64_t time_ns, const struct view *view)
{
    float known_s = (float)(time_ns - mind->known_ns) * 1e-9F;
    switch (mind->known.screen) {
    case SCREEN_CARDS:
        thumb_press(mind, time_ns, wanted_card(mind->scenario, view) == view->selected);
        break;
    case SCREEN_IDLE: /* standing on the mat did not wake it */
        if (known_s > 4.0F)
            thumb_press(mind, time_ns, false);
        break;
    case SCREEN_FIRST_START:
    case SCREEN_PROFESSIONAL:
        if (known_s > 3.0F)
            thumb_press(mind, time_ns, true);
        break;
    default: break;
    }
}

static void press_by_mistake(struct mind *mind, int64_t time_ns)
{
    for (unsigned i = 0; i < mind->scenario->slips; i++) {
        enum slip what = mind->scenario->slip[i].what;
        if ((what != SLIP_PRESS && what != SLIP_PRESS_HELD) || mind->slipped[i])
            continue;
        if (time_ns < slip_from_ns(mind, i) || time_ns < mind->thumb.ready_ns)
            continue;
        thumb_press(mind, time_ns, what == SLIP_PRESS_HELD);
        mind->slipped[i] = true;
    }
}

/* ---------------------------------------------------------------- the body */

static void wish_shape(struct wish *wish, const char *id)
{
    wish->shape = (struct shape){.mirrored = false};
    memcpy(wish->shape.id, id, strlen(id) + 1);
}

static float passes_per_s(const struct mind *mind, int64_t time_ns, float pass_s)
{
    float pace = mind->scenario->manner.pace;
    if (slips(mind, SLIP_TOO_FAST, time_ns))
        pace *= 4.0F;
    return pace / pass_s;
}

/* Rolls until a spot is found, stays there as long as the screen wants, then looks for another. */
static void wish_rolling(struct mind *mind, int64_t time_ns, struct wish *wish)
{
    bool stay = mind->known.phase == PHASE_PAUSE;
    float rolled_s = (float)mind->rolled_ns * 1e-9F;
    if (stay)
        mind->rolled_ns = 0;
    else if (rolled_s > mind->search_s && mind->known.phase == PHASE_SEARCH)
        stay = true;
    wish->endless = true;
    wish->rate_per_s = stay ? 0.0F : 0.5F * passes_per_s(mind, time_ns, 3.0F);
    if (!stay)
        mind->rolled_ns += time_ns - mind->last_ns;
}

/* One repetition after another, none like the one before. */
static float repetition_rate(struct mind *mind, const struct exercise *exercise, float phase)
{
    float usual_s = exercise->tempo.up_s + exercise->tempo.hold_s + exercise->tempo.down_s;
    if (usual_s <= 0.0F)
        usual_s = 5.0F;
    if (floorf(phase) != mind->cycle) {
        mind->cycle = floorf(phase);
        mind->pace = chance_normal(&mind->chance, 1.0F, 0.08F);
    }
    return mind->scenario->manner.pace * mind->pace / usual_s;
}

static void wish_work(struct mind *mind, int64_t time_ns, const struct performer *performer,
                      const struct exercise *exercise, struct wish *wish)
{
    switch (mind->known.phase) {
    case PHASE_SEARCH:
    case PHASE_PAUSE:
    case PHASE_MOVE_ON: wish_rolling(mind, time_ns, wish); break;
    case PHASE_REPETITIONS:
        wish->endless = true;
        wish->rate_per_s = repetition_rate(mind, exercise, performer->phase);
        break;
    case PHASE_ARM:
    case PHASE_HOLD:
    case PHASE_BROKEN:
    case PHASE_STRETCH:
        wish->phase =
            floorf(performer->phase + 0.02F) + shapes_far_phase(performer->shapes, &wish->shape);
        wish->rate_per_s = 0.25F * mind->scenario->manner.pace;
        break;
    default: /* finishes what was begun */
        wish->phase = ceilf(performer->phase - 0.02F);
        wish->rate_per_s = 0.25F * mind->scenario->manner.pace;
        break;
    }
}

/* What goes wrong with an exercise while it is done. */
static void spoil(struct mind *mind, int64_t time_ns, const struct performer *performer,
                  const struct exercise *exercise, struct wish *wish)
{
    if (exercise->sides != SIDES_BOTH && slips(mind, SLIP_WRONG_SIDE, time_ns))
        wish->shape.mirrored = !wish->shape.mirrored;
    if (slips(mind, SLIP_KNEE_DOWN, time_ns))
        wish->shape.spoilt |= SPOILT_KNEE;
    if (!slips(mind, SLIP_HIPS_DOWN, time_ns))
        return;
    if (exercise->watch != WATCH_BRIDGE) {
        wish->shape.spoilt |= SPOILT_HIPS;
        return;
    }
    wish->endless = false;
    wish->phase = floorf(performer->phase + 0.02F);
    wish->rate_per_s = 0.6F;
}

static void wish_exercise(struct mind *mind, int64_t time_ns, const struct performer *performer,
                          struct wish *wish)
{
    const struct gist *known = &mind->known;
    const struct exercise *exercise = &mind->catalogue->exercise[known->exercise];
    wish_shape(wish, exercise->id);
    wish->shape.mirrored = known->side == SIDE_RIGHT;
    if (known->screen == SCREEN_REST || known->phase == PHASE_REST ||
        known->phase == PHASE_STEP_DONE) {
        if (exercise->watch == WATCH_PLANK || exercise->watch == WATCH_SIDE_PLANK)
            wish->shape.spoilt = SPOILT_HIPS;
        wish->phase = ceilf(performer->phase - 0.02F);
        wish->rate_per_s = 0.25F;
        return;
    }
    wish_work(mind, time_ns, performer, exercise, wish);
    spoil(mind, time_ns, performer, exercise, wish);
}

static void wish_by_view(struct mind *mind, int64_t time_ns, const struct performer *performer,
                         struct wish *wish)
{
    switch (mind->known.screen) {
    case SCREEN_PLACE:
    case SCREEN_EXERCISE:
    case SCREEN_REST:
        if (mind->known.exercise >= 0)
            wish_exercise(mind, time_ns, performer, wish);
        break;
    case SCREEN_DONE:
        if (time_ns > mind->known_ns + 4 * NS_PER_S)
            wish_shape(wish, "away");
        break;
    case SCREEN_IDLE:
    case SCREEN_CARDS:
    case SCREEN_FREE_ROLLING:
        if (!strcmp(performer->now.id, "away"))
            wish_shape(wish, "stand");
        break;
    default: break;
    }
}

/* Does something else altogether. */
static bool wish_elsewhere(struct mind *mind, int64_t time_ns, struct wish *wish)
{
    bool off = slips(mind, SLIP_STEP_OFF, time_ns);
    if (!off && !slips(mind, SLIP_SITS, time_ns))
        return false;
    *wish = (struct wish){.shape = {.id = "sit"}};
    if (off)
        wish_shape(wish, "away");
    return true;
}

/* Stays as it is: while nothing is asked, and asleep. */
static void wish_nothing(const struct performer *performer, struct wish *wish)
{
    *wish = (struct wish){.shape = performer->route_length
                                       ? performer->route[performer->route_length - 1]
                                       : performer->now};
}

bool mind_follow_view(struct mind *mind, int64_t time_ns, const struct view *view,
                      const struct performer *performer, struct wish *wish)
{
    if (mind->start_ns == NEVER) {
        mind->start_ns = time_ns;
        mind->last_ns = time_ns;
    }
    wish_nothing(performer, wish);
    bool there = time_ns >= mind->start_ns + seconds(mind->scenario->start_s);
    if (view && there) {
        take_in(mind, time_ns, view);
        notice_work(mind, time_ns);
        if (!slips(mind, SLIP_ASLEEP, time_ns) && !wish_elsewhere(mind, time_ns, wish)) {
            wish_by_view(mind, time_ns, performer, wish);
            use_button(mind, time_ns, view);
        }
        press_by_mistake(mind, time_ns);
    }
    mind->last_ns = time_ns;
    return thumb_is_down(&mind->thumb, time_ns);
}

/* ---------------------------------------------------------------- a script */

static void act_begin(struct mind *mind, int64_t time_ns, const struct performer *performer)
{
    mind->act_ns = time_ns;
    mind->act_from = ceilf(performer->phase - 0.02F);
    const struct scenario_act *act = &mind->scenario->act[mind->act];
    struct gist work = {.exercise = catalogue_find_exercise(mind->catalogue, act->what)};
    if (work.exercise >= 0)
        work_begins(mind, time_ns, &work);
    else
        mind->working_ns = NEVER;
}

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

/* True once the act is through. */
static bool act_go_on(struct mind *mind, const struct scenario_act *act, float t_s, float dt_s,
                      const struct performer *performer, struct wish *wish)
{
    float pace = mind->scenario->manner.pace;
    wish->rate_per_s = 4.0F;
    if (act->spots) {
        float spot_s = act->roll_s + act->pause_s;
        bool roll = fmodf(t_s, spot_s) < act->roll_s;
        wish->endless = true;
        float pass_s = act->pass_s > 0.0F ? act->pass_s : 3.0F;
        wish->rate_per_s = roll ? 0.5F * passes_per_s(mind, mind->last_ns, pass_s) : 0.0F;
        return t_s >= spot_s * (float)act->spots;
    }
    if (act->repetitions) {
        float cycle_s = (act->cycle_s > 0.0F ? act->cycle_s : 5.0F) / pace;
        if (floorf(performer->phase) != mind->cycle) {
            mind->cycle = floorf(performer->phase);
            mind->pace = chance_normal(&mind->chance, 1.0F, 0.08F);
        }
        mind->act_ns -= seconds(dt_s * (mind->pace - 1.0F));
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
    float t_s = (float)(time_ns - mind->act_ns) * 1e-9F;
    if (act_go_on(mind, act, t_s, dt_s, performer, wish)) {
        mind->act++;
        mind->act_ns = NEVER;
    }
    if (mind->working_ns != NEVER && mind->work.exercise >= 0)
        spoil(mind, time_ns, performer, &mind->catalogue->exercise[mind->work.exercise], wish);
    wish_elsewhere(mind, time_ns, wish);
}
