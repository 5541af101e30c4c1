/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Bytes that are made before it is known where they go: a file without a name, so that memory does not grow. */
#ifndef CANVASS_BASE_SPOOL_H
#define CANVASS_BASE_SPOOL_H

#include <canvass/message.h>

#include "base/file.h"

typedef struct cv_spool cv_spool;

cv_spool *cv_spool_new(void);        /**< NULL: no memory */
void cv_spool_free(cv_spool *spool); /**< accepts NULL */

/** Appends. The file is made at the first bytes, where tmpfile() makes it. CV_SYSTEM: a full disk, no permission. */
cv_status cv_spool_add(cv_spool *spool, const char *bytes, size_t count, cv_messages *messages);

/** Whether anything was added. */
bool cv_spool_has(const cv_spool *spool);

/** Copies all of it to staging/`name`, as cv_folder_write. */
cv_status cv_spool_write(cv_spool *spool, cv_folder *folder, const char *name, cv_messages *messages);

#endif
