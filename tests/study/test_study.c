/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "support/test_memory.h"

#define TOP                                                                                                            \
    "one of title, source, note, language, output, confidence, data, variables, design, analyses, theme, charts, "     \
    "methodology, report"

static const struct mistake cases[] = {
    {"the_least_study", REST, ""},
    {"json_is_yaml",
     "{\"title\": \"t\", \"data\": {\"file\": \"d.csv\"},\n"
     " \"analyses\": [{\"name\": \"a\", \"statistic\": \"proportion\", \"of\": [\"x\"], \"total\": true}]}",
     ""},
    {"an_empty_file", "",
     "canvass: s.yaml:1:1: error: the study is empty\n  expected a mapping of keys: title, data, analyses, ...\n"},
    {"comments_alone", "# nothing\n",
     "canvass: s.yaml:1:1: error: the study is empty\n  expected a mapping of keys: title, data, analyses, ...\n"},
    {"no_key", "{}\n",
     "canvass: s.yaml:1:1: error: the study is empty\n  expected a mapping of keys: title, data, analyses, ...\n"},
    {"a_list", "- a\n",
     "canvass: s.yaml:1:1: error: the study is a list\n  expected a mapping of keys: title, data, analyses, ...\n"},
    {"a_text", "\n  hello",
     "canvass: s.yaml:2:3: error: the study is a text\n  expected a mapping of keys: title, data, analyses, ...\n"},
    {"a_title_alone", "title: t\n",
     "canvass: s.yaml:1:1: error: the study has no data\n  expected data: {file: a file's name}\n"
     "canvass: s.yaml:1:1: error: the study has no analyses\n  expected analyses: a list of analyses\n"},
    {"an_unknown_key", "titel: t\n" REST,
     "canvass: s.yaml:1:1: error: unknown key 'titel' in the study\n  expected " TOP "\n  did you mean 'title'?\n"},
    {"keys_that_never_were", "flavour: en\nskin: dark\n" REST,
     "canvass: s.yaml:1:1: error: unknown key 'flavour' in the study\n  expected " TOP "\n"
     "canvass: s.yaml:2:1: error: unknown key 'skin' in the study\n  expected " TOP "\n"},
    {"claims_come_later", "claims: [{text: t, that: x = 1}]\n" REST,
     "canvass: s.yaml:1:1: error: 'claims' is not available yet\n"},
    {"a_key_twice", "title: a\n" REST "title: b\n",
     "canvass: s.yaml:4:1: error: 'title' is given twice; first on line 1\n"},
    {"a_title_without_text", "title:\n" REST, "canvass: s.yaml:1:1: error: 'title' has no value\n  expected a text\n"},
    {"a_title_as_a_list", "title: [a, b]\n" REST, "canvass: s.yaml:1:8: error: 'title' is a list\n  expected a text\n"},
    {"a_confidence_of_one", "confidence: 1\n" REST,
     "canvass: s.yaml:1:13: error: 'confidence' is '1'\n  expected a number above 0 and below 1\n"},
    {"a_confidence_in_words", "confidence: high\n" REST,
     "canvass: s.yaml:1:13: error: 'confidence' is 'high'\n  expected a number above 0 and below 1\n"},
    {"an_empty_output", "output: \"\"\n" REST,
     "canvass: s.yaml:1:9: error: 'output' is empty\n  expected a folder's name\n"},
    {"messages_in_the_files_order",
     "charts: [{name: c, from: b}]\nanalyses: [{name: a, statistic: proportion, of: x, level: [1, 1]}]\n"
     "design: {weigth: w}\nvariables: {v: {type: x}}\ndata: {}\nconfidence: 2\n",
     "canvass: s.yaml:1:26: error: no analysis is named 'b'\n  expected an analysis's name\n"
     "canvass: s.yaml:2:63: error: '1' stands twice in 'level'\n"
     "canvass: s.yaml:3:10: error: unknown key 'weigth' in design\n"
     "  expected one of sampling, weight, missing_weight, strata, cluster, fpc, nest, lonely_psu, domain_lonely, df, "
     "replicates, calibrate, trim\n"
     "  did you mean 'weight'?\n"
     "canvass: s.yaml:4:23: error: 'type' is 'x'\n  expected one of nominal, ordinal, number\n"
     "canvass: s.yaml:5:7: error: data without a file\n  expected file: a file's name\n"
     "canvass: s.yaml:6:13: error: 'confidence' is '2'\n  expected a number above 0 and below 1\n"},
    {"a_mistake_beside_a_key_twice", "title: a\ntitle: b\nconfidence: 2\n" REST,
     "canvass: s.yaml:2:1: error: 'title' is given twice; first on line 1\n"
     "canvass: s.yaml:3:13: error: 'confidence' is '2'\n  expected a number above 0 and below 1\n"},
};

