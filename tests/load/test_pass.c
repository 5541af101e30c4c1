/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pass as a whole: any number of threads and any chunks give the same, whatever fails, it ends well. */
#include "loaded.h"

#include <errno.h>

#include "base/file.h"
#include "support/test_folder.h"
#include "support/test_memory.h"

/* ---- the same for all threads and chunks ---- */

#define VARIABLES                                                                                                      \
    "variables:\n"                                                                                                     \
    "  l: {levels: [c3, c1]}\n"                                                                                        \
    "  net: {from: l, groups: {A: [c1, c2], B: \"*\"}}\n"                                                              \
    "  cut: {from: n, cut: [10, 50]}\n"                                                                                \
    "  few: {where: \"n < 20 or l = 'c3'\"}\n"                                                                         \
    "  many: {multiple: [l, t], selected: [c1, \"t1\"]}\n"
#define WANTS "c l;c t;n n;t t;c net;c cut;c few;m many;w t != 't3' and n > 5"

/* Rows with quotes, newlines in quotes, bare quotes and new levels all over the file. */
static void write_rows(cv_buffer *to, size_t rows)
{
    static const char *const texts[] = {"t%zu", "\"t%zu\"", "\"a, \"\"%zu\"\"\"", "\"one\ntwo %zu\n\"", "x\"%zu"};
    srand(3);
    cv_buffer_add(to, "l,n,t\n");
    for (size_t i = 0; i < rows; i++) {
        cv_buffer_format(to, "c%d,%d.%d,", rand() % (3 + (int)(i / 40)), rand() % 80, rand() % 10);
        size_t kind = (size_t)rand() % COUNT_OF(texts);
        char field[64];
        snprintf(field, sizeof field, "%s", texts[kind]);
        char *at = strstr(field, "%zu");
        cv_buffer_add_bytes(to, field, (size_t)(at - field));
        cv_buffer_format(to, "%zu%s", (size_t)rand() % (4 + i / 30), at + 3);
        cv_buffer_add(to, rand() % 3 == 0 ? "\r\n" : "\n");
    }
}

static char *read_all(const cv_buffer *data, size_t jobs, size_t chunk_bytes, size_t piece)
{
    loaded got = {.bytes = data->text, .length = data->length, .piece = piece, .show_lines = true};
    if (loaded_open(&got, "", VARIABLES) != CV_OK || loaded_run(&got, WANTS, jobs, chunk_bytes, loaded_sink) != CV_OK)
        check_messages(&got.messages, "", "reading");
    assert_int_equal(got.messages.count, 1); /* the undeclared levels */
    cv_buffer all = {0};
    cv_buffer_add(&all, loaded_text(&got));
    cv_levels levels = cv_frame_code_levels(got.frame, 0);
    for (size_t i = 0; i < levels.count; i++)
        cv_buffer_format(&all, "%s %d\n", levels.levels[i].value, levels.order[i]);
    cv_buffer_format(&all, "%s\n%d rows, %d bytes", got.messages.items[0].problem, (int)cv_frame_rows(got.frame),
                     (int)cv_frame_bytes(got.frame));
    loaded_free(&got);
    assert_true(got.frame == NULL);
    return cv_buffer_take(&all);
}

static void threads_and_chunks_change_nothing(void **state)
{
    static const size_t chunks[] = {1, 7, 50, 64, 65, 200, 1000, 4096, 20000};
    cv_buffer data = {0};
    (void)state;
    write_rows(&data, 700);
    char *want = read_all(&data, 1, 0, 0);
    for (size_t jobs = 1; jobs <= 4; jobs++) {
        for (size_t i = 0; i < COUNT_OF(chunks); i++) {
            char *got = read_all(&data, jobs, chunks[i], i % 2 == 0 ? 0 : 13);
            check_text(got, want, "other threads and chunks");
            cv_memory_free(got);
        }
    }
    cv_memory_free(want);
    cv_buffer_free(&data);
}

