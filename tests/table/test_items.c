/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A battery of the whole as people see it: a line an item, a column a figure. */
#include "support/test.h"

#include "base/buffer.h"
#include "support/test_memory.h"
#include "support/test_study.h"
#include "table/table.h"

#define DATA "x,y,z,g\n5,4,5,a\n4,4,2,a\n1,2,1,b\n2,1,4,b\n3,3,,b\n,,1,b\n"

static const char study[] = "data: {file: x.csv}\nvariables: {x: {label: \"Polite | <quick>\"}}\n"
                            "analyses: [{name: a, statistic: items, of: [x, y, z], positive: 5, df: infinity, "
                            "suppress: {min_n: 5}}]\n";

/* Means and deviations by hand: variances 2.5, 1.7 and 3.3; limits 3 -+ 1.96 sqrt(6 / 5 x 10 / 25) of the first. */
static const char wanted[] =
    "| | n | mean | sd | top-box | missing | item-total | alpha-if-deleted | alpha |\n"
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
    "| Polite \\| \\<quick\\> | 5 | 3.00 | 1.58 | 20.0% | 16.7% | \\* | \\* | |\n"
    "| | | 1.64-4.36 | 0.95-2.22 | 2.2-73.4 | 1.9-67.8 | | | |\n"
    "| y | 5 | 2.80 | 1.30 | 0.0% | 16.7% | \\* | \\* | |\n"
    "| | | 1.68-3.92 | 0.81-1.80 | 0.0-46.9 | 1.9-67.8 | | | |\n"
    "| z | 5 | 2.60 | 1.82 | 20.0% | 16.7% | \\* | \\* | |\n"
    "| | | 1.04-4.16 | 1.24-2.40 | 2.2-73.4 | 1.9-67.8 | | | |\n"
    "| All items together | 4 | \\* | \\* | | | | | \\* |\n"
    "\n"
    "Items: top-box and bottom-box per cent of the answers, net from -100 to 100, missing per cent of all rows, "
    "item-total the correlation with the other items' sum, alpha Cronbach's, with 95% confidence intervals.  \n"
    "\\* not shown: fewer than 5 answers in the base.  \n"
    "The interval of 0% and of 100% is the exact (beta) one, on the number of answers.\n\n";

static void items_are_lines(void **state)
{
    (void)state;
    test_study run;
    cv_buffer text = {0};
    test_study_must_run(&run, study, DATA, 1, 0);
    cv_table_write_markdown(&run.results.items[0], false, &text);
    check_text(text.text, wanted, "table");
    cv_buffer_free(&text);
    test_study_free(&run);
}

static cv_status write_short_of_memory(void *context, cv_messages *messages)
{
    cv_buffer text = {0};
    cv_table_write_markdown(context, false, &text);
    cv_status status = text.failed ? cv_fail_memory(messages) : CV_OK;
    cv_buffer_free(&text);
    return status;
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    test_study run;
    test_study_must_run(&run, study, DATA, 1, 0);
    check_every_allocation(write_short_of_memory, &run.results.items[0], 0);
    test_study_free(&run);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {cmocka_unit_test(items_are_lines),
                                              cmocka_unit_test(every_allocation_may_fail)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
