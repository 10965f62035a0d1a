#include "samples.h"
#include "samples_inside.h"

#include <math.h>
#include <string.h>

struct sample {
    const char *name;
    enum screen screen;
    enum phase phase;
    const char *exercise; /* NULL: none */
    enum kind kind;
    enum side side;
    bool by_time;
    unsigned step, steps;
    float figure_phase, breath; /* breath 0: none */
    struct view_ring ring;
    const char *title[WORDS], *subtitle[WORDS], *cue[WORDS], *note[WORDS], *next[WORDS];
    sample_more *more;
};

#define SECONDS(n, share)                                                                          \
    {                                                                                              \
        RING_SECONDS, n, share, true                                                               \
    }

static const struct sample samples[] = {
    {.name = "idle", .screen = SCREEN_IDLE, .cue = {"idle.cue"}, .more = idle_more},
    {.name = "idle-no-clock", .screen = SCREEN_IDLE, .cue = {"idle.cue"}, .note = {"idle.get_up"}},
    {.name = "idle-standing",
     .screen = SCREEN_IDLE,
     .ring = {RING_COUNTDOWN, 3, 0.4F, true},
     .cue = {"cue.ready"}},
    {.name = "choose", .screen = SCREEN_CARDS, .title = {"cards.choose"}, .more = choose_more},
    {.name = "choose-held",
     .screen = SCREEN_CARDS,
     .title = {"cards.choose"},
     .more = choose_held_more},
    {.name = "more", .screen = SCREEN_CARDS, .title = {"cards.more"}, .more = more_more},
    {.name = "information",
     .screen = SCREEN_CARDS,
     .title = {"cards.information"},
     .more = information_more},
    {.name = "people", .screen = SCREEN_CARDS, .title = {"cards.people"}, .more = people_more},
    {.name = "health", .screen = SCREEN_CARDS, .title = {"cards.health"}, .more = health_more},
    {.name = "place",
     .screen = SCREEN_PLACE,
     .phase = PHASE_PLACE,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .subtitle = {"Strength · set 1 of 3", "Kraft · Satz 1 von 3"},
     .note = {"caution"},
     .cue = {"cue.place.feet"},
     .more = place_more},
    {.name = "countdown",
     .screen = SCREEN_PLACE,
     .phase = PHASE_COUNTDOWN,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .ring = {RING_COUNTDOWN, 3, 0.0F, true},
     .subtitle = {"Strength · set 1 of 3", "Kraft · Satz 1 von 3"},
     .cue = {"cue.ready"}},
    {.name = "hold",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_HOLD,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .figure_phase = 0.5F,
     .ring = SECONDS(12, 0.62F),
     .subtitle = {"Strength · set 2 of 3", "Kraft · Satz 2 von 3"},
     .note = {"caution_short"},
     .next = {"next.left"}},
    {.name = "broken",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_BROKEN,
     .exercise = "plank_front",
     .kind = KIND_STRENGTH,
     .step = 6,
     .steps = 9,
     .ring = {RING_SECONDS, 8, 0.27F, false},
     .subtitle = {"Strength · set 1 of 3", "Kraft · Satz 1 von 3"},
     .cue = {"cue.why.hips_down"}},
    {.name = "roll",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_PAUSE,
     .exercise = "smr_glute",
     .kind = KIND_SMR,
     .side = SIDE_LEFT,
     .step = 1,
     .steps = 7,
     .figure_phase = 0.3F,
     .ring = SECONDS(17, 0.43F),
     .subtitle = {"Release · left", "Lösen · links"},
     .note = {"caution_short"},
     .cue = {"cue.stay"}},
    {.name = "repetitions",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_REPETITIONS,
     .exercise = "bird_dog",
     .kind = KIND_STRENGTH,
     .by_time = true,
     .step = 6,
     .steps = 8,
     .figure_phase = 0.6F,
     .ring = {RING_REPETITIONS, 7, 0.58F, false},
     .subtitle = {"Strength · set 1 of 2", "Kraft · Satz 1 von 2"},
     .note = {"note.by_tempo"}},
    {.name = "stretch",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_STRETCH,
     .exercise = "hipflexor_kneeling",
     .kind = KIND_STRETCH,
     .side = SIDE_RIGHT,
     .step = 3,
     .steps = 7,
     .breath = 0.7F,
     .ring = SECONDS(21, 0.3F),
     .subtitle = {"Stretch · right", "Dehnen · rechts"},
     .note = {"caution_short"},
     .more = trouble_more},
    {.name = "mobility",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_BREATH,
     .exercise = "cat_cow",
     .kind = KIND_MOBILITY,
     .by_time = true,
     .step = 0,
     .steps = 8,
     .figure_phase = 0.2F,
     .breath = 0.2F,
     .ring = SECONDS(42, 0.4F),
     .subtitle = {"kind.mobility"},
     .note = {"note.by_time"}},
    {.name = "step-done",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_STEP_DONE,
     .exercise = "plank_front",
     .kind = KIND_STRENGTH,
     .step = 6,
     .steps = 9,
     .ring = {RING_NONE, 0, 1.0F, true},
     .subtitle = {"Strength · set 3 of 3", "Kraft · Satz 3 von 3"},
     .cue = {"cue.step_done"},
     .next = {"next.right"}},
    {.name = "rest",
     .screen = SCREEN_REST,
     .phase = PHASE_REST,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .ring = {RING_SECONDS, 24, 0.4F, true},
     .subtitle = {"Strength · set 2 of 3", "Kraft · Satz 2 von 3"},
     .cue = {"cue.rest"}},
    {.name = "side-switch",
     .screen = SCREEN_REST,
     .phase = PHASE_SIDE_SWITCH,
     .exercise = "smr_glute",
     .kind = KIND_SMR,
     .side = SIDE_RIGHT,
     .step = 2,
     .steps = 7,
     .subtitle = {"Release · right", "Lösen · rechts"},
     .cue = {"cue.side_switch"},
     .more = switch_more},
    {.name = "paused",
     .screen = SCREEN_CARDS,
     .step = 5,
     .steps = 9,
     .kind = KIND_STRENGTH,
     .title = {"cards.paused"},
     .more = paused_more},
    {.name = "feeling", .screen = SCREEN_CARDS, .title = {"cards.feeling"}, .more = feeling_more},
    {.name = "done",
     .screen = SCREEN_DONE,
     .title = {"done.title"},
     .note = {"done.saved"},
     .more = done_more},
    {.name = "history",
     .screen = SCREEN_HISTORY,
     .title = {"page.history.title"},
     .more = history_more},
    {.name = "history-empty",
     .screen = SCREEN_HISTORY,
     .title = {"page.history.title"},
     .more = history_empty_more},
    {.name = "history-little",
     .screen = SCREEN_HISTORY,
     .title = {"page.history.title"},
     .more = history_little_more},
    {.name = "free-rolling",
     .screen = SCREEN_FREE_ROLLING,
     .exercise = "free_rolling",
     .phase = PHASE_PAUSE,
     .kind = KIND_SMR,
     .ring = SECONDS(14, 0.47F),
     .subtitle = {"region.glutes"},
     .note = {"caution_short"},
     .cue = {"cue.stay"},
     .more = rolling_more},
    {.name = "first-start",
     .screen = SCREEN_FIRST_START,
     .title = {"builder.pads.title"},
     .cue = {"builder.pads.note"},
     .more = first_more},
    {.name = "calibration",
     .screen = SCREEN_CALIBRATION,
     .kind = KIND_MOBILITY,
     .title = {"calibration.walk.title"},
     .cue = {"calibration.walk.note"},
     .more = calibration_more},
    {.name = "test", .screen = SCREEN_TEST, .title = {"page.test.title"}, .more = test_more},
    {.name = "professional",
     .screen = SCREEN_PROFESSIONAL,
     .title = {"page.professional.title"},
     .more = professional_more},
    {.name = "fault",
     .screen = SCREEN_FAULT,
     .title = {"page.fault.title"},
     .cue = {"idle.cue"},
     .more = fault_more},
    {.name = "power-off", .screen = SCREEN_POWER_OFF, .title = {"power_off.title"}},
    {.name = "power-off-refused",
     .screen = SCREEN_POWER_OFF,
     .title = {"power_off.refused"},
     .more = refused_more},
    {.name = "safe",
     .screen = SCREEN_SAFE,
     .title = {"safe.title"},
     .cue = {"safe.cue"},
     .more = safe_more},
};

