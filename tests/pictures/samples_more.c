#include "samples_inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_line(struct view *view, const char *line)
{
    sample_copy(view->line[view->lines++], sizeof view->line[0], line);
}

/* Loads in percent as a person lying there gives them: a bump around each place. */
static void press_mat(struct view *view, const struct mat *mat, const float (*spot)[3],
                      unsigned spots)
{
    view->pads = mat->pads;
    view->person_on_mat = true;
    for (unsigned i = 0; i < mat->pads; i++) {
        const struct pad *pad = &mat->pad[i];
        float load = 0.0F;
        for (unsigned s = 0; s < spots; s++) {
            const float dx = (pad->x_mm + pad->length_mm / 2 - spot[s][0]) / 190.0F;
            const float dy = (pad->y_mm + pad->width_mm / 2 - spot[s][1]) / 130.0F;
            load += spot[s][2] * expf(-(dx * dx + dy * dy));
        }
        view->pad_load_pct[i] = (uint8_t)fminf(load, 100.0F);
    }
}

void place_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)language;
    static const float spots[][3] = {{430, 300, 80}, {760, 300, 90}};
    view->show_mat = true;
    view->target = 1U << ZONE_SHOULDERS | 1U << ZONE_PELVIS | 1U << ZONE_FEET;
    view->loaded = 1U << ZONE_SHOULDERS | 1U << ZONE_PELVIS;
    press_mat(view, mat, spots, 2);
}

void switch_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)language;
    static const float spots[][3] = {{900, 420, 70}};
    view->target = 1U << ZONE_ROLLER | 1U << ZONE_FEET | 1U << ZONE_HANDS;
    press_mat(view, mat, spots, 1);
}

void rolling_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)language;
    static const float spots[][3] = {
        {820, 300, 95}, {1450, 200, 45}, {1450, 400, 50}, {260, 130, 30}};
    view->show_mat = true;
    press_mat(view, mat, spots, 4);
    view->balance_x_mm = 870;
    view->balance_y_mm = 290;
}

struct card_words {
    const char *id;
    int kind;
    const char *title[WORDS], *line[WORDS], *detail[WORDS];
};

static void deal(struct view *view, const struct card_words *cards, unsigned count,
                 unsigned language)
{
    view->cards = count;
    for (unsigned i = 0; i < count; i++) {
        sample_copy(view->card[i].id, sizeof view->card[i].id, cards[i].id);
        sample_copy(view->card[i].title, sizeof view->card[i].title,
                    sample_words(cards[i].title, language));
        sample_copy(view->card[i].line, sizeof view->card[i].line,
                    sample_words(cards[i].line, language));
        sample_copy(view->card[i].detail, sizeof view->card[i].detail,
                    sample_words(cards[i].detail, language));
        view->card[i].kind = cards[i].kind;
    }
}

static const struct card_words choose_cards[] = {
    {"today",
     KIND_MOBILITY,
     {"Today: Evening", "Heute: Abend"},
     {"today.next"},
     {"15 minutes · roller", "15 Minuten · Rolle"}},
    {"lower_back",
     KIND_MOBILITY,
     {"Lower back", "Unterer Rücken"},
     {"Move it, free it, steady it", "Bewegen, lösen, festigen"},
     {"15 minutes · roller, strap or towel", "15 Minuten · Rolle, Gurt oder Handtuch"}},
    {"strong", KIND_STRENGTH, {"Strong", "Kraft"}, {""}, {""}},
    {"free_rolling", KIND_SMR, {"Free rolling", "Freies Rollen"}, {""}, {""}},
    {"more", -1, {"card.more.title"}, {""}, {""}},
};

void choose_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_CHOOSE;
    deal(view, choose_cards, 5, language);
}

void choose_held_more(struct view *view, const struct mat *mat, unsigned language)
{
    choose_more(view, mat, language);
    view->selected = 1;
    view->held = 0.62F;
}