/* ---- what good studies say ---- */

static void parse(cv_study *study, const char *path, const char *text)
{
    cv_messages messages = {0};
    cv_status status = cv_study_parse(path, text, strlen(text), NULL, 0, study, &messages);
    check_messages(&messages, "", path);
    assert_int_equal(status, CV_OK);
}

static void check_words(const cv_words *words, const char *want)
{
    char got[256] = "";
    for (size_t i = 0; i < words->count; i++) {
        strcat(got, i > 0 ? "|" : "");
        strcat(got, words->items[i].text);
    }
    check_text(got, want, "words");
}

static void check_word(cv_word word, const char *text, uint64_t line, uint64_t column)
{
    check_text(word.text, text, "word");
    check_text(word.place.file, text == NULL ? NULL : "dir/live-shopping.yaml", "file");
    assert_int_equal(word.place.line, line);
    assert_int_equal(word.place.column, column);
}

static void defaults_are_filled_in(void **state)
{
    (void)state;
    static const double promoters[] = {9, 10}, detractors[] = {0, 1, 2, 3, 4, 5, 6};
    cv_study s;
    parse(&s, "dir/live.shopping.yaml",
          "data: {file: d.csv}\nconfidence: 0.9\nvariables: {m: {multiple: [a, b]}}\n"
          "analyses: {name: n, statistic: nps, of: x, by: [g, h], compare: {}}\ncharts: {name: c, from: n}\n");
    assert_null(s.title);
    check_text(s.output.text, "out/live.shopping", "output");
    assert_int_equal(s.data.delimiter, 0);
    assert_int_equal(s.data.decimal, '.');
    assert_int_equal(s.data.missing.count, 1);
    check_text(s.data.missing.items[0].text, "", "missing");
    assert_null(s.data.format.text);
    assert_null(s.data.sha256.text);
    check_words(&s.variables[0].selected, "1");
    check_words(&s.variables[0].multiple_labels, "a|b");
    assert_false(s.design.binomial || s.design.nest || s.design.drop_missing_weight || s.design.df.given);
    assert_int_equal(s.design.lonely_psu, CV_LONELY_FAIL);
    assert_int_equal(s.design.df.kind, CV_DF_DOMAIN);
    const cv_analysis_spec *a = &s.analyses[0];
    check_close(a->confidence, 0.9, 0, "confidence");
    assert_int_equal(a->ci, CV_INTERVAL_DEFAULT);
    assert_int_equal(a->promoter_count, COUNT_OF(promoters));
    assert_int_equal(a->detractor_count, COUNT_OF(detractors));
    assert_memory_equal(a->promoters, promoters, sizeof promoters);
    assert_memory_equal(a->detractors, detractors, sizeof detractors);
    assert_true(a->compare.given && a->compare.pairs);
    check_text(a->compare.over.text, "g", "over");
    assert_int_equal(a->compare.measure_count, 1);
    assert_int_equal(a->compare.measures[0], CV_MEASURE_DIFFERENCE);
    assert_int_equal(a->compare.method, CV_METHOD_DEFAULT);
    assert_int_equal(a->compare.adjust, CV_ADJUST_HOLM);
    assert_false(a->total || a->missing_level || a->covariance || a->deff_without_replacement || a->df.given);
    assert_int_equal(s.charts[0].kind, CV_CHART_DOT);
    assert_int_equal(s.charts[0].sort, CV_SORT_NONE);
    assert_int_equal(s.charts[0].formats, CV_FORMAT_SVG | CV_FORMAT_PNG);
    assert_int_equal(s.report, CV_REPORT_HTML | CV_REPORT_MD | CV_REPORT_JSON);
    cv_study_free(&s);
    cv_study_free(&s);
}

