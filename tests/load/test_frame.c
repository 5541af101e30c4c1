/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files to columns, and the mistakes in them. Each case runs with all threads and chunk sizes of loaded.h. */
#include "loaded.h"

#define BYTES(text)    .bytes = (text), .length = sizeof(text) - 1
#define NUMBER_IS      "\n  expected a number such as 12.5, or a text that missing: lists\n"
#define LEVELS(levels) "variables: {x: {levels: " levels "}}\n"

static const loaded_case cases[] = {
    /* records */
    {.name = "codes_in_order_of_appearance",
     BYTES("x,y\nb,1\na,2\nb,3\n"),
     .wants = "c x;n y",
     .rows = "b 1\na 2\nb 3\n"},
    {.name = "last_row_without_newline", BYTES("x,y\na,1\nb,2"), .wants = "c x;n y", .rows = "a 1\nb 2\n"},
    {.name = "one_row_without_newline", BYTES("x,y\na,1"), .wants = "c x;n y", .rows = "a 1\n"},
    {.name = "crlf", BYTES("x,y\r\na,1\r\nb,2\r\n"), .wants = "c x;c y", .rows = "2: a 1\n3: b 2\n", .lines = true},
    {.name = "lone_cr_ends_records",
     BYTES("x,y\ra,1\rb,2\r"),
     .wants = "c x;c y",
     .rows = "2: a 1\n3: b 2\n",
     .lines = true},
    {.name = "empty_lines_are_skipped",
     BYTES("x,y\n\na,1\n\r\n\nb,2\n\n"),
     .wants = "c x;c y",
     .rows = "3: a 1\n6: b 2\n",
     .lines = true},
    {.name = "empty_lines_of_one_column_are_missing", BYTES("x\na\n\nb\n"), .wants = "c x", .rows = "a\n-\nb\n"},
    {.name = "quoted_delimiters_quotes_newlines",
     BYTES("x,y,z\n\"a, b\",1,\"one\ntwo\"\nc,2,\"say \"\"no\"\"\"\n\"d\r\ne\",3,f\n"),
     .wants = "t x;n y;t z",
     .rows = "2: a, b 1 one\ntwo\n4: c 2 say \"no\"\n5: d\r\ne 3 f\n",
     .lines = true},
    {.name = "quotes_in_unquoted_fields_are_characters",
     BYTES("x,y\n5\" pipe,1\na\"b\"c,2\n"),
     .wants = "t x;n y",
     .rows = "5\" pipe 1\na\"b\"c 2\n"},
    {.name = "quoted_and_plain_are_the_same_level", BYTES("x,y\n\"a\",1\na,2\n"), .wants = "c x", .rows = "a\na\n"},
    {.name = "blanks_belong_to_fields", BYTES("x,y\n a,1\na ,2\n"), .wants = "t x;n y", .rows = " a 1\na  2\n"},
    {.name = "tabs", .options = ", format: tsv", BYTES("x\ty\na,b\t1\n"), .wants = "t x;n y", .rows = "a,b 1\n"},
    {.name = "semicolons_and_decimal_commas",
     .options = ", delimiter: \";\", decimal: \",\"",
     BYTES("x;y\na;1,5\nb;-0,25\nc;1e2\n"),
     .wants = "t x;n y",
     .rows = "a 1.5\nb -0.25\nc 100\n"},
    {.name = "row_longer_than_a_chunk",
     BYTES("x,y\n0123456789012345678901234567890123456789012345678901234567890123456789,1\n\"01234567890123456789\n"
           "0123456789012345678901234567890123456789\n01234567890123456789\",2\na,3\n"),
     .wants = "t x;n y",
     .rows = "2: 0123456789012345678901234567890123456789012345678901234567890123456789 1\n"
             "3: 01234567890123456789\n0123456789012345678901234567890123456789\n01234567890123456789 2\n6: a 3\n",
     .lines = true},
    {.name = "texts_around_eight_and_sixteen_bytes",
     BYTES("x,y\n12345678,1\n1234567,1\n123456789,1\n1234567890123456,1\n12345678901234567,1\n"
           "12345678X01234567,1\n12345678901234567,1\n12345678,1\n1234567890123456,1\n"),
     .wants = "c x",
     .rows = "12345678\n1234567\n123456789\n1234567890123456\n12345678901234567\n12345678X01234567\n"
             "12345678901234567\n12345678\n1234567890123456\n"},
    {.name = "same_start_and_end_of_long_texts",
     BYTES("x,y\nabcdefgh1abcdefgh,1\nabcdefgh2abcdefgh,1\nabcdefgh1abcdefgh,1\n"),
     .wants = "c x",
     .rows = "abcdefgh1abcdefgh\nabcdefgh2abcdefgh\nabcdefgh1abcdefgh\n"},

    /* missing, numbers */
    {.name = "empty_is_missing_by_default",
     BYTES("x,y,z\n,,\n\"\",\"\",\"\"\nNA,1,b\n"),
     .wants = "c x;n y;t z",
     .rows = "- - -\n- - -\nNA 1 b\n"},
    {.name = "missing_texts_of_the_file",
     .options = ", missing: [\"\", NA, \"99\"]",
     BYTES("x,y,z\nNA,99,NA\na,NA,99\nb,9,b\n"),
     .wants = "c x;n y;t z",
     .rows = "- - -\na - -\nb 9 b\n"},
    {.name = "empty_is_a_level_where_it_is_not_missing",
     .options = ", missing: [NA]",
     BYTES("x,y\n,1\nNA,2\n"),
     .wants = "c x",
     .rows = "\n-\n"},
    {.name = "missing_texts_of_a_variable",
     .variables = "variables: {x: {missing: [\"9\"]}}\n",
     BYTES("x,y\n9,9\n1,1\n,\n"),
     .wants = "c x;n x;c y;n y",
     .rows = "- - 9 9\n1 1 1 1\n- - - -\n"},
    {.name = "numbers_of_all_kinds",
     BYTES("x,y\n1,\n0.5,\n12.25,\n123456.7,\n1234567.8,\n12345678,\n123456789,\n-3,\n+4,\n.5,\n5.,\n1e3,\n 7 "
           ",\n007,\n0,\n"
           "0.1,\n3.14159265358979,\n9007199254740993,\n"),
     .wants = "n x",
     .rows = "1\n0.5\n12.25\n123456.7\n1234567.8\n12345678\n123456789\n-3\n4\n0.5\n5\n1000\n7\n7\n0\n0.1\n"
             "3.14159265358979\n9007199254740992\n"},
    {.name = "texts_that_are_no_numbers",
     BYTES("x,y\n1,a\nabc,b\n2,\n1.2.3,\n-,\n"),
     .wants = "n x;n y",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: 'a' in column 'y' is not a number (2 rows)" NUMBER_IS
                 "canvass: d.csv:3: error: 'abc' in column 'x' is not a number (3 rows)" NUMBER_IS},
    {.name = "dots_where_commas_are",
     .options = ", delimiter: \";\", decimal: \",\"",
     BYTES("x;y\n1.5;a\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: '1.5' in column 'x' is not a number (1 row)\n"
                 "  expected a number such as 12,5, or a text that missing: lists\n"},
    {.name = "hexadecimal_infinity_nan_are_no_numbers",
     BYTES("x,y\n0x10,1\ninf,1\nnan,1\n1_000,1\n12345:78,1\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: '0x10' in column 'x' is not a number (5 rows)" NUMBER_IS},
    {.name = "declared_number_used_as_codes",
     .variables = "variables: {x: {type: number}}\n",
     BYTES("x,y\n1,a\nb,b\n"),
     .wants = "c x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:3: error: 'b' in column 'x' is not a number (1 row)" NUMBER_IS},
    {.name = "long_texts_are_cut_short",
     BYTES("x,y\n012345678901234567890123456789012345678901234567890123456789\xc3\xa9,1\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: '012345678901234567890123456789012345678901234567890123456789...' in column "
                 "'x' is not a number (1 row)" NUMBER_IS},

    /* levels */
    {.name = "undeclared_levels_come_behind_with_a_warning",
     .variables = LEVELS("{b: Bee, a: Ay}"),
     BYTES("x,y\nz,1\na,2\nq,3\nb,4\nz,5\n"),
     .wants = "c x",
     .rows = "z\na\nq\nb\nz\n",
     .messages = "canvass: d.csv:2: warning: 'z' is not among the levels of 'x' (3 rows have such values); add it to "
                 "levels: or to missing:\n"},
    {.name = "declared_levels_without_a_stranger",
     .variables = LEVELS("[a, b]"),
     BYTES("x,y\nb,1\na,2\n"),
     .wants = "c x",
     .rows = "b\na\n"},

    /* ragged rows, quotes, bytes */
    {.name = "ragged_rows_are_told_once",
     BYTES("x,y,z\n1,2,3\n1,2\n\n1,2,3,4\n\"1\",2,3\n\"1\"\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages =
         "canvass: d.csv:3: error: this row has 2 fields, the header has 3 (3 rows have too few or too many fields)\n"},
    {.name = "a_row_of_one_field",
     BYTES("x,y,z\n1\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: this row has 1 field, the header has 3 (1 row)\n"},
    {.name = "all_kinds_in_one_go",
     BYTES("x,y\n1,2\nq,2\n1\n1,\xff\n1,2\n1,\0\n1,\"2\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:3: error: 'q' in column 'x' is not a number (1 row)" NUMBER_IS
                 "canvass: d.csv:4: error: this row has 1 field, the header has 2 (1 row)\n"
                 "canvass: d.csv:5: error: column 'y' is not valid UTF-8 (1 line)\n"
                 "  expected a file in UTF-8 (iconv converts others)\n"
                 "canvass: d.csv:7: error: column 'y' has a NUL byte (1 line)\n"
                 "canvass: d.csv:8: error: the quote that opens column 'y' here is never closed\n"},
    {.name = "quote_never_closed",
     BYTES("x,y\n1,2\n3,\"a\nb,c\n4,5\n"),
     .wants = "t x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:3: error: the quote that opens column 'y' here is never closed\n"},
    {.name = "quote_never_closed_on_a_later_line",
     BYTES("x,y\n\"1\n2\",\"a\nb,c\n"),
     .wants = "t x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:3: error: the quote that opens column 'y' here is never closed\n"},
    {.name = "quoted_last_field_at_the_end", BYTES("x,y\n1,\"a\nb\""), .wants = "t y", .rows = "a\nb\n"},
    {.name = "latin1",
     BYTES("x,y\n1,ol\xe9\n2,b\n3,\xe9t\xe9\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: column 'y' is not valid UTF-8 (2 lines)\n"
                 "  expected a file in UTF-8 (iconv converts others)\n"},
    {.name = "latin1_within_quotes",
     BYTES("x,y\n1,\"a,\n\xe9\"\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:3: error: column 'y' is not valid UTF-8 (1 line)\n"
                 "  expected a file in UTF-8 (iconv converts others)\n"},
    {.name = "bad_byte_in_a_ragged_first_row",
     BYTES("x,y\n\xff\n"),
     .wants = "n x",
     .status = CV_DATA,
     .messages = "canvass: d.csv:2: error: this row has 1 field, the header has 2 (1 row)\n"
                 "canvass: d.csv:2: error: this line is not valid UTF-8 (1 line)\n"
                 "  expected a file in UTF-8 (iconv converts others)\n"},
    {.name = "utf8_everywhere",
     BYTES("x,y\n\xc3\xa9,\xf0\x9f\x98\x80\n\"\xe4\xb8\xad\",\xce\xb1\n"),
     .wants = "c x;t y",
     .rows = "\xc3\xa9 \xf0\x9f\x98\x80\n\xe4\xb8\xad \xce\xb1\n"},

    /* names */
    {.name = "codes_of_a_multiple_variable",
     .variables = "variables: {m: {multiple: [x, y]}}\n",
     BYTES("x,y\n1,0\n"),
     .wants = "c m",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'm' is a multiple-response variable, which has no place here\n"
                 "  expected a variable with one answer a row, or one of its columns\n"},
    {.name = "choices_of_a_column",
     BYTES("x,y\n1,0\n"),
     .wants = "m x",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'x' is no multiple-response variable\n"
                 "  expected a variable with `multiple:`\n"},
    {.name = "text_of_a_made_variable",
     .variables = "variables: {g: {from: x, groups: {A: [1]}}}\n",
     BYTES("x,y\n1,0\n"),
     .wants = "t g",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: 'g' is made from other variables, so it cannot be an id\n"
                 "  expected a column of the data\n"},
    {.name = "described_column_that_is_not_there",
     .variables = "variables: {contry: {label: Country}}\n",
     BYTES("country,y\n1,0\n"),
     .wants = "c contry;n contry",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:2:13: error: d.csv has no column 'contry'\n"
                 "  expected a column of the data\n  did you mean 'country'?\n"},
};

int main(void)
{
    RUN_LOADED(cases);
}
