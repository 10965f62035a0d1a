/* What lies around the work: waking, cards, pauses, hurts, questions, people, resuming. */
#include "unit/session/scripted.h"

static struct scripted s;

static int set_up(void **state)
{
    (void)state;
    scripted_load(&s);
    s.snapshot.settings = 1;
    strcpy(s.snapshot.setting[0].key, "ready");
    strcpy(s.snapshot.setting[0].value, "yes");
    scripted_set(&s, "health", "clear");
    struct history_view *history = &s.snapshot.person[0].history;
    history->days_since_last = history->days_since_strength = 5;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = 3;
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    scripted_close(&s);
    return 0;
}

static void open_idle(uint32_t person)
{
    s.obedient = false;
    scripted_open(&s, person, NULL);
    scripted_tick(&s);
}

static void open_cards(uint32_t person)
{
    open_idle(person);
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
}

static const struct card *card(const char *id)
{
    for (unsigned i = 0; i < s.view->cards; i++)
        if (!strcmp(s.view->card[i].id, id))
            return &s.view->card[i];
    fail_msg("no card %s", id);
    return NULL;
}

static bool was_set(const char *key, const char *value)
{
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_SETTING && !strcmp(s.record[i].u.setting.key, key) &&
            !strcmp(s.record[i].u.setting.value, value))
            return true;
    return false;
}

static void run_until(const char *exercise)
{
    do
        scripted_tick(&s);
    while (strcmp(s.catalogue.exercise[s.view->exercise].id, exercise) != 0);
}

static void pause_in(enum phase phase)
{
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, phase, 200));
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
}

static void what_wakes_the_screen_does_nothing_else(void **state)
{
    (void)state;
    open_idle(1);
    assert_true(s.view->dim);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(s.view->dim);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->screen, SCREEN_CARDS);
}

static void a_child_on_the_mat_only_wakes_the_screen(void **state)
{
    (void)state;
    open_idle(1);
    s.seen.presence = PRESENCE_SOMETHING;
    scripted_run(&s, 30);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
    assert_false(s.view->dim);
}

static void a_card_is_spoken_with_its_minutes_and_equipment(void **state)
{
    (void)state;
    open_cards(1);
    scripted_press(&s, PRESS_SHORT);
    for (unsigned i = 0; i < 10 && strcmp(s.view->card[s.view->selected].id, "evening"); i++)
        scripted_press(&s, PRESS_SHORT);
    scripted_run(&s, 1);
    bool heard = false;
    for (unsigned i = 0; i < s.cues; i++)
        heard = heard || strstr(s.cue[i].spoken,
                                "Evening. Letting go of a day of sitting. 15 minutes, roller");
    assert_true(heard);
}

static void holding_the_button_on_the_waking_screen_starts_today(void **state)
{
    (void)state;
    open_idle(1);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
    assert_int_equal(scripted_count(&s, RECORD_SESSION_BEGIN), 1);
}

static void standing_still_starts_today_when_there_is_no_button(void **state)
{
    (void)state;
    static const struct machine_health no_button = {.button = false};
    open_idle(1);
    s.health = &no_button;
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 7);
    assert_int_equal(s.view->ring.unit, RING_COUNTDOWN);
    scripted_run(&s, 4);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
}

static void standing_still_starts_nothing_where_there_is_a_button(void **state)
{
    (void)state;
    static const struct machine_health fine = {.button = true};
    open_idle(1);
    s.health = &fine;
    s.seen.presence = PRESENCE_PERSON;
    scripted_run(&s, 30);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
}

static void the_first_time_is_what_today_is_at_first(void **state)
{
    (void)state;
    s.snapshot.person[0].history.sessions = 0;
    s.snapshot.person[0].history.days_since_first = -1;
    open_cards(1);
    assert_string_equal(card("today")->title, "Today: First time");
}

static void strength_is_not_proposed_on_two_days_running(void **state)
{
    (void)state;
    s.snapshot.person[0].history.clock_known = true;
    s.snapshot.person[0].history.days_since_strength = 1;
    strcpy(s.snapshot.person[0].history.last_programme, "hips");
    open_cards(1);
    assert_string_equal(card("today")->line, "Strength rests for a day");
    assert_string_equal(card("today")->title, "Today: Evening");
}

static void without_a_clock_strength_is_not_proposed_in_two_sessions_running(void **state)
{
    (void)state;
    s.snapshot.person[0].history.days_since_strength = -1;
    strcpy(s.snapshot.person[0].history.last_programme, "strong");
    open_cards(1);
    assert_string_equal(card("today")->line, "Strength rests for a day");
}