/* The study that docs and contract show, as far as it works now. */
static const char example[] =
    "title: Interest in live-stream shopping\n"                                                  /* 1 */
    "source: \"Consumer interest survey, 2021\"\n"                                               /* 2 */
    "note: \"Synthetic data\"\n"                                                                 /* 3 */
    "output: out/live-shopping\n"                                                                /* 4 */
    "confidence: 0.95\n"                                                                         /* 5 */
    "data:\n"                                                                                    /* 6 */
    "  file: ../data/live-shopping.csv\n"                                                        /* 7 */
    "  format: csv\n"                                                                            /* 8 */
    "  delimiter: \",\"\n"                                                                       /* 9 */
    "  encoding: UTF-8\n"                                                                        /* 10 */
    "  decimal: \".\"\n"                                                                         /* 11 */
    "  missing: [\"\", NA]\n"                                                                    /* 12 */
    "variables:\n"                                                                               /* 13 */
    "  country:\n"                                                                               /* 14 */
    "    label: Country\n"                                                                       /* 15 */
    "    levels: {UK: United Kingdom, NO: Norway, true: yes, 01: }\n"                            /* 16 */
    "  interest:\n"                                                                              /* 17 */
    "    levels: {5: Very interested, 4: Interested, 3: Neutral}\n"                              /* 18 */
    "    missing: [\"9\"]\n"                                                                     /* 19 */
    "  interested:\n"                                                                            /* 20 */
    "    from: interest\n"                                                                       /* 21 */
    "    groups: {Interested: [5, 4], Not interested: [3, \"*\"]}\n"                             /* 22 */
    "  age_group: {from: age, cut: [18, 25, 65.5]}\n"                                            /* 23 */
    "  heavy: {where: \"spend > 100 and visits >= 3\"}\n"                                        /* 24 */
    "  channels: {multiple: [channel_1, channel_2], selected: [\"1\", x], labels: [App, Web]}\n" /* 25 */
    "  region_code: {type: nominal}\n"                                                           /* 26 */
    "design:\n"                                                                                  /* 27 */
    "  sampling: design\n"                                                                       /* 28 */
    "  weight: weight\n"                                                                         /* 29 */
    "  missing_weight: error\n"                                                                  /* 30 */
    "  strata: [region]\n"                                                                       /* 31 */
    "  cluster: [psu, household]\n"                                                              /* 32 */
    "  fpc: [psus_in_region]\n"                                                                  /* 33 */
    "  nest: true\n"                                                                             /* 34 */
    "  lonely_psu: adjust\n"                                                                     /* 35 */
    "  domain_lonely: true\n"                                                                    /* 36 */
    "  df: 20\n"                                                                                 /* 37 */
    "analyses:\n"                                                                                /* 38 */
    "  - name: interest-by-country\n"                                                            /* 39 */
    "    statistic: proportion\n"                                                                /* 40 */
    "    of: interested\n"                                                                       /* 41 */
    "    level: Interested\n"                                                                    /* 42 */
    "    by: [country]\n"                                                                        /* 43 */
    "    total: true\n"                                                                          /* 44 */
    "    where: \"age >= 18 and country in ('UK', 'FR')\"\n"                                     /* 45 */
    "    missing: exclude\n"                                                                     /* 46 */
    "    ci: logit\n"                                                                            /* 47 */
    "    confidence: 0.9\n"                                                                      /* 48 */
    "    df: design\n"                                                                           /* 49 */
    "    deff: without-replacement\n"                                                            /* 50 */
    "    suppress: {min_n: 30, rule: nchs, cv: 0.3}\n"                                           /* 51 */
    "    covariance: true\n"                                                                     /* 52 */
    "    compare: {over: country, pairs: all, reference: UK, measure: [difference, ratio, odds_ratio], method: wald,\n"
    "              adjust: bonferroni, contrasts: {UK_against_rest: {UK: 3, ES: -1, FR: -1, PL: -1}}}\n" /* 54 */
    "    tests: [rao-scott-f, pearson]\n"                                                                /* 55 */
    "  - {name: pay, statistic: ratio, of: [spend, gifts], denominator: visits, banner: [[country], [country, sex]]}\n"
    "  - {name: contrast, statistic: mean, of: spend, by: country, compare: {contrasts: {c: {UK: 1, ES: -1}}}}\n"
    "  - {name: kish, statistic: weights, by: country}\n" /* 58 */
    "charts:\n"                                           /* 59 */
    "  - {name: interest, from: interest-by-country, kind: bar, sort: value, formats: [svg, pdf], highlight: UK}\n"
    "report: {formats: md}\n" /* 61 */
    "methodology: {sponsor: Example Retail Council, notes: none}\n";

