#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ui/theme.h"

#include <math.h>

/* IEC 61966-2-1. */
static double linear(uint32_t colour, unsigned shift)
{
    const double value = (colour >> shift & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, relative luminance and contrast ratio. */
static double luminance(uint32_t colour)
{
    return 0.2126 * linear(colour, 16) + 0.7152 * linear(colour, 8) + 0.0722 * linear(colour, 0);
}

static double contrast(uint32_t a, uint32_t b)
{
    const double la = luminance(a), lb = luminance(b);
    return (fmax(la, lb) + 0.05) / (fmin(la, lb) + 0.05);
}

static void each_palette(void (*check)(const struct palette *))
{
    for (int dark = 0; dark < 2; dark++)
        for (int dim = 0; dim < 2; dim++)
            check(theme_palette(dark, dim));
}

static void check_contrast(const struct palette *palette)
{
    const uint32_t grounds[] = {palette->ground_top, palette->ground_bottom};
    for (int g = 0; g < 2; g++) {
        assert_true(contrast(palette->ink, grounds[g]) >= 7.0);
        assert_true(contrast(palette->muted, grounds[g]) >= 7.0);
        for (enum kind kind = 0; kind < KINDS; kind++)
            assert_true(contrast(palette->accent[kind], grounds[g]) >= 7.0);
    }
}

static void words_stand_out_seven_to_one_in_every_palette(void **state)
{
    (void)state;
    each_palette(check_contrast);
}

/* Bars, dots and outlines: WCAG 2.1, 1.4.11. */
static void check_done(const struct palette *palette)
{
    assert_true(contrast(palette->done, palette->ground_top) >= 3.0);
    assert_true(contrast(palette->done, palette->ground_bottom) >= 3.0);
}

static void what_is_done_stands_out_three_to_one_in_every_palette(void **state)
{
    (void)state;
    each_palette(check_done);
}

/* Machado, Oliveira, Fernandes 2009, severity 1.0: protanopia, deuteranopia, tritanopia. */
static const double blindness[3][3][3] = {{{0.152286, 1.052583, -0.204868},
                                           {0.114503, 0.786281, 0.099216},
                                           {-0.003882, -0.048116, 1.051998}},
                                          {{0.367322, 0.860646, -0.227968},
                                           {0.280085, 0.672501, 0.047413},
                                           {-0.011820, 0.042940, 0.968881}},
                                          {{1.255528, -0.076749, -0.178779},
                                           {-0.078411, 0.930809, 0.147602},
                                           {0.004733, 0.691367, 0.303900}}};

static double lab_curve(double t)
{
    return t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116.0;
}

static void lab_as_seen(uint32_t colour, const double (*eye)[3], double *lab)
{
    const double rgb[3] = {linear(colour, 16), linear(colour, 8), linear(colour, 0)};
    double seen[3];
    for (int i = 0; i < 3; i++)
        seen[i] =
            fmin(fmax(eye[i][0] * rgb[0] + eye[i][1] * rgb[1] + eye[i][2] * rgb[2], 0.0), 1.0);
    const double x = (0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.9505;
    const double y = 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2];
    const double z = (0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.089;
    lab[0] = 116.0 * lab_curve(y) - 16.0;
    lab[1] = 500.0 * (lab_curve(x) - lab_curve(y));
    lab[2] = 200.0 * (lab_curve(y) - lab_curve(z));
}

static void check_apart(const struct palette *palette)
{
    static const enum kind kinds[] = {KIND_MOBILITY, KIND_SMR, KIND_STRETCH, KIND_STRENGTH};
    for (int eye = 0; eye < 3; eye++)
        for (int i = 0; i < 4; i++)
            for (int j = i + 1; j < 4; j++) {
                double a[3], b[3];
                lab_as_seen(palette->accent[kinds[i]], blindness[eye], a);
                lab_as_seen(palette->accent[kinds[j]], blindness[eye], b);
                /* A difference of ten is seen at a glance (CIE 1976). */
                assert_true(hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]) >= 10.0);
            }
}

static void accents_stay_apart_for_the_colour_blind(void **state)
{
    (void)state;
    check_apart(theme_palette(true, false));
    check_apart(theme_palette(false, false));
}

static void a_faded_colour_keeps_its_hue(void **state)
{
    (void)state;
    assert_int_equal(theme_fade(0xFF123456, 0.5F), 0x80123456);
    assert_int_equal(theme_fade(0xFF123456, 0.0F), 0x00123456);
}

static void a_mix_runs_from_one_colour_to_the_other(void **state)
{
    (void)state;
    assert_int_equal(theme_mix(0xFF000000, 0xFFFFFFFF, 0.0F), 0xFF000000);
    assert_int_equal(theme_mix(0xFF000000, 0xFFFFFFFF, 1.0F), 0xFFFFFFFF);
    assert_int_equal(theme_mix(0xFF002040, 0xFF004080, 0.5F), 0xFF003060);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_stand_out_seven_to_one_in_every_palette),
        cmocka_unit_test(what_is_done_stands_out_three_to_one_in_every_palette),
        cmocka_unit_test(accents_stay_apart_for_the_colour_blind),
        cmocka_unit_test(a_faded_colour_keeps_its_hue),
        cmocka_unit_test(a_mix_runs_from_one_colour_to_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
