/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records and fields against libcsv, which says what they are: random texts of the bytes that matter, with every
 * engine, cut into chunks of every size, any columns wanted. */
#include "support/test.h"

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "load/cutter.h"
#include "load/scan.h"

enum { MOST_COLUMNS = 90 };

/* ---- what libcsv says: fields as <text>, records with the right number of fields alone ---- */

struct reference {
    cv_buffer record, all;
    size_t fields, columns, ragged;
    bool wanted[MOST_COLUMNS];
};

static void reference_field(void *text, size_t length, void *context)
{
    struct reference *to = context;
    if (to->fields < MOST_COLUMNS && to->wanted[to->fields]) {
        cv_buffer_format(&to->record, "%zu<", to->fields);
        cv_buffer_add_bytes(&to->record, text, length);
        cv_buffer_add(&to->record, ">");
    }
    to->fields++;
}

static void reference_end(int c, void *context)
{
    struct reference *to = context;
    (void)c;
    if (to->fields == to->columns) {
        cv_buffer_add_bytes(&to->all, to->record.text, to->record.length);
        cv_buffer_add(&to->all, ".\n");
    } else {
        to->ragged++;
    }
    to->record.length = 0;
    to->fields = 0;
}

static int never(unsigned char c)
{
    (void)c;
    return 0;
}

/* @return false: the text ends within quotes */
static bool run_reference(struct reference *to, const char *text, size_t length, char delimiter)
{
    struct csv_parser csv;
    assert_int_equal(csv_init(&csv, 0), 0);
    csv_set_delim(&csv, (unsigned char)delimiter);
    csv_set_space_func(&csv, never);
    cv_buffer_add(&to->all, "");
    cv_buffer_add(&to->record, "");
    assert_int_equal(csv_parse(&csv, text, length, reference_field, reference_end, to), length);
    csv_set_opts(&csv, CSV_STRICT | CSV_STRICT_FINI);
    bool closed = csv_fini(&csv, reference_field, reference_end, to) == 0;
    csv_free(&csv);
    return closed;
}

/* ---- what the scanner says ---- */

struct text_stream {
    const char *text;
    size_t length;
};

static ptrdiff_t read_text(void *context, char *bytes, size_t capacity)
{
    struct text_stream *from = context;
    size_t count = from->length < capacity ? from->length : capacity;
    memcpy(bytes, from->text, count);
    from->text += count;
    from->length -= count;
    return (ptrdiff_t)count;
}

struct scanned {
    cv_scanner scanner;
    cv_layout layout;
    cv_buffer all;
    size_t ragged, block;
};

static void take_rows(struct scanned *of)
{
    cv_field rows[MOST_COLUMNS][7], *fields[MOST_COLUMNS];
    uint32_t starts[7];
    size_t count;
    for (size_t i = 0; i < MOST_COLUMNS; i++)
        fields[i] = rows[i];
    while ((count = cv_scanner_rows(&of->scanner, fields, starts, of->block)) > 0) {
        for (size_t row = 0; row < count; row++) {
            assert_true(starts[row] < of->scanner.at);
            for (size_t i = 0; i < of->layout.needed_count; i++) {
                cv_buffer_format(&of->all, "%zu<", of->layout.needed[i]);
                cv_buffer_add_bytes(&of->all, fields[i][row].text, (size_t)fields[i][row].length);
                cv_buffer_add(&of->all, ">");
            }
            cv_buffer_add(&of->all, ".\n");
        }
    }
    assert_false(of->scanner.failed);
    of->ragged += of->scanner.ragged;
}

