/* What a replay begins with. */
#include "app/recorded.h"
#include "unit/store/recording_file.h"

/* Reads the session that was cut off on this step out of a recording. */
static uint32_t on_roller_ms(const char *step)
{
    static struct snapshot snapshot;
    struct error error;
    struct frame frame;
    uint32_t person;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file,
            "time_s,a\n#! log 5 1\n#! unfinished 4 1 evening 9 60000 20000 0 30\n"
            "#! unfinished_step %s\n0.01,1\n",
            step);
    assert_int_equal(fclose(file), 0);
    struct recording *recording = recording_open(path, NULL, &error);
    assert_non_null(recording);
    recording_next(recording, &frame);
    assert_true(recorded_snapshot(recording, &snapshot, &person));
    recording_close(recording);
    assert_true(snapshot.unfinished.present);
    assert_int_equal(snapshot.unfinished.last.elapsed_ms, 40000);
    return snapshot.unfinished.last.on_roller_ms;
}

#define SMR "2 smr_glute 2 1 0 60000 40000 20000 0 0 0 0 0 0 5 1 0 0 0 0 1 0.5 0.5"
#define STRETCH "2 hipflexor_kneeling 3 1 0 60000 40000 20000 0 0 0 0 0 0 0 0 0 0 0 0 0 0.5 0.5"

static void the_time_on_the_roller_is_read_back(void **state)
{
    (void)state;
    assert_int_equal(on_roller_ms(SMR " 30000"), 30000);
}

/* As the log does it: they did not tell it apart. */
static void of_an_older_recording_a_whole_step_of_rolling_was_on_the_roller(void **state)
{
    (void)state;
    assert_int_equal(on_roller_ms(SMR), 40000);
    assert_int_equal(on_roller_ms(STRETCH), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_time_on_the_roller_is_read_back),
        cmocka_unit_test(of_an_older_recording_a_whole_step_of_rolling_was_on_the_roller),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
