#include "signal/signal.h"

#include "signal/order.h"
#include "signal/pad_health.h"
#include "signal/pad_track.h"
#include "signal/quantile.h"

#include <math.h>
#include <stdlib.h>

/* What is known of the mat's empty values. */
enum knowledge {
    KNOWS_NOTHING, /* the first frames */
    KNOWS_LOADED,  /* it was loaded from the start: values count as they are */
    KNOWS_EMPTY,   /* it was empty once: those values are subtracted */
};

struct signal {
    unsigned pads;
    struct calibration *calibration; /* NULL: none */
    struct order order;
    enum knowledge knowledge;
    unsigned frames;
    float typical, rhythm_s;
    float supply;      /* 0: the values are loads already */
    float most;        /* that a converter can say; 0: not known */
    float empty_below; /* linear; 0: the values may be of any size */
    float total;       /* of the last frame */
    float quiet_s;
    float waited_s; /* since the first frame, while nobody came */
    bool settled;   /* the empty values are known */
    bool any_alive;
    struct pad_track pad[PADS_MAX];
    struct pad_health health[PADS_MAX];
    uint8_t state[PADS_MAX];
    float sorted[PADS_MAX];
};

/* An unloaded pad is over 10 MOhm (Interlink): it shows well below this part of the span. */
#define EMPTY_BELOW_PCT 3.0F
#define SPAN_PCT 100.0F

static const float TYPICAL_PART = 0.9f;
static const float TYPICAL_RISE_S = 0.5f, TYPICAL_FALL_S = 60;
static const float TYPICAL_LOADED = 0.3f;
static const float LOADED_NOISES = 10;          /* more than noise ... */
static const float EVEN = 0.25f;                /* ... and not everywhere alike: no body is */
enum { FEW_PADS_LEAST = 2, FEW_PADS_MOST = 8 }; /* a body can load all of so few */
enum { FRAMES_TO_JUDGE = 3 };
static const float STIRRED_NOISES = 12, STIRRED_EMPTY = 0.5f;
static const float QUIET_S = 20; /* below all contact for so long: surely empty */
static const float QUIET_TYPICAL = 0.08f;
static const float UPHEAVAL = 0.3f;
static const float SETTLE_S = 3;     /* empty for so long: those are the empty values */
static const float IDLE_NOISES = 5;  /* an empty value that can be told from nothing */
static const float IDLE_MUTE = 0.1f; /* of the usual empty value: it says nothing */
static const float IDLE_SPEAKING = 0.7f;
enum { UNTOUCHED_LEAST = 3, UNTOUCHED_PART = 2 }; /* that many, and so many to each mute one */
static const float TOP_PART = 0.98f;
static const float WORN_PART = 0.55f; /* of what no empty pad exceeds, where that is known */
static const float LINEAR_MOST = 20;
static const float VALUE_MOST = 1e15f;

struct signal *signal_open(const struct mat *mat, const struct calibration *calibration,
                           struct error *error)
{
    struct signal *signal = calloc(1, sizeof *signal);
    if (signal && calibration)
        signal->calibration = malloc(sizeof *signal->calibration);
    if (!signal || (calibration && !signal->calibration)) {
        free(signal);
        error_set(error, "no memory for a mat of %u pads", mat->pads);
        return NULL;
    }
    signal->pads = mat->pads;
    if (calibration) {
        *signal->calibration = *calibration;
        signal->knowledge = KNOWS_EMPTY;
        for (unsigned i = 0; i < mat->pads && i < calibration->pads; i++) {
            signal->pad[i].empty = calibration->empty[i];
            signal->pad[i].calibrated = true;
            signal->health[i].idle = calibration->empty[i];
        }
    }
    return signal;
}

void signal_close(struct signal *signal)
{
    if (signal)
        free(signal->calibration);
    free(signal);
}

/* No unit makes a load so large, and its square can still be summed. */
static bool has_value(const struct frame *frame, unsigned pad)
{
    return pad < frame->pads && frame->state[pad] == PAD_VALID &&
           fabsf(frame->value[pad]) < VALUE_MOST;
}

static float supply_of(const struct signal *signal)
{
    return signal->calibration ? signal->calibration->supply_count : signal->supply;
}

/* Counts to conductance, where it is known how (Interlink's divider). Close to the supply the last
 * counts would stand for any load at all: nothing counts for more than LINEAR_MOST. */
static float linear(const struct signal *signal, float value)
{
    float supply = supply_of(signal);
    if (supply <= 0)
        return value;
    return fminf(value / fmaxf(supply - value, 0.001f * supply), LINEAR_MOST);
}

static float newton_per_unit(const struct signal *signal, unsigned pad)
{
    float newtons = signal->calibration ? signal->calibration->newton_per_unit[pad] : 0;
    return newtons > 0 ? newtons : 1;
}

/* A saturated pad still says that it is loaded, an ageing one how much about. */
static bool is_believed(enum pad_fault fault)
{
    return fault == PAD_SOUND || fault == PAD_FAULT_SATURATED || fault == PAD_FAULT_AGEING;
}

