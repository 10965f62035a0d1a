/* The way of the data in one place: a frame goes in, and signal, detector and session each take
 * their turn; what the session says goes on to log, sound and light. Main thread. */
#ifndef MATSTATION_APP_PIPELINE_H
#define MATSTATION_APP_PIPELINE_H

#include "app/summary.h"
#include "app/wall.h"
#include "app/wires.h"
#include "board/board.h"
#include "detect/detector.h"
#include "session/session.h"
#include "signal/signal.h"
#include "sound/sound.h"
#include "store/recorder.h"
#include "store/store.h"

/* Borrowed: whoever opened them closes them. sound and recorder may be NULL. */
struct pipeline {
    struct signal *signal;
    struct detector *detector;
    struct session *session;
    struct store *store;
    struct sound *sound;
    struct recorder *recorder;
    struct board *board;
    const struct wires *wires; /* of the counts; NULL: values are loads already */
    bool given;  /* what the session began with is a recording's: until it ends the log is not asked
                  */
    bool silent; /* no sound: time runs faster than ears */

    struct frame frame;
    struct loads loads;
    struct observation observation;
    struct session_output output;
    struct wall wall;
    struct session_input input; /* what the next step of the session will be told */
    struct snapshot snapshot;
    struct machine_health health;
    struct summary summary;
    int64_t stepped_ns;
    int64_t asked_health_ns, asked_log_ns;
    bool was_idle;
    enum light light;
    unsigned volume_pct;
    unsigned sessions_ended;
    bool log_told;                /* a snapshot has come, and with it perhaps another calibration */
    bool choosing;                /* the session wants to know what programmes there are now */
    enum session_request request; /* the last one that nobody took */
};

/* A press from the desk or the button, for the next step. */
void pipeline_press(struct pipeline *pipeline, const struct press *press);

/* Everything that the board has ready, up to now; then one step without a frame if there was none.
 * button_down_ns: since when a key or the button is down. */
void pipeline_turn(struct pipeline *pipeline, int64_t now_ns, int64_t button_down_ns);

/* What the session asked for in this turn. */
enum session_request pipeline_take_request(struct pipeline *pipeline);

const struct view *pipeline_view(const struct pipeline *pipeline);

#endif
