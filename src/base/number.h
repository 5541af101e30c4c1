/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Numbers as text, in and out, whatever the locale. */
#ifndef CANVASS_BASE_NUMBER_H
#define CANVASS_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { CV_NUMBER_SIZE = 32 }; /**< room for any number's text and its NUL */

/** The shortest text that reads back to the same double: 0.1, 1e-5, 1e20, inf, -inf; -0 is 0; NaN is the empty text.
 *  @return the text's length */
size_t cv_number_format(double number, char text[CV_NUMBER_SIZE]);

/** Reads a whole field as a number, correctly rounded: optional blanks around, sign, digits, one `decimal`
 *  ('.' or ','), exponent. No hexadecimal, no inf, no nan, no thousands separators.
 *  @return false where the field is anything else (also where it is empty or blank); *number is then untouched. */
bool cv_number_parse(const char *text, size_t length, char decimal, double *number);

/** Reads a whole C string as an unsigned number no larger than `most`. @return false otherwise. */
bool cv_count_parse(const char *text, size_t most, size_t *count);

#endif
