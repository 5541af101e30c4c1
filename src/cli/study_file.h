/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A study file's bytes, as the commands that take one need them. */
#ifndef CANVASS_CLI_STUDY_FILE_H
#define CANVASS_CLI_STUDY_FILE_H

#include <canvass/message.h>

#include "base/buffer.h"

typedef struct cv_study_file {
    const char *path; /**< as it was given */
    cv_buffer bytes;
} cv_study_file; /**< zeroed: none */

/** Reads a study file of at most 16 MiB; `bytes.text` is never NULL afterwards. */
cv_status cv_study_file_read(const char *path, cv_study_file *to, cv_messages *messages);
void cv_study_file_free(cv_study_file *file);

#endif
