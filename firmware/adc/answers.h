/* What the answers of a chip prove that converts in the background. Pure.
 *
 * Its result register changes only when a conversion ends, and it takes no start while it converts.
 * So a fetch that came too early shows: either it said again, to the bit, what the fetch before
 * said; or the conversion ended between its start, which was refused, and its read, and then the
 * next fetch says the same again. An answer that differs from the one before it is therefore surely
 * that of the conversion started last, if the one before was. The same answer again may be honest,
 * two pads with the same load; then a look at what the chip converts tells. */
#ifndef MATSTATION_ADC_ANSWERS_H
#define MATSTATION_ADC_ANSWERS_H

#include <stdbool.h>
#include <stdint.h>

struct answers {
    int32_t last;  /* as the chip said it; NO_ANSWER: nothing that could be repeated */
    bool taken;    /* the chip surely took the start of the conversion under way */
    bool linked;   /* had it not, the next answer would be `last` again, and so show it */
    unsigned wary; /* fetches for which every start is still looked at */
};

#define NO_ANSWER INT32_MIN

enum verdict {
    BELIEVED,
    DOUBTED,   /* right if the chip has ended the conversion, and so takes another start */
    WORTHLESS, /* nobody can tell whose it is */
};

void answers_begin(struct answers *answers);

/* Nothing is known any more: a fetch failed, or a start. Who had reason to be wary, stays so. */
void answers_forget(struct answers *answers);

/* A conversion was started; surely: the chip was idle. */
void answers_started(struct answers *answers, bool surely);

/* A look found the start taken. */
void answers_taken(struct answers *answers);

/* What a fetch brought. A start that came with it is told by answers_started, after this. */
enum verdict answers_weigh(struct answers *answers, int32_t counts);

/* May the next fetch come as soon as the chip is believed to have ended? Otherwise it waits as long
 * as the slowest chip may need, since too early an answer would not show. */
bool answers_allow_haste(const struct answers *answers);

/* Is a look wanted before the conversion under way may be fetched? */
bool answers_want_look(const struct answers *answers);

#endif
