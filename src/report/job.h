/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  One run of a study, from its text to its results; `run` and `verify` both go this way. */
#ifndef CANVASS_REPORT_JOB_H
#define CANVASS_REPORT_JOB_H

#include <canvass/message.h>

#include "compare/analyse.h"
#include "report/output.h"

/** What to run. All is borrowed and must outlive the job. */
typedef struct cv_job_request {
    const char *path; /**< of the study file: its data are beside it */
    const char *text; /**< its bytes */
    size_t length;
    const char *const *settings; /**< the --set texts */
    size_t setting_count;
    const char *const *only; /**< names of analyses; none: all */
    size_t only_count;
    bool values;
    bool redraw; /**< as in cv_run */
    size_t jobs; /**< 0: the cores that this process may use */
} cv_job_request;

typedef struct cv_job {
    cv_study study;
    cv_results results;
    cv_spool *weights; /**< weights.csv; NULL, or empty: none */
} cv_job;              /**< zeroed: nothing yet */

/** Keeps the named analyses and the charts made from them; an unknown name is CV_USAGE, with the nearest one. */
cv_status cv_job_restrict(cv_study *study, const char *const *only, size_t count, cv_messages *messages);

/** Reads the study and restricts it; no data yet. Separate from cv_job_analyse so that the output folder's place is
 *  known, and can be refused, before a long pass.
 *  @param[out] to  zeroed before; freed by cv_job_free whether or not this succeeds; must stay where it is */
cv_status cv_job_read(const cv_job_request *request, cv_job *to, cv_messages *messages);

/** Makes the pass over the data; writes nothing. */
cv_status cv_job_analyse(const cv_job_request *request, cv_job *job, cv_messages *messages);
void cv_job_free(cv_job *job);

/** The job as cv_output_write takes it. */
cv_run cv_job_output(const cv_job_request *request, const cv_job *job);

#endif