/* ---- levels ---- */

static const struct {
    const char *name, *variables, *bytes, *want; /* value label in the order shown, | behind the declared ones */
} orders[] = {
    {"numbers_by_size", "", "x,y\n10,1\n9,1\n-1,1\n1.5,1\n10,1\n", "|-1 1.5 9 10 "},
    {"texts_by_bytes", "", "x,y\nb,1\n10,1\n9,1\nB,1\na,1\n", "|10 9 B a b "},
    {"declared_first", "variables: {x: {levels: {b: Bee, 7: Seven}}}\n", "x,y\n10,1\n9,1\nb,1\n",
     "b=Bee 7=Seven |9 10 "},
    {"absent_ones_are_there", "variables: {x: {levels: [u, v]}}\n", "x,y\n,1\n", "u v |"},
    {"leading_zeros_differ", "", "x,y\n01,1\n1,1\n", "|01 1 "},
};

static void levels_are_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        loaded got = {.bytes = orders[i].bytes, .length = strlen(orders[i].bytes)};
        cv_buffer text = {0};
        assert_int_equal(loaded_open(&got, "", orders[i].variables), CV_OK);
        assert_int_equal(loaded_run(&got, "c x", 1, 0, loaded_sink), CV_OK);
        cv_levels levels = cv_frame_code_levels(got.frame, 0);
        for (size_t j = 0; j <= levels.count; j++) {
            cv_buffer_add(&text, j == levels.declared ? "|" : "");
            if (j == levels.count)
                break;
            const cv_level *level = &levels.levels[levels.order[j]];
            cv_buffer_format(&text, strcmp(level->value, level->label) == 0 ? "%s " : "%s=%s ", level->value,
                             level->label);
        }
        check_text(text.text, orders[i].want, orders[i].name);
        cv_buffer_free(&text);
        loaded_free(&got);
    }
}

static void labels_come_with_the_levels(void **state)
{
    loaded got = {.bytes = "x,y\n1,0\n", .length = 8};
    (void)state;
    assert_int_equal(loaded_open(&got, "",
                                 "variables:\n  x: {label: Question x}\n"
                                 "  m: {label: All, multiple: [x, y], labels: [Ex, Why]}\n"),
                     CV_OK);
    assert_int_equal(loaded_run(&got, "c x;m m;c y", 1, 0, loaded_sink), CV_OK);
    check_text(cv_frame_code_levels(got.frame, 0).label, "Question x", "label of x");
    check_text(cv_frame_code_levels(got.frame, 0).variable, "x", "name of x");
    assert_null(cv_frame_code_levels(got.frame, 1).label);
    check_text(cv_frame_choice_levels(got.frame, 0).label, "All", "label of m");
    check_text(cv_frame_choice_levels(got.frame, 0).levels[1].value, "y", "value");
    check_text(cv_frame_choice_levels(got.frame, 0).levels[1].label, "Why", "label");
    check_text(cv_frame_label(got.frame, "m"), "All", "label of a name");
    assert_null(cv_frame_label(got.frame, "y"));
    assert_true(cv_frame_is_multiple(got.frame, "m"));
    assert_false(cv_frame_is_multiple(got.frame, "x"));
    assert_int_equal(cv_frame_column_count(got.frame), 2);
    check_text(cv_frame_column_name(got.frame, 1), "y", "column");
    loaded_free(&got);
    assert_false(got.closed); /* cleared with the rest */
}

static cv_status count_batches(void *context, const cv_batch *batch, cv_messages *messages)
{
    loaded *of = context;
    (void)messages;
    of->row_count += batch->rows;
    of->batch_count++;
    return CV_OK;
}

