/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Tails and quantiles to near machine precision: relative 1e-12 or better, small tails included. GSL's gsl_cdf_* alone
 *  is not that accurate everywhere (1e-7 for beta shapes of 1e9), and its beta function may never return, so the
 *  incomplete gamma and beta functions are computed here. A quantile's error is that of log p over the shape: for a
 *  beta shape of 1e-3, 3e-12. Pure functions; arguments outside their range give NaN.
 *  Method: docs/methods.md, "Distributions". */
#ifndef CANVASS_ESTIMATE_DISTRIBUTION_H
#define CANVASS_ESTIMATE_DISTRIBUTION_H

/** @param p in (0, 1)  @return z with P(Z <= z) = p */
double cv_normal_quantile(double p);
double cv_normal_upper(double z);                      /**< P(Z > z) */
double cv_t_quantile(double p, double df);             /**< df > 0; INFINITY: normal */
double cv_t_two_sided(double t, double df);            /**< P(|T| >= |t|); df INFINITY: normal */
double cv_chisq_upper(double x, double df);            /**< P(X > x), df > 0, not only whole */
double cv_f_upper(double f, double df1, double df2);   /**< P(F > f); df2 INFINITY: chi-square / df1 */
double cv_beta_lower(double x, double a, double b);    /**< the regularised incomplete beta function I_x(a, b) */
double cv_beta_upper(double x, double a, double b);    /**< 1 - I_x(a, b), with all its digits where it is small */
double cv_beta_quantile(double p, double a, double b); /**< x with I_x(a, b) = p; a, b > 0, from 1e-3 to 1e9 */

/** u - log(1 + u) >= 0 for u > -1, with all its digits near 0, where it is u^2 / 2: the building block of deviances. */
double cv_log_gap(double u);

#endif