static void strength_rests_even_where_little_else_is_left(void **state)
{
    (void)state;
    strcpy(s.snapshot.setting[1].key, "equipment");
    strcpy(s.snapshot.setting[1].value, "none");
    s.snapshot.settings = 2;
    strcpy(s.snapshot.person[0].setting[0].value, "caution");
    s.snapshot.person[0].history.clock_known = true;
    s.snapshot.person[0].history.days_since_strength = 1;
    strcpy(s.snapshot.person[0].history.last_programme, "strong");
    open_cards(1);
    const struct programme *today = NULL;
    for (size_t i = 0; i < s.catalogue.programmes; i++)
        if (strstr(card("today")->title, s.catalogue.programme[i].name[0]))
            today = &s.catalogue.programme[i];
    assert_non_null(today);
    assert_false(today->strength);
    assert_string_equal(card("today")->line, "Strength rests for a day");
}

static void after_worse_today_is_gentle_and_doses_are_smaller(void **state)
{
    (void)state;
    s.snapshot.person[0].history.feelings = 1;
    s.snapshot.person[0].history.feeling[0] = -1;
    open_cards(1);
    assert_string_equal(card("today")->line, "Gentle, because it was worse");
    assert_string_equal(card("today")->title, "Today: Evening");
}

static void a_yes_to_a_health_question_takes_out_roller_ball_and_planks(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "health");
    scripted_choose(&s, "yes");
    for (unsigned i = 0; i < 9; i++)
        scripted_choose(&s, "no");
    assert_non_null(card("doctor_agrees"));
    scripted_choose(&s, "understood");
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_non_null(strstr(card("evening")->detail, "left out"));
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "caution");
}

static void a_yes_holds_though_the_other_questions_are_left(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "health");
    scripted_choose(&s, "yes");
    scripted_press(&s, PRESS_LEAVE);
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_true(was_set("health", "caution"));
}

static void a_yes_holds_though_nobody_answers_what_it_takes_out(void **state)
{
    (void)state;
    open_cards(0);
    scripted_choose(&s, "more");
    scripted_choose(&s, "people");
    scripted_choose(&s, "guest");
    scripted_choose(&s, "doctor_agrees");
    assert_non_null(strstr(card("evening")->detail, "roller"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "health");
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "no");
    scripted_choose(&s, "yes");
    scripted_choose(&s, "no");
    assert_non_null(card("doctor_agrees"));
    scripted_press(&s, PRESS_LEAVE);
    assert_null(strstr(card("evening")->detail, "roller"));
}

static void a_guest_is_treated_as_a_yes(void **state)
{
    (void)state;
    open_cards(0);
    assert_null(strstr(card("evening")->detail, "roller"));
    assert_non_null(strstr(card("evening")->detail, "left out"));
}

static void a_guest_who_confirms_may_do_everything_in_this_session(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "people");
    scripted_choose(&s, "guest");
    scripted_choose(&s, "doctor_agrees");
    assert_non_null(strstr(card("evening")->detail, "roller"));
    assert_int_equal(scripted_count(&s, RECORD_SETTING), 0);
}

static void what_equipment_is_missing_drops_its_exercises(void **state)
{
    (void)state;
    open_cards(1);
    assert_non_null(strstr(card("evening")->detail, "roller"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "equipment");
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "no");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    scripted_choose(&s, "back");
    assert_null(strstr(card("evening")->detail, "roller"));
}

/* The records of steps left out, in their order. */
static void left_out_is(unsigned n, unsigned number, const char *exercise, enum step_outcome why)
{
    for (unsigned i = 0; i < s.records; i++) {
        const struct step_record *step = &s.record[i].u.step;
        const bool out = s.record[i].kind == RECORD_STEP_END &&
                         (step->outcome == STEP_NO_EQUIPMENT || step->outcome >= STEP_HEALTH);
        if (!out || n-- > 0)
            continue;
        assert_string_equal(step->exercise, exercise);
        assert_int_equal(step->outcome, why);
        assert_int_equal(step->step, number);
        assert_int_equal(step->planned_ms, 0);
        return;
    }
    fail_msg("no record of %s", exercise);
}

static void what_is_left_out_stands_in_the_log_and_why(void **state)
{
    (void)state;
    static struct programme own;
    own = s.catalogue.programme[0];
    static const char *const ids[] = {"couch_stretch", "cat_cow", "smr_glute", "smr_erector",
                                      "pigeon"};
    own.steps = 5;
    for (unsigned i = 0; i < 5; i++) {
        own.step[i] = own.step[0];
        own.step[i].alternative = -1;
        own.step[i].exercise = (unsigned)catalogue_find_exercise(&s.catalogue, ids[i]);
    }
    strcpy(own.id, "own");
    scripted_set(&s, "barred.smr_glute", "1");
    strcpy(s.snapshot.setting[1].key, "equipment");
    strcpy(s.snapshot.setting[1].value, "roller,wall");
    s.snapshot.settings = 2;
    s.snapshot.person[0].history.days_since_first = 3;
    open_cards(1);
    s.given = (struct programmes){1, &own};
    s.programmes = &s.given;
    scripted_tick(&s);
    s.obedient = true;
    scripted_choose(&s, "own");
    left_out_is(0, 0, "couch_stretch", STEP_FIRST_WEEKS);
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.step, 1);
    while (!s.ended)
        scripted_tick(&s);
    left_out_is(1, 2, "smr_glute", STEP_HURT_BEFORE);
    left_out_is(2, 3, "smr_erector", STEP_NO_EQUIPMENT);
    left_out_is(3, 4, "pigeon", STEP_FIRST_WEEKS);
    assert_int_equal(s.view->steps, 0);
}

