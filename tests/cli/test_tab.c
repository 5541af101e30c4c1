/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass tab`: one table from the shell, the same numbers as a study's, and messages that name the options. */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

/* ---- numbers ---- */

/* Eight rows without a design, so that se = sqrt(p (1 - p) / (n - 1)) can be had by hand: sqrt(.25 x .75 / 7). */
#define EIGHT "x,g\nyes,A\nno,A\nno,A\nno,A\nyes,B\nno,B\nno,B\nno,B\n"

static void a_proportion_by_hand(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    command_result result = canvass_run(
        folder.path, (const char *const[]){"tab", "d.csv", "--of", "x=yes", "--format=csv", "--ci=wald", NULL});
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    double count = 0, n = 0, weighted = 0, p = 0, se = 0, low = 0, high = 0, df = 0;
    const char *row = strchr(result.out, '\n');
    assert_int_equal(sscanf(row + 1, "tab,proportion,x,yes,%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf,", &count, &n, &weighted, &p,
                            &se, &low, &high, &df),
                     8);
    check_close(count, 2, 0, "count");
    check_close(n, 8, 0, "n");
    check_close(weighted, 8, 0, "weighted n");
    check_close(p, 0.25, 0, "p");
    check_close(se, 0.16366341767699427, 1e-14, "se");
    check_close(df, 7, 0, "df");
    /* qt(0.975, 7) = 2.3646242515927849 (R) */
    check_close(low, 0.25 - 2.3646242515927849 * 0.16366341767699427, 1e-12, "low");
    check_close(high, 0.25 + 2.3646242515927849 * 0.16366341767699427, 1e-12, "high");
    assert_null(strchr(strchr(row + 1, '\n') + 1, '\n')); /* one level, one row */
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* ---- the same as a study ---- */

static const struct twin {
    const char *name;
    const char *arguments[24];
    const char *analysis; /* of the study whose tables are wanted */
    const char *tables[3];
} twins[] = {
    {"proportions_under_a_design",
     {"--of", "interest", "--by", "country", "--weight", "weight", "--strata", "region", "--cluster", "psu", "--nest"},
     "{name: tab, statistic: proportion, of: interest, by: country}",
     {"tab.csv"}},
    {"comparisons_follow",
     {"--of", "interest=yes", "--by=country", "--weight=weight", "--strata=region", "--cluster=psu", "--nest",
      "--compare", "--test", "rao-scott-f"},
     "{name: tab, statistic: proportion, of: interest, level: 'yes', by: country, compare: {over: country}, "
     "tests: rao-scott-f}",
     {"tab.csv", "tab.compare.csv", "tab.tests.csv"}},
    {"a_mean_of_two_breaks",
     {"--statistic", "mean", "--of", "spend", "--by", "country", "--by", "sex", "--where",
      "spend > 0 and sex in ('F', 'M')", "--total", "--weight=weight", "--strata=region", "--cluster=psu", "--nest",
      "--confidence=0.9", "--df=design"},
     "{name: tab, statistic: mean, of: spend, by: [country, sex], where: \"spend > 0\", total: true, confidence: 0.9, "
     "df: design}",
     {"tab.csv"}},
    {"weights_alone",
     {"--statistic=weights", "--weight=weight", "--strata=region", "--cluster=psu", "--nest"},
     "{name: tab, statistic: weights}",
     {"tab.csv"}},
    {"two_levels_of_one_variable",
     {"--of", "interest=yes", "--of", "interest=no", "--weight=weight", "--strata=region", "--cluster=psu", "--nest"},
     "{name: tab, statistic: proportion, of: interest, level: ['yes', 'no']}",
     {"tab.csv"}},
};

/* The files of a run, an empty line between two. */
static void gather(test_folder *folder, const char *const *tables, size_t count, char *to, size_t size)
{
    *to = '\0';
    for (size_t i = 0; i < count && tables[i] != NULL; i++) {
        char name[256];
        snprintf(name, sizeof name, "out/tables/%s", tables[i]);
        const char *text = test_folder_read(folder, name, NULL);
        assert_non_null(text);
        snprintf(to + strlen(to), size - strlen(to), "%s%s", i > 0 ? "\n" : "", text);
    }
}

static void check_twin(void **state)
{
    const struct twin *c = *state;
    test_folder folder = test_folder_make();
    char study[4096], want[65536];
    const char *arguments[32] = {"tab", "survey.csv", "--format", "csv"};
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[4 + i] = c->arguments[i];
    snprintf(study, sizeof study,
             "output: out\ndata: {file: survey.csv}\n"
             "design: {weight: weight, strata: [region], cluster: [psu], nest: true}\nanalyses:\n  - %s\n",
             c->analysis);
    test_folder_write(&folder, "survey.csv", SURVEY);
    test_folder_write(&folder, "study.yaml", study);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    gather(&folder, c->tables, COUNT_OF(c->tables), want, sizeof want);
    check_canvass(folder.path, arguments, 0, want, "");
    test_folder_remove(&folder);
}

/* ---- where data come from, how they look ---- */

static void data_may_come_from_standard_input(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    command_result file = canvass_run(folder.path, (const char *const[]){"tab", "d.csv", "--of", "x", "--by=g", NULL});
    command_result piped = command_run(
        &(test_command){.arguments = (const char *const[]){canvass_program(), "tab", "-", "--of", "x", "--by=g", NULL},
                        .input = EIGHT});
    assert_int_equal(file.status, 0);
    assert_int_equal(piped.status, 0);
    check_text(piped.out, file.out, "table");
    command_result_free(&file);
    command_result_free(&piped);
    test_folder_remove(&folder);
}

static void other_delimiters_and_decimals(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", "a b;w\n1,5;2\n-;1\n2,5;2\n");
    command_result result = canvass_run(
        folder.path, (const char *const[]){"tab", "d.csv", "--delimiter=;", "--decimal=,", "--missing", "-",
                                           "--statistic=mean", "--of", "a b", "--weight=w", "--format=csv", NULL});
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "\ntab,mean,a b,,2,2,4,2,")); /* (1.5 + 2.5) / 2 */
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void imputations_are_combined(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", "imp,x\n1,1\n1,3\n2,1\n2,5\n");
    command_result result = canvass_run(folder.path, (const char *const[]){"tab", "d.csv", "--statistic=mean", "--of=x",
                                                                           "--imputation=imp", "--format=csv", NULL});
    check_text(result.error, "", "standard error");
    assert_non_null(strstr(result.out, "\ntab,mean,x,,2,2,2,2.5,1.8027756377319946,")); /* W = 2.5, B = 0.5 */
    command_result_free(&result);
    result = canvass_run(folder.path, (const char *const[]){"tab", "d.csv", "--of=x", "--imputation=inp", NULL});
    check_text(result.error,
               "canvass: --imputation: error: there is no variable or column 'inp'\n"
               "  expected a variable of the study or a column of the data\n  did you mean 'imp'?\n",
               "a wrong name");
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* Names and levels go through a study's text on their way, which must not read anything into them. */
static void names_are_only_names(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", "\"a \"\"b\"\": [c], {d} # e \\n\",yes: &x *y !z\n1,2\n1,3\n");
    command_result result =
        canvass_run(folder.path, (const char *const[]){"tab", "d.csv", "--of", "a \"b\": [c], {d} # e \\n", "--by",
                                                       "yes: &x *y !z", "--format=csv", NULL});
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    assert_non_null(strstr(result.out, "\ntab,proportion,\"a \"\"b\"\": [c], {d} # e \\n\",1,2,1,1,1,1,"));
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void json_can_be_read(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    command_result result =
        canvass_run(folder.path, (const char *const[]){"tab", "survey.csv", "--of=interest", "--by=country",
                                                       "--compare", "--strata=region", "--cluster=psu", "--nest",
                                                       "--test=pearson", "--format=json", NULL});
    json_t *root = json_loads(result.out, 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_array_size(json_object_get(root, "estimates")), 4);
    assert_int_equal(json_array_size(json_object_get(root, "comparisons")), 2);
    assert_int_equal(json_array_size(json_object_get(root, "tests")), 1);
    const json_t *first = json_array_get(json_object_get(root, "estimates"), 0);
    check_close(json_number_value(json_object_get(first, "n")), 8, 0, "n");
    json_decref(root);
    command_result_free(&result);
    test_folder_remove(&folder);
}

static void text_and_markdown_say_the_same(void **state)
{
    static const char *const formats[] = {"--format=text", "--format=md"};
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    for (size_t i = 0; i < COUNT_OF(formats); i++) {
        command_result result =
            canvass_run(folder.path, (const char *const[]){"tab", "d.csv", "--of", "x=yes", formats[i], NULL});
        assert_int_equal(result.status, 0);
        assert_non_null(strstr(result.out, "25.0"));
        assert_non_null(strstr(result.out, "yes"));
        assert_int_equal(strchr(result.out, '|') != NULL, i == 1);
        assert_null(strchr(result.out, '\033')); /* no terminal, no escape sequences */
        command_result_free(&result);
    }
    test_folder_remove(&folder);
}

static void threads_change_nothing(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "survey.csv", SURVEY);
    command_result one =
        canvass_run(folder.path, (const char *const[]){"tab", "survey.csv", "--of=interest", "--by=sex",
                                                       "--weight=weight", "--jobs=1", "--format=csv", NULL});
    command_result four =
        canvass_run(folder.path, (const char *const[]){"tab", "survey.csv", "--of=interest", "--by=sex",
                                                       "--weight=weight", "--jobs=4", "--format=csv", NULL});
    assert_int_equal(one.status, 0);
    check_text(four.out, one.out, "table");
    command_result_free(&one);
    command_result_free(&four);
    test_folder_remove(&folder);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    test_folder_write(&folder, "d.csv", EIGHT);
    command_result result = command_run(&(test_command){
        .arguments = (const char *const[]){"sh", "-c", "\"$CANVASS\" tab d.csv --of x > /dev/full", NULL},
        .folder = folder.path});
    assert_int_equal(result.status, 4);
    check_text(result.error, "canvass: error: standard output cannot be written: No space left on device\n", "message");
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* ---- mistakes ---- */

static const struct mistake {
    const char *name;
    const char *arguments[10]; /* after `tab d.csv` */
    int status;
    const char *error;
} mistakes[] = {
    {"no_variable", {NULL}, 2, "canvass: error: no variable was given\n  expected --of VAR or --of VAR=LEVEL\n"},
    {"an_unknown_variable",
     {"--of", "y"},
     2,
     "canvass: --of: error: there is no variable or column 'y'\n"
     "  expected a variable of the study or a column of the data\n"},
    {"an_unknown_level",
     {"--of", "x=yess"},
     2,
     "canvass: --of: error: variable 'x' has no level 'yess'\n"
     "  expected a level of this variable, by its value or its label\n"
     "  did you mean 'yes'?\n"},
    {"an_unknown_break",
     {"--of", "x", "--by", "gg"},
     2,
     "canvass: --by: error: there is no variable or column 'gg'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'g'?\n"},
    {"an_unknown_weight",
     {"--of", "x", "--weight", "w"},
     2,
     "canvass: --weight: error: there is no variable or column 'w'\n"
     "  expected a variable of the study or a column of the data\n"},
    {"an_unknown_name_in_where",
     {"--of", "x", "--where", "gg = 'A'"},
     2,
     "canvass: --where:1:1: error: there is no variable or column 'gg'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'g'?\n"},
    {"a_where_that_is_none",
     {"--of", "x", "--where", "g = "},
     2,
     "canvass: --where:1:5: error: the expression ends too early\n"
     "  expected a name, a number, a text in single quotes or a parenthesis\n"},
    {"an_unknown_method",
     {"--of", "x", "--ci", "wilso"},
     2,
     "canvass: --ci: error: 'ci' is 'wilso'\n"
     "  expected one of logit, wald, likelihood, arcsine, beta, xlogit, wilson, wald-cc, "
     "wilson-cc, agresti-coull, jeffreys, clopper-pearson, arcsine-anscombe, mid-p\n"
     "  did you mean 'wilson'?\n"},
    {"an_unknown_statistic",
     {"--of", "x", "--statistic", "man"},
     2,
     "canvass: --statistic: error: 'statistic' is 'man'\n"
     "  expected one of proportion, count, mean, total, ratio, nps, weights, quantile, variance, sd, correlation, "
     "gini, lorenz, "
     "quintile-share-ratio, at-risk-of-poverty, net, items, nonresponse, "
     "response-rate, mean-rank, rank-points\n"
     "  did you mean 'mean'?\n"},
    {"a_confidence_of_95",
     {"--of", "x", "--confidence", "95"},
     2,
     "canvass: --confidence: error: 'confidence' is '95'\n"
     "  expected a number above 0 and below 1\n"},
    {"an_unknown_adjustment",
     {"--of", "x", "--by", "g", "--adjust", "hlm"},
     2,
     "canvass: --adjust: error: 'adjust' is 'hlm'\n"
     "  expected one of holm, bonferroni, hochberg, hommel, bh, by, none\n"
     "  did you mean 'holm'?\n"},
    {"a_long_delimiter",
     {"--of", "x", "--delimiter", "::"},
     2,
     "canvass: --delimiter: error: 'delimiter' is '::'\n"
     "  expected one ASCII character, or tab\n"},
    {"nothing_to_compare",
     {"--of", "x", "--compare"},
     2,
     "canvass: --compare: error: there are no groups to compare\n  expected --by VAR\n"},
    {"nothing_to_test",
     {"--of", "x", "--test", "pearson"},
     2,
     "canvass: --test: error: there are no groups to compare\n  expected --by VAR\n"},
    {"an_unknown_format",
     {"--of", "x", "--format", "cvs"},
     2,
     "canvass: --format: error: 'cvs' is no format\n  expected text, csv, json or md\n  did you mean 'csv'?\n"},
    {"several_in_one_go",
     {"--format", "yaml", "--jobs", "none"},
     2,
     "canvass: --format: error: 'yaml' is no format\n  expected text, csv, json or md\n"
     "canvass: --jobs: error: 'none' is no number of threads\n  expected a whole number from 1 to 1024\n"
     "canvass: error: no variable was given\n  expected --of VAR or --of VAR=LEVEL\n"},
    {"bytes_that_are_no_text", {"--of", "\xFF"}, 2, "canvass: error: '\\xFF' is not UTF-8\n"},
    {"a_text_that_is_no_number",
     {"--of", "x", "--statistic=mean"},
     3,
     "canvass: d.csv:2: error: 'yes' in column 'x' is not a number (8 rows)\n"
     "  expected a number such as 12.5, or a text that missing: lists\n"},
};

static void check_mistake(void **state)
{
    const struct mistake *c = *state;
    const char *arguments[16] = {"tab", "d.csv"};
    test_folder folder = test_folder_make();
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[2 + i] = c->arguments[i];
    test_folder_write(&folder, "d.csv", EIGHT);
    check_canvass(folder.path, arguments, c->status, "", c->error);
    test_folder_remove(&folder);
}

static void no_such_data(void **state)
{
    (void)state;
    check_canvass("/", (const char *const[]){"tab", "none.csv", "--of", "x", NULL}, 4, "",
                  "canvass: none.csv: error: cannot be opened: No such file or directory\n");
}

int main(void)
{
    static const struct CMUnitTest others[] = {
        cmocka_unit_test(a_proportion_by_hand),
        cmocka_unit_test(data_may_come_from_standard_input),
        cmocka_unit_test(other_delimiters_and_decimals),
        cmocka_unit_test(imputations_are_combined),
        cmocka_unit_test(names_are_only_names),
        cmocka_unit_test(json_can_be_read),
        cmocka_unit_test(text_and_markdown_say_the_same),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(no_such_data),
    };
    struct CMUnitTest tests[COUNT_OF(twins) + COUNT_OF(mistakes) + COUNT_OF(others)] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(twins); i++)
        tests[count++] = (struct CMUnitTest){
            .name = twins[i].name, .test_func = check_twin, .initial_state = (void *)(uintptr_t)&twins[i]};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[count++] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    for (size_t i = 0; i < COUNT_OF(others); i++)
        tests[count++] = others[i];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
