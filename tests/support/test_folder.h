/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  A folder of the test's own, and the files in it. Every step that fails ends the test. */
#ifndef CANVASS_TESTS_SUPPORT_TEST_FOLDER_H
#define CANVASS_TESTS_SUPPORT_TEST_FOLDER_H

#include "support/test.h"

#include "base/arena.h"

typedef struct test_folder {
    char *path; /**< absolute */
    cv_arena texts;
} test_folder;

/** A new, empty folder below TMPDIR (/tmp where that is not set). */
test_folder test_folder_make(void);

/** Removes the folder and all that is in it, and frees the texts. */
void test_folder_remove(test_folder *folder);

/** The path of `name` in the folder; lives until the folder is removed. */
const char *test_folder_path(test_folder *folder, const char *name);

/** Writes a file of these bytes, making the folders that `name` has in it. @return its path, as test_folder_path */
const char *test_folder_write_bytes(test_folder *folder, const char *name, const char *bytes, size_t count);
const char *test_folder_write(test_folder *folder, const char *name, const char *text);

/** A file's bytes, ended by a NUL; live until the folder is removed. `length` may be NULL. NULL: there is no such file.
 */
const char *test_folder_read(test_folder *folder, const char *name, size_t *length);

/** Makes a folder in it. @return its path */
const char *test_folder_make_inside(test_folder *folder, const char *name);

bool test_folder_has(test_folder *folder, const char *name);

/** How many files and folders lie directly in `name` ("." for the folder itself), hidden ones too. */
size_t test_folder_count(test_folder *folder, const char *name);

/** Root may read and write everything. Between these two calls a test that root runs is nobody, so that permissions
 * count; for any other user they do nothing. Check nothing in between: a failed check would not restore. */
void test_privileges_drop(void);
void test_privileges_restore(void);

#endif