static void what_a_guest_may_not_do_is_left_out_for_health(void **state)
{
    (void)state;
    open_cards(0);
    s.obedient = true;
    scripted_choose(&s, "short");
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "glute_bridge");
    left_out_is(0, 0, "smr_glute", STEP_HEALTH);
    left_out_is(1, 1, "plank_front", STEP_HEALTH);
}

static void what_hurts_the_easier_way_takes_out_the_fuller_one(void **state)
{
    (void)state;
    scripted_set(&s, "easier.smr_glute", "1");
    pause_in(PHASE_PAUSE);
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "smr_glute_wall");
    scripted_choose(&s, "hurts");
    scripted_choose(&s, "yes");
    assert_true(was_set("barred.smr_glute_wall", "1"));
    assert_true(was_set("barred.smr_glute", "1"));
    assert_false(was_set("barred.smr_piriformis", "1"));
}

static void who_is_in_place_is_not_asked_to_get_there(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "hips");
    assert_true(scripted_until(&s, PHASE_PLACE, 20));
    scripted_run(&s, 1);
    assert_int_equal(s.view->phase, PHASE_PLACE);
    assert_string_equal(s.view->cue, catalogue_text(&s.catalogue, 0, "cue.ready"));
    s.obedient = false;
    s.seen.loaded = 1u << ZONE_HANDS;
    scripted_tick(&s);
    assert_string_equal(s.view->cue, catalogue_text(&s.catalogue, 0, "cue.place.knees"));
}

static void with_the_ball_nobody_is_told_to_roll(void **state)
{
    (void)state;
    scripted_set(&s, "easier.smr_glute", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    run_until("plank_front");
    assert_false(scripted_said(&s, "say.search"));
}

static void every_exercise_that_hurt_can_be_allowed_again(void **state)
{
    (void)state;
    char key[64];
    const size_t many = 20;
    for (size_t i = 0; i < many; i++) {
        snprintf(key, sizeof key, "barred.%s", s.catalogue.exercise[i].id);
        scripted_set(&s, key, "1");
    }
    const char *last = s.catalogue.exercise[many - 1].id;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "allow");
    scripted_choose(&s, "next_page");
    assert_int_equal(s.view->cards, many - (CARDS_MAX - 2) + 2);
    scripted_choose(&s, "first_page");
    assert_int_equal(s.view->cards, CARDS_MAX);
    scripted_choose(&s, "next_page");
    scripted_choose(&s, last);
    snprintf(key, sizeof key, "barred.%s", last);
    assert_true(was_set(key, "0"));
}

/* The question after it is answered, too. */
static void do_all_of(const char *programme)
{
    s.obedient = true;
    scripted_open(&s, 1, programme);
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "same");
    scripted_run(&s, 10);
}

static void who_lay_last_is_told_how_to_get_up(void **state)
{
    (void)state;
    do_all_of("short");
    assert_true(scripted_said(&s, "say.done"));
    assert_false(scripted_said(&s, "say.get_up"));
}

static void who_stands_at_the_end_is_not_told_to_get_up(void **state)
{
    (void)state;
    do_all_of("desk_break");
    assert_true(scripted_said(&s, "done.title"));
    assert_false(scripted_said(&s, "say.done"));
}

static void between_two_steps_too_getting_up_is_told(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "evening");
    run_until("spinal_twist");
    assert_false(scripted_said(&s, "say.get_up"));
    run_until("smr_glute");
    scripted_run(&s, 15);
    assert_true(scripted_said(&s, "say.get_up"));
}

static void any_press_pauses_and_going_on_keeps_the_credit(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
    scripted_run(&s, 8);
    const unsigned left = s.view->ring.number;
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    assert_int_equal(s.view->cards, 5);
    scripted_run(&s, 20);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_SEARCH, 30));
    assert_true(s.view->ring.number <= left && s.view->ring.number >= left - 1);
}

static void leaving_the_mat_pauses_within_a_second_and_coming_back_goes_on(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_PAUSE, 60));
    scripted_run(&s, 5);
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
    scripted_run(&s, 1.1);
    assert_int_equal(s.view->card_set, CARDS_PAUSED);
    assert_int_equal(s.view->screen, SCREEN_CARDS);
    assert_false(s.view->dim);
    scripted_run(&s, 181);
    assert_true(s.view->dim);
    s.obedient = true;
    scripted_run(&s, 1.2);
    assert_int_equal(s.view->screen, SCREEN_PLACE);
}