static void check_example_variables(const cv_study *s)
{
    assert_int_equal(s->variable_count, 7);
    const cv_variable_spec *v = s->variables;
    assert_ptr_equal(cv_study_variable(s, "heavy"), &v[4]);
    assert_null(cv_study_variable(s, "spend"));
    check_word(v[0].name, "country", 14, 3);
    check_text(v[0].label, "Country", "label");
    assert_int_equal(v[0].level_count, 4);
    check_word(v[0].levels[1].value, "NO", 16, 34);
    check_text(v[0].levels[1].label, "Norway", "label");
    check_text(v[0].levels[2].value.text, "true", "a text, here");
    check_text(v[0].levels[2].label, "yes", "a text too");
    check_text(v[0].levels[3].value.text, "01", "not 1");
    check_text(v[0].levels[3].label, "01", "its value");
    check_words(&v[1].missing, "9");
    assert_int_equal(v[2].kind, CV_VARIABLE_GROUPS);
    check_word(v[2].from, "interest", 21, 11);
    check_words(&v[2].groups[0].values, "5|4");
    check_words(&v[2].groups[1].values, "3");
    assert_false(v[2].groups[0].rest);
    assert_true(v[2].groups[1].rest);
    assert_int_equal(v[3].kind, CV_VARIABLE_CUT);
    assert_int_equal(v[3].cut_count, 3);
    check_close(v[3].cuts[2], 65.5, 0, "cut");
    check_words(&v[3].cut_labels, "18 to <25|25 to <65.5|65.5+");
    assert_int_equal(v[4].kind, CV_VARIABLE_WHERE);
    assert_int_equal(v[4].where->op, CV_OP_AND);
    assert_int_equal(v[4].where->place.line, 24);
    assert_int_equal(v[4].where->place.column, 31);
    assert_int_equal(v[5].kind, CV_VARIABLE_MULTIPLE);
    check_words(&v[5].columns, "channel_1|channel_2");
    check_words(&v[5].selected, "1|x");
    check_words(&v[5].multiple_labels, "App|Web");
    assert_int_equal(v[5].cut_labels.count, 0);
    assert_int_equal(v[6].type, CV_TYPE_NOMINAL);
}

