/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way from a study's text to a finished folder, when memory runs out at any step: it is said, and nothing is left.
 */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "report/job.h"
#include "report/verify.h"
#include "support/test_folder.h"
#include "support/test_memory.h"

static const char data[] = "country,region,psu,weight,interest,spend\n"
                           "UK,N,1,1.5,yes,10\nUK,N,2,0.5,no,20\nUK,S,1,1,yes,\nUK,S,2,1,no,5\n"
                           "FR,E,1,2,yes,7\nFR,E,2,1,yes,8\nFR,W,1,1,no,9\nFR,W,2,1,yes,1\n";

static const char text[] =
    "title: Small\ndata: {file: survey.csv}\n"
    "variables: {country: {label: Country, levels: {UK: United Kingdom, FR: France}}}\n"
    "design: {weight: weight, strata: region, cluster: psu, nest: true}\n"
    "analyses:\n"
    "  - {name: a, statistic: proportion, of: interest, by: country, covariance: true, compare: {over: country}, "
    "tests: rao-scott-f}\n"
    "  - {name: b, statistic: mean, of: spend, where: \"spend > 2 and country in ('UK', 'FR')\"}\n"
    "  - {name: c, statistic: weights}\n";

typedef struct place {
    test_folder folder;
    const char *study, *target;
} place;

static place make_place(void)
{
    place here = {.folder = test_folder_make()};
    test_folder_write(&here.folder, "survey.csv", data);
    here.study = test_folder_path(&here.folder, "study.yaml");
    here.target = test_folder_path(&here.folder, "out");
    return here;
}

static cv_status run_and_write(const place *here, cv_messages *messages)
{
    const cv_job_request request = {.path = here->study, .text = text, .length = sizeof text - 1, .jobs = 1};
    cv_job job = {0};
    cv_status status = cv_job_read(&request, &job, messages);
    if (status == CV_OK)
        status = cv_job_analyse(&request, &job, messages);
    if (status == CV_OK) {
        cv_run run = cv_job_output(&request, &job);
        status = cv_output_write(&run, here->target, messages);
    }
    cv_job_free(&job);
    return status;
}

static cv_status write_anew(void *context, cv_messages *messages)
{
    return run_and_write(context, messages);
}

static void a_run_without_memory_leaves_nothing(void **state)
{
    (void)state;
    place here = make_place();
    setenv("PATH", "/nonexistent", 1); /* gnuplot's version is not asked for a thousand times */
    check_every_allocation(write_anew, &here, 0);
    /* the folder of the last run and the data; no staging folder of those that failed */
    assert_int_equal(test_folder_count(&here.folder, "."), 2);
    test_folder_remove(&here.folder);
}

static cv_status verify(void *context, cv_messages *messages)
{
    const place *here = context;
    const cv_verify_options options = {.jobs = 1};
    cv_verification verification = {0};
    cv_status status = cv_verify_run(here->target, &options, &verification, messages);
    if (status == CV_OK)
        status = cv_verify_compare(here->target, &options, &verification, messages);
    cv_verify_free(&verification);
    return status;
}

static void a_verification_without_memory_leaves_nothing(void **state)
{
    (void)state;
    place here = make_place();
    cv_messages messages = {0};
    setenv("PATH", "/nonexistent", 1);
    setenv("TMPDIR", test_folder_make_inside(&here.folder, "temporary"), 1);
    assert_int_equal(run_and_write(&here, &messages), CV_OK);
    check_every_allocation(verify, &here, 0);
    assert_int_equal(test_folder_count(&here.folder, "temporary"), 0);
    unsetenv("TMPDIR");
    cv_messages_free(&messages);
    test_folder_remove(&here.folder);
}

/* ---- giving up when told to ---- */

static void a_stop_leaves_nothing(void **state)
{
    (void)state;
    static const volatile sig_atomic_t stop = 1;
    place here = make_place();
    const cv_job_request request = {.path = here.study, .text = text, .length = sizeof text - 1, .jobs = 1};
    cv_messages messages = {0};
    cv_job job = {0};
    assert_int_equal(cv_job_read(&request, &job, &messages), CV_OK);
    assert_int_equal(cv_job_analyse(&request, &job, &messages), CV_OK);
    cv_run run = cv_job_output(&request, &job);
    run.stop = &stop;
    assert_int_equal(cv_output_write(&run, here.target, &messages), CV_SYSTEM);
    assert_int_equal(messages.count, 1);
    check_text(messages.items[0].problem, "interrupted", "message");
    assert_int_equal(test_folder_count(&here.folder, "."), 1);
    cv_job_free(&job);
    cv_messages_free(&messages);
    test_folder_remove(&here.folder);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stop_leaves_nothing),
        cmocka_unit_test(a_run_without_memory_leaves_nothing),
        cmocka_unit_test(a_verification_without_memory_leaves_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
