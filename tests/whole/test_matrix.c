/* Each exercise by itself with simulated people of all sizes on both mats, done well and with
 * slips: what was credited against what was truly done. Without an argument a few bodies; with
 * "all" the whole matrix, with "draws=3" three times with other chance (make check-coached);
 * "only=ID,ID" these exercises, "mat=ID" one mat, "first=N" from that draw on. */
#include "whole/coached.h"

#include "catalogue/names.h"

#include <math.h>

enum { SETS_MAX = 16, WINDOWS_MAX = 64, BODIES = 5, MATS = 2, TARGET_PCT = 95 };
/* Of all that the mat can see, today; it stays so. */
enum { REACHED_WELL_PCT = 97, REACHED_BADLY_PCT = 94 };
static const double WITHIN_S = 1.0;
/* A repetition is counted when its load is back, from here on in its cycle: the body comes to rest
 * a little later. So one that was broken off after this may be counted or not; before it, not. */
static const double DONE_PART = 0.75;

struct span_s {
    double from_s, to_s;
};

/* One set of one step (of rolling and stretching: all of one step) as the session counted it, and
 * when it was ready to. */
struct set {
    unsigned step, number;
    double credited_s;
    unsigned first, counted; /* number of the first repetition, and how many */
    bool by_time;
    unsigned windows;
    struct span_s window[WINDOWS_MAX];
};

/* One exercise on one mat, or all together. */
struct row {
    unsigned sets, good, runs, ended;
};

static const struct {
    enum sex sex;
    float stature_m, mass_kg;
} bodies[BODIES] = {
    {SEX_MALE, 1.72F, 75},   {SEX_FEMALE, 1.50F, 45}, {SEX_MALE, 1.95F, 120},
    {SEX_FEMALE, 1.50F, 80}, {SEX_MALE, 1.95F, 70},
};
static const char *const mats[MATS] = {"standard", "small"};

static struct catalogue catalogue;
static struct snapshot snapshot;
static struct coached c;
static struct set set[SETS_MAX];
static unsigned sets, begun;
static bool all, print_sets;
static unsigned first_draw, draws = 1;
static const char *only, *only_mat;

/* ---------------------------------------------------------------- one programme an exercise */
static int load_all(void **state)
{
    (void)state;
    if (coached_load(&catalogue, &snapshot))
        return -1;
    free(catalogue.programme);
    catalogue.programme = calloc(catalogue.exercises, sizeof *catalogue.programme);
    if (!catalogue.programme)
        return -1;
    catalogue.programmes = catalogue.exercises;
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *exercise = &catalogue.exercise[i];
        struct programme *programme = &catalogue.programme[i];
        memcpy(programme->id, exercise->id, sizeof programme->id);
        programme->steps = 1;
        programme->open = !strcmp(exercise->id, "free_rolling");
        programme->step[0] = (struct programme_step){
            .exercise = (unsigned)i, .alternative = -1, .dose = exercise->dose};
    }
    return 0;
}

static int unload_all(void **state)
{
    (void)state;
    catalogue_unload(&catalogue);
    return 0;
}

/* ---------------------------------------------------------------- what the session counted */
static bool is_ready(const struct exercise *exercise, enum phase phase)
{
    switch (exercise->counts) {
    case COUNTS_REPETITIONS: return phase == PHASE_REPETITIONS;
    case COUNTS_HOLD: return phase == PHASE_HOLD || phase == PHASE_BROKEN;
    case COUNTS_ROLL_AND_PAUSE: return phase == PHASE_SEARCH || phase == PHASE_PAUSE;
    default: return phase == PHASE_STRETCH || phase == PHASE_BREATH;
    }
}

static struct set *set_of(unsigned step, unsigned number)
{
    for (unsigned i = 0; i < sets; i++)
        if (set[i].step == step && set[i].number == number)
            return &set[i];
    assert_true(sets < SETS_MAX);
    set[sets] = (struct set){.step = step, .number = number};
    return &set[sets++];
}

/* A window grows while the session is ready to count. */
static void note_window(struct set *at, bool ready, double from_s, double to_s)
{
    struct span_s *last = at->windows ? &at->window[at->windows - 1] : NULL;
    if (!ready)
        return;
    if (last && last->to_s >= from_s - 1e-6) {
        last->to_s = to_s;
    } else {
        assert_true(at->windows < WINDOWS_MAX);
        at->window[at->windows++] = (struct span_s){from_s, to_s};
    }
}

