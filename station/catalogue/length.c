#include "catalogue/length.h"

/* Seconds around the work itself, as an unhurried person takes them. */
enum { PLACE_S = 6, SIDE_SWITCH_S = 8, STEP_DONE_S = 2, SEARCH_S = 8, ARM_S = 4, CARDS_S = 5 };

/* Where the mat counts it waits, and people take their own time: the simulated ones from 1.0 to 1.4
 * times the tempo's. */
static const float OWN_PACE = 1.15F;

static float repetition_s(const struct exercise *exercise)
{
    const struct tempo *tempo = &exercise->tempo;
    const bool counted = exercise->sureness != SURENESS_LOW && exercise->watch != WATCH_NOTHING;
    return (tempo->up_s + tempo->hold_s + tempo->down_s) * (counted ? OWN_PACE : 1.0F);
}

static unsigned set_length_s(const struct exercise *exercise, const struct dose *dose)
{
    switch (exercise->counts) {
    case COUNTS_REPETITIONS: return (unsigned)((float)dose->repetitions * repetition_s(exercise));
    case COUNTS_ROLL_AND_PAUSE: return dose->spots * (dose->seconds + SEARCH_S);
    case COUNTS_HOLD: return dose->seconds + ARM_S;
    case COUNTS_TIME:
    default: return dose->seconds;
    }
}

unsigned length_of_side_s(const struct exercise *exercise, const struct dose *dose)
{
    const unsigned sets = dose->sets ? dose->sets : 1;
    return sets * (PLACE_S + set_length_s(exercise, dose)) + (sets - 1) * dose->rest_s +
           STEP_DONE_S;
}

unsigned length_of_step_s(const struct exercise *exercise, const struct dose *dose,
                          bool other_side_follows)
{
    return length_of_side_s(exercise, dose) + (other_side_follows ? SIDE_SWITCH_S : 0);
}

unsigned length_of_exercise_s(const struct exercise *exercise, const struct dose *dose)
{
    const unsigned side_s = length_of_side_s(exercise, dose);
    return exercise->sides == SIDES_EACH ? 2 * side_s + SIDE_SWITCH_S : side_s;
}

unsigned length_of_programme_s(const struct catalogue *catalogue, const struct programme *programme)
{
    const unsigned selections = programme->selections ? programme->selections : 1;
    unsigned sum_s = 0;
    for (unsigned i = 0; i < programme->steps; i++) {
        const struct programme_step *step = &programme->step[i];
        const unsigned s = length_of_exercise_s(&catalogue->exercise[step->exercise], &step->dose);
        sum_s += step->selection ? s / selections : s;
    }
    return sum_s + CARDS_S;
}