static float percentile_of_loads(struct signal *signal, float part)
{
    unsigned count = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        if (signal->pad[i].begun && is_believed(signal->health[i].fault))
            signal->sorted[count++] = signal->pad[i].load;
    }
    return quantile(signal->sorted, count, part);
}

static void measure_flutter(struct signal *signal, struct health_context *context)
{
    unsigned count = 0;
    double sum = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        if (!signal->pad[i].begun)
            continue;
        signal->sorted[count++] = signal->pad[i].flutter;
        sum += (double)signal->pad[i].flutter;
    }
    context->flutter = quantile(signal->sorted, count, 0.5f);
    context->flutters = (float)sum;
}

/* Of a recording in any unit nobody knows what its pads say when they are empty. */
static bool is_known(const struct signal *signal)
{
    return signal->calibration || signal->empty_below > 0;
}

static void watch_wear(struct signal *signal)
{
    for (unsigned i = 0; i < signal->pads && is_known(signal); i++)
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

/* Who is there from the first seconds on never leaves the mat empty: then those pads that nobody
 * touches say what an empty one says. One that never said anything beside them was not connected.
 */
static void find_mute(struct signal *signal)
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

/* From the first frames: is somebody on the mat already? */
static void judge_start(struct signal *signal)
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
    float tenth = percentile_of_loads(signal, 1 - TYPICAL_PART);
    bool few = signal->pads >= FEW_PADS_LEAST && signal->pads <= FEW_PADS_MOST;
    bool uneven = signal->pads > 1 && tenth < EVEN * percentile_of_loads(signal, TYPICAL_PART);
    if (most > LOADED_NOISES * noise && most > 0 && (few || uneven))
        signal->knowledge = KNOWS_LOADED;
    else if (signal->frames >= FRAMES_TO_JUDGE)
        begin_empty(signal);
}

/* Until somebody comes, the empty values are followed; true once somebody came. */
static bool somebody_came(struct signal *signal, float interval_s)
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

static void learn_typical(struct signal *signal, float interval_s)
{
    if (signal->typical <= 0 && signal->knowledge == KNOWS_EMPTY &&
        !somebody_came(signal, interval_s))
        return;
    float now = percentile_of_loads(signal, TYPICAL_PART);
    if (signal->typical <= 0)
        signal->typical = now;
    else if (now > signal->typical)
        signal->typical += (now - signal->typical) * fminf(interval_s / TYPICAL_RISE_S, 1);
    else if (now > TYPICAL_LOADED * signal->typical)
        signal->typical += (now - signal->typical) * fminf(interval_s / TYPICAL_FALL_S, 1);
}

static void take_values(struct signal *signal, const struct frame *frame, float interval_s)
{
    for (unsigned i = 0; i < signal->pads; i++) {
        struct pad_track *pad = &signal->pad[i];
        signal->state[i] = i < frame->pads ? frame->state[i] : (uint8_t)PAD_OFFLINE;
        if (has_value(frame, i))
            pad_track_value(pad, fmaxf(linear(signal, frame->value[i]), 0), interval_s);
        signal->any_alive = signal->any_alive || pad->alive;
    }
}

/* The highest values that pads came back from, and that of any pad ever. */
struct peaks {
    unsigned pad; /* with the first */
    float first, second, now;
};

static struct peaks find_peaks(const struct signal *signal)
{
    struct peaks peaks = {0};
    for (unsigned i = 0; i < signal->pads; i++) {
        float most = signal->health[i].most;
        peaks.now = fmaxf(peaks.now, fmaxf(most, signal->pad[i].value));
        if (most > peaks.first) {
            peaks.second = peaks.first;
            peaks.first = most;
            peaks.pad = i;
        } else {
            peaks.second = fmaxf(peaks.second, most);
        }
    }
    return peaks;
}

/* Where it is not known, the converter ends where two pads ended alike. */
static float top_of(const struct signal *signal, const struct peaks *peaks)
{
    float supply = supply_of(signal);
    float most = signal->most > 0 && signal->most < supply ? signal->most : supply;
    float known = TOP_PART * linear(signal, most);
    bool alike = peaks->first > 0 && peaks->second >= peaks->first;
    return alike && (known <= 0 || peaks->first < known) ? peaks->first : known;
}

static bool is_in_contact(const struct signal *signal, unsigned pad)
{
    return signal->pad[pad].contact && is_believed(signal->health[pad].fault);
}

/* Somebody who lies may press on no pad enough for contact, after having stood on some. */
static bool carries_something(const struct signal *signal, unsigned pad)
{
    return is_in_contact(signal, pad) ||
           (signal->typical > 0 && is_believed(signal->health[pad].fault) &&
            signal->pad[pad].load > QUIET_TYPICAL * signal->typical);
}

static float press_of(const struct signal *signal, unsigned pad)
{
    return is_believed(signal->health[pad].fault) ? signal->pad[pad].raw : 0;
}

/* Since the frame before. */
static float gain_of(const struct signal *signal, const struct frame *frame, unsigned pad)
{
    return has_value(frame, pad) ? signal->pad[pad].raw - signal->health[pad].last_raw : 0;
}

