/* Recordings as they come: frames, missing values, bad rows, notes. */
#include "unit/store/recording_file.h"

#include <math.h>
#include <sys/stat.h>
#include <zlib.h>

struct told {
    unsigned lines;
    char last[512];
};

static void keep_line(void *self, enum log_level level, const char *line)
{
    struct told *told = self;
    (void)level;
    told->lines++;
    snprintf(told->last, sizeof told->last, "%s", line);
}

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct recording *open_text(const char *text, struct told *told, struct log *log)
{
    write_file(text);
    *told = (struct told){0};
    *log = (struct log){.write = keep_line, .self = told, .most = LOG_DEBUG};
    struct error error;
    struct recording *recording = recording_open(path, log, &error);
    assert_non_null(recording);
    return recording;
}

static void a_row_becomes_a_frame(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("time_s,a,b\n1.25,3,4.5\n", &told, &log);
    struct frame frame;
    assert_int_equal(recording_pads(recording), 2);
    assert_string_equal(recording_pad_name(recording, 1), "b");
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_int_equal(frame.time_ns, 1250000000);
    assert_int_equal(frame.pads, 2);
    assert_float_equal(frame.value[1], 4.5, 0);
    assert_int_equal(recording_next(recording, &frame), 0);
    recording_close(recording);
}

static void large_times_keep_their_microseconds(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording =
        open_text("time_s,a\n1732312345.123456,1\n-0.5,1\n1.5e3,1\n", &told, &log);
    struct frame frame;
    recording_next(recording, &frame);
    assert_int_equal(frame.time_ns, 1732312345123456000);
    recording_next(recording, &frame);
    assert_int_equal(frame.time_ns, -500000000);
    recording_next(recording, &frame);
    assert_int_equal(frame.time_ns, 1500000000000);
    recording_close(recording);
}

static void windows_lines_and_a_missing_end_are_fine(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording =
        open_text("\xEF\xBB\xBFtime_s,a\r\n\r\n# remark\r\n1,2\r\n2,3", &told, &log);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_float_equal(frame.value[0], 3, 0);
    assert_int_equal(recording_next(recording, &frame), 0);
    assert_int_equal(told.lines, 0);
    recording_close(recording);
}

static void lines_of_an_old_macintosh_are_fine(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("time_s,a\r\r# remark\r1,2\rx,2\r2,3", &told, &log);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_float_equal(frame.value[0], 2, 0);
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_float_equal(frame.value[0], 3, 0);
    assert_int_equal(recording_next(recording, &frame), 0);
    assert_int_equal(told.lines, 1);
    assert_non_null(strstr(told.last, ":5: "));
    recording_close(recording);
}

static void what_is_too_large_is_told_as_such(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"time_s,a\n1,2e30\n", "out of range"},     {"time_s,a\n1,1e999\n", "out of range"},
        {"time_s,a\n1,-1e999\n", "out of range"},   {"time_s,a\n1,1e\n", "is not a number"},
        {"time_s,a\n1732312345123,2\n", "at most"}, {"time_s,a\n1e999,2\n", "at most"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct told told;
        struct log log;
        struct recording *recording = open_text(rows[i][0], &told, &log);
        struct frame frame;
        assert_int_equal(recording_next(recording, &frame), 0);
        assert_int_equal(told.lines, 1);
        assert_non_null(strstr(told.last, rows[i][1]));
        recording_close(recording);
    }
}

static void empty_and_nan_are_missing_values(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("time_s,a,b,c\n1,,nan,NaN\n", &told, &log);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    for (unsigned i = 0; i < 3; i++)
        assert_int_equal(frame.state[i], PAD_EMPTY);
    recording_close(recording);
}

static void a_load_below_zero_is_none(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("time_s,a\n1,-0.25\n", &told, &log);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_int_equal(frame.state[0], PAD_VALID);
    assert_float_equal(frame.value[0], 0, 0);
    recording_close(recording);
}

static void bad_rows_are_counted_and_five_are_told(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("time_s,a,b\n1,2\n1,2,3,4\nx,2,3\n,2,3\n1,inf,3\n"
                                            "1,0x10,3\n1,2;3,4\n1e99,2,3\n5,6,7\n",
                                            &told, &log);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_int_equal(frame.time_ns, 5000000000);
    assert_int_equal(recording_next(recording, &frame), 0);
    assert_int_equal(recording_bad_rows(recording), 8);
    assert_int_equal(told.lines, 5);
    assert_non_null(strstr(told.last, ":6: "));
    recording_close(recording);
}

static void a_gzipped_file_reads_like_a_plain_one(void **state)
{
    (void)state;
    gzFile file = gzopen(path, "wb");
    gzputs(file, "time_s,a\n1,2\n");
    gzclose(file);
    struct error error;
    struct recording *recording = recording_open(path, NULL, &error);
    struct frame frame;
    assert_non_null(recording);
    assert_int_equal(recording_next(recording, &frame), 1);
    recording_close(recording);
}

