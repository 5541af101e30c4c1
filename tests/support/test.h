/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What every test includes first: cmocka in the order it needs, and the checks for numbers. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_H
#define CANVASS_TESTS_SUPPORT_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/** Passes where got and want are the same (NaN equals NaN, infinities too) or |got - want| <= relative * |want|;
 *  else prints both with 17 digits and fails. `what` names the number. */
void check_close(double got, double want, double relative, const char *what);

/** Likewise with an absolute difference that is also good enough. */
void check_near(double got, double want, double relative, double absolute, const char *what);

/** Passes where the texts are the same; else prints both and where they part. */
void check_text(const char *got, const char *want, const char *what);

/** Skips the test because a program or a font that it needs is not there; where CI is set that is a failure. */
void skip_without(const char *what);

#endif
