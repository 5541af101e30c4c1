/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the program says about data and studies that are wrong, word for word, and with which exit status. */
#include "support/test.h"

#include <string.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

#define PLAIN      "output: out\ndata: {file: d.csv}\nanalyses:\n  - {name: a, statistic: proportion, of: x}\n"
#define MEAN       "output: out\ndata: {file: d.csv}\nanalyses:\n  - {name: a, statistic: mean, of: x}\n"
#define WEIGHTED   PLAIN "design: {weight: w}\n"
#define REPLICATES "design: {weight: w, replicates: {type: bootstrap, weights: \"r*\"}}\n"
#define CLUSTERED  PLAIN "design: {strata: s, cluster: c}\n"

/* A literal with its length, for bytes that C strings cannot hold. */
#define BYTES(text) text, sizeof(text) - 1

static const struct mistake {
    const char *name;
    const char *data; /* NULL: there is no file */
    size_t length;
    const char *study;
    int status;
    const char *error;
} mistakes[] = {
    /* ---- files ---- */
    {"no_such_file", NULL, 0, PLAIN, 4, "canvass: d.csv: error: cannot be opened: No such file or directory\n"},
    {"an_empty_file", BYTES(""), PLAIN, 3, "canvass: d.csv: error: the file is empty\n"},
    {"a_header_alone", BYTES("x,y\n"), PLAIN, 3, "canvass: d.csv: error: the file has no rows, only a header\n"},
    {"a_row_too_short_and_one_too_long", BYTES("x,y\n1,2\n1\n1,2,3\n"), PLAIN, 3,
     "canvass: d.csv:3: error: this row has 1 field, the header has 2 (2 rows have too few or too many fields)\n"},
    {"two_columns_of_one_name", BYTES("x,y,x\n1,2,3\n"), PLAIN, 3,
     "canvass: d.csv:1: error: columns 1 and 3 are both named 'x'\n"},
    {"a_column_without_a_name", BYTES("x,,z\n1,2,3\n"), PLAIN, 3, "canvass: d.csv:1: error: column 2 has no name\n"},
    {"bytes_that_are_no_utf8", BYTES("x,y\n1,2\nfa\xE7on,3\n"), PLAIN, 3,
     "canvass: d.csv:3: error: column 'x' is not valid UTF-8 (1 line)\n"
     "  expected a file in UTF-8 (iconv converts others)\n"},
    {"a_nul_byte", BYTES("x,y\n1,2\n1,\0\n"), PLAIN, 3,
     "canvass: d.csv:3: error: column 'y' has a NUL byte (1 line)\n"},
    {"a_quote_never_closed", BYTES("x,y\n1,2\n1,\"open\n3,4\n"), PLAIN, 3,
     "canvass: d.csv:3: error: the quote that opens column 'y' here is never closed\n"},
    {"utf16", BYTES("\xFF\xFEx\0,\0y\0\n\0"), PLAIN, 3,
     "canvass: d.csv: error: the file is in UTF-16\n"
     "  expected a file in UTF-8 (iconv converts others)\n"},
    {"several_kinds_at_once", BYTES("x,y\n1\n1,2\nfa\xE7on,3\n"), PLAIN, 3,
     "canvass: d.csv:2: error: this row has 1 field, the header has 2 (1 row)\n"
     "canvass: d.csv:4: error: column 'x' is not valid UTF-8 (1 line)\n"
     "  expected a file in UTF-8 (iconv converts others)\n"},
    /* ---- numbers and weights ---- */
    {"a_text_in_a_number_column", BYTES("x\n1\nmany\n3\nfew\n"), MEAN, 3,
     "canvass: d.csv:3: error: 'many' in column 'x' is not a number (2 rows)\n"
     "  expected a number such as 12.5, or a text that missing: lists\n"},
    {"a_missing_weight", BYTES("x,w\na,1\nb,\nb,\n"), WEIGHTED, 3,
     "canvass: d.csv:3: error: the weight is missing in column 'w' (2 rows)\n"
     "  expected a weight in every row, or missing_weight: drop in the design\n"},
    {"a_negative_weight", BYTES("x,w\na,1\nb,-1\n"), WEIGHTED, 3,
     "canvass: d.csv:3: error: the weight is negative in column 'w' (1 row)\n"
     "  expected weights of 0 or more\n"},
    {"a_text_as_a_weight", BYTES("x,w\na,1\nb,heavy\n"), WEIGHTED, 3,
     "canvass: d.csv:3: error: 'heavy' in column 'w' is not a number (1 row)\n"
     "  expected a number such as 12.5, or a text that missing: lists\n"},
    {"all_weights_zero", BYTES("x,w\na,0\nb,0\n"), WEIGHTED, 3,
     "canvass: d.csv: error: every weight in column 'w' is 0\n"
     "  expected at least one weight above 0\n"},
    {"all_weights_dropped", BYTES("x,w\na,\nb,\n"), PLAIN "design: {weight: w, missing_weight: drop}\n", 3,
     "canvass: d.csv: error: every weight in column 'w' is missing\n"
     "  expected at least one weight above 0\n"},
    /* ---- the design ---- */
    {"one_psu_in_a_stratum", BYTES("x,s,c\na,N,1\nb,N,2\na,S,3\nb,S,3\n"), CLUSTERED, 3,
     "canvass: study.yaml:4:5: error: analysis 'a': stratum 'S' of 's' has only one PSU\n"
     "  expected lonely_psu: remove, certainty, adjust or average in the design, or strata merged until each has two "
     "PSUs\n"},
    {"a_psu_in_two_strata", BYTES("x,s,c\na,N,1\nb,N,2\na,S,2\nb,S,3\n"), CLUSTERED, 3,
     "canvass: d.csv:4: error: a cluster id stands in two strata in column 'c' (1 row)\n"
     "  expected ids that are unique over all strata, or nest: true in the design\n"},
    {"a_missing_stratum", BYTES("x,s,c\na,N,1\nb,,2\n"), CLUSTERED, 3,
     "canvass: d.csv:3: error: the stratum is missing in column 's' (1 row)\n"
     "  expected a stratum in every row\n"},
    {"a_missing_psu", BYTES("x,s,c\na,N,1\nb,N,\n"), CLUSTERED, 3,
     "canvass: d.csv:3: error: the cluster id is missing in column 'c' (1 row)\n"
     "  expected a cluster id in every row\n"},
    {"a_sample_larger_than_its_population", BYTES("x,f\na,2\nb,2\na,2\n"), PLAIN "design: {fpc: f}\n", 3,
     "canvass: d.csv:2: error: column 'f' has a population of 2 where 3 units were sampled (stage 1)\n"
     "  expected how many units there are in all, sampled or not\n"},
    {"a_stratum_larger_than_its_population", BYTES("x,f,s\na,5,n\nb,5,n\na,1,s\nb,1,s\n"),
     PLAIN "variables: {s: {levels: {n: North, s: South}}}\ndesign: {fpc: f, strata: s}\n", 3,
     "canvass: d.csv:4: error: column 'f' has a population of 1 where 2 units were sampled (stage 1, stratum "
     "'South')\n"
     "  expected how many units there are in all, sampled or not\n"},
    {"missing_replicate_weights", BYTES("x,w,r1,r2\na,1,1,\nb,2,,\nb,3,3,3\n"), PLAIN REPLICATES, 3,
     "canvass: d.csv:3: error: the replicate weight is missing in column 'r1' (1 row)\n"
     "  expected a replicate weight in every row that has a weight\n"
     "canvass: d.csv:2: error: the replicate weight is missing in column 'r2' (2 rows)\n"
     "  expected a replicate weight in every row that has a weight\n"},
    {"no_replicate_weights", BYTES("x,w,r,ra\na,1,1,2\nb,2,2,3\n"), PLAIN REPLICATES, 2,
     "canvass: study.yaml:5:60: error: no column is named like 'r*'\n"
     "  expected columns with a whole number where the pattern has its *, or a list of columns\n"},
    {"one_replicate_weight", BYTES("x,w,r7\na,1,1\nb,2,2\n"), PLAIN REPLICATES, 2,
     "canvass: study.yaml:5:60: error: one column of replicate weights, which cannot vary\n"
     "  expected two columns or more\n"},
    {"a_pattern_of_two_stars", BYTES("x,w,r1\na,1,1\nb,2,2\n"),
     PLAIN "design: {weight: w, replicates: {type: brr, weights: \"r*_*\"}}\n", 2,
     "canvass: study.yaml:5:54: error: the pattern 'r*_*' has more than one *\n"
     "  expected one * in a pattern\n"},
    {"an_unknown_replicate_weight", BYTES("x,w,r1,r2\na,1,1,2\nb,2,2,2\n"),
     PLAIN "design: {weight: w, replicates: {type: brr, weights: [r1, r2, r33]}}\n", 2,
     "canvass: study.yaml:5:63: error: there is no variable or column 'r33'\n"
     "  expected a variable of the study or a column of the data\n"},
    {"a_replicate_weight_twice", BYTES("x,w,r1,r2\na,1,1,2\nb,2,2,2\n"),
     PLAIN "design: {weight: w, replicates: {type: brr, weights: [\"r*\", r2]}}\n", 2,
     "canvass: study.yaml:5:55: error: column 'r2' stands twice among the replicate weights\n"},
    {"as_many_rscales_as_no_replicates", BYTES("x,w,r1,r2\na,1,1,2\nb,2,2,2\n"),
     PLAIN "design: {weight: w, replicates: {type: jkn, weights: \"r*\", rscales: [1, 1, 1]}}\n", 2,
     "canvass: study.yaml:5:33: error: 3 rscales and 2 replicate weights\n"
     "  expected one for each column of weights, or one for all\n"},
    /* ---- names ---- */
    {"an_unknown_column", BYTES("xs,y\n1,2\n"), PLAIN, 2,
     "canvass: study.yaml:4:42: error: there is no variable or column 'x'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'xs'?\n"},
    {"an_unknown_weight", BYTES("x,weight\n1,2\n"), PLAIN "design: {weight: wieght}\n", 2,
     "canvass: study.yaml:5:18: error: there is no variable or column 'wieght'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'weight'?\n"},
    {"an_unknown_level", BYTES("x\nyes\nno\n"),
     "data: {file: d.csv}\nanalyses:\n  - {name: a, statistic: proportion, of: x, level: yess}\n", 2,
     "canvass: study.yaml:3:52: error: variable 'x' has no level 'yess'\n"
     "  expected a level of this variable, by its value or its label\n"
     "  did you mean 'yes'?\n"},
    {"an_unknown_reference", BYTES("x,g\nyes,A\nno,B\nno,A\n"),
     "data: {file: d.csv}\nanalyses:\n  - {name: a, statistic: proportion, of: x, by: g, compare: {reference: C}}\n", 2,
     "canvass: study.yaml:3:73: error: variable 'g' has no level 'C'\n"
     "  expected a level of this variable, by its value or its label\n"},
    {"an_unknown_name_in_where", BYTES("x,age\n1,2\n"),
     "data: {file: d.csv}\nanalyses:\n  - {name: a, statistic: proportion, of: x, where: agee > 1}\n", 2,
     "canvass: study.yaml:3:52: error: there is no variable or column 'agee'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'age'?\n"},
    /* ---- the study file ---- */
    {"an_empty_study", BYTES("x\n1\n"), "", 2,
     "canvass: study.yaml:1:1: error: the study is empty\n"
     "  expected a mapping of keys: title, data, analyses, ...\n"},
    {"no_yaml", BYTES("x\n1\n"), "data: {file: d.csv\n", 2,
     "canvass: study.yaml:2:1: error: not valid YAML: missing comma in flow mapping\n"},
    {"an_unknown_key", BYTES("x\n1\n"), PLAIN "desing: {}\n", 2,
     "canvass: study.yaml:5:1: error: unknown key 'desing' in the study\n"
     "  expected one of title, source, note, language, output, confidence, data, variables, design, analyses, theme, "
     "charts, methodology, report\n"
     "  did you mean 'design'?\n"},
    {"later_work", BYTES("x\n1\n"), PLAIN "claims: []\n", 2,
     "canvass: study.yaml:5:1: error: 'claims' is not available yet\n"},
    {"all_in_one_go", BYTES("xs,y\n1,2\n"),
     "data: {file: d.csv}\ndesing: {}\nanalyses:\n  - {name: a, statistic: proportion, of: x, ci: wisdom, confidence: "
     "95}\n",
     2,
     "canvass: study.yaml:2:1: error: unknown key 'desing' in the study\n"
     "  expected one of title, source, note, language, output, confidence, data, variables, design, analyses, theme, "
     "charts, methodology, report\n"
     "  did you mean 'design'?\n"
     "canvass: study.yaml:4:49: error: 'ci' is 'wisdom'\n"
     "  expected one of logit, wald, likelihood, arcsine, beta, xlogit, wilson, wald-cc, wilson-cc, agresti-coull, "
     "jeffreys, clopper-pearson, arcsine-anscombe, mid-p\n"
     "canvass: study.yaml:4:69: error: 'confidence' is '95'\n"
     "  expected a number above 0 and below 1\n"
     "canvass: study.yaml:4:42: error: there is no variable or column 'x'\n"
     "  expected a variable of the study or a column of the data\n"
     "  did you mean 'xs'?\n"},
};

