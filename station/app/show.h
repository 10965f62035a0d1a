/* What the owner sees: the drawn picture and where it goes, a display or a folder of pictures. */
#ifndef MATSTATION_APP_SHOW_H
#define MATSTATION_APP_SHOW_H

#include "app/moments.h"
#include "app/run_options.h"
#include "app/test_page.h"
#include "load/load_config.h"
#include "ui/output.h"
#include "ui/ui.h"

struct show {
    struct ui *ui;
    struct output *output;
    bool pictures; /* no display: key moments become pictures */
    bool unsaved;  /* the last of them could not be written */
    bool lost;     /* any of them could not */
    bool awaited;  /* and a display is looked for again, since looked_ns */
    int64_t looked_ns;
    struct window_options window;
    struct moments moments;
    const struct catalogue *catalogue;
    const struct log *log;
    int64_t drawn_ns;
    struct surroundings around;
    int64_t asked_ns;      /* the machine, about them */
    struct view test_page; /* the view with them on it */
    char folder[1024];     /* of the pictures */
    const char *data;      /* the folder of the log; outlives the show */
};

/* Is there a display? Asked before the pace of the run is chosen. Pictures go to options->pictures,
 * else to `folder`. data: where the log lies; it outlives the show. */
int show_open(struct show *show, const struct run_options *options, const char *folder,
              const char *data, const struct log *log, struct error *error);

/* The ui, once assets and mat are known. */
int show_open_ui(struct show *show, const struct station_config *config,
                 const struct catalogue *catalogue, const struct mat *mat, struct error *error);
void show_close(struct show *show);

/* Main loop, every turn: presses at the desk, and the view drawn as often as it pays. What signal
 * knows of each pad, in newtons where they are calibrated, is for the test page. */
void show_poll(struct show *show, int64_t now_ns, struct output_input *input);
void show_view(struct show *show, const struct view *view, const struct signal *signal,
               bool newtons, int64_t now_ns);

#endif
