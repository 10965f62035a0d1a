/* What is a character, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

#include <string.h>

static void characters_of_every_length_are_decoded(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        uint32_t point;
    } good[] = {{"a", 1, 'a'},
                {"\x7F", 1, 0x7F},
                {"\xC2\x80", 2, 0x80},
                {"\xDF\xBF", 2, 0x7FF},
                {"\xE0\xA0\x80", 3, 0x800},
                {"\xED\x9F\xBF", 3, 0xD7FF},
                {"\xEF\xBF\xBF", 3, 0xFFFF},
                {"\xF0\x90\x80\x80", 4, 0x10000},
                {"\xF4\x8F\xBF\xBF", 4, 0x10FFFF}};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        uint32_t point;
        assert_int_equal(utf8_decode(good[i].text, strlen(good[i].text), &point), good[i].length);
        assert_int_equal(point, good[i].point);
        assert_int_equal(utf8_decode(good[i].text, good[i].length - 1, &point), 0);
    }
}

static void a_zero_byte_is_a_character(void **state)
{
    (void)state;
    uint32_t point = 1;
    assert_int_equal(utf8_decode("", 1, &point), 1);
    assert_int_equal(point, 0);
}

static void what_the_standard_forbids_is_none(void **state)
{
    (void)state;
    static const char *const bad[] = {"\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC3(",
                                      "\xE0\x9F\xBF",
                                      "\xE2\x82(",
                                      "\xED\xA0\x80",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF8\x88\x80\x80\x80",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t point = 1;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &point), 0);
        assert_int_equal(point, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_of_every_length_are_decoded),
        cmocka_unit_test(a_zero_byte_is_a_character),
        cmocka_unit_test(what_the_standard_forbids_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
