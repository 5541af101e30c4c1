/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model's tables, whole, from a small synthetic survey whose labels try to break out. */
#include "support/test_golden.h"

#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "estimate/model_result.h"
#include "support/test_study.h"
#include "table/table.h"

static const char STUDY[] =
    "title: Spending\n"
    "data: {file: d.csv}\n"
    "variables:\n"
    "  spend: {label: \"Spend, in EUR\"}\n"
    "  area: {label: \"Where | do you live?\", levels: {n: North, s: \"So:uth, \\\"<b>\\\"\", e: \"`East`\\nend\"}}\n"
    "  sex: {levels: {f: Women, m: Men}}\n"
    "design: {weight: w, cluster: psu}\n"
    "analyses:\n"
    "  - {name: m, model: linear, of: spend, predictors: [age, area, sex, \"area:sex\"], covariance: true}\n"
    "  - {name: l, model: logit, of: area, level: n, predictors: [age, sex], confidence: 0.9}\n"
    "  - {name: none, model: linear, of: spend, predictors: [age, area, sex], where: psu < 3}\n"
    "  - {name: o, model: ordinal, of: area, predictors: [age, sex], margins: sex}\n"
    "  - {name: a, model: multinomial, of: area, predictors: [age, sex], margins: sex, compare: {over: sex, measure: "
    "[difference, odds_ratio]}}\n"
    "  - {name: p, model: poisson, of: spend, exposure: age, predictors: [area, sex], margins: [area, sex], compare: "
    "{over: area, reference: n, measure: ratio}}\n";

static void run(test_study *to)
{
    cv_buffer data = {0};
    unsigned state = 1;
    cv_buffer_add(&data, "w,psu,spend,age,area,sex\n");
    for (int i = 0; i < 90; i++) {
        unsigned draw[4];
        for (int k = 0; k < 4; k++)
            draw[k] = (state = state * 1664525 + 1013904223) >> 16;
        cv_buffer_format(&data, "%u.5,%d,%u,%u,%c,%c\n", draw[0] % 3, i / 9, 50 + draw[1] % 40 + draw[2] % 3 * 10,
                         18 + draw[3] % 60, "nse"[draw[2] % 3], "fm"[draw[3] / 64 % 2]);
    }
    test_study_must_run(to, STUDY, data.text, 1, 0);
    cv_buffer_free(&data);
}

static const struct written {
    const char *name;
    size_t analysis;
    cv_status (*make)(const cv_result *result, bool values, cv_table *to, cv_messages *messages);
    bool values;
    size_t left_out;   /* columns at the end */
    const char *start; /* of each line, the numbers left out */
} written[] = {
    {"coefficients", 0, cv_table_model, true, 11,
     "analysis,term,level\nm,(intercept),\nm,age,\nm,area,s\nm,area,e\nm,sex,m\nm,area:sex,s:m\nm,area:sex,e:m\n"},
    {"coefficients_by_label", 0, cv_table_model, false, 11,
     "analysis,term,level\nm,(intercept),\nm,age,\nm,area,\"So:uth, \"\"<b>\"\"\"\nm,area,\"`East`\nend\"\nm,sex,Men\n"
     "m,area:sex,\"So:uth, \"\"<b>\"\":Men\"\nm,area:sex,\"`East`\nend:Men\"\n"},
    {"tests_of_terms", 0, cv_table_tests, true, 5,
     "analysis,test,row_variable,column_variable\nm,wald,age,\nm,wald,area,\nm,wald,sex,\nm,wald,area:sex,\n"},
    {"thresholds", 3, cv_table_model, true, 11,
     "analysis,term,level\no,(threshold),n|s\no,(threshold),s|e\no,age,\no,sex,m\n"},
    {"thresholds_by_label", 3, cv_table_model, false, 11,
     "analysis,term,level\no,(threshold),\"North|So:uth, \"\"<b>\"\"\"\no,(threshold),\"So:uth, "
     "\"\"<b>\"\"|`East`\nend\"\no,age,\no,sex,Men\n"},
    {"coefficients_of_answers", 4, cv_table_model, true, 12,
     "analysis,term,level\na,(intercept),\na,age,\na,sex,m\na,(intercept),\na,age,\na,sex,m\n"},
    {"tests_for_all_answers", 4, cv_table_tests, true, 5,
     "analysis,test,row_variable,column_variable\na,wald,age,\na,wald,sex,\n"},
    {"margins_of_answers", 4, cv_table_margins, true, 7,
     "analysis,variable,level\na,sex,f\na,sex,f\na,sex,f\na,sex,m\na,sex,m\na,sex,m\n"},
    {"margins_by_label", 5, cv_table_margins, false, 7,
     "analysis,variable,level\np,area,North\np,area,\"So:uth, \"\"<b>\"\"\"\np,area,\"`East`\nend\"\np,sex,Women\n"
     "p,sex,Men\n"},
    {"comparisons_of_answers", 4, cv_table_comparisons, true, 14,
     "analysis,statistic,variable,level,over,group_a,group_b\na,margin,area,n,sex,f,m\na,margin,area,n,sex,f,m\n"
     "a,margin,area,s,sex,f,m\na,margin,area,s,sex,f,m\na,margin,area,e,sex,f,m\na,margin,area,e,sex,f,m\n"},
    {"comparisons_of_counts", 5, cv_table_comparisons, false, 14,
     "analysis,statistic,variable,level,over,group_a,group_b\n"
     "p,margin,spend,,area,\"So:uth, \"\"<b>\"\"\",North\np,margin,spend,,area,\"`East`\nend\",North\n"},
};