static void a_stretch_begins_its_repetition_again_after_a_pause(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "evening");
    assert_true(scripted_until(&s, PHASE_STRETCH, 200));
    scripted_run(&s, 12);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "go_on");
    assert_true(scripted_until(&s, PHASE_STRETCH, 30));
    assert_int_equal(s.view->ring.number, 30);
}

static void worse_takes_five_seconds_off_a_hold_again(void **state)
{
    (void)state;
    scripted_set(&s, "hold_s.plank_front", "25");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    while (!s.ended)
        scripted_tick(&s);
    scripted_choose(&s, "worse");
    assert_true(was_set("hold_s.plank_front", "20"));
}

static void escape_leads_out_of_a_session_and_out_of_the_program(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "short");
    assert_true(scripted_until(&s, PHASE_HOLD, 200));
    for (unsigned i = 0; i < 6 && s.request != REQUEST_LEAVE; i++)
        scripted_press(&s, PRESS_LEAVE);
    assert_true(s.ended);
    assert_int_equal(s.request, REQUEST_LEAVE);
}

static void away_for_half_an_hour_ends_the_session(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    s.obedient = false;
    memset(&s.seen, 0, sizeof s.seen);
    scripted_run(&s, 1790);
    assert_false(s.ended);
    scripted_run(&s, 20);
    assert_true(s.ended);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.outcome, SESSION_CLOSED);
}

static void sharp_pain_ends_it_shows_the_signs_and_keeps_the_exercise_out(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "hurts");
    assert_int_equal(s.view->card_set, CARDS_HURT);
    assert_true(scripted_said(&s, "say.come_down"));
    scripted_choose(&s, "yes");
    assert_true(s.ended);
    assert_int_equal(s.view->screen, SCREEN_PROFESSIONAL);
    assert_non_null(strstr(s.view->line[0], "At once"));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.outcome, STEP_HURT);
    assert_int_equal(scripted_last(&s, RECORD_SESSION_END)->u.end.outcome, SESSION_HURT);
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.key, "barred.smr_glute");
    scripted_run(&s, 30);
    assert_true(scripted_said(&s, "say.professional_urgent"));
}

static void what_was_barred_can_be_allowed_again(void **state)
{
    (void)state;
    scripted_set(&s, "barred.smr_glute", "1");
    scripted_set(&s, "barred.smr_glute_wall", "1");
    open_cards(1);
    assert_non_null(strstr(card("short")->detail, "left out"));
    scripted_choose(&s, "more");
    scripted_choose(&s, "allow");
    scripted_choose(&s, "smr_glute");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.key, "barred.smr_glute");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "0");
    scripted_choose(&s, "back");
    assert_null(strstr(card("short")->detail, "left out"));
}

static void easier_takes_the_easier_variant_from_now_on(void **state)
{
    (void)state;
    pause_in(PHASE_HOLD);
    scripted_choose(&s, "easier");
    assert_string_equal(s.catalogue.exercise[s.view->exercise].id, "plank_front_knees");
    assert_true(was_set("easier.plank_front", "1"));
    unsigned number = 0;
    for (unsigned i = 0; i < s.records; i++)
        if (s.record[i].kind == RECORD_STEP_END &&
            !strcmp(s.record[i].u.step.exercise, "plank_front")) {
            number = s.record[i].u.step.step;
            assert_int_equal(s.record[i].u.step.outcome, STEP_SKIPPED);
        }
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.step, number + 1);
}

static void the_question_stays_unanswered_after_twenty_seconds_of_silence(void **state)
{
    (void)state;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    scripted_run(&s, 19);
    assert_int_equal(s.view->card_set, CARDS_FEELING);
    scripted_run(&s, 2);
    assert_int_equal(s.view->screen, SCREEN_DONE);
    assert_int_equal(scripted_count(&s, RECORD_ANSWER), 0);
}

static void stiffness_is_asked_once_a_week(void **state)
{
    (void)state;
    s.snapshot.person[0].history.stiffness[0] = NAN;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    scripted_choose(&s, "same");
    assert_int_equal(s.view->card_set, CARDS_STIFFNESS);
    assert_int_equal(s.view->cards, 11);
    scripted_choose(&s, "4");
    assert_string_equal(scripted_last(&s, RECORD_ANSWER)->u.answer.answer, "4");
    assert_int_equal(s.view->screen, SCREEN_DONE);
}

static void worse_twice_in_two_weeks_shows_the_signs(void **state)
{
    (void)state;
    s.snapshot.person[0].history.worse_in_two_weeks = 1;
    pause_in(PHASE_PAUSE);
    scripted_choose(&s, "end");
    scripted_choose(&s, "worse");
    assert_int_equal(s.view->screen, SCREEN_PROFESSIONAL);
}

