/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/study_file.h"

#include "base/file.h"

enum { MOST_BYTES = 16 * 1024 * 1024 };

cv_status cv_study_file_read(const char *path, cv_study_file *to, cv_messages *messages)
{
    to->path = path;
    cv_status status = cv_file_read(path, MOST_BYTES, &to->bytes, messages);
    cv_buffer_add(&to->bytes, ""); /* an empty file is an empty text */
    return status == CV_OK && to->bytes.failed ? cv_fail_memory(messages) : status;
}

void cv_study_file_free(cv_study_file *file)
{
    cv_buffer_free(&file->bytes);
    *file = (cv_study_file){0};
}
