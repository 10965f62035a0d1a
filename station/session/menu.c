/* Cards: short press the next one, held press chooses. What choosing does is in the file of each
 * group of cards. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

static const int64_t QUESTION_NS = 20 * NS_PER_S;
static const int64_t CARDS_NS = 60 * NS_PER_S;

void menu_begin(struct session *session, enum card_set set)
{
    session->menu.set = set;
    session->menu.cards = session->menu.selected = 0;
    session->menu.since_ns = session->now_ns;
    cue_hush(session);
}

/* A card too many is handed to the last place: there are at most CARDS_MAX. */
struct card *menu_card(struct session *session, const char *id, const char *title, const char *line,
                       int kind)
{
    struct menu *menu = &session->menu;
    if (menu->cards == CARDS_MAX)
        menu->cards--;
    struct card *card = &menu->card[menu->cards++];
    memset(card, 0, sizeof *card);
    text_copy(card->id, sizeof card->id, id);
    text_copy(card->title, sizeof card->title, title);
    text_copy(card->line, sizeof card->line, line);
    card->kind = kind;
    return card;
}

void menu_card_key(struct session *session, const char *id)
{
    char title[64], line[64];
    snprintf(title, sizeof title, "card.%s.title", id);
    snprintf(line, sizeof line, "card.%s.line", id);
    const char *said = text_of(session, line);
    menu_card(session, id, text_of(session, title), said == line ? "" : said, -1);
}

/* A dot between two things is a pause to the ear. */
static void hear_dots_as_commas(char *text)
{
    for (char *dot; (dot = strstr(text, " \xC2\xB7")) != NULL;) {
        dot[0] = ',';
        memmove(dot + 1, dot + 3, strlen(dot + 3) + 1);
    }
}

/* All that the card shows: who has closed eyes can choose, too. */
static void speak_card(struct session *session)
{
    const struct card *card = &session->menu.card[session->menu.selected];
    char text[2 * TEXT_MAX + NAME_MAX_BYTES + 8];
    snprintf(text, sizeof text, "%s%s%s%s%s", card->title, *card->line ? ". " : "", card->line,
             *card->detail ? ". " : "", card->detail);
    hear_dots_as_commas(text);
    cue_say(session, URGENCY_LEAD, text);
}

void menu_shown(struct session *session, const char *question_key)
{
    if (question_key)
        cue_key(session, URGENCY_LEAD, question_key);
    speak_card(session);
}

/* What choosing does, and what Escape and silence choose: a way out that promises nothing. */
static const struct {
    void (*chose)(struct session *session, const char *id);
    const char *way_out;
} sets[] = {
    [CARDS_CHOOSE] = {choose_chose, "back"},
    [CARDS_MORE] = {more_chose, "back"},
    [CARDS_PAUSED] = {held_up_chose, "end"},
    [CARDS_HURT] = {held_up_chose, "no"},
    [CARDS_HEALTH] = {health_chose, "back"},
    [CARDS_FEELING] = {questions_chose, "back"},
    [CARDS_STIFFNESS] = {questions_chose, "back"},
    [CARDS_PEOPLE] = {people_chose, "back"},
    [CARDS_VOLUME] = {volume_chose, "back"},
    [CARDS_LANGUAGE] = {language_chose, "back"},
    [CARDS_EQUIPMENT] = {equipment_chose, "back"},
    [CARDS_RESUME] = {resume_chose, "no"},
    [CARDS_INFORMATION] = {information_chose, "back"},
    [CARDS_ALLOW] = {allow_chose, "back"},
    [CARDS_CLOCK] = {clock_set_chose, "back"},
    [CARDS_CALIBRATION] = {calibrate_chose, "keep"},
    [CARDS_WEIGHT] = {calibrate_weight_chose, "back"},
};

static void choose(struct session *session, const char *chosen)
{
    char id[ID_MAX];
    text_copy(id, sizeof id, chosen);
    session->menu.since_ns = session->now_ns;
    cue_hush(session);
    sets[session->menu.set].chose(session, id);
}

void menu_press(struct session *session, const struct press *press)
{
    struct menu *menu = &session->menu;
    menu->since_ns = session->now_ns;
    if (press->kind == PRESS_SHORT && menu->set == CARDS_CLOCK) {
        clock_set_turn(session);
    } else if (press->kind == PRESS_SHORT && menu->set == CARDS_WEIGHT) {
        calibrate_turn(session);
    } else if (press->kind == PRESS_SHORT && menu->cards > 0) {
        menu->selected = (menu->selected + 1) % menu->cards;
        cue_hush(session);
        speak_card(session);
    } else if (press->kind == PRESS_HELD && menu->cards > 0) {
        choose(session, menu->card[menu->selected].id);
    } else if (press->kind == PRESS_LEAVE) {
        choose(session, sets[menu->set].way_out);
    }
}

static bool is_owners(enum card_set set)
{
    return set == CARDS_LANGUAGE || set == CARDS_VOLUME || set == CARDS_HEALTH ||
           set == CARDS_EQUIPMENT;
}

void menu_wait(struct session *session)
{
    const enum card_set set = session->menu.set;
    const bool question = set == CARDS_FEELING || set == CARDS_STIFFNESS;
    if (session->now_ns - session->menu.since_ns < (question ? QUESTION_NS : CARDS_NS))
        return;
    /* Who is not there yet is asked by the next press. */
    const bool walks = set == CARDS_WEIGHT && start_walks(session);
    if (set == CARDS_RESUME || walks || (session->first_start && is_owners(set)))
        idle_go(session);
    else
        choose(session, sets[set].way_out);
}
