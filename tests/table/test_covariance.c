/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "support/test_memory.h"
#include "support/test_result.h"
#include "table/table.h"

static void check_covariance(const double *covariance, size_t rows, const char *wanted)
{
    cv_results results = {0};
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    sample_means(&results);
    cv_result result = results.items[0];
    double copy[9];
    memcpy(copy, covariance, rows * rows * sizeof *copy);
    result.covariance = rows > 0 ? copy : NULL;
    result.row_count = rows > 0 ? rows : result.row_count;
    assert_int_equal(cv_table_covariance(&result, &table, &messages), CV_OK);
    cv_table_write_csv(&table, &text);
    check_text(text.text, wanted, "covariance");
    cv_buffer_free(&text);
    cv_table_free(&table);
    cv_results_free(&results);
}

static void every_pair_is_numbered_from_one(void **state)
{
    (void)state;
    check_covariance((const double[]){4, -0.5, -0.5, 1e-20}, 2,
                     "row,column,covariance\n1,1,4\n1,2,-0.5\n2,1,-0.5\n2,2,1e-20\n");
}

static void without_covariances_there_is_a_header(void **state)
{
    (void)state;
    check_covariance((const double[]){0}, 0, "row,column,covariance\n");
}

static cv_status run_short_of_memory(void *context, cv_messages *messages)
{
    cv_table table = {0};
    cv_status status = cv_table_covariance(context, &table, messages);
    cv_table_free(&table);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    cv_results results = {0};
    double covariance[9] = {1};
    sample_means(&results);
    results.items[0].covariance = covariance;
    check_every_allocation(run_short_of_memory, &results.items[0], 0);
    cv_results_free(&results);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(every_pair_is_numbered_from_one),
                                              cmocka_unit_test(without_covariances_there_is_a_header),
                                              cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
