/* Bytes of files and pipes, plain and gzipped, whole, damaged and late. */
#include "unit/store/recording_file.h"

#include "store/source.h"

#include <fcntl.h>
#define ZLIB_CONST
#include <zlib.h>

/* Everything up to the end, which is returned. */
static enum source_state read_all(struct source *source, char *text, size_t size)
{
    size_t length = 0;
    for (int c; (c = source_next(source)) >= 0;)
        if (length + 1 < size)
            text[length++] = (char)c;
    text[length] = '\0';
    return source_state(source);
}

static size_t pack(const char *text, uint8_t *packed, size_t size)
{
    z_stream stream = {0};
    assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    stream.next_in = (const uint8_t *)text;
    stream.avail_in = (unsigned)strlen(text);
    stream.next_out = packed;
    stream.avail_out = (unsigned)size;
    assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
    deflateEnd(&stream);
    return size - stream.avail_out;
}

static void write_bytes(const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void check_read(const void *bytes, size_t length, const char *wanted, enum source_state end)
{
    char text[64];
    write_bytes(bytes, length);
    struct source *source = source_open(path);
    assert_non_null(source);
    assert_int_equal(read_all(source, text, sizeof text), end);
    assert_string_equal(text, wanted);
    assert_int_equal(source_next(source), -1);
    if (end == SOURCE_BROKEN)
        assert_string_equal(source_trouble(source), "it is damaged");
    source_close(source);
}

static void a_plain_file_is_given_as_it_is(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a", "\x1f", "\x1fx", "abc\n"};
    for (unsigned i = 0; i < sizeof texts / sizeof *texts; i++)
        check_read(texts[i], strlen(texts[i]), texts[i], SOURCE_ENDED);
}

static void gzipped_parts_follow_each_other_and_what_is_none_is_left(void **state)
{
    (void)state;
    uint8_t bytes[300];
    size_t length = pack("one ", bytes, sizeof bytes);
    check_read(bytes, length, "one ", SOURCE_ENDED);
    length += pack("", bytes + length, sizeof bytes - length);
    length += pack("two", bytes + length, sizeof bytes - length);
    check_read(bytes, length, "one two", SOURCE_ENDED);
    memset(bytes + length, 0, 10);
    check_read(bytes, length + 10, "one two", SOURCE_ENDED);
}

static void what_is_cut_off_or_damaged_says_so(void **state)
{
    (void)state;
    uint8_t bytes[200];
    const size_t length = pack("one two", bytes, sizeof bytes);
    for (size_t cut = 2; cut < length; cut++) {
        char text[64];
        write_bytes(bytes, cut);
        struct source *source = source_open(path);
        assert_int_equal(read_all(source, text, sizeof text), SOURCE_BROKEN);
        assert_non_null(strstr(source_trouble(source), "it ends too early"));
        source_close(source);
    }
    bytes[length - 5] ^= 1; /* the checksum */
    check_read(bytes, length, "one two", SOURCE_BROKEN);
    check_read("\x1f\x8b\x09zzzzzzzzzzzz", 15, "", SOURCE_BROKEN);
}

static void what_cannot_be_opened_or_read_says_why(void **state)
{
    (void)state;
    assert_null(source_open("/nowhere/at-all"));
    struct source *source = source_open("/");
    assert_non_null(source);
    assert_int_equal(source_next(source), -1);
    assert_int_equal(source_state(source), SOURCE_BROKEN);
    assert_string_equal(source_trouble(source), "Is a directory");
    source_close(source);
}

/* Standard input is the pipe, and each write(2) to it a read(2) of its own. */
static struct source *open_pipe(int end[2], int *input)
{
    *input = dup(STDIN_FILENO);
    assert_int_equal(pipe2(end, O_DIRECT), 0);
    assert_true(fcntl(end[1], F_SETPIPE_SZ, 1 << 18) >= 0);
    assert_int_equal(dup2(end[0], STDIN_FILENO), STDIN_FILENO);
    struct source *source = source_open("-");
    assert_non_null(source);
    return source;
}

static void close_pipe(struct source *source, int end[2], int input)
{
    source_close(source);
    close(end[0]);
    close(end[1]);
    dup2(input, STDIN_FILENO);
    close(input);
}

static void send(int file, const void *bytes, size_t length)
{
    assert_int_equal(write(file, bytes, length), length);
}

/* Would hang where more were waited for. */
static void what_a_pipe_has_said_so_far_is_given_at_once(void **state)
{
    (void)state;
    int end[2], input;
    struct source *source = open_pipe(end, &input);
    send(end[1], "ab", 2);
    assert_int_equal(source_next(source), 'a');
    assert_int_equal(source_next(source), 'b');
    send(end[1], "c", 1);
    assert_int_equal(source_peek(source), 'c');
    assert_int_equal(source_next(source), 'c');
    close_pipe(source, end, input);
}

static void a_gzipped_pipe_may_come_byte_by_byte(void **state)
{
    (void)state;
    int end[2], input;
    uint8_t bytes[100];
    char text[64];
    const size_t length = pack("one two", bytes, sizeof bytes);
    struct source *source = open_pipe(end, &input);
    for (size_t i = 0; i < length; i++)
        send(end[1], bytes + i, 1);
    close(end[1]);
    assert_int_equal(read_all(source, text, sizeof text), SOURCE_ENDED);
    assert_string_equal(text, "one two");
    end[1] = -1;
    close_pipe(source, end, input);
}

static void who_does_not_want_to_wait_gets_what_was_read_and_then_the_end(void **state)
{
    (void)state;
    int end[2], input, stop[2];
    struct source *source = open_pipe(end, &input);
    assert_int_equal(pipe(stop), 0);
    source_stop_at(source, stop[0]);
    send(end[1], "ab", 2);
    assert_int_equal(source_next(source), 'a');
    send(end[1], "c", 1);
    send(stop[1], "x", 1);
    assert_int_equal(source_next(source), 'b');
    assert_int_equal(source_next(source), -1);
    assert_int_equal(source_state(source), SOURCE_STOPPED);
    assert_int_equal(source_next(source), -1);
    close_pipe(source, end, input);
    close(stop[0]);
    close(stop[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_file_is_given_as_it_is),
        cmocka_unit_test(gzipped_parts_follow_each_other_and_what_is_none_is_left),
        cmocka_unit_test(what_is_cut_off_or_damaged_says_so),
        cmocka_unit_test(what_cannot_be_opened_or_read_says_why),
        cmocka_unit_test(what_a_pipe_has_said_so_far_is_given_at_once),
        cmocka_unit_test(a_gzipped_pipe_may_come_byte_by_byte),
        cmocka_unit_test(who_does_not_want_to_wait_gets_what_was_read_and_then_the_end),
    };
    return cmocka_run_group_tests(tests, make_path, remove_path);
}
