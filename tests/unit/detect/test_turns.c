/* Small ways there and back of a body that shifts, on pads that creep: counted by their turns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "detect/excursions.h"

#include <math.h>

enum { HERTZ = 40 };
static const float LEAST = 0.01f, SIZE = 0.02f;

struct mover {
    struct excursions excursions;
    struct scene scene;
    unsigned count;
    int64_t first_from_ns, last_to_ns;
    float shift;            /* along the way of the movement */
    float creep, creeps_to; /* beside it */
};

static void mover_begin(struct mover *mover)
{
    *mover = (struct mover){.count = 0};
    excursions_reset(&mover->excursions, &(struct excursion_settings){LEAST, 3 * LEAST, HOME_RATE});
}

static void mover_show(struct mover *mover, float away, float coming)
{
    const float size = SIZE * away + mover->shift;
    mover->creep += (mover->creeps_to - mover->creep) / (3 * HERTZ);
    float state[STATE_SIZE] = {0};
    state[1] = 0.5f - size - 0.4f * coming;
    state[2] = 0.3f + size;
    state[9] = 0.2f - mover->creep;
    state[14] = mover->creep;
    state[20] = 0.4f * coming;
    struct excursion ended;
    mover->scene.interval_s = 1.0 / HERTZ;
    if (excursions_step(&mover->excursions, &mover->scene, state, &ended)) {
        if (mover->count++ == 0)
            mover->first_from_ns = ended.from_ns;
        mover->last_to_ns = ended.to_ns;
    }
    mover->scene.time_ns += 1000000000 / HERTZ;
}

static void mover_stay(struct mover *mover, float away, double seconds)
{
    for (int i = 0; i < (int)(seconds * HERTZ); i++)
        mover_show(mover, away, 0);
}

static void mover_go(struct mover *mover, float from, float to, double seconds)
{
    const int frames = (int)(seconds * HERTZ);
    for (int i = 0; i < frames; i++) {
        float part = 0.5f - 0.5f * cosf(3.1416f * (float)i / (float)frames);
        mover_show(mover, from + (to - from) * part, 0);
    }
}

static void mover_come(struct mover *mover)
{
    for (int i = 0; i < 2 * HERTZ; i++)
        mover_show(mover, 0, 0.5f + 0.5f * cosf(3.1416f * (float)i / (2 * HERTZ)));
}

static void mover_repeat(struct mover *mover, float size, double seconds)
{
    mover_go(mover, 0, size, 0.3 * seconds);
    mover_stay(mover, size, 0.2 * seconds);
    mover_go(mover, size, 0, 0.3 * seconds);
    mover_stay(mover, 0, 0.2 * seconds);
}

/* From one repetition to the next: a little along its way, and as far as it goes beside that. */
static void who_shifts_from_one_to_the_next_is_counted(void **state)
{
    (void)state;
    static const float shifts[] = {0.7f, -0.5f, 0.8f, 0.6f, -0.7f, -0.8f, 0.5f, 0.7f, -0.6f, 0.8f};
    for (double seconds = 3; seconds <= 7; seconds += 1) {
        struct mover mover;
        mover_begin(&mover);
        mover_come(&mover);
        mover_stay(&mover, 0, 1.5);
        for (unsigned i = 0; i < 10; i++) {
            mover_repeat(&mover, i % 3 ? 1 : 1.4f, seconds);
            for (int n = 0; n < HERTZ; n++) {
                mover.shift += 0.3f * SIZE * shifts[i] / HERTZ;
                mover.creeps_to += SIZE * fabsf(shifts[i]) / HERTZ;
                mover_show(&mover, 0, 0);
            }
        }
        mover_stay(&mover, 0, 1);
        assert_int_equal(mover.count, 10);
    }
}

/* Pads creep fastest under who has just come. */
static void the_first_counts_though_nobody_rests_before_it_and_pads_creep(void **state)
{
    (void)state;
    for (float creep = 0; creep < 1.3f; creep += 0.2f) {
        struct mover mover;
        mover_begin(&mover);
        mover_come(&mover);
        const int64_t begun_ns = mover.scene.time_ns;
        mover.creeps_to = SIZE * creep;
        for (unsigned i = 0; i < 6; i++)
            mover_repeat(&mover, 1, 4);
        mover_stay(&mover, 0, 1);
        assert_int_equal(mover.count, 6);
        assert_in_range(mover.first_from_ns - begun_ns + 1000000000, 0, 1800000000);
    }
}

static void breathing_and_getting_up_are_none(void **state)
{
    (void)state;
    struct mover mover;
    mover_begin(&mover);
    mover_come(&mover);
    mover_stay(&mover, 0, 1.5);
    for (unsigned i = 0; i < 10; i++)
        mover_repeat(&mover, 0.2f, 4);
    assert_int_equal(mover.count, 0);
    for (unsigned i = 0; i < 5; i++)
        mover_repeat(&mover, 1, 4);
    mover_stay(&mover, 0, 1);
    for (int i = 0; i < 3 * HERTZ; i++)
        mover_show(&mover, 0, fminf((float)i / (2 * HERTZ), 1));
    assert_int_equal(mover.count, 5);
}

static void it_is_told_soon_after_it_has_turned(void **state)
{
    (void)state;
    struct mover mover;
    mover_begin(&mover);
    mover_come(&mover);
    mover_stay(&mover, 0, 1.5);
    for (unsigned i = 0; i < 4; i++) {
        mover_repeat(&mover, 1, 4);
        assert_int_equal(mover.count, i + 1);
        const int64_t ago_ns = mover.scene.time_ns - mover.last_to_ns;
        assert_in_range(ago_ns, 500000000, 1600000000);
    }
    mover_go(&mover, 0, 1, 1);
    assert_true(mover.excursions.distance > 0.7f);
    mover_go(&mover, 1, 0, 1);
    assert_true(mover.excursions.distance < 0.3f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_shifts_from_one_to_the_next_is_counted),
        cmocka_unit_test(the_first_counts_though_nobody_rests_before_it_and_pads_creep),
        cmocka_unit_test(breathing_and_getting_up_are_none),
        cmocka_unit_test(it_is_told_soon_after_it_has_turned),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
