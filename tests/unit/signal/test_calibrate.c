/* Calibration: an empty mat, then a walk by somebody of known weight. */
#include "signal/calibrate.h"
#include "signal/signal.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PADS = 16, EMPTY_FRAMES = 200, WALK_FRAMES = 800 };
static const float WEIGHT_N = 700;

/* Pads 0.2 m apart along a mat of two columns, each with its own gain and offset. */
struct rig {
    uint32_t random;
    float gain[PADS], offset[PADS];
    float lost[PADS]; /* part of its values */
    struct calibrator *calibrator;
};

static float uniform(struct rig *rig, float low, float high)
{
    rig->random = rig->random * 1664525U + 1013904223U;
    return low + (high - low) * (float)(rig->random >> 8) / 16777216.0F;
}

static void rig_open(struct rig *rig)
{
    *rig = (struct rig){.random = 7};
    for (unsigned i = 0; i < PADS; i++) {
        rig->gain[i] = 0.1F * uniform(rig, 0.75F, 1.25F);
        rig->offset[i] = uniform(rig, 0.2F, 1.0F);
    }
    rig->calibrator = calibrator_open(PADS, 0, NULL);
    assert_non_null(rig->calibrator);
}

static void read_pads(struct rig *rig, const float *force_n, struct frame *frame)
{
    frame->pads = PADS;
    for (unsigned i = 0; i < PADS; i++) {
        frame->state[i] = uniform(rig, 0, 1) < rig->lost[i] ? PAD_NACK : PAD_VALID;
        frame->value[i] = rig->offset[i] + rig->gain[i] * force_n[i] + uniform(rig, -0.02F, 0.02F);
    }
}

/* A foot's force, spread over the pads around it. */
static void stand_at(float x_m, float y_m, float *force_n)
{
    float share[PADS], sum = 0;
    for (unsigned i = 0; i < PADS; i++) {
        const float dx = (float)(i / 2) * 0.2F - x_m, dy = (float)(i % 2) * 0.3F - y_m;
        share[i] = expf(-(dx * dx + dy * dy) / 0.02F);
        sum += share[i];
    }
    for (unsigned i = 0; i < PADS; i++)
        force_n[i] = WEIGHT_N * share[i] / sum;
}

static void leave_empty(struct rig *rig)
{
    static const float nothing[PADS];
    struct frame frame;
    for (unsigned n = 0; n < EMPTY_FRAMES; n++) {
        read_pads(rig, nothing, &frame);
        calibrator_empty(rig->calibrator, &frame);
    }
}

static void walk(struct rig *rig, float as_far_as_m)
{
    struct frame frame;
    float force_n[PADS];
    for (unsigned n = 0; n < WALK_FRAMES; n++) {
        stand_at(uniform(rig, -0.1F, as_far_as_m), uniform(rig, 0, 0.3F), force_n);
        read_pads(rig, force_n, &frame);
        calibrator_walk(rig->calibrator, &frame);
    }
}

static void a_walk_finds_each_pads_gain_within_five_percent(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    leave_empty(&rig);
    walk(&rig, 1.5F);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad), CALIBRATION_FINE);
    assert_true(found.quality_pct > 95);
    for (unsigned i = 0; i < PADS; i++) {
        assert_true(fabsf(found.newton_per_unit[i] * rig.gain[i] - 1) < 0.05F);
        assert_true(fabsf(found.empty[i] - rig.offset[i]) < 0.01F);
    }
    calibrator_close(rig.calibrator);
}

static void somebody_on_the_mat_while_it_should_be_empty_is_refused(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    struct frame frame;
    float force_n[PADS];
    unsigned pad;
    rig_open(&rig);
    leave_empty(&rig);
    stand_at(0.4F, 0.1F, force_n);
    read_pads(&rig, force_n, &frame);
    calibrator_empty(rig.calibrator, &frame);
    walk(&rig, 1.5F);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad),
                     CALIBRATION_NOT_EMPTY);
    calibrator_close(rig.calibrator);
}

