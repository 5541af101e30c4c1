/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where chunks end, and how long a line and an open quote may be. */
#include "loaded.h"

#include "load/cutter.h"
#include "load/mask.h"

/* ---- where chunks end ---- */

static const struct {
    const char *name, *text;
    size_t want;
    const char *chunks; /* each in [] */
} cases[] = {
    {"behind_the_last_newline_within", "ab\ncd\nef\n", 7, "[ab\ncd\n][ef\n]"},
    {"longer_where_the_line_is_longer", "abcdefghij\nk\n", 2, "[abcdefghij\nk\n]"},
    {"rest_without_newline_is_the_last", "ab\ncd", 4, "[ab\n][cd]"},
    {"end_on_a_border_gives_an_empty_last", "ab\ncd\n", 3, "[ab\n][cd\n][]"},
    {"crlf_is_not_split", "a\r\nb\r\n", 2, "[a\r\n][b\r\n]"},
    {"lone_cr_where_there_is_no_lf", "a\rb\rc\r", 3, "[a\r][b\r][c\r]"},
    {"cr_that_may_belong_to_an_lf_waits", "ab\r\ncd", 3, "[ab\r\n][cd]"},
    {"empty_file", "", 10, "[]"},
    {"one_byte_chunks", "a\n\nb\n", 1, "[a\n][\n][b\n][]"},
};

static void check_case(void **state)
{
    size_t i = (size_t)(uintptr_t)*state;
    for (size_t piece = 0; piece < 5; piece++) {
        loaded from = {.bytes = cases[i].text, .length = strlen(cases[i].text), .piece = piece};
        cv_cutter cutter = {.stream = {.context = &from, .read = loaded_read}, .file = "t"};
        cv_messages messages = {0};
        cv_chunk chunk = {0};
        cv_buffer all = {0};
        bool got;
        while (cv_cutter_next(&cutter, cases[i].want, &chunk, &got, &messages) == CV_OK && got) {
            cv_buffer_add(&all, "[");
            cv_buffer_add_bytes(&all, chunk.bytes, chunk.length);
            cv_buffer_add(&all, "]");
            for (size_t j = 0; j < CV_PAD; j++)
                assert_int_equal(chunk.bytes[chunk.length + j], 'x');
        }
        assert_int_equal(messages.count, 0);
        assert_int_equal(cutter.bytes, from.length);
        check_text(all.text, cases[i].chunks, cases[i].name);
        cv_buffer_free(&all);
        cv_chunk_free(&chunk);
        cv_cutter_free(&cutter);
    }
}

/* ---- limits ---- */

/* A header and a start, then one text over and over, for ever. */
struct endless {
    const char *start, *again;
    size_t at;
};

static ptrdiff_t read_endless(void *context, char *bytes, size_t capacity)
{
    struct endless *from = context;
    size_t start = strlen(from->start), again = strlen(from->again), i = 0;
    for (; i < capacity && from->at < start; i++)
        bytes[i] = from->start[from->at++];
    for (; i < capacity; i++)
        bytes[i] = from->again[(from->at++ - start) % again];
    return (ptrdiff_t)capacity;
}

static cv_status no_sink(void *context, const cv_batch *batch, cv_messages *messages)
{
    (void)context;
    (void)batch;
    (void)messages;
    return CV_OK;
}

static void check_endless(const char *start, const char *again, const char *want)
{
    struct endless from = {start, again, 0};
    cv_stream stream = {.context = &from, .read = read_endless};
    cv_study study = {.data = {.file = {.text = "d.csv"}}};
    cv_run_options options = {.jobs = 2, .chunk_bytes = 1 << 20};
    cv_messages messages = {0};
    cv_frame *frame = NULL;
    size_t slot;
    assert_int_equal(cv_frame_open(&study, &stream, &frame, &messages), CV_OK);
    assert_int_equal(cv_frame_want_text(frame, (cv_word){.text = "x"}, &slot, &messages), CV_OK);
    assert_int_equal(cv_frame_run(frame, &options, no_sink, NULL, &messages), CV_DATA);
    check_messages(&messages, want, "limit");
    assert_true(from.at < (size_t)3 * CV_RECORD_LIMIT);
    cv_frame_free(frame);
}

static void line_without_end_is_refused(void **state)
{
    (void)state;
    check_endless("x,y\n1,2\n", "12345678",
                  "canvass: d.csv: error: the file has a line of more than 64 MiB; is it a text file?\n");
}

static void quote_without_end_is_refused(void **state)
{
    (void)state;
    check_endless("x,y\n1,2\n3,\"", "some words on a line, and so on and on, until there is no hope\n",
                  "canvass: d.csv:3: error: the quote that opens column 'y' here is never closed\n");
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 2] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(cases); count++)
        tests[count] = (struct CMUnitTest){
            .name = cases[count].name, .test_func = check_case, .initial_state = (void *)(uintptr_t)count};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(line_without_end_is_refused);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(quote_without_end_is_refused);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
