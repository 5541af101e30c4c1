/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Numbers for people: rounded, thousands separated, per cent; whatever the locale. */
#ifndef CANVASS_TABLE_DIGITS_H
#define CANVASS_TABLE_DIGITS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/language.h"

enum { CV_DIGITS_SIZE = 64 };

/** How numbers of one kind are shown. */
typedef struct cv_digits {
    double scale; /**< 100 for per cent */
    int decimals; /**< -1: as many as the number has */
    bool sign;    /**< + before positive numbers */
    bool percent; /**< % behind */
    cv_language language;
} cv_digits;

/** The number as text: 1,234.5 or +1.2 or 69.8% (1.234,5 or 69,8 % where the language writes so); "" for NaN; -0.0 is
 * 0.0; infinities "inf" and "-inf"; from 1e15 on the shortest text. */
size_t cv_digits_format(const cv_digits *digits, double number, char text[CV_DIGITS_SIZE]);

/** Decimals that show two significant digits of a standard error, 0 to 9; -1 where 9 do not show them, or it is none.
 */
int cv_digits_for_se(double se);

/** Two limits: 61.2-64.8, or with `words` (where one may be negative) -1.5 to 2.3, and what stands for "to" in the
 * language; "" where both are NaN. No per cent sign, no plus. */
size_t cv_digits_interval(const cv_digits *digits, double low, double high, bool words, char text[2 * CV_DIGITS_SIZE]);

/** A p value: three decimals, or <0.001; "-" for NaN. */
size_t cv_digits_p(cv_language language, double p, char text[CV_DIGITS_SIZE]);

/** As cv_digits_format, without needless zeros behind the decimal mark: 95, 99.9, inf. */
size_t cv_digits_tidy(const cv_digits *digits, double number, char text[CV_DIGITS_SIZE]);

/** The same in English, with at most so many decimals. */
size_t cv_digits_short(double number, int decimals, char text[CV_DIGITS_SIZE]);

#endif
