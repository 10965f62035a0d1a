#include "samples_inside.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

void sample_copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

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
        sample_copy(view->card[i].title, sizeof view->card[i].title, cards[i].title[language]);
        sample_copy(view->card[i].line, sizeof view->card[i].line, cards[i].line[language]);
        sample_copy(view->card[i].detail, sizeof view->card[i].detail, cards[i].detail[language]);
        view->card[i].kind = cards[i].kind;
    }
}

static const struct card_words choose_cards[] = {
    {"today",
     KIND_STRETCH,
     {"Today: Evening", "Heute: Abend"},
     {"The hips were last on Monday", "Die Hüften waren zuletzt am Montag dran"},
     {"15 minutes · roller", "15 Minuten · Rolle"}},
    {"lower_back",
     KIND_MOBILITY,
     {"Lower back", "Unterer Rücken"},
     {"Loosens what sits all day", "Löst, was den ganzen Tag sitzt"},
     {"15 minutes · roller, strap", "15 Minuten · Rolle, Gurt"}},
    {"strong", KIND_STRENGTH, {"Strong", "Kräftig"}, {"", ""}, {"20 minutes", "20 Minuten"}},
    {"free_rolling", KIND_SMR, {"Free rolling", "Freies Rollen"}, {"", ""}, {"", ""}},
    {"more", -1, {"More", "Mehr"}, {"", ""}, {"", ""}},
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
    {"history", -1, {"History", "Verlauf"}, {"", ""}, {"", ""}},
    {"professional",
     -1,
     {"When to see a professional", "Wann zu einer Fachperson"},
     {"The signs to take seriously", "Die Zeichen, die zählen"},
     {"", ""}},
    {"people", -1, {"People", "Personen"}, {"", ""}, {"", ""}},
    {"volume", -1, {"Volume", "Lautstärke"}, {"", ""}, {"", ""}},
    {"test", -1, {"Test page", "Testseite"}, {"", ""}, {"", ""}},
    {"calibrate", -1, {"Calibrate", "Kalibrieren"}, {"", ""}, {"", ""}},
    {"power_off", -1, {"Power off", "Ausschalten"}, {"", ""}, {"", ""}},
};

void more_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_MORE;
    view->selected = 1;
    deal(view, more_cards, 7, language);
}

static const struct card_words paused_cards[] = {
    {"go_on", -1, {"Go on", "Weiter"}, {"", ""}, {"", ""}},
    {"hurts",
     -1,
     {"It hurts", "Es tut weh"},
     {"Come down slowly.", "Kommen Sie langsam herunter."},
     {"", ""}},
    {"easier", -1, {"Easier", "Leichter"}, {"", ""}, {"", ""}},
    {"skip", -1, {"Skip", "Überspringen"}, {"", ""}, {"", ""}},
    {"end", -1, {"End", "Beenden"}, {"", ""}, {"", ""}},
};

void paused_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_PAUSED;
    view->selected = 1;
    deal(view, paused_cards, 5, language);
}

static const struct card_words health_cards[] = {
    {"no",
     -1,
     {"No", "Nein"},
     {"Osteoporosis, or a fracture in the last year?",
      "Osteoporose oder ein Bruch im letzten Jahr?"},
     {"", ""}},
    {"yes",
     -1,
     {"Yes", "Ja"},
     {"Osteoporosis, or a fracture in the last year?",
      "Osteoporose oder ein Bruch im letzten Jahr?"},
     {"", ""}},
};

void health_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_HEALTH;
    view->selected = 1;
    deal(view, health_cards, 2, language);
}

static const struct card_words feeling_cards[] = {
    {"looser", -1, {"Looser", "Lockerer"}, {"", ""}, {"", ""}},
    {"same", -1, {"The same", "Gleich"}, {"", ""}, {"", ""}},
    {"worse", -1, {"Worse", "Schlechter"}, {"", ""}, {"", ""}},
};

void feeling_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    view->card_set = CARDS_FEELING;
    deal(view, feeling_cards, 3, language);
}

