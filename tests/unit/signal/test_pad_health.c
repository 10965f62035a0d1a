#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "signal/signal.h"
#include "sim/pads.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How a converter sees the pads. */
struct converter {
    const char *name;
    float full_scale_v, steps;
};

/* The second one ends below the supply. */
static const struct converter converters[] = {{"16 bit to 4.096 V", 4.096f, 32768},
                                              {"12 bit to 2.5 V", 2.5f, 4096}};

enum { PADS = 16, HERTZ = 100, SICK = 6 };

/* The simulator's pads under somebody who walks to and fro or lies, through the real signal. */
struct ward {
    const struct converter *converter;
    struct mat mat;
    struct pads *pads;
    struct signal *signal;
    struct frame frame;
    struct loads loads;
    float force_n[PADS];
    double seconds;
    unsigned seen[PADS]; /* bits 1 << fault of each pad, ever */
};

static struct ward *open_ward(const struct converter *converter, uint64_t seed,
                              const struct calibration *calibration)
{
    struct ward *ward = calloc(1, sizeof *ward);
    assert_non_null(ward);
    ward->converter = converter;
    mat_grid(&ward->mat, 8, 2);
    ward->pads = pads_open(PADS, seed);
    ward->signal = signal_open(&ward->mat, calibration, NULL);
    assert_non_null(ward->pads);
    assert_non_null(ward->signal);
    ward->frame.pads = PADS;
    if (converter)
        signal_set_electrics(ward->signal, 100 * PADS_SUPPLY_V / converter->full_scale_v, 100, 3);
    return ward;
}

static void close_ward(struct ward *ward)
{
    pads_close(ward->pads);
    signal_close(ward->signal);
    free(ward);
}

/* Percent of the converter's span; without a converter, of the supply. */
static float convert(const struct ward *ward, float volts)
{
    const struct converter *converter = ward->converter;
    if (!converter)
        return 100 * volts / PADS_SUPPLY_V;
    float part = fminf(volts / converter->full_scale_v, 1);
    return 100 * floorf(part * (converter->steps - 1)) / (converter->steps - 1);
}

static void step(struct ward *ward)
{
    ward->seconds += 1.0 / HERTZ;
    ward->frame.time_ns = (int64_t)(ward->seconds * 1e9);
    pads_step(ward->pads, ward->frame.time_ns, ward->force_n);
    for (unsigned i = 0; i < PADS; i++)
        ward->frame.value[i] = convert(ward, pads_volts(ward->pads, i));
    assert_true(signal_step(ward->signal, &ward->frame, &ward->loads));
    for (unsigned i = 0; i < PADS; i++)
        ward->seen[i] |= 1u << ward->loads.fault[i];
}

static void stay_away(struct ward *ward, double seconds)
{
    memset(ward->force_n, 0, sizeof ward->force_n);
    for (double end = ward->seconds + seconds; ward->seconds < end;)
        step(ward);
}

/* 700 N on two feet, from end to end and back. */
static void walk(struct ward *ward, double seconds)
{
    for (double end = ward->seconds + seconds; ward->seconds < end;) {
        float at = 3.5f - 3.5f * cosf((float)ward->seconds * 0.6f);
        float left = 0.5f + 0.45f * sinf((float)ward->seconds * 3);
        for (unsigned i = 0; i < PADS; i++) {
            float near = fmaxf(1 - fabsf(at - (float)(i / 2)), 0);
            ward->force_n[i] = 700 * near * (i % 2 ? 1 - left : left);
        }
        step(ward);
    }
}

/* Lies and breathes, and lifts the hips now and then. */
static void lie(struct ward *ward, double seconds)
{
    static const float back[8] = {50, 130, 60, 160, 160, 40, 60, 40};
    static const float lifted[8] = {60, 240, 100, 0, 0, 0, 100, 200};
    for (double end = ward->seconds + seconds; ward->seconds < end;) {
        float up = fmaxf(sinf((float)ward->seconds * 0.9f), 0);
        float breath = 1 + 0.02f * sinf((float)ward->seconds * 1.7f);
        for (unsigned i = 0; i < PADS; i++) {
            unsigned row = i / 2;
            ward->force_n[i] = 0.5f * breath * (back[row] + (lifted[row] - back[row]) * up);
        }
        step(ward);
    }
}

