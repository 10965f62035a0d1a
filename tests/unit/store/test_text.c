/* Text, numbers and days as the log writes them. */
#include "store/dates.h"
#include "store/text.h"
#include "unit/store/log_fixture.h"

#include <time.h>

static void what_is_no_utf8_becomes_a_replacement_character(void **state)
{
    (void)state;
    char text[32];
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"Zoë 🦵", "Zoë 🦵"},
        {"a\xFF\x62", "a\xEF\xBF\xBD\x62"},
        {"\xC3", "\xEF\xBF\xBD"},
        {"\xC0\xAF", "\xEF\xBF\xBD\xEF\xBF\xBD"},                 /* "/" in two bytes */
        {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"}, /* half a surrogate pair */
        {"\xF4\x90\x80\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        text_clean(text, sizeof text, cases[i].from);
        assert_string_equal(text, cases[i].to);
    }
}

static void text_is_cut_between_characters(void **state)
{
    (void)state;
    char text[6];
    text_clean(text, sizeof text, "abc\xC3\xAB\xC3\xAB");
    assert_string_equal(text, "abc\xC3\xAB");
    text_clean(text, sizeof text, "abcd\xC3\xAB");
    assert_string_equal(text, "abcd");
}

static void numbers_are_rounded_and_have_a_point(void **state)
{
    (void)state;
    char text[32];
    assert_string_equal(text_number(text, 12.3456, 3), "12.346");
    assert_string_equal(text_number(text, -0.5, 1), "-0.5");
    assert_string_equal(text_number(text, -0.0001, 3), "0.000");
    assert_string_equal(text_number(text, 1.05, 0), "1");
    assert_string_equal(text_number(text, 0.007, 2), "0.01");
    assert_string_equal(text_number(text, (double)NAN, 2), "");
    assert_string_equal(text_number(text, 1e300, 2), "");
}

static void dates_are_utc_before_1970_too(void **state)
{
    (void)state;
    char text[32];
    assert_string_equal(text_date(text, 1795348800123), "2026-11-22T12:00:00Z");
    assert_string_equal(text_date(text, -1), "1969-12-31T23:59:59Z");
}

static void set_zone(const char *zone)
{
    setenv("TZ", zone, 1);
    tzset();
}

static int64_t day(int month, int hour_utc, int day_of_month)
{
    struct tm utc = {
        .tm_year = 126, .tm_mon = month - 1, .tm_mday = day_of_month, .tm_hour = hour_utc};
    return date_local_day(timegm(&utc));
}

static void a_day_ends_at_local_midnight(void **state)
{
    (void)state;
    set_zone("Europe/Berlin");
    assert_int_equal(day(11, 22, 22), day(11, 12, 22));
    assert_int_equal(day(11, 23, 22), day(11, 12, 23));
    set_zone("UTC");
    assert_int_equal(day(11, 23, 22), day(11, 12, 22));
}

static void summer_time_neither_loses_nor_doubles_a_day(void **state)
{
    (void)state;
    set_zone("Europe/Berlin");
    /* Back one hour on 2026-10-25, forward one on 2026-03-29. */
    for (int date = 23; date < 29; date++)
        assert_int_equal(day(10, 12, date + 1) - day(10, 12, date), 1);
    for (int date = 27; date < 31; date++)
        assert_int_equal(day(3, 12, date + 1) - day(3, 12, date), 1);
    assert_int_equal(day(10, 22, 24), day(10, 12, 25));
    assert_int_equal(day(10, 22, 25), day(10, 12, 25));
    assert_int_equal(day(10, 23, 25), day(10, 12, 26));
    set_zone("UTC");
}

static void weeks_begin_on_monday(void **state)
{
    (void)state;
    set_zone("UTC");
    assert_int_equal(date_week(day(11, 12, 16)), date_week(day(11, 12, 22)));
    assert_int_equal(date_week(day(11, 12, 22)) + 1, date_week(day(11, 12, 23)));
    assert_int_equal(date_week(-4), -1); /* Sunday, 1969-12-28 */
    assert_int_equal(date_week(-3), 0);
}

static void a_jump_of_the_clock_moves_dates_and_changes_no_duration(void **state)
{
    set_zone("UTC");
    struct store *store = open_log(*state, "a");
    put_person(store, 1, "Anna");
    put_clock(store, 0, 0); /* 1970 */
    put_session(store, 1, 1, 10 * S_NS, 90);
    put_clock(store, 200 * S_NS, NOON_UNIX_S + 200);
    put_session(store, 2, 1, 300 * S_NS, 90);
    put_clock(store, 500 * S_NS, NOON_UNIX_S + 500 - 3600);
    const struct history_view *history = &fresh_snapshot(store)->person[0].history;
    assert_int_equal(history->sessions, 2);
    assert_int_equal(history->days_since_first, 0);
    assert_float_equal(history->day[0].minutes[KIND_STRENGTH], 3, 1e-4);
    store_close(store);
}

/* One for each byte, as for all that is no character. */
#define THREE "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"

/* XML can hold neither of the two. */
static void what_is_no_character_of_unicode_is_replaced(void **state)
{
    (void)state;
    char text[32];
    text_clean(text, sizeof text,
               "a\xEF\xBF\xBE"
               "b\xEF\xBF\xBF");
    assert_string_equal(text, "a" THREE "b" THREE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_character_of_unicode_is_replaced),
        cmocka_unit_test(what_is_no_utf8_becomes_a_replacement_character),
        cmocka_unit_test(text_is_cut_between_characters),
        cmocka_unit_test(numbers_are_rounded_and_have_a_point),
        cmocka_unit_test(dates_are_utc_before_1970_too),
        cmocka_unit_test(a_day_ends_at_local_midnight),
        cmocka_unit_test(summer_time_neither_loses_nor_doubles_a_day),
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test_setup_teardown(a_jump_of_the_clock_moves_dates_and_changes_no_duration,
                                        make_folder, remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
