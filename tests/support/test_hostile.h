/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Texts that try to be something else: commands, markup, formulas, ends of quotes. Users' labels may hold any of them,
 *  so every output is tested with this one list. A picture, a page, a document or a workbook made from them shows them
 *  as they are (control characters apart), and nothing in them is run. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_HOSTILE_H
#define CANVASS_TESTS_SUPPORT_TEST_HOSTILE_H

#include "support/test.h"

#include "base/buffer.h"
#include "support/test_folder.h"

/** The file that comes into being where a text of the list is run as a command. */
#define HOSTILE_MARKER "/tmp/canvass-hostile-text-was-run"

typedef struct hostile_text {
    const char *name; /**< what it tries, as a name: letters, digits and underscores */
    const char *text;
} hostile_text;

/** Valid UTF-8 without NUL. A title or a label may be any of these; a value in the data any but the empty one. No two
 * are the same. */
extern const hostile_text hostile_texts[];
extern const size_t hostile_text_count;

/** Bytes that are no UTF-8: writers must bear them from the library, while the program refuses data and studies that
 * hold them. */
extern const hostile_text hostile_bytes[];
extern const size_t hostile_byte_count;

/** Adds a text in quotes as JSON has it, so that YAML reads it back too. */
void hostile_quote(cv_buffer *to, const char *text);

/** Writes survey.csv and study.yaml in the folder. In the data each text stands as a value (`answer`, but for the empty
 *  one), and is the label of a value (`code`: c0, c1, ...) in the same order; `side` has two values, labelled with two
 * of the texts. The study's title, note and source, its variables' labels and its conditions are of the list too. Its
 *  analyses:
 *
 *      labels   proportion of code by side, compared and tested
 *      values   proportion of answer
 *      across   mean of number by code: every text heads a column
 *      p0, ...  proportion of code, each of HOSTILE_PART levels: as many as a chart has room for
 *      t0, ...  mean of number, each titled with one of the texts
 *
 *  @param more  further keys of the study as JSON, without braces: "\"report\": {\"formats\": [\"md\"]}" */
void hostile_study(test_folder *folder, const char *more);

enum { HOSTILE_PART = 12 };

/** Adds the key `charts` for hostile_study: charts p0, ... of the analyses of these names, and charts t0, ... whose
 *  titles are the texts.
 *  @param kind     of the charts
 *  @param formats  JSON: "[\"svg\"]" */
void hostile_charts(cv_buffer *to, const char *kind, const char *formats);

/** Runs `canvass run study.yaml --output out` on hostile_study(folder, more). Passes where it succeeds without a word
 *  and no text was run. */
void hostile_run(test_folder *folder, const char *more);

/** Passes where nothing was run since the last hostile_run or hostile_forget. */
void hostile_check(void);
/** Removes a marker that an earlier program left. */
void hostile_forget(void);

#endif
