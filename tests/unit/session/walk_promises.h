/* What must hold in every step of a random walk, and what its log says. */
#ifndef MATSTATION_TESTS_WALK_PROMISES_H
#define MATSTATION_TESTS_WALK_PROMISES_H

#include "unit/session/walk.h"

static inline struct moment moment_of(const struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    struct moment moment;
    memset(&moment, 0, sizeof moment);
    moment.screen = view->screen;
    moment.phase = view->phase;
    moment.card_set = view->card_set;
    moment.phase_since_ns = view->phase_since_ns;
    moment.step = view->step;
    moment.set = view->set;
    moment.selected = view->selected;
    moment.counted = view->ring.unit == RING_REPETITIONS ? view->ring.number : 0;
    moment.presses = walk->presses;
    moment.exports = walk->exports;
    snprintf(moment.title, sizeof moment.title, "%s", view->title);
    return moment;
}

/* Words are cut off by what is more urgent, or when they are no longer true; those of safety never.
 * A voice speaks some 15 characters a second. */
static inline void spoken(struct walk *walk, const struct cue *cue)
{
    const int64_t now_ns = walk->s->now_ns;
    const struct moment moment = moment_of(walk);
    if (now_ns < walk->spoken_until_ns) {
        const bool urgent = cue->urgency >= URGENCY_WARN && cue->urgency > walk->spoken;
        assert_true(walk->spoken < URGENCY_SAFETY);
        assert_true(urgent || memcmp(&moment, &walk->spoken_at, sizeof moment));
    }
    walk->spoken = cue->urgency;
    walk->spoken_at = moment;
    walk->spoken_until_ns = now_ns + (int64_t)strlen(cue->spoken) * NS_PER_S / 16;
}

static inline void one_spoken_cue_at_a_time(struct walk *walk)
{
    const struct session_output *output = &walk->s->output;
    unsigned words = 0;
    assert_true(output->cues <= CUES_MAX);
    for (unsigned i = 0; i < output->cues; i++)
        if (*output->cue[i].spoken) {
            words++;
            spoken(walk, &output->cue[i]);
        }
    assert_true(words <= 1);
}

static inline void check_step_record(struct walk *walk, const struct step_record *step)
{
    assert_true(step->credited_ms <= step->elapsed_ms);
    assert_true(step->credited_ms + step->by_time_ms <= step->elapsed_ms);
    /* A break takes back what was credited after its onset, here up to two seconds; what was no
     * pause, that much and what it took to see that it was over; leaving the mat, what getting up
     * took. */
    const bool stretched = step->kind == KIND_STRETCH || step->kind == KIND_MOBILITY ||
                           step->kind == KIND_BREATH || step->kind == KIND_STRENGTH;
    const uint32_t no_pause_ms = 2000 + SEEN_LATE_MS;
    assert_true(step->credited_ms + (stretched ? 9000 : no_pause_ms) >= walk->credited_ms);
    assert_true(step->by_time_ms >= walk->by_time_ms);
    assert_true(step->longest_hold_ms <= step->credited_ms + 1);
    assert_true(step->on_roller_ms <= step->elapsed_ms);
    /* A cut between two records costs a second of the present, at most: more is credited at once
     * only where it is seen late: a repetition's ten seconds, or the onset of stillness. */
    const uint32_t late_ms = step->planned_repetitions ? 10000 : 3000;
    if (step->credited_ms > walk->credited_ms)
        assert_true(step->credited_ms - walk->credited_ms <=
                    1000 + late_ms + (uint32_t)(walk->apart_ns / NS_PER_MS));
    const uint32_t cycle_ms = step->planned_repetitions ? 10000 : 0;
    assert_true(step->by_time_ms - walk->by_time_ms <=
                1000 + cycle_ms + (uint32_t)(walk->tick_ns / NS_PER_MS));
    walk->credited_ms = step->credited_ms;
    walk->by_time_ms = step->by_time_ms;
}

/* As the store does: the last record of a step is what stands. */
static inline void keep(struct walk *walk, const struct step_record *step)
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

static inline struct unfinished sum(const struct log_of_walk *log)
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
        sum.area_ms[sum.last.region] += sum.last.on_roller_ms;
        sum.before = sum.last;
        sum.last = log->step[i];
    }
    return sum;
}

static inline bool is_left_out(enum step_outcome outcome)
{
    return outcome == STEP_NO_EQUIPMENT || outcome >= STEP_HEALTH;
}

static inline void check_end(struct walk *walk, const struct record *record)
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
static inline void check_record(struct walk *walk, const struct record *record)
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
            assert_true(step->on_roller_ms >= log->step[step->step].on_roller_ms);
        }
        walk->credited_ms = walk->left_with_ms = walk->silent_with_ms = step->credited_ms;
        walk->by_time_ms = walk->left_by_time_ms = step->by_time_ms;
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

static inline void the_view_makes_sense(struct walk *walk)
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

/* Beside the mat time runs on. */
static inline bool is_beside(const struct walk *walk)
{
    const struct view *view = walk->s->output.view;
    return view->exercise >= 0 && walk->s->catalogue.exercise[view->exercise].off_mat;
}

static inline bool is_silent(const struct walk *walk)
{
    return !walk->loads.usable[0];
}

/* Two seconds after the mat fell silent, what is credited stands. */
static inline void nothing_is_seen_in_silence(struct walk *walk)
{
    if (!is_silent(walk))
        walk->silent_ns = 0;
    else if (!walk->silent_ns)
        walk->silent_ns = walk->s->now_ns;
    if (!walk->silent_ns || walk->s->now_ns - walk->tick_ns - walk->silent_ns <= 2 * NS_PER_S)
        walk->silent_with_ms = walk->credited_ms;
    else if (walk->step_open)
        assert_true(walk->credited_ms <= walk->silent_with_ms);
}

/* Counted by the mat, it needs somebody on the mat: two seconds after all have left it, what is
 * credited stands; and time does, where the mat had seen them. The first record after the program
 * stood still tells of what was before. */
static inline void nothing_runs_off_the_mat(struct walk *walk)
{
    const struct scripted *s = walk->s;
    if (s->seen.presence != PRESENCE_NOBODY || is_silent(walk)) {
        walk->off_mat_ns = 0;
        return;
    }
    if (!walk->off_mat_ns)
        walk->off_mat_ns = s->now_ns;
    if (s->now_ns - walk->tick_ns - walk->off_mat_ns <= 2 * NS_PER_S) {
        walk->left_with_ms = walk->credited_ms;
        walk->left_by_time_ms = walk->by_time_ms;
    } else if (walk->step_open) {
        assert_true(walk->credited_ms <= walk->left_with_ms);
        assert_true(!walk->met || is_beside(walk) || walk->by_time_ms <= walk->left_by_time_ms);
    }
}

#endif
