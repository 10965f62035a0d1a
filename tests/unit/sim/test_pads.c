/* Force on a pad, volts at the converter: what every real pad does. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "sim/pads.h"

#include <math.h>

enum { PADS = 32 };

struct bench {
    struct pads *pads;
    int64_t time_ns;
    float force_n[PADS];
};

static void press(struct bench *bench, float newton, double seconds)
{
    for (unsigned i = 0; i < PADS; i++)
        bench->force_n[i] = newton;
    for (int64_t end = bench->time_ns + (int64_t)(seconds * 1e9); bench->time_ns < end;) {
        bench->time_ns += 5 * NS_PER_MS;
        pads_step(bench->pads, bench->time_ns, bench->force_n);
    }
}

static struct bench bench_open(uint64_t seed)
{
    struct bench bench = {.pads = pads_open(PADS, seed)};
    assert_non_null(bench.pads);
    press(&bench, 0, 0.1);
    return bench;
}

/* Conductance in units of the divider's, a few readings long so that noise is small. */
static double conductance(struct bench *bench, unsigned pad)
{
    double sum = 0;
    for (int i = 0; i < 8; i++) {
        press(bench, bench->force_n[pad], 0.005);
        double volts = (double)pads_volts(bench->pads, pad);
        sum += volts / (3.3 - volts) / 8;
    }
    return sum;
}

static void test_more_force_is_more_volts_below_the_supply(void **state)
{
    (void)state;
    struct bench bench = bench_open(1);
    float last = pads_volts(bench.pads, 3);
    for (float newton = 50; newton < 3000; newton *= 2) {
        press(&bench, newton, 0.3);
        float volts = pads_volts(bench.pads, 3);
        assert_true(volts > last && volts < 3.3F);
        last = volts;
    }
    pads_close(bench.pads);
}

static void test_creep_is_20_to_50_percent_over_10_to_90_seconds(void **state)
{
    (void)state;
    struct bench bench = bench_open(2);
    press(&bench, 80, 0.3);
    double first[PADS], least[2] = {9, 9}, most[2] = {0, 0}, mean[2] = {0, 0};
    for (unsigned i = 0; i < PADS; i++)
        first[i] = conductance(&bench, i);
    const double rests[2] = {10, 80};
    for (int t = 0; t < 2; t++) {
        press(&bench, 80, rests[t]);
        for (unsigned i = 0; i < PADS; i++) {
            double crept = conductance(&bench, i) / first[i];
            least[t] = fmin(least[t], crept);
            most[t] = fmax(most[t], crept);
            mean[t] += crept / PADS;
        }
    }
    /* recorded: 1.19 after 10 s, 1.53 after 90 s */
    assert_true(mean[0] > 1.14 && mean[0] < 1.24);
    assert_true(mean[1] > 1.40 && mean[1] < 1.60);
    assert_true(least[0] > 1.08 && most[1] < 1.75);
    pads_close(bench.pads);
}

static void test_what_crept_is_gone_after_a_rest(void **state)
{
    (void)state;
    struct bench bench = bench_open(3);
    double empty = conductance(&bench, 0);
    press(&bench, 80, 60);
    press(&bench, 0, 0.3);
    assert_true(conductance(&bench, 0) < 1.5 * empty);
    pads_close(bench.pads);
}

static void test_unloading_stays_above_loading(void **state)
{
    (void)state;
    struct bench bench = bench_open(4);
    press(&bench, 100, 0.2);
    double up = conductance(&bench, 5);
    press(&bench, 200, 0.2);
    press(&bench, 100, 0.2);
    double down = conductance(&bench, 5);
    assert_true(down > 1.05 * up && down < 1.30 * up);
    pads_close(bench.pads);
}

static void test_gains_differ_by_up_to_a_quarter(void **state)
{
    (void)state;
    struct bench bench = bench_open(5);
    press(&bench, 100, 0.2);
    double least = 1e9, most = 0;
    for (unsigned i = 0; i < PADS; i++) {
        least = fmin(least, conductance(&bench, i));
        most = fmax(most, conductance(&bench, i));
    }
    assert_true(most / least > 1.5 && most / least < 1.25 / 0.75 * 1.03);
    pads_close(bench.pads);
}

static void test_ailments_show(void **state)
{
    (void)state;
    struct bench bench = bench_open(6);
    press(&bench, 100, 0.2);
    pads_set_ailment(bench.pads, 0, AILMENT_OPEN);
    pads_set_ailment(bench.pads, 1, AILMENT_SHORT);
    pads_set_ailment(bench.pads, 2, AILMENT_STUCK);
    float stuck = pads_volts(bench.pads, 2);
    pads_set_ailment(bench.pads, 3, AILMENT_NOISY);
    press(&bench, 300, 0.1);
    assert_true(pads_volts(bench.pads, 0) == 0.0F);
    assert_true(pads_volts(bench.pads, 1) == 3.3F);
    assert_true(pads_volts(bench.pads, 2) == stuck);
    float least = 9, most = 0;
    for (int i = 0; i < 50; i++) {
        press(&bench, 300, 0.005);
        least = fminf(least, pads_volts(bench.pads, 3));
        most = fmaxf(most, pads_volts(bench.pads, 3));
    }
    assert_true(most - least > 0.5F);
    pads_close(bench.pads);
}

static void test_heat_and_age_weaken(void **state)
{
    (void)state;
    struct bench bench = bench_open(7);
    press(&bench, 100, 0.2);
    double cool = conductance(&bench, 0);
    pads_set_temperature(bench.pads, 60);
    press(&bench, 100, 0.01);
    double hot = conductance(&bench, 0);
    assert_true(hot < 0.96 * cool);
    pads_set_age(bench.pads, 1);
    assert_true(conductance(&bench, 0) < 0.8 * hot);
    pads_close(bench.pads);
}

