#include "detect/detector.h"

#include "detect/balance.h"
#include "detect/contacts.h"
#include "detect/faults.h"
#include "detect/hold.h"
#include "detect/motion.h"
#include "detect/passage.h"
#include "detect/presence.h"
#include "detect/recognise.h"
#include "detect/repetitions.h"
#include "detect/roller.h"
#include "detect/scene.h"
#include "detect/sink.h"
#include "detect/supports.h"

#include <stdlib.h>

struct detector {
    struct mat mat;
    struct recognition recognition;
    struct scene_maker *maker;
    struct scene scene;
    struct asked asked;
    bool asked_anew;
    struct presence_part presence;
    struct contacts contacts;
    struct faults faults;
    struct supports supports;
    struct motion motion;
    struct balance balance;
    struct passage passage;
    struct roller roller;
    struct hold hold;
    struct repetitions repetitions;
    struct recognise recognise;
};

struct detector *detector_open(const struct mat *mat, const struct recognition *recognition,
                               struct error *error)
{
    struct detector *detector = calloc(1, sizeof *detector);
    if (!detector) {
        error_set(error, "no memory for a mat of %u pads", mat->pads);
        return NULL;
    }
    detector->mat = *mat;
    if (recognition)
        detector->recognition = *recognition;
    detector->maker = scene_open(&detector->mat, error);
    if (!detector->maker) {
        detector_close(detector);
        return NULL;
    }
    presence_reset(&detector->presence);
    faults_reset(&detector->faults);
    contacts_reset(&detector->contacts, &detector->mat);
    supports_reset(&detector->supports);
    motion_reset(&detector->motion, &detector->mat);
    balance_reset(&detector->balance, &detector->mat);
    passage_reset(&detector->passage);
    roller_reset(&detector->roller, &detector->mat);
    hold_reset(&detector->hold);
    repetitions_reset(&detector->repetitions);
    recognise_reset(&detector->recognise, recognition ? &detector->recognition : NULL);
    return detector;
}

void detector_close(struct detector *detector)
{
    if (!detector)
        return;
    scene_close(detector->maker);
    free(detector);
}

void detector_ask(struct detector *detector, const struct asked *asked)
{
    detector->asked = *asked;
    detector->asked_anew = true;
}

static void say_gap(const struct scene *scene, struct observation *seen)
{
    if (scene->gap_ns > 0)
        sink_put(seen, EVENT_GAP, scene->time_ns)->from_ns = scene->time_ns - scene->gap_ns;
}

void detector_step(struct detector *detector, const struct loads *loads,
                   struct observation *observation)
{
    struct scene *scene = &detector->scene;
    struct observation *seen = observation;
    *seen = (struct observation){.time_ns = loads->time_ns, .gap_ns = loads->gap_ns};
    scene_make(detector->maker, loads, scene);
    scene->asked = detector->asked;
    scene->asked_anew = detector->asked_anew;
    detector->asked_anew = false;
    say_gap(scene, seen);
    faults_step(&detector->faults, scene, seen);
    presence_step(&detector->presence, scene, seen);
    supports_step(&detector->supports, &detector->contacts, scene, seen);
    contacts_step(&detector->contacts, scene, seen);
    balance_step(&detector->balance, scene, seen);
    if (detector->mat.pads == 1)
        passage_step(&detector->passage, scene, seen);
    else
        roller_step(&detector->roller, scene, seen);
    motion_step(&detector->motion, scene, seen);
    hold_step(&detector->hold, scene, seen);
    repetitions_step(&detector->repetitions, scene, seen);
    recognise_step(&detector->recognise, scene, seen);
}

void detector_finish(struct detector *detector, struct observation *observation)
{
    *observation = (struct observation){.time_ns = detector->scene.time_ns};
    passage_finish(&detector->passage, detector->scene.time_ns, observation);
    roller_finish(&detector->roller, observation);
    hold_finish(&detector->hold, observation);
    repetitions_finish(&detector->repetitions, observation);
    recognise_finish(&detector->recognise, observation);
}