static void note_records(const struct exercise *exercise, struct set *at)
{
    for (unsigned i = 0; i < c.output.records; i++) {
        const struct record *record = &c.output.record[i];
        if (record->kind == RECORD_STEP_BEGIN)
            begun++;
        if (record->kind == RECORD_REPETITION) { /* one that is taken back gives its number back */
            at->first = at->first ? at->first : record->u.part.n;
            at->counted = record->u.part.n - at->first + 1;
        }
        if (record->kind == RECORD_HOLD)
            at->credited_s += record->u.part.credited_ms / 1e3;
        if (record->kind != RECORD_STEP_END)
            continue;
        at->by_time =
            at->by_time || record->u.step.by_time_ms || record->u.step.by_tempo_repetitions;
        if (exercise->counts == COUNTS_ROLL_AND_PAUSE || exercise->counts == COUNTS_TIME)
            at->credited_s += record->u.step.credited_ms / 1e3;
    }
}

/* Of free rolling each region is a step of its own; here they are one. */
static void follow(const struct exercise *exercise, double minutes)
{
    const struct programme *programme = &catalogue.programme[exercise - catalogue.exercise];
    const bool whole_step =
        exercise->counts == COUNTS_ROLL_AND_PAUSE || exercise->counts == COUNTS_TIME;
    const int64_t until_ns = c.now_ns + (int64_t)(minutes * 60e9);
    sets = begun = 0;
    while (!c.ended && c.now_ns < until_ns) {
        const double from_s = (double)c.now_ns / 1e9;
        const struct view *view = c.output.view;
        const bool ready = view && is_ready(exercise, view->phase) && view->screen != SCREEN_CARDS;
        const unsigned number = whole_step || !view ? 0 : view->set;
        const unsigned step = programme->open && begun ? 1 : begun;
        coached_tick(&c);
        struct set none = {0}, *at = step ? set_of(step, number) : &none;
        note_window(at, ready, from_s, (double)c.now_ns / 1e9);
        note_records(exercise, at);
    }
}

/* ---------------------------------------------------------------- what was truly done */
static double shared_s(const struct set *at, double from_s, double to_s)
{
    double sum_s = 0;
    for (unsigned i = 0; i < at->windows; i++)
        sum_s += fmax(0, fmin(to_s, at->window[i].to_s) - fmax(from_s, at->window[i].from_s));
    return sum_s;
}

/* Until the next word of the same kind, or the end. */
static double until_s(unsigned from)
{
    for (unsigned i = from + 1; i < c.tolds; i++)
        if (!strcmp(c.told[i].event, c.told[from].event))
            return c.told[i].from_s;
    return (double)c.now_ns / 1e9;
}

static double true_s(const struct set *at, const struct exercise *exercise)
{
    const char *event = exercise->counts == COUNTS_HOLD             ? "hold"
                        : exercise->counts == COUNTS_ROLL_AND_PAUSE ? "pause"
                                                                    : "exercise";
    double sum_s = 0;
    for (unsigned i = 0; i < c.tolds; i++) {
        const struct told *told = &c.told[i];
        if (strcmp(told->event, event) ||
            (exercise->counts == COUNTS_TIME && strcmp(told->id, exercise->id)))
            continue;
        sum_s +=
            shared_s(at, told->from_s, exercise->counts == COUNTS_TIME ? until_s(i) : told->to_s);
    }
    return sum_s;
}

/* Repetitions that had come so far in a window: whole ones, or such as were broken off after it. */
static unsigned true_count(const struct set *at, bool broken_off)
{
    unsigned count = 0;
    for (unsigned i = 0; i < c.tolds; i++) {
        const struct told *told = &c.told[i];
        const double part = broken_off ? told->part : 1;
        if (strcmp(told->event, broken_off ? "rep_broken" : "rep") || part < DONE_PART)
            continue;
        const double done_s = told->from_s + DONE_PART / part * (told->to_s - told->from_s);
        for (unsigned w = 0; w < at->windows; w++)
            count += told->to_s > at->window[w].from_s && done_s <= at->window[w].to_s;
    }
    return count;
}

