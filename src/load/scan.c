/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "load/scan.h"

#include <string.h>

#include "base/memory.h"

#define INLINE static inline __attribute__((always_inline))

/* ---- libcsv ---- */

/* libcsv's buffer grows by a fixed step, so the step has to grow with it. */
enum { FIELD_ROOM = 16 << 10 };

/* Blanks belong to the fields. */
static int is_never_blank(unsigned char c)
{
    (void)c;
    return 0;
}

static void *csv_memory(void *old, size_t bytes)
{
    return cv_memory_resize(old, bytes, 1);
}

bool cv_csv_start(struct csv_parser *csv, char delimiter)
{
    if (csv_init(csv, 0) != 0)
        return false;
    csv_set_delim(csv, (unsigned char)delimiter);
    csv_set_space_func(csv, is_never_blank);
    csv_set_realloc_func(csv, csv_memory);
    csv_set_free_func(csv, cv_memory_free);
    csv_set_blk_size(csv, FIELD_ROOM);
    return true;
}

/* Forgets a record that is under way. */
static void csv_reset(struct csv_parser *csv)
{
    csv_set_opts(csv, 0);
    csv_fini(csv, NULL, NULL, NULL);
}

bool cv_scanner_init(cv_scanner *scanner, const cv_layout *layout)
{
    *scanner = (cv_scanner){.layout = layout};
    return cv_csv_start(&scanner->csv, layout->delimiter);
}

bool cv_scanner_begin(cv_scanner *scanner, const char *bytes, size_t length, bool last)
{
    size_t wanted = cv_masks_count(length) + 1;
    if (wanted > scanner->mask_capacity) {
        cv_mask *masks = cv_memory_resize(scanner->masks, wanted, sizeof *masks);
        if (masks == NULL)
            return false;
        scanner->masks = masks;
        scanner->mask_capacity = wanted;
    }
    cv_pad_clear(&scanner->pad);
    csv_reset(&scanner->csv);
    scanner->bytes = bytes;
    scanner->length = length;
    scanner->last = last;
    scanner->at = 0;
    scanner->lines = 0;
    scanner->failed = false;
    scanner->ragged = 0;
    scanner->nul = cv_masks_fill(scanner->layout->engine, bytes, length, scanner->layout->delimiter, scanner->masks);
    return true;
}

void cv_scanner_free(cv_scanner *scanner)
{
    if (scanner->layout != NULL)
        csv_free(&scanner->csv);
    cv_memory_free(scanner->masks);
    cv_pad_free(&scanner->pad);
    *scanner = (cv_scanner){0};
}

/* ---- the ends of fields, by the masks ---- */

/* Goes from end to end. */
typedef struct cursor {
    const cv_mask *masks;
    size_t block;
    uint64_t ends; /**< those of the block that are still to come */
} cursor;

INLINE cursor cursor_at(const cv_mask *masks, size_t at)
{
    size_t block = at / CV_BLOCK;
    return (cursor){.masks = masks, .block = block, .ends = masks[block].ends & ~UINT64_C(0) << at % CV_BLOCK};
}

/* Passes `count` ends, at least one; they are there. @return where the last of them stands */
INLINE size_t cursor_pass(cursor *at, size_t count)
{
    for (;;) {
        size_t here = (size_t)__builtin_popcountll(at->ends);
        if (here >= count)
            break;
        count -= here;
        at->ends = at->masks[++at->block].ends;
    }
    for (; count > 1; count--)
        at->ends &= at->ends - 1;
    size_t where = at->block * CV_BLOCK + (size_t)__builtin_ctzll(at->ends);
    at->ends &= at->ends - 1;
    return where;
}

typedef struct record {
    size_t start, end; /**< end: its newline; the length where a file ends without one */
    size_t fields;     /**< unless it is quoted */
    bool quoted;
} record;

/* A newline is there: cv_scanner_rows sees to it. */
INLINE record find_record(const cv_mask *masks, size_t start)
{
    size_t block = start / CV_BLOCK, count = 0;
    uint64_t from = ~UINT64_C(0) << start % CV_BLOCK, seen = 0;
    cv_mask here = {.ends = masks[block].ends & from,
                    .newlines = masks[block].newlines & from,
                    .quotes = masks[block].quotes & from};
    while (here.newlines == 0) {
        count += (size_t)__builtin_popcountll(here.ends);
        seen |= here.quotes;
        here = masks[++block];
    }
    uint64_t upto = here.newlines ^ (here.newlines - 1);
    return (record){.start = start,
                    .end = block * CV_BLOCK + (size_t)__builtin_ctzll(here.newlines),
                    .fields = count + (size_t)__builtin_popcountll(here.ends & upto),
                    .quoted = (seen | (here.quotes & upto)) != 0};
}

/* The ends among the 64 bytes from `start` on. */
INLINE uint64_t window_at(const cv_mask *masks, size_t start)
{
    size_t block = start / CV_BLOCK, shift = start % CV_BLOCK;
    return masks[block].ends >> shift | masks[block + 1].ends << 1 << (63 - shift);
}