/* Chunk by chunk, each after what the one before left. @return whether all bytes were used up */
static bool run_scanner(struct scanned *of, const char *text, size_t length, size_t want)
{
    struct text_stream from = {text, length};
    cv_cutter cutter = {.stream = {.context = &from, .read = read_text}, .file = "t"};
    cv_messages messages = {0};
    cv_chunk chunk = {0}, whole = {0};
    bool got, used = false;
    size_t rest = 0;
    assert_true(cv_scanner_init(&of->scanner, &of->layout));
    cv_buffer_add(&of->all, "");
    while (cv_cutter_next(&cutter, want, &chunk, &got, &messages) == CV_OK && got) {
        assert_true(cv_chunk_reserve(&whole, rest + chunk.length));
        memcpy(whole.bytes + rest, chunk.bytes, chunk.length);
        cv_chunk_end(&whole, rest + chunk.length);
        assert_true(cv_scanner_begin(&of->scanner, whole.bytes, whole.length, chunk.last));
        take_rows(of);
        rest = whole.length - of->scanner.at;
        memmove(whole.bytes, whole.bytes + of->scanner.at, rest);
        used = chunk.last && rest == 0;
    }
    assert_int_equal(messages.count, 0);
    cv_scanner_free(&of->scanner);
    cv_chunk_free(&chunk);
    cv_chunk_free(&whole);
    cv_cutter_free(&cutter);
    return used;
}

/* ---- both, compared ---- */

struct example {
    const char *text;
    size_t round, length, columns, chunk, block;
    char delimiter;
    cv_engine engine;
    uint64_t wanted; /* bit: column, modulo 64 */
};

static void compare(const struct example *of)
{
    struct reference want = {.columns = of->columns};
    size_t needed[MOST_COLUMNS], count = 0;
    for (size_t i = 0; i < of->columns; i++) {
        want.wanted[i] = (of->wanted >> i % 64 & 1) != 0;
        if (want.wanted[i])
            needed[count++] = i;
    }
    struct scanned got = {.layout = {.columns = of->columns,
                                     .needed = needed,
                                     .needed_count = count,
                                     .delimiter = of->delimiter,
                                     .engine = of->engine},
                          .block = of->block};
    bool closed = run_reference(&want, of->text, of->length, of->delimiter);
    bool used = run_scanner(&got, of->text, of->length, of->chunk);
    if (closed != used || want.ragged != got.ragged || want.all.length != got.all.length ||
        memcmp(want.all.text, got.all.text, want.all.length) != 0)
        fail_msg("round %zu, engine %d, chunk %zu, %zu columns, delimiter %c\n--- text\n%.*s\n--- got (%zu ragged, "
                 "used up %d)\n%s\n"
                 "--- want (%zu ragged, closed %d)\n%s",
                 of->round, of->engine, of->chunk, of->columns, of->delimiter, (int)of->length, of->text, got.ragged,
                 used, got.all.text, want.ragged, closed, want.all.text);
    cv_buffer_free(&want.all);
    cv_buffer_free(&want.record);
    cv_buffer_free(&got.all);
}

static size_t below(size_t n)
{
    return (size_t)rand() % n;
}

/* The bytes that matter, some more often; now and then any byte at all. */
static char random_byte(void)
{
    static const char bytes[] = "\"\"\"\",,,,,,\n\n\n\r\r  a1\xc3\xa9;\t";
    return below(40) == 0 ? (char)below(256) : bytes[below(sizeof bytes - 1)];
}

static const cv_engine engines[] = {CV_ENGINE_PLAIN, CV_ENGINE_SSE2, CV_ENGINE_AVX2};

static void compare_all_engines(struct example *of)
{
    for (size_t i = 0; i < COUNT_OF(engines); i++) {
        of->engine = engines[i];
        if (cv_engine_works(of->engine))
            compare(of);
    }
}

/* A file of one column is the one place where an empty line is a record: libcsv has no word for that. */
static void wild_bytes(void **state)
{
    char text[200];
    (void)state;
    srand(1);
    for (size_t round = 0; round < 20000; round++) {
        struct example of = {.text = text,
                             .round = round,
                             .length = below(sizeof text),
                             .columns = 2 + below(3),
                             .chunk = 1 + below(round % 2 == 0 ? 20 : 300),
                             .block = 1 + below(7),
                             .delimiter = round % 5 == 0 ? ';' : ',',
                             .wanted = below(16)};
        for (size_t i = 0; i < of.length; i++)
            text[i] = random_byte();
        compare_all_engines(&of);
    }
}

