/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_study.h"

#include <string.h>

#include "base/buffer.h"
#include "support/test.h"
#include "support/test_text.h"

void test_study_run(test_study *to, const char *study, const char *data, size_t jobs, size_t chunk_bytes)
{
    test_text text = {.text = data, .length = strlen(data)};
    cv_stream stream = test_text_stream(&text);
    *to = (test_study){0};
    to->status = cv_study_parse("study.yaml", study, strlen(study), NULL, 0, &to->study, &to->messages);
    if (to->status != CV_OK)
        return;
    cv_analyse_options options = {.jobs = jobs, .chunk_bytes = chunk_bytes, .stream = &stream};
    to->status = cv_analyse(&to->study, &options, &to->results, &to->messages);
}

cv_status test_study_try(const char *study, const char *data, cv_messages *messages)
{
    test_study run;
    test_study_run(&run, study, data, 1, 0);
    cv_status status = run.status;
    *messages = run.messages;
    run.messages = (cv_messages){0};
    test_study_free(&run);
    return status;
}

char *test_messages_text(const cv_messages *messages)
{
    cv_buffer all = {0};
    cv_buffer_add(&all, "");
    for (size_t i = 0; i < messages->count; i++) {
        char *one = cv_message_format(&messages->items[i]);
        cv_buffer_add(&all, one);
        cv_text_free(one);
        if (all.length > 0 && all.text[all.length - 1] != '\n')
            cv_buffer_add_char(&all, '\n');
    }
    return cv_buffer_take(&all);
}

void test_study_must_run(test_study *to, const char *study, const char *data, size_t jobs, size_t chunk_bytes)
{
    test_study_run(to, study, data, jobs, chunk_bytes);
    if (to->status == CV_OK)
        return;
    char *text = test_messages_text(&to->messages);
    fail_msg("the study did not run: %s", text);
}

void test_study_free(test_study *study)
{
    cv_results_free(&study->results);
    cv_study_free(&study->study);
    cv_messages_free(&study->messages);
}
