#include "app/record.h"

#include "app/paths.h"
#include "app/recorded.h"
#include "store/recordings.h"

#include <limits.h>
#include <stdio.h>

static void note_settings(const struct record_options *options, struct recorder *recorder)
{
    const struct rig *rig = options->rig;
    const char *programme = rig_programme(rig, options->run);
    char number[32];
    recorder_note(recorder, "mat", rig->mat.id);
    snprintf(number, sizeof number, "%.9g", (double)rig->wires.supply_pct);
    recorder_note(recorder, "supply", number);
    snprintf(number, sizeof number, "%llu", (unsigned long long)rig_seed(rig, options->run));
    recorder_note(recorder, "seed", number);
    snprintf(number, sizeof number, "%.6f", (double)clock_now_ns(&options->clock) / 1e9);
    recorder_note(recorder, "start", number);
    if (programme)
        recorder_note(recorder, "programme", programme);
    recorded_note(recorder, options->snapshot, options->person, options->calibration);
}

/* In a folder each run has a recording of its own, and old ones make room for it. */
static int choose_path(const char *wanted, const struct wall_clock *now, char *path, size_t size,
                       struct error *error)
{
    if (recordings_is_folder(wanted))
        return recordings_next(wanted, now->known, now->unix_s, path, size, error);
    snprintf(path, size, "%s", wanted);
    return 0;
}

/* Making a recording empties the file first. */
static int check_spare(const struct record_options *options, const char *path, struct error *error)
{
    const char *replay = options->run->replay;
    if (replay && paths_are_one(path, replay))
        return error_set(error, "--record %s is the recording that is replayed: name another file",
                         path);
    if (paths_are_one(path, options->log))
        return error_set(error, "--record %s is the log itself: name another file", path);
    return 0;
}

int record_open(const struct record_options *options, struct recorder **recorder,
                struct error *error)
{
    char path[PATH_MAX];
    const struct mat *mat = &options->rig->mat;
    if (!options->run->record)
        return EXIT_DONE;
    if (choose_path(options->run->record, &options->wall, path, sizeof path, error))
        return EXIT_FAILED;
    if (check_spare(options, path, error))
        return EXIT_USAGE;
    const char *names[PADS_MAX];
    for (unsigned i = 0; i < mat->pads; i++)
        names[i] = mat->pad[i].name;
    const struct recorder_options made = {
        .path = path,
        .pads = mat->pads,
        .name = names,
        .limit_bytes = RECORDING_BYTES_MOST,
        .threaded = options->threaded,
    };
    *recorder = recorder_open(&made, error);
    if (!*recorder)
        return EXIT_FAILED;
    note_settings(options, *recorder);
    return EXIT_DONE;
}
