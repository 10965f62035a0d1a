#include "adc/answers.h"

/* An answer that repeats the one before is followed by more of them where pads of one load lie side
 * by side: for so many fetches each start is looked at beforehand, and not only once in doubt. */
enum { WARY_FETCHES = 256 };

void answers_begin(struct answers *answers)
{
    *answers = (struct answers){.last = NO_ANSWER};
}

void answers_forget(struct answers *answers)
{
    *answers = (struct answers){.last = NO_ANSWER, .wary = answers->wary};
}

void answers_started(struct answers *answers, bool surely)
{
    answers->taken = surely;
}

void answers_taken(struct answers *answers)
{
    answers->taken = true;
}

enum verdict answers_weigh(struct answers *answers, int32_t counts)
{
    bool repeated = counts == answers->last;
    bool news = !repeated && answers->last != NO_ANSWER;
    answers->last = counts;
    answers->linked = news;
    if (repeated)
        answers->wary = WARY_FETCHES;
    else if (answers->wary)
        answers->wary--;
    if (news)
        return BELIEVED;
    return answers->taken ? DOUBTED : WORTHLESS;
}

bool answers_allow_haste(const struct answers *answers)
{
    return answers->last != NO_ANSWER;
}

bool answers_want_look(const struct answers *answers)
{
    return !answers->taken && (!answers->linked || answers->wary);
}