static bool is_good(const struct set *at, const struct exercise *exercise)
{
    const bool counts = exercise->counts == COUNTS_REPETITIONS;
    const unsigned truly = true_count(at, false), nearly = true_count(at, true);
    const double truly_s = true_s(at, exercise);
    const bool right = at->counted >= truly && at->counted <= truly + nearly;
    const bool good = !at->by_time && (counts ? right : fabs(at->credited_s - truly_s) <= WITHIN_S);
    if (print_sets && !good)
        print_message("      step %u set %u: counted %u, truly %u; credited %.1f, truly %.1f s%s\n",
                      at->step, at->number, at->counted, truly, at->credited_s, truly_s,
                      at->by_time ? ", by time" : "");
    return good;
}

/* ---------------------------------------------------------------- rows */
/* Whoever rolls freely does what they like: there the time counts from when they come. */
static void add_slip(struct scenario *scenario, const struct exercise *exercise, enum slip what)
{
    struct scenario_slip *slip = &scenario->slip[scenario->slips++];
    const bool as_told = exercise->region != REGION_UNCLEAR || exercise->tool == TOOL_NONE;
    *slip = (struct scenario_slip){.what = what,
                                   .at_s = as_told                 ? 9
                                           : what == SLIP_TOO_FAST ? 45
                                                                   : 30,
                                   .for_s = 6,
                                   .time_n = 1};
    if (what == SLIP_HIPS_DOWN || what == SLIP_KNEE_DOWN)
        slip->for_s = 1.5F;
    if (as_told)
        strcpy(slip->exercise, exercise->id);
}

static bool can_slip(const struct exercise *exercise, enum slip what)
{
    const bool hold = exercise->counts == COUNTS_HOLD;
    return what == SLIP_STEP_OFF    ? !exercise->off_mat
           : what == SLIP_TOO_FAST  ? exercise->tool != TOOL_NONE
           : what == SLIP_KNEE_DOWN ? hold && exercise->watch != WATCH_BRIDGE
                                    : hold;
}

/* slip SLIPS: none. */
static void run_once(const struct exercise *exercise, unsigned body, unsigned mat, enum slip slip,
                     unsigned draw, struct row *row)
{
    struct scenario scenario;
    scenario_default(&scenario);
    scenario.body.sex = bodies[body].sex;
    scenario.body.stature_m = bodies[body].stature_m;
    scenario.body.mass_kg = bodies[body].mass_kg;
    scenario.place.turned = body % 2 == 1;
    if (slip != SLIPS)
        add_slip(&scenario, exercise, slip);
    if (print_sets)
        print_message("    %s, %s, %.2f m %.0f kg, %s, draw %u\n", exercise->id, mats[mat],
                      (double)bodies[body].stature_m, (double)bodies[body].mass_kg,
                      slip == SLIPS ? "well" : slip_name(slip), draw);
    coached_open_with(&c, &catalogue, &snapshot, mats[mat], &scenario, exercise->id,
                      1 + body + 7 * mat + 1000 * draw);
    follow(exercise, 20);
    person_close(c.person); /* tells what was still going on */
    c.person = NULL;
    row->runs++;
    row->ended += c.ended;
    for (unsigned i = 0; i < sets; i++) {
        row->sets += set[i].windows > 0;
        row->good += set[i].windows > 0 && is_good(&set[i], exercise);
    }
    coached_close(&c);
}

static void run_one(const struct exercise *exercise, unsigned body, unsigned mat, enum slip slip,
                    struct row *row)
{
    /* What goes by time goes the same way every time. */
    const unsigned times = coached_can_be_seen(exercise) ? draws : 1;
    for (unsigned draw = first_draw; draw < first_draw + times; draw++)
        run_once(exercise, body, mat, slip, draw, row);
}

/* What reaches the target today, in full; it stays so. */
static bool is_reached(const struct exercise *exercise)
{
    static const char *const reached[] = {
        "band_walk",       "bird_dog",           "bird_dog_leg",      "breath",
        "band_walk_free",  "spinal_twist",       "figure_four",       "glute_bridge",
        "hamstring_strap", "hipflexor_kneeling", "knee_to_chest_one", "knees_to_chest",
        "pelvic_tilt",     "plank_front",        "plank_front_knees", "plank_side",
        "smr_glute",       "smr_piriformis",     "bridge_hold",       "hamstring_curl",
        "smr_tfl_itb",     "smr_erector_roller", "free_rolling"};
    for (size_t i = 0; i < sizeof reached / sizeof *reached; i++)
        if (!strcmp(reached[i], exercise->id))
            return true;
    return false;
}

