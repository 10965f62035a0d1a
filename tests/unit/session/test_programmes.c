#include "unit/session/scripted.h"

#include "catalogue/length.h"

static void run_one(struct scripted *s, const struct programme *programme, unsigned sessions)
{
    s->records = s->cues = 0;
    s->ended = false;
    s->snapshot.person[0].history.sessions = sessions;
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
    const bool short_one =
        programme->minutes < 5; /* whole minutes are too coarse: cards show halves */
    assert_true(fabs(minutes - programme->minutes) <= (short_one ? 0.5 : 0.1 * programme->minutes));
}

static void the_minutes_on_each_card_are_true_within_a_tenth(void **state)
{
    (void)state;
    static struct scripted s;
    scripted_load(&s);
    for (size_t i = 0; i < s.catalogue.programmes; i++)
        for (unsigned n = 0; n <= s.catalogue.programme[i].selections; n++)
            if (!s.catalogue.programme[i].open)
                run_one(&s, &s.catalogue.programme[i], 10 + n);
    scripted_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_minutes_on_each_card_are_true_within_a_tenth),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
