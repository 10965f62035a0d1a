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
static enum mark mark_of(const struct view *view)
{
    const struct card *card = &view->card[view->selected];
    static const struct {
        const char *id;
        enum mark mark;
    } signs[] = {
        {"more", MARK_MORE},         {"power_off", MARK_POWER},
        {"history", MARK_BARS},      {"people", MARK_PERSON},
        {"guest", MARK_PERSON},      {"new_person", MARK_PERSON},
        {"professional", MARK_HELP}, {"doctor_agrees", MARK_HELP},
        {"hurts", MARK_NOTICE},      {"go_on", MARK_PLAY},
        {"skip", MARK_NEXT},         {"easier", MARK_EASIER},
        {"end", MARK_STOP},          {"back", MARK_STOP},
        {"yes", MARK_TICK},          {"no", MARK_STOP},
        {"understood", MARK_TICK},   {"allow", MARK_TICK},
        {"looser", MARK_MOVE},       {"same", MARK_SAME},
        {"worse", MARK_NOTICE},      {"time", MARK_BY_TIME},
        {"set_time", MARK_BY_TIME},  {"information", MARK_INFORMATION},
        {"equipment", MARK_ROLL},    {"volume", MARK_SOUND},
        {"export", MARK_NEXT},       {"further", MARK_NEXT},
        {"keep", MARK_TICK},         {"health", MARK_HELP},
    };
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strcmp(card->id, signs[i].id) == 0)
            return signs[i].mark;
    if (view->card_set == CARDS_PEOPLE)
        return MARK_PERSON;
    if (view->card_set == CARDS_INFORMATION)
        return MARK_INFORMATION;
    if (view->card_set == CARDS_VOLUME)
        return MARK_SOUND;
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
    float lowest; /* baseline that the chosen card may have */
    bool asked;   /* the question stands above: cards have no lines */
    float pitch;  /* between cards that are not chosen */
};

/* How the chosen card is set. */
struct card_form {
    bool before; /* the card before it is shown */
    bool small;
};

/* Returns its last baseline. */
static float put_chosen(struct stage *stage, const struct card *card, const struct column *column,
                        const struct card_form *form, float baseline)
{
    const struct layout *at = &stage->layout;
    const int label = form->small ? at->least : at->label;
    const int small = form->small ? at->fine : at->small;
    struct style style = {FACE_DISPLAY, form->small ? at->least * 5 / 4 : at->cue,
                          stage->palette->ink, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->least, column->width, 2, card->title);
    float y = words_block(stage, &block, column->x, baseline, column->width);
    if (card->line[0] && !column->asked) {
        style = (struct style){FACE_TEXT, label, stage->palette->ink, ALIGN_LEFT};
        words_break(stage, &block, &style, at->least, column->width, at->portrait ? 4 : 3,
                    card->line);
        y = words_block(stage, &block, column->x, y + (float)label * 1.55F, column->width);
    }
    if (card->detail[0]) {
        style = (struct style){FACE_BOLD, small, accent_of(stage, card), ALIGN_LEFT};
        words_break(stage, &block, &style, at->fine, column->width, 4, card->detail);
        y = words_block(stage, &block, column->x, y + (float)small * 1.75F, column->width);
    }
    return y;
}

/* The chosen card with the one before it, or where that is too much without it, or smaller. Returns
 * the last baseline. */
static float put_front(struct stage *stage, const struct column *column)
{
    static const struct card_form forms[] = {{true, false}, {false, false}, {false, true}};
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct style other = {FACE_TEXT, at->label, stage->palette->muted, ALIGN_LEFT};
    const unsigned from = stage->scene->count;
    float chosen = 0.0F;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        const bool before = forms[i].before && view->selected > 0;
        const float above = before ? column->pitch * 1.12F : 0.0F;
        const float y = column->top + above + (float)at->cue * 0.78F + stage->slide * column->pitch;
        stage->scene->count = from;
        if (before)
            words_line(stage, &other, column->x, y - above, column->width,
                       view->card[view->selected - 1].title);
        chosen = put_chosen(stage, &view->card[view->selected], column, &forms[i], y);
        if (chosen - stage->slide * column->pitch <= column->lowest)
            break;
    }
    return chosen;
}

