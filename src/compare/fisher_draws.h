/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Fisher's exact test of tables that are too large to be summed exactly. */
#ifndef CANVASS_COMPARE_FISHER_DRAWS_H
#define CANVASS_COMPARE_FISHER_DRAWS_H

#include <stddef.h>

#include <canvass/message.h>

/** The two-sided p value of a table of whole counts, estimated from B tables of its margins drawn at random:
 *  (1 + those at most as likely as it is, ties within a relative 1e-7 included) / (1 + B)  (R: fisher.test with
 *  simulate.p.value). Tables are drawn cell by cell, each from its hypergeometric distribution given those before it
 *  (Patefield 1981), by the Mersenne Twister (GSL's mt19937) from the seed 1: always the same ones.
 *
 *  B is 100,000 up to 100 free cells, (rows - 1) x (columns - 1); above that 1e7 / cells, at least 2,000. The standard
 * error of p is sqrt(p (1 - p) / B): at p = 0.05 and B = 100,000 it is 0.0007. More than 50,000 free cells: p is NaN.
 *
 *  @param counts  [rows x columns], row-major, not negative; no empty rows or columns, at least two of each
 *  @return CV_OK, or CV_SYSTEM without memory */
cv_status cv_fisher_draws(size_t rows, size_t columns, const double *counts, double *p, cv_messages *messages);

#endif