static void ids_as_levels_are_refused(void **state)
{
    cv_buffer data = {0};
    (void)state;
    cv_buffer_add(&data, "x,y\n");
    for (int i = 0; i < 250000; i++)
        cv_buffer_format(&data, "id%d,%d\n", i, i % 7);
    for (size_t jobs = 1; jobs <= 2; jobs++) {
        loaded got = {.bytes = data.text, .length = data.length};
        assert_int_equal(loaded_open(&got, "", ""), CV_OK);
        assert_int_equal(loaded_run(&got, "c x;c y", jobs, 0, count_batches), CV_DATA);
        check_messages(&got.messages, "canvass: d.csv: error: column 'x' has more than 100000 levels; is it an id?\n",
                       "ids");
        loaded_free(&got);
        got = (loaded){.bytes = data.text, .length = data.length};
        assert_int_equal(loaded_open(&got, "", ""), CV_OK);
        assert_int_equal(loaded_run(&got, "t x;w x = 'id77';w x is missing;c y", jobs, 0, count_batches), CV_OK);
        assert_int_equal(got.row_count, 250000);
        loaded_free(&got);
    }
    cv_buffer_free(&data);
}

/* ---- mistakes ---- */

static void no_more_than_twenty_messages(void **state)
{
    cv_buffer data = {0}, wants = {0};
    (void)state;
    for (int row = 0; row < 26; row++)
        for (int i = 0; i < 25; i++)
            cv_buffer_format(&data, "%s%d%s", row == 0 || i + 1 == row ? "c" : "", i, i < 24 ? "," : "\n");
    for (int i = 0; i < 16; i++) /* 9 of them by conditions */
        cv_buffer_format(&wants, "%s%s%d%s", i > 0 ? ";" : "", i < 8 ? "n c" : "w c", i < 8 ? i : 2 * i - 8,
                         i < 8 ? "" : " > 1");
    for (int i = 8; i < 16; i++)
        cv_buffer_format(&wants, " or c%d > 1", 2 * i - 7);
    loaded got = {.bytes = data.text, .length = data.length};
    assert_int_equal(loaded_open(&got, "", ""), CV_OK);
    assert_int_equal(loaded_run(&got, wants.text, 1, 0, loaded_sink), CV_DATA);
    assert_int_equal(got.row_count, 0);
    assert_int_equal(got.messages.count, 21);
    check_text(got.messages.items[0].problem, "'c0' in column 'c0' is not a number (1 row)", "first");
    check_text(got.messages.items[19].problem, "'c19' in column 'c19' is not a number (1 row)", "last");
    check_text(got.messages.items[20].problem, "there are 4 more kinds of mistakes", "rest");
    cv_buffer_free(&data);
    cv_buffer_free(&wants);
    loaded_free(&got);
}

static void sink_is_not_called_after_a_mistake(void **state)
{
    cv_buffer data = {0};
    (void)state;
    cv_buffer_add(&data, "x,y\n");
    for (int i = 1; i <= 200; i++)
        cv_buffer_format(&data, "%d,%s\n", i, i == 100 ? "1,2" : "3");
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        loaded got = {.bytes = data.text, .length = data.length};
        assert_int_equal(loaded_open(&got, "", ""), CV_OK);
        assert_int_equal(loaded_run(&got, "n x", jobs, 10, loaded_sink), CV_DATA);
        assert_true(got.row_count > 0 && got.row_count < 100);
        check_messages(&got.messages, "canvass: d.csv:101: error: this row has 3 fields, the header has 2 (1 row)\n",
                       "ragged");
        loaded_free(&got);
    }
    cv_buffer_free(&data);
}

static cv_status fail_on_the_third(void *context, const cv_batch *batch, cv_messages *messages)
{
    loaded *of = context;
    (void)batch;
    if (++of->batch_count < 3)
        return CV_OK;
    return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "the sink is full");
}

