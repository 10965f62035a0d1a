/* Everything around the sessions. */
#include "session/inside.h"

#include <stdio.h>
#include <string.h>

enum { INFORMATION_CARDS = 10 };

void more_open(struct session *session)
{
    static const char *const ids[] = {"history", "professional", "information",
                                      "people",  "equipment",    "health"};
    static const char *const later[] = {"volume",    "language", "set_time",  "test",
                                        "calibrate", "export",   "power_off", "back"};
    stage_go(session, STAGE_CARDS);
    menu_begin(session, CARDS_MORE);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        menu_card_key(session, ids[i]);
    if (allow_any(session))
        menu_card_key(session, "allow");
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        menu_card_key(session, later[i]);
    menu_shown(session, NULL);
}

static void information_open(struct session *session)
{
    menu_begin(session, CARDS_INFORMATION);
    for (int i = 1; i <= INFORMATION_CARDS; i++) {
        char id[ID_MAX], key[64];
        snprintf(id, sizeof id, "info%d", i);
        snprintf(key, sizeof key, "information.%s.title", id);
        struct card *card = menu_card(session, id, text_of(session, key), "", -1);
        snprintf(key, sizeof key, "information.%s.line", id);
        text_copy(card->line, sizeof card->line, text_of(session, key));
        snprintf(key, sizeof key, "information.%s.detail", id);
        text_copy(card->detail, sizeof card->detail, text_of(session, key));
    }
    menu_shown(session, NULL);
}

static void power_off(struct session *session)
{
    stage_go(session, STAGE_OFF);
    session->stays_on = false;
    session->output->request = REQUEST_POWER_OFF;
    cue_key(session, URGENCY_LEAD, "say.power_off");
}

/* All is saved by now, as always. */
void more_stays_on(struct session *session)
{
    session->stays_on = session->stage == STAGE_OFF;
    if (session->stays_on) {
        cue_hush(session);
        cue_key(session, URGENCY_WARN, "say.stays_on");
    }
}

static void export(struct session *session)
{
    session->output->request = REQUEST_EXPORT;
    more_open(session);
    cue_key(session, URGENCY_WARN, "say.export");
}

void more_exported(struct session *session, enum export_news news)
{
    static const char *const keys[] = {
        [EXPORT_WRITTEN] = "say.export_written",
        [EXPORT_NO_STICK] = "say.export_no_stick",
        [EXPORT_FAILED] = "say.export_failed",
    };
    if (news != EXPORT_NO_NEWS)
        cue_key(session, URGENCY_WARN, keys[news]);
}

void more_chose(struct session *session, const char *id)
{
    static const struct {
        const char *id;
        void (*open)(struct session *session);
    } doors[] = {
        {"history", page_open_history},
        {"professional", page_open_professional},
        {"information", information_open},
        {"people", people_open},
        {"equipment", equipment_open},
        {"health", health_open},
        {"allow", allow_open},
        {"volume", volume_open},
        {"language", language_open},
        {"set_time", clock_set_open},
        {"test", page_open_test},
        {"calibrate", calibrate_open},
        {"export", export},
        {"power_off", power_off},
    };
    for (size_t i = 0; i < sizeof doors / sizeof *doors; i++)
        if (!strcmp(doors[i].id, id)) {
            doors[i].open(session);
            return;
        }
    choose_open(session);
}

void information_chose(struct session *session, const char *id)
{
    (void)id;
    more_open(session);
}