static void two_clean_sessions_add_five_seconds_to_a_hold(void **state)
{
    (void)state;
    scripted_set(&s, "clean.plank_front", "1");
    s.obedient = true;
    scripted_open(&s, 1, "short");
    while (!s.ended)
        scripted_tick(&s);
    assert_true(was_set("hold_s.plank_front", "15"));
    scripted_choose(&s, "same");
    assert_string_equal(s.view->line[1], "Front plank: two clean sessions, next time 15 seconds");
}

static void a_session_cut_off_goes_on_where_it_was(void **state)
{
    (void)state;
    struct unfinished *unfinished = &s.snapshot.unfinished;
    *unfinished =
        (struct unfinished){.present = true, .session = 7, .person = 1, .steps = 3, .age_s = 600};
    strcpy(unfinished->programme, "short");
    unfinished->last = (struct step_record){
        .step = 2, .credited_ms = 4000, .elapsed_ms = 30000, .planned_ms = 10000};
    strcpy(unfinished->last.exercise, "plank_front");
    open_idle(1);
    assert_int_equal(s.view->card_set, CARDS_RESUME);
    scripted_run(&s, 1);
    bool said = false;
    for (unsigned i = 0; i < s.cues; i++)
        said = said || !strcmp(s.cue[i].spoken, "Go on with step 3?");
    assert_true(said);
    scripted_choose(&s, "go_on");
    assert_int_equal(scripted_last(&s, RECORD_SESSION_RESUME)->session, 7);
    assert_int_equal(s.view->step, 2);
    s.obedient = true;
    assert_true(scripted_until(&s, PHASE_STEP_DONE, 60));
    assert_int_equal(scripted_last(&s, RECORD_STEP_END)->u.step.credited_ms, 10000);
}

static void what_was_done_before_a_cut_counts_at_the_end(void **state)
{
    (void)state;
    s.snapshot.unfinished = (struct unfinished){.present = true,
                                                .session = 7,
                                                .person = 1,
                                                .steps = 3,
                                                .age_s = 600,
                                                .elapsed_ms = 90000,
                                                .credited_ms = 40000,
                                                .by_time_ms = 1000};
    struct unfinished *unfinished = &s.snapshot.unfinished;
    strcpy(unfinished->programme, "short");
    unfinished->last = (struct step_record){
        .step = 2, .credited_ms = 4000, .elapsed_ms = 30000, .planned_ms = 10000};
    strcpy(unfinished->last.exercise, "plank_front");
    open_idle(1);
    scripted_choose(&s, "go_on");
    assert_int_equal(scripted_last(&s, RECORD_STEP_BEGIN)->u.step.credited_ms, 4000);
    scripted_press(&s, PRESS_LEAVE);
    scripted_press(&s, PRESS_LEAVE);
    const struct record *end = scripted_last(&s, RECORD_SESSION_END);
    assert_int_equal(end->u.end.credited_ms, 44000);
    assert_int_equal(end->u.end.by_time_ms, 1000);
    assert_true(end->u.end.elapsed_ms >= 120000);
}

static void a_session_cut_off_too_long_ago_is_not_offered(void **state)
{
    (void)state;
    s.snapshot.unfinished =
        (struct unfinished){.present = true, .session = 7, .person = 1, .steps = 1, .age_s = 1801};
    strcpy(s.snapshot.unfinished.programme, "short");
    open_idle(1);
    assert_int_equal(s.view->screen, SCREEN_IDLE);
}

static void a_session_that_was_closed_is_said_at_start(void **state)
{
    (void)state;
    s.snapshot.closed = 7;
    open_idle(1);
    assert_true(scripted_said(&s, "say.closed"));
}

static void free_rolling_names_the_region_or_says_that_it_is_unclear(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "free_rolling");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
    assert_string_equal(s.view->subtitle, "Place unclear");
    s.obedient = false;
    s.seen.roller.region = REGION_GLUTES;
    scripted_run(&s, 6);
    assert_string_equal(s.view->subtitle, "Glutes");
    s.seen.roller.paused = true;
    s.seen.roller.paused_since_ns = s.now_ns;
    scripted_run(&s, 30);
    scripted_press(&s, PRESS_SHORT);
    scripted_choose(&s, "end");
    const struct step_record *step = &scripted_last(&s, RECORD_STEP_END)->u.step;
    assert_string_equal(step->exercise, "free_rolling");
    assert_int_equal(step->region, REGION_GLUTES);
    assert_int_equal(step->planned_ms, 0);
    assert_true(step->credited_ms > 29000 && step->credited_ms < 31000);
}

static void doubt_about_the_region_must_last_before_it_is_unclear_again(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "free_rolling");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
    s.obedient = false;
    s.seen.roller.region = REGION_GLUTES;
    scripted_run(&s, 6);
    s.seen.roller.region = REGION_UNCLEAR;
    scripted_run(&s, 10);
    assert_string_equal(s.view->subtitle, "Glutes");
    scripted_run(&s, 4);
    assert_string_equal(s.view->subtitle, "Place unclear");
}

