/* What the mat shows, and the time that counts because it does. Inside the room only. */
#ifndef MATSTATION_SESSION_SIGHT_H
#define MATSTATION_SESSION_SIGHT_H

#include "session/session.h"

struct sight {
    struct observation seen;   /* the last one */
    bool fresh;                /* it came in this step */
    bool any;                  /* there has been one */
    bool silent;               /* no pad has a value: the mat does not answer */
    int64_t silent_since_ns;   /* since when silent is as it is */
    bool unseen;               /* it was so in frames since the last one seen */
    int64_t gap_end_ns;        /* since then frames have come without a gap */
    bool on_mat;               /* somebody or something is on the mat */
    int64_t on_mat_since_ns;   /* since when on_mat is as it is */
    bool person;               /* surely a person */
    int64_t person_since_ns;   /* since when person is as it is */
    bool trusted;              /* a person was seen in this session: the mat can see one */
    bool believed;             /* what is not surely a person is one: a press says so */
    bool moving;               /* the body changes place or posture */
    int64_t moving_since_ns;   /* the last moving began, with short rests in it */
    int64_t rested_ns;         /* the last moving ended */
    int64_t leaving_ns;        /* the last time that the mat was left: when that began */
    bool in_place;             /* what the step asks for is there */
    int64_t in_place_since_ns; /* onset of the present state */
    enum why why;              /* why it is not */
};

void sight_take(struct session *session, const struct observation *observation);
/* Before the observation of the same frame. */
void sight_take_loads(struct session *session, const struct loads *loads);
bool sight_blind(const struct session *session); /* no frames for too long */
bool sight_lost(const struct session *session);  /* for so long that nobody is to wait for them */
bool sight_off_mat(const struct session *session, int64_t for_ns);
bool sight_gate(const struct session *session, enum zone gate); /* the surest contact is there */
/* After another exercise or side was asked for: what was in place for the last one is not. */
void sight_forget_place(struct session *session);
/* Who presses is a person: what the mat holds for something else may be that one. */
void sight_believe(struct session *session);

enum { SPAN_PIECES_MAX = 8 };

/* Closed spans and perhaps an open one; all ends are times of frames. */
struct span {
    bool open;
    int64_t from_ns, sum_ns;
    int64_t to_ns; /* where the last closed one ended */
    /* The last closed ones, the newest last: of those something may yet be taken back. */
    unsigned pieces;
    struct {
        int64_t from_ns, to_ns;
    } piece[SPAN_PIECES_MAX];
};
void span_open(struct span *span, int64_t at_ns);
void span_close(struct span *span, int64_t at_ns); /* before from_ns: nothing is added */
int64_t span_ns(const struct span *span, int64_t until_ns);
/* What lies after this does not count. */
void span_cut(struct span *span, int64_t at_ns);

#endif
