#include "detect/wave.h"

#include <math.h>
#include <string.h>

static const float TURNS_BACK = 0.3f; /* of what is gone over: it has turned */
static const float KNOWN_PART = 0.5f; /* of a stroke: less is none of this person's */
static const float ENDS = 0.2f;       /* of a stroke */
enum { TURNS = 5 };

static void sort(float *value, unsigned count)
{
    for (unsigned i = 1; i < count; i++) {
        for (unsigned k = i; k > 0 && value[k] < value[k - 1]; k--) {
            float other = value[k];
            value[k] = value[k - 1];
            value[k - 1] = other;
        }
    }
}

static float middle_of(float *value, unsigned count)
{
    sort(value, count);
    return (value[(count - 1) / 2] + value[count / 2]) / 2;
}

/* Indices of the last turns, oldest first; how many. */
static unsigned find_turns(const struct wave *wave, const struct track *track, unsigned turn[TURNS])
{
    struct range range = track_range(track, 0);
    float back = TURNS_BACK * fmaxf(range.high - range.low, KNOWN_PART * wave->length);
    unsigned count = 0, far = track->count - 1;
    int way = 0;
    /* Backwards, so that the last ones are found; the newest moment is none. */
    for (unsigned i = track->count - 1; i-- > 0 && count < TURNS;) {
        float gone = track->moment[i].place - track->moment[far].place;
        if (way == 0 && fabsf(gone) > back) {
            way = gone > 0 ? 1 : -1;
            far = i;
        } else if (way != 0 && gone * (float)way > 0) {
            far = i;
        } else if (way != 0 && -gone * (float)way > back) {
            turn[count++] = far;
            way = -way;
            far = i;
        }
    }
    for (unsigned i = 0; i < count / 2; i++) {
        unsigned other = turn[count - 1 - i];
        turn[count - 1 - i] = turn[i];
        turn[i] = other;
    }
    return count;
}

static void measure_wave(struct wave *wave, const struct track *track, const unsigned turn[TURNS],
                         unsigned count)
{
    float length[TURNS], seconds[TURNS], ends[2] = {0}, middle = 0;
    unsigned ended[2] = {0};
    for (unsigned i = 0; i < count; i++)
        middle += track->moment[turn[i]].place / (float)count;
    for (unsigned i = 0; i < count; i++) {
        float place = track->moment[turn[i]].place;
        ends[place > middle] += place;
        ended[place > middle]++;
    }
    for (unsigned i = 1; i < count; i++) {
        length[i - 1] = fabsf(track->moment[turn[i]].place - track->moment[turn[i - 1]].place);
        seconds[i - 1] = (float)(track_ago_s(track, turn[i - 1]) - track_ago_s(track, turn[i]));
    }
    wave->length = middle_of(length, count - 1);
    wave->pass_s = (double)middle_of(seconds, count - 1);
    wave->low = ended[0] ? ends[0] / (float)ended[0] : ends[1] / (float)ended[1];
    wave->high = ended[1] ? ends[1] / (float)ended[1] : wave->low + wave->length;
}

/* The loads at either end, so that the wave outlives a change of the axis. */
static void keep_ends(struct wave *wave, const struct track *track, const unsigned turn[TURNS],
                      unsigned count)
{
    float middle = (wave->low + wave->high) / 2;
    unsigned ended[2] = {0};
    memset(wave->end_load, 0, sizeof wave->end_load);
    for (unsigned i = 0; i < count; i++)
        ended[track->moment[turn[i]].place > middle]++;
    for (unsigned i = 0; i < count; i++) {
        bool high = track->moment[turn[i]].place > middle;
        for (unsigned k = 0; k < track->bins; k++)
            wave->end_load[high][k] += track->moment[turn[i]].load[k] / (float)ended[high];
    }
}

void wave_learn(struct wave *wave, const struct track *track)
{
    unsigned turn[TURNS], count = find_turns(wave, track, turn);
    if (count >= 2) {
        measure_wave(wave, track, turn, count);
        keep_ends(wave, track, turn, count);
    } else if (wave->pass_s <= 0) {
        struct range range = track_range(track, 0);
        wave->length = fmaxf(wave->length, range.high - range.low);
        wave->low = range.low;
        wave->high = range.high;
    }
}

void wave_follow(struct wave *wave, const struct axis *axis)
{
    float low = axis_place(axis, wave->end_load[0]);
    float high = axis_place(axis, wave->end_load[1]);
    wave->low = fminf(low, high);
    wave->high = fmaxf(low, high);
    wave->length = wave->high - wave->low;
}

bool wave_ends_at(const struct wave *wave, float place)
{
    float end = ENDS * (wave->high - wave->low);
    return place < wave->low + end || place > wave->high - end;
}