static void a_pad_that_nobody_stepped_on_is_named(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    leave_empty(&rig);
    walk(&rig, 0.9F);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad),
                     CALIBRATION_PAD_MISSED);
    assert_true(pad >= 12);
    assert_true(calibrator_walked(rig.calibrator) < PADS);
    calibrator_close(rig.calibrator);
}

static void a_pad_that_seldom_has_a_value_is_named(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    rig.lost[5] = 0.7F;
    leave_empty(&rig);
    rig.lost[5] = 0;
    walk(&rig, 1.5F);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad),
                     CALIBRATION_PAD_SILENT);
    assert_int_equal(pad, 5);
    calibrator_close(rig.calibrator);
}

/* A bus on which one transfer in a hundred fails, and one pad worse than the rest. */
static void values_that_are_lost_now_and_then_take_nothing_from_a_calibration(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    for (unsigned i = 0; i < PADS; i++)
        rig.lost[i] = i == 5 ? 0.2F : 0.01F;
    leave_empty(&rig);
    walk(&rig, 1.5F);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad), CALIBRATION_FINE);
    for (unsigned i = 0; i < PADS; i++) {
        assert_true(fabsf(found.newton_per_unit[i] * rig.gain[i] - 1) < 0.05F);
        assert_true(fabsf(found.empty[i] - rig.offset[i]) < 0.01F);
    }
    calibrator_close(rig.calibrator);
}

static void forces_that_do_not_add_up_are_poor(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    leave_empty(&rig);
    struct frame frame;
    float force_n[PADS];
    for (unsigned n = 0; n < WALK_FRAMES; n++) {
        stand_at(uniform(&rig, -0.1F, 1.5F), uniform(&rig, 0, 0.3F), force_n);
        const float jump = uniform(&rig, 0.6F, 2.4F);
        for (unsigned i = 0; i < PADS; i++)
            force_n[i] *= jump;
        read_pads(&rig, force_n, &frame);
        calibrator_walk(rig.calibrator, &frame);
    }
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad), CALIBRATION_POOR);
    calibrator_close(rig.calibrator);
}

static void too_few_frames_are_too_short(void **state)
{
    (void)state;
    struct rig rig;
    struct calibration found;
    unsigned pad;
    rig_open(&rig);
    assert_int_equal(calibrator_finish(rig.calibrator, WEIGHT_N, &found, &pad),
                     CALIBRATION_TOO_SHORT);
    calibrator_close(rig.calibrator);
    calibrator_close(NULL);
}

/* A heel presses a pad to the end of what its converter can tell apart. */
static void a_weight_that_was_calibrated_with_is_that_weight_afterwards(void **state)
{
    (void)state;
    static struct calibration calibration;
    static struct loads loads;
    struct mat mat;
    struct frame frame = {.pads = 1, .value = {10}};
    unsigned pad;
    struct calibrator *calibrator = calibrator_open(1, 1000, NULL);
    mat_grid(&mat, 1, 1);
    for (unsigned i = 0; i < EMPTY_FRAMES; i++)
        calibrator_empty(calibrator, &frame);
    frame.value[0] = 990;
    for (unsigned i = 0; i < WALK_FRAMES; i++)
        calibrator_walk(calibrator, &frame);
    assert_int_equal(calibrator_finish(calibrator, WEIGHT_N, &calibration, &pad), CALIBRATION_FINE);
    struct signal *signal = signal_open(&mat, &calibration, NULL);
    assert_true(signal_step(signal, &frame, &loads));
    assert_float_equal(loads.total, WEIGHT_N, 1);
    signal_close(signal);
    calibrator_close(calibrator);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_walk_finds_each_pads_gain_within_five_percent),
        cmocka_unit_test(somebody_on_the_mat_while_it_should_be_empty_is_refused),
        cmocka_unit_test(a_pad_that_nobody_stepped_on_is_named),
        cmocka_unit_test(a_pad_that_seldom_has_a_value_is_named),
        cmocka_unit_test(values_that_are_lost_now_and_then_take_nothing_from_a_calibration),
        cmocka_unit_test(forces_that_do_not_add_up_are_poor),
        cmocka_unit_test(too_few_frames_are_too_short),
        cmocka_unit_test(a_weight_that_was_calibrated_with_is_that_weight_afterwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
