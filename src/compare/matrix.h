/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Small symmetric matrices, row-major: what the tests need of linear algebra. */
#ifndef CANVASS_COMPARE_MATRIX_H
#define CANVASS_COMPARE_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

/** m = L L', L in m's lower part, in place.
 *  @return false where m is not positive definite: a pivot is below 1e-13 of its diagonal element */
bool cv_matrix_cholesky(double *m, size_t size);

/** v becomes the solution x of L x = v; L as cv_matrix_cholesky left it. */
void cv_matrix_solve(const double *lower, double *v, size_t size);

/** B becomes L^-1 B L^-T, which has the eigenvalues of (L L')^-1 B. @param[in,out] b  [size x size], symmetric */
void cv_matrix_whiten(const double *lower, double *b, size_t size);

/** The eigenvalues of a symmetric matrix, in no order. @param m  destroyed   @param[out] values  [size]
 *  @return false without memory */
bool cv_matrix_eigenvalues(double *m, size_t size, double *values);

#endif