unsigned samples_count(void)
{
    return sizeof samples / sizeof samples[0];
}

const char *samples_name(unsigned sample)
{
    return samples[sample].name;
}

void samples_fill(unsigned number, const struct catalogue *catalogue, const struct mat *mat,
                  unsigned language, struct view *view)
{
    const struct sample *sample = &samples[number];
    memset(view, 0, sizeof *view);
    language = language < WORDS ? language : EN;
    view->screen = sample->screen;
    view->phase = sample->phase;
    view->dark = true;
    view->language = language;
    view->exercise = sample->exercise ? catalogue_find_exercise(catalogue, sample->exercise) : -1;
    view->kind = sample->kind;
    view->side = sample->side;
    view->seen_by_mat = !sample->by_time;
    view->step = sample->step;
    view->steps = sample->steps;
    view->figure_phase = sample->figure_phase;
    view->breath = sample->breath > 0.0F ? sample->breath : NAN;
    view->ring = sample->ring;
    view->balance_x_mm = view->balance_y_mm = NAN;
    sample_copy(view->title, sizeof view->title, sample_words(sample->title, language));
    sample_copy(view->subtitle, sizeof view->subtitle, sample_words(sample->subtitle, language));
    sample_copy(view->cue, sizeof view->cue, sample_words(sample->cue, language));
    sample_copy(view->note, sizeof view->note, sample_words(sample->note, language));
    sample_copy(view->next, sizeof view->next, sample_words(sample->next, language));
    if (sample->more)
        sample->more(view, mat, language);
    sample_say(catalogue, language, view);
}
