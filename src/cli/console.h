/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The program's two streams: results on standard output, all else on standard error. */
#ifndef CANVASS_CLI_CONSOLE_H
#define CANVASS_CLI_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/buffer.h"

/** Writes a text to standard output and makes sure that it arrived: CV_SYSTEM where it did not (a full disk, a closed
 * pipe). The buffer is freed. */
cv_status cv_console_write(cv_buffer *text, cv_messages *messages);

/** Prints messages to standard error. */
void cv_console_messages(const cv_messages *messages);

/** Prints a line of news to standard error. Nothing where it cannot be: news are not worth an error. */
void cv_console_say(const char *line);

bool cv_console_talks(void);   /**< standard error is a terminal */
bool cv_console_colours(void); /**< standard output is a terminal that shows colours, and NO_COLOR is not set */
size_t cv_console_width(void); /**< cells of the terminal on standard output; 0: none, or not known */

#endif
