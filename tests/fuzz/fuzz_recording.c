/* Recordings that anybody may have written: read, and looked at as `analyse` does. */
#include "fuzz/given.h"

#include "app/recorded.h"
#include "detect/detector.h"
#include "signal/signal.h"
#include "store/recording.h"

/* More would only be slower. */
enum { FRAMES_MOST = 400 };

static void look_at(struct recording *recording, const struct mat *mat)
{
    static const struct recognition nothing;
    static struct frame frame;
    static struct loads loads;
    static struct observation seen;
    struct signal *signal = signal_open(mat, NULL, NULL);
    struct detector *detector = detector_open(mat, &nothing, NULL);
    for (int i = 0; i < FRAMES_MOST && recording_next(recording, &frame) == 1; i++)
        if (signal_step(signal, &frame, &loads))
            detector_step(detector, &loads, &seen);
    detector_finish(detector, &seen);
    detector_close(detector);
    signal_close(signal);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct mat mat;
    static struct snapshot snapshot;
    struct calibration calibration;
    uint32_t person;
    char path[64];
    int file = given_open(data, size, path);
    struct recording *recording = recording_open(path, NULL, NULL);
    if (recording) {
        mat_grid(&mat, recording_pads(recording), 1);
        look_at(recording, &mat);
        recorded_calibration(recording, &calibration);
        recorded_snapshot(recording, &snapshot, &person);
    }
    recording_close(recording);
    given_close(file);
    return 0;
}