/* A field as a writer would write it, or nearly. */
static size_t put_field(char *to)
{
    static const char *const fields[] = {"",         "1",
                                         "23.5",     "abc",
                                         "\"\"",     "\"a,b\"",
                                         "\"x\n\"",  "\"x\r\ny\"",
                                         "\"\"\"\"", "\"a \"\"b\"\"\"",
                                         "a\"b",     " a ",
                                         "\"q\"",    "caf\xc3\xa9",
                                         "\"a\"b\"", "0123456789012345678901234567890123456789"};
    const char *field = fields[below(8) < 6 ? below(4) : below(COUNT_OF(fields))];
    memcpy(to, field, strlen(field));
    return strlen(field);
}

/* Records of many columns, longer than a block of masks, in all line ends. */
static void likely_files(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    static char text[64 << 10];
    (void)state;
    srand(2);
    for (size_t round = 0; round < 3000; round++) {
        size_t columns = 2 + below(round % 3 == 0 ? 85 : 8), records = 1 + below(12), length = 0;
        const char *end = ends[below(3)];
        for (size_t i = 0; i < records; i++) {
            size_t fields = below(30) == 0 ? below(columns + 3) : columns;
            for (size_t j = 0; j < fields; j++) {
                length += put_field(text + length);
                if (j + 1 < fields)
                    text[length++] = ',';
            }
            if (i + 1 < records || below(2) == 0) {
                memcpy(text + length, end, strlen(end));
                length += strlen(end);
            }
        }
        struct example of = {.text = text,
                             .round = round,
                             .length = length,
                             .columns = columns,
                             .chunk = 1 + below(400),
                             .block = 1 + below(7),
                             .delimiter = ',',
                             .wanted = (uint64_t)rand() << 31 | (uint64_t)rand()};
        compare_all_engines(&of);
    }
}

/* ---- what libcsv does not say ---- */

static void check_one_column(const char *text, const char *want)
{
    static const size_t needed[] = {0};
    for (size_t chunk = 1; chunk < 12; chunk++) {
        for (size_t i = 0; i < COUNT_OF(engines); i++) {
            if (!cv_engine_works(engines[i]))
                continue;
            struct scanned got = {
                .layout = {.columns = 1, .needed = needed, .needed_count = 1, .delimiter = ',', .engine = engines[i]},
                .block = 3};
            assert_true(run_scanner(&got, text, strlen(text), chunk));
            check_text(got.all.text, want, text);
            cv_buffer_free(&got.all);
        }
    }
}

static void empty_lines_of_one_column_are_records(void **state)
{
    (void)state;
    check_one_column("a\n\nb\n", "0<a>.\n0<>.\n0<b>.\n");
    check_one_column("a\r\n\r\nb", "0<a>.\n0<>.\n0<b>.\n");
    check_one_column("a\r\rb\r", "0<a>.\n0<>.\n0<b>.\n");
    check_one_column("\"a\"\n\n\"\"\n", "0<a>.\n0<>.\n0<>.\n");
    check_one_column("\n", "0<>.\n");
    check_one_column("", "");
}

/* ---- places for messages ---- */

static const struct {
    const char *text;
    size_t opened, at, field;
} places[] = {
    {"a,b\nc,\"d\n", 6, 6, 1}, {"\"d\n", 0, 1, 0}, {"a,\"b\"\"\nx,y\n", 2, 9, 1}, {"\"a\"\n\"b\",\"c,\n", 8, 9, 1}};

static void open_quote_is_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        char bytes[200];
        cv_layout layout = {.columns = 2, .delimiter = ',', .engine = CV_ENGINE_PLAIN};
        cv_scanner scanner;
        uint32_t starts[9];
        size_t length = strlen(places[i].text);
        memset(bytes, 'x', sizeof bytes);
        memcpy(bytes, places[i].text, length);
        assert_true(cv_scanner_init(&scanner, &layout));
        assert_true(cv_scanner_begin(&scanner, bytes, length, true));
        cv_scanner_rows(&scanner, NULL, starts, COUNT_OF(starts));
        assert_true(scanner.at < length);
        assert_int_equal(cv_scanner_open_quote(&scanner), places[i].opened);
        assert_int_equal(cv_scanner_field_at(&scanner, scanner.at, places[i].at), places[i].field);
        cv_scanner_free(&scanner);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wild_bytes),
        cmocka_unit_test(likely_files),
        cmocka_unit_test(empty_lines_of_one_column_are_records),
        cmocka_unit_test(open_quote_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
