#include "signal/empty.h"

#include "signal/quantile.h"

#include <math.h>

static const float NEARLY_ALL = 0.9f, NEARLY_NONE = 0.1f; /* of the pads */
static const float LOADED_NOISES = 10;                    /* more than noise ... */
static const float EVEN = 0.25f;                /* ... and not everywhere alike: no body is */
enum { FEW_PADS_LEAST = 2, FEW_PADS_MOST = 8 }; /* a body can load all of so few */
enum { FRAMES_TO_JUDGE = 3, SPEAKING_LEAST = 8 };
static const float STIRRED_NOISES = 12, STIRRED_EMPTY = 0.5f;
static const float QUIET_S = 20;     /* below all contact for so long: surely empty */
static const float SETTLE_S = 3;     /* empty for so long: those are the empty values */
static const float IDLE_NOISES = 5;  /* an empty value that can be told from nothing */
static const float IDLE_MUTE = 0.1f; /* of the usual empty value: it says nothing */
static const float IDLE_SPEAKING = 0.7f;
enum { UNTOUCHED_LEAST = 3, UNTOUCHED_PART = 2 }; /* that many, and so many to each mute one */
static const float WORN_PART = 0.55f; /* of what no empty pad exceeds, where that is known */

static void watch_wear(struct signal *signal)
{
    for (unsigned i = 0; i < signal->pads && state_is_known(signal); i++)
        pad_health_empty(&signal->health[i], &signal->pad[i], WORN_PART * signal->empty_below);
}

/* What the empty pads said first is what they are held to later on. One that says nothing where
 * the others say something never was connected. */
static void settle_idle(struct signal *signal)
{
    unsigned count = 0, speaking = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        if (!pad->begun)
            continue;
        speaking += pad->empty > IDLE_NOISES * pad->noise && pad->empty > 0;
        signal->sorted[count++] = pad->empty;
    }
    float usual = quantile(signal->sorted, count, 0.5f);
    bool all_speak = count > 1 && (float)speaking >= IDLE_SPEAKING * (float)count;
    for (unsigned i = 0; i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        bool speaks = pad->begun && pad->empty > IDLE_NOISES * pad->noise && pad->empty > 0;
        bool mute = pad->begun && all_speak && pad->empty < IDLE_MUTE * usual;
        signal->health[i].idle = mute ? usual : speaks ? pad->empty : 0;
    }
    signal->settled = true;
    watch_wear(signal);
}

void empty_find_mute(struct signal *signal)
{
    unsigned mute = 0, speaking = 0;
    if (signal->settled || signal->calibration || signal->empty_below <= 0)
        return;
    for (unsigned i = 0; i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        mute += pad->begun && !pad->alive && pad->raw <= 0;
        if (pad->begun && pad->alive && pad->raw > 0 && pad->value < signal->empty_below)
            signal->sorted[speaking++] = pad->value;
    }
    if (mute == 0 || speaking < UNTOUCHED_LEAST || speaking < UNTOUCHED_PART * mute)
        return;
    float usual = quantile(signal->sorted, speaking, 0.5f);
    for (unsigned i = 0; i < signal->pads; i++) {
        if (signal->pad[i].begun && !signal->pad[i].alive && signal->pad[i].raw <= 0)
            signal->health[i].idle = usual;
    }
}

/* The values alone say that nobody is there, where their size is known. */
static bool surely_empty(const struct signal *signal)
{
    if (signal->empty_below <= 0)
        return false;
    for (unsigned i = 0; i < signal->pads; i++)
        if (signal->pad[i].begun && signal->pad[i].value >= signal->empty_below)
            return false;
    return true;
}

static void begin_empty(struct signal *signal)
{
    signal->knowledge = KNOWS_EMPTY;
    for (unsigned i = 0; i < signal->pads; i++)
        pad_track_empty(&signal->pad[i], HUGE_VALF);
}

/* Who lies on all of a small mat hardly leaves a tenth of the pads alone, but presses the second
 * least far less than the second most; of pads that say nothing some may be dead. */
static bool is_uneven(struct signal *signal)
{
    unsigned count = 0;
    if (signal->pads > 1 && state_load_percentile(signal, NEARLY_NONE) <
                                EVEN * state_load_percentile(signal, NEARLY_ALL))
        return true;
    for (unsigned i = 0; i < signal->pads; i++) {
        if (signal->pad[i].begun && signal->pad[i].load > 0)
            signal->sorted[count++] = signal->pad[i].load;
    }
    if (count < SPEAKING_LEAST)
        return false;
    float second = 1 / (float)(count - 1);
    float least = quantile(signal->sorted, count, second);
    return least < EVEN * quantile(signal->sorted, count, 1 - second);
}

void empty_judge_start(struct signal *signal)
{
    if (surely_empty(signal)) {
        begin_empty(signal);
        return;
    }
    float noise = 0, most = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        noise += signal->pad[i].noise / (float)signal->pads;
        most = fmaxf(most, signal->pad[i].load);
    }
    if (++signal->frames < 2)
        return;
    bool few = signal->pads >= FEW_PADS_LEAST && signal->pads <= FEW_PADS_MOST;
    if (most > LOADED_NOISES * noise && most > 0 && (few || is_uneven(signal)))
        signal->knowledge = KNOWS_LOADED;
    else if (signal->frames >= FRAMES_TO_JUDGE)
        begin_empty(signal);
}

bool empty_until_somebody_came(struct signal *signal, float interval_s)
{
    const bool nobody = surely_empty(signal);
    for (unsigned i = 0; !nobody && i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        if (pad->load > STIRRED_NOISES * pad->noise && pad->load > STIRRED_EMPTY * pad->empty &&
            pad->load > 0)
            return true;
    }
    signal->waited_s += interval_s;
    bool settle = !signal->settled && !signal->calibration && signal->waited_s >= SETTLE_S;
    for (unsigned i = 0; i < signal->pads && !signal->calibration; i++)
        pad_track_empty(&signal->pad[i], interval_s);
    if (settle)
        settle_idle(signal);
    return false;
}

void empty_follow(struct signal *signal, float interval_s)
{
    bool loaded = false;
    for (unsigned i = 0; i < signal->pads && !loaded; i++)
        loaded = state_carries(signal, i);
    signal->quiet_s = loaded || interval_s == 0 ? 0 : signal->quiet_s + interval_s;
    if (signal->quiet_s < QUIET_S)
        return;
    for (unsigned i = 0; i < signal->pads; i++)
        pad_track_empty(&signal->pad[i], interval_s);
    if (signal->quiet_s < QUIET_S + SETTLE_S || !state_is_known(signal))
        return;
    if (!signal->settled && !signal->calibration)
        settle_idle(signal);
    watch_wear(signal);
}