static void sink_that_fails_stops_the_run(void **state)
{
    cv_buffer data = {0};
    (void)state;
    write_rows(&data, 300);
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        loaded got = {.bytes = data.text, .length = data.length};
        assert_int_equal(loaded_open(&got, "", ""), CV_OK);
        assert_int_equal(loaded_run(&got, "c l", jobs, 64, fail_on_the_third), CV_SYSTEM);
        assert_int_equal(got.batch_count, 3);
        check_messages(&got.messages, "canvass: error: the sink is full\n", "sink");
        assert_true(got.at < got.length || jobs > 1 || got.length < 17000);
        loaded_free(&got);
    }
    cv_buffer_free(&data);
}

static ptrdiff_t read_then_fail(void *context, char *bytes, size_t capacity)
{
    loaded *of = context;
    if (of->at >= of->length) {
        errno = EIO;
        return -1;
    }
    return loaded_read(context, bytes, capacity);
}

static void stream_that_fails_is_told(void **state)
{
    static const size_t lengths[] = {0, 5, 40000}; /* in the header, at once, later */
    cv_buffer data = {0};
    (void)state;
    write_rows(&data, 3000);
    for (size_t i = 0; i < COUNT_OF(lengths); i++) {
        for (size_t jobs = 1; jobs <= 3; jobs++) {
            loaded got = {.bytes = data.text, .length = lengths[i]};
            cv_stream stream = {.context = &got, .read = read_then_fail, .close = loaded_close};
            got.study.data.file.text = "d.csv";
            cv_status status = cv_frame_open(&got.study, &stream, &got.frame, &got.messages);
            if (status == CV_OK)
                status = loaded_run(&got, "c l", jobs, 100, count_batches);
            assert_int_equal(status, CV_SYSTEM);
            check_messages(&got.messages, "canvass: d.csv: error: cannot be read: Input/output error\n", "stream");
            cv_frame_free(got.frame);
            got.frame = NULL;
            assert_true(got.closed);
            loaded_free(&got);
        }
    }
    cv_buffer_free(&data);
}

/* A quote that never closes is found in time that grows with the file, not with its square. */
static void open_quote_over_many_chunks(void **state)
{
    cv_buffer data = {0};
    (void)state;
    cv_buffer_add(&data, "x,y\n1,2\n3,\"4\n");
    for (int i = 0; i < 60000; i++)
        cv_buffer_add(&data, "5,6\n");
    loaded got = {.bytes = data.text, .length = data.length};
    assert_int_equal(loaded_open(&got, "", ""), CV_OK);
    assert_int_equal(loaded_run(&got, "n x", 2, 1000, count_batches), CV_DATA);
    check_messages(&got.messages, "canvass: d.csv:3: error: the quote that opens column 'y' here is never closed\n",
                   "open quote");
    cv_buffer_free(&data);
    loaded_free(&got);
}

/* ---- files ---- */

static void file_lies_beside_the_study(void **state)
{
    test_folder folder = test_folder_make();
    cv_messages messages = {0};
    cv_frame *frame = NULL;
    cv_study study = {.file = test_folder_path(&folder, "s.yaml"), .data = {.file = {.text = "sub/d.tsv"}}};
    (void)state;
    test_folder_write(&folder, "sub/d.tsv", "a\tb\n1\t2\n");
    assert_int_equal(cv_frame_open(&study, NULL, &frame, &messages), CV_OK);
    assert_int_equal(cv_frame_column_count(frame), 2);
    cv_frame_free(frame);
    study.data.file.text = "none.csv";
    assert_int_equal(cv_frame_open(&study, NULL, &frame, &messages), CV_SYSTEM);
    assert_null(frame);
    check_messages(&messages, "canvass: none.csv: error: cannot be opened: No such file or directory\n", "no file");
    study.data.file.text = "sub";
    assert_int_equal(cv_frame_open(&study, NULL, &frame, &messages), CV_SYSTEM);
    check_messages(&messages, "canvass: sub: error: cannot be read: Is a directory\n", "folder");
    study.data.file.text = "d.sav";
    assert_int_equal(cv_frame_open(&study, NULL, &frame, &messages), CV_USAGE);
    check_messages(&messages,
                   "canvass: error: files ending in '.sav' cannot be read\n"
                   "  expected a .csv or .tsv file, or format: csv\n",
                   "format");
    test_folder_remove(&folder);
}

