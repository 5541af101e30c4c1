/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <string.h>

#include "table/table.h"

/* One row of a text and a number; what a CSV cell must hold is RFC 4180, section 2. */
static const struct cell_case {
    const char *name;
    const char *text;
    double number;
    const char *wanted;
} cases[] = {
    {"plain", "abc", 1, "abc,1\n"},
    {"absent", NULL, NAN, ",\n"},
    {"empty", "", 0, ",0\n"},
    {"comma", "a,b", 0.1, "\"a,b\",0.1\n"},
    {"quotes_are_doubled", "a \"b\" \"", 1e-5, "\"a \"\"b\"\" \"\"\",1e-5\n"},
    {"only_a_quote", "\"", 1e20, "\"\"\"\",1e20\n"},
    {"line_feed_stays", "a\nb", -1, "\"a\nb\",-1\n"},
    {"carriage_return_stays", "a\rb", 2.5, "\"a\rb\",2.5\n"},
    {"formulas_are_data", "=1+1", INFINITY, "=1+1,inf\n"},
    {"so_are_signs_and_at", "@x -y +z", -INFINITY, "@x -y +z,-inf\n"},
    {"blanks_at_the_edges_stay", " a ", 0.30000000000000004, " a ,0.30000000000000004\n"},
    {"any_utf8", "łódź|中`<b>`", 5e-324, "łódź|中`<b>`,5e-324\n"},
    {"minus_zero_is_zero", "a", -0.0, "a,0\n"},
};

static void check_cell(void **state)
{
    const struct cell_case *of = *state;
    cv_column columns[] = {{.name = "text"}, {.name = "number, \"n\"", .kind = CV_CELL_NUMBER}};
    cv_cell cells[] = {{.text = of->text, .number = NAN}, {.number = of->number}};
    const cv_table table = {.columns = columns, .column_count = 2, .cells = cells, .row_count = 1};
    const char *head = "text,\"number, \"\"n\"\"\"\n";
    cv_buffer text = {0};
    cv_table_write_csv(&table, &text);
    assert_true(strncmp(text.text, head, strlen(head)) == 0);
    check_text(text.text + strlen(head), of->wanted, of->name);
    cv_buffer_free(&text);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_cell, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