static void rolling_one_area_for_over_two_minutes_is_warned_of(void **state)
{
    (void)state;
    s.obedient = true;
    scripted_open(&s, 1, "free_rolling");
    assert_true(scripted_until_screen(&s, SCREEN_FREE_ROLLING, 60));
    s.obedient = false;
    scripted_run(&s, 125);
    assert_true(scripted_said(&s, "say.area_done"));
}

/* More programmes than cards: p00, p01, ... beside those that ship. */
static void give_programmes(struct programme *many, size_t count, const char *letter)
{
    for (size_t i = 0; i < count; i++) {
        many[i] = s.catalogue.programme[0];
        snprintf(many[i].id, sizeof many[i].id, "%s%02zu", letter, i);
        snprintf(many[i].name[0], sizeof many[i].name[0], "Programme %zu", i);
    }
    s.given = (struct programmes){count, many};
    s.programmes = &s.given;
    scripted_tick(&s);
}

static void every_one_of_forty_programmes_can_be_chosen(void **state)
{
    (void)state;
    static struct programme many[40];
    bool met[40] = {false};
    open_cards(1);
    give_programmes(many, 40, "p");
    for (unsigned page = 0; page < 3; page++) {
        assert_true(s.view->cards <= CARDS_MAX);
        assert_string_equal(s.view->card[s.view->cards - 1].id, "more");
        for (unsigned i = 0; i < s.view->cards; i++)
            if (s.view->card[i].id[0] == 'p' && s.view->card[i].id[1] != 'a')
                met[strtoul(s.view->card[i].id + 1, NULL, 10)] = true;
        scripted_choose(&s, "further");
    }
    for (unsigned i = 0; i < 40; i++)
        assert_true(met[i]);
    assert_string_equal(s.view->card[0].id, "today");
    scripted_choose(&s, "further");
    scripted_choose(&s, "further");
    scripted_choose(&s, "p39");
    assert_string_equal(scripted_last(&s, RECORD_SESSION_BEGIN)->u.begin.programme, "p39");
}

static void as_many_programmes_as_there_is_room_for_need_no_second_page(void **state)
{
    (void)state;
    static struct programme many[15];
    open_cards(1);
    give_programmes(many, 14, "p");
    assert_int_equal(s.view->cards, CARDS_MAX);
    assert_string_equal(s.view->card[14].id, "p13");
    give_programmes(many, 15, "p");
    assert_string_equal(s.view->card[14].id, "further");
}

static void a_programme_that_comes_while_choosing_moves_nobodys_choice(void **state)
{
    (void)state;
    static struct programme many[12];
    open_cards(1);
    give_programmes(many, 6, "p");
    scripted_press(&s, PRESS_SHORT);
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->card[s.view->selected].id, "p01");
    const unsigned said = s.cues;
    many[6] = s.catalogue.programme[0];
    strcpy(many[6].id, "q");
    struct programme all[7] = {many[6], many[0], many[1], many[2], many[3], many[4], many[5]};
    s.given = (struct programmes){7, all};
    s.programmes = &s.given;
    scripted_tick(&s);
    assert_string_equal(s.view->card[s.view->selected].id, "p01");
    assert_int_equal(s.view->selected, 3);
    assert_int_equal(s.cues, said);
    s.given.count = 2;
    s.programmes = &s.given;
    scripted_tick(&s);
    assert_int_equal(s.view->cards, 4);
}

static void opening_the_cards_asks_for_the_programmes_there_are(void **state)
{
    (void)state;
    open_idle(1);
    scripted_press(&s, PRESS_SHORT);
    assert_false(s.output.choosing);
    scripted_press(&s, PRESS_SHORT);
    assert_true(s.output.choosing);
    scripted_tick(&s);
    assert_false(s.output.choosing);
}

static void a_file_to_mend_stands_on_the_test_page(void **state)
{
    (void)state;
    open_cards(1);
    struct session_input input = {.time_ns = s.now_ns,
                                  .wrong_file = "programmes/mine.cfg:3: there is no exercise"};
    session_step(s.session, &input, &s.output);
    scripted_choose(&s, "more");
    scripted_choose(&s, "test");
    assert_string_equal(s.view->line[s.view->lines - 1],
                        "File to mend\tprogrammes/mine.cfg:3: there is no exercise");
    assert_true(s.view->lines < 12);
}

static void the_language_changes_at_once_and_is_kept(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "language");
    scripted_choose(&s, "de");
    assert_string_equal(scripted_last(&s, RECORD_SETTING)->u.setting.value, "de");
    assert_string_equal(card("back")->title, "Zurück");
}

