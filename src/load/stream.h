/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Where bytes come from: a file or standard input, read once from front to back, never sought in. */
#ifndef CANVASS_LOAD_STREAM_H
#define CANVASS_LOAD_STREAM_H

#include "load/frame.h"

/** Opens a file; "-" is standard input. @param shown  the name that messages use. Fails with CV_SYSTEM. */
cv_status cv_stream_open(const char *path, const char *shown, cv_stream *to, cv_messages *messages);

/** As the stream's read, but goes on until `capacity` bytes are there or the end comes. */
ptrdiff_t cv_stream_fill(const cv_stream *stream, char *bytes, size_t capacity);

/** Closes and clears. Accepts a zeroed stream; may be called twice. */
void cv_stream_close(cv_stream *stream);

#endif
