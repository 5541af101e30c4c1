/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/job.h"

#include <string.h>

#include "base/memory.h"
#include "base/nearest.h"

static bool is_named(const char *name, const char *const *only, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(only[i], name) == 0)
            return true;
    return false;
}

static cv_status check_names(const cv_study *study, const char *const *only, size_t count, cv_messages *messages)
{
    const char **names = cv_memory_zero(study->analysis_count + 1, sizeof *names);
    if (names == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < study->analysis_count; i++)
        names[i] = study->analyses[i].name.text;

    cv_status status = CV_OK;
    for (size_t i = 0; i < count; i++)
        if (!is_named(only[i], names, study->analysis_count))
            status = cv_fail_expected(messages, CV_USAGE, (cv_place){.file = study->file}, NULL,
                                      cv_nearest(only[i], names, study->analysis_count),
                                      "the study has no analysis named '%s'", only[i]);
    cv_memory_free(names);
    return status;
}

cv_status cv_job_restrict(cv_study *study, const char *const *only, size_t count, cv_messages *messages)
{
    if (count == 0)
        return CV_OK;
    cv_status status = check_names(study, only, count, messages);
    if (status != CV_OK)
        return status;
    size_t kept = 0;
    for (size_t i = 0; i < study->analysis_count; i++)
        if (is_named(study->analyses[i].name.text, only, count))
            study->analyses[kept++] = study->analyses[i];
    study->analysis_count = kept;
    kept = 0;
    for (size_t i = 0; i < study->chart_count; i++)
        if (study->charts[i].from.text == NULL || is_named(study->charts[i].from.text, only, count))
            study->charts[kept++] = study->charts[i];
    study->chart_count = kept;
    return CV_OK;
}

cv_status cv_job_read(const cv_job_request *request, cv_job *to, cv_messages *messages)
{
    cv_status status = cv_study_parse(request->path, request->text, request->length, request->settings,
                                      request->setting_count, &to->study, messages);
    if (status == CV_USAGE)
        cv_analyse_names(&to->study, messages);
    if (status != CV_OK)
        return status;
    return cv_job_restrict(&to->study, request->only, request->only_count, messages);
}

cv_status cv_job_analyse(const cv_job_request *request, cv_job *job, cv_messages *messages)
{
    job->weights = cv_spool_new();
    if (job->weights == NULL)
        return cv_fail_memory(messages);
    const cv_analyse_options options = {.jobs = request->jobs, .hash = true, .weights = job->weights};
    return cv_analyse(&job->study, &options, &job->results, messages);
}

void cv_job_free(cv_job *job)
{
    cv_results_free(&job->results);
    cv_spool_free(job->weights);
    cv_study_free(&job->study);
    *job = (cv_job){0};
}

cv_run cv_job_output(const cv_job_request *request, const cv_job *job)
{
    return (cv_run){.study = &job->study,
                    .results = &job->results,
                    .weights = job->weights,
                    .settings = request->settings,
                    .setting_count = request->setting_count,
                    .only = request->only,
                    .only_count = request->only_count,
                    .values = request->values,
                    .redraw = request->redraw,
                    .jobs = request->jobs};
}
