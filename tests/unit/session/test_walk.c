/* A million random steps through every state, with all inputs, and what must hold in each of them.
 */
#include "unit/session/scripted.h"

/* More than a million only as long as it has not been everywhere. */
enum { STEPS = 1000000, STEPS_MOST = 4000000 };

struct walk {
    struct scripted *s;
    uint64_t random;
    struct loads loads;
    struct frame frame;
    struct machine_health health;
    int64_t step_began_ns, last_words_ns;
    int64_t session_began_ns;
    uint32_t open_session, open_step;
    uint32_t credited_ms, by_time_ms;
    bool step_open;
    bool off_mat_since_known;
    int64_t off_mat_ns;             /* nobody has been on the mat since; 0: somebody is */
    unsigned screens, sets, phases; /* bits: where it has been */
    unsigned sessions;
    int64_t slip_ns, slip_from_ns;
    unsigned aim; /* the card it wants */
};

static uint64_t next_random(struct walk *walk)
{
    walk->random ^= walk->random << 13;
    walk->random ^= walk->random >> 7;
    walk->random ^= walk->random << 17;
    return walk->random;
}

static bool one_in(struct walk *walk, unsigned n)
{
    return next_random(walk) % n == 0;
}

/* Changes one thing of what the mat sees now and then; else lets an obedient person go on. */
static void disturb(struct walk *walk)
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
    if (one_in(walk, 80)) {
        seen->roller.present = !one_in(walk, 4);
        seen->roller.paused = one_in(walk, 2);
        seen->roller.paused_since_ns = s->now_ns - (int64_t)(next_random(walk) % (3 * NS_PER_S));
        seen->roller.region = (enum region)(next_random(walk) % REGIONS);
        seen->roller.passes_per_min = (float)(next_random(walk) % 100);
    }
    seen->gap_ns = one_in(walk, 500) ? NS_PER_S : 0;
    seen->moving = one_in(walk, 2);
    seen->sure_other_side = (enum side)(next_random(walk) % 3);
}

/* Even the obedient touch down now and then. */
static void slip(struct walk *walk)
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

static void random_events(struct walk *walk)
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
static bool aim_at_a_card(struct walk *walk, struct session_input *input)
{
    const struct view *view = walk->s->output.view;
    if (!view || view->screen != SCREEN_CARDS || !one_in(walk, 8))
        return false;
    input->presses = 1;
    input->press[0].time_ns = input->time_ns;
    const unsigned last = view->cards ? view->cards - 1 : 0;
    const bool to_more = view->card_set == CARDS_CHOOSE && walk->aim % 2;
    const unsigned aim = view->cards ? walk->aim % view->cards : 0;
    if (view->selected != (to_more ? last : aim)) {
        input->press[0].kind = PRESS_SHORT;
    } else {
        input->press[0].kind = PRESS_HELD;
        walk->aim = (unsigned)(next_random(walk) % 1000);
    }
    return true;
}