static void check_example_analyses(const cv_study *s)
{
    assert_int_equal(s->analysis_count, 4);
    const cv_analysis_spec *a = &s->analyses[0];
    check_word(a->name, "interest-by-country", 39, 11);
    assert_int_equal(a->place.line, 39);
    check_words(&a->of, "interested");
    check_words(&a->level, "Interested");
    check_words(&a->by, "country");
    assert_true(a->total && a->covariance && a->deff_without_replacement && !a->missing_level);
    check_text(a->where_text, "age >= 18 and country in ('UK', 'FR')", "where");
    assert_int_equal(a->where->right->item_count, 2);
    assert_int_equal(a->ci, CV_INTERVAL_LOGIT);
    check_word(a->ci_word, "logit", 47, 9);
    check_close(a->confidence, 0.9, 0, "confidence");
    assert_true(a->df.given && a->df.kind == CV_DF_DESIGN);
    assert_true(a->suppress.min_n == 30 && a->suppress.nchs);
    check_close(a->suppress.max_cv, 0.3, 0, "cv");
    const cv_compare_spec *c = &a->compare;
    assert_true(c->given && c->pairs);
    check_word(c->reference, "UK", 53, 53);
    assert_int_equal(c->measure_count, 3);
    assert_int_equal(c->measures[2], CV_MEASURE_ODDS_RATIO);
    assert_int_equal(c->method, CV_METHOD_WALD);
    assert_int_equal(c->adjust, CV_ADJUST_BONFERRONI);
    assert_int_equal(c->contrast_count, 1);
    check_words(&c->contrasts[0].levels, "UK|ES|FR|PL");
    check_close(c->contrasts[0].coefficients[0], 3, 0, "coefficient");
    assert_int_equal(a->test_count, 2);
    assert_true(a->tests[0] == CV_TEST_RAO_SCOTT_F && a->tests[1] == CV_TEST_PEARSON);
    check_words(&s->analyses[1].of, "spend|gifts");
    check_word(s->analyses[1].denominator, "visits", 56, 68);
    assert_int_equal(s->analyses[1].banner_count, 2);
    check_words(&s->analyses[1].banner[1], "country|sex");
    assert_true(s->analyses[2].compare.given && !s->analyses[2].compare.pairs);
    assert_int_equal(s->analyses[3].statistic, CV_STATISTIC_WEIGHTS);
}

static void the_example_is_read_whole(void **state)
{
    (void)state;
    cv_study s;
    parse(&s, "dir/live-shopping.yaml", example);
    check_text(s.file, "dir/live-shopping.yaml", "file");
    check_text(s.text, example, "text");
    assert_int_equal(s.text_length, sizeof example - 1);
    check_text(s.title, "Interest in live-stream shopping", "title");
    check_text(s.source, "Consumer interest survey, 2021", "source");
    check_word(s.output, "out/live-shopping", 4, 9);
    check_word(s.data.file, "../data/live-shopping.csv", 7, 9);
    check_word(s.data.format, "csv", 8, 11);
    assert_int_equal(s.data.delimiter, ',');
    check_words(&s.data.missing, "|NA");
    assert_true(s.design.nest && s.design.domain_lonely && s.design.lonely_psu == CV_LONELY_ADJUST);
    check_word(s.design.weight, "weight", 29, 11);
    check_words(&s.design.strata, "region");
    check_words(&s.design.cluster, "psu|household");
    check_words(&s.design.fpc, "psus_in_region");
    assert_true(s.design.df.kind == CV_DF_NUMBER && s.design.df.given);
    check_close(s.design.df.number, 20, 0, "df");
    check_example_variables(&s);
    check_example_analyses(&s);
    const cv_chart_spec *chart = &s.charts[0];
    assert_true(chart->kind == CV_CHART_BAR && chart->sort == CV_SORT_VALUE);
    assert_int_equal(chart->formats, CV_FORMAT_SVG | CV_FORMAT_PDF);
    check_words(&chart->highlight, "UK");
    assert_int_equal(s.report, CV_REPORT_MD);
    check_text(s.methodology.sponsor, "Example Retail Council", "sponsor");
    check_text(s.methodology.notes, "none", "notes");
    assert_null(s.methodology.dates);
    cv_study_free(&s);
}