static const struct card_words people_cards[] = {
    {"person_1", -1, {"Margarete", "Margarete"}, {"", ""}, {"", ""}},
    {"person_2", -1, {"عبد الرحمن الخوارزمي", "عبد الرحمن الخوارزمي"}, {"", ""}, {"", ""}},
    {"guest", -1, {"Guest 🙂", "Gast 🙂"}, {"", ""}, {"", ""}},
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
}

void trouble_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    sample_copy(view->trouble, sizeof view->trouble,
                language == DE ? "Feld L3 antwortet nicht (0x4A). Es geht ohne weiter."
                               : "Pad L3 does not answer (0x4A). Going on without it.");
}

void fault_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    add_line(view, language == DE ? "Die Matte antwortet nicht (Wandler 0x4A)."
                                  : "The mat does not answer (converter 0x4A).");
    add_line(view, language == DE ? "Übungen laufen nach Zeit weiter; gespeichert wird alles."
                                  : "Exercises go on by time; everything is saved.");
    add_line(view, language == DE ? "Stecker der Matte prüfen, dann den Knopf drücken."
                                  : "Check the mat's plug, then press the button.");
}

void professional_more(struct view *view, const struct mat *mat, unsigned language)
{
    (void)mat;
    static const char *const lines[][WORDS] = {
        {"At once:", "Sofort:"},
        {"A change of bladder or bowel", "Veränderung von Blase oder Darm"},
        {"Numbness between the legs", "Taubheit zwischen den Beinen"},
        {"Fever, or weight loss without a reason", "Fieber, oder Gewichtsverlust ohne Grund"},
        {"Soon:", "Bald:"},
        {"Pain that stays or grows in spite of care",
         "Schmerz, der trotz Pflege bleibt oder wächst"},
        {"Sharp pain, or pain that runs down the leg",
         "Stechender Schmerz, oder Schmerz bis ins Bein"},
        {"Numbness, tingling or weakness in legs or feet",
         "Taubheit, Kribbeln oder Schwäche in Bein oder Fuß"},
        {"Pain that disturbs the day or your sleep", "Schmerz, der Tag oder Schlaf stört"},
        {"Pain after an injury", "Schmerz nach einer Verletzung"},
        {"Who:", "Wer:"},
        {"Physical, osteopathic or massage therapists and chiropractors: to treat and plan.",
         "Physiotherapie, Osteopathie, Chiropraktik, Massage: untersuchen, behandeln, planen."},
    };
    for (unsigned i = 0; i < sizeof lines / sizeof *lines; i++)
        add_line(view, lines[i][language]);
}

void first_more(struct view *view, const struct mat *mat, unsigned language)
{
    static const float spots[][3] = {{560, 220, 90}};
    view->show_mat = true;
    press_mat(view, mat, spots, 1);
    add_line(view, language == DE ? "Feld 7 von 32 gefunden." : "Pad 7 of 32 found.");
    add_line(view, language == DE ? "Das nächste Feld ist das rechts daneben."
                                  : "The next one is to the right of it.");
}

void calibration_more(struct view *view, const struct mat *mat, unsigned language)
{
    static const float spots[][3] = {{1200, 200, 70}, {1330, 420, 60}};
    view->show_mat = true;
    press_mat(view, mat, spots, 2);
    add_line(view, language == DE ? "Langsam über die ganze Matte gehen."
                                  : "Walk slowly over the whole mat.");
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
        {"Display\tKMSDRM, 1920x1080 at 60 Hz, 1.2 ms",
         "Bildschirm\tKMSDRM, 1920x1080, 60 Hz, 1,2 ms"},
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
    add_line(view, language == DE ? "Die Station ist dreimal nicht richtig gestartet."
                                  : "The station did not start well three times.");
    add_line(view, language == DE ? "Ihre Aufzeichnungen sind sicher." : "Your records are safe.");
    add_line(view, language == DE ? "Stecker ziehen, kurz warten, wieder einstecken."
                                  : "Unplug it, wait a moment, plug it in again.");
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
