/* What happens to a random walk: what the mat sees, presses, news from outside. */
#ifndef MATSTATION_TESTS_WALK_MOVES_H
#define MATSTATION_TESTS_WALK_MOVES_H

#include "unit/session/walk.h"

/* One pause does not become another without an end between them: of the same one the onset is only
 * found better. */
static inline void disturb_roller(struct walk *walk)
{
    struct roller_seen *roller = &walk->s->seen.roller;
    const int64_t now_ns = walk->s->now_ns;
    const bool was = roller->paused;
    roller->present = !one_in(walk, 4);
    roller->paused = roller->present && one_in(walk, 2);
    if (was && roller->paused)
        roller->paused_since_ns += (int64_t)(next_random(walk) % (NS_PER_S / 5));
    else
        roller->paused_since_ns = now_ns - (int64_t)(next_random(walk) % (3 * NS_PER_S));
    if (roller->paused_since_ns > now_ns)
        roller->paused_since_ns = now_ns;
    roller->region = (enum region)(next_random(walk) % REGIONS);
    roller->passes_per_min = (float)(next_random(walk) % 100);
}

/* Changes one thing of what the mat sees now and then; else lets an obedient person go on. */
static inline void disturb(struct walk *walk)
{
    struct observation *seen = &walk->s->seen;
    struct scripted *s = walk->s;
    if (one_in(walk, s->obedient ? 3000 : 600))
        s->obedient = !s->obedient;
    if (s->obedient)
        return;
    if (one_in(walk, 60))
        seen->presence = (enum presence)(next_random(walk) % 3);
    if (one_in(walk, 60))
        seen->loaded = (unsigned)(next_random(walk) % (1u << ZONES));
    if (one_in(walk, 80)) {
        seen->hold.in_place = one_in(walk, 2);
        seen->hold.since_ns = s->now_ns - (int64_t)(next_random(walk) % (2 * NS_PER_S));
        seen->hold.why = (enum why)(next_random(walk) % (WHY_END + 1));
    }
    if (one_in(walk, 80))
        disturb_roller(walk);
    if (seen->presence == PRESENCE_NOBODY)
        seen->roller.paused = false;
    seen->gap_ns = one_in(walk, 500) ? NS_PER_S : 0;
    seen->moving = one_in(walk, 2);
    seen->sure_other_side = (enum side)(next_random(walk) % 3);
}

/* Even the obedient touch down now and then. */
static inline void slip(struct walk *walk)
{
    struct scripted *s = walk->s;
    if (s->phase == PHASE_HOLD && walk->slip_ns < s->now_ns && one_in(walk, 40)) {
        walk->slip_from_ns = s->now_ns;
        walk->slip_ns = s->now_ns + 500 * NS_PER_MS + (int64_t)(next_random(walk) % (2 * NS_PER_S));
    }
    if (s->now_ns < walk->slip_ns) {
        s->seen.hold.in_place = false;
        s->seen.hold.since_ns = walk->slip_from_ns;
        s->seen.hold.why = (enum why)(next_random(walk) % (WHY_END + 1));
    }
}

static inline void random_events(struct walk *walk)
{
    struct scripted *s = walk->s;
    if (one_in(walk, 150))
        scripted_repetition(s, (int64_t)(next_random(walk) % (6 * NS_PER_S)));
    if (one_in(walk, 2000)) {
        struct event *event = scripted_event(s, one_in(walk, 2) ? EVENT_PAD_FAULT : EVENT_PAD_OK);
        event->pad = (unsigned)(next_random(walk) % (s->mat.pads + 2));
        event->fault = (enum pad_fault)(next_random(walk) % (PAD_FAULT_AGEING + 1));
    }
}

