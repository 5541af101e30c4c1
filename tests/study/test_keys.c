/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "study/keys.h"
#include "study/study.h"
#include "support/test_messages.h"

static void read_manual(cv_buffer *to)
{
    cv_messages messages = {0};
    cv_status status = cv_file_read(CANVASS_SOURCE_DIR "/docs/study.md", 1 << 20, to, &messages);
    check_messages(&messages, "", "docs/study.md");
    assert_int_equal(status, CV_OK);
}

/* ---- the manual has the table's words ---- */

static void add_words(cv_buffer *to, const cv_choice *choices, bool later)
{
    const char *separator = later ? "; not yet: " : " ";
    for (; choices != NULL && choices->name != NULL; choices++)
        if (choices->later == later) {
            cv_buffer_format(to, "%s`%s`", separator, choices->name);
            separator = ", ";
        }
}

static void add_row(cv_buffer *to, const cv_key *key)
{
    if (key->later) {
        cv_buffer_format(to, "| `%s` | | | not available yet: %s | |\n", key->name, key->help);
        return;
    }
    size_t length = strlen(key->kind);
    bool listed = key->choices != NULL && strcmp(key->kind + length - 2, "of") == 0;
    cv_buffer_format(to, "| `%s` | %s", key->name, key->kind);
    add_words(to, listed ? key->choices : NULL, false);
    add_words(to, listed ? key->choices : NULL, true);
    cv_buffer_format(to, " | %s | %s | `%s` |\n", key->fallback, key->help, key->example);
}

static void the_manual_shows_every_key(void **state)
{
    (void)state;
    size_t count = 0;
    const cv_key *keys = cv_keys(&count);
    cv_buffer manual = {0};
    read_manual(&manual);
    const char *from = manual.text;
    for (int section = 0; section < CV_SECTION_COUNT; section++) {
        cv_buffer want = {0};
        cv_buffer_add(&want, "| key | value | default | meaning | example |\n| --- | --- | --- | --- | --- |\n");
        for (size_t i = 0; i < count; i++)
            if (keys[i].section == (cv_section)section)
                add_row(&want, &keys[i]);
        cv_buffer_add_char(&want, '\n');
        char heading[64] = "\n## ";
        strcat(strcat(heading, cv_section_name((cv_section)section)), "\n");
        from = strstr(from, heading);
        if (from == NULL)
            fail_msg("docs/study.md: no heading '%s', or not in the order of the sections", heading + 4);
        const char *table = strstr(from, want.text);
        if (table == NULL)
            fail_msg("docs/study.md: the table of '%s' should be\n%s", cv_section_name((cv_section)section), want.text);
        cv_buffer_free(&want);
    }
    cv_buffer_free(&manual);
}

/* Every block of the manual that is YAML is a study that has no mistake. */
static void the_manuals_studies_are_good(void **state)
{
    (void)state;
    static const char start[] = "```yaml\n", stop[] = "```\n";
    size_t found = 0;
    cv_buffer manual = {0};
    read_manual(&manual);
    for (const char *at = strstr(manual.text, start); at != NULL; at = strstr(at, start)) {
        const char *text = at + sizeof start - 1, *end = strstr(text, stop);
        assert_non_null(end);
        cv_study study = {0};
        cv_messages messages = {0};
        cv_status status = cv_study_parse("study.yaml", text, (size_t)(end - text), NULL, 0, &study, &messages);
        check_messages(&messages, "", "a study in docs/study.md");
        assert_int_equal(status, CV_OK);
        cv_study_free(&study);
        found++;
        at = end;
    }
    assert_true(found >= 2);
    cv_buffer_free(&manual);
}

/* ---- the examples are right ---- */

static size_t first_bit(unsigned bits)
{
    size_t bit = 0;
    while (bits != 0 && (bits & (1u << bit)) == 0)
        bit++;
    return bit;
}

/* The variables m and r are questions with several answers, r with ranks. */
static const char *subject_of(const cv_key *key)
{
    static const char *const ranks[] = {"mentions", "points"};
    for (size_t i = 0; i < COUNT_OF(ranks); i++)
        if (key->section == CV_SECTION_ANALYSES && strcmp(key->name, ranks[i]) == 0)
            return "r";
    return key->section == CV_SECTION_ANALYSES && strcmp(key->name, "base") == 0 ? "m" : "x";
}

/* A chart of the first kind that the key goes with. */
static void write_chart(const cv_key *key, cv_buffer *to)
{
    const cv_choice *kind = cv_key_find(CV_SECTION_CHARTS, "kind")->choices;
    while (kind->name != NULL && kind->value != (int)first_bit(key->applies))
        kind++;
    assert_non_null(kind->name);
    cv_buffer_format(to, "charts: {name: c, from: %s, kind: %s}\n", kind->value == CV_CHART_FOREST ? "compared" : "a",
                     kind->name);
}

