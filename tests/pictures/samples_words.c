#include "samples_inside.h"

#include <stdio.h>
#include <string.h>

void sample_copy(char *to, size_t size, const char *text)
{
    snprintf(to, size, "%s", text ? text : "");
}

const char *sample_words(const char *const words[WORDS], unsigned language)
{
    return words[language] ? words[language] : words[EN];
}

/* What the session puts in, as long as it ever is. */
static void fill(char *text, size_t size, const char *mark, const char *value)
{
    char *place = strstr(text, mark);
    if (!place)
        return;
    char rest[TEXT_MAX];
    sample_copy(rest, sizeof rest, place + strlen(mark));
    snprintf(place, size - (size_t)(place - text), "%s%s", value, rest);
}

struct speaker {
    const struct catalogue *catalogue;
    unsigned language;
    const struct exercise_texts *texts; /* NULL: no exercise */
};

static void say(const struct speaker *speaker, char *text, size_t size)
{
    const struct catalogue *catalogue = speaker->catalogue;
    const char *said = catalogue_text(catalogue, speaker->language, text);
    if (speaker->texts && strcmp(text, "caution") == 0)
        said = speaker->texts->caution;
    if (speaker->texts && strcmp(text, "caution_short") == 0)
        said = speaker->texts->caution_short;
    if (said == text)
        return;
    sample_copy(text, size, said);
    const int twist = catalogue_find_exercise(catalogue, "spinal_twist");
    fill(text, size, "{pad}", "L3");
    fill(text, size, "{chip}", "0x4A");
    fill(text, size, "{n}", "15");
    fill(text, size, "{m}", "32");
    if (twist >= 0)
        fill(text, size, "{name}", catalogue->exercise[twist].texts[speaker->language].name);
}

void sample_say(const struct catalogue *catalogue, unsigned language, struct view *view)
{
    const int found = catalogue_find_language(catalogue, language == DE ? "de" : "en");
    struct speaker speaker = {.catalogue = catalogue, .language = found < 0 ? 0 : (unsigned)found};
    if (view->exercise >= 0) {
        speaker.texts = &catalogue->exercise[view->exercise].texts[speaker.language];
        if (!view->title[0])
            sample_copy(view->title, sizeof view->title, speaker.texts->name);
        if (!view->cue[0])
            sample_copy(view->cue, sizeof view->cue, speaker.texts->cue);
    }
    say(&speaker, view->title, sizeof view->title);
    say(&speaker, view->subtitle, sizeof view->subtitle);
    say(&speaker, view->cue, sizeof view->cue);
    say(&speaker, view->note, sizeof view->note);
    say(&speaker, view->next, sizeof view->next);
    say(&speaker, view->trouble, sizeof view->trouble);
    for (unsigned i = 0; i < view->lines; i++)
        say(&speaker, view->line[i], sizeof view->line[i]);
    for (unsigned i = 0; i < view->cards; i++) {
        say(&speaker, view->card[i].title, sizeof view->card[i].title);
        say(&speaker, view->card[i].line, sizeof view->card[i].line);
        say(&speaker, view->card[i].detail, sizeof view->card[i].detail);
    }
}