static void the_language_that_the_owner_set_is_there_at_the_next_start(void **state)
{
    (void)state;
    s.snapshot.settings = 2;
    strcpy(s.snapshot.setting[1].key, "language");
    strcpy(s.snapshot.setting[1].value, "de");
    open_idle(1);
    assert_string_equal(s.view->cue, "Drücken Sie den Knopf");
}

static void the_volume_is_kept_and_handed_out(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "volume");
    scripted_choose(&s, "100");
    scripted_tick(&s);
    assert_int_equal(s.output.volume_pct, 100);
}

static void the_clock_is_set_with_one_button(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "set_time");
    for (unsigned i = 0; i < 5; i++)
        scripted_press(&s, PRESS_HELD);
    assert_int_equal(scripted_last(&s, RECORD_CLOCK)->u.clock.unix_s, 1767268800);
    assert_int_equal(s.view->card_set, CARDS_MORE);
}

static void the_first_start_leads_from_the_builder_to_the_first_session(void **state)
{
    (void)state;
    s.snapshot.settings = 0;
    s.snapshot.people = 0;
    open_idle(0);
    assert_int_equal(s.view->screen, SCREEN_FIRST_START);
    scripted_press(&s, PRESS_SHORT);
    scripted_run(&s, 6);
    scripted_press(&s, PRESS_HELD);
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->card_set, CARDS_LANGUAGE);
    scripted_choose(&s, "en");
    scripted_choose(&s, "60");
    assert_int_equal(scripted_count(&s, RECORD_PERSON), 1);
    for (unsigned i = 0; i < 10; i++)
        scripted_choose(&s, "no");
    assert_int_equal(s.view->card_set, CARDS_EQUIPMENT);
    for (unsigned i = 0; i < 8; i++)
        scripted_choose(&s, "yes");
    assert_int_equal(s.view->card_set, CARDS_CHOOSE);
    assert_string_equal(card("today")->title, "Today: First time");
}

static void a_calibration_that_nobody_walked_is_refused_and_says_why(void **state)
{
    (void)state;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(card("take")->title, "75 kg");
    scripted_press(&s, PRESS_HELD);
    assert_int_equal(s.view->screen, SCREEN_CALIBRATION);
    scripted_run(&s, 11);
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->title, "Not changed");
    assert_true(strlen(s.view->line[0]) > 10);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION), 0);
}

/* Ten seconds of an empty mat, then a step on each pad. */
static void calibrate(void)
{
    static struct frame frame;
    open_cards(1);
    scripted_choose(&s, "more");
    scripted_choose(&s, "calibrate");
    scripted_press(&s, PRESS_HELD);
    frame.pads = s.mat.pads;
    for (unsigned n = 0; n < 260 + s.mat.pads * 25; n++) {
        s.now_ns += TICK_MS * NS_PER_MS;
        frame.time_ns = s.now_ns;
        for (unsigned i = 0; i < frame.pads; i++)
            frame.value[i] =
                (n >= 260 && (n - 260) / 25 == i ? 50.0f : 1.0f) + 0.01f * (float)((n + i) % 3);
        const struct session_input input = {.time_ns = s.now_ns, .frame = &frame};
        session_step(s.session, &input, &s.output);
        s.view = s.output.view;
    }
    scripted_press(&s, PRESS_SHORT);
    assert_string_equal(s.view->title, catalogue_text(&s.catalogue, 0, "calibration.done.title"));
    free(scripted_last(&s, RECORD_CALIBRATION)->u.calibration);
    scripted_press(&s, PRESS_SHORT);
    assert_int_equal(s.view->card_set, CARDS_CALIBRATION);
}

static void a_calibration_can_be_kept(void **state)
{
    (void)state;
    calibrate();
    scripted_choose(&s, "keep");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 0);
}

static void a_calibration_can_be_undone(void **state)
{
    (void)state;
    calibrate();
    scripted_choose(&s, "undo");
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 1);
}

static void silence_keeps_a_calibration(void **state)
{
    (void)state;
    calibrate();
    scripted_run(&s, 61);
    assert_int_equal(s.view->card_set, CARDS_MORE);
    assert_int_equal(scripted_count(&s, RECORD_CALIBRATION_UNDO), 0);
}

