/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Rows in: a data file, bound to the variables that a study asks for, read once and handed on in batches.
 *
 *  Use: cv_frame_open (header), then cv_frame_want_* for all that is needed (each returns a slot), then
 *  cv_frame_run, which parses in `jobs` threads and calls the sink once a batch, in file order, never two calls
 *  at a time: whatever the sink sums is therefore the same for any number of threads. After the run cv_frame_levels
 *  tells what the codes mean. Memory: a few chunks of the file, the dictionaries, nothing else. */
#ifndef CANVASS_LOAD_FRAME_H
#define CANVASS_LOAD_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <canvass/message.h>

#include "study/study.h"

typedef struct cv_frame cv_frame;

/** Bytes from anywhere. `read` fills at most `capacity` bytes and returns how many, 0 at the end, -1 on an error
 *  (errno says which). `close` may be NULL. */
typedef struct cv_stream {
    void *context;
    ptrdiff_t (*read)(void *context, char *bytes, size_t capacity);
    void (*close)(void *context);
} cv_stream;

/** A text field in the file's own bytes (unquoted), valid during the sink's call. length < 0: missing. */
typedef struct cv_field {
    const char *text;
    int32_t length;
} cv_field;

/** Some consecutive rows. Arrays are indexed [slot][row] with the slots that cv_frame_want_* gave. */
typedef struct cv_batch {
    size_t rows;
    uint64_t first_row;             /**< number of the first row, from 1, header not counted */
    const int32_t *const *codes;    /**< level codes; -1: missing */
    const double *const *numbers;   /**< NaN: missing */
    const cv_field *const *texts;   /**< ids */
    const uint8_t *const *truths;   /**< conditions: 1 true, 0 false or unknown */
    const uint64_t *const *choices; /**< multiple response: bit j: level j was chosen; all bits (UINT64_MAX): missing */
    const cv_frame *frame;          /**< for cv_batch_line */
    const void *private_part;
    size_t file;            /**< which of the study's files the rows are of, from 0 */
    const uint32_t *origin; /**< [rows] of a selection: the rows of the batch that it was made from; else NULL */
} cv_batch;

/** Some rows of a batch as a batch of their own; the room for it, kept from one to the next. */
typedef struct cv_selection {
    void *data[5]; /**< by shape: [slots x capacity] */
    const void **slots[5];
    size_t capacity;
} cv_selection; /**< zeroed: none yet */

/** Takes rows of a batch, by number and ascending, into `room`; `to` lasts as long as both and the numbers do.
 *  @return false: no memory */
bool cv_batch_select(const cv_batch *batch, const uint32_t *rows, size_t count, cv_selection *room, cv_batch *to);
void cv_selection_free(cv_selection *room);

/** The text of a code that a batch has, during the sink's call. Only of a column of the file. */
const char *cv_batch_code_text(const cv_batch *batch, size_t slot, int32_t code);

/** The line of the file (from 1) on which the batch's row starts; slow, for messages. */
uint64_t cv_batch_line(const cv_batch *batch, size_t row);

/** Opens the study's data (study->data.file beside study->file; "-" is standard input; of several imputations the first
 * file: the run goes on to the others, whose headers must be the same), or `stream` where it is not
 * NULL (taken over, also on failure), and reads the header. Messages name `study->data.file` as the file. Fails: no
 * such file (CV_SYSTEM), empty, no header, duplicate or empty column names, not UTF-8, NUL bytes (CV_DATA). */
cv_status cv_frame_open(const cv_study *study, const cv_stream *stream, cv_frame **to, cv_messages *messages);
void cv_frame_free(cv_frame *frame);

/** The columns of the header. */
size_t cv_frame_column_count(const cv_frame *frame);
const char *cv_frame_column_name(const cv_frame *frame, size_t column);

/** Checks every variable of the study against the header (whether or not an analysis uses it) and each name that the
 *  design uses: all mistakes, with the nearest column or variable name. */
cv_status cv_frame_check(cv_frame *frame, cv_messages *messages);

/** Whether a name is a variable of the study or a column: CV_USAGE with the nearest one where it is neither. Also for a
 *  study whose reading found mistakes. */
cv_status cv_frame_check_name(cv_frame *frame, cv_word name, cv_messages *messages);

/* Each wants one thing of every row and gives its slot, the same one when asked again. `name` is a variable of the
 * study or a column of the file; an unknown one fails with CV_USAGE at the word's place, with the nearest name. */

/** Level codes of a column, net, cut or condition (not of a multiple-response variable). */
cv_status cv_frame_want_codes(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);
/** A number: of a column (a text that is no number is CV_DATA, with its line, unless it means missing), of a cut
 *  (its class's lower bound), of groups or a condition: the level's value read as a number; CV_USAGE where it is none.
 */
