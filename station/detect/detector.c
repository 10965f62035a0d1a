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

/* From the time since the first frame, which the parts know, to that of the frames. */
static void tell_times(int64_t first_ns, struct observation *seen)
{
    seen->time_ns += first_ns;
    seen->hold.since_ns += first_ns;
    if (seen->roller.paused)
        seen->roller.paused_since_ns += first_ns;
    for (unsigned i = 0; i < seen->events; i++) {
        seen->event[i].time_ns += first_ns;
        seen->event[i].from_ns += first_ns;
        seen->event[i].to_ns += first_ns;
    }
}

void detector_step(struct detector *detector, const struct loads *loads,
                   struct observation *observation)
{
    struct scene *scene = &detector->scene;
    struct observation *seen = observation;
    scene_make(detector->maker, loads, scene);
    *seen = (struct observation){.time_ns = scene->time_ns, .gap_ns = loads->gap_ns};
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
    tell_times(scene->first_ns, seen);
}

void detector_finish(struct detector *detector, struct observation *observation)
{
    *observation = (struct observation){.time_ns = detector->scene.time_ns};
    passage_finish(&detector->passage, detector->scene.time_ns, observation);
    roller_finish(&detector->roller, observation);
    hold_finish(&detector->hold, observation);
    recognise_finish(&detector->recognise, observation);
    tell_times(detector->scene.first_ns, observation);
}
