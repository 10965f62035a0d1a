/* Tells what really happened on the mat, as the events of a recording's truth: from where the body
 * is and what carries it, never from what pads would show. */
#ifndef MATSTATION_PERSON_TELLER_H
#define MATSTATION_PERSON_TELLER_H

#include "catalogue/catalogue.h"
#include "catalogue/mat.h"
#include "catalogue/scenario.h"
#include "person/lean.h"
#include "person/performer.h"
#include "person/person.h"

struct teller_contact {
    bool on;
    float x_mm, y_mm, force_n;
};

struct teller_stroke {
    bool rolling;
    float from_mm, last_mm, farthest_mm;
    int direction; /* towards the foot end 1, the head end -1 */
    int64_t from_ns, farthest_ns;
};

struct teller {
    const struct catalogue *catalogue;
    const struct truth *truth;
    const struct mat *mat;
    int64_t time_ns;
    float weight_n; /* of the person */

    bool on_mat, told_motion, moving;
    int64_t still_from_ns;     /* since when nothing has moved; INT64_MIN: it moves */
    float phase, visitors_x_m; /* at the last step */
    struct teller_contact contact[ZONES];
    struct lean lean;

    int exercise; /* index; -1: none */
    bool mirrored;
    bool holds;
    int64_t hold_ns, lost_ns;
    const char *why;
    int64_t cycle_ns; /* when this repetition began */

    struct teller_stroke stroke;
    int64_t rest_ns; /* since when the roller has rested; INT64_MIN: it rolls */

    int64_t pose_due_ns;
    unsigned pauses, all_holds, strokes, repetitions; /* the last two: of this exercise */
    unsigned all_strokes, all_repetitions;
    double pause_s, hold_s, on_mat_s, moving_s;
    double left_s, loaded_s; /* share of the load left of the mat's middle, times seconds */
    int64_t first_ns;
    unsigned long long steps;
    unsigned long long frames; /* of the recording; 0: one a step */
    int last_exercise;         /* done last; -1: none */
};

/* truth NULL: nothing is told. */
void teller_init(struct teller *teller, const struct catalogue *catalogue, const struct mat *mat,
                 const struct truth *truth, float mass_kg);
/* After teller_step: something goes wrong from now on, or no more. */
void teller_slip(const struct teller *teller, enum slip what, bool on);
/* The same of a pad. */
void teller_pad(const struct teller *teller, const char *pad, enum slip what, bool on);
/* visitors: what others press on the mat with. */
void teller_step(struct teller *teller, int64_t time_ns, const struct performer *performer,
                 const struct footing *visitors);
/* What is still open ends now; the summary follows. */
void teller_finish(struct teller *teller);

#endif