static void watch_health(struct signal *signal, const struct frame *frame, float interval_s,
                         float total)
{
    struct health_context context = {
        .interval_s = interval_s,
        .rhythm_s = signal->rhythm_s,
        .typical = signal->typical,
        .upheaval = fabsf(total - signal->total) > UPHEAVAL * fmaxf(total, signal->total),
    };
    struct peaks peaks = find_peaks(signal);
    context.highest = peaks.now;
    context.top = top_of(signal, &peaks);
    measure_flutter(signal, &context);
    unsigned carrying = 0;
    double gained = 0, pressed = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        carrying += carries_something(signal, i);
        gained += (double)gain_of(signal, frame, i);
        pressed += (double)press_of(signal, i);
    }
    for (unsigned i = 0; i < signal->pads; i++) {
        context.loaded = carrying > carries_something(signal, i);
        context.others_most = peaks.pad == i ? peaks.second : peaks.first;
        context.others = (float)(pressed - (double)press_of(signal, i));
        context.taken = (float)(gained - (double)gain_of(signal, frame, i));
        pad_health_step(&signal->health[i], &signal->pad[i], has_value(frame, i), &context);
    }
    if (context.upheaval || interval_s == 0)
        signal->total = total;
}

/* The mat has been left for long: its empty values are followed again. */
static void follow_empty(struct signal *signal, float interval_s)
{
    bool loaded = false;
    for (unsigned i = 0; i < signal->pads && !loaded; i++)
        loaded = carries_something(signal, i);
    signal->quiet_s = loaded || interval_s == 0 ? 0 : signal->quiet_s + interval_s;
    if (signal->quiet_s < QUIET_S)
        return;
    for (unsigned i = 0; i < signal->pads; i++)
        pad_track_empty(&signal->pad[i], interval_s);
    if (signal->quiet_s < QUIET_S + SETTLE_S || !is_known(signal))
        return;
    if (!signal->settled && !signal->calibration)
        settle_idle(signal);
    watch_wear(signal);
}

static float write_loads(struct signal *signal, const struct frame *frame, struct loads *loads)
{
    double total = 0;
    for (unsigned i = 0; i < signal->pads; i++) {
        const struct pad_track *pad = &signal->pad[i];
        enum pad_fault fault = signal->health[i].fault;
        bool sound = is_believed(fault);
        loads->usable[i] = has_value(frame, i) && sound;
        loads->fault[i] = (uint8_t)fault;
        loads->value[i] = pad->value * newton_per_unit(signal, i);
        loads->load[i] = loads->usable[i] ? pad->load * newton_per_unit(signal, i) : 0;
        loads->contact[i] = pad->contact && sound && pad->begun;
        total += (double)loads->load[i];
    }
    return (float)total;
}

void signal_set_electrics(struct signal *signal, float supply, float most, float empty_below)
{
    signal->supply = supply;
    signal->most = most;
    signal->empty_below = linear(signal, empty_below);
}

void signal_set_percent(struct signal *signal, float supply_pct)
{
    signal_set_electrics(signal, supply_pct, SPAN_PCT, EMPTY_BELOW_PCT);
}

bool signal_step(struct signal *signal, const struct frame *frame, struct loads *loads)
{
    int64_t gap_ns, last_ns = signal->order.last_ns;
    bool begun = signal->order.begun;
    if (!order_step(&signal->order, frame->time_ns, &gap_ns))
        return false;
    float interval_s =
        begun && gap_ns == 0 ? (float)((double)(frame->time_ns - last_ns) * 1e-9) : 0;
    signal->rhythm_s = (float)((double)signal->order.interval_ns * 1e-9);
    take_values(signal, frame, interval_s);
    if (signal->knowledge == KNOWS_NOTHING)
        judge_start(signal);
    if (signal->knowledge != KNOWS_NOTHING)
        learn_typical(signal, interval_s);
    struct pad_context context = {
        .typical = signal->typical,
        .interval_s = interval_s,
        .rhythm_s = signal->rhythm_s,
        .any_alive = signal->any_alive,
    };
    for (unsigned i = 0; i < signal->pads; i++) {
        if (has_value(frame, i))
            pad_track_contact(&signal->pad[i], &context);
    }
    find_mute(signal);
    follow_empty(signal, interval_s);
    loads->time_ns = frame->time_ns;
    loads->gap_ns = gap_ns;
    loads->pads = signal->pads;
    loads->total = write_loads(signal, frame, loads);
    loads->typical = signal->typical;
    watch_health(signal, frame, interval_s, loads->total);
    return true;
}

uint64_t signal_dropped(const struct signal *signal)
{
    return signal->order.dropped;
}

void signal_pad_report(const struct signal *signal, unsigned pad, struct pad_report *report)
{
    const struct pad_track *track = &signal->pad[pad];
    *report = (struct pad_report){
        .raw = track->raw,
        .load = track->load * newton_per_unit(signal, pad),
        .noise = track->noise,
        .span = track->high - track->low,
        .fault = signal->health[pad].fault,
        .state = (enum pad_state)signal->state[pad],
    };
}
