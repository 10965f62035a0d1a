#include "unit/session/scripted.h"

#include "catalogue/length.h"

static void run_one(struct scripted *s, const struct programme *programme)
{
    s->records = s->cues = 0;
    s->ended = false;
    scripted_open(s, 1, programme->id);
    const int64_t began_ns = s->now_ns;
    while (!s->ended && s->now_ns - began_ns < 7200 * NS_PER_S)
        scripted_tick(s);
    const double minutes = (double)(s->now_ns - began_ns) / 60e9;
    print_message("%-14s said %2u, length %5.1f, took %5.1f minutes\n", programme->id,
                  programme->minutes, length_of_programme_s(&s->catalogue, programme) / 60.0,
                  minutes);
    session_close(s->session);
    s->session = NULL;
    s->view = NULL;
    assert_true(fabs(minutes - programme->minutes) <= 0.15 * programme->minutes + 0.5);
}

static void the_minutes_on_each_card_are_true_within_a_tenth(void **state)
{
    (void)state;
    static struct scripted s;
    scripted_load(&s);
    for (size_t i = 0; i < s.catalogue.programmes; i++)
        if (!s.catalogue.programme[i].open)
            run_one(&s, &s.catalogue.programme[i]);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_minutes_on_each_card_are_true_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
