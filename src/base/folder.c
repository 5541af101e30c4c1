/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _GNU_SOURCE /* renameat2, nftw, memmem */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/staging.h"

enum { OPEN_FOLDERS = 16 };

/* Joins texts; the caller's. NULL without memory, and errno says so. */
__attribute__((format(printf, 1, 2))) static char *join(const char *format, ...)
{
    cv_buffer text = {0};
    va_list arguments;
    va_start(arguments, format);
    cv_buffer_format_list(&text, format, arguments);
    va_end(arguments);
    char *joined = cv_buffer_take(&text);
    if (joined == NULL)
        errno = ENOMEM;
    return joined;
}

/* ---- the target ---- */

static bool is_empty(const char *path)
{
    bool empty = true;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    for (struct dirent *item = readdir(folder); item != NULL; item = readdir(folder))
        if (strcmp(item->d_name, ".") != 0 && strcmp(item->d_name, "..") != 0)
            empty = false;
    closedir(folder);
    return empty;
}

/* Other software has files of this name too (web pages have), and a whole folder is at stake. */
static bool has_our_manifest(const char *path)
{
    enum { MOST = 1 << 26 };
    cv_buffer text = {0};
    cv_messages unused = {0};
    char *name = join("%s/manifest.json", path);
    bool ours = name != NULL && cv_file_read(name, MOST, &text, &unused) == CV_OK && text.length > 0 &&
                memmem(text.text, text.length, "canvass", strlen("canvass")) != NULL;
    cv_memory_free(name);
    cv_buffer_free(&text);
    cv_messages_free(&unused);
    return ours;
}

/* Whether the target may be replaced: it is not there, or it is a folder that is empty or of our making. */
static cv_status check_target(const char *target, const char *shown, cv_messages *messages)
{
    static const char wanted[] = "a new name, an empty folder, or one that an earlier run wrote";
    struct stat status;
    if (stat(target, &status) != 0)
        return errno == ENOENT ? CV_OK : cv_fail_errno(messages, shown, "cannot be written");
    if (!S_ISDIR(status.st_mode))
        return cv_fail_expected(messages, CV_SYSTEM, (cv_place){.file = shown}, wanted, NULL, "is not a folder");
    if (is_empty(target) || has_our_manifest(target))
        return CV_OK;
    return cv_fail_expected(messages, CV_SYSTEM, (cv_place){.file = shown}, wanted, NULL,
                            "holds other files, which would be lost");
}

/* Makes the folders that lead to `path`, all but its last part. */
static bool make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        bool made = mkdir(path, 0777) == 0 || errno == EEXIST;
        *slash = '/';
        if (!made)
            return false;
    }
    return true;
}

/* The target without links, `.` and `..` on the way; it need not exist, the folder around it must. NULL with errno. */
static char *real_target(char *path)
{
    char *slash = strrchr(path, '/'), *real = NULL;
    char *found = realpath(path, NULL);
    if (found != NULL || errno != ENOENT) {
        real = found == NULL ? NULL : join("%s", found);
        free(found);
        return real;
    }
    if (slash != NULL)
        *slash = '\0';
    char *around = realpath(slash == NULL ? "." : slash == path ? "/" : path, NULL);
    if (slash != NULL)
        *slash = '/';
    if (around == NULL)
        return NULL;
    real = join("%s/%s", strcmp(around, "/") == 0 ? "" : around, slash == NULL ? path : slash + 1);
    free(around);
    return real;
}

/* ---- staging ---- */

static int make_folder(const char *path)
{
    return mkdir(path, 0777);
}

cv_status cv_folder_begin(cv_folder *folder, const char *target, cv_messages *messages)
{
    size_t length = strlen(target);
    int made = 0;
    cv_status status = CV_OK;
    while (length > 1 && target[length - 1] == '/')
        length--;
    if (length == 0)
        return cv_fail(messages, CV_SYSTEM, (cv_place){0}, "the output folder has no name");
    char *path = join("%.*s", (int)length, target);
    if (path == NULL)
        return cv_fail_memory(messages);
    if (!make_parents(path) || (folder->target = real_target(path)) == NULL)
        status = cv_fail_errno(messages, path, "cannot be made");
    else
        status = check_target(folder->target, path, messages);
    if (status == CV_OK)
        status = cv_staging_begin(folder->target, make_folder, "cannot be made", &folder->staging, &made, messages);
    cv_memory_free(path);
    return status;
}

