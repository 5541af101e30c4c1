/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Reports of results, as a run writes them. */
#ifndef CANVASS_TESTS_REPORT_WRITTEN_H
#define CANVASS_TESTS_REPORT_WRITTEN_H

#include "report/output.h"

/** report.md; `failed` of the buffer: no memory. */
static inline void written_report(const cv_results *results, bool values, cv_buffer *to)
{
    const cv_document_options options = {.values = values};
    cv_document document;
    if (cv_document_build(results, &options, &document))
        cv_report_markdown(&document, to);
    else
        to->failed = true;
    cv_document_free(&document);
}

#endif
