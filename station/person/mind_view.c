#include "person/mind.h"

#include "base/clock.h"
#include "person/chance.h"
#include "person/mind_inside.h"

#include <math.h>
#include <string.h>

static bool gist_same(const struct gist *a, const struct gist *b)
{
    return a->screen == b->screen && a->phase == b->phase && a->exercise == b->exercise &&
           a->side == b->side && a->set == b->set && a->cards == b->cards;
}

/* What is shown is taken in one reaction time after it changed. */
static void take_in(struct mind *mind, int64_t time_ns, const struct view *view)
{
    struct gist shown = {view->screen, view->phase, view->exercise,
                         view->side,   view->set,   view->card_set};
    if (shown.screen == SCREEN_FREE_ROLLING) /* there the screen follows, not the person */
        shown.phase = PHASE_NONE;
    if (!gist_same(&shown, &mind->seen)) {
        if (gist_same(&mind->seen, &mind->known))
            mind->aware_ns = time_ns + seconds_ns(mind->scenario->manner.reaction_s *
                                                  chance_between(&mind->chance, 0.7F, 1.5F));
        mind->seen = shown;
    }
    if (!gist_same(&mind->seen, &mind->known) && time_ns >= mind->aware_ns) {
        mind->known = mind->seen;
        mind->known_ns = time_ns;
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
        mind_begins(mind, time_ns, known);
    else if (!on && known->screen != SCREEN_CARDS)
        mind->working_ns = NEVER;
}

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
    thumb->down_from_ns = time_ns + seconds_ns(think_s);
    thumb->down_to_ns = thumb->down_from_ns + seconds_ns(down_s);
    thumb->ready_ns = thumb->down_to_ns + seconds_ns(0.4F);
    thumb->slip = -1;
}

static bool find_card(const struct view *view, const char *id, unsigned *found)
{
    for (unsigned i = 0; i < view->cards; i++)
        if (!strcmp(view->card[i].id, id)) {
            *found = i;
            return true;
        }
    return false;
}

/* The card wanted: the scenario's, then what anybody would choose; else the one that is marked. */
static unsigned wanted_card(const struct mind *mind, const struct view *view)
{
    static const char *const usual[] = {"go_on", "today", "same", "no"};
    const struct scenario *scenario = mind->scenario;
    unsigned found = view->selected;
    if (mind->enough && find_card(view, "end", &found))
        return found;
    for (unsigned i = 0; i < scenario->cards; i++)
        if (find_card(view, scenario->card[i], &found))
            return found;
    for (unsigned i = 0; i < sizeof usual / sizeof *usual; i++)
        if (find_card(view, usual[i], &found))
            return found;
    return found;
}

static void use_button(struct mind *mind, int64_t time_ns, const struct view *view)
{
    struct thumb *thumb = &mind->thumb;
    if (!gist_same(&mind->seen, &mind->known)) {
        /* The screen has changed under the thumb: what was meant for the last one is let be. */
        if (time_ns < thumb->down_from_ns && thumb->slip < 0)
            thumb->down_to_ns = thumb->down_from_ns = thumb->ready_ns = time_ns;
        return;
    }
    float known_s = (float)(time_ns - mind->known_ns) * 1e-9F;
    switch (mind->known.screen) {
    case SCREEN_CARDS: thumb_press(mind, time_ns, wanted_card(mind, view) == view->selected); break;
    case SCREEN_IDLE: /* standing on the mat did not wake it */
        if (known_s > 4.0F)
            thumb_press(mind, time_ns, false);
        break;
    case SCREEN_FREE_ROLLING:
        if (mind->enough)
            thumb_press(mind, time_ns, false);
        break;
    case SCREEN_FIRST_START:
    case SCREEN_CALIBRATION: /* the pads are as they are: nothing to calibrate */
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
        if (time_ns < mind_slip_from_ns(mind, i) || time_ns < mind->thumb.ready_ns)
            continue;
        thumb_press(mind, time_ns, what == SLIP_PRESS_HELD);
        mind->thumb.slip = (int)i;
        mind->slipped[i] = true;
    }
}

/* Rolls until a spot is found, stays there as long as the screen wants, then looks for another;
 * where the screen does not notice the stay, too. */
