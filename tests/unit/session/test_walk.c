/* A million random steps through every state, with all inputs, and what must hold in each of them.
 */
#include "unit/session/scripted.h"

/* More than a million only as long as it has not been everywhere. */
enum { STEPS = 1000000, STEPS_MOST = 4000000 };

enum { OWN_STEPS_MAX = 512, PROGRAMMES_GIVEN = 24 };

/* The log as it would stand after a cut now: what the records so far say. */
struct log_of_walk {
    uint32_t session; /* open; 0: none */
    bool cut;         /* and not gone on with yet */
    uint32_t person;
    char programme[ID_MAX];
    unsigned steps; /* numbers met: 0 .. steps - 1 */
    struct step_record step[OWN_STEPS_MAX];
};

/* Where the walk has been: one count for each thing there is. */
struct been {
    unsigned screen[SCREENS], set[CARDS_WEIGHT + 1], phase[PHASE_STEP_DONE + 1];
    unsigned paused_card[5], outcome[STEP_FIRST_WEEKS + 1], ending[SESSION_CLOSED + 1];
    unsigned record[RECORD_CLOCK + 1], request[REQUEST_LEAVE + 1];
    unsigned cuts, resumed;
};

struct walk {
    struct scripted *s;
    uint64_t random;
    struct loads loads;
    struct frame frame;
    struct machine_health health;
    struct programme many[PROGRAMMES_GIVEN];
    struct programmes programmes;
    uint32_t credited_ms, by_time_ms; /* of the open step */
    bool step_open;
    struct log_of_walk log;
    struct been been;
    int64_t off_mat_ns; /* nobody has been on the mat since; 0: somebody is */
    unsigned sessions;
    int64_t slip_ns, slip_from_ns;
    unsigned aim; /* the card it wants */
    int64_t tick_ns;
    int64_t away_ns; /* gone for a while, until then: no press, nobody on the mat */
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

static void random_press(struct walk *walk, struct session_input *input)
{
    if (walk->s->now_ns < walk->away_ns || aim_at_a_card(walk, input))
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
    /* A break takes back what was credited after its onset, here up to two seconds; leaving the mat
     * takes back what getting up took. */
    const bool stretched = step->kind == KIND_STRETCH || step->kind == KIND_MOBILITY ||
                           step->kind == KIND_BREATH || step->kind == KIND_STRENGTH;
    assert_true(step->credited_ms + (stretched ? 9000 : 2000) >= walk->credited_ms);
    assert_true(step->by_time_ms >= walk->by_time_ms);
    assert_true(step->longest_hold_ms <= step->credited_ms + 1);
    /* A cut between two records costs a second of the present, at most: more is credited at once
     * only where it is seen late: a repetition's ten seconds, or the onset of stillness. */
    const uint32_t late_ms = step->planned_repetitions ? 10000 : 3000;
    if (step->credited_ms > walk->credited_ms)
        assert_true(step->credited_ms - walk->credited_ms <=
                    1000 + late_ms + (uint32_t)(walk->tick_ns / NS_PER_MS));
    walk->credited_ms = step->credited_ms;
    walk->by_time_ms = step->by_time_ms;
}

/* As the store does: the last record of a step is what stands. */
static void keep(struct walk *walk, const struct step_record *step)
{
    struct log_of_walk *log = &walk->log;
    assert_true(step->step < OWN_STEPS_MAX);
    assert_true(step->step <= log->steps); /* no number is left out ... */
    if (step->step == log->steps)
        log->steps++;
    else /* ... and none is given twice */
        assert_string_equal(log->step[step->step].exercise, step->exercise);
    log->step[step->step] = *step;
}

static struct unfinished sum(const struct log_of_walk *log)
{
    struct unfinished sum = {.present = log->session && log->steps,
                             .session = log->session,
                             .person = log->person,
                             .steps = log->steps,
                             .age_s = 60};
    memcpy(sum.programme, log->programme, sizeof sum.programme);
    for (unsigned i = 0; i < log->steps; i++) {
        sum.elapsed_ms += sum.last.elapsed_ms;
        sum.credited_ms += sum.last.credited_ms;
        sum.by_time_ms += sum.last.by_time_ms;
        sum.last = log->step[i];
    }
    return sum;
}

static bool is_left_out(enum step_outcome outcome)
{
    return outcome == STEP_NO_EQUIPMENT || outcome >= STEP_HEALTH;
}

static void check_end(struct walk *walk, const struct record *record)
{
    const struct unfinished all = sum(&walk->log);
    assert_int_equal(record->session, walk->log.session);
    assert_false(walk->step_open);
    assert_true(record->u.end.credited_ms <= record->u.end.elapsed_ms);
    if (all.present) {
        assert_int_equal(record->u.end.credited_ms, all.credited_ms + all.last.credited_ms);
        assert_int_equal(record->u.end.by_time_ms, all.by_time_ms + all.last.by_time_ms);
    }
    walk->been.ending[record->u.end.outcome]++;
    walk->log.session = 0;
}

/* Begins and ends pair up, and nothing that was in the log is less after it. */
static void check_record(struct walk *walk, const struct record *record)
{
    struct log_of_walk *log = &walk->log;
    const struct step_record *step = &record->u.step;
    walk->been.record[record->kind]++;
    switch (record->kind) {
    case RECORD_SESSION_BEGIN:
        assert_true(log->session == 0 || log->cut);
        assert_true(record->session > 0);
        *log = (struct log_of_walk){.session = record->session, .person = record->person};
        memcpy(log->programme, record->u.begin.programme, sizeof log->programme);
        walk->sessions++;
        break;
    case RECORD_SESSION_RESUME:
        assert_int_equal(record->session, log->session);
        log->cut = false;
        walk->been.resumed++;
        break;
    case RECORD_STEP_BEGIN:
        assert_int_equal(record->session, log->session);
        assert_false(walk->step_open);
        walk->step_open = true;
        if (step->step < log->steps) { /* gone on with: it has what it had */
            assert_true(step->credited_ms >= log->step[step->step].credited_ms);
            assert_true(step->by_time_ms >= log->step[step->step].by_time_ms);
            assert_true(step->repetitions >= log->step[step->step].repetitions);
        }
        walk->credited_ms = step->credited_ms;
        walk->by_time_ms = step->by_time_ms;
        keep(walk, step);
        break;
    case RECORD_STEP_PROGRESS:
    case RECORD_STEP_END:
        walk->been.outcome[step->outcome]++;
        if (is_left_out(step->outcome)) {
            assert_false(walk->step_open);
            assert_int_equal(step->credited_ms + step->by_time_ms, 0);
        } else {
            assert_true(step->step < log->steps && log->step[step->step].outcome == STEP_OPEN);
            assert_true(walk->step_open || step->outcome == STEP_UNFINISHED); /* it was cut off */
            check_step_record(walk, step);
            walk->step_open = record->kind != RECORD_STEP_END;
        }
        keep(walk, step);
        break;
    case RECORD_SESSION_END: check_end(walk, record); break;
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
    walk->been.screen[view->screen]++;
    if (view->screen == SCREEN_CARDS)
        walk->been.set[view->card_set]++;
    if (view->exercise >= 0)
        walk->been.phase[view->phase]++;
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

/* News from outside: the machine, the log, the owner's files, a stick. */
static void outside(struct walk *walk, struct session_input *input)
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

/* An empty mat, or somebody who steps from pad to pad: so that a calibration can come out. */
static void walk_over(struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    const bool calibrates = view && view->screen == SCREEN_CALIBRATION;
    const bool empty =
        calibrates && !strcmp(view->title, catalogue_text(&walk->s->catalogue, view->language,
                                                          "calibration.empty.title"));
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

static void step(struct walk *walk)
{
    struct scripted *s = walk->s;
    const bool away = s->now_ns < walk->away_ns;
    const int64_t tick_ms = away                 ? 4000
                            : one_in(walk, 3000) ? 1 + (int64_t)(next_random(walk) % 70000)
                                                 : 40;
    if (one_in(walk, 6000))
        walk->away_ns = s->now_ns + (int64_t)(next_random(walk) % (40 * 60 * NS_PER_S));
    s->now_ns += tick_ms * NS_PER_MS;
    walk->tick_ns = tick_ms * NS_PER_MS;
    walk_over(walk);
    s->seen.events = 0;
    s->seen.time_ns = s->now_ns - (int64_t)(next_random(walk) % NS_PER_MS);
    disturb(walk);
    if (away)
        s->seen = (struct observation){.time_ns = s->seen.time_ns};
    else if (s->obedient)
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
    outside(walk, &input);
    random_press(walk, &input);
    session_step(s->session, &input, &s->output);
    s->view = s->output.view;
    const uint32_t before_ms = walk->credited_ms;
    one_spoken_cue_at_a_time(walk);
    assert_true(s->output.records < RECORDS_MAX);
    for (unsigned i = 0; i < s->output.records; i++)
        check_record(walk, &s->output.record[i]);
    walk->been.request[s->output.request]++;
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

static void reopen(struct walk *walk, unsigned person, const char *programme)
{
    struct scripted *s = walk->s;
    session_close(s->session);
    s->session = NULL;
    s->view = s->output.view = NULL;
    scripted_open(s, person, programme);
    walk->step_open = false;
    walk->off_mat_ns = 0;
}

/* The power goes, now; and comes back a minute later. */
static void cut(struct walk *walk)
{
    walk->been.cuts++;
    walk->log.cut = true;
    walk->s->snapshot.unfinished = sum(&walk->log);
    walk->s->snapshot.next_session = walk->log.session ? walk->log.session + 1 : 1000;
    reopen(walk, 1, NULL);
}

/* Another day: another person, other settings, nothing to go on with. */
static void begin_anew(struct walk *walk)
{
    static const char *const programmes[] = {"free_rolling", "short", "strong", "evening",
                                             NULL,           NULL,    NULL,     NULL};
    struct snapshot *snapshot = &walk->s->snapshot;
    snapshot->settings = one_in(walk, 4) ? 0 : 1;
    if (snapshot->settings && one_in(walk, 3))
        strcpy(snapshot->setting[snapshot->settings++].key, "equipment");
    strcpy(snapshot->setting[1].value, one_in(walk, 2) ? "none" : "roller,ball");
    snapshot->unfinished.present = false;
    struct setting *barred = &snapshot->person[0].setting[snapshot->person[0].settings - 1];
    strcpy(barred->value, one_in(walk, 3) ? "1" : "0");
    snapshot->person[0].history.days_since_first = one_in(walk, 3) ? 3 : 100;
    snapshot->person[0].history.stiffness[0] = one_in(walk, 2) ? NAN : 3;
    walk->log.session = 0;
    reopen(walk, one_in(walk, 4) ? 0 : 1, programmes[next_random(walk) % 8]);
}

static bool all_met(bool print, const char *what, const unsigned *count, unsigned length,
                    unsigned not_here)
{
    bool all = true;
    char line[400] = "";
    for (unsigned i = 0; i < length; i++) {
        snprintf(line + strlen(line), sizeof line - strlen(line), " %u", count[i]);
        all = all && (count[i] > 0 || (not_here & 1u << i));
    }
    if (print)
        print_message("%-14s%s%s\n", what, line, all ? "" : "  <- never reached");
    return all;
}

/* Fault and safe screens are shown by the program without a session. */
static bool was_everywhere(const struct been *been, bool print)
{
    const unsigned faults = 1u << SCREEN_FAULT | 1u << SCREEN_SAFE;
    bool all = all_met(print, "screens", been->screen, SCREENS, faults);
    all &= all_met(print, "card sets", been->set, CARDS_WEIGHT + 1, 0);
    all &= all_met(print, "phases", been->phase, PHASE_STEP_DONE + 1, 1u << PHASE_NONE);
    all &= all_met(print, "paused cards", been->paused_card, 5, 0);
    all &= all_met(print, "steps end", been->outcome, STEP_FIRST_WEEKS + 1, 0);
    all &= all_met(print, "sessions end", been->ending, SESSION_CLOSED + 1, 1u << SESSION_OPEN);
    all &= all_met(print, "records", been->record, RECORD_CLOCK + 1, 0);
    all &= all_met(print, "requests", been->request, REQUEST_LEAVE + 1, 0);
    return all && been->cuts > 20 && been->resumed > 5;
}

/* One of an owner's own: nothing is done instead of what is taken out. */
static void without_way_out(struct programme *programme, size_t number, int first)
{
    snprintf(programme->id, sizeof programme->id, "p%02zu", number);
    if (number % 2)
        programme->step[0].exercise = (unsigned)first;
    for (unsigned i = 0; i < programme->steps; i++)
        programme->step[i].alternative = -1;
}

static void open_walk(struct walk *walk, struct scripted *s)
{
    scripted_load(s);
    *walk = (struct walk){.s = s, .random = 88172645463325252u};
    walk->loads.pads = walk->frame.pads = s->mat.pads;
    for (unsigned i = 0; i < s->mat.pads; i++)
        walk->loads.usable[i] = true;
    for (size_t i = 0; i < PROGRAMMES_GIVEN; i++) {
        walk->many[i] = s->catalogue.programme[i % s->catalogue.programmes];
        if (i >= s->catalogue.programmes)
            without_way_out(&walk->many[i], i, catalogue_find_exercise(&s->catalogue, "pigeon"));
    }
    walk->programmes = (struct programmes){PROGRAMMES_GIVEN, walk->many};
    scripted_set(s, "ready", "yes");
    scripted_set(s, "health", "clear");
    scripted_set(s, "barred.cat_cow", "0");
    strcpy(s->snapshot.setting[0].key, "ready");
    strcpy(s->snapshot.setting[0].value, "yes");
    scripted_open(s, 1, NULL);
}

static void a_million_random_steps_reach_every_state_and_keep_every_promise(void **state)
{
    (void)state;
    static struct scripted s;
    static struct walk walk;
    open_walk(&walk, &s);
    unsigned i = 0;
    for (; i < STEPS || (i < STEPS_MOST && !was_everywhere(&walk.been, false)); i++) {
        if (i % 20000 == 0)
            begin_anew(&walk);
        else if (one_in(&walk, 8000))
            cut(&walk);
        step(&walk);
        if (s.output.request == REQUEST_POWER_OFF) {
            s.snapshot.unfinished.present = false;
            reopen(&walk, 1, NULL);
        }
        if (i % 20000 == 19999)
            there_is_always_a_way_out(&walk);
    }
    print_message("%u steps, %u sessions, %u cuts, gone on with %u times\n", i, walk.sessions,
                  walk.been.cuts, walk.been.resumed);
    assert_true(was_everywhere(&walk.been, true));
    assert_true(walk.sessions > 50 && walk.been.resumed > 5);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_random_steps_reach_every_state_and_keep_every_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
