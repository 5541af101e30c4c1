/* SPDX-License-Identifier: GPL-3.0-or-later */
#define _XOPEN_SOURCE 700 /* realpath */
#include "base/new_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/staging.h"

static int open_new(const char *path)
{
    return open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

/* The path itself; of a link, where it leads. NULL: no memory. */
static char *real_target(const char *target)
{
    cv_buffer text = {0};
    char *real = realpath(target, NULL);
    cv_buffer_add(&text, real != NULL ? real : target);
    free(real);
    return cv_buffer_take(&text);
}

cv_status cv_new_file_begin(cv_new_file *file, const char *target, cv_messages *messages)
{
    struct stat status;
    *file = (cv_new_file){.file = -1};
    file->target = real_target(target);
    if (file->target == NULL)
        return cv_fail_memory(messages);
    bool there = stat(file->target, &status) == 0;
    if (!there || S_ISREG(status.st_mode))
        return cv_staging_begin(file->target, open_new, "cannot be written", &file->staging, &file->file, messages);
    file->file = open(file->target, O_WRONLY | O_CLOEXEC);
    return file->file < 0 ? cv_fail_errno(messages, file->target, "cannot be written") : CV_OK;
}

cv_status cv_new_file_add(cv_new_file *file, const char *bytes, size_t count, cv_messages *messages)
{
    while (count > 0) {
        ssize_t written = write(file->file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return cv_fail_errno(messages, file->target, "cannot be written");
        bytes += written;
        count -= (size_t)written;
    }
    return CV_OK;
}

cv_status cv_new_file_commit(cv_new_file *file, cv_messages *messages)
{
    bool flushed = file->staging == NULL || fsync(file->file) == 0;
    int descriptor = file->file;
    file->file = -1;
    if (close(descriptor) != 0 || !flushed)
        return cv_fail_errno(messages, file->target, "cannot be written");
    if (file->staging == NULL)
        return CV_OK;
    if (rename(file->staging, file->target) != 0)
        return cv_fail_errno(messages, file->target, "cannot be put in place");
    cv_memory_free(file->staging);
    file->staging = NULL;
    return CV_OK;
}

void cv_new_file_free(cv_new_file *file)
{
    if (file->target != NULL && file->file >= 0)
        close(file->file);
    if (file->staging != NULL)
        unlink(file->staging);
    cv_memory_free(file->staging);
    cv_memory_free(file->target);
    *file = (cv_new_file){0};
}
