#include "base/mailbox.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void the_newest_item_wins_and_is_read_once(void **state)
{
    (void)state;
    struct mailbox *mailbox = mailbox_open(sizeof(int));
    int got = -1;
    assert_false(mailbox_read(mailbox, &got, sizeof got));
    for (int i = 1; i <= 3; i++)
        mailbox_write(mailbox, &i, sizeof i);
    assert_true(mailbox_read(mailbox, &got, sizeof got));
    assert_int_equal(got, 3);
    assert_false(mailbox_read(mailbox, &got, sizeof got));
    assert_int_equal(got, 3);
    mailbox_close(mailbox);
    mailbox_close(NULL);
}

enum { MANY = 200000, WORDS = 32 };

static void *write_many(void *self)
{
    uint64_t item[WORDS];
    for (uint64_t i = 1; i <= MANY; i++) {
        for (unsigned k = 0; k < WORDS; k++)
            item[k] = i;
        mailbox_write(self, item, sizeof item);
    }
    return NULL;
}

static void a_reader_never_sees_half_of_two_items_nor_an_older_one(void **state)
{
    (void)state;
    struct mailbox *mailbox = mailbox_open(WORDS * sizeof(uint64_t));
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_many, mailbox), 0);
    uint64_t item[WORDS], last = 0;
    while (last < MANY) {
        if (!mailbox_read(mailbox, item, sizeof item))
            continue;
        assert_true(item[0] > last);
        last = item[0];
        for (unsigned k = 1; k < WORDS; k++)
            assert_true(item[k] == last);
    }
    pthread_join(writer, NULL);
    mailbox_close(mailbox);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_newest_item_wins_and_is_read_once),
        cmocka_unit_test(a_reader_never_sees_half_of_two_items_nor_an_older_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