/* A study that a key's example fits into. */
static void write_scaffold(const cv_key *key, cv_buffer *to)
{
    const char *const kinds[] = {"",
                                 "from: y, groups: {A: [1]}",
                                 key->section == CV_SECTION_CUT ? "from: y, cut: {from: 0, to: 500, step: 25}"
                                                                : "from: y, cut: [1, 2, 3]",
                                 "where: y > 1",
                                 "multiple: [p, q]",
                                 "rank: [p, q], levels: [A, B]",
                                 "rank_of: [p, q]",
                                 "combinations: m"};
    static const char *const statistics[] = {"proportion",
                                             "count",
                                             "mean",
                                             "total",
                                             "ratio, denominator: z",
                                             "nps",
                                             "weights",
                                             "quantile",
                                             "variance",
                                             "sd",
                                             "correlation",
                                             "gini",
                                             "lorenz",
                                             "quintile-share-ratio",
                                             "at-risk-of-poverty",
                                             "net, positive: u",
                                             "items, positive: u",
                                             "nonresponse",
                                             "response-rate, respondents: u, unknown: v",
                                             "mean-rank",
                                             "rank-points",
                                             NULL};
    bool variable = key->section == CV_SECTION_VARIABLES, analysis = key->section == CV_SECTION_ANALYSES;
    size_t bit = key->section == CV_SECTION_CUT ? CV_VARIABLE_CUT : first_bit(key->applies);
    const char *statistic = statistics[analysis ? bit : 0];
    cv_buffer_format(
        to, "data: {%s}\nvariables: {m: {multiple: [s]}, r: {rank_of: [s]}, channels: {multiple: [s]}, v: {%s}}\n",
        strcmp(key->name, "imputations") == 0 ? "format: csv" : "file: d.csv",
        kinds[variable || key->section == CV_SECTION_CUT ? bit : 0]);
    static const char *const types[] = {"brr", "fay", "jk1", "jkn", "jk2", "bootstrap", "sdr", "acs", "other"};
    if (key->section == CV_SECTION_REPLICATES)
        cv_buffer_format(to, "design: {weight: w, replicates: {type: %s, weights: \"r*\"}}\n",
                         strcmp(key->name, "rho") == 0 ? "fay" : types[bit]);
    else if (strcmp(key->name, "replicates") == 0)
        cv_buffer_add(to, "design: {weight: w}\n");
    else if (key->section == CV_SECTION_TRIM)
        cv_buffer_add(to, "design: {weight: w, trim: {max: 2}}\n");
    else if (strcmp(key->name, "sampling") != 0)
        cv_buffer_add(to, "design: {weight: w, cluster: [p, h], lonely_psu: adjust}\n");
    if (statistic == NULL)
        cv_buffer_format(to, "analyses:\n  - {name: a, model: %s, of: x, predictors: [country, sex]}\n",
                         strcmp(key->name, "exposure") == 0 ? "poisson" : "logit, level: 1");
    else
        cv_buffer_format(to, "analyses:\n  - {name: a, statistic: %s, of: %s%s}\n", statistic, subject_of(key),
                         key->section == CV_SECTION_STANDARDIZE
                             ? ", by: country, standardize: {by: [age_group, sex], shares: pooled}"
                         : key->section == CV_SECTION_DECOMPOSE ? ", by: country, decompose: {by: [age_group, sex]}"
                         : strcmp(key->name, "null") == 0       ? ", tests: goodness-of-fit"
                         : strcmp(key->name, "banner") == 0     ? ""
                                                                : ", by: [country, sex]");
    if (strcmp(key->name, "analyses") != 0)
        cv_buffer_add(to, "  - {name: interest-by-country, statistic: proportion, of: x, by: country}\n"
                          "  - {name: compared, statistic: proportion, of: x, by: sex, compare: {over: sex, measure: "
                          "[difference, ratio]}}\n");
    if (key->section == CV_SECTION_CHARTS)
        write_chart(key, to);
}

