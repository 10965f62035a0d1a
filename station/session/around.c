/* Small settings: people, volume, language, equipment, what was barred or made easier. */
#include "session/inside.h"

#include "catalogue/names.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---------------------------------------------------------------- people */
void people_open(struct session *session)
{
    char id[ID_MAX];
    menu_begin(session, CARDS_PEOPLE);
    for (unsigned i = 0; i < session->snapshot.people && i < PEOPLE_MAX; i++) {
        snprintf(id, sizeof id, "person.%u", session->snapshot.person[i].id);
        menu_card(session, id, session->snapshot.person[i].name, "", -1);
    }
    menu_card_key(session, "guest");
    if (session->snapshot.people < PEOPLE_MAX)
        menu_card_key(session, "new_person");
    menu_card_key(session, "back");
    menu_shown(session, "say.people");
}

void people_add(struct session *session)
{
    const unsigned i = session->snapshot.people;
    char number[16];
    if (i >= PEOPLE_MAX)
        return;
    uint32_t id = 1;
    for (unsigned p = 0; p < i; p++)
        if (session->snapshot.person[p].id >= id)
            id = session->snapshot.person[p].id + 1;
    memset(&session->snapshot.person[i], 0, sizeof *session->snapshot.person);
    session->snapshot.person[i].id = id;
    struct history_view *history = &session->snapshot.person[i].history;
    history->days_since_first = history->days_since_last = history->days_since_strength = -1;
    for (unsigned week = 0; week < HISTORY_WEEKS; week++)
        history->stiffness[week] = NAN;
    snprintf(number, sizeof number, "%u", i + 1);
    text_fill(session->snapshot.person[i].name, sizeof session->snapshot.person[i].name,
              text_of(session, "people.name"), (const struct fill[]){{"n", number}, {0}});
    session->snapshot.people++;
    session->person = id;
    struct record *record = record_new(session, RECORD_PERSON);
    record->session = 0;
    text_copy(record->u.person.name, sizeof record->u.person.name,
              session->snapshot.person[i].name);
}

void people_chose(struct session *session, const char *id)
{
    if (!strncmp(id, "person.", 7)) {
        session->person = (uint32_t)strtoul(id + 7, NULL, 10);
        session->confirmed = false;
        choose_open(session);
    } else if (!strcmp(id, "guest")) {
        if (session->person)
            session->host = session->person;
        session->person = 0;
        session->confirmed = false;
        health_guest(session);
    } else if (!strcmp(id, "new_person")) {
        people_add(session);
        health_open(session);
    } else {
        more_open(session);
    }
}

/* ---------------------------------------------------------------- volume, language */
void volume_open(struct session *session)
{
    menu_begin(session, CARDS_VOLUME);
    for (unsigned pct = 20; pct <= 100; pct += 20) {
        char id[8], title[16];
        snprintf(id, sizeof id, "%u", pct);
        snprintf(title, sizeof title, "%u %%", pct);
        menu_card(session, id, title, "", -1);
        if (pct == session_volume(session))
            session->menu.selected = session->menu.cards - 1;
    }
    menu_shown(session, "say.volume");
}

unsigned session_volume(const struct session *session)
{
    const unsigned long volume = strtoul(station_setting(session, "volume"), NULL, 10);
    return volume > 0 && volume <= 100 ? (unsigned)volume : 60;
}

void volume_chose(struct session *session, const char *id)
{
    if (strcmp(id, "back"))
        station_set(session, "volume", id);
    start_volume_done(session);
}

void language_open(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_LANGUAGE);
    for (unsigned i = 0; i < session->catalogue->languages; i++) {
        const struct language *language = &session->catalogue->language[i];
        menu_card(session, language->id, language->name, "", -1);
    }
    menu_shown(session, "say.language");
}

void language_chose(struct session *session, const char *id)
{
    const int found = catalogue_find_language(session->catalogue, id);
    if (found >= 0) {
        session->language = (unsigned)found;
        station_set(session, "language", id);
    }
    start_language_done(session);
}

/* ---------------------------------------------------------------- equipment */
static void ask_equipment(struct session *session)
{
    char key[48], question[TEXT_MAX];
    snprintf(key, sizeof key, "equipment.%s", names_equipment.name[session->question]);
    text_fill(question, sizeof question, text_of(session, "say.equipment"),
              (const struct fill[]){{"name", text_of(session, key)}, {0}});
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_EQUIPMENT);
    menu_card_key(session, "yes");
    menu_card_key(session, "no");
    for (unsigned i = 0; i < session->menu.cards; i++)
        text_copy(session->menu.card[i].line, sizeof session->menu.card[i].line, question);
    cue_say(session, URGENCY_LEAD, question);
    cue_say(session, URGENCY_LEAD, session->menu.card[0].title);
}

void equipment_open(struct session *session)
{
    session->question = 0;
    session->equipment = 0;
    ask_equipment(session);
}

static void keep_equipment(struct session *session)
{
    char list[128] = "none";
    size_t used = 0;
    for (unsigned i = 0; i < names_equipment.count; i++)
        if (session->equipment & (1u << i))
            used += (size_t)snprintf(list + used, sizeof list - used, "%s%s", used ? "," : "",
                                     names_equipment.name[i]);
    station_set(session, "equipment", list);
}

void equipment_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "back")) {
        start_equipment_done(session);
        return;
    }
    if (!strcmp(id, "yes"))
        session->equipment |= 1u << session->question;
    if (++session->question < names_equipment.count) {
        ask_equipment(session);
        return;
    }
    keep_equipment(session);
    start_equipment_done(session);
}

/* ---------------------------------------------------------------- what was barred, or made easier
 */
/* What its card asks; NULL: it is done in full. */
static const char *line_to_allow(const struct session *session, size_t exercise)
{
    const struct progress progress =
        person_progress(session, session->catalogue->exercise[exercise].id);
    return progress.barred ? "card.allow.again" : progress.easier ? "card.allow.full" : NULL;
}

bool allow_any(const struct session *session)
{
    for (size_t i = 0; i < session->catalogue->exercises; i++)
        if (line_to_allow(session, i))
            return true;
    return false;
}

/* A page of them: beside them stand the way on, where there are several pages, and Back. */
static void allow_page(struct session *session, unsigned page)
{
    const unsigned from = page * (CARDS_MAX - 2), to = from + CARDS_MAX - 2;
    unsigned listed = 0;
    menu_begin(session, CARDS_ALLOW);
    session->menu.page = page;
    for (size_t i = 0; i < session->catalogue->exercises; i++) {
        const char *line = line_to_allow(session, i);
        if (!line)
            continue;
        if (listed >= from && listed < to)
            menu_card(session, session->catalogue->exercise[i].id,
                      session->catalogue->exercise[i].texts[session->language].name,
                      text_of(session, line), -1);
        listed++;
    }
    if (listed > to || page > 0)
        menu_card(session, listed > to ? "next_page" : "first_page",
                  text_of(session, "card.allow.others"), "", -1);
    menu_card_key(session, "back");
    menu_shown(session, "say.allow");
}

void allow_open(struct session *session)
{
    allow_page(session, 0);
}

void allow_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "next_page") || !strcmp(id, "first_page")) {
        allow_page(session, !strcmp(id, "next_page") ? session->menu.page + 1 : 0);
        return;
    }
    if (catalogue_find_exercise(session->catalogue, id) >= 0)
        person_progress_set(session, id, person_progress(session, id).barred ? "barred" : "easier",
                            0);
    more_open(session);
}
