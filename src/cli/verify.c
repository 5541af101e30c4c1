/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/verify.h"

#include "cli/command.h"
#include "cli/console.h"
#include "cli/interrupt.h"

enum { STUDY, JOBS };

static const cv_option options[] = {
    [STUDY] = {"study", "FILE", "where the study file lies now, if it was moved: its data are\nlooked for beside it"},
    [JOBS] = CV_OPTION_JOBS,
};

static void add_news(const cv_verification *v, cv_buffer *to)
{
    for (size_t i = 0; i < v->changed_count; i++) {
        cv_buffer_add_visible(to, v->changed[i]);
        cv_buffer_add(to, ": the data have changed\n");
    }
    if (v->study_changed) {
        cv_buffer_add_visible(to, v->request.path);
        cv_buffer_add(to, ": the study has changed since; its text of then was run\n");
    }
    for (size_t i = 0; i < v->version_count; i++) {
        cv_buffer_add_visible(to, v->versions[i]);
        cv_buffer_add_char(to, '\n');
    }
}

static void add_file(const cv_verified_file *file, cv_buffer *to)
{
    cv_buffer_add_visible(to, file->path);
    cv_buffer_format(to, ": %s", cv_verdict_name(file->verdict));
    if (file->why != NULL)
        cv_buffer_format(to, " (%s)", file->why);
    cv_buffer_add_char(to, '\n');
}

static void add_sum(const cv_verification *v, cv_buffer *to)
{
    size_t same = 0;
    for (size_t i = 0; i < v->file_count; i++)
        same += v->files[i].verdict == CV_VERDICT_SAME;
    cv_buffer_format(to, "%zu of %zu file%s the same\n", same, v->file_count, v->file_count == 1 ? " is" : "s are");
}

static cv_status print(const cv_verification *v, cv_messages *messages)
{
    cv_buffer text = {0};
    add_news(v, &text);
    for (size_t i = 0; i < v->file_count; i++)
        add_file(&v->files[i], &text);
    add_sum(v, &text);
    return cv_console_write(&text, messages);
}

static cv_status compare(const char *folder, cv_verify_options *verify, cv_verification *verification,
                         cv_messages *messages)
{
    verify->stop = cv_interrupt_hold();
    cv_status status = cv_verify_compare(folder, verify, verification, messages);
    cv_interrupt_release();
    if (status != CV_OK && status != CV_DIFFERS && status != CV_PROGRAM)
        return status;
    cv_status printed = print(verification, messages);
    return printed == CV_OK ? status : printed;
}

static cv_status verify(const cv_arguments *arguments, cv_messages *messages)
{
    cv_verification verification = {0};
    cv_verify_options how = {.study = cv_arguments_text(arguments, STUDY)};
    const char *folder = arguments->operands[0];
    cv_status status = cv_arguments_jobs(arguments, JOBS, &how.jobs, messages);
    if (status == CV_OK)
        status = cv_verify_run(folder, &how, &verification, messages);
    if (status == CV_OK)
        status = compare(folder, &how, &verification, messages);
    cv_verify_free(&verification);
    return status;
}

const cv_command cv_command_verify = {
    .name = "verify",
    .section = "Studies",
    .summary = "runs a finished folder's study again and compares every byte",
    .operands = "DIR",
    .least = 1,
    .most = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details = "The study's text, its place and its settings are taken from DIR/manifest.json. Each file\n"
               "is 'same', 'DIFFERS', 'missing' or 'not in the manifest'; changed data and other versions\n"
               "of the libraries are named first. Exit status: 0 when all are the same, else 1.\n",
    .run = verify,
};