static void check_mistake(void **state)
{
    const struct mistake *c = *state;
    test_folder folder = test_folder_make();
    if (c->data != NULL)
        test_folder_write_bytes(&folder, "d.csv", c->data, c->length);
    test_folder_write(&folder, "study.yaml", c->study);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, c->status, "", c->error);
    assert_false(test_folder_has(&folder, "out"));
    assert_int_equal(test_folder_count(&folder, "."), c->data == NULL ? 1 : 2);
    test_folder_remove(&folder);
}

/* ---- what looks like a mistake and is none: an answer with a flag ---- */

static const struct corner {
    const char *name;
    const char *data;
    const char *arguments[10]; /* after `tab d.csv --format csv` */
    const char *pieces[4];     /* texts in the answer */
} corners[] = {
    {"an_empty_domain",
     "x,g\nyes,A\nno,B\n",
     {"--of", "x", "--where", "g = 'Z'"},
     {"\ntab,proportion,x,no,0,0,0,,,,,0,,,,empty\n", "\ntab,proportion,x,yes,0,0,0,,,,,0,,,,empty\n"}},
    /* everybody of n = 2: beta's lower limit is 0.025^(1/2) = 0.158113883008419 */
    {"p_of_1",
     "x,g\nyes,A\nyes,A\nno,B\nno,B\n",
     {"--of", "x=yes", "--by", "g"},
     {"\ntab,proportion,x,yes,A,2,2,2,1,0,0.1581138830084", ",1,1,0,,,fallback-interval\n"}},
    /* nobody of n = 2: 1 - 0.025^(1/2) = 0.841886116991581 */
    {"p_of_0",
     "x,g\nyes,A\nyes,A\nno,B\nno,B\n",
     {"--of", "x=yes", "--by", "g"},
     {"\ntab,proportion,x,yes,B,0,2,2,0,0,0,0.8418861169915", ",1,,,,fallback-interval\n"}},
    {"a_one_level_variable",
     "x,g\na,A\na,A\na,B\na,B\n",
     {"--of", "x", "--by", "g", "--compare", "--test", "rao-scott-f"},
     {"\ntab,proportion,x,a,A,2,2,2,1,0,", "\ntab,proportion,x,a,g,A,B,1,1,difference,0,0,0,0,,",
      "\ntab,rao-scott-f,x,g,,,,,"}},
    {"a_variable_without_an_answer", "x,g\n,A\n,B\n", {"--of", "x"}, {"analysis,statistic,variable,level,count,n,"}},
};

static void check_corner(void **state)
{
    const struct corner *c = *state;
    const char *arguments[16] = {"tab", "d.csv", "--format", "csv"};
    test_folder folder = test_folder_make();
    for (size_t i = 0; i < COUNT_OF(c->arguments) && c->arguments[i] != NULL; i++)
        arguments[4 + i] = c->arguments[i];
    test_folder_write(&folder, "d.csv", c->data);
    command_result result = canvass_run(folder.path, arguments);
    check_text(result.error, "", "standard error");
    assert_int_equal(result.status, 0);
    for (size_t i = 0; i < COUNT_OF(c->pieces) && c->pieces[i] != NULL; i++)
        if (strstr(result.out, c->pieces[i]) == NULL)
            fail_msg("'%s' is not in\n%s", c->pieces[i], result.out);
    command_result_free(&result);
    test_folder_remove(&folder);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(mistakes) + COUNT_OF(corners)] = {{0}};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[i] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    for (size_t i = 0; i < COUNT_OF(corners); i++)
        tests[COUNT_OF(mistakes) + i] = (struct CMUnitTest){
            .name = corners[i].name, .test_func = check_corner, .initial_state = (void *)(uintptr_t)&corners[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
