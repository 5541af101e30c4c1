/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <string.h>

#include "study/study.h"
#include "support/test_messages.h"

static const char text[] = "data: {file: d.csv}\n"
                           "variables: {age.group: {label: Age}, age: {label: Years}}\n"
                           "analyses:\n"
                           "  - {name: a, statistic: mean, of: x}\n"
                           "  - {name: a.b, statistic: mean, of: [x, y]}\n"
                           "charts: {name: c, from: a}\n";

struct setting {
    const char *name;
    const char *settings[2]; /* the second may be NULL */
    const char *want;        /* the messages */
};

static const struct setting mistakes[] = {
    {"no_equals_sign", {"title"}, "canvass: --set: error: 'title' is no setting\n  expected KEY=VALUE\n"},
    {"no_key", {"=x"}, "canvass: --set: error: '=x' is no setting\n  expected KEY=VALUE\n"},
    {"an_empty_part",
     {"design..df=3"},
     "canvass: --set: error: 'design..df' has an empty part\n  expected names joined by single dots\n"},
    {"a_dot_at_the_end",
     {"design.=3"},
     "canvass: --set: error: 'design.' has an empty part\n  expected names joined by single dots\n"},
    {"an_unknown_key",
     {"design.wieght=w"},
     "canvass: --set: error: unknown key 'wieght' in design\n"
     "  expected one of sampling, weight, missing_weight, strata, cluster, fpc, nest, lonely_psu, domain_lonely, df, "
     "replicates, calibrate, trim\n"
     "  did you mean 'weight'?\n"},
    {"an_analysis_that_is_not_there",
     {"analyses.interest.where=x > 1"},
     "canvass: --set: error: 'analyses.interest.where' names nothing: there is no 'interest'\n"
     "  expected the name of an entry of the list\n"},
    {"a_chart_that_is_not_there",
     {"charts.cc.kind=bar"},
     "canvass: --set: error: 'charts.cc.kind' names nothing: there is no 'cc'\n"
     "  expected the name of an entry of the list\n  did you mean 'c'?\n"},
    {"below_a_text",
     {"data.file.name=x"},
     "canvass: --set: error: 'data.file.name' leads nowhere: 'file' has no keys below it\n"},
    {"below_a_list",
     {"analyses.a.b.of.x=1"},
     "canvass: --set: error: 'analyses.a.b.of.x' leads nowhere: 'of' has no keys below it\n"},
    {"a_value_that_is_no_yaml",
     {"analyses.a.by=[x"},
     "canvass: --set: error: the value of 'analyses.a.by' cannot be read: not valid YAML: flow sequence without a "
     "closing"
     " bracket\n"},
    {"a_value_out_of_range",
     {"confidence=95"},
     "canvass: --set: error: 'confidence' is '95'\n  expected a number above 0 and below 1\n"},
    {"too_many_parts",
     {"a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
      "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1"},
     "canvass: --set: error: 'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a....' has more than 100 "
     "parts\n"},
    {"no_value", {"title="}, "canvass: --set: error: 'title' has no value\n  expected a text\n"},
    {"a_where_with_a_mistake",
     {"analyses.a.where=x >"},
     "canvass: --set: error: the expression ends too early\n"
     "  expected a name, a number, a text in single quotes or a parenthesis\n"},
    {"two_mistakes",
     {"x=1", "design.df=none"},
     "canvass: --set: error: 'df' is 'none'\n  expected a number above 0, or one of domain, where, design, infinity\n"
     "canvass: --set: error: unknown key 'x' in the study\n"
     "  expected one of title, source, note, language, output, confidence, data, variables, design, analyses, theme, "
     "charts, "
     "methodology, report\n"},
};

static void check_setting(void **state)
{
    const struct setting *c = *state;
    cv_study study = {0};
    cv_messages messages = {0};
    size_t count = c->settings[1] != NULL ? 2 : 1;
    assert_int_equal(cv_study_parse("s.yaml", text, strlen(text), c->settings, count, &study, &messages), CV_USAGE);
    check_messages(&messages, c->want, c->name);
    cv_study_free(&study);
}

static void read_with(cv_study *study, const char *const *settings, size_t count)
{
    cv_messages messages = {0};
    cv_status status = cv_study_parse("s.yaml", text, strlen(text), settings, count, study, &messages);
    check_messages(&messages, "", settings[0]);
    assert_int_equal(status, CV_OK);
}

static void settings_win_over_the_file(void **state)
{
    (void)state;
    static const char *const settings[] = {
        "design.weight=w",       "design.strata=[r]", "analyses.a.of=y",
        "analyses.a.b.of=[z]",   "confidence=0.8",    "analyses.a.where=x in ('k', 'l') and y = 'a=b'",
        "variables.age.label=Y", "charts.c.kind=bar", "variables.age.group.type=ordinal"};
    cv_study s;
    read_with(&s, settings, COUNT_OF(settings));
    check_text(s.design.weight.text, "w", "weight");
    check_text(s.design.weight.place.file, "--set", "place");
    assert_int_equal(s.design.weight.place.line, 0);
    check_text(s.design.strata.items[0].text, "r", "strata");
    check_text(s.analyses[0].of.items[0].text, "y", "of");
    check_text(s.analyses[0].where->right->right->text, "a=b", "where");
    assert_int_equal(s.analyses[1].of.count, 1);
    check_text(s.analyses[1].of.items[0].text, "z", "a name with a dot");
    check_text(s.variables[1].label, "Y", "age");
    check_text(s.variables[0].label, "Age", "age.group");
    assert_int_equal(s.variables[0].type, CV_TYPE_ORDINAL);
    assert_int_equal(s.charts[0].kind, CV_CHART_BAR);
    check_close(s.analyses[0].confidence, 0.8, 0, "confidence");
    cv_study_free(&s);
}

static void later_settings_win_over_earlier_ones(void **state)
{
    (void)state;
    static const char *const settings[] = {"title=one", "title='two: \"2\"'",
                                           "analyses.a={name: a, statistic: total, of: t}"};
    cv_study s;
    read_with(&s, settings, COUNT_OF(settings));
    check_text(s.title, "two: \"2\"", "title");
    assert_int_equal(s.analyses[0].statistic, CV_STATISTIC_TOTAL);
    cv_study_free(&s);
}

/* What an alias brought twice is changed in one place. */
static void a_setting_changes_one_use_of_an_alias(void **state)
{
    (void)state;
    static const char aliased[] = "data: {file: d.csv}\nanalyses:\n"
                                  "  - {name: a, statistic: mean, of: x, suppress: &s {min_n: 10}}\n"
                                  "  - {name: b, statistic: mean, of: x, suppress: *s}\n";
    static const char *const settings[] = {"analyses.b.suppress.min_n=20"};
    cv_study s;
    cv_messages messages = {0};
    assert_int_equal(cv_study_parse("s.yaml", aliased, strlen(aliased), settings, 1, &s, &messages), CV_OK);
    assert_int_equal(s.analyses[0].suppress.min_n, 10);
    assert_int_equal(s.analyses[1].suppress.min_n, 20);
    cv_study_free(&s);
    cv_messages_free(&messages);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(mistakes) + 3] = {cmocka_unit_test(settings_win_over_the_file),
                                                       cmocka_unit_test(later_settings_win_over_earlier_ones),
                                                       cmocka_unit_test(a_setting_changes_one_use_of_an_alias)};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[3 + i] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_setting, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
