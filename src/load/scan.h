/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Records and their fields. What a record is, libcsv says: fields between delimiters; blanks belong to them; a field
 *  that starts with a quote may hold delimiters and newlines, and "" in it is a quote; a quote elsewhere is a character
 *  like any other. LF, CRLF and a lone CR end a record. An empty line is no record, except in a file of one column,
 *  where it is a record whose only field is empty.
 *
 *  Records without a quote, most of them, are cut here by the masks; of the others libcsv reads what follows from the
 *  first field with a quote on. Both give the same fields (tests/load/test_scan.c). */
#ifndef CANVASS_LOAD_SCAN_H
#define CANVASS_LOAD_SCAN_H

#include <csv.h>

#include "load/frame.h"
#include "load/mask.h"
#include "load/pad.h"

/** What all scanners of a run look for. */
typedef struct cv_layout {
    size_t columns;       /**< fields that each record has */
    const size_t *needed; /**< the columns whose fields are wanted, ascending */
    size_t needed_count;
    char delimiter;
    cv_engine engine;
} cv_layout;

typedef struct cv_scanner {
    const cv_layout *layout; /**< borrowed */
    const char *bytes;       /**< borrowed; CV_PAD more behind length */
    size_t length;
    bool last;      /**< no bytes follow: the last record need not end with a newline */
    size_t at;      /**< where the next record starts; at the end: where the bytes start that are no whole record */
    uint64_t lines; /**< ends of lines before `at` */
    bool nul;       /**< there is a NUL byte */
    bool failed;    /**< no memory */
    size_t ragged;  /**< records with another number of fields; they are left out */
    size_t ragged_at, ragged_fields; /**< where the first one starts, and how many it has */
    cv_mask *masks;
    size_t mask_capacity;
    struct csv_parser csv;
    cv_pad pad; /**< unquoted texts */
} cv_scanner;

/** Starts libcsv with what a record is here. @return false: no memory */
bool cv_csv_start(struct csv_parser *csv, char delimiter);

/** @return false: no memory; cv_scanner_free is to be called all the same */
bool cv_scanner_init(cv_scanner *scanner, const cv_layout *layout);

/** Starts on new bytes, which begin a record. @return false: no memory */
bool cv_scanner_begin(cv_scanner *scanner, const char *bytes, size_t length, bool last);

/** The next records, at most `most`.
 *  @param fields  [needed column][record], valid until the next begin    @param starts  [record] where it starts
 *  @return how many, less than `most` only where no whole record is left (or `failed`) */
size_t cv_scanner_rows(cv_scanner *scanner, cv_field *const *fields, uint32_t *starts, size_t most);

/** Where the quoted field opens that is not closed at the end of the bytes; slow, for messages. Call it after the rows,
 *  with bytes left. */
size_t cv_scanner_open_quote(cv_scanner *scanner);

/** Which field of the record at `start` holds the byte `at`, from 0; slow, for messages. */
size_t cv_scanner_field_at(cv_scanner *scanner, size_t start, size_t at);

void cv_scanner_free(cv_scanner *scanner); /**< accepts zeroed */

#endif
