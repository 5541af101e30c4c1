/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include "support/test_folder.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

test_folder test_folder_make(void)
{
    test_folder folder = {0};
    const char *around = getenv("TMPDIR");
    folder.path = cv_arena_format(&folder.texts, "%s/canvass-test-XXXXXX", around != NULL ? around : "/tmp");
    assert_non_null(folder.path);
    if (mkdtemp(folder.path) == NULL)
        fail_msg("%s: cannot be made: %s", folder.path, strerror(errno));
    return folder;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    return remove(path);
}

static int open_up(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)where;
    return kind == FTW_D || kind == FTW_DNR ? chmod(path, 0700) : 0; /* a test may have taken its rights away */
}

void test_folder_remove(test_folder *folder)
{
    nftw(folder->path, open_up, 16, FTW_PHYS);
    if (nftw(folder->path, remove_one, 16, FTW_DEPTH | FTW_PHYS) != 0)
        fail_msg("%s: cannot be removed: %s", folder->path, strerror(errno));
    cv_arena_free(&folder->texts);
    folder->path = NULL;
}

const char *test_folder_path(test_folder *folder, const char *name)
{
    char *path = cv_arena_format(&folder->texts, "%s/%s", folder->path, name);
    assert_non_null(path);
    return path;
}

static void make_folders(const char *path)
{
    char *copy = strdup(path);
    assert_non_null(copy);
    for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        if (mkdir(copy, 0777) != 0 && errno != EEXIST)
            fail_msg("%s: cannot be made: %s", copy, strerror(errno));
        *slash = '/';
    }
    free(copy);
}

const char *test_folder_write_bytes(test_folder *folder, const char *name, const char *bytes, size_t count)
{
    const char *path = test_folder_path(folder, name);
    make_folders(path);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        fail_msg("%s: cannot be written: %s", path, strerror(errno));
    size_t written = fwrite(bytes, 1, count, file);
    if (fclose(file) != 0 || written != count)
        fail_msg("%s: cannot be written", path);
    return path;
}

const char *test_folder_write(test_folder *folder, const char *name, const char *text)
{
    return test_folder_write_bytes(folder, name, text, strlen(text));
}

const char *test_folder_read(test_folder *folder, const char *name, size_t *length)
{
    const char *path = test_folder_path(folder, name);
    if (access(path, F_OK) != 0)
        return NULL;
    cv_buffer bytes = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_file_read(path, SIZE_MAX, &bytes, &messages), CV_OK);
    cv_messages_free(&messages);
    const char *text = cv_arena_text(&folder->texts, bytes.text, bytes.length);
    assert_non_null(text);
    if (length != NULL)
        *length = bytes.length;
    cv_buffer_free(&bytes);
    return text;
}

const char *test_folder_make_inside(test_folder *folder, const char *name)
{
    const char *path = test_folder_path(folder, name);
    make_folders(path);
    if (mkdir(path, 0777) != 0)
        fail_msg("%s: cannot be made: %s", path, strerror(errno));
    return path;
}

bool test_folder_has(test_folder *folder, const char *name)
{
    struct stat status;
    return lstat(test_folder_path(folder, name), &status) == 0;
}

size_t test_folder_count(test_folder *folder, const char *name)
{
    const char *path = test_folder_path(folder, name);
    size_t count = 0;
    DIR *items = opendir(path);
    if (items == NULL)
        fail_msg("%s: cannot be listed: %s", path, strerror(errno));
    for (struct dirent *item = readdir(items); item != NULL; item = readdir(items))
        count += strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0;
    closedir(items);
    return count;
}

void test_privileges_drop(void)
{
    enum { NOBODY = 65534 };
    if (getuid() == 0)
        assert_int_equal(seteuid(NOBODY), 0);
}

void test_privileges_restore(void)
{
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
}