static void an_ailment_is_found(enum pad_ailment ailment, enum pad_fault fault, bool from_start)
{
    for (unsigned c = 0; c < 2; c++) {
        for (uint64_t seed = 1; seed <= 8; seed++) {
            struct ward *ward = open_ward(&converters[c], seed, NULL);
            unsigned sick = (SICK + (unsigned)seed) % PADS;
            if (from_start)
                pads_set_ailment(ward->pads, sick, ailment);
            stay_away(ward, 12);
            walk(ward, 15);
            if (!from_start)
                lie(ward, 10);
            pads_set_ailment(ward->pads, sick, ailment);
            lie(ward, 10);
            walk(ward, 20);
            lie(ward, 10);
            if (ward->loads.fault[sick] != fault)
                fail_msg("%s, seed %d: fault %d", converters[c].name, (int)seed,
                         ward->loads.fault[sick]);
            for (unsigned i = 0; i < PADS; i++) {
                if (i != sick && ward->seen[i] != 1u << PAD_SOUND)
                    fail_msg("%s, seed %d: pad %u is called faulty (%x)", converters[c].name,
                             (int)seed, i, ward->seen[i]);
            }
            assert_false(ward->loads.usable[sick] && fault != PAD_FAULT_SATURATED);
            close_ward(ward);
        }
    }
}

static void a_lead_that_breaks_under_somebody_is_open(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_OPEN, PAD_FAULT_OPEN, false);
}

static void a_lead_that_was_never_connected_is_open(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_OPEN, PAD_FAULT_OPEN, true);
}

static void sheets_that_come_to_touch_are_a_short(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_SHORT, PAD_FAULT_SHORT, false);
}

static void sheets_that_touch_from_the_start_are_a_short(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_SHORT, PAD_FAULT_SHORT, true);
}

static void a_pad_that_stays_where_it_is_is_stuck(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_STUCK, PAD_FAULT_STUCK, false);
}

static void a_loose_contact_is_noisy(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_NOISY, PAD_FAULT_NOISY, false);
}

static void a_contact_that_is_loose_from_the_start_is_noisy(void **state)
{
    (void)state;
    an_ailment_is_found(AILMENT_NOISY, PAD_FAULT_NOISY, true);
}

static void two_ailing_pads_are_both_found(void **state)
{
    (void)state;
    struct ward *ward = open_ward(&converters[0], 3, NULL);
    stay_away(ward, 8);
    walk(ward, 15);
    pads_set_ailment(ward->pads, 4, AILMENT_SHORT);
    pads_set_ailment(ward->pads, 9, AILMENT_OPEN);
    lie(ward, 20);
    walk(ward, 10);
    assert_int_equal(ward->loads.fault[4], PAD_FAULT_SHORT);
    assert_int_equal(ward->loads.fault[9], PAD_FAULT_OPEN);
    close_ward(ward);
}

static void pads_that_wear_out_are_ageing_but_still_believed(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 2; c++) {
        struct ward *ward = open_ward(&converters[c], 5, NULL);
        stay_away(ward, 8);
        walk(ward, 10);
        stay_away(ward, 30);
        for (unsigned i = 0; i < PADS; i++)
            assert_int_equal(ward->loads.fault[i], PAD_SOUND);
        pads_set_age(ward->pads, 0.7f);
        walk(ward, 10);
        stay_away(ward, 40);
        for (unsigned i = 0; i < PADS; i++)
            assert_int_equal(ward->loads.fault[i], PAD_FAULT_AGEING);
        walk(ward, 10);
        for (unsigned i = 0; i < PADS; i++)
            assert_true(ward->loads.usable[i]);
        assert_true(ward->loads.total > 0);
        close_ward(ward);
    }
}

static void pads_that_are_worn_out_at_the_start_are_ageing_where_their_size_is_known(void **state)
{
    (void)state;
    struct ward *ward = open_ward(&converters[0], 5, NULL);
    pads_set_age(ward->pads, 0.6f);
    stay_away(ward, 10);
    unsigned ageing = 0;
    for (unsigned i = 0; i < PADS; i++)
        ageing += ward->loads.fault[i] == PAD_FAULT_AGEING;
    assert_true(ageing > PADS / 2);
    close_ward(ward);
}