static void check_example(void **state)
{
    static const char *const paths[CV_SECTION_COUNT] = {"",
                                                        "data.",
                                                        "variables.v.",
                                                        "variables.v.cut.",
                                                        "design.",
                                                        "design.replicates.",
                                                        "design.calibrate=",
                                                        "design.trim.",
                                                        "analyses.a.",
                                                        "analyses.a.compare.",
                                                        "analyses.a.suppress.",
                                                        "analyses.a.standardize.",
                                                        "analyses.a.decompose.",
                                                        "charts.c.",
                                                        "theme.",
                                                        "theme.sizes.",
                                                        "methodology.",
                                                        "report."};
    const cv_key *key = *state;
    cv_buffer text = {0}, setting = {0};
    cv_study study = {0};
    cv_messages messages = {0};
    size_t length = strlen(key->name);
    if (strncmp(key->example, key->name, length) != 0 || strncmp(key->example + length, ": ", 2) != 0)
        fail_msg("the example of '%s' is '%s'", key->name, key->example);
    write_scaffold(key, &text);
    bool classes = strcmp(key->name, "respondents") == 0 || strcmp(key->name, "classes") == 0;
    if (key->section == CV_SECTION_CALIBRATE) /* a list, whose items have no names */
        cv_buffer_format(&setting, "%s{%s%s%s}", paths[key->section],
                         classes                            ? "method: weighting-class, "
                         : strcmp(key->name, "method") == 0 ? ""
                                                            : "method: linear, ",
                         strcmp(key->name, "respondents") == 0 ? "classes: sex, "
                         : strcmp(key->name, "classes") == 0   ? "respondents: \"y > 1\", "
                         : strcmp(key->name, "targets") == 0   ? ""
                         : strcmp(key->name, "shares") == 0    ? "targets: {sex: {F: 0.5, M: 0.5}}, "
                                                               : "targets: {sex: {F: 1, M: 1}}, ",
                         key->example);
    else
        cv_buffer_format(&setting, "%s%s=%s", paths[key->section], key->name, key->example + length + 2);
    const char *const settings[] = {setting.text};
    cv_status status = cv_study_parse("s.yaml", text.text, text.length, settings, 1, &study, &messages);
    check_messages(&messages, "", setting.text);
    assert_int_equal(status, CV_OK);
    cv_study_free(&study);
    cv_buffer_free(&text);
    cv_buffer_free(&setting);
}

/* ---- the table itself ---- */

static void rows_are_whole_and_differ(void **state)
{
    (void)state;
    size_t count = 0;
    const cv_key *keys = cv_keys(&count);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(cv_key_find(keys[i].section, keys[i].name), &keys[i]);
        assert_true(i == 0 || keys[i].section >= keys[i - 1].section);
        assert_true(keys[i].help != NULL && keys[i].help[0] != '\0');
        assert_int_equal(keys[i].later, keys[i].read == NULL);
        assert_true(keys[i].later || (keys[i].kind != NULL && keys[i].fallback != NULL && keys[i].example != NULL));
    }
    assert_null(cv_key_find(CV_SECTION_DATA, "title"));
    assert_null(cv_key_find(CV_SECTION_CHARTS, "language"));
}

static void words_have_their_names(void **state)
{
    (void)state;
    check_text(cv_statistic_name(CV_STATISTIC_NPS), "nps", "statistic");
    check_text(cv_interval_name(CV_INTERVAL_CLOPPER_PEARSON), "clopper-pearson", "interval");
    check_text(cv_interval_name(CV_INTERVAL_DEFAULT), "default", "interval");
    check_text(cv_qrule_name(CV_QRULE_SCHOOL), "school", "rule");
    check_text(cv_quantile_interval_name(CV_INTERVAL_WALD), "mean", "interval of a quantile");
    check_text(cv_measure_name(CV_MEASURE_ODDS_RATIO), "odds_ratio", "measure");
    check_text(cv_measure_name(CV_MEASURE_CONTRAST), "contrast", "measure");
    check_text(cv_method_name(CV_METHOD_MIETTINEN_NURMINEN), "miettinen-nurminen", "method");
    check_text(cv_method_name(CV_METHOD_DEFAULT), "default", "method");
    check_text(cv_adjust_name(CV_ADJUST_BY), "by", "adjust");
    check_text(cv_test_name(CV_TEST_RAO_SCOTT_F), "rao-scott-f", "test");
    check_text(cv_model_name(CV_MODEL_LOGIT), "logit", "model");
    check_text(cv_calibration_name(CV_CALIBRATE_RAKING), "raking", "calibration");
}

int main(void)
{
    size_t count = 0, used = 4;
    const cv_key *keys = cv_keys(&count);
    struct CMUnitTest *tests = calloc(count + used, sizeof *tests);
    if (tests == NULL)
        return 1;
    tests[0] = (struct CMUnitTest)cmocka_unit_test(the_manual_shows_every_key);
    tests[1] = (struct CMUnitTest)cmocka_unit_test(the_manuals_studies_are_good);
    tests[2] = (struct CMUnitTest)cmocka_unit_test(rows_are_whole_and_differ);
    tests[3] = (struct CMUnitTest)cmocka_unit_test(words_have_their_names);
    for (size_t i = 0; i < count; i++)
        if (!keys[i].later)
            tests[used++] = (struct CMUnitTest){
                .name = keys[i].example, .test_func = check_example, .initial_state = (void *)(uintptr_t)&keys[i]};
    int failures = _cmocka_run_group_tests("keys", tests, used, NULL, NULL);
    free(tests);
    return failures;
}
