/* Priorities are for the journal alone: somebody at a terminal, or a file, gets plain lines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"

static char written[256];

/* One line of the log while standard error is a file, whose place the environment tells. */
static void log_to_file(const char *journal)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    struct stat found;
    assert_int_equal(fstat(fileno(file), &found), 0);
    char place[64];
    snprintf(place, sizeof place, "%llu:%llu", (unsigned long long)found.st_dev,
             (unsigned long long)found.st_ino);
    setenv("JOURNAL_STREAM", journal ? journal : place, 1);
    const int before = dup(STDERR_FILENO);
    assert_true(dup2(fileno(file), STDERR_FILENO) >= 0);
    const struct log log = log_stderr(LOG_INFO);
    log_line(&log, LOG_WARNING, "the card is slow");
    assert_true(dup2(before, STDERR_FILENO) >= 0);
    close(before);
    rewind(file);
    written[fread(written, 1, sizeof written - 1, file)] = '\0';
    fclose(file);
}

static void the_journal_gets_the_priority(void **state)
{
    (void)state;
    log_to_file(NULL);
    assert_string_equal(written, "<4>the card is slow\n");
}

static void whoever_redirects_it_gets_a_plain_line(void **state)
{
    (void)state;
    log_to_file("1:2");
    assert_string_equal(written, "matstation: warning: the card is slow\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_journal_gets_the_priority),
        cmocka_unit_test(whoever_redirects_it_gets_a_plain_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
