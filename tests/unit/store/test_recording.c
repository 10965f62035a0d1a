#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/recorder.h"
#include "store/recording.h"

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
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

static char path[] = "/tmp/matstation-recording-XXXXXX";

static void write_file(const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int make_path(void **state)
{
    (void)state;
    strcpy(path + strlen(path) - 6, "XXXXXX");
    int file = mkstemp(path);
    return file < 0 || close(file) != 0;
}

static int remove_path(void **state)
{
    (void)state;
    return unlink(path);
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

struct reading {
    int file;
    char *text;
    size_t length;
};

static void *read_all(void *argument)
{
    struct reading *reading = argument;
    ssize_t more;
    while ((more = read(reading->file, reading->text + reading->length, 1 << 16)) > 0)
        reading->length += (size_t)more;
    return NULL;
}

static unsigned count_lines(const char *text, bool notes)
{
    unsigned count = 0;
    for (const char *line = text; *line; line = strchr(line, '\n') + 1)
        count += (*line == '#') == notes;
    return count;
}

static struct recorder *open_recorder(const char *to, unsigned pads, const char *const *name,
                                      uint64_t limit_bytes)
{
    struct error error;
    struct recorder_options options = {
        .path = to, .pads = pads, .name = name, .limit_bytes = limit_bytes};
    struct recorder *recorder = recorder_open(&options, &error);
    assert_non_null(recorder);
    return recorder;
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

static void what_is_recorded_reads_back_the_same(void **state)
{
    (void)state;
    static const char *const names[] = {"left", "right"};
    struct error error;
    struct recorder *recorder = open_recorder(path, 2, names, 0);
    struct frame put = {.time_ns = 1500000, .pads = 2, .value = {100.0F * 1234 / 4095, 0}};
    put.state[1] = PAD_NACK;
    assert_non_null(recorder);
    recorder_note(recorder, "seed", "7");
    assert_int_equal(recorder_put(recorder, &put), 0);
    assert_int_equal(recorder_close(recorder, &error), 0);

    struct recording *recording = recording_open(path, NULL, &error);
    struct frame got;
    assert_int_equal(recording_next(recording, &got), 1);
    assert_int_equal(got.time_ns, put.time_ns);
    assert_true(got.value[0] == put.value[0]);
    assert_int_equal(got.state[1], PAD_EMPTY);
    assert_string_equal(recording_note(recording, "seed", 0), "7");
    recording_close(recording);
}

static void a_recording_never_grows_beyond_its_limit(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct error error;
    struct recorder *recorder = open_recorder(path, 1, names, 1000);
    struct frame frame = {.pads = 1, .value = {1}};
    for (int i = 0; i < 1000; i++, frame.time_ns += 10000000)
        assert_int_equal(recorder_put(recorder, &frame), 0);
    assert_int_equal(recorder_close(recorder, &error), 0);
    FILE *file = fopen(path, "r");
    fseek(file, 0, SEEK_END);
    assert_true(ftell(file) > 500 && ftell(file) <= 1000);
    fclose(file);
}

static void a_bounded_recording_ends_after_a_day(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct error error;
    struct recorder *recorder = open_recorder(path, 1, names, 1000000);
    struct frame frame = {.pads = 1, .value = {1}, .time_ns = 5};
    for (int hour = 0; hour < 30; hour++, frame.time_ns += INT64_C(3600) * 1000000000)
        assert_int_equal(recorder_put(recorder, &frame), 0);
    assert_int_equal(recorder_close(recorder, &error), 0);
    struct recording *recording = recording_open(path, NULL, &error);
    unsigned frames = 0;
    while (recording_next(recording, &frame) == 1)
        frames++;
    assert_int_equal(frames, 25);
    assert_non_null(recording_note(recording, "full", 0));
    recording_close(recording);
}

/* A pipe that nobody reads is a card that does not answer: were the caller to wait for it even
 * once, this test would never end. */
static void what_a_stalling_card_does_not_take_is_a_gap_said_in_the_recording(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    enum { FRAMES = 600000 };
    char pipe_path[64], *text = calloc(1, 16 << 20);
    struct error error;
    struct frame frame = {.pads = 1, .value = {50}};
    snprintf(pipe_path, sizeof pipe_path, "%s-pipe", path);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    int reader = open(pipe_path, O_RDONLY | O_NONBLOCK);
    struct recorder_options options = {
        .path = pipe_path, .pads = 1, .name = names, .threaded = true};
    struct recorder *recorder = recorder_open(&options, &error);
    assert_non_null(recorder);
    for (int i = 0; i < FRAMES; i++, frame.time_ns += 10000000)
        recorder_put(recorder, &frame);
    recorder_note(recorder, "press", "short 1.5");
    assert_int_equal(fcntl(reader, F_SETFL, 0), 0);
    pthread_t thread;
    struct reading reading = {reader, text, 0};
    assert_int_equal(pthread_create(&thread, NULL, read_all, &reading), 0);
    assert_int_equal(recorder_close(recorder, &error), 0);
    pthread_join(thread, NULL);
    unsigned rows = count_lines(text, false), shed = 0;
    double from, to;
    const char *gap = strstr(text, "#! gap ");
    assert_non_null(gap);
    assert_int_equal(sscanf(gap, "#! gap %lf %lf %u", &from, &to, &shed), 3);
    assert_int_equal(rows + shed, FRAMES + 1);
    assert_true(fabs(to - (FRAMES - 1) * 0.01) < 1e-6);
    assert_true(fabs(from - (rows - 1) * 0.01) < 1e-6);
    assert_non_null(strstr(text, "#! press short 1.5\n"));
    close(reader);
    unlink(pipe_path);
    free(text);
}

static void a_full_card_is_an_error_said_at_the_end(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct error error = {""};
    struct recorder *recorder = open_recorder("/dev/full", 1, names, 0);
    struct frame frame = {.pads = 1, .value = {1}};
    assert_non_null(recorder);
    recorder_put(recorder, &frame);
    assert_int_equal(recorder_close(recorder, &error), -1);
    assert_non_null(strstr(error.text, "/dev/full"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_becomes_a_frame),
        cmocka_unit_test(large_times_keep_their_microseconds),
        cmocka_unit_test(windows_lines_and_a_missing_end_are_fine),
        cmocka_unit_test(empty_and_nan_are_missing_values),
        cmocka_unit_test(a_load_below_zero_is_none),
        cmocka_unit_test(bad_rows_are_counted_and_five_are_told),
        cmocka_unit_test(a_gzipped_file_reads_like_a_plain_one),
        cmocka_unit_test(half_a_gzipped_file_ends_with_a_bad_row),
        cmocka_unit_test(what_has_no_header_is_refused_by_line),
        cmocka_unit_test(more_pads_than_there_may_be_are_refused),
        cmocka_unit_test(a_missing_file_says_why),
        cmocka_unit_test(notes_are_found_by_key_and_index),
        cmocka_unit_test(any_number_of_presses_is_kept),
        cmocka_unit_test(what_is_recorded_reads_back_the_same),
        cmocka_unit_test(a_recording_never_grows_beyond_its_limit),
        cmocka_unit_test(a_bounded_recording_ends_after_a_day),
        cmocka_unit_test(what_a_stalling_card_does_not_take_is_a_gap_said_in_the_recording),
        cmocka_unit_test(a_full_card_is_an_error_said_at_the_end),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
