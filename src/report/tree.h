/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The files below a folder. */
#ifndef CANVASS_REPORT_TREE_H
#define CANVASS_REPORT_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include <canvass/message.h>

#include "base/arena.h"

typedef struct cv_tree_file {
    const char *path; /**< seen from the folder, with '/' between the parts */
    bool regular;     /**< false: a link, a device, a pipe: never opened */
} cv_tree_file;

/** Sorted by the bytes of their paths; folders themselves are not listed. */
typedef struct cv_tree {
    cv_arena arena;
    cv_tree_file *items;
    size_t count, capacity;
} cv_tree; /**< zeroed: empty */

/** Lists a folder and all below it. Fails with CV_SYSTEM: no such folder, no permission, more than 32 levels deep.
 *  @param[out] to  zeroed before; freed by cv_tree_free whether or not this succeeds */
cv_status cv_tree_read(const char *folder, cv_tree *to, cv_messages *messages);

/** Lists what lies directly in a folder; folders in it count as files that are not regular. Else as cv_tree_read. */
cv_status cv_tree_read_top(const char *folder, cv_tree *to, cv_messages *messages);
void cv_tree_free(cv_tree *tree);

#endif
