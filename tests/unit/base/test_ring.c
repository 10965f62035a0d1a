#include "base/ring.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>

#include <cmocka.h>

static void items_come_out_in_their_order(void **state)
{
    (void)state;
    struct ring *ring = ring_open(sizeof(int), 4);
    int got;
    assert_false(ring_pop(ring, &got, sizeof got));
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 3; i++)
            assert_true(ring_push(ring, &(int){round * 3 + i}, sizeof(int)));
        for (int i = 0; i < 3; i++) {
            assert_true(ring_pop(ring, &got, sizeof got));
            assert_int_equal(got, round * 3 + i);
        }
    }
    ring_close(ring);
}

static void a_full_ring_refuses_and_counts(void **state)
{
    (void)state;
    struct ring *ring = ring_open(sizeof(int), 3); /* rounded up to 4 */
    int got;
    for (int i = 0; i < 4; i++)
        assert_true(ring_push(ring, &i, sizeof i));
    assert_false(ring_push(ring, &(int){99}, sizeof(int)));
    assert_false(ring_push(ring, &(int){99}, sizeof(int)));
    assert_int_equal(ring_dropped(ring), 2);
    assert_true(ring_pop(ring, &got, sizeof got));
    assert_int_equal(got, 0);
    assert_true(ring_push(ring, &(int){4}, sizeof(int)));
    ring_close(ring);
}

static void an_item_larger_than_a_slot_is_refused(void **state)
{
    (void)state;
    struct ring *ring = ring_open(4, 4);
    char large[8] = {0};
    assert_false(ring_push(ring, large, sizeof large));
    assert_int_equal(ring_dropped(ring), 1);
    ring_close(ring);
    ring_close(NULL);
}

#ifndef __SANITIZE_THREAD__ /* which has pages of its own behind each of ours */
static long pages_faulted(void)
{
    struct rusage usage;
    assert_int_equal(getrusage(RUSAGE_THREAD, &usage), 0);
    return usage.ru_minflt;
}

/* A writer in real time waits for no page; some may be those of the test itself. */
static void a_new_ring_is_filled_without_asking_the_kernel_for_memory(void **state)
{
    (void)state;
    enum { ITEM = 8192, SLOTS = 64 };
    static unsigned char item[ITEM];
    memset(item, 1, sizeof item);
    struct ring *ring = ring_open(sizeof item, SLOTS);
    assert_true(ring_push(ring, item, sizeof item));
    const long before = pages_faulted();
    for (unsigned i = 1; i < SLOTS; i++)
        assert_true(ring_push(ring, item, sizeof item));
    assert_in_range(pages_faulted() - before, 0, SLOTS / 2);
    ring_close(ring);
}
#endif

enum { MANY = 200000 };

/* Three copies of a number: they agree only in an item that was read whole. */
struct triple {
    uint64_t a, b, c;
};

static void *write_many(void *self)
{
    for (uint64_t i = 1; i <= MANY; i++)
        ring_push(self, &(struct triple){i, i, i}, sizeof(struct triple));
    return NULL;
}

static void two_threads_lose_nothing_but_what_is_counted(void **state)
{
    (void)state;
    struct ring *ring = ring_open(sizeof(struct triple), 64);
    pthread_t writer;
    assert_int_equal(pthread_create(&writer, NULL, write_many, ring), 0);
    struct triple got;
    uint64_t last = 0, count = 0;
    while (count + ring_dropped(ring) < MANY) {
        if (!ring_pop(ring, &got, sizeof got))
            continue;
        assert_true(got.a == got.b && got.b == got.c);
        assert_true(got.a > last);
        last = got.a;
        count++;
    }
    pthread_join(writer, NULL);
    assert_int_equal(count + ring_dropped(ring), MANY);
    ring_close(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(items_come_out_in_their_order),
        cmocka_unit_test(a_full_ring_refuses_and_counts),
        cmocka_unit_test(an_item_larger_than_a_slot_is_refused),
#ifndef __SANITIZE_THREAD__
        cmocka_unit_test(a_new_ring_is_filled_without_asking_the_kernel_for_memory),
#endif
        cmocka_unit_test(two_threads_lose_nothing_but_what_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
