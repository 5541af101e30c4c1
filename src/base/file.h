/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whole files, and an output folder that is complete or not there. */
#ifndef CANVASS_BASE_FILE_H
#define CANVASS_BASE_FILE_H

#include <stdint.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { CV_SHA256_SIZE = 65 }; /**< 64 hexadecimal digits and NUL */

/** Reads a file of at most `most` bytes into `to`. Fails with CV_SYSTEM: no such file, no permission, too large. */
cv_status cv_file_read(const char *path, uint64_t most, cv_buffer *to, cv_messages *messages);

/** Writes a file and checks every step up to close. Fails with CV_SYSTEM (a full disk, no permission). */
cv_status cv_file_write(const char *path, const char *bytes, size_t count, cv_messages *messages);

/** sha256 (hexadecimal) and size of a file; of bytes in memory. */
cv_status cv_file_sha256(const char *path, char digest[CV_SHA256_SIZE], uint64_t *size, cv_messages *messages);
void cv_bytes_sha256(const void *bytes, size_t count, char digest[CV_SHA256_SIZE]);

/** `name` seen from the folder that holds `base` (a file's path); an absolute name stays. NULL: no memory. */
char *cv_path_beside(cv_arena *arena, const char *base, const char *name);

/** The place of a folder that is being made: all files are written below `staging`, which lies beside
 *  `target` on the same file system; then commit puts it in target's place in one step. */
typedef struct cv_folder {
    char *target, *staging;
} cv_folder; /**< zeroed: nothing under way */

/** Makes the staging folder (and target's parents). Fails with CV_SYSTEM; refuses a target that exists and is
 *  not a folder, or is a folder that is neither empty nor has a manifest.json (somebody else's files). */
cv_status cv_folder_begin(cv_folder *folder, const char *target, cv_messages *messages);

/** Writes `bytes` to staging/`name`, making the folders that name has in it. */
cv_status cv_folder_write(cv_folder *folder, const char *name, const char *bytes, size_t count, cv_messages *messages);

/** Flushes, then puts staging in target's place (renameat2 with RENAME_EXCHANGE where there was one) and removes the old one. */
cv_status cv_folder_commit(cv_folder *folder, cv_messages *messages);

/** Removes staging, if it is still there, and frees. Accepts zeroed; may be called twice; call it after commit too. */
void cv_folder_free(cv_folder *folder);

#endif
