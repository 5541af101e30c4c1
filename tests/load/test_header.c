/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first record: names, and what is wrong with them. Each case runs with all threads and chunk sizes of loaded.h. */
#include "loaded.h"

#define BYTES(text) .bytes = (text), .length = sizeof(text) - 1

static const loaded_case cases[] = {
    {.name = "plain_names", BYTES("a,b\n1,2\n"), .wants = "t a;t b", .rows = "1 2\n"},
    {.name = "mark_is_skipped",
     BYTES("\xef\xbb\xbf"
           "a,b\n1,2\n"),
     .wants = "t a",
     .rows = "1\n"},
    {.name = "mark_before_a_quote",
     BYTES("\xef\xbb\xbf"
           "\"a\",b\n1,2\n"),
     .wants = "t a",
     .rows = "1\n"},
    {.name = "crlf", BYTES("a,b\r\n1,2\r\n"), .wants = "t a;t b", .rows = "1 2\n"},
    {.name = "quoted_names",
     BYTES("\"a, x\",\"b \"\"y\"\"\",c\n1,2,3\n"),
     .wants = "t a, x;t b \"y\";t c",
     .rows = "1 2 3\n"},
    {.name = "name_with_a_newline", BYTES("\"a\nx\",b\n1,2\n"), .wants = "t a\nx", .rows = "3: 1\n", .lines = true},
    {.name = "blanks_belong_to_names", BYTES(" a ,b\n1,2\n"), .wants = "t  a ", .rows = "1\n"},
    {.name = "empty_lines_before", BYTES("\n\r\na,b\n1,2\n"), .wants = "t b", .rows = "4: 2\n", .lines = true},
    {.name = "names_in_utf8", BYTES("pa\xc3\xads,b\n1,2\n"), .wants = "t pa\xc3\xads", .rows = "1\n"},
    {.name = "empty_file",
     .bytes = "",
     .length = 0,
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file is empty\n"},
    {.name = "mark_alone",
     BYTES("\xef\xbb\xbf"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file is empty\n"},
    {.name = "newlines_alone",
     BYTES("\n\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file has no header\n"},
    {.name = "header_alone",
     BYTES("a,b\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file has no rows, only a header\n"},
    {.name = "header_without_newline",
     BYTES("a,b"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file has no rows, only a header\n"},
    {.name = "header_and_empty_lines",
     BYTES("a,b\n\n\r\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file has no rows, only a header\n"},
    {.name = "empty_and_repeated_names",
     BYTES("a,,b,a,\n1,2,3,4,5\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv:1: error: column 2 has no name\n"
                 "canvass: d.csv:1: error: columns 1 and 4 are both named 'a'\n"
                 "canvass: d.csv:1: error: column 5 has no name\n"},
    {.name = "utf16",
     BYTES("\xff\xfe"
           "a\0,\0"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv: error: the file is in UTF-16\n  expected a file in UTF-8 (iconv converts others)\n"},
    {.name = "nul_in_the_header",
     BYTES("a,\0b\n1,2\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv:1: error: the header has a NUL byte\n"},
    {.name = "latin1_in_the_header",
     BYTES("pa\xeds,b\n1,2\n"),
     .wants = "t b",
     .status = CV_DATA,
     .messages = "canvass: d.csv:1: error: the header is not valid UTF-8\n"
                 "  expected a file in UTF-8 (iconv converts others)\n"},
    {.name = "open_quote_in_the_header",
     BYTES("\"a,b\n1,2\n"),
     .wants = "t a",
     .status = CV_DATA,
     .messages = "canvass: d.csv:1: error: a quote in the header is never closed\n"},
    {.name = "unknown_name_with_the_nearest",
     BYTES("country,b\n1,2\n"),
     .wants = "t contry",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: there is no variable or column 'contry'\n"
                 "  expected a variable of the study or a column of the data\n  did you mean 'country'?\n"},
    {.name = "wrong_delimiter",
     BYTES("first;second\n1;2\n"),
     .wants = "t first",
     .status = CV_USAGE,
     .messages = "canvass: s.yaml:9:1: error: there is no variable or column 'first'\n"
                 "  expected delimiter: \";\"? the header has no other column\n"},
};

int main(void)
{
    RUN_LOADED(cases);
}
