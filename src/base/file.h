/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Whole files, and an output folder that is complete or not there. */
#ifndef CANVASS_BASE_FILE_H
#define CANVASS_BASE_FILE_H

#include <stdbool.h>
#include <stdint.h>

#include <canvass/message.h>

#include "base/arena.h"
#include "base/buffer.h"

enum { CV_SHA256_SIZE = 65 }; /**< 64 hexadecimal digits and NUL */

/** Reads a file of at most `most` bytes into `to`. Fails with CV_SYSTEM: no such file, no permission, too large. */
cv_status cv_file_read(const char *path, uint64_t most, cv_buffer *to, cv_messages *messages);

/** Writes a file and checks every step up to close. Fails with CV_SYSTEM (a full disk, no permission). */
cv_status cv_file_write(const char *path, const char *bytes, size_t count, cv_messages *messages);

/** Likewise; messages call the file `shown`, because `path` is one that nobody asked for. */
cv_status cv_file_write_as(const char *path, const char *shown, const char *bytes, size_t count, cv_messages *messages);

/** Likewise, behind what the file has. On failure the file is gone. */
cv_status cv_file_append_as(const char *path, const char *shown, const char *bytes, size_t count,
                            cv_messages *messages);

/** sha256 (hexadecimal) and size of a file; of bytes in memory. */
cv_status cv_file_sha256(const char *path, char digest[CV_SHA256_SIZE], uint64_t *size, cv_messages *messages);
void cv_bytes_sha256(const void *bytes, size_t count,
                     char digest[CV_SHA256_SIZE]); /**< the empty text without memory */

/** sha256 of bytes that come piece by piece. */
typedef struct cv_hash cv_hash;
cv_hash *cv_hash_new(void); /**< NULL: no memory */
void cv_hash_add(cv_hash *hash, const void *bytes, size_t count);
/** The digest of all that was added; afterwards the hash can only be freed. @return false, and the empty text: a step
 * failed */
bool cv_hash_finish(cv_hash *hash, char digest[CV_SHA256_SIZE]);
void cv_hash_free(cv_hash *hash); /**< accepts NULL */

/** The message of a failed system call: `path: problem: what errno says`. @return CV_SYSTEM */
cv_status cv_fail_errno(cv_messages *messages, const char *path, const char *problem);

/** `name` seen from the folder that holds `base` (a file's path); an absolute name stays. NULL: no memory. */
char *cv_path_beside(cv_arena *arena, const char *base, const char *name);

/** The place of a folder that is being made: all files are written below `staging`, which lies beside
 *  `target` on the same file system; then commit puts it in target's place in one step. */
typedef struct cv_folder {
    char *target, *staging;
} cv_folder; /**< zeroed: nothing under way */

/** Makes the staging folder (and target's parents). Fails with CV_SYSTEM; refuses a target that exists and is
 *  not a folder, or is a folder that is neither empty nor has a manifest.json that names canvass (somebody else's
 *  files). A target that is a link to a folder stays one; what it points to is replaced. */
cv_status cv_folder_begin(cv_folder *folder, const char *target, cv_messages *messages);

/** Writes `bytes` to staging/`name`, making the folders that name has in it. Messages name the file in its final place.
 */
cv_status cv_folder_write(cv_folder *folder, const char *name, const char *bytes, size_t count, cv_messages *messages);

/** Appends to a file that cv_folder_write made. */
cv_status cv_folder_append(cv_folder *folder, const char *name, const char *bytes, size_t count, cv_messages *messages);

/** Flushes, then puts staging in target's place (renameat2 with RENAME_EXCHANGE where there was one) and removes the
 * old one. On failure the target is as it was. */
cv_status cv_folder_commit(cv_folder *folder, cv_messages *messages);

/** Removes staging, if it is still there, and frees. Accepts zeroed; may be called twice; call it after commit too. */
void cv_folder_free(cv_folder *folder);

#endif
