/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"

void check_golden_file(const char *text, const char *path)
{
    cv_messages messages = {0};
    cv_buffer wanted = {0};
    const char *update = getenv("CANVASS_UPDATE_GOLDEN");
    assert_non_null(text);
    if (update != NULL && strcmp(update, "1") == 0)
        assert_int_equal(cv_file_write(path, text, strlen(text), &messages), CV_OK);
    if (cv_file_read(path, 1 << 24, &wanted, &messages) != CV_OK)
        fail_msg("%s: not there; CANVASS_UPDATE_GOLDEN=1 writes it", path);
    check_text(text, wanted.text == NULL ? "" : wanted.text, path);
    cv_buffer_free(&wanted);
    cv_messages_free(&messages);
}
