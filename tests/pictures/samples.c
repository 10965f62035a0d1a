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
    {.name = "idle",
     .screen = SCREEN_IDLE,
     .cue = {"Press the button", "Knopf drücken"},
     .more = idle_more},
    {.name = "idle-no-clock",
     .screen = SCREEN_IDLE,
     .cue = {"Press the button", "Knopf drücken"},
     .note = {"Been sitting for two hours? Stand up for a moment.",
              "Zwei Stunden gesessen? Stehen Sie kurz auf."}},
    {.name = "choose",
     .screen = SCREEN_CARDS,
     .title = {"What shall it be?", "Was soll es sein?"},
     .more = choose_more},
    {.name = "choose-held",
     .screen = SCREEN_CARDS,
     .title = {"What shall it be?", "Was soll es sein?"},
     .more = choose_held_more},
    {.name = "more", .screen = SCREEN_CARDS, .title = {"More", "Mehr"}, .more = more_more},
    {.name = "people",
     .screen = SCREEN_CARDS,
     .title = {"Who is it?", "Wer ist da?"},
     .more = people_more},
    {.name = "health",
     .screen = SCREEN_CARDS,
     .title = {"Does this apply to you?", "Trifft das auf Sie zu?"},
     .more = health_more},
    {.name = "place",
     .screen = SCREEN_PLACE,
     .phase = PHASE_PLACE,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .title = {"Glute bridge", "Beckenheben"},
     .subtitle = {"Strength · set 1 of 3", "Kraft · Satz 1 von 3"},
     .note = {"Hold: keep breathing.", "Weiteratmen."},
     .cue = {"Feet on the mat", "Füße auf die Matte"},
     .more = place_more},
    {.name = "countdown",
     .screen = SCREEN_PLACE,
     .phase = PHASE_COUNTDOWN,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .ring = {RING_COUNTDOWN, 3, 0.0F, true},
     .title = {"Glute bridge", "Beckenheben"},
     .subtitle = {"Strength · set 1 of 3", "Kraft · Satz 1 von 3"},
     .cue = {"Ready", "Bereit"}},
    {.name = "hold",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_HOLD,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .figure_phase = 0.5F,
     .ring = SECONDS(12, 0.62F),
     .title = {"Glute bridge", "Beckenheben"},
     .subtitle = {"Hold · set 2 of 3", "Halten · Satz 2 von 3"},
     .cue = {"Squeeze. Keep breathing.", "Anspannen. Weiteratmen."},
     .next = {"next: Spinal twist, left", "dann: Drehung im Liegen, links"}},
    {.name = "broken",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_BROKEN,
     .exercise = "plank_front",
     .kind = KIND_STRENGTH,
     .step = 6,
     .steps = 9,
     .ring = {RING_SECONDS, 8, 0.27F, false},
     .title = {"Front plank", "Unterarmstütz"},
     .subtitle = {"Hold · set 1 of 3", "Halten · Satz 1 von 3"},
     .cue = {"Hips touched down", "Hüfte hat aufgesetzt"}},
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
     .title = {"Glutes", "Gesäß"},
     .subtitle = {"Rolling · left · spot 2 of 3", "Rollen · links · Stelle 2 von 3"},
     .note = {"At most 5 of 10", "Höchstens 5 von 10"},
     .cue = {"Stay. Breathe out.", "Bleiben. Ausatmen."}},
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
     .title = {"Bird-dog", "Vierfüßler diagonal"},
     .subtitle = {"Strength · set 1 of 2", "Kraft · Satz 1 von 2"},
     .note = {"The tempo counts, the mat does not", "Das Tempo zählt, die Matte nicht"},
     .cue = {"Trunk stays still", "Rumpf bleibt ruhig"}},
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
     .title = {"Kneeling hip-flexor stretch", "Hüftbeugerdehnung im Knien"},
     .subtitle = {"Stretch · right", "Dehnen · rechts"},
     .note = {"A pull is right, pain is not", "Ziehen ist richtig, Schmerz nicht"},
     .cue = {"Breathe out into it", "Hinein ausatmen"},
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
     .title = {"Cat-cow", "Katze und Kuh"},
     .subtitle = {"Mobility", "Beweglichkeit"},
     .note = {"by time", "nach Zeit"},
     .cue = {"Round on the breath out", "Beim Ausatmen rund werden"}},
    {.name = "step-done",
     .screen = SCREEN_EXERCISE,
     .phase = PHASE_STEP_DONE,
     .exercise = "plank_front",
     .kind = KIND_STRENGTH,
     .step = 6,
     .steps = 9,
     .ring = {RING_NONE, 0, 1.0F, true},
     .title = {"Front plank", "Unterarmstütz"},
     .subtitle = {"Hold · set 3 of 3", "Halten · Satz 3 von 3"},
     .cue = {"Well done", "Gut gemacht"},
     .next = {"Next: Bird-dog, left", "Dann: Vierfüßler diagonal, links"}},
    {.name = "rest",
     .screen = SCREEN_REST,
     .phase = PHASE_REST,
     .exercise = "glute_bridge",
     .kind = KIND_STRENGTH,
     .step = 5,
     .steps = 9,
     .ring = {RING_SECONDS, 24, 0.4F, true},
     .title = {"Glute bridge", "Beckenheben"},
     .subtitle = {"Strength · set 2 of 3", "Kraft · Satz 2 von 3"},
     .cue = {"Rest", "Pause"}},
    {.name = "side-switch",
     .screen = SCREEN_REST,
     .phase = PHASE_SIDE_SWITCH,
     .exercise = "smr_glute",
     .kind = KIND_SMR,
     .side = SIDE_RIGHT,
     .step = 2,
     .steps = 7,
     .title = {"Glutes", "Gesäß"},
     .subtitle = {"Rolling · right", "Rollen · rechts"},
     .cue = {"Now the other side", "Jetzt die andere Seite"},
     .more = switch_more},
    {.name = "paused",
     .screen = SCREEN_CARDS,
     .step = 5,
     .steps = 9,
     .kind = KIND_STRENGTH,
     .title = {"Paused", "Angehalten"},
     .more = paused_more},
    {.name = "feeling",
     .screen = SCREEN_CARDS,
     .title = {"How is your back now?", "Wie geht es Ihrem Rücken jetzt?"},
     .more = feeling_more},
    {.name = "done",
     .screen = SCREEN_DONE,
     .step = 9,
     .steps = 9,
     .title = {"Done", "Geschafft"},
     .note = {"saved", "gespeichert"},
     .cue = {"Roll over, then up slowly", "Zur Seite, dann langsam hoch"},
     .more = done_more},
    {.name = "history",
     .screen = SCREEN_HISTORY,
     .title = {"The last 30 days", "Die letzten 30 Tage"},
     .more = history_more},
    {.name = "history-empty",
     .screen = SCREEN_HISTORY,
     .title = {"The last 30 days", "Die letzten 30 Tage"},
     .more = history_empty_more},
    {.name = "history-little",
     .screen = SCREEN_HISTORY,
     .title = {"The last 30 days", "Die letzten 30 Tage"},
     .more = history_little_more},
    {.name = "free-rolling",
     .screen = SCREEN_FREE_ROLLING,
     .phase = PHASE_PAUSE,
     .kind = KIND_SMR,
     .ring = SECONDS(14, 0.47F),
     .title = {"Free rolling", "Freies Rollen"},
     .subtitle = {"Glutes", "Gesäß"},
     .cue = {"Stay. Breathe out.", "Bleiben. Ausatmen."},
     .more = rolling_more},
    {.name = "first-start",
     .screen = SCREEN_FIRST_START,
     .title = {"Which pad is which", "Welches Feld ist welches"},
     .cue = {"Press the next pad", "Nächstes Feld drücken"},
     .more = first_more},
    {.name = "calibration",
     .screen = SCREEN_CALIBRATION,
     .kind = KIND_MOBILITY,
     .ring = SECONDS(38, 0.5F),
     .title = {"Calibrate", "Kalibrieren"},
     .cue = {"Every pad once", "Jedes Feld einmal"},
     .more = calibration_more},
    {.name = "test", .screen = SCREEN_TEST, .title = {"Test page", "Testseite"}, .more = test_more},
    {.name = "professional",
     .screen = SCREEN_PROFESSIONAL,
     .title = {"When to see a professional", "Wann zu einer Fachperson"},
     .more = professional_more},
    {.name = "fault",
     .screen = SCREEN_FAULT,
     .title = {"The mat is silent", "Die Matte schweigt"},
     .cue = {"It goes on by time", "Es geht nach Zeit weiter"},
     .more = fault_more},
    {.name = "power-off",
     .screen = SCREEN_POWER_OFF,
     .title = {"Good night", "Gute Nacht"},
     .cue = {"Safe to unplug", "Stecker darf raus"}},
    {.name = "safe",
     .screen = SCREEN_SAFE,
     .title = {"Safe screen", "Sicherer Bildschirm"},
     .cue = {"Nothing is lost", "Nichts ist verloren"},
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
    sample_copy(view->title, sizeof view->title, sample->title[language]);
    sample_copy(view->subtitle, sizeof view->subtitle, sample->subtitle[language]);
    sample_copy(view->cue, sizeof view->cue, sample->cue[language]);
    sample_copy(view->note, sizeof view->note, sample->note[language]);
    sample_copy(view->next, sizeof view->next, sample->next[language]);
    if (sample->more)
        sample->more(view, mat, language);
}
