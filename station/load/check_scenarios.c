/* The scenarios of a folder, against the other assets in it. */
#include "load/listing.h"
#include "load/load_inside.h"
#include "load/load_scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum kind_named { EXERCISES, PROGRAMMES, FIGURES };

struct naming {
    const char *folder, *path;
    const struct catalogue *catalogue;
    struct complaints *complaints;
    bool refused; /* something that is named was */
};

static bool is_loaded(const struct catalogue *catalogue, enum kind_named kind, const char *id)
{
    switch (kind) {
    case EXERCISES: return catalogue_find_exercise(catalogue, id) >= 0;
    case PROGRAMMES: return catalogue_find_programme(catalogue, id) >= 0;
    default: return catalogue_find_figure(catalogue, id) != NULL;
    }
}

/* There is a file for it, and it was left out. */
static void check_named(struct naming *naming, enum kind_named kind, const char *id, int line)
{
    static const char *const names[] = {"exercises", "programmes", "figures"};
    if (!*id || is_loaded(naming->catalogue, kind, id) ||
        !asset_is_there(naming->folder, names[kind], id))
        return;
    naming->refused = true;
    complain(naming->complaints, naming->path, line,
             "\"%s\" has mistakes of its own; mend %s/%s.cfg first", id, names[kind], id);
}

static bool names_refused(struct naming *naming, const struct scenario *scenario)
{
    for (unsigned i = 0; i < scenario->cards; i++) {
        check_named(naming, PROGRAMMES, scenario->card[i], scenario->card_line[i]);
        check_named(naming, EXERCISES, scenario->card[i], scenario->card_line[i]);
    }
    for (unsigned i = 0; i < scenario->acts; i++) {
        check_named(naming, EXERCISES, scenario->act[i].what, scenario->act[i].line);
        check_named(naming, FIGURES, scenario->act[i].what, scenario->act[i].line);
    }
    for (unsigned i = 0; i < scenario->slips; i++)
        check_named(naming, EXERCISES, scenario->slip[i].exercise, scenario->slip[i].line);
    return naming->refused;
}

void load_check_scenarios(const char *folder, const struct catalogue *catalogue,
                          scenario_check *check, void *self, struct complaints *complaints)
{
    char path[FOLDER_BYTES];
    snprintf(path, sizeof path, "%s/scenarios", folder);
    if (access(path, F_OK) != 0)
        return;
    struct listing *listing = malloc(sizeof *listing);
    if (!listing) {
        complain(complaints, folder, 0, "no memory to read its scenarios; close other programs");
        return;
    }
    list_folder(folder, "scenarios", listing, complaints);
    for (unsigned i = 0; i < listing->count; i++) {
        struct scenario scenario;
        struct naming naming = {folder, listing->path[i], catalogue, complaints, false};
        if (!load_scenario_file(listing->path[i], &scenario, complaints) &&
            !names_refused(&naming, &scenario))
            check(self, &scenario, complaints);
    }
    free(listing);
}
