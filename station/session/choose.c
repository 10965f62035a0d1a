/* What shall it be: today, the programmes, free rolling, more. */
#include "session/inside.h"

#include "catalogue/names.h"

#include <stdio.h>
#include <string.h>

/* "15 minutes · roller, strap" */
static void say_needs(const struct session *session, const struct programme *programme, char *out,
                      size_t size)
{
    char minutes[16], key[64];
    snprintf(minutes, sizeof minutes, "%u", programme->minutes);
    text_fill(out, size, text_of(session, "card.minutes"), "n", minutes, NULL);
    unsigned bits = 0;
    for (unsigned i = 0; i < programme->steps; i++)
        bits |= session->catalogue->exercise[programme->step[i].exercise].equipment;
    const char *before = " \xC2\xB7 ";
    for (unsigned i = 0; i < names_equipment.count; i++) {
        if (!(bits & (1u << i)))
            continue;
        char with[TEXT_MAX];
        snprintf(key, sizeof key, "equipment.%s", names_equipment.name[i]);
        snprintf(with, sizeof with, "%s%s", before, text_of(session, key));
        text_copy(out + strlen(out), size - strlen(out), with);
        before = ", ";
    }
}

static int accent(const struct session *session, const struct programme *programme)
{
    return programme->steps ? (int)session->catalogue->exercise[programme->step[0].exercise].kind
                            : -1;
}

void choose_open(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_CHOOSE);
    for (size_t i = 0; i < session->catalogue->programmes; i++) {
        const struct programme *programme = &session->catalogue->programme[i];
        struct card *card =
            menu_card(session, programme->id, programme->name[session->language],
                      programme->line[session->language], accent(session, programme));
        if (!programme->open)
            say_needs(session, programme, card->detail, sizeof card->detail);
    }
    menu_card_key(session, "more");
    menu_shown(session, "say.choose");
}

void choose_chose(struct session *session, const char *id)
{
    const int programme = catalogue_find_programme(session->catalogue, id);
    if (programme >= 0)
        run_start(session, programme);
    else if (!strcmp(id, "more"))
        more_open(session);
    else
        idle_go(session);
}
