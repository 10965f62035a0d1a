/* Everything around the sessions. */
#include "session/inside.h"

#include <string.h>

void more_open(struct session *session)
{
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_MORE);
    menu_card_key(session, "professional");
    menu_card_key(session, "power_off");
    menu_card_key(session, "back");
    menu_shown(session, NULL);
}

void more_chose(struct session *session, const char *id)
{
    if (!strcmp(id, "professional"))
        page_open(session, SCREEN_PROFESSIONAL);
    else if (!strcmp(id, "power_off")) {
        stage_go(session, STAGE_OFF);
        session->output->request = REQUEST_POWER_OFF;
        cue_key(session, URGENCY_LEAD, "say.power_off");
    } else
        choose_open(session);
}
