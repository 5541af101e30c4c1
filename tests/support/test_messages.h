/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Messages as the user sees them. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_MESSAGES_H
#define CANVASS_TESTS_SUPPORT_TEST_MESSAGES_H

#include "support/test.h"

#include <canvass/message.h>

/** Passes where the messages, each formatted and ended by LF, make up `want`. Frees them. */
void check_messages(cv_messages *messages, const char *want, const char *what);

#endif
