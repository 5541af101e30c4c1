/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Replicate weights made from strata and PSUs: for each PSU the factors by which its rows' weights are multiplied in
 *  each replicate. What it makes is what R survey's as.svrepdesign makes, but for the Hadamard matrix and the random
 *  numbers. */
#ifndef CANVASS_DESIGN_RESAMPLE_H
#define CANVASS_DESIGN_RESAMPLE_H

#include "study/study.h"

enum { CV_MOST_REPLICATES = 10000 };

/** A stratum as it was sampled. */
typedef struct cv_resample_stratum {
    const char *name;
    size_t psus;
    double population; /**< PSUs in all; INFINITY: without end */
} cv_resample_stratum;

typedef struct cv_resample_request {
    cv_replicates_type type;           /**< jk1, jkn, brr, fay or bootstrap */
    const cv_resample_stratum *strata; /**< [count], copied */
    size_t count;                      /**< jk1: 1 */
    cv_lonely_psu lonely;              /**< what a stratum with one PSU is */
    double rho;                        /**< fay: in [0, 1) */
    size_t replicates;                 /**< bootstrap */
    unsigned long seed;                /**< bootstrap: from 1 to 2^32 - 1 */
    cv_place place;                    /**< of the design, for messages */
} cv_resample_request;

typedef struct cv_resample {
    size_t count; /**< replicates */
    double scale;
    double *rscales; /**< [count] */
    struct cv_resample_part *parts;
    size_t part_count;
    cv_replicates_type type;
    double kept, dropped; /**< brr, fay: the factors of the PSU that is taken and of the other */
    int8_t *hadamard;     /**< brr, fay: [count x count] */
    uint16_t *draws;      /**< bootstrap: [PSUs x count] how often each was drawn */
} cv_resample;            /**< zeroed: nothing */

/** Sets up the replicates.
 *  - jk1: all PSUs but one, times n / (n - 1); scale (1 - f)(n - 1) / n (Wolter 2007, section 4.2).
 *  - jkn: in each stratum in turn all PSUs but one, times n_h / (n_h - 1); rscales (1 - f_h)(n_h - 1) / n_h (section
 *    4.5). A stratum that is its whole population has no replicates.
 *  - brr, fay: of each pair of PSUs one, by a row of a Hadamard matrix that is not its first (McCarthy 1969); the
 *    other's weight is kept by rho (Dippo, Fay and Morganstein 1984). A stratum of 2 m PSUs is m pairs, in the file's
 *    order.
 *  - bootstrap: n_h - 1 PSUs with replacement, times n_h / (n_h - 1) (Rao and Wu 1988); GSL's mt19937, stratum by
 *    stratum, replicate by replicate.
 *  Fails (CV_DATA): a lonely PSU under the policy `fail` (or one that the type does not have), an odd number of PSUs
 *  for brr, nothing that varies, one replicate alone or more than CV_MOST_REPLICATES.
 *  @param[out] to  freed by cv_resample_free whether or not this succeeds */
cv_status cv_resample_make(const cv_resample_request *request, cv_resample *to, cv_messages *messages);
void cv_resample_free(cv_resample *resample);

/** The factors of a PSU. @param stratum, psu  places from 0; psu: within its stratum   @param[out] factors  [count] */
void cv_resample_factors(const cv_resample *resample, size_t stratum, size_t psu, double *factors);

#endif
