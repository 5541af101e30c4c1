/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `canvass weights`: the rows it writes, the design beside them, what it refuses, and that a study which reads them has
 * the standard errors of R's as.svrepdesign. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"

/* ---- rows and design ---- */

#define SMALL   "s,p,w,y,n\na,1,2,1,4\na,1,3,2,4\nb,1,4,3,10\na,2,,5,4\na,2,1,4,4\nb,2,0.5,8,10\n"
#define DROP    "weight: w, missing_weight: drop, strata: s, cluster: p, nest: true"
#define READING "design:\n  weight: weight\n  missing_weight: drop\n  replicates:\n"
#define END     "    mse: false\n    combined: true\n"

static const struct made_case {
    const char *name, *design;
    const char *arguments[8];
    const char *rows, *said, *warned;
} made_cases[] = {
    {"jkn_is_the_default_with_strata",
     DROP,
     {NULL},
     "row,weight,rep_1,rep_2,rep_3,rep_4\n1,2,0,4,2,2\n2,3,0,6,3,3\n3,4,4,4,0,8\n4,,,,,\n5,1,2,0,1,1\n6,0.5,0.5,0.5,1,"
     "0\n",
     READING "    type: jkn\n    weights: \"rep_*\"\n    scale: 1\n    rscales: 0.5\n" END,
     ""},
    {"jkn_with_populations",
     DROP ", fpc: n",
     {"--type", "jkn"},
     "row,weight,rep_1,rep_2,rep_3,rep_4\n1,2,0,4,2,2\n2,3,0,6,3,3\n3,4,4,4,0,8\n4,,,,,\n5,1,2,0,1,1\n6,0.5,0.5,0.5,1,"
     "0\n",
     READING "    type: jkn\n    weights: \"rep_*\"\n    scale: 1\n    rscales: [0.25, 0.25, 0.4, 0.4]\n" END,
     ""},
    /* the matrix of order 4: (1 1 1 1; -1 1 -1 1; -1 1 1 -1; -1 -1 1 1), its second and third rows */
    {"half_samples",
     DROP,
     {"--type=brr"},
     "row,weight,rep_1,rep_2,rep_3,rep_4\n1,2,4,0,4,0\n2,3,6,0,6,0\n3,4,8,0,0,8\n4,,,,,\n5,1,0,2,0,2\n6,0.5,0,1,1,0\n",
     READING "    type: brr\n    weights: \"rep_*\"\n" END,
     ""},
    {"fay_drops_the_populations",
     DROP ", fpc: n",
     {"--type=fay", "--rho=0.3"},
     NULL,
     READING "    type: fay\n    weights: \"rep_*\"\n    rho: 0.3\n" END,
     "canvass: study.yaml:3:83: warning: type fay has no finite population correction: fpc is dropped\n"},
    {"jk1_is_the_default_without_strata",
     "weight: w, missing_weight: drop, cluster: p",
     {NULL},
     "row,weight,rep_1,rep_2\n1,2,0,4\n2,3,0,6\n3,4,0,8\n4,,,\n5,1,2,0\n6,0.5,1,0\n",
     READING "    type: jk1\n    weights: \"rep_*\"\n    scale: 0.5\n    rscales: 1\n" END,
     ""},
    {"rows_are_psus_and_weights_follow_from_the_population",
     "fpc: n",
     {"--set", "data.file=rows.csv", "--jobs=2"},
     "row,weight,rep_1,rep_2,rep_3\n1,4,0,6,6\n2,4,6,0,6\n3,4,6,6,0\n",
     "design:\n  weight: weight\n  replicates:\n    type: jk1\n    weights: \"rep_*\"\n    scale: 0.5\n    rscales: "
     "1\n" END,
     ""},
    {"bootstrap",
     "weight: w, missing_weight: drop, strata: s",
     {"--type=bootstrap", "--replicates", "3", "--seed", "7"},
     NULL,
     READING "    type: bootstrap\n    weights: \"rep_*\"\n    scale: 0.5\n    rscales: 1\n" END,
     ""},
};

