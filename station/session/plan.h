/* The steps of a session, made of a programme for one person. Inside the room only. */
#ifndef MATSTATION_SESSION_PLAN_H
#define MATSTATION_SESSION_PLAN_H

#include "session/session.h"

enum { PLAN_STEPS_MAX = 2 * PROGRAMME_STEPS_MAX + 1 };

/* One exercise for one side. clean: done, unbroken, and seen in full. */
struct planned {
    bool done, clean;
    bool smaller; /* than this person's dose: easier was asked for, or "worse" answered */
    unsigned exercise;
    enum side side;
    struct dose dose;
    bool other_side_follows; /* the next step is the same exercise, the other side */
    bool other_side_before;
};

/* What the programme has and the plan has not, and why. */
struct left_out {
    unsigned exercise;
    enum step_outcome why;
    unsigned before; /* the step of the plan that follows it */
};

struct plan {
    unsigned steps;
    struct planned step[PLAN_STEPS_MAX];
    unsigned left_outs;
    struct left_out left_out[PROGRAMME_STEPS_MAX];
};

/* What a person may and has: decided once a session. */
struct allowed {
    unsigned equipment; /* bits that are there */
    unsigned cautions;  /* bits that are taken out */
    bool wall;          /* an end of the mat meets a wall */
};

/* From that step on the easier variant of this exercise, or the same in a smaller dose. False: the
 * easier way that its texts tell of is not there for this person. */
bool plan_make_easier(const struct session *session, struct plan *plan, unsigned from,
                      unsigned exercise);
struct allowed plan_allowed(const struct session *session);
void plan_make(const struct session *session, const struct programme *programme, unsigned selection,
               struct plan *plan);
/* The step nearest to that place which is this exercise for this side; steps where none is. */
unsigned plan_find(const struct session *session, const struct plan *plan, unsigned near,
                   const char *exercise, enum side side);
/* What a step is credited when all of it is done. */
uint32_t plan_step_credit_ms(const struct exercise *exercise, const struct planned *step);
/* Which of the alternating selections is due in the session of that number; 0 or 1 where there are
 * none. */
unsigned plan_selection(const struct session *session, const struct programme *programme,
                        uint32_t number);
/* The person's setting that keeps it, once that programme was done. */
void plan_turn_key(const struct programme *programme, char key[ID_MAX]);
/* On the back, the front or the side, or it may be: after it somebody has to get up. */
bool plan_is_lying(const struct session *session, const struct planned *step);
unsigned plan_equipment(const struct catalogue *catalogue, const struct plan *plan);

#endif
