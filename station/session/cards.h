/* Spoken cards, and what choosing each of them does. Inside the room only. */
#ifndef MATSTATION_SESSION_CARDS_H
#define MATSTATION_SESSION_CARDS_H

#include "session/plan.h"

struct menu {
    enum card_set set;
    unsigned cards, selected;
    unsigned page; /* of the programmes */
    struct card card[CARDS_MAX];
    int64_t since_ns; /* opened, or last pressed */
};

void menu_begin(struct session *session, enum card_set set);
struct card *menu_card(struct session *session, const char *id, const char *title, const char *line,
                       int kind);
/* A card whose title and line are the texts card.ID.title and card.ID.line. */
void menu_card_key(struct session *session, const char *id);
/* All cards are there: the question, if any, and the first card are spoken. */
void menu_shown(struct session *session, const char *question_key);
void menu_press(struct session *session, const struct press *press);
void menu_wait(struct session *session);

/* One for each group of card sets: what choosing a card does. "back" is what silence chooses. */
void choose_open(struct session *session);
/* From now on there are these programmes. */
void choose_from(struct session *session, const struct programmes *programmes);
void choose_today(struct session *session);
void choose_chose(struct session *session, const char *id);
int today_choose(const struct session *session, const char **reason); /* -1: nothing suits */
void more_open(struct session *session);
void more_chose(struct session *session, const char *id);
void more_exported(struct session *session, enum export_news news);
void more_stays_on(struct session *session); /* the power-off was refused */
void information_chose(struct session *session, const char *id);
void people_open(struct session *session);
void people_add(struct session *session);
void people_chose(struct session *session, const char *id);
void volume_open(struct session *session);
void volume_chose(struct session *session, const char *id);
unsigned session_volume(const struct session *session);
void language_open(struct session *session);
void language_chose(struct session *session, const char *id);
void equipment_open(struct session *session);
void equipment_chose(struct session *session, const char *id);
void health_open(struct session *session);
void health_guest(struct session *session); /* as a yes, until it is confirmed */
void health_chose(struct session *session, const char *id);
bool allow_any(const struct session *session);
void allow_open(struct session *session);
void allow_chose(struct session *session, const char *id);
/* Which clock the wall's time is from. */
struct clock_known {
    bool machine, by_hand;
    unsigned set;    /* of the machine's, as last told */
    int64_t ahead_s; /* by hand: unix time minus the session's */
};
void clock_take(struct session *session, const struct wall_clock *wall); /* as the machine has it */
void clock_set_open(struct session *session);
void clock_set_turn(struct session *session);
void clock_set_chose(struct session *session, const char *id);
bool resume_offer(struct session *session); /* false: there is nothing to go on with */
void resume_chose(struct session *session, const char *id);
bool resume_is_over(const struct step_record *last);
/* Where in the plan to go on. left_told: what is left out before it and stands in the log. */
unsigned resume_place(const struct session *session, const struct step_record *last,
                      const struct plan *plan, unsigned *left_told);
/* The step of the plan is the one that was cut off. Else it is another day's plan: what was allowed
 * then is not any more. */
bool resume_can_keep(const struct session *session, const struct step_record *last, unsigned step);
/* For that step, where the first side was done before the cut. */
int64_t resume_side_limit_ns(const struct session *session, const struct unfinished *unfinished,
                             unsigned step);
void resume_keep(struct session *session, const struct step_record *last);
void held_up_open(struct session *session, bool by_press);
void held_up_step(struct session *session);
void held_up_chose(struct session *session, const char *id);
void questions_open(struct session *session);
void questions_chose(struct session *session, const char *id);

#endif
