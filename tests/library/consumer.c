/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A program that knows nothing but what is installed: it makes a message and shows it. */
#include <stdio.h>

#include <canvass/message.h>

int main(void)
{
    cv_messages messages = {0};
    cv_status status = cv_fail_expected(&messages, CV_USAGE, (cv_place){"study.yaml", 3, 5}, NULL, "weight",
                                        "unknown key '%s'", "wieght");
    char *text = cv_message_format(&messages.items[0]);
    if (text != NULL)
        puts(text);
    cv_text_free(text);
    cv_messages_free(&messages);
    return status == CV_USAGE ? 0 : 1;
}
