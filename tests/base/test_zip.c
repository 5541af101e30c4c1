/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/zip.h"

#define TIME  "\x12\x34\x56\x78"
#define FIRST "\0\0\x21\0"

/* Archives by hand, after APPNOTE.TXT: entries `a` and `bc`, stored, of no bytes; then their directory and its end. */
#define LOCAL(time, length, name) "PK\3\4\x0A\0\0\0\0\0" time "\0\0\0\0\0\0\0\0\0\0\0\0" length "\0\0\0" name
#define CENTRAL(time, length, extra, local, name)                                                                      \
    "PK\1\2\x0A\0\x0A\0\0\0\0\0" time "\0\0\0\0\0\0\0\0\0\0\0\0" length "\0" extra "\0\0\0\0\0\0\0\0\0\0\0" local      \
    "\0\0\0" name
#define END(count, size, offset, comment) "PK\5\6\0\0\0\0" count "\0" count "\0" size "\0\0\0" offset "\0\0\0" comment

/* 31 bytes, 32 bytes (from 31, 0x1F), the directory from 63 (0x3F): 47 and 51 bytes (0x62 in all). */
#define ARCHIVE(time, comment)                                                                                         \
    LOCAL(time, "\1", "a")                                                                                             \
    LOCAL(time, "\2", "bc")                                                                                            \
    CENTRAL(time, "\1", "\0", "\0", "a") CENTRAL(time, "\2", "\3", "\x1F", "bcxyz") END("\2", "\x62", "\x3F", comment)

static void check_undated(const char *archive, const char *wanted, size_t size)
{
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memcpy(bytes, archive, size);
    assert_true(cv_zip_undate(bytes, size));
    assert_memory_equal(bytes, wanted, size);
    free(bytes);
}

static void every_entry_gets_the_first_time(void **state)
{
    static const char archive[] = ARCHIVE(TIME, "\0\0"), wanted[] = ARCHIVE(FIRST, "\0\0");
    static const char comment[] = ARCHIVE(TIME, "\3\0PK!"), after[] = ARCHIVE(FIRST, "\3\0PK!");
    (void)state;
    check_undated(archive, wanted, sizeof archive - 1);
    check_undated(comment, after, sizeof comment - 1);
}

static void an_empty_archive_is_one(void **state)
{
    static const char archive[] = END("\0", "\0", "\0", "\0\0");
    (void)state;
    check_undated(archive, archive, sizeof archive - 1);
}

/* Cut short anywhere, or with any byte changed, it is refused or changed within its bounds: the sanitizers watch. */
static void what_is_no_archive_does_no_harm(void **state)
{
    static const char archive[] = ARCHIVE(TIME, "\0\0");
    (void)state;
    enum { SIZE = sizeof archive - 1 };
    assert_false(cv_zip_undate((char[]){'x'}, 0));
    assert_false(cv_zip_undate((char[]){"This is no archive, whatever its length may be."}, 47));
    for (size_t i = 0; i < SIZE; i++) {
        char *bytes = malloc(SIZE);
        assert_non_null(bytes);
        memcpy(bytes, archive, SIZE);
        bytes[i] = (char)0xFF;
        (void)cv_zip_undate(bytes, SIZE);
        bytes = realloc(bytes, i + 1);
        assert_non_null(bytes);
        memcpy(bytes, archive, i + 1);
        assert_int_equal(cv_zip_undate(bytes, i + 1), i + 1 == SIZE);
        free(bytes);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(every_entry_gets_the_first_time),
                                              cmocka_unit_test(an_empty_archive_is_one),
                                              cmocka_unit_test(what_is_no_archive_does_no_harm)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
