/* One calm voice: words wait for those before them, urgent ones do not, and what has waited too
 * long is no longer said. */
#include "session/inside.h"

#include <string.h>

static const int64_t DISTANCE_NS = 700 * NS_PER_MS; /* of silence between two sentences */
static const int64_t LAPSE_NS = 6 * NS_PER_S;
static const int64_t SAFETY_LAPSE_NS = 90 * NS_PER_S; /* long sentences wait for one another */
static const int64_t SAME_AGAIN_NS = 4 * NS_PER_S;
/* espeak-ng at its usual 175 words a minute speaks about 15 characters a second. */
static const int64_t CHARACTER_NS = 66 * NS_PER_MS;

void cue_tone(struct session *session, enum tone tone)
{
    struct speaker *speaker = &session->speaker;
    if (speaker->tones < CUES_MAX - 1)
        speaker->tone[speaker->tones++] = tone;
}

static unsigned least_urgent(const struct speaker *speaker)
{
    unsigned least = 0;
    for (unsigned i = 1; i < speaker->waiting; i++)
        if (speaker->queue[i].urgency < speaker->queue[least].urgency)
            least = i;
    return least;
}

static void drop(struct speaker *speaker, unsigned index)
{
    speaker->waiting--;
    memmove(&speaker->queue[index], &speaker->queue[index + 1],
            (speaker->waiting - index) * sizeof *speaker->queue);
}

static int64_t patience_ns(enum urgency urgency)
{
    switch (urgency) {
    case URGENCY_CALM: return LAPSE_NS;
    case URGENCY_SAFETY: return SAFETY_LAPSE_NS;
    default: return 3 * LAPSE_NS;
    }
}

void cue_say(struct session *session, enum urgency urgency, const char *text)
{
    struct speaker *speaker = &session->speaker;
    if (!*text ||
        (!strcmp(text, speaker->last) && session->now_ns - speaker->last_ns < SAME_AGAIN_NS))
        return;
    for (unsigned i = 0; i < speaker->waiting; i++)
        if (!strcmp(speaker->queue[i].spoken, text))
            return;
    if (speaker->waiting == CUES_WAITING_MAX) {
        const unsigned least = least_urgent(speaker);
        if (speaker->queue[least].urgency >= urgency)
            return;
        drop(speaker, least);
    }
    struct waiting *waiting = &speaker->queue[speaker->waiting++];
    waiting->urgency = urgency;
    waiting->until_ns = session->now_ns + patience_ns(urgency);
    text_copy(waiting->spoken, sizeof waiting->spoken, text);
}

void cue_key(struct session *session, enum urgency urgency, const char *key)
{
    cue_say(session, urgency, text_of(session, key));
}

void cue_hush(struct session *session)
{
    struct speaker *speaker = &session->speaker;
    for (unsigned i = speaker->waiting; i-- > 0;)
        if (speaker->queue[i].urgency < URGENCY_SAFETY)
            drop(speaker, i);
    if (speaker->speaking < URGENCY_SAFETY)
        speaker->busy_until_ns = session->now_ns;
}

void cue_stop(struct session *session)
{
    session->speaker.waiting = 0;
    cue_hush(session);
}

static void lapse(struct session *session)
{
    struct speaker *speaker = &session->speaker;
    for (unsigned i = speaker->waiting; i-- > 0;)
        if (speaker->queue[i].until_ns < session->now_ns)
            drop(speaker, i);
}

/* The first of the most urgent; -1: nothing waits. */
static int most_urgent(const struct speaker *speaker)
{
    int best = -1;
    for (unsigned i = 0; i < speaker->waiting; i++)
        if (best < 0 || speaker->queue[i].urgency > speaker->queue[best].urgency)
            best = (int)i;
    return best;
}

static void speak(struct session *session, struct cue *cue)
{
    struct speaker *speaker = &session->speaker;
    lapse(session);
    const int best = most_urgent(speaker);
    if (best < 0)
        return;
    const struct waiting *waiting = &speaker->queue[best];
    const bool cuts_in = waiting->urgency >= URGENCY_WARN && waiting->urgency > speaker->speaking;
    if (session->now_ns < speaker->busy_until_ns && !cuts_in)
        return;
    cue->urgency = waiting->urgency;
    text_copy(cue->spoken, sizeof cue->spoken, waiting->spoken);
    text_copy(speaker->last, sizeof speaker->last, waiting->spoken);
    speaker->last_ns = session->now_ns;
    speaker->speaking = waiting->urgency;
    speaker->busy_until_ns =
        session->now_ns + (int64_t)strlen(cue->spoken) * CHARACTER_NS + DISTANCE_NS;
    drop(speaker, (unsigned)best);
}

/* Tones at once; at most one cue of a step has words, and it is the last. */
void cue_flush(struct session *session)
{
    struct speaker *speaker = &session->speaker;
    struct session_output *output = session->output;
    struct cue words = {.tone = TONE_NONE};
    speak(session, &words);
    for (unsigned i = 0; i < speaker->tones; i++)
        output->cue[output->cues++] = (struct cue){.tone = speaker->tone[i]};
    speaker->tones = 0;
    if (!*words.spoken)
        return;
    if (output->cues > 0)
        words.tone = output->cue[--output->cues].tone;
    output->cue[output->cues++] = words;
}
