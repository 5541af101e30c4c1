/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_design.h"

#include <string.h>

#include "support/test.h"
#include "support/test_text.h"

static cv_status sink(void *context, const cv_batch *batch, cv_messages *messages)
{
    test_design *to = context;
    cv_design_rows rows;
    cv_status status = cv_design_batch(to->design, batch, &rows, messages);
    for (size_t i = 0; status == CV_OK && i < batch->rows; i++, to->rows++)
        if (to->rows < TEST_DESIGN_ROWS) {
            to->weight[to->rows] = rows.weight[i];
            to->stratum[to->rows] = rows.stratum[i];
            to->unit[to->rows] = rows.unit[i];
        }
    if (status == CV_OK && to->hooks->batch != NULL)
        status = to->hooks->batch(to->hooks->context, batch, &rows, messages);
    return status;
}

static cv_status start(test_design *to, const cv_stream *stream)
{
    cv_frame_free(to->frame);
    to->frame = NULL;
    to->rows = 0;
    cv_status status = cv_frame_open(&to->study, stream, &to->frame, &to->messages);
    if (status == CV_OK)
        status = cv_design_bind(&to->study, to->frame, &to->design, &to->messages);
    to->wanted = status == CV_OK && cv_design_wants_pass(to->design);
    return status == CV_OK && to->hooks->start != NULL ? to->hooks->start(to, to->hooks->context) : status;
}

static cv_status pass(test_design *to, const char *data)
{
    test_text text = {.text = data, .length = strlen(data)};
    cv_stream stream = test_text_stream(&text);
    cv_run_options options = {.jobs = 1};
    cv_status status = start(to, &stream);
    if (status == CV_OK)
        status = cv_frame_run(to->frame, &options, sink, to, &to->messages);
    return status == CV_OK ? cv_design_finish(to->design, &to->messages) : status;
}

void test_design_run(test_design *to, const char *study, const char *data, const test_design_hooks *hooks)
{
    static const test_design_hooks none = {0};
    *to = (test_design){.hooks = hooks != NULL ? hooks : &none};
    to->status = cv_study_parse("study.yaml", study, strlen(study), NULL, 0, &to->study, &to->messages);
    if (to->status == CV_OK)
        to->status = pass(to, data);
    while (to->status == CV_OK && to->wanted)
        to->status = pass(to, data);
}

void test_design_free(test_design *design)
{
    cv_design_free(design->design);
    cv_frame_free(design->frame);
    cv_study_free(&design->study);
    cv_messages_free(&design->messages);
}