INLINE cv_field field_of(const char *bytes, size_t start, size_t end)
{
    return (cv_field){.text = bytes + start, .length = (int32_t)(end - start)};
}

/* The wanted fields of a record; all their ends are within the window. */
INLINE void take_near(const cv_scanner *scanner, size_t start, uint64_t window, cv_field *const *fields, size_t row)
{
    const cv_layout *layout = scanner->layout;
    const char *bytes = scanner->bytes + start;
    size_t from = 0, column = 0;
    for (size_t i = 0; i < layout->needed_count; i++, column++) {
        for (; column + 1 < layout->needed[i]; column++)
            window &= window - 1;
        if (column < layout->needed[i]) {
            from = (size_t)__builtin_ctzll(window) + 1;
            window &= window - 1;
            column++;
        }
        size_t end = (size_t)__builtin_ctzll(window);
        window &= window - 1;
        fields[i][row] = field_of(bytes, from, end);
        from = end + 1;
    }
}

INLINE void take_far(const cv_scanner *scanner, size_t start, cv_field *const *fields, size_t row)
{
    const cv_layout *layout = scanner->layout;
    cursor at = cursor_at(scanner->masks, start);
    size_t from = start, column = 0;
    for (size_t i = 0; i < layout->needed_count; i++) {
        if (column < layout->needed[i])
            from = cursor_pass(&at, layout->needed[i] - column) + 1;
        size_t end = cursor_pass(&at, 1);
        fields[i][row] = field_of(scanner->bytes, from, end);
        from = end + 1;
        column = layout->needed[i] + 1;
    }
}

/* The CR of a CRLF is not the last field's. */
INLINE void drop_return(const cv_scanner *scanner, size_t end, cv_field *last)
{
    const char *bytes = scanner->bytes;
    if (bytes[end] == '\n' && last->length > 0 && bytes[end - 1] == '\r')
        last->length--;
}

INLINE void take_plain(const cv_scanner *scanner, const record *of, cv_field *const *fields, size_t row)
{
    const cv_layout *layout = scanner->layout;
    size_t count = layout->needed_count;
    if (count == 0)
        return;
    size_t last = layout->needed[count - 1];
    uint64_t window = window_at(scanner->masks, of->start);
    if ((size_t)__builtin_popcountll(window) > last)
        take_near(scanner, of->start, window, fields, row);
    else
        take_far(scanner, of->start, fields, row);
    if (last + 1 == layout->columns)
        drop_return(scanner, of->end, &fields[count - 1][row]);
}

/* ---- records with quotes, by libcsv ---- */

/* Where libcsv's fields go. */
typedef struct quoted {
    cv_scanner *scanner;
    cv_field *const *fields;
    size_t row;
    size_t column; /**< of the next field */
    size_t next;   /**< the next wanted one, of layout->needed */
    bool done;     /**< the record has ended */
} quoted;

static bool is_wanted(const quoted *of)
{
    const cv_layout *layout = of->scanner->layout;
    return of->next < layout->needed_count && layout->needed[of->next] == of->column;
}

static void take_unquoted(void *text, size_t length, void *context)
{
    quoted *of = context;
    if (is_wanted(of)) {
        char *copy = cv_pad_text(&of->scanner->pad, text, length);
        if (copy == NULL)
            of->scanner->failed = true;
        else
            of->fields[of->next][of->row] = (cv_field){.text = copy, .length = (int32_t)length};
        of->next++;
    }
    of->column++;
}

static void end_record(int c, void *context)
{
    (void)c;
    ((quoted *)context)->done = true;
}

/* Takes the fields before the first one that has a quote. @return where that one starts */
static size_t take_leading(quoted *to, size_t start)
{
    const cv_scanner *scanner = to->scanner;
    cursor at = cursor_at(scanner->masks, start);
    size_t block = start / CV_BLOCK;
    uint64_t quotes = scanner->masks[block].quotes & ~UINT64_C(0) << start % CV_BLOCK;
    while (quotes == 0)
        quotes = scanner->masks[++block].quotes;
    size_t quote = block * CV_BLOCK + (size_t)__builtin_ctzll(quotes);
    for (;;) {
        cursor before = at;
        size_t end = cursor_pass(&before, 1);
        if (end > quote)
            return start;
        if (is_wanted(to))
            to->fields[to->next++][to->row] = field_of(scanner->bytes, start, end);
        to->column++;
        at = before;
        start = end + 1;
    }
}

static bool feed(quoted *to, size_t from, size_t end)
{
    struct csv_parser *csv = &to->scanner->csv;
    size_t count = end - from, held = csv_get_buffer_size(csv);
    csv_set_blk_size(csv, FIELD_ROOM + (count > held ? count : held));
    if (csv_parse(csv, to->scanner->bytes + from, count, take_unquoted, end_record, to) != count)
        to->scanner->failed = true;
    return !to->scanner->failed;
}

