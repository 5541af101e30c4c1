/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The rank of a matrix A whose rows come one at a time and are not kept: the degrees of freedom of replicate weights
 *  (R survey's degf: rank less 1). What is kept is A'A, from which a Cholesky factorisation finds what each column has
 *  beside those before it. Its squares are good to about 1e-14 of the column's own, the tolerance's are 1e-10 of them.
 */
#ifndef CANVASS_FOLD_RANK_H
#define CANVASS_FOLD_RANK_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cv_gram {
    double *products; /**< A'A, [padded x padded], blocks on and above the diagonal; NULL: not needed so far */
    double *rows;     /**< [.. x padded] the latest rows, not in `products` yet */
    size_t waiting;   /**< how many */
} cv_gram;            /**< zeroed: no rows */

/** Adds a row of `columns` numbers, the same number of them each time. false: no memory. */
bool cv_gram_add(cv_gram *gram, const double *row, size_t columns);

/** Adds the rows of another, whose rank has been asked for. false: no memory. */
bool cv_gram_join(cv_gram *gram, const cv_gram *other, size_t columns);

/** The rank as R's qr(tol = 1e-5) has it: column by column, one that is a combination of those before it but for
 *  1e-5 of its length does not count (LINPACK dqrdc2). Rows may still be added.  @return SIZE_MAX: no memory */
size_t cv_gram_rank(cv_gram *gram, size_t columns);

void cv_gram_free(cv_gram *gram);

#endif
