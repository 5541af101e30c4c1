/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_messages.h"

#include "base/buffer.h"

void check_messages(cv_messages *messages, const char *want, const char *what)
{
    cv_buffer got = {0};
    cv_buffer_add(&got, "");
    for (size_t i = 0; i < messages->count; i++) {
        char *text = cv_message_format(&messages->items[i]);
        assert_non_null(text);
        cv_buffer_add(&got, text);
        cv_buffer_add_char(&got, '\n');
        cv_text_free(text);
    }
    assert_false(messages->out_of_memory);
    cv_messages_free(messages);
    check_text(got.text, want, what);
    cv_buffer_free(&got);
}