static void write_study(test_folder *folder, const char *design)
{
    cv_buffer text = {0};
    cv_buffer_format(
        &text, "# a study\ndata: {file: data.csv}\ndesign: {%s}\nanalyses: [{name: a, statistic: proportion, of: y}]\n",
        design);
    test_folder_write(folder, "study.yaml", text.text);
    test_folder_write(folder, "data.csv", SMALL);
    test_folder_write(folder, "rows.csv", "y,n\n1,12\n2,12\n4,12\n");
    cv_buffer_free(&text);
}

static const char *const *arguments_of(const char *const *more, const char *output)
{
    static const char *all[16];
    size_t count = 0;
    all[count++] = "weights";
    all[count++] = "study.yaml";
    for (; *more != NULL; more++)
        all[count++] = *more;
    if (output != NULL) {
        all[count++] = "--output";
        all[count++] = output;
    }
    all[count] = NULL;
    return all;
}

/* To a file the design goes to standard output; without one it goes to standard error, behind the warnings. */
static void check_made(void **state)
{
    const struct made_case *c = *state;
    test_folder folder = test_folder_make();
    write_study(&folder, c->design);
    check_canvass(folder.path, arguments_of(c->arguments, "w.csv"), 0, c->said, c->warned);
    const char *rows = test_folder_read(&folder, "w.csv", NULL);
    if (c->rows != NULL)
        check_text(rows, c->rows, "rows");
    command_result result = canvass_run(folder.path, arguments_of(c->arguments, NULL));
    assert_int_equal(result.status, 0);
    check_text(result.out, rows, "standard output");
    if (*c->warned == '\0')
        check_text(result.error, c->said, "standard error");
    command_result_free(&result);
    test_folder_remove(&folder);
}

/* ---- mistakes ---- */

static const struct refused_case {
    const char *name, *design;
    const char *arguments[8];
    int status;
    const char *said;
} refused_cases[] = {
    {"an_unknown_type",
     DROP,
     {"--type=jk"},
     2,
     "canvass: --type: error: 'jk' is no type of replicates that can be made\n"
     "  expected jk1, jkn, brr, fay or bootstrap\n  did you mean 'jk1'?\n"},
    {"numbers_out_of_range",
     DROP,
     {"--type=bootstrap", "--replicates=1", "--seed=0", "--jobs=0"},
     2,
     "canvass: --replicates: error: '1' is no such number\n  expected a whole number from 2 to 10000\n"
     "canvass: --seed: error: '0' is no such number\n  expected a whole number from 1 to 4294967295\n"
     "canvass: --jobs: error: '0' is no number of threads\n  expected a whole number from 1 to 1024\n"},
    {"options_of_other_types",
     DROP,
     {"--seed=2", "--rho=1"},
     2,
     "canvass: error: '--seed' does not go with type jkn\n  expected --type bootstrap\n"
     "canvass: error: '--rho' does not go with type jkn\n  expected --type fay\n"
     "canvass: --rho: error: '1' is no such number\n  expected a number from 0 to below 1\n"},
    {"jk1_with_strata",
     DROP,
     {"--type=jk1"},
     2,
     "canvass: study.yaml:3:9: error: type jk1 is for samples without strata, and the design has 's'\n"
     "  expected type jkn\n"},
    {"brr_without_strata",
     "weight: w, missing_weight: drop, cluster: p",
     {"--type=brr"},
     2,
     "canvass: study.yaml:3:9: error: type brr without strata\n"
     "  expected strata of two PSUs, or type jk1 or bootstrap\n"},
    {"replicates_of_replicates",
     "weight: w, missing_weight: drop, replicates: {type: brr, weights: [y, n]}",
     {NULL},
     2,
     "canvass: study.yaml:3:9: error: the design has replicate weights already\n"
     "  expected a design with strata, clusters or neither\n"},
    {"no_design_at_all",
     "sampling: binomial",
     {NULL},
     2,
     "canvass: study.yaml:3:9: error: sampling: binomial has no replicate weights\n"
     "  expected a design with strata, clusters or neither\n"},
    {"calibrated_weights",
     "weight: w, missing_weight: drop, trim: {max: 5}",
     {NULL},
     2,
     "canvass: study.yaml:3:49: error: calibrated or trimmed weights cannot be made into replicates\n"
     "  expected the design before calibration here, and 'calibrate' in the study that reads the replicates: there "
     "each "
     "is calibrated by itself\n"},
    {"standard_input", DROP, {"--set", "data.file=-"}, 2, NULL},
    {"an_unknown_column",
     "weight: w, missing_weight: drop, strata: z",
     {NULL},
     2,
     "canvass: study.yaml:3:51: error: there is no variable or column 'z'\n"
     "  expected a variable of the study or a column of the data\n"},
    {"a_missing_weight",
     "weight: w, strata: s, cluster: p, nest: true",
     {NULL},
     3,
     "canvass: data.csv:5: error: the weight is missing in column 'w' (1 row)\n"
     "  expected a weight in every row, or missing_weight: drop in the design\n"},
    {"a_lonely_psu",
     "weight: w, missing_weight: drop, strata: y",
     {NULL},
     3,
     "canvass: study.yaml:3:9: error: stratum '1' has only one PSU\n"
     "  expected lonely_psu: remove or certainty in the design, or strata merged until each has two PSUs\n"},
};

