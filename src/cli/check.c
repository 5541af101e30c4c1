/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/console.h"
#include "cli/study_file.h"
#include "report/job.h"

enum { SET };

static const cv_option options[] = {[SET] = CV_OPTION_SET};

static cv_status check_study(const cv_job_request *request, cv_messages *messages)
{
    const cv_analyse_options header_only = {.check_only = true, .jobs = 1};
    cv_job job = {0};
    cv_status status = cv_job_read(request, &job, messages);
    if (status == CV_OK)
        status = cv_analyse(&job.study, &header_only, &job.results, messages);
    cv_job_free(&job);
    return status;
}

static cv_status check(const cv_arguments *arguments, cv_messages *messages)
{
    cv_study_file file = {0};
    cv_status status = cv_study_file_read(arguments->operands[0], &file, messages);
    if (status == CV_OK) {
        const cv_job_request request = {.path = file.path,
                                        .text = file.bytes.text,
                                        .length = file.bytes.length,
                                        .settings = arguments->values[SET].items,
                                        .setting_count = arguments->values[SET].count};
        status = check_study(&request, messages);
    }
    if (status == CV_OK) {
        cv_buffer line = {0};
        cv_buffer_add_visible(&line, file.path);
        cv_buffer_add(&line, ": no mistakes found\n");
        status = cv_console_write(&line, messages);
    }
    cv_study_file_free(&file);
    return status;
}

const cv_command cv_command_check = {
    .name = "check",
    .section = "Studies",
    .summary = "names every mistake in a study; reads the data's header, runs nothing",
    .operands = "STUDY.yaml",
    .least = 1,
    .most = 1,
    .options = options,
    .option_count = sizeof options / sizeof options[0],
    .details = "Mistakes that only the rows of the data show, such as a text in a number column, are\n"
               "found by 'canvass run'.\n",
    .run = check,
};