static void a_broken_pad_is_said_in_plain_words_and_logged(void **state)
{
    (void)state;
    open_idle(1);
    s.now_ns += NS_PER_MS;
    struct event *event = scripted_event(&s, EVENT_PAD_FAULT);
    event->pad = 2;
    event->fault = PAD_FAULT_MISSING;
    struct session_input input = {.time_ns = s.now_ns, .observation = &s.seen};
    s.seen.time_ns = s.now_ns;
    session_step(s.session, &input, &s.output);
    assert_string_equal(s.output.view->trouble,
                        "Pad r1c3 does not answer (converter -). It goes on.");
    assert_int_equal(s.output.record[0].kind, RECORD_PAD_HEALTH);
}

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(what_wakes_the_screen_does_nothing_else),
        SESSION_TEST(a_child_on_the_mat_only_wakes_the_screen),
        SESSION_TEST(a_card_is_spoken_with_its_minutes_and_equipment),
        SESSION_TEST(holding_the_button_on_the_waking_screen_starts_today),
        SESSION_TEST(standing_still_starts_today_when_there_is_no_button),
        SESSION_TEST(standing_still_starts_nothing_where_there_is_a_button),
        SESSION_TEST(the_first_time_is_what_today_is_at_first),
        SESSION_TEST(strength_is_not_proposed_on_two_days_running),
        SESSION_TEST(without_a_clock_strength_is_not_proposed_in_two_sessions_running),
        SESSION_TEST(strength_rests_even_where_little_else_is_left),
        SESSION_TEST(after_worse_today_is_gentle_and_doses_are_smaller),
        SESSION_TEST(a_yes_to_a_health_question_takes_out_roller_ball_and_planks),
        SESSION_TEST(a_guest_is_treated_as_a_yes),
        SESSION_TEST(a_guest_who_confirms_may_do_everything_in_this_session),
        SESSION_TEST(a_stretch_begins_its_repetition_again_after_a_pause),
        SESSION_TEST(worse_takes_five_seconds_off_a_hold_again),
        SESSION_TEST(what_equipment_is_missing_drops_its_exercises),
        SESSION_TEST(what_is_left_out_stands_in_the_log_and_why),
        SESSION_TEST(what_a_guest_may_not_do_is_left_out_for_health),
        SESSION_TEST(a_yes_holds_though_the_other_questions_are_left),
        SESSION_TEST(a_yes_holds_though_nobody_answers_what_it_takes_out),
        SESSION_TEST(what_hurts_the_easier_way_takes_out_the_fuller_one),
        SESSION_TEST(who_is_in_place_is_not_asked_to_get_there),
        SESSION_TEST(with_the_ball_nobody_is_told_to_roll),
        SESSION_TEST(every_exercise_that_hurt_can_be_allowed_again),
        SESSION_TEST(who_lay_last_is_told_how_to_get_up),
        SESSION_TEST(who_stands_at_the_end_is_not_told_to_get_up),
        SESSION_TEST(between_two_steps_too_getting_up_is_told),
        SESSION_TEST(any_press_pauses_and_going_on_keeps_the_credit),
        SESSION_TEST(leaving_the_mat_pauses_within_a_second_and_coming_back_goes_on),
        SESSION_TEST(escape_leads_out_of_a_session_and_out_of_the_program),
        SESSION_TEST(away_for_half_an_hour_ends_the_session),
        SESSION_TEST(sharp_pain_ends_it_shows_the_signs_and_keeps_the_exercise_out),
        SESSION_TEST(what_was_barred_can_be_allowed_again),
        SESSION_TEST(easier_takes_the_easier_variant_from_now_on),
        SESSION_TEST(the_question_stays_unanswered_after_twenty_seconds_of_silence),
        SESSION_TEST(stiffness_is_asked_once_a_week),
        SESSION_TEST(worse_twice_in_two_weeks_shows_the_signs),
        SESSION_TEST(two_clean_sessions_add_five_seconds_to_a_hold),
        SESSION_TEST(a_session_cut_off_goes_on_where_it_was),
        SESSION_TEST(what_was_done_before_a_cut_counts_at_the_end),
        SESSION_TEST(a_session_cut_off_too_long_ago_is_not_offered),
        SESSION_TEST(a_session_that_was_closed_is_said_at_start),
        SESSION_TEST(free_rolling_names_the_region_or_says_that_it_is_unclear),
        SESSION_TEST(doubt_about_the_region_must_last_before_it_is_unclear_again),
        SESSION_TEST(rolling_one_area_for_over_two_minutes_is_warned_of),
        SESSION_TEST(every_one_of_forty_programmes_can_be_chosen),
        SESSION_TEST(as_many_programmes_as_there_is_room_for_need_no_second_page),
        SESSION_TEST(a_programme_that_comes_while_choosing_moves_nobodys_choice),
        SESSION_TEST(opening_the_cards_asks_for_the_programmes_there_are),
        SESSION_TEST(a_file_to_mend_stands_on_the_test_page),
        SESSION_TEST(the_language_changes_at_once_and_is_kept),
        SESSION_TEST(the_language_that_the_owner_set_is_there_at_the_next_start),
        SESSION_TEST(the_volume_is_kept_and_handed_out),
        SESSION_TEST(the_clock_is_set_with_one_button),
        SESSION_TEST(the_first_start_leads_from_the_builder_to_the_first_session),
        SESSION_TEST(a_calibration_can_be_kept),
        SESSION_TEST(a_calibration_can_be_undone),
        SESSION_TEST(silence_keeps_a_calibration),
        SESSION_TEST(a_calibration_that_nobody_walked_is_refused_and_says_why),
        SESSION_TEST(a_broken_pad_is_said_in_plain_words_and_logged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
