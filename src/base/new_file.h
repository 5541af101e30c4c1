/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A file that is written piece by piece, and is complete or as it was before. */
#ifndef CANVASS_BASE_NEW_FILE_H
#define CANVASS_BASE_NEW_FILE_H

#include <canvass/message.h>

#include <stddef.h>

typedef struct cv_new_file {
    char *target, *staging; /**< staging lies beside target; NULL: pieces go to target itself (a device, a pipe) */
    int file;
} cv_new_file; /**< zeroed: nothing under way */

/** Starts a file. A link to a file stays one. Fails (CV_SYSTEM): a folder, no permission, no such folder. */
cv_status cv_new_file_begin(cv_new_file *file, const char *target, cv_messages *messages);

/** Adds bytes. Fails (CV_SYSTEM): a full disk. */
cv_status cv_new_file_add(cv_new_file *file, const char *bytes, size_t count, cv_messages *messages);

/** Flushes and puts it in its place, in one step. On failure what was there stays. */
cv_status cv_new_file_commit(cv_new_file *file, cv_messages *messages);

/** Removes what is not in its place, and frees. Accepts zeroed; may be called twice; call it after commit too. */
void cv_new_file_free(cv_new_file *file);

#endif