/* Every card is as likely as any other, however far down it lies. */
static inline bool aim_at_a_card(struct walk *walk, struct session_input *input)
{
    const struct view *view = walk->s->output.view;
    if (!view || view->screen != SCREEN_CARDS || !one_in(walk, 8))
        return false;
    input->presses = 1;
    input->press[0].time_ns = input->time_ns;
    const unsigned last = view->cards ? view->cards - 1 : 0;
    const bool to_more = view->card_set == CARDS_CHOOSE && walk->aim % 2;
    const bool goes_on = view->card_set == CARDS_RESUME && walk->aim % 4;
    const bool calibrates = view->card_set == CARDS_MORE && walk->aim % 7 == 0;
    const unsigned aim = goes_on || !view->cards ? 0
                         : calibrates            ? view->cards - 4
                                                 : walk->aim % view->cards;
    if (view->selected != (to_more ? last : aim)) {
        input->press[0].kind = PRESS_SHORT;
    } else {
        input->press[0].kind = PRESS_HELD;
        if (view->card_set == CARDS_PAUSED && view->cards == 5)
            walk->been.paused_card[view->selected]++;
        walk->aim = (unsigned)(next_random(walk) % 1000);
    }
    return true;
}

static inline void random_press(struct walk *walk, struct session_input *input)
{
    if (walk->s->now_ns < walk->away_ns || aim_at_a_card(walk, input))
        return;
    if (!one_in(walk, walk->s->obedient ? 4000 : 900))
        return;
    input->presses = 1 + (unsigned)(next_random(walk) % PRESSES_MAX);
    for (unsigned i = 0; i < input->presses; i++) {
        const unsigned kind = (unsigned)(next_random(walk) % 40);
        input->press[i].kind = kind < 22   ? PRESS_SHORT
                               : kind < 38 ? PRESS_HELD
                               : kind < 39 ? PRESS_LEAVE
                                           : PRESS_STUCK;
        input->press[i].time_ns = input->time_ns;
    }
}

/* News from outside: the machine, the log, the owner's files, a stick. */
static inline void outside(struct walk *walk, struct session_input *input)
{
    if (one_in(walk, 1000)) {
        walk->health.button = one_in(walk, 2);
        walk->health.button_stuck = one_in(walk, 8);
        input->health = &walk->health;
    }
    if (one_in(walk, 3000)) {
        walk->programmes.count = (size_t)(next_random(walk) % (PROGRAMMES_GIVEN + 1));
        input->programmes = &walk->programmes;
        input->wrong_file = one_in(walk, 2) ? "" : "programmes/mine.cfg:1: syntax error";
    }
    if (one_in(walk, 500))
        input->exported = (enum export_news)(next_random(walk) % (EXPORT_FAILED + 1));
    if (one_in(walk, 2000)) {
        walk->s->snapshot.saved = one_in(walk, 2);
        input->snapshot = &walk->s->snapshot;
    }
    input->wall = (struct wall_clock){.known = !one_in(walk, 3), .unix_s = 1790000000};
    if (one_in(walk, 50))
        input->button_down_ns = input->time_ns - (int64_t)(next_random(walk) % (2 * NS_PER_S));
}

static inline bool is_to_be_empty(const struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    return view && view->screen == SCREEN_CALIBRATION &&
           !strcmp(view->title,
                   catalogue_text(&walk->s->catalogue, view->language, "calibration.empty.title"));
}

/* Whoever is asked to leaves the mat, mostly. */
static inline void step_off(struct walk *walk)
{
    if (is_to_be_empty(walk) && !one_in(walk, 300))
        walk->s->seen.presence = PRESENCE_NOBODY;
}

/* The mat's plug is pulled, and put back. */
static inline void pull_plug(struct walk *walk)
{
    if (!one_in(walk, walk->loads.usable[0] ? 4000 : 2000))
        return;
    for (unsigned p = 0; p < walk->s->mat.pads; p++)
        walk->loads.usable[p] = !walk->loads.usable[p];
}

/* An empty mat, or somebody who steps from pad to pad: so that a calibration can come out. */
static inline void walk_over(struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    const bool calibrates = view && view->screen == SCREEN_CALIBRATION;
    const bool empty = is_to_be_empty(walk);
    const unsigned pads = walk->s->mat.pads;
    const unsigned at = (unsigned)(walk->s->now_ns / (NS_PER_S / 2)) % pads;
    walk->frame.time_ns = walk->s->now_ns;
    walk->frame.number++;
    for (unsigned p = 0; p < pads; p++) {
        const float noise = (float)(next_random(walk) % 100) * 1e-4f;
        walk->loads.load[p] = (float)(next_random(walk) % 5 == 0);
        walk->frame.value[p] = !calibrates         ? walk->loads.load[p]
                               : p == at && !empty ? 50 + noise
                                                   : 1 + noise;
    }
    walk->loads.typical = 1;
}

#endif
