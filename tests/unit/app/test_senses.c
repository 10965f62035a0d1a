/* A calibration holds from the moment that the log has it, and no longer than that. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/senses.h"
#include "base/clock.h"

static struct rig rig;
static struct pipeline pipeline;
static struct senses senses;
static struct view view;
static struct log quiet;
static int64_t now_ns;

static int open_all(void **state)
{
    char folder[] = "/tmp/matstation-senses-XXXXXX";
    struct complaints complaints = {0};
    struct error error;
    memset(&rig, 0, sizeof rig);
    memset(&pipeline, 0, sizeof pipeline);
    memset(&senses, 0, sizeof senses);
    if (!mkdtemp(folder) || load_catalogue("assets", &rig.catalogue, &complaints, &error))
        return -1;
    *state = strdup(folder);
    mat_grid(&rig.mat, 8, 4);
    const struct store_options options = {.folder = *state, .log = &quiet};
    pipeline.store = store_open(&options, &error);
    view = (struct view){.exercise = -1};
    pipeline.output.view = &view;
    return pipeline.store ? senses_open(&senses, &pipeline, &rig, &error) : -1;
}

static int close_all(void **state)
{
    char command[128];
    senses_close(&pipeline);
    store_close(pipeline.store);
    catalogue_unload(&rig.catalogue);
    snprintf(command, sizeof command, "rm -r '%s'", (char *)*state);
    free(*state);
    return system(command);
}

static void turn(void)
{
    pipeline.log_told |= store_take_snapshot(pipeline.store, &pipeline.snapshot);
    senses_follow(&senses, &pipeline, &rig, &quiet);
}

/* The log takes the calibration over. */
static struct calibration *make_calibration(void)
{
    struct calibration *calibration = calloc(1, sizeof *calibration);
    assert_non_null(calibration);
    calibration->pads = rig.mat.pads;
    calibration->quality_pct = 90;
    for (unsigned i = 0; i < rig.mat.pads; i++) {
        calibration->empty[i] = 2;
        calibration->newton_per_unit[i] = 5;
    }
    return calibration;
}

static void put(enum record_kind kind)
{
    struct record record = {.kind = kind, .time_ns = now_ns += NS_PER_S};
    if (kind == RECORD_CALIBRATION)
        record.u.calibration = make_calibration();
    store_put(pipeline.store, &record);
    turn();
}

/* Of a pad that reads 10 on a mat where the others read 2. */
static float load_of_ten(void)
{
    static struct frame frame;
    static struct loads loads;
    frame.pads = rig.mat.pads;
    for (unsigned n = 0; n < 50; n++) {
        frame.time_ns = now_ns += 10 * NS_PER_MS;
        for (unsigned i = 0; i < frame.pads; i++)
            frame.value[i] = i == 5 && n > 10 ? 10 : 2;
        assert_true(signal_step(pipeline.signal, &frame, &loads));
    }
    return loads.load[5];
}

static void a_calibration_holds_at_once_and_its_undo_too(void **state)
{
    (void)state;
    const float before = load_of_ten();
    put(RECORD_CALIBRATION);
    assert_float_equal(load_of_ten(), 40, 0.5);
    put(RECORD_CALIBRATION_UNDO);
    assert_float_equal(load_of_ten(), before, 0.5);
}

static void while_an_exercise_goes_on_the_senses_stay_as_they_are(void **state)
{
    (void)state;
    view.exercise = 3;
    const struct signal *before = pipeline.signal;
    put(RECORD_CALIBRATION);
    assert_ptr_equal(pipeline.signal, before);
    view.exercise = -1;
    turn();
    assert_float_equal(load_of_ten(), 40, 0.5);
}

static void other_news_of_the_log_leave_the_senses_as_they_are(void **state)
{
    (void)state;
    put(RECORD_CALIBRATION);
    const struct signal *before = pipeline.signal;
    put(RECORD_SETTING);
    pipeline.log_told = true; /* a snapshot comes when it likes */
    turn();
    assert_false(pipeline.log_told);
    assert_ptr_equal(pipeline.signal, before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_calibration_holds_at_once_and_its_undo_too, open_all,
                                        close_all),
        cmocka_unit_test_setup_teardown(while_an_exercise_goes_on_the_senses_stay_as_they_are,
                                        open_all, close_all),
        cmocka_unit_test_setup_teardown(other_news_of_the_log_leave_the_senses_as_they_are,
                                        open_all, close_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