/* Returns the last baseline of the chosen card. */
static float put_list(struct stage *stage, const struct column *column)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct style other = {FACE_TEXT, at->label, stage->palette->muted, ALIGN_LEFT};
    const float chosen = put_front(stage, column);
    float y = chosen + column->pitch * 0.22F;
    for (unsigned i = view->selected + 1; i < view->cards; i++) {
        y += column->pitch;
        if (y > column->bottom)
            break;
        words_line(stage, &other, column->x, y, column->width, view->card[i].title);
    }
    return chosen;
}

static float put_question(struct stage *stage, const char *question, float head, float width)
{
    const struct layout *at = &stage->layout;
    const struct style style = {FACE_TEXT, at->label, stage->palette->ink, ALIGN_LEFT};
    struct block block;
    words_break(stage, &block, &style, at->least, width, at->portrait ? 6 : 4, question);
    return words_block(stage, &block, at->left, head + (float)at->label * 1.7F, width);
}

/* The ring that fills while the button is held, around what the card does, and the dots below it,
 * which are all there is where there is no room for more. */
static void put_sign(struct stage *stage, float y, float r)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    const struct card *card = &view->card[view->selected];
    const struct ring ring = {
        .x = at->ring_x,
        .y = y,
        .r = r,
        .thickness = r * 0.1F,
        .filled = view->held,
        .colour = accent_of(stage, card),
        .track = stage->palette->track,
    };
    if (r > 4.0F * at->u) {
        ring_put(stage, &ring);
        mark_put(stage, mark_of(view), at->ring_x, y, r * 0.62F, ring.colour);
    }
    dots_put(stage, at->ring_x, y + r + 4.0F * at->u, view->cards, view->selected, ring.colour);
}

/* The question or the cards beside the ring. */
static void put_lying(struct stage *stage, struct column *column)
{
    const struct layout *at = &stage->layout;
    column->bottom = at->foot_baseline - (float)at->small * 2.6F;
    column->lowest = at->foot_baseline - (float)at->least * 1.5F;
    put_list(stage, column);
    put_sign(stage, at->ring_y + 1.5F * at->u, at->ring_r * 0.8F);
    frame_trouble(stage);
}

/* The same above the ring, which is smaller where the chosen card says much. */
static void put_upright(struct stage *stage, struct column *column)
{
    const struct layout *at = &stage->layout;
    const float foot = at->last_baseline - 20.0F * at->u, u = at->u;
    float r = at->ring_r * 0.7F;
    column->bottom = foot - 2.0F * r - 3.0F * u;
    column->lowest = foot - 3.0F * u;
    const float chosen = put_list(stage, column) - stage->slide * column->pitch;
    const float room = foot - chosen - 3.0F * u;
    r = fminf(r, room / 2.0F);
    put_sign(stage, foot - r, r);
}

void screen_cards(struct stage *stage)
{
    const struct view *view = stage->view;
    const struct layout *at = &stage->layout;
    frame_progress(stage);
    float head = frame_title(stage, view->title);
    if (at->portrait)
        head = frame_trouble_below(stage, head);
    if (view->cards == 0 || view->selected >= view->cards || view->cards > CARDS_MAX)
        return;
    const char *question = question_of(view);
    if (question)
        head = put_question(stage, question, head, frame_head_width(stage));
    struct column column = {
        .x = at->left,
        .width = frame_head_width(stage),
        .asked = question != NULL,
        .top = head + 8.0F * at->u,
        .pitch = (float)at->label * 1.62F,
    };
    if (at->portrait)
        put_upright(stage, &column);
    else
        put_lying(stage, &column);
    frame_presses(stage, "ui.press_next", "ui.hold_choose");
}
