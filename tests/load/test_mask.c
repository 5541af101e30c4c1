/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every engine against the definition, byte by byte. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "load/mask.h"
#include "load/utf8.h"

enum { MOST = 300 };

static const char *const engine_names[CV_ENGINE_COUNT] = {"plain", "sse2", "avx2"};

static bool bit(uint64_t bits, size_t at)
{
    return (bits >> at % 64 & 1) != 0;
}

/* What the header file says of byte `at`. */
static void check_byte(const char *bytes, size_t length, size_t at, char delimiter, const cv_mask *mask,
                       const char *what)
{
    bool there = at < length, feed = there && bytes[at] == '\n';
    bool bare = there && bytes[at] == '\r' && !(at + 1 < length && bytes[at + 1] == '\n');
    bool want[4] = {feed || bare || (there && bytes[at] == delimiter), feed || bare, there && bytes[at] == '"',
                    there && (unsigned char)bytes[at] >= 0x80};
    bool got[4] = {bit(mask->ends, at), bit(mask->newlines, at), bit(mask->quotes, at), bit(mask->high, at)};
    if (memcmp(want, got, sizeof want) != 0)
        fail_msg("%s: byte %zu of %zu (%02x): got %d%d%d%d, want %d%d%d%d", what, at, length, (unsigned char)bytes[at],
                 got[0], got[1], got[2], got[3], want[0], want[1], want[2], want[3]);
}

static void check_masks(const char *bytes, size_t length, char delimiter, cv_engine engine)
{
    cv_mask masks[MOST / CV_BLOCK + 3];
    memset(masks, 0xff, sizeof masks);
    bool nul = cv_masks_fill(engine, bytes, length, delimiter, masks);
    assert_int_equal(nul, memchr(bytes, '\0', length) != NULL);
    for (size_t at = 0; at < (cv_masks_count(length) + 1) * CV_BLOCK; at++)
        check_byte(bytes, length, at, delimiter, &masks[at / CV_BLOCK], engine_names[engine]);
}

static void each_byte_value_at_each_place(void **state)
{
    char bytes[MOST + CV_PAD];
    (void)state;
    for (cv_engine engine = 0; engine < CV_ENGINE_COUNT; engine++)
        for (int value = 0; cv_engine_works(engine) && value < 256; value++)
            for (size_t at = 0; at < 130; at++) {
                memset(bytes, 'x', sizeof bytes);
                bytes[at] = (char)value;
                check_masks(bytes, 130, ',', engine);
            }
}

static void random_texts_of_all_lengths(void **state)
{
    static const char common[] = ",,\"\"\n\n\r\r\r\nab\x80\xff;";
    char bytes[MOST + CV_PAD];
    (void)state;
    srand(7);
    for (size_t round = 0; round < 6000; round++) {
        size_t length = round % MOST;
        memset(bytes, 'x', sizeof bytes);
        for (size_t i = 0; i < length; i++)
            bytes[i] = (char)(rand() % 4 == 0 ? rand() % 256 : common[(size_t)rand() % (sizeof common - 1)]);
        for (cv_engine engine = 0; engine < CV_ENGINE_COUNT; engine++)
            if (cv_engine_works(engine))
                check_masks(bytes, length, round % 3 == 0 ? ';' : round % 3 == 1 ? ',' : 'x', engine);
    }
}

static void best_engine_works(void **state)
{
    (void)state;
    assert_true(cv_engine_works(cv_engine_best()));
    assert_true(cv_engine_works(CV_ENGINE_PLAIN));
}

/* ---- lines ---- */

static void lines_are_counted_by_their_ends(void **state)
{
    static const struct {
        const char *text;
        size_t at, before, end;
    } cases[] = {{"a\nb\n", 0, 0, 2},     {"a\nb\n", 1, 0, 2},    {"a\nb\n", 2, 1, 4},   {"a\nb", 3, 1, 3},
                 {"a\r\nb", 3, 1, 4},     {"a\rb", 2, 1, 3},      {"a\r\r\nb", 4, 2, 5}, {"", 0, 0, 0},
                 {"a\r\nb\r\n", 1, 0, 3}, {"a\r\nb\r\n", 2, 0, 3}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char bytes[MOST];
        cv_mask masks[4];
        memset(bytes, 'x', sizeof bytes);
        memcpy(bytes, cases[i].text, strlen(cases[i].text));
        cv_masks_fill(CV_ENGINE_PLAIN, bytes, strlen(cases[i].text), ',', masks);
        assert_int_equal(cv_lines_before(masks, cases[i].at), cases[i].before);
        assert_int_equal(cv_line_end(masks, strlen(cases[i].text), cases[i].at), cases[i].end);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_value_at_each_place),
        cmocka_unit_test(random_texts_of_all_lengths),
        cmocka_unit_test(best_engine_works),
        cmocka_unit_test(lines_are_counted_by_their_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
