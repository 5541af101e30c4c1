/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spool.h"

#include <errno.h>
#include <stdio.h>

#include "base/memory.h"

enum { BLOCK = 1 << 16 };

struct cv_spool {
    FILE *file;
    bool any;
};

cv_spool *cv_spool_new(void)
{
    return cv_memory_zero(1, sizeof(cv_spool));
}

void cv_spool_free(cv_spool *spool)
{
    if (spool != NULL && spool->file != NULL)
        (void)fclose(spool->file);
    cv_memory_free(spool);
}

bool cv_spool_has(const cv_spool *spool)
{
    return spool->any;
}

cv_status cv_spool_add(cv_spool *spool, const char *bytes, size_t count, cv_messages *messages)
{
    if (spool->file == NULL && (spool->file = tmpfile()) == NULL)
        return cv_fail_errno(messages, "a temporary file", "cannot be made");
    spool->any = spool->any || count > 0;
    if (fwrite(bytes, 1, count, spool->file) != count)
        return cv_fail_errno(messages, "a temporary file", "cannot be written");
    return CV_OK;
}

cv_status cv_spool_write(cv_spool *spool, cv_folder *folder, const char *name, cv_messages *messages)
{
    char *block = cv_memory_new(BLOCK);
    if (block == NULL)
        return cv_fail_memory(messages);
    cv_status status = cv_folder_write(folder, name, "", 0, messages);
    if (status == CV_OK && spool->file != NULL && (fflush(spool->file) != 0 || fseek(spool->file, 0, SEEK_SET) != 0))
        status = cv_fail_errno(messages, "a temporary file", "cannot be read");
    while (status == CV_OK && spool->file != NULL) {
        size_t count = fread(block, 1, BLOCK, spool->file);
        if (count == 0 && ferror(spool->file))
            status = cv_fail_errno(messages, "a temporary file", "cannot be read");
        if (count == 0)
            break;
        status = cv_folder_append(folder, name, block, count, messages);
    }
    cv_memory_free(block);
    return status;
}