static cv_status parse_example(void *context, cv_messages *messages)
{
    static const char *const settings[] = {"analyses.pay.of=[spend]", "design.df=design"};
    cv_study study = {0};
    (void)context;
    cv_status status =
        cv_study_parse("s.yaml", example, sizeof example - 1, settings, COUNT_OF(settings), &study, messages);
    cv_study_free(&study);
    return status;
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    check_every_allocation(parse_example, NULL, 0);
}

static const struct classes_case {
    const char *from, *to, *step;
    size_t count;
    int decimals;
    const char *labels; /* NULL: not looked at */
} classes[] = {
    {"0", "500", "250", 3, 0, "0 to <250|250 to <500|500+"},
    {"0", "0.4", "0.1", 5, 1, "0 to <0.1|0.1 to <0.2|0.2 to <0.3|0.3 to <0.4|0.4+"},
    {"-1", "1", "0.1", 21, 1, NULL},
    {"-100", "-99.01", "0.01", 100, 2, NULL},
    {"0.05", "9.95", "0.05", 199, 2, NULL},
    {"1e6", "2e6", "62500", 17, 0, NULL},
    {"0.000001", "0.0001", "1e-6", 100, 6, NULL},
    {"18", "19", "0.25", 5, 2, "18 to <18.25|18.25 to <18.5|18.5 to <18.75|18.75 to <19|19+"},
};

static void equal_classes_are_the_decimals_one_would_write(void **state)
{
    (void)state;
    for (size_t c = 0; c < COUNT_OF(classes); c++) {
        const struct classes_case *of = &classes[c];
        char text[200], bound[40];
        cv_study study = {0};
        cv_messages messages = {0};
        snprintf(text, sizeof text, "variables: {x: {from: y, cut: {from: %s, to: %s, step: %s}}}\n" REST, of->from,
                 of->to, of->step);
        cv_study_parse("s.yaml", text, strlen(text), NULL, 0, &study, &messages);
        check_messages(&messages, "", of->from);
        const cv_variable_spec *x = &study.variables[0];
        assert_int_equal(x->cut_count, of->count);
        for (size_t i = 0; i < of->count; i++) {
            long double exact = strtold(of->from, NULL) + (long double)i * strtold(of->step, NULL);
            snprintf(bound, sizeof bound, "%.*Lf", of->decimals, exact);
            check_close(x->cuts[i], strtod(bound, NULL), 0, bound);
        }
        if (of->labels != NULL)
            check_words(&x->cut_labels, of->labels);
        cv_study_free(&study);
        cv_messages_free(&messages);
    }
}

/* What is no decimal of fifteen digits is added up. */
static void classes_between_other_numbers(void **state)
{
    (void)state;
    static const char text[] = "variables: {x: {from: y, cut: {from: 1e-17, to: 3.00000000000000001, step: 1}}}\n" REST;
    cv_study study = {0};
    cv_messages messages = {0};
    cv_study_parse("s.yaml", text, strlen(text), NULL, 0, &study, &messages);
    check_messages(&messages, "", "1e-17");
    const double want[] = {1e-17, 1 + 1e-17, 2 + 1e-17, 3};
    assert_int_equal(study.variables[0].cut_count, COUNT_OF(want));
    for (size_t i = 0; i < COUNT_OF(want); i++)
        check_close(study.variables[0].cuts[i], want[i], 0, "bound");
    cv_study_free(&study);
    cv_messages_free(&messages);
}

int main(void)
{
    struct CMUnitTest tests[COUNT_OF(cases) + 5] = {
        cmocka_unit_test(equal_classes_are_the_decimals_one_would_write),
        cmocka_unit_test(classes_between_other_numbers), cmocka_unit_test(defaults_are_filled_in),
        cmocka_unit_test(the_example_is_read_whole), cmocka_unit_test(memory_may_run_out_anywhere)};
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        tests[5 + i] = (struct CMUnitTest){
            .name = cases[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
