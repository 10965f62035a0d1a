/* Screens to read: any press leaves them. */
#include "session/inside.h"

static const int64_t PAGE_NS = 5 * 60 * NS_PER_S;

void page_open(struct session *session, enum screen screen)
{
    session->page = screen;
    stage_go(session, STAGE_PAGE);
    cue_hush(session);
    if (screen == SCREEN_PROFESSIONAL)
        cue_key(session, URGENCY_SAFETY, "say.professional");
}

void page_press(struct session *session, const struct press *press)
{
    (void)press;
    idle_go(session);
}

void page_step(struct session *session)
{
    if (session->now_ns - session->stage_since_ns >= PAGE_NS)
        idle_go(session);
}
