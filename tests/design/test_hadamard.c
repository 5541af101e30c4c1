/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>

#include "design/hadamard.h"
#include "support/test_memory.h"

/* H H' = n I, and a first row of 1: by definition. */
static void check_matrix(size_t order)
{
    int8_t *h = malloc(order * order);
    assert_non_null(h);
    assert_true(cv_hadamard_make(order, h));
    for (size_t i = 0; i < order; i++) {
        if (h[i] != 1)
            fail_msg("order %zu: column %zu starts with %d", order, i, h[i]);
        for (size_t k = i; k < order; k++) {
            long product = 0;
            for (size_t j = 0; j < order; j++)
                product += h[i * order + j] * h[k * order + j];
            if (product != (i == k ? (long)order : 0))
                fail_msg("order %zu: rows %zu and %zu have the product %ld", order, i, k, product);
        }
    }
    free(h);
}

static void every_order_up_to_the_bound_is_there(void **state)
{
    (void)state;
    check_matrix(1);
    check_matrix(2);
    for (size_t order = 4; order <= CV_HADAMARD_WHOLE; order += 4) {
        assert_int_equal(cv_hadamard_order(order - 1), order);
        assert_int_equal(cv_hadamard_order(order), order);
        check_matrix(order);
    }
}

static void larger_ones_come_when_they_can(void **state)
{
    (void)state;
    /* 188, 236 and 428 are of no construction here */
    static const size_t wanted[][2] = {{0, 1},     {1, 1},     {2, 2},     {3, 4},     {185, 192},  {189, 192},
                                       {232, 232}, {233, 240}, {240, 240}, {425, 432}, {1021, 1024}};
    for (size_t i = 0; i < COUNT_OF(wanted); i++)
        assert_int_equal(cv_hadamard_order(wanted[i][0]), wanted[i][1]);
    check_matrix(192);
    check_matrix(312);
    check_matrix(500);
    check_matrix(688);
    assert_int_equal(cv_hadamard_order(CV_HADAMARD_MOST), CV_HADAMARD_MOST);
    assert_int_equal(cv_hadamard_order(CV_HADAMARD_MOST + 1), 0);
}

static cv_status make_some(void *context, cv_messages *messages)
{
    static int8_t h[184 * 184];
    static const size_t orders[] = {2, 12, 28, 92, 184};
    (void)context;
    bool ok = true;
    for (size_t i = 0; i < COUNT_OF(orders); i++)
        ok = ok && cv_hadamard_make(orders[i], h);
    return ok ? CV_OK : cv_fail_memory(messages);
}

static void a_lack_of_memory_is_told(void **state)
{
    (void)state;
    check_every_allocation(make_some, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_order_up_to_the_bound_is_there),
        cmocka_unit_test(larger_ones_come_when_they_can),
        cmocka_unit_test(a_lack_of_memory_is_told),
    };
    return cmocka_run_group_tests_name("hadamard", tests, NULL, NULL);
}
