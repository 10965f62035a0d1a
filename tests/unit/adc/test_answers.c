/* What answers prove: a chip is played through all that its timing allows, and no other value may
 * come out than the one that was asked for. */
#include "adc/answers.h"

#include "base/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* The chip: what its result says, what it converts, and whether that goes on. */
struct chip {
    int32_t result, converting;
    unsigned input;
    bool busy;
};

static void end(struct chip *chip)
{
    if (chip->busy)
        chip->result = chip->converting;
    chip->busy = false;
}

/* False: it was busy, and did not take it. */
static bool start(struct chip *chip, unsigned input, int32_t value)
{
    if (chip->busy)
        return false;
    chip->input = input;
    chip->converting = value;
    chip->busy = true;
    return true;
}

/* Every fetch comes early, or just so that the conversion ends between its start and its read, or
 * in time, as chance has it; values are few, so that many are the same. */
static unsigned play(uint64_t seed, unsigned values, unsigned *believed)
{
    struct answers answers;
    struct chip chip = {0};
    unsigned wrong = 0;
    answers_begin(&answers);
    int32_t asked = 0;
    unsigned input = 0;
    bool under_way = false;
    for (unsigned i = 0; i < 2000; i++) {
        if (!under_way) { /* the slowest chip has ended */
            end(&chip);
            answers_forget(&answers);
            asked = (int32_t)(random_next(&seed) % values);
            start(&chip, input, asked);
            answers_started(&answers, true);
        } else if (answers_want_look(&answers)) {
            under_way = chip.input == input;
            if (under_way)
                answers_taken(&answers);
            continue;
        }
        int32_t next = (int32_t)(random_next(&seed) % values);
        unsigned when = answers_allow_haste(&answers) ? (unsigned)(random_next(&seed) % 8) : 2;
        if (when >= 2)
            end(&chip);
        bool taken = start(&chip, input ^ 1U, next);
        if (when == 1 && !taken)
            end(&chip);
        enum verdict verdict = answers_weigh(&answers, chip.result);
        answers_started(&answers, false);
        wrong += verdict == BELIEVED && chip.result != asked;
        wrong += verdict == DOUBTED && taken && chip.result != asked;
        *believed += verdict == BELIEVED;
        under_way = verdict == BELIEVED || (verdict == DOUBTED && taken);
        if (verdict == DOUBTED && taken) /* as a look then says */
            answers_taken(&answers);
        asked = next;
        input ^= 1U;
    }
    return wrong;
}

static void no_value_is_believed_but_the_one_that_was_asked_for(void **state)
{
    (void)state;
    unsigned believed = 0;
    for (uint64_t seed = 1; seed <= 200; seed++)
        for (unsigned values = 2; values <= 64; values *= 2)
            assert_int_equal(play(seed, values, &believed), 0);
    assert_true(believed > 100000);
}

static void the_same_answer_again_is_looked_into(void **state)
{
    (void)state;
    struct answers answers;
    answers_begin(&answers);
    assert_false(answers_allow_haste(&answers));
    answers_started(&answers, true);
    assert_int_equal(answers_weigh(&answers, 7), DOUBTED);
    answers_started(&answers, true);
    assert_int_equal(answers_weigh(&answers, 8), BELIEVED);
    answers_started(&answers, false);
    assert_false(answers_want_look(&answers));
    assert_int_equal(answers_weigh(&answers, 8), WORTHLESS);
    answers_started(&answers, false);
    assert_true(answers_want_look(&answers));
    answers_taken(&answers);
    assert_int_equal(answers_weigh(&answers, 8), DOUBTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_value_is_believed_but_the_one_that_was_asked_for),
        cmocka_unit_test(the_same_answer_again_is_looked_into),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
