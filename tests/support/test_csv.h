/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Reads what canvass writes as CSV (RFC 4180 with LF), by a reader of its own. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_CSV_H
#define CANVASS_TESTS_SUPPORT_TEST_CSV_H

#include "support/test.h"

typedef struct test_csv {
    char name[128]; /**< for messages; "": none read yet */
    char *bytes;    /**< fields, unquoted in place, each ended by a NUL */
    char **cells;   /**< [rows x columns], the header first */
    size_t rows, columns;
} test_csv;

/** Ends the test where a row has another number of fields than the header. test_csv_free it. */
test_csv test_csv_parse(const char *name, const char *bytes, size_t length);
void test_csv_free(test_csv *table);

/** The column of this name, of `length` bytes; SIZE_MAX: there is none. */
size_t test_csv_column(const test_csv *table, const char *name, size_t length);

#endif
