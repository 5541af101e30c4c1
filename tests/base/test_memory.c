/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "base/memory.h"
#include "support/test_memory.h"

static void sizes_that_cannot_be_are_refused(void **state)
{
    (void)state;
    void *kept = cv_memory_new(8);
    assert_null(cv_memory_new(SIZE_MAX));
    assert_null(cv_memory_zero(SIZE_MAX / 2, 4));
    assert_null(cv_memory_zero((size_t)1 << 32, (size_t)1 << 32)); /* the product is 0 modulo 2^64 */
    assert_null(cv_memory_resize(kept, (size_t)1 << 32, (size_t)1 << 32));
    cv_memory_free(kept);
    cv_memory_free(NULL);
}

static void nothing_is_a_pointer_too(void **state)
{
    (void)state;
    void *none[] = {cv_memory_new(0), cv_memory_zero(0, 8), cv_memory_zero(8, 0), cv_memory_resize(NULL, 0, 8)};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        assert_non_null(none[i]);
        cv_memory_free(none[i]);
    }
}

static void growing_doubles_and_keeps_what_was_there(void **state)
{
    (void)state;
    int *items = NULL;
    size_t capacity = 0, moves = 0;
    for (int i = 0; i < 1000; i++) {
        size_t before = capacity;
        int *grown = cv_memory_grow(items, (size_t)i, &capacity, sizeof *items);
        assert_non_null(grown);
        moves += capacity != before;
        items = grown;
        items[i] = i;
    }
    assert_true(capacity >= 1000 && moves <= 9);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(items[i], i);
    fail_the_nth_allocation(1);
    assert_null(cv_memory_grow(items, capacity, &capacity, sizeof *items));
    assert_true(stop_failing());
    assert_int_equal(items[999], 999);
    cv_memory_free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_that_cannot_be_are_refused),
        cmocka_unit_test(nothing_is_a_pointer_too),
        cmocka_unit_test(growing_doubles_and_keeps_what_was_there),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
