/* What a run stands on: assets, mat, machine and, where it is simulated, the person. */
#ifndef MATSTATION_APP_RIG_H
#define MATSTATION_APP_RIG_H

#include "app/commands.h"
#include "app/pace.h"
#include "app/run_options.h"
#include "app/shelf.h"
#include "app/wires.h"
#include "board/board.h"
#include "catalogue/catalogue.h"
#include "catalogue/scenario.h"
#include "load/load_config.h"
#include "person/person.h"
#include "store/recording.h"

struct rig {
    struct station_config config;
    struct catalogue catalogue;
    struct shelf shelf; /* its programmes as they are later on */
    struct mat mat;
    struct wires wires;
    bool percent; /* the values are percent of the pads' span; else loads of any size */
    struct scenario scenario;
    struct board *board;
    struct person *person; /* NULL: a real one */
    struct person_output person_output;
    struct recording *recording; /* --replay */
    struct frame next_frame;     /* read ahead from the recording */
    int64_t replay_offset_ns;    /* added to the times of the recording */
    unsigned pressed;            /* presses of the recording handed on */
    bool recording_ended;
    bool button_was_down;
};

/* All but the machine. Returns an exit status; error says what is wrong. rig_close takes what was
 * opened so far. */
int rig_open(struct rig *rig, const struct app *app, const struct run_options *options,
             struct error *error);

/* The programme to begin with, as told, else as the recording says; the simulated person of no
 * scenario has one of its own. NULL: none. */
const char *rig_programme(const struct rig *rig, const struct run_options *options);

/* Is there such a programme? Returns an exit status. */
int rig_check_programme(const struct rig *rig, const struct app *app,
                        const struct run_options *options, struct error *error);

/* By which person and pads are made; of a replay that by which those in its recording were. */
uint64_t rig_seed(const struct rig *rig, const struct run_options *options);

/* The machine: from now on frames come, and wait for nobody longer than their ring is long. */
int rig_start(struct rig *rig, const struct app *app, const struct run_options *options,
              const struct pace *pace, struct error *error);
void rig_close(struct rig *rig);

/* Before a turn: what the recording has up to now. */
void rig_replay(struct rig *rig, int64_t now_ns);

/* After it: what the simulated person does, who saw the view. */
void rig_move(struct rig *rig, int64_t now_ns, const struct view *view);

#endif
