/* SPDX-License-Identifier: GPL-3.0-or-later */
/* docs/results.schema.json describes every results.json: those of the examples and of studies with all that an analysis
 * can have are taken, and documents that are not quite so are refused. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "cli/survey.h"
#include "support/test_command.h"
#include "support/test_folder.h"
#include "support/test_hostile.h"

#define SCHEMA CANVASS_SOURCE_DIR "/docs/results.schema.json"
#define PYTHON "/usr/bin/python3" /* the one that Debian's python3-jsonschema is for */

static command_result validate(const char *file)
{
    return command_run(&(test_command){
        .arguments = (const char *const[]){PYTHON, "-W", "ignore", "-m", "jsonschema", "-i", file, SCHEMA, NULL}});
}

static void need_validator(void)
{
    command_result result =
        command_run(&(test_command){.arguments = (const char *const[]){PYTHON, "-c", "import jsonschema", NULL}});
    bool there = result.status == 0;
    command_result_free(&result);
    if (!there)
        skip_without("python3-jsonschema");
}

static void check_valid(const char *file)
{
    command_result result = validate(file);
    if (result.status != 0)
        fail_msg("%s: %.2000s", file, result.error);
    command_result_free(&result);
}

/* ---- the examples ---- */

static const char *const examples[] = {"live-shopping",        "live-shopping-answers", "world-values",
                                       "california-schools",   "california-clusters",   "california-replicates",
                                       "california-calibrated"};

static void check_example(void **state)
{
    const char *name = *state;
    char study[512];
    need_validator();
    test_folder folder = test_folder_make();
    snprintf(study, sizeof study, "%s/examples/%s.yaml", CANVASS_SOURCE_DIR, name);
    check_canvass(folder.path,
                  (const char *const[]){"run", study, "--output", "out", "--set", "charts=[]", "--set",
                                        "report={formats: json}", "--quiet", NULL},
                  0, NULL, "");
    check_valid(test_folder_path(&folder, "out/results.json"));
    test_folder_remove(&folder);
}

/* ---- odd studies ---- */

#define DATA    "output: out\ndata: {file: survey.csv}\nreport: {formats: json}\n"
#define DESIGN  "design: {weight: weight, strata: [region], cluster: [psu], nest: true}\nanalyses:\n"
#define WEIGHTS "design: {weight: weight}\nanalyses:\n"

