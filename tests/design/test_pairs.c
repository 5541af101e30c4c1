/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "design/pairs.h"
#include "support/test_memory.h"

static void numbers_follow_each_other(void **state)
{
    (void)state;
    cv_pairs pairs = {0};
    int fresh = 0;
    assert_int_equal(cv_pairs_number(&pairs, 7, 0, &fresh), 0);
    assert_true(fresh);
    assert_int_equal(cv_pairs_number(&pairs, 0, 7, &fresh), 1);
    assert_true(fresh);
    assert_int_equal(cv_pairs_number(&pairs, 7, 0, &fresh), 0);
    assert_false(fresh);
    assert_int_equal(cv_pairs_number(&pairs, 7, 0, NULL), 0);
    assert_int_equal(pairs.count, 2);
    cv_pairs_free(&pairs);
    cv_pairs_free(&pairs);
}

/* Many more than the first table holds, the largest numbers among them. */
static void numbers_stay_while_it_grows(void **state)
{
    (void)state;
    cv_pairs pairs = {0};
    enum { MANY = 20000 };
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < MANY; i++) {
            uint32_t a = UINT32_MAX - i % 100, b = i / 100 * 65537u;
            cv_pairs_prefetch(&pairs, a, b);
            assert_int_equal(cv_pairs_number(&pairs, a, b, NULL), i);
        }
    assert_int_equal(pairs.count, MANY);
    cv_pairs_free(&pairs);
}

static void without_memory_there_is_no_number(void **state)
{
    (void)state;
    for (size_t nth = 1; nth <= 2; nth++) {
        cv_pairs pairs = {0};
        fail_the_nth_allocation(nth);
        assert_int_equal(cv_pairs_number(&pairs, 1, 2, NULL), CV_PAIR_NONE);
        assert_true(stop_failing());
        assert_int_equal(cv_pairs_number(&pairs, 1, 2, NULL), 0);
        cv_pairs_free(&pairs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_each_other),
        cmocka_unit_test(numbers_stay_while_it_grows),
        cmocka_unit_test(without_memory_there_is_no_number),
    };
    return cmocka_run_group_tests_name("pairs", tests, NULL, NULL);
}
