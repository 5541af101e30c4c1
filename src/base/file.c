/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 1 << 16 };

cv_status cv_fail_errno(cv_messages *messages, const char *path, const char *problem)
{
    char why[128] = "";
    int error = errno;
    if (strerror_r(error, why, sizeof why) != 0 || why[0] == '\0')
        return cv_fail(messages, CV_SYSTEM, (cv_place){.file = path}, "%s: error %d", problem, error);
    return cv_fail(messages, CV_SYSTEM, (cv_place){.file = path}, "%s: %s", problem, why);
}

/* @return a descriptor, or -1 with errno; a folder is refused here, since open takes it and only read would fail */
static int open_to_read(const char *path)
{
    struct stat status;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
        close(file);
        errno = EISDIR;
        return -1;
    }
    return file;
}

static ssize_t read_piece(int file, void *bytes, size_t count)
{
    ssize_t got;
    do
        got = read(file, bytes, count);
    while (got < 0 && errno == EINTR);
    return got;
}

cv_status cv_file_read(const char *path, uint64_t most, cv_buffer *to, cv_messages *messages)
{
    char piece[PIECE];
    uint64_t total = 0;
    ssize_t got;
    cv_status status = CV_OK;
    int file = open_to_read(path);
    if (file < 0)
        return cv_fail_errno(messages, path, "cannot be opened");
    while (status == CV_OK && (got = read_piece(file, piece, sizeof piece)) != 0) {
        if (got < 0) {
            status = cv_fail_errno(messages, path, "cannot be read");
        } else if ((uint64_t)got > most - total) {
            status = cv_fail(messages, CV_SYSTEM, (cv_place){.file = path}, "is larger than %" PRIu64 " bytes", most);
        } else {
            total += (uint64_t)got;
            cv_buffer_add_bytes(to, piece, (size_t)got);
            if (to->failed)
                status = cv_fail_memory(messages);
        }
    }
    close(file);
    return status;
}

static bool write_all(int file, const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t written = write(file, bytes, count);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        count -= (size_t)written;
    }
    return true;
}

/* A regular file that could not be written whole is taken away again; a device such as /dev/full stays. */
static void remove_half_written(const char *path)
{
    struct stat status;
    int error = errno;
    if (lstat(path, &status) == 0 && S_ISREG(status.st_mode))
        unlink(path);
    errno = error;
}

static cv_status put_bytes(const char *path, const char *shown, int how, const char *bytes, size_t count,
                           cv_messages *messages)
{
    int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666);
    if (file < 0)
        return cv_fail_errno(messages, shown, "cannot be written");
    bool written = write_all(file, bytes, count);
    int error = errno;
    if (close(file) != 0 && written) {
        written = false;
        error = errno;
    }
    if (written)
        return CV_OK;
    errno = error;
    remove_half_written(path);
    return cv_fail_errno(messages, shown, "cannot be written");
}

cv_status cv_file_write_as(const char *path, const char *shown, const char *bytes, size_t count, cv_messages *messages)
{
    return put_bytes(path, shown, O_TRUNC, bytes, count, messages);
}

cv_status cv_file_append_as(const char *path, const char *shown, const char *bytes, size_t count, cv_messages *messages)
{
    return put_bytes(path, shown, O_APPEND, bytes, count, messages);
}

cv_status cv_file_write(const char *path, const char *bytes, size_t count, cv_messages *messages)
{
    return cv_file_write_as(path, path, bytes, count, messages);
}

cv_status cv_file_sha256(const char *path, char digest[CV_SHA256_SIZE], uint64_t *size, cv_messages *messages)
{
    char piece[PIECE];
    ssize_t got = -1;
    uint64_t total = 0;
    cv_status status = CV_OK;
    cv_hash *hash = NULL;
    int file = open_to_read(path);
    if (file < 0)
        return cv_fail_errno(messages, path, "cannot be opened");
    hash = cv_hash_new();
    if (hash == NULL) {
        status = cv_fail_memory(messages);
        goto done;
    }
    while ((got = read_piece(file, piece, sizeof piece)) > 0) {
        cv_hash_add(hash, piece, (size_t)got);
        total += (uint64_t)got;
    }
    if (got < 0)
        status = cv_fail_errno(messages, path, "cannot be read");
    else if (!cv_hash_finish(hash, digest))
        status = cv_fail_memory(messages);
    *size = total;
done:
    cv_hash_free(hash);
    close(file);
    return status;
}

char *cv_path_beside(cv_arena *arena, const char *base, const char *name)
{
    const char *slash = strrchr(base, '/');
    if (name[0] == '/' || slash == NULL)
        return cv_arena_copy(arena, name);
    return cv_arena_format(arena, "%.*s%s", (int)(slash + 1 - base), base, name);
}