static void check_refused(void **state)
{
    const struct refused_case *c = *state;
    test_folder folder = test_folder_make();
    write_study(&folder, c->design);
    test_folder_write(&folder, "w.csv", "old\n");
    check_canvass(folder.path, arguments_of(c->arguments, "w.csv"), c->status, "", c->said);
    check_text(test_folder_read(&folder, "w.csv", NULL), "old\n", "the file that was there");
    test_folder_remove(&folder);
}

static void a_file_that_cannot_be_written(void **state)
{
    (void)state;
    test_folder folder = test_folder_make();
    write_study(&folder, DROP);
    check_canvass(folder.path, (const char *const[]){"weights", "study.yaml", "--output=./data.csv", NULL}, 2, "",
                  "canvass: --output: error: './data.csv' is the study's data\n  expected a file of its own\n");
    check_canvass(folder.path, (const char *const[]){"weights", "study.yaml", "--output=study.yaml", NULL}, 2, "",
                  "canvass: --output: error: 'study.yaml' is the study's file\n  expected a file of its own\n");
    check_text(test_folder_read(&folder, "data.csv", NULL), SMALL, "the data");
    check_canvass(folder.path, (const char *const[]){"weights", "study.yaml", "--output", "none/w.csv", NULL}, 4, "",
                  "canvass: none/w.csv: error: cannot be written: No such file or directory\n");
    test_folder_remove(&folder);
}

/* ---- a study that reads them ---- */

/* Its weight has another name than the file's. */
#define SURVEY_AGAIN "country,region,psu,w,sex,interest,spend\n" SURVEY_ROWS

/* The file's columns beside the data's. */
static const char *join(test_folder *folder, const char *data, const char *weights)
{
    cv_buffer text = {0};
    while (*data != '\0') {
        size_t left = strcspn(data, "\n"), right = strcspn(weights, "\n");
        cv_buffer_add_bytes(&text, data, left);
        cv_buffer_add_char(&text, ',');
        cv_buffer_add_bytes(&text, weights, right + 1);
        data += left + 1;
        weights += right + 1;
    }
    const char *path = test_folder_write(folder, "public.csv", text.text);
    cv_buffer_free(&text);
    return path;
}