static void half_a_gzipped_file_ends_with_a_bad_row(void **state)
{
    (void)state;
    gzFile packed = gzopen(path, "wb");
    gzputs(packed, "time_s,a\n");
    for (int i = 0; i < 50000; i++)
        gzprintf(packed, "%d.%ld,%ld\n", i, i * 7919L % 1000, i * 104729L % 99991);
    gzclose(packed);
    assert_int_equal(truncate(path, 60000), 0);
    struct error error;
    struct recording *recording = recording_open(path, NULL, &error);
    struct frame frame;
    unsigned frames = 0;
    assert_non_null(recording);
    while (recording_next(recording, &frame) == 1)
        frames++;
    assert_true(frames > 100 && frames < 50000);
    assert_int_equal(recording_bad_rows(recording), 1);
    recording_close(recording);
}

/* A load of 5 may have been one of 599. */
static void a_row_that_damage_cuts_off_is_none(void **state)
{
    (void)state;
    enum { CHECKSUM_AND_LENGTH = 8 };
    gzFile stored = gzopen(path, "wb0");
    gzputs(stored, "time_s,a\n1,2\n2,599");
    gzclose(stored);
    struct stat whole;
    assert_int_equal(stat(path, &whole), 0);
    assert_int_equal(truncate(path, whole.st_size - CHECKSUM_AND_LENGTH - 2), 0);
    struct error error;
    struct recording *recording = recording_open(path, NULL, &error);
    struct frame frame;
    assert_non_null(recording);
    assert_int_equal(recording_next(recording, &frame), 1);
    assert_int_equal(recording_next(recording, &frame), 0);
    assert_int_equal(recording_bad_rows(recording), 1);
    recording_close(recording);
}

static void what_has_no_header_is_refused_by_line(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "\n\n", "1,2,3\n", "time_s\n", "time,a\n", "# a\n"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        write_file(texts[i]);
        struct error error = {""};
        assert_null(recording_open(path, NULL, &error));
        assert_non_null(strstr(error.text, path));
    }
}

/* Would hang where the end of the line were waited for. */
static void what_never_ends_a_line_is_refused(void **state)
{
    (void)state;
    struct error error = {""};
    assert_null(recording_open("/dev/zero", NULL, &error));
    assert_non_null(strstr(error.text, "/dev/zero:1: too long a line for a header"));
}

static void more_pads_than_there_may_be_are_refused(void **state)
{
    (void)state;
    FILE *file = fopen(path, "w");
    fputs("time_s", file);
    for (unsigned i = 0; i <= PADS_MAX; i++)
        fprintf(file, ",p%u", i);
    fclose(file);
    struct error error;
    assert_null(recording_open(path, NULL, &error));
}

static void a_missing_file_says_why(void **state)
{
    (void)state;
    struct error error;
    assert_null(recording_open("/nowhere/at-all.csv", NULL, &error));
    assert_non_null(strstr(error.text, "No such file"));
}

static void notes_are_found_by_key_and_index(void **state)
{
    (void)state;
    struct told told;
    struct log log;
    struct recording *recording = open_text("#! mat standard\ntime_s,a\n#! press short 1.5\n1,2\n"
                                            "#! press held 2.5\n#!\n2,2\n",
                                            &told, &log);
    struct frame frame;
    while (recording_next(recording, &frame) == 1)
        continue;
    assert_string_equal(recording_note(recording, "mat", 0), "standard");
    assert_string_equal(recording_note(recording, "press", 1), "held 2.5");
    assert_null(recording_note(recording, "press", 2));
    recording_close(recording);
}

static void any_number_of_presses_is_kept(void **state)
{
    (void)state;
    FILE *file = fopen(path, "w");
    struct error error;
    char last[32];
    fputs("time_s,a\n", file);
    for (int i = 0; i < 5000; i++)
        fprintf(file, "#! press short %d.5\n", i);
    fputs("1,2\n", file);
    fclose(file);
    struct recording *recording = recording_open(path, NULL, &error);
    struct frame frame;
    assert_int_equal(recording_next(recording, &frame), 1);
    snprintf(last, sizeof last, "short %d.5", 4999);
    assert_string_equal(recording_note(recording, "press", 4999), last);
    assert_null(recording_note(recording, "press", 5000));
    recording_close(recording);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_frame),
        cmocka_unit_test(large_times_keep_their_microseconds),
        cmocka_unit_test(windows_lines_and_a_missing_end_are_fine),
        cmocka_unit_test(lines_of_an_old_macintosh_are_fine),
        cmocka_unit_test(what_is_too_large_is_told_as_such),
        cmocka_unit_test(empty_and_nan_are_missing_values),
        cmocka_unit_test(a_load_below_zero_is_none),
        cmocka_unit_test(bad_rows_are_counted_and_five_are_told),
        cmocka_unit_test(a_gzipped_file_reads_like_a_plain_one),
        cmocka_unit_test(half_a_gzipped_file_ends_with_a_bad_row),
        cmocka_unit_test(a_row_that_damage_cuts_off_is_none),
        cmocka_unit_test(what_has_no_header_is_refused_by_line),
        cmocka_unit_test(what_never_ends_a_line_is_refused),
        cmocka_unit_test(more_pads_than_there_may_be_are_refused),
        cmocka_unit_test(a_missing_file_says_why),
        cmocka_unit_test(notes_are_found_by_key_and_index),
        cmocka_unit_test(any_number_of_presses_is_kept),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