static const struct card_words more_cards[] = {
    {"history", -1, {"card.history.title"}, {""}, {""}},
    {"professional", -1, {"card.professional.title"}, {""}, {""}},
    {"information", -1, {"card.information.title"}, {""}, {""}},
    {"people", -1, {"card.people.title"}, {""}, {""}},
    {"equipment", -1, {"card.equipment.title"}, {""}, {""}},
    {"health", -1, {"card.health.title"}, {""}, {""}},
    {"volume", -1, {"card.volume.title"}, {""}, {""}},
    {"test", -1, {"card.test.title"}, {""}, {""}},
    {"power_off", -1, {"card.power_off.title"}, {""}, {""}},
};

void more_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_MORE;
    view->selected = 1;
    deal(view, more_cards, 9, language);
}

static const struct card_words information_cards[] = {
    {"info4",
     -1,
     {"information.info4.title"},
     {"information.info4.line"},
     {"information.info4.detail"}},
    {"info5",
     -1,
     {"information.info5.title"},
     {"information.info5.line"},
     {"information.info5.detail"}},
    {"info6", -1, {"information.info6.title"}, {""}, {""}},
};

void information_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_INFORMATION;
    view->selected = 1;
    deal(view, information_cards, 3, language);
}

static const struct card_words paused_cards[] = {
    {"go_on", -1, {"card.go_on.title"}, {""}, {""}},
    {"hurts", -1, {"card.hurts.title"}, {""}, {""}},
    {"easier", -1, {"card.easier.title"}, {"Standing lunge", "Ausfallschritt im Stehen"}, {""}},
    {"skip", -1, {"card.skip.title"}, {""}, {""}},
    {"end", -1, {"card.end.title"}, {""}, {""}},
};

void paused_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_PAUSED;
    view->selected = 1;
    deal(view, paused_cards, 5, language);
}

static const struct card_words health_cards[] = {
    {"no", -1, {"card.no.title"}, {"health.blood"}, {""}},
    {"yes", -1, {"card.yes.title"}, {"health.blood"}, {""}},
};

void health_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_HEALTH;
    view->selected = 1;
    deal(view, health_cards, 2, language);
}

static const struct card_words feeling_cards[] = {
    {"looser", -1, {"card.looser.title"}, {""}, {""}},
    {"same", -1, {"card.same.title"}, {""}, {""}},
    {"worse", -1, {"card.worse.title"}, {""}, {""}},
};

void feeling_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_FEELING;
    deal(view, feeling_cards, 3, language);
}

static const struct card_words people_cards[] = {
    {"person_1", -1, {"Margarete"}, {""}, {""}},
    {"person_2", -1, {"عبد الرحمن الخوارزمي"}, {""}, {""}},
    {"guest", -1, {"card.guest.title"}, {"card.guest.line"}, {""}},
};

void people_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_PEOPLE;
    view->selected = 1;
    deal(view, people_cards, 3, language);
}

void idle_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    view->clock_known = true;
    view->hour = 21;
    view->minute = 40;
    view->days_done_this_week = 3;
    view->dim = true;
}

void done_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    view->credited_s = 14 * 60;
    view->planned_s = 15 * 60;
    view->saved = true;
    add_line(view, "learn.l09");
    add_line(view, "done.longer");
    add_line(view, "done.by_time");
}

void trouble_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    sample_copy(view->trouble, sizeof view->trouble, "trouble.open");
}

void fault_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    add_line(view, "page.fault.line1");
    add_line(view, "page.fault.line2");
}

void refused_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    add_line(view, "power_off.unplug");
}

void professional_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    for (unsigned i = 1; i <= 12; i++) {
        char key[48];
        snprintf(key, sizeof key, "page.professional.line%u", i);
        add_line(view, key);
    }
}

void first_more(struct view *view, const struct mat *mat, unsigned language)
{
    static const float spots[][3] = {{560, 220, 90}};
    view->show_mat = true;
    press_mat(view, mat, spots, 1);
    (void)language;
    add_line(view, "builder.pads.line");
}

void calibration_more(struct view *view, const struct mat *mat, unsigned language)
{
    static const float spots[][3] = {{1200, 200, 70}, {1330, 420, 60}};
    view->show_mat = true;
    press_mat(view, mat, spots, 2);
    (void)language;
    add_line(view, "calibration.walk.line");
}

