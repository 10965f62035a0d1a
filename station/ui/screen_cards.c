#include "ui/dots.h"
#include "ui/frame.h"
#include "ui/mark.h"
#include "ui/ring.h"
#include "ui/screens.h"
#include "ui/words.h"

#include <math.h>
#include <string.h>

static uint32_t accent_of(const struct stage *stage, const struct card *card)
{
    const int kind = card->kind;
    return stage->palette->accent[kind >= 0 && kind < KINDS ? kind : KIND_MOBILITY];
}

/* What a card does, as a sign in the ring. */
static enum mark mark_of(const struct card *card)
{
    static const struct {
        const char *id;
        enum mark mark;
    } signs[] = {
        {"more", MARK_MORE},         {"power_off", MARK_POWER},    {"history", MARK_BARS},
        {"people", MARK_PERSON},     {"guest", MARK_PERSON},       {"new_person", MARK_PERSON},
        {"professional", MARK_HELP}, {"doctor_agrees", MARK_HELP}, {"hurts", MARK_NOTICE},
        {"go_on", MARK_PLAY},        {"skip", MARK_NEXT},          {"easier", MARK_EASIER},
        {"end", MARK_STOP},          {"back", MARK_STOP},          {"yes", MARK_TICK},
        {"no", MARK_STOP},           {"understood", MARK_TICK},    {"allow", MARK_TICK},
        {"looser", MARK_MOVE},       {"same", MARK_SAME},          {"worse", MARK_NOTICE},
        {"time", MARK_BY_TIME},
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(card->id, signs[i].id) == 0)
            return signs[i].mark;
    return card->kind >= 0 && card->kind < KINDS ? mark_of_kind((enum kind)card->kind) : MARK_HELD;
}

/* A line that all cards share is the question they answer; NULL: they have lines of their own. */
static const char *question_of(const struct view *view)
{
    if (view->cards < 2 || !view->card[0].line[0])
        return NULL;
    for (unsigned i = 1; i < view->cards; i++)
        if (strcmp(view->card[i].line, view->card[0].line) != 0)
            return NULL;
    return view->card[0].line;
}

struct column {
    float x, width, top, bottom;
    bool asked;  /* the question stands above: cards have no lines */
    float pitch; /* between cards that are not chosen */
};

/* The chosen card, as large as its words allow; returns its last baseline. */
static float put_chosen(struct stage *stage, const struct card *card, const struct column *column,
                        float baseline)
{
    const struct layout *at = &stage->layout;
    struct style style = {FACE_DISPLAY, at->cue, stage->palette->ink, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->least, column->width, 2, card->title);
    float y = words_block(stage, &block, column->x, baseline, column->width);
    if (card->line[0] && !column->asked) {
        style = (struct style){FACE_TEXT, at->label, stage->palette->ink, ALIGN_LEFT};
        words_break(stage, &block, &style, at->least, column->width, 3, card->line);
        y = words_block(stage, &block, column->x, y + (float)at->label * 1.55F, column->width);
    }
    if (card->detail[0]) {
        style = (struct style){FACE_BOLD, at->small, accent_of(stage, card), ALIGN_LEFT};
        words_break(stage, &block, &style, at->fine, column->width, 2, card->detail);
        y = words_block(stage, &block, column->x, y + (float)at->small * 1.75F, column->width);
    }
    return y;
}

static void put_list(struct stage *stage, const struct column *column)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct style other = {FACE_TEXT, at->label, stage->palette->muted, ALIGN_LEFT};
    const bool before = view->selected > 0;
    float y = column->top + (before ? column->pitch * 1.12F : 0.0F) + (float)at->cue * 0.78F;
    y += stage->slide * column->pitch;
    if (before)
        words_line(stage, &other, column->x, y - column->pitch * 1.12F, column->width,
                   view->card[view->selected - 1].title);
    y = put_chosen(stage, &view->card[view->selected], column, y) + column->pitch * 0.22F;
    for (unsigned i = view->selected + 1; i < view->cards; i++) {
        y += column->pitch;
        if (y > column->bottom)
            break;
        words_line(stage, &other, column->x, y, column->width, view->card[i].title);
    }
}

static float put_question(struct stage *stage, const char *question, float head, float width)
{
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_TEXT, at->label, stage->palette->ink, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->least, width, 3, question);
    return words_block(stage, &block, at->left, head + (float)at->label * 1.7F, width);
}

void screen_cards(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    frame_progress(stage);
    float head = frame_title(stage, view->title);
    frame_trouble(stage);
    if (view->cards == 0 || view->selected >= view->cards || view->cards > CARDS_MAX)
        return;
    const float inner = at->right - at->left, width = at->portrait ? inner : inner * 7.0F / 12.0F;
    const char *question = question_of(view);
    if (question)
        head = put_question(stage, question, head, width);
    const struct card *card = &view->card[view->selected];
    const float r = at->ring_r * (at->portrait ? 0.7F : 0.8F);
    const float ring_y =
        at->portrait ? at->last_baseline - 17.0F * at->u - r : at->ring_y + 1.5F * at->u;
    const struct ring ring = {
        .x = at->ring_x,
        .y = ring_y,
        .r = r,
        .thickness = r * 0.1F,
        .filled = view->held,
        .colour = accent_of(stage, card),
        .track = stage->palette->track,
    };
    ring_put(stage, &ring);
    mark_put(stage, mark_of(card), at->ring_x, ring_y, r * 0.62F, accent_of(stage, card));
    dots_put(stage, at->ring_x, ring_y + r + 4.0F * at->u, view->cards, view->selected,
             accent_of(stage, card));
    const struct column column = {
        .x = at->left,
        .width = width,
        .asked = question != NULL,
        .top = head + 8.0F * at->u,
        .bottom =
            at->portrait ? ring_y - r - 3.0F * at->u : at->foot_baseline - (float)at->small * 2.2F,
        .pitch = (float)at->label * 1.75F,
    };
    put_list(stage, &column);
    frame_presses(stage, "ui.press_next", "ui.hold_choose");
}
