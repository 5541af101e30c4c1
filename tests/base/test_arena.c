/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/arena.h"
#include "support/test_memory.h"

static void an_arena_gives_clear_aligned_memory(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 3, 16, 100, 5000, 7, 300000, 2, 3000000, 1};
    static const unsigned char zeros[3000000];
    cv_arena arena = {0};
    for (size_t round = 0; round < 20; round++)
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            unsigned char *memory = cv_arena_new(&arena, sizes[i]);
            assert_non_null(memory);
            assert_int_equal((uintptr_t)memory % _Alignof(max_align_t), 0);
            assert_memory_equal(memory, zeros, sizes[i]);
            memset(memory, 0xA5, sizes[i]); /* so that two pieces that overlap would show */
            assert_non_null(cv_arena_text(&arena, "x", 1));
        }
    cv_arena_free(&arena);
    assert_null(arena.blocks);
    cv_arena_free(&arena);
}

static void an_arena_copies_texts(void **state)
{
    (void)state;
    cv_arena arena = {0};
    const char *a = cv_arena_text(&arena, "abc\0def", 7), *b = cv_arena_text(&arena, NULL, 0);
    const char *c = cv_arena_copy(&arena, "xyz"), *d = cv_arena_format(&arena, "%s-%d", "n", 42);
    assert_memory_equal(a, "abc\0def", 8);
    assert_string_equal(b, "");
    assert_string_equal(c, "xyz");
    assert_string_equal(d, "n-42");
    assert_null(cv_arena_copy(&arena, NULL));
    assert_null(cv_arena_text(&arena, "x", SIZE_MAX));
    assert_null(cv_arena_new(&arena, SIZE_MAX));
    assert_null(cv_arena_array(&arena, (size_t)1 << 40, (size_t)1 << 40));
    assert_string_equal(d, "n-42");
    cv_arena_free(&arena);
}

static cv_status fill_arena(void *context, cv_messages *messages)
{
    (void)context;
    static const char text[2000] = "a text";
    cv_status status = CV_OK;
    cv_arena arena = {0};
    for (int i = 0; i < 20 && status == CV_OK; i++)
        if (cv_arena_text(&arena, text, sizeof text) == NULL || cv_arena_format(&arena, "%d", i) == NULL)
            status = cv_fail_memory(messages);
    cv_arena_free(&arena);
    return status;
}

static void an_arena_without_memory_says_so(void **state)
{
    (void)state;
    check_every_allocation(fill_arena, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_arena_gives_clear_aligned_memory),
        cmocka_unit_test(an_arena_copies_texts),
        cmocka_unit_test(an_arena_without_memory_says_so),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
