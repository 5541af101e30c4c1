/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A text as the bytes of a data file. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_TEXT_H
#define CANVASS_TESTS_SUPPORT_TEST_TEXT_H

#include "load/frame.h"

/** A text as a stream of bytes; borrows the text and itself. */
typedef struct test_text {
    const char *text;
    size_t length, at;
} test_text;
cv_stream test_text_stream(test_text *text);

#endif