static void wish_rolling(struct mind *mind, int64_t time_ns, struct wish *wish)
{
    const int64_t patience_ns = 25 * NS_PER_S;
    enum phase phase = mind->known.phase;
    int64_t step_ns = time_ns - mind->last_ns;
    bool found = mind->rolled_ns >= seconds_ns(mind->search_s);
    bool stay = phase == PHASE_PAUSE || (phase == PHASE_SEARCH && found);
    wish->endless = true;
    wish->rate_per_s = stay ? 0.0F : 0.5F * mind_passes_per_s(mind, time_ns, 3.0F);
    mind->stayed_ns = stay && phase != PHASE_PAUSE ? mind->stayed_ns + step_ns : 0;
    mind->rolled_ns = stay ? mind->rolled_ns : mind->rolled_ns + step_ns;
    if (mind->rolled_ns && (phase == PHASE_PAUSE || mind->stayed_ns > patience_ns)) {
        mind->rolled_ns = 0;
        mind->search_s = chance_between(&mind->chance, 6.0F, 10.0F);
    }
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
    case PHASE_PLACE: /* nobody sits still on a roller to wait for a countdown */
    case PHASE_COUNTDOWN:
        if (exercise->counts == COUNTS_ROLL_AND_PAUSE) {
            wish->endless = true;
            wish->rate_per_s = 0.5F * mind_passes_per_s(mind, time_ns, 3.0F);
        }
        break;
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

static void wish_exercise(struct mind *mind, int64_t time_ns, const struct performer *performer,
                          struct wish *wish)
{
    const struct gist *known = &mind->known;
    const struct exercise *exercise = &mind->catalogue->exercise[known->exercise];
    wish_shape(wish, exercise->id);
    wish->shape.mirrored = known->side == SIDE_RIGHT;
    if (known->screen == SCREEN_REST || known->phase == PHASE_REST ||
        known->phase == PHASE_STEP_DONE) {
        if (exercise->counts == COUNTS_HOLD)
            wish->shape.spoilt = SPOILT_HIPS;
        wish->phase = ceilf(performer->phase - 0.02F);
        wish->rate_per_s = 0.25F;
        return;
    }
    wish_work(mind, time_ns, performer, exercise, wish);
    mind_spoil(mind, time_ns, performer, exercise, wish);
}

/* Rolls the thighs and rests on spots, for two minutes; then has had enough. */
static void wish_free_rolling(struct mind *mind, int64_t time_ns, struct wish *wish)
{
    const float lasts_s = 120.0F, roll_s = 10.0F, rest_s = 25.0F;
    float t_s = (float)(time_ns - mind->known_ns) * 1e-9F;
    mind->enough = t_s > lasts_s;
    wish_shape(wish, "smr_quad_hipflexor");
    wish->endless = true;
    if (fmodf(t_s, roll_s + rest_s) < roll_s)
        wish->rate_per_s = 0.5F * mind_passes_per_s(mind, time_ns, 3.0F);
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
    case SCREEN_FREE_ROLLING: wish_free_rolling(mind, time_ns, wish); break;
    case SCREEN_DONE: mind->served = time_ns > mind->known_ns + 2 * NS_PER_S; break;
    case SCREEN_IDLE:
    case SCREEN_CARDS:
        if (!strcmp(performer->now.id, "away"))
            wish_shape(wish, "stand");
        break;
    default: break;
    }
}

bool mind_follow_view(struct mind *mind, int64_t time_ns, const struct view *view,
                      const struct performer *performer, struct wish *wish)
{
    if (mind->start_ns == NEVER) {
        mind->start_ns = time_ns;
        mind->last_ns = time_ns;
    }
    wish_nothing(performer, wish);
    bool there = time_ns >= mind->start_ns + seconds_ns(mind->scenario->start_s);
    if (mind->served) {
        wish_shape(wish, "away");
    } else if (view && there) {
        /* Who sleeps, or is at the door, takes nothing in. */
        bool absent = mind_slips(mind, SLIP_ASLEEP, time_ns) || mind_elsewhere(mind, time_ns, wish);
        if (!absent) {
            take_in(mind, time_ns, view);
            notice_work(mind, time_ns);
            wish_by_view(mind, time_ns, performer, wish);
            use_button(mind, time_ns, view);
        }
        press_by_mistake(mind, time_ns);
    }
    mind->last_ns = time_ns;
    return thumb_is_down(&mind->thumb, time_ns);
}
