/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/file.h"
#include "support/test_memory.h"

typedef struct hash_case {
    const char *name, *text, *want;
} hash_case;

/* FIPS 180-4's examples, as NIST prints them (Cryptographic Standards and Guidelines, example values, SHA256). */
static const hash_case cases[] = {
    {"of_nothing", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"of_one_block", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"of_two_blocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void check_case(void **state)
{
    const hash_case *c = *state;
    char digest[CV_SHA256_SIZE];
    cv_bytes_sha256(c->text, strlen(c->text), digest);
    check_text(digest, c->want, "in one piece");
    cv_hash *hash = cv_hash_new();
    for (const char *at = c->text; *at != '\0'; at++)
        cv_hash_add(hash, at, 1);
    cv_hash_add(hash, "", 0);
    assert_true(cv_hash_finish(hash, digest));
    check_text(digest, c->want, "byte by byte");
    cv_hash_free(hash);
}

static void of_a_million_letters_in_pieces(void **state)
{
    (void)state;
    static char letters[1000];
    char digest[CV_SHA256_SIZE];
    cv_hash *hash = cv_hash_new();
    memset(letters, 'a', sizeof letters);
    for (int i = 0; i < 1000; i++)
        cv_hash_add(hash, letters, sizeof letters);
    assert_true(cv_hash_finish(hash, digest));
    check_text(digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0", "digest");
    cv_hash_free(hash);
}

static void without_memory_there_is_no_hash(void **state)
{
    (void)state;
    char digest[CV_SHA256_SIZE] = "?";
    fail_the_nth_allocation(1);
    assert_null(cv_hash_new());
    assert_true(stop_failing());
    fail_the_nth_allocation(1);
    cv_bytes_sha256("abc", 3, digest);
    assert_true(stop_failing());
    assert_string_equal(digest, "");
    cv_hash_free(NULL);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {
        cmocka_unit_test(of_a_million_letters_in_pieces),
        cmocka_unit_test(without_memory_there_is_no_hash),
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[2 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
