/* Chips behind a switch. */
#include "rig/sampling_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void any_mix_of_chips_and_branches_gives_every_pad_its_own_value(void **state)
{
    (void)state;
    static const char chips[] = "ads7828@0x48,ads1015@0x49,tca9548a@0x70.0/ads1115@0x4a,"
                                "tca9548a@0x70.7/ads1115@0x4a,tca9548a@0x71.3/ads7830@0x4a,"
                                "tca9548a@0x71.3/ads1115@0x4b";
    static const double bus_hz[] = {400000, 400000, 100000};
    for (unsigned i = 0; i < 3; i++) {
        struct rig *rig = rig_open(chips, bus_hz[i], NULL, i % 2 == 0);
        struct rig_tally tally = rig_run(rig, i == 0 ? 800 : 100);
        assert_int_equal(tally.wrong + tally.lost, 0);
        rig_close(rig);
    }
}

/* Each of the 32 values takes a call; what is beyond is switching: twice for each round of inputs,
 * and a little more where the switch is not known. */
static void branches_are_switched_once_a_round_however_the_wiring_mixes_them(void **state)
{
    (void)state;
    static const char mixed[] = "tca9548a@0x70.0/ads1115@0x48,tca9548a@0x70.1/ads1115@0x48,"
                                "tca9548a@0x70.0/ads1115@0x49,tca9548a@0x70.1/ads1115@0x49,"
                                "tca9548a@0x70.0/ads1115@0x4a,tca9548a@0x70.1/ads1115@0x4a,"
                                "tca9548a@0x70.0/ads1115@0x4b,tca9548a@0x70.1/ads1115@0x4b";
    struct rig *rig = rig_open(mixed, 400000, NULL, true);
    rig_run(rig, 1000);
    struct machine_health before, after;
    scan_health(rig->scan, &before);
    struct rig_tally tally = rig_run(rig, 1000);
    scan_health(rig->scan, &after);
    uint64_t looks = after.look_calls - before.look_calls;
    assert_int_equal(tally.wrong + tally.lost, 0);
    assert_in_range(after.bus_calls - before.bus_calls - looks, 32000 + 8000, 32000 + 8000 + 400);
    rig_close(rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_mix_of_chips_and_branches_gives_every_pad_its_own_value),
        cmocka_unit_test(branches_are_switched_once_a_round_however_the_wiring_mixes_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
