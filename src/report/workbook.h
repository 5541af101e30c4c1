/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  report.xlsx: the tables as a workbook, laid out as tables of market research are. Numbers are numbers, nothing is a
 *  formula, and the bytes are the same for the same results. */
#ifndef CANVASS_REPORT_WORKBOOK_H
#define CANVASS_REPORT_WORKBOOK_H

#include "base/buffer.h"
#include "report/document.h"

#define CV_WORKBOOK_NAME "report.xlsx"

typedef struct cv_workbook_options {
    bool values;        /**< level values instead of labels */
    const char *folder; /**< where files may lie while it is made; none is left there */
} cv_workbook_options;

/** Makes the workbook. A contents sheet, a sheet on the study, and for each analysis: its table with the banner across,
 *  base rows, letters, limits, notes and a chart of Excel's own, and, where there are any, a sheet of comparisons and
 *  tests. Fails with CV_USAGE: an analysis has more rows or columns than a sheet of Excel; CV_SYSTEM: a full disk, no
 *  memory.
 *  @param document  of the same results: the words in it are used, not its tables, which show fewer comparisons */
cv_status cv_report_workbook(const cv_document *document, const cv_workbook_options *options, cv_buffer *to,
                             cv_messages *messages);

#endif
