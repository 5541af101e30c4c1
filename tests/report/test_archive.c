/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "base/memory.h"
#include "report/archive.h"
#include "support/test_memory.h"

/* Two parts as PKWARE's APPNOTE 4.3 lays them out, by hand: "hello" stored, and nothing, stored too. */
static const char two_parts[] =
    "PK\3\4\x14\0\0\0\0\0\0\0\x21\0\x86\xa6\x10\x36\5\0\0\0\5\0\0\0\1\0\0\0a"
    "hello"
    "PK\3\4\x14\0\0\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0b/c"
    "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\x21\0\x86\xa6\x10\x36\5\0\0\0\5\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0a"
    "PK\1\2\x14\0\x14\0\0\0\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\3\0\0\0\0\0\0\0\0\0\0\0\0\0\x24\0\0\0b/c"
    "PK\5\6\0\0\0\0\2\0\2\0\x60\0\0\0\x45\0\0\0\0\0";
enum { TWO_PARTS = sizeof two_parts - 1 };

static cv_status read_bytes(const char *bytes, size_t length, cv_archive *to, cv_messages *messages)
{
    return cv_archive_read(bytes, length, "x.zip", to, messages);
}

static void check_part(const cv_archive *archive, const char *name, const char *want)
{
    cv_messages messages = {0};
    cv_buffer bytes = {0};
    const cv_archive_part *part = cv_archive_find(archive, name);
    assert_non_null(part);
    cv_buffer_add(&bytes, "");
    assert_int_equal(cv_archive_extract(archive, part, &bytes, &messages), CV_OK);
    check_text(bytes.text, want, name);
    cv_buffer_free(&bytes);
}

static void parts_are_found_and_read(void **state)
{
    (void)state;
    cv_archive archive = {0};
    cv_messages messages = {0};
    assert_int_equal(read_bytes(two_parts, TWO_PARTS, &archive, &messages), CV_OK);
    assert_int_equal(archive.part_count, 2);
    check_part(&archive, "a", "hello");
    check_part(&archive, "b/c", "");
    assert_null(cv_archive_find(&archive, "b"));
    cv_archive_free(&archive);
}

static void what_is_written_is_what_was_read(void **state)
{
    (void)state;
    cv_archive archive = {0};
    cv_messages messages = {0};
    cv_buffer bytes = {0};
    assert_int_equal(read_bytes(two_parts, TWO_PARTS, &archive, &messages), CV_OK);
    cv_archive_write(&archive, &bytes);
    assert_int_equal(bytes.length, TWO_PARTS);
    assert_memory_equal(bytes.text, two_parts, TWO_PARTS);
    cv_buffer_free(&bytes);
    cv_archive_free(&archive);
}

static void a_replaced_part_is_read_back(void **state)
{
    (void)state;
    cv_archive archive = {0}, again = {0};
    cv_messages messages = {0};
    cv_buffer bytes = {0};
    char text[5000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    assert_int_equal(read_bytes(two_parts, TWO_PARTS, &archive, &messages), CV_OK);
    cv_archive_part *part = cv_archive_find(&archive, "b/c");
    assert_int_equal(cv_archive_replace(&archive, part, text, strlen(text), &messages), CV_OK);
    assert_true(part->stored < 100); /* deflated */
    cv_archive_write(&archive, &bytes);
    assert_int_equal(read_bytes(bytes.text, bytes.length, &again, &messages), CV_OK);
    check_part(&again, "a", "hello");
    check_part(&again, "b/c", text);
    cv_archive_free(&again);
    cv_archive_free(&archive);
    cv_buffer_free(&bytes);
}

/* Whatever is cut off or changed: it is refused, or the parts are still what they say; never read beyond. */
static void damage_is_refused(void **state)
{
    (void)state;
    for (size_t length = 0; length < TWO_PARTS; length++) {
        cv_archive archive = {0};
        cv_messages messages = {0};
        char *bytes = cv_memory_new(length + 1); /* so that the sanitizer sees a step beyond */
        memcpy(bytes, two_parts, length);
        assert_int_equal(read_bytes(bytes, length, &archive, &messages), CV_SYSTEM);
        check_text(messages.items[0].problem, "is no archive that can be read", "message");
        cv_archive_free(&archive);
        cv_messages_free(&messages);
        cv_memory_free(bytes);
    }
}

static void any_byte_may_be_wrong(void **state)
{
    (void)state;
    for (size_t at = 0; at < TWO_PARTS; at++)
        for (int bit = 0; bit < 8; bit++) {
            cv_archive archive = {0};
            cv_messages messages = {0};
            char *bytes = cv_memory_new(TWO_PARTS);
            memcpy(bytes, two_parts, TWO_PARTS);
            bytes[at] = (char)(bytes[at] ^ (1 << bit));
            cv_status status = read_bytes(bytes, TWO_PARTS, &archive, &messages);
            for (size_t i = 0; status == CV_OK && i < archive.part_count; i++) {
                cv_buffer part = {0};
                if (archive.parts[i].size < 1000)
                    status = cv_archive_extract(&archive, &archive.parts[i], &part, &messages);
                cv_buffer_free(&part);
            }
            assert_true(status == CV_OK || status == CV_SYSTEM);
            cv_archive_free(&archive);
            cv_messages_free(&messages);
            cv_memory_free(bytes);
        }
}

static void a_part_with_another_checksum_is_damaged(void **state)
{
    (void)state;
    cv_archive archive = {0};
    cv_messages messages = {0};
    cv_buffer part = {0};
    char bytes[TWO_PARTS];
    memcpy(bytes, two_parts, TWO_PARTS);
    memcpy(strstr(bytes + 31, "hello"), "jello", 5);
    assert_int_equal(read_bytes(bytes, TWO_PARTS, &archive, &messages), CV_OK);
    assert_int_equal(cv_archive_extract(&archive, &archive.parts[0], &part, &messages), CV_SYSTEM);
    cv_archive_free(&archive);
    cv_messages_free(&messages);
    cv_buffer_free(&part);
}

static cv_status read_change_write(void *context, cv_messages *messages)
{
    (void)context;
    cv_archive archive = {0};
    cv_buffer part = {0}, bytes = {0};
    cv_status status = read_bytes(two_parts, TWO_PARTS, &archive, messages);
    if (status == CV_OK)
        status = cv_archive_extract(&archive, &archive.parts[0], &part, messages);
    if (status == CV_OK)
        status = cv_archive_replace(&archive, &archive.parts[0], part.text, part.length, messages);
    cv_buffer_free(&part);
    if (status == CV_OK)
        status = cv_archive_extract(&archive, &archive.parts[0], &part, messages);
    if (status == CV_OK)
        cv_archive_write(&archive, &bytes);
    if (status == CV_OK && bytes.failed)
        status = cv_fail_memory(messages);
    cv_buffer_free(&part);
    cv_buffer_free(&bytes);
    cv_archive_free(&archive);
    return status;
}

static void no_memory_is_said(void **state)
{
    (void)state;
    check_every_allocation(read_change_write, NULL, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_found_and_read),
        cmocka_unit_test(what_is_written_is_what_was_read),
        cmocka_unit_test(a_replaced_part_is_read_back),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(any_byte_may_be_wrong),
        cmocka_unit_test(a_part_with_another_checksum_is_damaged),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests_name("archive", tests, NULL, NULL);
}
