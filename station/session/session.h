/* The session: leads the person from stepping on to "saved". A pure state machine: one plain struct
 * in, one out, no clock and no file. */
#ifndef MATSTATION_SESSION_SESSION_H
#define MATSTATION_SESSION_SESSION_H

#include "base/health.h"
#include "base/press.h"
#include "catalogue/catalogue.h"
#include "detect/detector.h"
#include "detect/observation.h"
#include "session/cue.h"
#include "session/history_view.h"
#include "session/record.h"
#include "session/view.h"

enum { PRESSES_MAX = 8, CUES_MAX = 4, RECORDS_MAX = 128 };

/* By day: light from eight in the morning to six in the evening, where the time is known. */
enum theme { THEME_DARK, THEME_LIGHT, THEME_BY_DAY };

struct wall_clock {
    bool known;
    int64_t unix_s;   /* UTC */
    int32_t offset_s; /* local time minus UTC */
    unsigned set;     /* how often it was set: what was known before was wrong */
};

/* How an export that was requested went on; news, told once. */
enum export_news { EXPORT_NO_NEWS, EXPORT_WRITTEN, EXPORT_NO_STICK, EXPORT_FAILED };

/* All input of one step. observation NULL: no new frame since the last step. */
struct session_input {
    int64_t time_ns;
    const struct observation *observation;
    const struct frame *frame; /* as it came, in percent of the pads' span; for the calibration */
    unsigned presses;
    struct press press[PRESSES_MAX];
    int64_t button_down_ns; /* since when it is down; 0: up */
    struct wall_clock wall;
    const struct machine_health *health; /* NULL: unchanged */
    enum export_news exported;
    bool stays_on; /* a power-off that was requested was refused; news, told once */
    const struct snapshot *snapshot; /* NULL: unchanged; copied */
    const struct loads *loads; /* for the mat on the screen and calibrating; NULL: unchanged */
    const struct programmes
        *programmes;        /* NULL: unchanged; they outlive the session, or the next */
    const char *wrong_file; /* of the assets: where and what, for the test page; NULL: unchanged */
};

enum session_request {
    REQUEST_NONE,
    REQUEST_POWER_OFF,
    REQUEST_EXPORT,
    REQUEST_LEAVE, /* the program is to end */
};

/* All output of one step. The view is valid until the next step. */
struct session_output {
    const struct view *view;
    struct asked asked; /* for the detector; changed tells when to call detector_ask */
    bool asked_changed;
    unsigned cues;
    struct cue cue[CUES_MAX];
    unsigned records;
    struct record record[RECORDS_MAX];
    enum session_request request;
    bool session_ended;  /* in this step */
    bool choosing;       /* in this step the cards were opened: programmes may be handed in */
    unsigned volume_pct; /* as the owner has set it */
};

struct session_config {
    const struct catalogue *catalogue; /* outlives the session */
    const struct mat *mat;             /* outlives the session */
    const struct snapshot *snapshot;   /* copied */
    unsigned language;
    bool language_given; /* for this run: it wins over what the owner has set */
    uint32_t person;
    const char *programme; /* start with this one at once; NULL: idle first */
    enum theme theme;
    bool reduced_motion;
    float supply_count; /* of the loads' values, as in struct calibration; 0: they are loads */
};

struct session;

/* Allocates here and never later; the caller closes. */
struct session *session_open(const struct session_config *config, struct error *error);
void session_close(struct session *session);
void session_step(struct session *session, const struct session_input *input,
                  struct session_output *output);

#endif