static const struct odd {
    const char *name, *study;
} odds[] = {
    {"a_whole_study", STUDY_WITHOUT_CHARTS},
    {"independent_answers", DATA
     "design: {sampling: binomial}\nanalyses:\n"
     "  - {name: a, statistic: proportion, of: interest, by: country, ci: mid-p, tests: [fisher, pearson-yates, g],\n"
     "     compare: {over: country, measure: [difference, ratio, odds_ratio]}}\n"
     "  - {name: b, statistic: proportion, of: interest, by: sex, compare: {method: mee}}\n"},
    {"contrasts_and_infinite_df", DATA DESIGN
     "  - {name: a, statistic: mean, of: spend, by: [country, sex], df: infinity, total: true,\n"
     "     compare: {over: country, contrasts: {uk_less_france: {UK: 1, FR: -1}}}}\n"
     "  - {name: b, statistic: mean, of: spend, by: sex, tests: [t, wilcoxon, kruskal-wallis], covariance: true}\n"
     "  - {name: c, statistic: mean, of: spend, tests: t, null: 10}\n"},
    {"quantiles", DATA DESIGN "  - {name: a, statistic: quantile, of: spend, by: country, quantiles: [0.1, 0.5]}\n"
                              "  - {name: b, statistic: quantile, of: spend, interval: xlogit, qrule: hf7}\n"},
    {"inequality", DATA WEIGHTS "  - {name: a, statistic: gini, of: spend}\n"
                                "  - {name: b, statistic: lorenz, of: spend}\n"
                                "  - {name: c, statistic: at-risk-of-poverty, of: spend, by: sex}\n"
                                "  - {name: d, statistic: correlation, of: [spend, weight]}\n"},
    {"compositions", DATA WEIGHTS
     "  - {name: a, statistic: proportion, of: interest, by: country, standardize: {by: sex, shares: pooled}}\n"
     "  - {name: b, statistic: mean, of: spend, by: country, decompose: {over: country, by: sex, parts: three}}\n"
     "  - {name: c, statistic: mean, of: spend, by: country,\n"
     "     standardize: {by: sex, shares: {like: UK}}}\n"},
    {"models", DATA WEIGHTS "  - {name: a, model: linear, of: spend, predictors: [sex, country, \"sex:country\"],\n"
                            "     covariance: true, margins: sex}\n"
                            "  - {name: b, model: logit, of: interest, level: \"yes\", predictors: [spend]}\n"
                            "  - {name: c, model: multinomial, of: region, predictors: [spend], covariance: true}\n"
                            "  - {name: d, model: poisson, of: spend, predictors: [sex]}\n"},
    {"nobody_and_suppressed",
     DATA DESIGN "  - {name: a, statistic: proportion, of: interest, by: country, where: \"spend > 1000\"}\n"
                 "  - {name: b, statistic: proportion, of: interest, by: country, suppress: {min_n: 100}}\n"
                 "  - {name: c, statistic: weights, where: \"spend > 1000\"}\n"},
    {"calibrated_and_trimmed", DATA "design:\n  weight: weight\n  trim: {max: 1.5}\n  calibrate:\n"
                                    "    - {method: rake, targets: {sex: {F: 10, M: 12}, country: {UK: 11, FR: 11}}}\n"
                                    "    - {method: linear, targets: {psu: 33, \"(total)\": 22}}\n"
                                    "analyses:\n  - {name: a, statistic: total, of: spend}\n"},
    {"imputed", "output: out\ndata: {file: survey.csv, imputation: imp}\nreport: {formats: json}\n" WEIGHTS
                "  - {name: a, statistic: mean, of: spend, by: sex, compare: {over: sex}, tests: t}\n"
                "  - {name: b, model: linear, of: spend, predictors: sex}\n"
                "  - {name: c, statistic: proportion, of: interest}\n"},
};

/* The survey twice, as two imputations of an answer that is missing. */
static void write_survey(test_folder *folder, bool imputed)
{
    cv_buffer data = {0};
    cv_buffer_add(&data, imputed ? "imp," SURVEY_HEADER : SURVEY_HEADER);
    for (int copy = 1; copy <= (imputed ? 2 : 1); copy++)
        for (const char *row = SURVEY_ROWS; *row != '\0'; row = strchr(row, '\n') + 1) {
            size_t length = (size_t)(strchr(row, '\n') - row);
            if (imputed)
                cv_buffer_format(&data, "%d,", copy);
            cv_buffer_add_bytes(&data, row, length);
            if (imputed && row[length - 1] == ',')
                cv_buffer_format(&data, "%d", 10 * copy);
            cv_buffer_add_char(&data, '\n');
        }
    assert_false(data.failed);
    test_folder_write_bytes(folder, "survey.csv", data.text, data.length);
    cv_buffer_free(&data);
}

static void check_odd(void **state)
{
    const struct odd *c = *state;
    need_validator();
    test_folder folder = test_folder_make();
    write_survey(&folder, strcmp(c->name, "imputed") == 0);
    test_folder_write(&folder, "study.yaml", c->study);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", NULL);
    check_valid(test_folder_path(&folder, "out/results.json"));
    test_folder_remove(&folder);
}

static void a_hostile_study(void **state)
{
    (void)state;
    need_validator();
    test_folder folder = test_folder_make();
    hostile_run(&folder, NULL);
    check_valid(test_folder_path(&folder, "out/results.json"));
    test_folder_remove(&folder);
}

/* ---- what is refused ---- */

static json_t *analysis(json_t *report, size_t i)
{
    return json_array_get(json_object_get(report, "analyses"), i);
}

static json_t *row(json_t *report, const char *key)
{
    return json_array_get(json_object_get(analysis(report, 0), key), 0);
}

static void no_overview(json_t *report)
{
    json_object_del(report, "overview");
}

static void a_key_too_many(json_t *report)
{
    json_object_set_new(report, "titel", json_string("x"));
}