void test_more(struct view *view, const struct mat *mat, unsigned language)
{
    static const float spots[][3] = {{430, 300, 60}, {900, 280, 80}, {1500, 180, 55}};
    static const char *const lines[][WORDS] = {
        {"Bus\t/dev/i2c-1, 398 kHz", "Bus\t/dev/i2c-1, 398 kHz"},
        {"Bus errors\t0", "Busfehler\t0"},
        {"Frames\t99.8 a second, 0 lost", "Abfragen\t99,8 je Sekunde, 0 verloren"},
        {"Latest scan\t0.3 ms late", "Späteste\t0,3 ms zu spät"},
        {"Converters\t4", "Wandler\t4"},
        {"Pads at fault\t2", "Felder gestört\t2"},
        {"Button\tthere", "Knopf\tda"},
        {"Version\t0.1.0", "Version\t0.1.0"},
        {"Display\tKMSDRM, 1920 × 1080, 60 Hz, 60/s, 1.2 ms",
         "Bildschirm\tKMSDRM, 1920 × 1080, 60 Hz, 60/s, 1,2 ms"},
        {"Card\t21340 MB free", "Karte\t21340 MB frei"},
        {"Temperature\t48 °C", "Temperatur\t48 °C"},
    };
    view->show_mat = true;
    press_mat(view, mat, spots, 3);
    view->pad_fault[mat->pads > 10 ? 10 : 0] = 1;
    view->pad_fault[mat->pads > 20 ? 20 : 0] = 6; /* the longest of its words */
    for (unsigned i = 0; i < mat->pads; i++) {
        view->pad[i].raw_pct = (float)view->pad_load_pct[i] * 0.9F + 3.0F;
        view->pad[i].load = view->pad_load_pct[i];
        view->pad[i].noise_pct = 0.05F + (float)(i % 7) * 0.01F;
    }
    view->pad[mat->pads > 20 ? 20 : 0].raw_pct = NAN;
    view->balance_x_mm = 860;
    view->balance_y_mm = 270;
    for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++)
        add_line(view, lines[i][language]);
}

void safe_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    add_line(view, "safe.line1");
    add_line(view, "safe.line2");
    add_line(view, "safe.line3");
}

void history_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    struct history_view *history = &view->history;
    history->clock_known = true;
    history->today_unix_s = INT64_C(1763769600); /* a Saturday in November */
    history->sessions = 41;
    history->days_done_this_week = 3;
    for (unsigned i = 0; i < HISTORY_DAYS; i++) {
        struct history_day *day = &history->day[i];
        if (i % 7 == 2 || i % 5 == 4)
            continue;
        day->minutes[KIND_MOBILITY] = 2.0F + (float)(i * 7 % 4);
        day->minutes[KIND_SMR] = (float)(i * 5 % 6);
        day->minutes[KIND_STRETCH] = 2.0F + (float)(i * 3 % 5);
        day->minutes[KIND_STRENGTH] = i % 2 ? 4.0F + (float)(i % 3) * 2.0F : 0.0F;
        day->plank_s = i % 2 ? 34.0F - (float)i * 0.7F + (float)(i * 11 % 5) : 0.0F;
        day->bridge_s = i % 2 ? 46.0F - (float)i * 0.9F + (float)(i * 5 % 7) : 0.0F;
        day->left_s = 150.0F + (float)(i * 13 % 40);
        day->right_s = 150.0F + (float)(i * 29 % 40);
    }
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = i == 5 ? NAN : 3.0F + (float)i * 0.35F + (float)(i * 3 % 2) * 0.8F;
}

/* Two days, one hold, no week asked yet. */
void history_little_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    struct history_view *history = &view->history;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        history->stiffness[i] = NAN;
    history->day[0].minutes[KIND_SMR] = 4.0F;
    history->day[0].by_time_minutes = 3.0F;
    history->day[0].left_s = 130.0F;
    history->day[3].minutes[KIND_STRENGTH] = 6.0F;
    history->day[3].minutes[KIND_WARM_UP] = 2.0F;
    history->day[3].bridge_s = 22.0F;
}

void history_empty_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    (void)language;
    for (unsigned i = 0; i < HISTORY_WEEKS; i++)
        view->history.stiffness[i] = NAN;
}