static bool is_wanted(const char *id)
{
    const size_t length = strlen(id);
    const char *at = only ? only : id;
    while (*at && (strncmp(at, id, length) != 0 || (at[length] && at[length] != ',')))
        at += strcspn(at, ",") + (strchr(at, ',') != NULL);
    return *at;
}

static unsigned pct(const struct row *row)
{
    return row->sets ? 100 * row->good / row->sets : 100;
}

static void run_row(const struct exercise *exercise, unsigned mat, struct row *well,
                    struct row *badly)
{
    static const enum slip slips[] = {SLIP_STEP_OFF, SLIP_HIPS_DOWN, SLIP_KNEE_DOWN, SLIP_TOO_FAST};
    for (unsigned body = 0; body < BODIES; body++) {
        const bool wanted = all || body == (mat ? 2 : 0) || (body == 1 && mat == 0);
        if (wanted)
            run_one(exercise, body, mat, SLIPS, well);
        for (size_t i = 0; i < sizeof slips / sizeof *slips; i++)
            if (can_slip(exercise, slips[i]) && (all || (body == 0 && (i + mat) % 2 == 0)))
                run_one(exercise, body, mat, slips[i], badly);
    }
}

static void add(struct row *sum, const struct row *row)
{
    sum->sets += row->sets;
    sum->good += row->good;
}

static void every_exercise_is_credited_as_it_was_truly_done(void **state)
{
    (void)state;
    unsigned rows = 0, short_rows = 0, fallen = 0; /* of those that had reached the target */
    struct row all_well = {0}, all_badly = {0};
    print_message("%-20s %-9s %10s %10s\n", "", "", "well", "with slips");
    for (size_t i = 0; i < catalogue.exercises; i++) {
        const struct exercise *exercise = &catalogue.exercise[i];
        if (!is_wanted(exercise->id) || exercise->recognition_only ||
            (!all && !coached_can_be_seen(exercise)))
            continue;
        for (unsigned mat = 0; mat < MATS; mat++) {
            if (only_mat && strcmp(mats[mat], only_mat) != 0)
                continue;
            struct row well = {0}, badly = {0};
            run_row(exercise, mat, &well, &badly);
            const bool enough = !coached_can_be_seen(exercise) ||
                                (pct(&well) >= TARGET_PCT && pct(&badly) >= TARGET_PCT);
            rows++;
            short_rows += !enough;
            fallen += !enough && is_reached(exercise);
            print_message("%-20s %-9s %3u of %3u %3u of %3u%s%s\n", exercise->id, mats[mat],
                          well.good, well.sets, badly.good, badly.sets,
                          coached_can_be_seen(exercise) ? "" : "  (by time)", enough ? "" : "  <");
            assert_int_equal(well.ended, well.runs);
            assert_int_equal(badly.ended, badly.runs);
            if (coached_can_be_seen(exercise)) {
                add(&all_well, &well);
                add(&all_badly, &badly);
            }
        }
    }
    print_message("%u rows below %d %%; in all %u of %u, with slips %u of %u\n", short_rows,
                  TARGET_PCT, all_well.good, all_well.sets, all_badly.good, all_badly.sets);
    assert_true(rows > 0);
    assert_int_equal(fallen, 0);
    assert_true(pct(&all_well) >= REACHED_WELL_PCT && pct(&all_badly) >= REACHED_BADLY_PCT);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_exercise_is_credited_as_it_was_truly_done),
    };
    for (int i = 1; i < argc; i++) {
        all = all || !strcmp(argv[i], "all");
        print_sets = print_sets || !strcmp(argv[i], "sets");
        sscanf(argv[i], "draws=%u", &draws);
        sscanf(argv[i], "first=%u", &first_draw);
        if (!strncmp(argv[i], "only=", 5))
            only = argv[i] + 5;
        if (!strncmp(argv[i], "mat=", 4))
            only_mat = argv[i] + 4;
    }
    return cmocka_run_group_tests(tests, load_all, unload_all);
}