static void random_press(struct walk *walk, struct session_input *input)
{
    if (aim_at_a_card(walk, input))
        return;
    if (!one_in(walk, 900))
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

static void one_spoken_cue_at_a_time(struct walk *walk)
{
    const struct session_output *output = &walk->s->output;
    unsigned spoken = 0;
    for (unsigned i = 0; i < output->cues; i++)
        spoken += *output->cue[i].spoken != 0;
    assert_true(output->cues <= CUES_MAX);
    assert_true(spoken <= 1);
}

static void check_step_record(struct walk *walk, const struct step_record *step)
{
    assert_true(step->credited_ms <= step->elapsed_ms);
    assert_true(step->credited_ms + step->by_time_ms <= step->elapsed_ms + 10000);
    /* A break takes back what was credited after its onset: here up to two seconds. */
    assert_true(step->credited_ms + 2000 >= walk->credited_ms);
    assert_true(step->by_time_ms >= walk->by_time_ms);
    assert_true(step->longest_hold_ms <= step->credited_ms + 1);
    walk->credited_ms = step->credited_ms;
    walk->by_time_ms = step->by_time_ms;
}

/* What a cut at this step would leave is at most a second old, and begins and ends pair up. */
static void check_record(struct walk *walk, const struct record *record)
{
    switch (record->kind) {
    case RECORD_SESSION_BEGIN:
        assert_int_equal(walk->open_session, 0);
        assert_true(record->session > 0);
        walk->open_session = record->session;
        walk->sessions++;
        break;
    case RECORD_STEP_BEGIN:
        assert_int_equal(record->session, walk->open_session);
        assert_false(walk->step_open);
        walk->step_open = true;
        walk->open_step = record->u.step.step;
        walk->credited_ms = walk->by_time_ms = 0;
        break;
    case RECORD_STEP_PROGRESS:
    case RECORD_STEP_END:
        assert_true(walk->step_open);
        assert_int_equal(record->u.step.step, walk->open_step);
        check_step_record(walk, &record->u.step);
        walk->step_open = record->kind != RECORD_STEP_END;
        break;
    case RECORD_SESSION_END:
        assert_int_equal(record->session, walk->open_session);
        assert_false(walk->step_open);
        assert_true(record->u.end.credited_ms <= record->u.end.elapsed_ms);
        walk->open_session = 0;
        break;
    case RECORD_CALIBRATION: free(record->u.calibration); break;
    default: break;
    }
}

static void the_view_makes_sense(struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    assert_true(view->screen < SCREENS);
    assert_true(view->cards <= CARDS_MAX);
    if (view->screen == SCREEN_CARDS) {
        assert_true(view->cards > 0);
        assert_true(view->selected < view->cards);
        assert_true(*view->card[view->selected].title);
    }
    assert_true(view->ring.filled >= 0 && view->ring.filled <= 1);
    assert_true(view->exercise < (int)walk->s->catalogue.exercises);
    assert_true(view->lines <= 12);
    if (view->screen == SCREEN_EXERCISE)
        assert_true(view->exercise >= 0 && *view->cue);
    walk->screens |= 1u << view->screen;
    if (view->screen == SCREEN_CARDS)
        walk->sets |= 1u << view->card_set;
    if (view->exercise >= 0)
        walk->phases |= 1u << view->phase;
}

/* Counted by the mat, it needs somebody on the mat. */
static void nothing_is_credited_off_the_mat(struct walk *walk, uint32_t before_ms)
{
    const struct scripted *s = walk->s;
    if (s->seen.presence != PRESENCE_NOBODY) {
        walk->off_mat_ns = 0;
        return;
    }
    if (!walk->off_mat_ns)
        walk->off_mat_ns = s->now_ns;
    else if (walk->step_open && s->now_ns - walk->off_mat_ns > 2 * NS_PER_S &&
             walk->credited_ms > before_ms)
        assert_true(walk->credited_ms - before_ms <= 2100);
}

static void step(struct walk *walk)
{
    struct scripted *s = walk->s;
    const int64_t tick_ms = one_in(walk, 3000) ? 1 + (int64_t)(next_random(walk) % 70000) : 40;
    s->now_ns += tick_ms * NS_PER_MS;
    s->seen.events = 0;
    s->seen.time_ns = s->now_ns - (int64_t)(next_random(walk) % NS_PER_MS);
    disturb(walk);
    if (s->obedient)
        scripted_obey(s);
    else
        random_events(walk);
    slip(walk);
    walk->loads.time_ns = s->now_ns;
    struct session_input input = {.time_ns = s->now_ns};
    if (!one_in(walk, 20)) {
        input.observation = &s->seen;
        input.loads = &walk->loads;
        input.frame = &walk->frame;
    }
    if (one_in(walk, 1000)) {
        walk->health.button = one_in(walk, 2);
        walk->health.button_stuck = one_in(walk, 8);
        input.health = &walk->health;
    }
    input.wall = (struct wall_clock){.known = !one_in(walk, 3), .unix_s = 1790000000};
    random_press(walk, &input);
    session_step(s->session, &input, &s->output);
    s->view = s->output.view;
    const uint32_t before_ms = walk->credited_ms;
    one_spoken_cue_at_a_time(walk);
    assert_true(s->output.records < RECORDS_MAX);
    for (unsigned i = 0; i < s->output.records; i++)
        check_record(walk, &s->output.record[i]);
    the_view_makes_sense(walk);
    nothing_is_credited_off_the_mat(walk, before_ms);
}

/* However it came here, Escape or holding the button some times ends it. */
static void there_is_always_a_way_out(struct walk *walk)
{
    struct scripted *s = walk->s;
    s->obedient = false;
    memset(&s->seen, 0, sizeof s->seen);
    for (unsigned i = 0; i < 400 && s->output.view->screen != SCREEN_IDLE; i++) {
        s->now_ns += NS_PER_S;
        s->seen.time_ns = s->now_ns;
        struct session_input input = {.time_ns = s->now_ns, .observation = &s->seen};
        input.presses = 1;
        const struct view *view = s->output.view;
        const bool wants_end = view->screen == SCREEN_CARDS && view->card_set == CARDS_PAUSED &&
                               strcmp(view->card[view->selected].id, "end") != 0;
        const bool wants_back = view->screen == SCREEN_CARDS &&
                                (view->card_set == CARDS_MORE || view->card_set == CARDS_CHOOSE);
        input.press[0].kind = wants_end ? PRESS_SHORT : wants_back ? PRESS_LEAVE : PRESS_HELD;
        session_step(s->session, &input, &s->output);
        for (unsigned r = 0; r < s->output.records; r++)
            check_record(walk, &s->output.record[r]);
    }
    assert_true(s->output.view->screen == SCREEN_IDLE ||
                s->output.view->screen == SCREEN_POWER_OFF);
}

static void reopen(struct walk *walk, unsigned person)
{
    struct scripted *s = walk->s;
    session_close(s->session);
    s->session = NULL;
    s->view = s->output.view = NULL;
    static const char *const programmes[] = {"free_rolling", "short", "strong", "evening",
                                             NULL,           NULL,    NULL,     NULL};
    scripted_open(s, person, programmes[next_random(walk) % 8]);
    walk->step_open = false;
    walk->open_session = 0;
}

static bool was_everywhere(const struct walk *walk)
{
    const unsigned faults = 1u << SCREEN_FAULT | 1u << SCREEN_SAFE;
    const unsigned seldom = 1u << CARDS_RESUME | 1u << CARDS_STIFFNESS | 1u << CARDS_CALIBRATION;
    return (walk->screens | faults) == (1u << SCREENS) - 1 &&
           (walk->sets | seldom) == (1u << (CARDS_WEIGHT + 1)) - 1 &&
           (walk->phases | 1u) == (1u << (PHASE_STEP_DONE + 1)) - 1;
}

static void a_million_random_steps_reach_every_screen_and_keep_every_promise(void **state)
{
    (void)state;
    static struct scripted s;
    static struct walk walk;
    scripted_load(&s);
    walk = (struct walk){.s = &s, .random = 88172645463325252u};
    walk.loads.pads = walk.frame.pads = s.mat.pads;
    for (unsigned i = 0; i < s.mat.pads; i++)
        walk.loads.usable[i] = true;
    scripted_set(&s, "ready", "yes");
    scripted_set(&s, "health", "clear");
    strcpy(s.snapshot.setting[0].key, "ready");
    strcpy(s.snapshot.setting[0].value, "yes");
    scripted_open(&s, 1, NULL);
    for (unsigned i = 0; i < STEPS || (i < STEPS_MOST && !was_everywhere(&walk)); i++) {
        if (i % 20000 == 0) {
            s.snapshot.settings = one_in(&walk, 4) ? 0 : 1;
            s.snapshot.unfinished.present = false;
            reopen(&walk, one_in(&walk, 4) ? 0 : 1);
        }
        for (unsigned p = 0; p < s.mat.pads; p++)
            walk.loads.load[p] = walk.frame.value[p] = (float)(next_random(&walk) % 5 == 0);
        walk.loads.typical = 1;
        step(&walk);
        if (s.output.request == REQUEST_POWER_OFF)
            reopen(&walk, 1);
        if (i % 20000 == 19999)
            there_is_always_a_way_out(&walk);
    }
    print_message("%u sessions; screens %x, card sets %x, phases %x\n", walk.sessions, walk.screens,
                  walk.sets, walk.phases);
    assert_true(was_everywhere(&walk));
    assert_true(walk.sessions > 50);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_random_steps_reach_every_screen_and_keep_every_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