/* Cuts the last `fields` of a table off, which are numbers and flags. */
static void cut(cv_table *table, size_t fields)
{
    size_t columns = table->column_count, kept = columns - fields;
    for (size_t i = 0; i < table->row_count; i++)
        memmove(&table->cells[i * kept], &table->cells[i * columns], kept * sizeof *table->cells);
    table->column_count = kept;
}

static void check_written(void **state)
{
    const struct written *c = *state;
    test_study study;
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    run(&study);
    assert_int_equal(c->make(&study.results.items[c->analysis], c->values, &table, &messages), CV_OK);
    cut(&table, c->left_out);
    cv_table_write_csv(&table, &text);
    check_text(text.text, c->start, c->name);
    cv_buffer_free(&text);
    cv_table_free(&table);
    test_study_free(&study);
}

static void the_headers(void **state)
{
    (void)state;
    test_study study;
    cv_table table = {0};
    cv_messages messages = {0};
    cv_buffer text = {0};
    run(&study);
    assert_int_equal(cv_table_model(&study.results.items[0], true, &table, &messages), CV_OK);
    table.row_count = 0;
    cv_table_write_csv(&table, &text);
    check_text(text.text,
               "analysis,term,level,estimate,se,ci_low,ci_high,test_statistic,df,p,odds_ratio,odds_low,odds_high,"
               "flag\n",
               "header");
    cv_table_free(&table);
    cv_buffer_free(&text);
    assert_int_equal(cv_table_model(&study.results.items[4], true, &table, &messages), CV_OK);
    check_text(table.columns[table.column_count - 1].name, "response", "a multinomial model's last column");
    check_text(table.cells[table.column_count - 1].text, "s", "the first answer");
    check_text(table.cells[6 * table.column_count - 1].text, "e", "the last one");
    cv_table_free(&table);
    assert_int_equal(cv_table_margins(&study.results.items[4], true, &table, &messages), CV_OK);
    check_text(table.cells[2 * table.column_count - 2].text, "s", "a margin's answer");
    table.row_count = 0;
    cv_table_write_csv(&table, &text);
    check_text(text.text, "analysis,variable,level,estimate,se,ci_low,ci_high,df,response,flag\n", "margins' header");
    cv_buffer_free(&text);
    cv_table_free(&table);
    test_study_free(&study);
}

/* Odds for a logit alone; no interval, p or test without degrees of freedom. */
static void numbers_that_are_not_there(void **state)
{
    (void)state;
    test_study study;
    run(&study);
    const cv_model_result *linear = study.results.items[0].model, *logit = study.results.items[1].model,
                          *none = study.results.items[2].model;
    assert_true(isnan(linear->rows[1].odds_ratio) && isnan(linear->rows[1].odds_high));
    check_close(logit->rows[1].odds_ratio, exp(logit->rows[1].estimate), 1e-15, "odds ratio");
    check_close(logit->rows[1].odds_low, exp(logit->rows[1].low), 1e-15, "odds ratio's limit");
    assert_true(none->df <= 0 && none->rows[1].se > 0 && isnan(none->rows[1].low) && isnan(none->rows[1].p));
    assert_true(isnan(none->tests[0].p));
    assert_int_equal(none->rows[1].flags, CV_FLAG_NO_DF);
    test_study_free(&study);
}

/* A covariance has a row and a column for each coefficient, and its diagonal is their squared errors. */
static void the_covariance(void **state)
{
    (void)state;
    test_study study;
    cv_table table = {0};
    cv_messages messages = {0};
    run(&study);
    const cv_model_result *model = study.results.items[0].model;
    assert_int_equal(cv_table_covariance(&study.results.items[0], &table, &messages), CV_OK);
    assert_int_equal(table.row_count, model->row_count * model->row_count);
    for (size_t i = 0; i < model->row_count; i++)
        check_close(sqrt(table.cells[(i * model->row_count + i) * 3 + 2].number), model->rows[i].se, 1e-14, "error");
    cv_table_free(&table);
    model = study.results.items[4].model;
    assert_int_equal(cv_table_margin_covariance(&study.results.items[4], &table, &messages), CV_OK);
    assert_int_equal(table.row_count, 36);
    for (size_t i = 0; i < 6; i++)
        check_close(sqrt(table.cells[(i * 6 + i) * 3 + 2].number), model->margins[i].se, 1e-14, "a margin's error");
    cv_table_free(&table);
    test_study_free(&study);
}

static void golden_text(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    for (size_t i = 0; i < study.results.count; i++)
        cv_table_write_text(&study.results.items[i], false, false, &text);
    check_golden(text.text, "table-model.txt");
    cv_buffer_free(&text);
    test_study_free(&study);
}

static void golden_markdown(void **state)
{
    (void)state;
    test_study study;
    cv_buffer text = {0};
    run(&study);
    for (size_t i = 0; i < study.results.count; i++)
        cv_table_write_markdown(&study.results.items[i], false, &text);
    check_golden(text.text, "table-model.md");
    cv_buffer_free(&text);
    test_study_free(&study);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(written) + 5] = {{0}};
    size_t count = 0;
    for (; count < COUNT_OF(written); count++)
        tests[count] = (struct CMUnitTest){.name = written[count].name,
                                           .test_func = check_written,
                                           .initial_state = (void *)(uintptr_t)&written[count]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_headers);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(numbers_that_are_not_there);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(the_covariance);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(golden_text);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(golden_markdown);
    return _cmocka_run_group_tests("models", tests, count, NULL, NULL);
}