cv_status cv_frame_want_number(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);
/** The bytes of a plain column, for ids. */
cv_status cv_frame_want_text(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);
/** A condition; its names are bound here. */
cv_status cv_frame_want_truth(cv_frame *frame, const cv_expression *condition, size_t *slot, cv_messages *messages);
/** The choices of a question with several answers (at most 63). Of `multiple` a column counts as chosen where its text
 * is one of `selected`, and a row is missing where all its columns are, or as its `none` says; of a rank question the
 *  choices are the items that a row ranks, and a row is missing where it ranks nothing. */
cv_status cv_frame_want_choices(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);

/** The same of a rank question, only with the items that a row gives a rank up to `limit`; 0: any. A row is missing
 *  where it ranks nothing. */
cv_status cv_frame_want_mentions(cv_frame *frame, cv_word name, size_t limit, size_t *slot, cv_messages *messages);

/** What ranks are worth. */
typedef struct cv_rank_points {
    size_t item;
    const double *points; /**< [count] of rank 1, 2, ...; later ranks have none; kept, not copied */
    size_t count;
    double unranked; /**< where a row ranks others; NaN: missing */
} cv_rank_points;

/** The points that rows give an item of a rank question, as a number; missing where a row ranks nothing. */
cv_status cv_frame_want_points(cv_frame *frame, cv_word name, const cv_rank_points *points, size_t *slot,
                               cv_messages *messages);

/** Whether there is an answer to a variable of any kind, as level codes: 0, or missing. Its one level is "answered". */
cv_status cv_frame_want_answered(cv_frame *frame, cv_word name, size_t *slot, cv_messages *messages);

/** Whether this name is a multiple-response variable of the study. */
bool cv_frame_is_multiple(const cv_frame *frame, const char *name);

/** Called once a batch. A status other than CV_OK stops the run with it (after adding a message). */
typedef cv_status (*cv_sink)(void *context, const cv_batch *batch, cv_messages *messages);

typedef struct cv_run_options {
    size_t jobs;        /**< threads that parse; 0: the cores that this process may use */
    bool hash;          /**< also sha256 over the bytes as they pass, for cv_frame_sha256 */
    size_t chunk_bytes; /**< 0: the default; tests use small ones. The results do not depend on it, up to rounding of
                           sums: it is part of a run's definition */
} cv_run_options;

/** The pass. Each row is checked: as many fields as the header has (CV_DATA: line, how many, how many expected), a
 * closed quote at the end, UTF-8, no NUL. A file with a header alone is CV_DATA ("no rows"). */
cv_status cv_frame_run(cv_frame *frame, const cv_run_options *options, cv_sink sink, void *context,
                       cv_messages *messages);

/** What a code means. */
typedef struct cv_level {
    const char *value; /**< the text in the file; a net's or cut's label; yes, no */
    const char *label; /**< for people; the value where there is no other */
} cv_level;

/** The levels of a codes or choices slot; after the run. `order[i]` is the code that is shown in place i: declared
 * levels first, in their order; then those that no study declares, as numbers where all of those are numbers, else by
 * bytes; combinations by how many choices they are, then in the question's order. Declared levels are there even when
 * no row has them. All arrays are the frame's own. Codes of declared levels are their places. */
typedef struct cv_levels {
    const char *variable; /**< its name */
    const char *label;    /**< the question's text; NULL: none */
    size_t count;
    const cv_level *levels;  /**< by code */
    const int32_t *order;    /**< by place */
    size_t declared;         /**< how many of them the study declares */
    const double *bounds;    /**< of a cut: [count] where each class starts, by code; else NULL */
    const uint64_t *choices; /**< of combinations: [count] by code, bit j: choice j of the question; else NULL */
    const cv_variable_spec *question; /**< of combinations: the check-all question; else NULL */
} cv_levels;
cv_levels cv_frame_code_levels(const cv_frame *frame, size_t slot);
cv_levels cv_frame_choice_levels(const cv_frame *frame, size_t slot);

/** The variable's question text for a name used as a number; NULL: none. */
const char *cv_frame_label(const cv_frame *frame, const char *name);

/** What is known of a data file after the run. */
typedef struct cv_input {
    const char *path; /**< as the study has it */
    char sha256[65];  /**< "" where it was not asked for */
    uint64_t bytes, rows;
} cv_input;

/** The files that the run read, in order; the frame's own. */
const cv_input *cv_frame_inputs(const cv_frame *frame, size_t *count);

/** After the run: rows read in all; of the file that was read last: bytes read; the bytes' sha256 in hexadecimal where
 * `hash` asked for it, else "". Where the study has `data.sha256` the run always hashes, and other data are CV_DATA. */
uint64_t cv_frame_rows(const cv_frame *frame);
uint64_t cv_frame_bytes(const cv_frame *frame);
const char *cv_frame_sha256(const cv_frame *frame);

#endif
