/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/staging.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"

enum { MOST_STAGINGS = 100 };

/* NULL: no memory. */
static char *staging_name(const char *target, int number)
{
    const char *slash = strrchr(target, '/'), *name = slash == NULL ? target : slash + 1;
    cv_buffer text = {0};
    cv_buffer_add_bytes(&text, target, (size_t)(name - target));
    cv_buffer_format(&text, ".%s.canvass-%ld-%d", name, (long)getpid(), number);
    return cv_buffer_take(&text);
}

cv_status cv_staging_begin(const char *target, cv_staging_maker *make, const char *problem, char **path, int *made,
                           cv_messages *messages)
{
    *path = NULL;
    for (int i = 0; i < MOST_STAGINGS; i++) {
        char *staging = staging_name(target, i);
        if (staging == NULL)
            return cv_fail_memory(messages);
        *made = make(staging);
        if (*made >= 0) {
            *path = staging;
            return CV_OK;
        }
        int error = errno;
        cv_memory_free(staging);
        errno = error;
        if (error != EEXIST)
            break;
    }
    return cv_fail_errno(messages, target, problem);
}