static void no_level(json_t *report)
{
    json_object_del(row(report, "estimates"), "level");
}

static void a_number_as_text(json_t *report)
{
    json_object_set_new(row(report, "estimates"), "se", json_string("0.1"));
}

static void nan_as_text(json_t *report)
{
    json_object_set_new(row(report, "estimates"), "estimate", json_string("nan"));
}

static void an_unknown_flag(json_t *report)
{
    json_array_append_new(json_object_get(row(report, "estimates"), "flag"), json_string("odd"));
}

static void flags_as_text(json_t *report)
{
    json_object_set_new(row(report, "estimates"), "flag", json_string("zero-se"));
}

static void an_unknown_statistic(json_t *report)
{
    json_object_set_new(analysis(report, 0), "statistic", json_string("share"));
}

static void a_comparison_without_groups(json_t *report)
{
    json_object_del(row(report, "comparisons"), "group_a");
}

static void a_comparison_with_a_contrast_too(json_t *report)
{
    json_object_set_new(row(report, "comparisons"), "contrast", json_string("x"));
}

static void an_unknown_test(json_t *report)
{
    json_object_set_new(row(report, "tests"), "test", json_string("vibes"));
}

static void weights_with_estimates(json_t *report)
{
    json_object_set_new(analysis(report, 2), "estimates", json_array());
}

static void confidence_in_per_cent(json_t *report)
{
    json_object_set_new(analysis(report, 0), "confidence", json_integer(95));
}

static const struct breakage {
    const char *name;
    void (*make)(json_t *report);
} breakages[] = {
    {"no_overview", no_overview},
    {"a_key_too_many", a_key_too_many},
    {"no_level", no_level},
    {"a_number_as_text", a_number_as_text},
    {"nan_as_text", nan_as_text},
    {"an_unknown_flag", an_unknown_flag},
    {"flags_as_text", flags_as_text},
    {"an_unknown_statistic", an_unknown_statistic},
    {"a_comparison_without_groups", a_comparison_without_groups},
    {"a_comparison_with_a_contrast_too", a_comparison_with_a_contrast_too},
    {"an_unknown_test", an_unknown_test},
    {"weights_with_estimates", weights_with_estimates},
    {"confidence_in_per_cent", confidence_in_per_cent},
};

static void broken_documents_are_refused(void **state)
{
    (void)state;
    json_error_t error;
    need_validator();
    test_folder folder = test_folder_make();
    write_survey(&folder, false);
    test_folder_write(&folder, "study.yaml", STUDY_WITHOUT_CHARTS);
    check_canvass(folder.path, (const char *const[]){"run", "study.yaml", NULL}, 0, "", "");
    const char *path = test_folder_path(&folder, "broken.json");
    for (size_t i = 0; i < COUNT_OF(breakages); i++) {
        json_t *report = json_load_file(test_folder_path(&folder, "out/results.json"), 0, &error);
        assert_non_null(report);
        breakages[i].make(report);
        assert_int_equal(json_dump_file(report, path, 0), 0);
        command_result result = validate(path);
        if (result.status != 1)
            fail_msg("%s: status %d, %.500s", breakages[i].name, result.status, result.error);
        command_result_free(&result);
        json_decref(report);
    }
    test_folder_remove(&folder);
}

int main(void)
{
    const struct CMUnitTest alone[] = {cmocka_unit_test(a_hostile_study),
                                       cmocka_unit_test(broken_documents_are_refused)};
    struct CMUnitTest tests[COUNT_OF(alone) + COUNT_OF(odds) + COUNT_OF(examples)] = {{0}};
    struct CMUnitTest *next = tests + COUNT_OF(alone);
    memcpy(tests, alone, sizeof alone);
    for (size_t i = 0; i < COUNT_OF(odds); i++)
        *next++ = (struct CMUnitTest){
            .name = odds[i].name, .test_func = check_odd, .initial_state = (void *)(uintptr_t)&odds[i]};
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        *next++ = (struct CMUnitTest){
            .name = examples[i], .test_func = check_example, .initial_state = (void *)(uintptr_t)examples[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
