#include "app/senses.h"

#include "app/recorded.h"

#include <string.h>

/* A mat as it was last calibrated, if it still has those pads; a recorded one as it was then. */
static void look_up(const struct pipeline *pipeline, const struct rig *rig,
                    struct calibration *known)
{
    const bool found = rig->recording ? recorded_calibration(rig->recording, known)
                                      : store_calibration(pipeline->store, known);
    if (!found || known->pads != rig->mat.pads)
        *known = (struct calibration){0};
}

static struct signal *make_signal(const struct senses *senses, const struct rig *rig,
                                  struct error *error)
{
    const bool calibrated = senses->in_force.pads > 0;
    struct signal *signal = signal_open(&rig->mat, calibrated ? &senses->in_force : NULL, error);
    if (signal && rig->percent)
        signal_set_percent(signal, rig->wires.supply_pct);
    return signal;
}

static int begin(const struct senses *senses, struct pipeline *pipeline, const struct rig *rig,
                 struct error *error)
{
    struct signal *signal = make_signal(senses, rig, error);
    struct detector *detector =
        signal ? detector_open(&rig->mat, &rig->catalogue.recognition, error) : NULL;
    if (!detector) {
        signal_close(signal);
        return -1;
    }
    senses_close(pipeline);
    pipeline->signal = signal;
    pipeline->detector = detector;
    return 0;
}

int senses_open(struct senses *senses, struct pipeline *pipeline, const struct rig *rig,
                struct error *error)
{
    look_up(pipeline, rig, &senses->in_force);
    return begin(senses, pipeline, rig, error);
}

void senses_close(struct pipeline *pipeline)
{
    detector_close(pipeline->detector);
    signal_close(pipeline->signal);
    pipeline->detector = NULL;
    pipeline->signal = NULL;
}

static bool is_same(const struct calibration *a, const struct calibration *b)
{
    const size_t size = a->pads * sizeof *a->empty;
    return a->pads == b->pads && a->supply_count == b->supply_count &&
           !memcmp(a->empty, b->empty, size) &&
           !memcmp(a->newton_per_unit, b->newton_per_unit, size);
}

void senses_follow(struct senses *senses, struct pipeline *pipeline, const struct rig *rig,
                   const struct log *log)
{
    senses->due = senses->due || pipeline->log_told;
    pipeline->log_told = false;
    if (!senses->due || pipeline_view(pipeline)->exercise >= 0)
        return;
    senses->due = false;
    struct senses next;
    struct error error;
    look_up(pipeline, rig, &next.in_force);
    if (is_same(&next.in_force, &senses->in_force))
        return;
    if (begin(&next, pipeline, rig, &error)) {
        log_line(log, LOG_WARNING, "the new calibration holds from the next start on: %s",
                 error.text);
        return;
    }
    senses->in_force = next.in_force;
    detector_ask(pipeline->detector, &pipeline->output.asked);
}