static void pads_worn_since_their_calibration_are_ageing(void **state)
{
    (void)state;
    static struct calibration calibration = {.pads = PADS};
    calibration.supply_count = 100 * PADS_SUPPLY_V / converters[0].full_scale_v;
    struct ward *ward = open_ward(&converters[0], 6, NULL);
    stay_away(ward, 2);
    for (unsigned i = 0; i < PADS; i++) {
        struct pad_report report;
        signal_pad_report(ward->signal, i, &report);
        calibration.empty[i] = report.raw;
        calibration.newton_per_unit[i] = 300;
    }
    close_ward(ward);
    ward = open_ward(&converters[0], 6, &calibration);
    pads_set_age(ward->pads, 0.5f);
    stay_away(ward, 40);
    for (unsigned i = 0; i < PADS; i++)
        assert_int_equal(ward->loads.fault[i], PAD_FAULT_AGEING);
    close_ward(ward);
}

static void too_much_weight_is_saturated_and_goes_with_it(void **state)
{
    (void)state;
    struct ward *ward = open_ward(&converters[1], 2, NULL);
    stay_away(ward, 8);
    walk(ward, 10);
    for (int i = 0; i < 4; i++) {
        memset(ward->force_n, 0, sizeof ward->force_n);
        for (int k = 0; k < 3 * HERTZ; k++) {
            ward->force_n[6] = fminf((float)k * 300, 9000);
            ward->force_n[8] = 200;
            step(ward);
        }
        walk(ward, 5);
    }
    assert_true(ward->seen[6] & 1u << PAD_FAULT_SATURATED);
    assert_false(ward->seen[6] & 1u << PAD_FAULT_SHORT);
    assert_int_equal(ward->loads.fault[6], PAD_SOUND);
    close_ward(ward);
}

static void sound_pads_of_any_kind_are_called_nothing_else(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 3; c++) {
        for (uint64_t seed = 1; seed <= 4; seed++) {
            struct ward *ward = open_ward(c < 2 ? &converters[c] : NULL, seed, NULL);
            stay_away(ward, 5);
            for (int i = 0; i < 4; i++) {
                walk(ward, 20);
                lie(ward, 30);
                stay_away(ward, 30);
            }
            for (unsigned i = 0; i < PADS; i++)
                assert_int_equal(ward->seen[i], 1u << PAD_SOUND);
            close_ward(ward);
        }
    }
}

static void a_pad_whose_lead_is_mended_is_sound_again(void **state)
{
    (void)state;
    static const enum pad_ailment ailments[] = {AILMENT_OPEN, AILMENT_SHORT, AILMENT_STUCK,
                                                AILMENT_NOISY};
    for (unsigned i = 0; i < 4; i++) {
        struct ward *ward = open_ward(&converters[0], 4, NULL);
        stay_away(ward, 8);
        walk(ward, 15);
        pads_set_ailment(ward->pads, SICK, ailments[i]);
        lie(ward, 10);
        walk(ward, 20);
        assert_int_not_equal(ward->loads.fault[SICK], PAD_SOUND);
        pads_set_ailment(ward->pads, SICK, AILMENT_NONE);
        walk(ward, 20);
        assert_int_equal(ward->loads.fault[SICK], PAD_SOUND);
        close_ward(ward);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lead_that_breaks_under_somebody_is_open),
        cmocka_unit_test(a_lead_that_was_never_connected_is_open),
        cmocka_unit_test(sheets_that_come_to_touch_are_a_short),
        cmocka_unit_test(sheets_that_touch_from_the_start_are_a_short),
        cmocka_unit_test(a_pad_that_stays_where_it_is_is_stuck),
        cmocka_unit_test(a_loose_contact_is_noisy),
        cmocka_unit_test(a_contact_that_is_loose_from_the_start_is_noisy),
        cmocka_unit_test(two_ailing_pads_are_both_found),
        cmocka_unit_test(pads_that_wear_out_are_ageing_but_still_believed),
        cmocka_unit_test(pads_that_are_worn_out_at_the_start_are_ageing_where_their_size_is_known),
        cmocka_unit_test(pads_worn_since_their_calibration_are_ageing),
        cmocka_unit_test(too_much_weight_is_saturated_and_goes_with_it),
        cmocka_unit_test(sound_pads_of_any_kind_are_called_nothing_else),
        cmocka_unit_test(a_pad_whose_lead_is_mended_is_sound_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