typedef cv_status file_writer(const char *path, const char *shown, const char *bytes, size_t count,
                              cv_messages *messages);

static cv_status put(cv_folder *folder, const char *name, file_writer *write, const char *bytes, size_t count,
                     cv_messages *messages)
{
    cv_status status = CV_OK;
    char *path = join("%s/%s", folder->staging, name), *shown = join("%s/%s", folder->target, name);
    if (path == NULL || shown == NULL)
        status = cv_fail_memory(messages);
    else if (!make_parents(path))
        status = cv_fail_errno(messages, shown, "cannot be written");
    else
        status = write(path, shown, bytes, count, messages);
    cv_memory_free(path);
    cv_memory_free(shown);
    return status;
}

cv_status cv_folder_write(cv_folder *folder, const char *name, const char *bytes, size_t count, cv_messages *messages)
{
    return put(folder, name, cv_file_write_as, bytes, count, messages);
}

cv_status cv_folder_append(cv_folder *folder, const char *name, const char *bytes, size_t count, cv_messages *messages)
{
    return put(folder, name, cv_file_append_as, bytes, count, messages);
}

/* ---- commit ---- */

static int flush(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file < 0)
        return -1;
    int flushed = fsync(file);
    if (flushed != 0 && errno == EINVAL) /* some file systems cannot flush a folder */
        flushed = 0;
    close(file);
    return flushed;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    return remove(path);
}

static bool remove_folder(const char *path)
{
    return nftw(path, remove_one, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) == 0;
}

/* A link that leads nowhere is there too. */
static bool is_there(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0;
}

/* For file systems that cannot exchange: two renames, undone if the second fails. */
static bool exchange_by_steps(const char *staging, const char *target)
{
    char *aside = join("%s-old", staging);
    bool done = false;
    if (aside != NULL && rename(target, aside) == 0) {
        done = rename(staging, target) == 0;
        if (done)
            rename(aside, staging);
        else
            rename(aside, target);
    }
    cv_memory_free(aside);
    return done;
}

/* Puts staging in target's place; where there was one, it is in staging afterwards. */
static bool put_in_place(const char *staging, const char *target)
{
    if (renameat2(AT_FDCWD, staging, AT_FDCWD, target, RENAME_NOREPLACE) == 0)
        return true;
    if (errno == EEXIST && renameat2(AT_FDCWD, staging, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return true;
    if (errno != EINVAL && errno != ENOSYS)
        return false;
    if (is_there(target))
        return exchange_by_steps(staging, target);
    return rename(staging, target) == 0;
}

/* The rename itself lasts only once the folder around it is on the disk. */
static void flush_around(const char *target)
{
    const char *slash = strrchr(target, '/');
    char *around = join("%.*s", slash == target ? 1 : (int)(slash - target), target);
    if (around != NULL)
        flush(around, NULL, 0, NULL);
    cv_memory_free(around);
}

cv_status cv_folder_commit(cv_folder *folder, cv_messages *messages)
{
    cv_status status = check_target(folder->target, folder->target, messages);
    if (status != CV_OK)
        return status;
    if (nftw(folder->staging, flush, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS) != 0)
        return cv_fail_errno(messages, folder->target, "cannot be written");
    if (!put_in_place(folder->staging, folder->target))
        return cv_fail_errno(messages, folder->target, "cannot be put in place");
    flush_around(folder->target);
    if (is_there(folder->staging) && !remove_folder(folder->staging))
        cv_warn(messages, (cv_place){.file = folder->staging}, "the replaced folder could not be removed");
    cv_memory_free(folder->staging);
    folder->staging = NULL;
    return CV_OK;
}

void cv_folder_free(cv_folder *folder)
{
    if (folder->staging != NULL)
        remove_folder(folder->staging);
    cv_memory_free(folder->staging);
    cv_memory_free(folder->target);
    *folder = (cv_folder){0};
}