static void hash_is_that_of_the_file(void **state)
{
    static const char text[] = "\xef\xbb\xbfx,y\n1,2\n\"3\n\",4";
    char want[CV_SHA256_SIZE];
    (void)state;
    cv_bytes_sha256(text, sizeof text - 1, want);
    for (size_t chunk = 1; chunk < 8; chunk++) {
        loaded got = {.bytes = text, .length = sizeof text - 1};
        cv_run_options options = {.jobs = 2, .hash = true, .chunk_bytes = chunk};
        assert_int_equal(loaded_open(&got, "", ""), CV_OK);
        assert_int_equal(cv_frame_run(got.frame, &options, count_batches, &got, &got.messages), CV_OK);
        check_text(cv_frame_sha256(got.frame), want, "sha256");
        assert_int_equal(cv_frame_bytes(got.frame), sizeof text - 1);
        assert_int_equal(cv_frame_rows(got.frame), 2);
        loaded_free(&got);
    }
}

static void other_data_are_refused(void **state)
{
    loaded got = {.bytes = "x,y\n1,2\n", .length = 8};
    char sum[CV_SHA256_SIZE], want[400];
    (void)state;
    cv_bytes_sha256(got.bytes, got.length, sum);
    assert_int_equal(
        loaded_open(&got, ", sha256: 0123456789012345678901234567890123456789012345678901234567890123", ""), CV_OK);
    assert_int_equal(loaded_run(&got, "n x", 1, 0, loaded_sink), CV_DATA);
    snprintf(want, sizeof want,
             "canvass: s.yaml:1:29: error: 'd.csv' is not the file that the study was made for: its sha256 is %s\n"
             "  expected 0123456789012345678901234567890123456789012345678901234567890123\n",
             sum);
    check_messages(&got.messages, want, "sha256");
    loaded_free(&got);
}

/* ---- memory ---- */

static cv_status drop_rows(void *context, const cv_batch *batch, cv_messages *messages)
{
    (void)context;
    (void)batch;
    (void)messages;
    return CV_OK;
}

struct memory_run {
    cv_buffer data;
    size_t jobs;
};

static cv_status read_with_little_memory(void *context, cv_messages *messages)
{
    const struct memory_run *of = context;
    loaded got = {.bytes = of->data.text, .length = of->data.length};
    cv_status status = loaded_open(&got, "", VARIABLES);
    if (status == CV_OK)
        status = loaded_run(&got, WANTS, of->jobs, 90, drop_rows);
    *messages = got.messages;
    got.messages = (cv_messages){0};
    loaded_free(&got);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    struct memory_run of = {.jobs = 1};
    (void)state;
    write_rows(&of.data, 90);
    check_every_allocation(read_with_little_memory, &of, 0);
    of.jobs = 2;
    check_every_allocation(read_with_little_memory, &of, 0);
    cv_buffer_free(&of.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(threads_and_chunks_change_nothing), cmocka_unit_test(levels_are_in_order),
        cmocka_unit_test(labels_come_with_the_levels),       cmocka_unit_test(ids_as_levels_are_refused),
        cmocka_unit_test(no_more_than_twenty_messages),      cmocka_unit_test(sink_is_not_called_after_a_mistake),
        cmocka_unit_test(sink_that_fails_stops_the_run),     cmocka_unit_test(stream_that_fails_is_told),
        cmocka_unit_test(open_quote_over_many_chunks),       cmocka_unit_test(file_lies_beside_the_study),
        cmocka_unit_test(hash_is_that_of_the_file),          cmocka_unit_test(other_data_are_refused),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
