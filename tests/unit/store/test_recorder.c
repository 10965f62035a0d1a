/* What is recorded, within which bounds, and what becomes of it on a card that does not take it. */
#include "store/recorder.h"
#include "unit/store/recording_file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/stat.h>
#include <time.h>
#include <zlib.h>

/* Stands before the C library's, and counts. */
static atomic_uint syncs;
static atomic_int sync_fails_with;

int fdatasync(int file)
{
    (void)file;
    syncs++;
    errno = sync_fails_with;
    return errno ? -1 : 0;
}

/* Stands before zlib's: of failures of its own errno does not tell. */
static bool packing_fails;

int gzclose(gzFile file)
{
    const int written = gzclose_w(file);
    const int closed = written == Z_STREAM_ERROR ? gzclose_r(file) : written;
    errno = 0;
    return packing_fails ? Z_BUF_ERROR : closed;
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

static void write_and_read_back(const char *file)
{
    static const char *const names[] = {"left", "right"};
    struct error error;
    struct recorder *recorder = open_recorder(file, 2, names, 0);
    struct frame put = {.time_ns = 1500000, .pads = 2, .value = {100.0F * 1234 / 4095, 0}};
    put.state[1] = PAD_NACK;
    assert_non_null(recorder);
    recorder_note(recorder, "seed", "7");
    assert_int_equal(recorder_put(recorder, &put), 0);
    assert_int_equal(recorder_close(recorder, &error), 0);

    struct recording *recording = recording_open(file, NULL, &error);
    struct frame got;
    assert_int_equal(recording_next(recording, &got), 1);
    assert_int_equal(got.time_ns, put.time_ns);
    assert_true(got.value[0] == put.value[0]);
    assert_int_equal(got.state[1], PAD_EMPTY);
    assert_string_equal(recording_note(recording, "seed", 0), "7");
    recording_close(recording);
}

static void what_is_recorded_reads_back_the_same(void **state)
{
    (void)state;
    write_and_read_back(path);
}

static void a_recording_named_gz_is_packed(void **state)
{
    (void)state;
    char packed[80];
    unsigned char begins[2] = {0};
    snprintf(packed, sizeof packed, "%s.gz", path);
    write_and_read_back(packed);
    FILE *file = fopen(packed, "rb");
    assert_non_null(file);
    assert_int_equal(fread(begins, 1, 2, file), 2);
    fclose(file);
    remove(packed);
    assert_int_equal(begins[0], 0x1f);
    assert_int_equal(begins[1], 0x8b);
}

static void a_packed_recording_that_the_disk_does_not_take_is_said(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    char link[80];
    struct error error;
    snprintf(link, sizeof link, "%s.gz", path);
    assert_int_equal(symlink("/dev/full", link), 0);
    struct recorder *recorder = open_recorder(link, 1, names, 0);
    struct frame frame = {.pads = 1, .value = {1}};
    for (int i = 0; i < 1000; i++, frame.time_ns += 10000000)
        recorder_put(recorder, &frame);
    assert_int_equal(recorder_close(recorder, &error), -1);
    remove(link);
    assert_non_null(strstr(error.text, "not written whole"));
}

static void a_failure_that_only_packing_knows_of_is_said(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    char packed[80];
    struct error error;
    snprintf(packed, sizeof packed, "%s.gz", path);
    struct recorder *recorder = open_recorder(packed, 1, names, 0);
    const struct frame frame = {.pads = 1, .value = {1}};
    recorder_put(recorder, &frame);
    packing_fails = true;
    const int closed = recorder_close(recorder, &error);
    packing_fails = false;
    remove(packed);
    assert_int_equal(closed, -1);
    assert_non_null(strstr(error.text, "not written whole"));
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

static void what_is_recorded_is_durable_once_it_is_closed(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct error error;
    struct frame frame = {.pads = 1, .value = {1}};
    for (int fails = 0; fails < 2; fails++) {
        struct recorder *recorder = open_recorder(path, 1, names, 0);
        recorder_put(recorder, &frame);
        const unsigned before = syncs;
        sync_fails_with = fails ? EIO : 0;
        assert_int_equal(recorder_close(recorder, &error), -fails);
        assert_int_equal(syncs - before, 1);
    }
    sync_fails_with = 0;
    assert_non_null(strstr(error.text, "not written whole"));
}

static void what_waits_on_the_card_is_synced_before_long(void **state)
{
    (void)state;
    static const char *const names[] = {"a"};
    struct error error;
    struct recorder_options options = {.path = path, .pads = 1, .name = names, .threaded = true};
    struct recorder *recorder = recorder_open(&options, &error);
    struct frame frame = {.pads = 1, .value = {1}};
    assert_non_null(recorder);
    recorder_put(recorder, &frame);
    const unsigned before = syncs;
    for (int ms = 0; syncs == before && ms < 20000; ms += 10)
        nanosleep(&(struct timespec){0, 10000000}, NULL);
    assert_int_equal(syncs - before, 1);
    recorder_close(recorder, &error);
    assert_int_equal(syncs - before, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_recorded_reads_back_the_same),
        cmocka_unit_test(a_recording_named_gz_is_packed),
        cmocka_unit_test(a_packed_recording_that_the_disk_does_not_take_is_said),
        cmocka_unit_test(a_failure_that_only_packing_knows_of_is_said),
        cmocka_unit_test(a_recording_never_grows_beyond_its_limit),
        cmocka_unit_test(a_bounded_recording_ends_after_a_day),
        cmocka_unit_test(what_a_stalling_card_does_not_take_is_a_gap_said_in_the_recording),
        cmocka_unit_test(a_full_card_is_an_error_said_at_the_end),
        cmocka_unit_test(what_is_recorded_is_durable_once_it_is_closed),
        cmocka_unit_test(what_waits_on_the_card_is_synced_before_long),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