/* R 4.2.2, survey 4.1-1: as.svrepdesign of svydesign(~psu, strata = ~region, weights = ~w, nest = TRUE), with w for the
 * weight, types JKn, BRR (with the same Hadamard matrix) and Fay (rho 0.3): se of svytotal(~spend, na.rm = TRUE),
 * svyratio(~spend, ~w, na.rm = TRUE), and the linearised se of the total. */
static const struct reading_case {
    const char *name, *type;
    double total, ratio, linear;
} reading_cases[] = {
    {"a_jackknife_read_again", "jkn", 37.444125039851045, 3.0929245947410293, 37.444125039851045},
    {"half_samples_read_again", "brr", 37.444125039851045, 3.1440001974185323, 37.444125039851045},
    {"fay_s_read_again", "fay", 37.444125039851038, 2.9965516085125405, 37.444125039851045},
};

static void check_reading(void **state)
{
    const struct reading_case *c = *state;
    test_folder folder = test_folder_make();
    cv_buffer study = {0};
    char type[40];
    snprintf(type, sizeof type, "--type=%s", c->type);
    test_folder_write(&folder, "survey.csv", SURVEY_AGAIN);
    test_folder_write(&folder, "study.yaml",
                      "data: {file: survey.csv}\n"
                      "design: {weight: w, strata: region, cluster: psu, nest: true}\n"
                      "analyses: [{name: a, statistic: total, of: spend}]\n");
    command_result made =
        canvass_run(folder.path, (const char *const[]){"weights", "study.yaml", type, "--output", "w.csv",
                                                       strcmp(c->type, "fay") == 0 ? "--rho=0.3" : NULL, NULL});
    assert_int_equal(made.status, 0);
    join(&folder, SURVEY_AGAIN, test_folder_read(&folder, "w.csv", NULL));
    cv_buffer_format(&study,
                     "data: {file: public.csv}\n%sanalyses:\n  - {name: total, statistic: total, of: spend}\n"
                     "  - {name: ratio, statistic: ratio, of: spend, denominator: w}\n",
                     made.out);
    test_folder_write(&folder, "public.yaml", study.text);
    const char *const run[] = {"run", "public.yaml", "--output", "out", NULL};
    check_canvass(folder.path, run, 0, NULL, "");
    static const char *const tables[] = {"out/tables/total.csv", "out/tables/ratio.csv"};
    const double want[] = {c->total, c->ratio};
    for (size_t i = 0; i < COUNT_OF(tables); i++) {
        const char *row = strchr(test_folder_read(&folder, tables[i], NULL), '\n') + 1;
        for (int k = 0; k < 8; k++) /* the standard error is the ninth column */
            row = strchr(row, ',') + 1;
        check_close(strtod(row, NULL), want[i], 1e-12, tables[i]);
        if (i == 0)
            check_close(strtod(row, NULL), c->linear, 1e-12, "a total's, linearised");
    }
    command_result_free(&made);
    cv_buffer_free(&study);
    test_folder_remove(&folder);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(made_cases) + COUNT_OF(refused_cases) + COUNT_OF(reading_cases) + 1] = {{0}};
    size_t count = 0;
    for (size_t i = 0; i < COUNT_OF(made_cases); i++)
        tests[count++] = (struct CMUnitTest){
            .name = made_cases[i].name, .test_func = check_made, .initial_state = (void *)(uintptr_t)&made_cases[i]};
    for (size_t i = 0; i < COUNT_OF(refused_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = refused_cases[i].name,
                                             .test_func = check_refused,
                                             .initial_state = (void *)(uintptr_t)&refused_cases[i]};
    for (size_t i = 0; i < COUNT_OF(reading_cases); i++)
        tests[count++] = (struct CMUnitTest){.name = reading_cases[i].name,
                                             .test_func = check_reading,
                                             .initial_state = (void *)(uintptr_t)&reading_cases[i]};
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(a_file_that_cannot_be_written);
    return _cmocka_run_group_tests("weights", tests, count, NULL, NULL);
}