static void test_noise_is_a_few_thousandths_of_the_reading(void **state)
{
    (void)state;
    enum { READINGS = 400 };
    struct bench bench = bench_open(10);
    press(&bench, 100, 120); /* creep has come to rest */
    double sum = 0, squares = 0;
    for (int i = 0; i < READINGS; i++) {
        press(&bench, 100, 0.005);
        double volts = (double)pads_volts(bench.pads, 4);
        sum += volts / READINGS;
        squares += volts * volts / READINGS;
    }
    double deviation = sqrt(squares - sum * sum);
    assert_true(deviation > 0.001 * sum && deviation < 0.004 * sum);
    pads_close(bench.pads);
}

/* What a newton more brings, of a pad just loaded. */
static double per_newton(uint64_t seed, float newton)
{
    struct bench bench = bench_open(seed);
    double idle = conductance(&bench, 6);
    press(&bench, newton, 0.2);
    double loaded = conductance(&bench, 6);
    pads_close(bench.pads);
    return (loaded - idle) / (double)newton;
}

static void test_a_body_saturates_a_pad_by_half(void **state)
{
    (void)state;
    assert_true(fabs(per_newton(11, 300) / per_newton(11, 30) - 0.85) < 0.06);
    assert_true(fabs(per_newton(11, 1500) / per_newton(11, 30) - 0.51) < 0.06);
}

static void test_cold_takes_a_twentieth_and_heat_a_seventh(void **state)
{
    (void)state;
    struct bench bench = bench_open(12);
    press(&bench, 100, 120);
    double usual = conductance(&bench, 0);
    pads_set_temperature(bench.pads, -40);
    assert_true(fabs(conductance(&bench, 0) / usual - 0.95) < 0.01);
    pads_set_temperature(bench.pads, 85);
    assert_true(fabs(conductance(&bench, 0) / usual - 0.85) < 0.01);
    pads_set_temperature(bench.pads, 22);
    assert_true(fabs(conductance(&bench, 0) / usual - 1) < 0.01);
    pads_close(bench.pads);
}

static void test_a_worn_pad_gives_less_and_never_rests(void **state)
{
    (void)state;
    struct bench bench = bench_open(13);
    double idle = conductance(&bench, 0);
    pads_set_age(bench.pads, 1);
    double worn = conductance(&bench, 0);
    assert_true(worn > 4 * idle && worn < 6 * idle);
    pads_set_age(bench.pads, 0);
    press(&bench, 100, 120);
    double loaded = conductance(&bench, 0);
    pads_set_age(bench.pads, 1);
    assert_true(fabs((conductance(&bench, 0) - worn) / (loaded - idle) - 0.6) < 0.03);
    pads_close(bench.pads);
}

static void test_unloading_is_a_tenth_above_loading(void **state)
{
    (void)state;
    struct bench bench = bench_open(14);
    press(&bench, 100, 240);
    double up = conductance(&bench, 5);
    press(&bench, 150, 0.2);
    press(&bench, 100, 0.2);
    assert_true(fabs(conductance(&bench, 5) / up - 1.1) < 0.02);
    pads_close(bench.pads);
}

/* Recorded pads show a breath, which is far less than their hysteresis. */
static void test_a_small_swing_shows_by_half_or_more(void **state)
{
    (void)state;
    enum { READINGS = 8 };
    struct bench bench = bench_open(15);
    press(&bench, 100, 240);
    double high = 0, low = 0;
    for (int i = 0; i < READINGS; i++) {
        press(&bench, 102, 0.2);
        high += conductance(&bench, 5) / READINGS;
        press(&bench, 98, 0.2);
        low += conductance(&bench, 5) / READINGS;
    }
    assert_true(high / low > 1.02 && high / low < 1.045);
    pads_close(bench.pads);
}

static void test_same_seed_same_pads(void **state)
{
    (void)state;
    struct bench a = bench_open(8), b = bench_open(8), c = bench_open(9);
    press(&a, 100, 1);
    press(&b, 100, 1);
    press(&c, 100, 1);
    assert_true(pads_volts(a.pads, 7) == pads_volts(b.pads, 7));
    assert_true(pads_volts(a.pads, 7) != pads_volts(c.pads, 7));
    pads_close(a.pads);
    pads_close(b.pads);
    pads_close(c.pads);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_more_force_is_more_volts_below_the_supply),
        cmocka_unit_test(test_creep_is_20_to_50_percent_over_10_to_90_seconds),
        cmocka_unit_test(test_what_crept_is_gone_after_a_rest),
        cmocka_unit_test(test_unloading_stays_above_loading),
        cmocka_unit_test(test_gains_differ_by_up_to_a_quarter),
        cmocka_unit_test(test_ailments_show),
        cmocka_unit_test(test_heat_and_age_weaken),
        cmocka_unit_test(test_noise_is_a_few_thousandths_of_the_reading),
        cmocka_unit_test(test_a_body_saturates_a_pad_by_half),
        cmocka_unit_test(test_cold_takes_a_twentieth_and_heat_a_seventh),
        cmocka_unit_test(test_a_worn_pad_gives_less_and_never_rests),
        cmocka_unit_test(test_unloading_is_a_tenth_above_loading),
        cmocka_unit_test(test_a_small_swing_shows_by_half_or_more),
        cmocka_unit_test(test_same_seed_same_pads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