/* At the end of the file a field may end without a newline, but not without its quote. */
static void finish_file(quoted *to)
{
    struct csv_parser *csv = &to->scanner->csv;
    csv_set_opts(csv, CSV_STRICT | CSV_STRICT_FINI);
    csv_fini(csv, take_unquoted, end_record, to);
}

/* Reads a record with quotes, line by line. @return behind it; its start where its end is not among the bytes */
static size_t take_quoted(cv_scanner *scanner, record *of, cv_field *const *fields, size_t row)
{
    quoted to = {.scanner = scanner, .fields = fields, .row = row};
    size_t from = take_leading(&to, of->start), end = of->end;
    for (size_t lines = 0;; lines++) {
        size_t behind = end < scanner->length ? end + 1 : end;
        if (!feed(&to, from, behind))
            return of->start;
        if (!to.done && behind == scanner->length && scanner->last)
            finish_file(&to);
        if (to.done) {
            scanner->lines += lines;
            of->fields = to.column;
            return behind;
        }
        if (behind == scanner->length) {
            csv_reset(&scanner->csv);
            return of->start;
        }
        from = behind;
        end = find_record(scanner->masks, from).end;
    }
}

/* ---- rows ---- */

static void add_ragged(cv_scanner *scanner, const record *of)
{
    if (scanner->ragged++ == 0) {
        scanner->ragged_at = of->start;
        scanner->ragged_fields = of->fields;
    }
}

INLINE bool is_empty_line(const char *bytes, const record *of)
{
    size_t length = of->end - of->start;
    return length == 0 || (length == 1 && bytes[of->start] == '\r' && bytes[of->end] == '\n');
}

INLINE size_t scan_rows(cv_scanner *scanner, cv_field *const *fields, uint32_t *starts, size_t most)
{
    const size_t columns = scanner->layout->columns;
    size_t row = 0, at = scanner->at;
    while (row < most && at < scanner->length) {
        record of = find_record(scanner->masks, at);
        size_t next = of.end + 1;
        if (__builtin_expect(of.quoted, 0)) {
            next = take_quoted(scanner, &of, fields, row);
            if (next == at)
                break;
        }
        at = next;
        scanner->lines++;
        if (__builtin_expect(of.fields != columns, 0)) {
            if (!is_empty_line(scanner->bytes, &of))
                add_ragged(scanner, &of);
            continue;
        }
        if (__builtin_expect(!of.quoted, 1))
            take_plain(scanner, &of, fields, row);
        starts[row++] = (uint32_t)of.start;
    }
    scanner->at = at < scanner->length ? at : scanner->length;
    return row;
}

static size_t scan_anywhere(cv_scanner *scanner, cv_field *const *fields, uint32_t *starts, size_t most)
{
    return scan_rows(scanner, fields, starts, most);
}

#if defined(__x86_64__)
/* The same with the instructions that count and find bits. */
__attribute__((target("avx2,bmi,popcnt"))) static size_t scan_avx2(cv_scanner *scanner, cv_field *const *fields,
                                                                   uint32_t *starts, size_t most)
{
    return scan_rows(scanner, fields, starts, most);
}
#else
#define scan_avx2 scan_anywhere
#endif

size_t cv_scanner_rows(cv_scanner *scanner, cv_field *const *fields, uint32_t *starts, size_t most)
{
    size_t length = scanner->length;
    if (scanner->last && scanner->at < length) { /* the end of the file ends a line: as if a newline stood there */
        cv_mask *end = &scanner->masks[length / CV_BLOCK];
        end->ends |= UINT64_C(1) << length % CV_BLOCK;
        end->newlines |= UINT64_C(1) << length % CV_BLOCK;
    }
    return scanner->layout->engine == CV_ENGINE_AVX2 ? scan_avx2(scanner, fields, starts, most)
                                                     : scan_anywhere(scanner, fields, starts, most);
}

/* ---- for messages ---- */

static void count_field(void *text, size_t length, void *context)
{
    (void)text;
    (void)length;
    ++*(size_t *)context;
}

size_t cv_scanner_open_quote(cv_scanner *scanner)
{
    size_t opened = scanner->at, fields = 0;
    csv_reset(&scanner->csv);
    for (size_t at = scanner->at; at < scanner->length; at++) {
        size_t before = fields;
        if (csv_parse(&scanner->csv, scanner->bytes + at, 1, count_field, NULL, &fields) != 1)
            break;
        if (fields > before)
            opened = at + 1;
    }
    csv_reset(&scanner->csv);
    return opened;
}

size_t cv_scanner_field_at(cv_scanner *scanner, size_t start, size_t at)
{
    size_t fields = 0;
    csv_reset(&scanner->csv);
    csv_parse(&scanner->csv, scanner->bytes + start, at - start, count_field, NULL, &fields);
    csv_reset(&scanner->csv);
    return fields;
}
