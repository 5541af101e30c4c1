/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Fisher's exact test. */
#ifndef CANVASS_COMPARE_FISHER_H
#define CANVASS_COMPARE_FISHER_H

#include <stddef.h>

#include <canvass/message.h>

/** The two-sided p value of a table of whole counts without empty rows or columns: the probability of all tables of its
 *  margins that are at most as likely as it is, ties within a relative 1e-7 included (R: fisher.test).
 *
 *  A 2 x 2 table is a sum over one cell, of any size. A larger one is summed exactly over a network of the rows'
 *  remaining totals (in the manner of Mehta and Patel 1983), as long as that is cheap: up to 16 x 64 cells, 1e6
 *  answers, 3e7 steps (about half a second) and 2e6 partial sums at a time; beyond these bounds p is NaN (see
 *  compare/fisher_draws.h).
 *
 *  @param counts  [rows x columns], row-major, not negative
 *  @return CV_OK, or CV_SYSTEM without memory */
cv_status cv_fisher_p(size_t rows, size_t columns, const double *counts, double *p, cv_messages *messages);

#endif
