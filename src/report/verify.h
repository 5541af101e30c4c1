/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whether a finished output folder can be made again, byte for byte: the study of its manifest is run once more
 *  and three things are compared for each file: what lies in the folder, what the manifest says, what the new run
 * gives.
 *
 *  Use: cv_verify_run (the long part; writes nothing), then cv_verify_compare (writes to a temporary folder and
 *  removes it), then read the verification, then cv_verify_free. */
#ifndef CANVASS_REPORT_VERIFY_H
#define CANVASS_REPORT_VERIFY_H

#include <signal.h>

#include <canvass/message.h>

#include "report/job.h"
#include "report/manifest.h"

typedef enum cv_verdict {
    CV_VERDICT_SAME,    /**< the folder's file, the manifest's and the new run's are one */
    CV_VERDICT_DIFFERS, /**< `why` says which of them */
    CV_VERDICT_MISSING, /**< it ought to be in the folder and is not */
    CV_VERDICT_EXTRA,   /**< it is in the folder and ought not to be */
    CV_VERDICT_UNDRAWN  /**< a picture, or a report with pictures, as the manifest has it, which the new run could not
                           make: gnuplot or pandoc is missing or failed */
} cv_verdict;

/** A verdict's word: same, DIFFERS, missing, not in the manifest, not drawn again. */
const char *cv_verdict_name(cv_verdict verdict);

typedef struct cv_verified_file {
    const char *path; /**< seen from the folder */
    cv_verdict verdict;
    const char *why; /**< NULL: the verdict says it all */
} cv_verified_file;

typedef struct cv_verification {
    cv_arena arena; /**< owns all texts below */
    cv_manifest manifest;
    cv_job_request request;
    cv_job job;
    const char *
        *changed; /**< [changed_count] data files whose sha256 is not the manifest's: then all else may differ */
    size_t changed_count;
    bool study_changed;    /**< the study file is still there and says something else now; its recorded text was run */
    const char **versions; /**< a text for each library that has another version now: "GSL 2.7.1, now 2.8" */
    size_t version_count;
    cv_verified_file *files; /**< sorted by path */
    size_t file_count;
} cv_verification; /**< zeroed: nothing yet */

typedef struct cv_verify_options {
    const char *study; /**< where the study file lies now (its data are found beside it); NULL: where it was */
    size_t jobs;
    const volatile sig_atomic_t *stop; /**< as in cv_run */
} cv_verify_options;

/** Reads the folder's manifest and runs its study over the data.
 *  @param[out] to  zeroed before; freed by cv_verify_free whether or not this succeeds; must stay where it is */
cv_status cv_verify_run(const char *folder, const cv_verify_options *options, cv_verification *to,
                        cv_messages *messages);

/** Writes the run below TMPDIR (or /tmp), compares and removes it again. @return CV_OK: every file is the same;
 * CV_DIFFERS: some are not; CV_PROGRAM: all are that could be made again; others: it could not be found out */
cv_status cv_verify_compare(const char *folder, const cv_verify_options *options, cv_verification *verification,
                            cv_messages *messages);
void cv_verify_free(cv_verification *verification);

#endif
