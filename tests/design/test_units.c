/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "design/units.h"
#include "support/test_memory.h"

static uint32_t number_of(cv_units *units, const char *id, size_t length, uint32_t scope, int *fresh)
{
    cv_unit_key key = cv_unit_key_of(id, length, scope);
    cv_units_prefetch(units, &key);
    cv_units_prefetch_unit(units, &key);
    return cv_units_number(units, &key, fresh);
}

/* Ids that differ in one byte or in their length alone, around the lengths where they are kept in another way. */
static void ids_are_told_apart(void **state)
{
    (void)state;
    static const char *const ids[] = {"",
                                      "0",
                                      "00",
                                      "01",
                                      "1",
                                      "1 ",
                                      "123",
                                      "1230",
                                      "1234",
                                      "5234",
                                      "1235",
                                      "12345",
                                      "1234567",
                                      "12345678",
                                      "123456789",
                                      "x234567890",
                                      "1234567890123456",
                                      "1234567x90123456",
                                      "12345678901234567",
                                      "1234567890123456x",
                                      "12345678901234567890123456789012",
                                      "1234567890123456789x123456789012"};
    cv_units units = {0};
    int fresh;
    for (int round = 0; round < 2; round++)
        for (uint32_t scope = 0; scope < 2; scope++)
            for (size_t i = 0; i < COUNT_OF(ids); i++) {
                char copy[64]; /* at another place each time: an id is its bytes */
                size_t length = strlen(ids[i]);
                memcpy(copy + i, ids[i], length);
                assert_int_equal(number_of(&units, copy + i, length, scope, &fresh), scope * COUNT_OF(ids) + i);
                assert_int_equal(fresh, round == 0);
            }
    /* bytes that a C string could not hold */
    assert_int_equal(number_of(&units, "1\0", 2, 0, &fresh), 2 * COUNT_OF(ids));
    assert_true(fresh);
    cv_units_free(&units);
    cv_units_free(&units);
}

static void numbers_stay_while_it_grows(void **state)
{
    (void)state;
    cv_units units = {0};
    enum { MANY = 5000 };
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            char id[40];
            int fresh, length = snprintf(id, sizeof id, i % 2 ? "%u" : "a rather long id number %u", i / 4);
            assert_int_equal(number_of(&units, id, (size_t)length, i % 4 / 2, &fresh), i);
        }
    assert_int_equal(units.count, MANY);
    cv_units_free(&units);
}

static void without_memory_there_is_no_number(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 3; nth++) { /* the index, the units, the text of a long id */
        cv_units units = {0};
        int fresh;
        fail_the_nth_allocation(nth);
        assert_int_equal(number_of(&units, "an id that is kept apart", 24, 0, &fresh), UINT32_MAX);
        assert_true(stop_failing());
        assert_int_equal(number_of(&units, "an id that is kept apart", 24, 0, &fresh), 0);
        cv_units_free(&units);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_told_apart),
        cmocka_unit_test(numbers_stay_while_it_grows),
        cmocka_unit_test(without_memory_there_is_no_number),
    };
    return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
