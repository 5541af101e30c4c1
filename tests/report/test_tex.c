/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test_golden.h"

#include "report/output.h"
#include "support/test_memory.h"
#include "support/test_result.h"

static void write_tex(const cv_results *results, cv_buffer *to)
{
    static const cv_chart_text chart = {"interest", "Who is interested", "Dot chart: 60% to 70%"};
    const cv_document_options options = {.charts = &chart, .chart_count = 1};
    cv_document document;
    if (cv_document_build(results, &options, &document))
        cv_report_tex(&document, to);
    else
        to->failed = true;
    cv_document_free(&document);
}

#define GOLDEN_TEST(of)                                                                                                \
    static void golden_##of(void **state)                                                                              \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        cv_results results = {0};                                                                                      \
        cv_buffer text = {0};                                                                                          \
        sample_##of(&results);                                                                                         \
        write_tex(&results, &text);                                                                                    \
        check_golden(text.text, "report-" #of ".tex");                                                                 \
        cv_buffer_free(&text);                                                                                         \
        cv_results_free(&results);                                                                                     \
    }

GOLDEN_TEST(countries)
GOLDEN_TEST(banner)

static cv_status write_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    write_tex(context, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    sample_countries(&results);
    check_every_allocation(write_short_of_memory, &results, 0);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(golden_countries), cmocka_unit_test(golden_banner),
                                              cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
