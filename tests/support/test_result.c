/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include "support/test_result.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- pieces ---- */

static cv_results *begin(cv_results *to, const char *name, cv_statistic statistic)
{
    cv_study *study = cv_arena_new(&to->arena, sizeof *study);
    cv_analysis_spec *spec = cv_arena_new(&to->arena, sizeof *spec);
    cv_chart_spec *chart = cv_arena_new(&to->arena, sizeof *chart);
    cv_result *result = cv_arena_new(&to->arena, sizeof *result);
    *spec = (cv_analysis_spec){.name.text = name, .statistic = statistic, .confidence = 0.95};
    *chart = (cv_chart_spec){.name.text = "interest", .from.text = name, .formats = CV_FORMAT_SVG | CV_FORMAT_PNG};
    *study = (cv_study){.file = "study.yaml",
                        .title = "Interest in live-stream shopping",
                        .source = "Consumer interest survey, 2021",
                        .note = "Synthetic data",
                        .confidence = 0.95,
                        .design = {.weight.text = "weight"},
                        .analyses = spec,
                        .analysis_count = 1,
                        .charts = chart,
                        .chart_count = 1};
    *result = (cv_result){
        .spec = spec, .statistic = statistic, .confidence = 0.95, .ci = CV_INTERVAL_LOGIT, .method = CV_METHOD_WALD};
    to->study = study;
    to->overview = (cv_overview){
        .rows = 14460, .used = 14460, .weight_sum = 14460.5, .strata = 42, .psus = 723, .deff_kish = 1.25};
    to->items = result;
    to->count = 1;
    return to;
}

/* The analysis is the arena's, not const; only the result's view of it is. */
static cv_analysis_spec *spec_of(cv_results *to)
{
    return &((cv_study *)(uintptr_t)to->study)->analyses[0];
}

/* `levels` holds value, label, value, label, ...; none: a number. */
static cv_axis axis(cv_results *to, const char *variable, const char *label, const char *const *levels, size_t count)
{
    cv_axis made = {.variable = variable, .label = label, .count = count};
    made.values = cv_arena_array(&to->arena, count + 1, sizeof *made.values);
    made.labels = cv_arena_array(&to->arena, count + 1, sizeof *made.labels);
    for (size_t i = 0; i < count; i++) {
        made.values[i] = levels[2 * i];
        made.labels[i] = levels[2 * i + 1];
    }
    return made;
}

static void set_axes(cv_results *to, const cv_axis *of, size_t of_count, const cv_axis *by, size_t by_count)
{
    cv_result *result = &to->items[0];
    result->of = cv_arena_array(&to->arena, of_count + 1, sizeof *of);
    if (of_count > 0)
        memcpy(result->of, of, of_count * sizeof *of);
    result->of_count = of_count;
    result->by = cv_arena_array(&to->arena, by_count + 1, sizeof *by);
    if (by_count > 0)
        memcpy(result->by, by, by_count * sizeof *by);
    result->by_count = by_count;
}

static const int32_t *group(cv_results *to, int32_t first, int32_t second)
{
    int32_t *places = cv_arena_array(&to->arena, 2, sizeof *places);
    places[0] = first;
    places[1] = second;
    return places;
}

static void room(cv_results *to, size_t rows, size_t comparisons, bool letters)
{
    cv_result *result = &to->items[0];
    result->rows = cv_arena_array(&to->arena, rows, sizeof *result->rows);
    result->comparisons = cv_arena_array(&to->arena, comparisons + 1, sizeof *result->comparisons);
    if (!letters)
        return;
    result->letters = cv_arena_array(&to->arena, rows, sizeof *result->letters);
    result->column_letters = cv_arena_array(&to->arena, rows, sizeof *result->column_letters);
}

/* A row whose other numbers follow from these: limits are estimate -+ 2 se, deff is 1.25. */
static cv_estimate *add_row(cv_results *to, size_t variable, int32_t level, const int32_t *at, double n,
                            double estimate, double se)
{
    cv_result *result = &to->items[0];
    cv_estimate *row = &result->rows[result->row_count++];
    *row = (cv_estimate){.variable = variable,
                         .level = level,
                         .group = at,
                         .count = level == CV_ALL ? n : round(n * estimate),
                         .n = n,
                         .weighted_n = n * 1.5,
                         .estimate = estimate,
                         .se = se,
                         .low = estimate - 2 * se,
                         .high = estimate + 2 * se,
                         .df = 681,
                         .cv = fabs(se / estimate),
                         .deff = 1.25,
                         .n_eff = n / 1.25};
    return row;
}

static void hide(cv_estimate *row, unsigned flags)
{
    row->estimate = row->se = row->low = row->high = row->df = row->cv = row->deff = row->n_eff = NAN;
    row->flags = flags;
}

/* Letters of the row that was added last. */
static void letter(cv_results *to, const char *column, const char *beside)
{
    cv_result *result = &to->items[0];
    result->column_letters[result->row_count - 1] = column;
    result->letters[result->row_count - 1] = beside;
}

static cv_comparison *compare(cv_results *to, int32_t level, int32_t a, int32_t b, double value, double se, double p)
{
    cv_result *result = &to->items[0];
    cv_comparison *row = &result->comparisons[result->comparison_count++];
    *row = (cv_comparison){.level = level,
                           .group = group(to, CV_ALL, CV_ALL),
                           .a = a,
                           .b = b,
                           .estimate_a = 0.5 + value,
                           .estimate_b = 0.5,
                           .value = value,
                           .se = se,
                           .low = value - 2 * se,
                           .high = value + 2 * se,
                           .statistic = value / se,
                           .df = 681,
                           .p = p,
                           .p_adjusted = fmin(1, 6 * p),
                           .significant = 6 * p < 0.05};
    return row;
}

/* ---- axes ---- */

static const char *const countries[] = {"UK", "United Kingdom", "ES", "Spain", "FR", "France", "PL", "Poland"};
static const char *const sexes[] = {"F", "Women", "M", "Men"};
static const char *const nets[] = {"Interested", "Interested",     "Neutral",
                                   "Neutral",    "Not interested", "Not interested"};

static cv_axis interest_axis(cv_results *to)
{
    return axis(to, "interested", "How interested are you in shopping by live stream?", nets, 3);
}

/* ---- samples ---- */

static void add_country(cv_results *to, int32_t country, double n, const double shares[3], const char *column,
                        const char *const beside[3])
{
    const int32_t *at = group(to, country, CV_ALL);
    for (int32_t level = 0; level < 3; level++) {
        add_row(to, 0, level, at, n, shares[level], sqrt(shares[level] * (1 - shares[level]) / n));
        letter(to, column, beside[level]);
    }
}

void sample_countries(cv_results *to)
{
    static const char *const none[3] = {"", "", ""}, *const uk[3] = {"BD", "", ""}, *const es[3] = {"", "A", "AC"};
    begin(to, "interest-by-country", CV_STATISTIC_PROPORTION);
    cv_axis of = interest_axis(to), by = axis(to, "country", "Country", countries, 4);
    set_axes(to, &of, 1, &by, 1);
    room(to, 15, 3, true);
    add_country(to, 0, 4000, (const double[]){0.75, 0.15, 0.10}, "A", uk);
    add_country(to, 1, 3000, (const double[]){0.648, 0.152, 0.2}, "B", es);
    add_country(to, 2, 20, (const double[]){0.7, 0.1, 0.2}, "C", none);
    add_country(to, 3, 7440, (const double[]){0.7, 0.3, 0}, "D", none);
    add_country(to, CV_ALL, 14460, (const double[]){0.7, 0.2, 0.1}, "", none);
    cv_estimate *rows = to->items[0].rows;
    for (size_t i = 6; i < 9; i++)
        hide(&rows[i], CV_FLAG_MIN_N);
    rows[11].flags = CV_FLAG_FALLBACK_INTERVAL | CV_FLAG_ZERO_SE;
    rows[11].low = 0;
    rows[11].high = 0.0006;
    rows[11].cv = NAN;
    spec_of(to)->suppress.min_n = 30;
    spec_of(to)->compare = (cv_compare_spec){.given = true, .over.text = "country", .pairs = true, .measure_count = 1};
    compare(to, 0, 0, 1, 0.102, 0.011, 0.00001);
    compare(to, 0, 0, 3, 0.05, 0.0087, 0.002);
    compare(to, 1, 1, 3, -0.003, 0.0102, 0.77);
    to->items[0].tests = cv_arena_new(&to->arena, sizeof *to->items[0].tests);
    to->items[0].tests[0] = (cv_test_row){.test = CV_TEST_RAO_SCOTT_F,
                                          .group = group(to, CV_ALL, CV_ALL),
                                          .statistic = 31.4159265,
                                          .df1 = 5.5,
                                          .df2 = 3745.5,
                                          .p = 1.25e-20};
    to->items[0].test_count = 1;
}

static void add_banner_column(cv_results *to, size_t variable, int32_t country, int32_t sex, const char *column,
                              const char *beside)
{
    static const double step[] = {0.01, 0.02, 0.03};
    double more = step[country + 1 < 3 ? country + 1 : 2] + (sex == 0 ? 0.05 : 0);
    double n = country == CV_ALL ? 14460 : 3600;
    if (variable == 0)
        add_row(to, 0, 0, group(to, country, sex), n, 0.6 + more, 0.0125);
    else
        add_row(to, 1, CV_ALL, group(to, country, sex), n - 100, 54.321 + 100 * more, 1.2345);
    letter(to, column, beside);
}

void sample_banner(cv_results *to)
{
    begin(to, "banner", CV_STATISTIC_PROPORTION);
    cv_axis of[] = {interest_axis(to), axis(to, "spend", "Spend in the last month, euros", NULL, 0)};
    cv_axis by[] = {axis(to, "country", "Country", countries, 2), axis(to, "sex", "Sex", sexes, 2)};
    set_axes(to, of, 2, by, 2);
    to->items[0].statistic = CV_STATISTIC_MEAN;
    spec_of(to)->statistic = CV_STATISTIC_MEAN;
    spec_of(to)->compare = (cv_compare_spec){.given = true, .pairs = true, .adjust = CV_ADJUST_NONE};
    cv_words *banner = cv_arena_array(&to->arena, 3, sizeof *banner);
    cv_word *words = cv_arena_array(&to->arena, 4, sizeof *words);
    words[0].text = words[3].text = "country";
    words[1].text = words[2].text = "sex";
    banner[0] = (cv_words){.items = &words[0], .count = 1};
    banner[1] = (cv_words){.items = &words[1], .count = 1};
    banner[2] = (cv_words){.items = &words[2], .count = 2};
    spec_of(to)->banner = banner;
    spec_of(to)->banner_count = 3;
    room(to, 18, 0, true);
    for (size_t variable = 0; variable < 2; variable++) {
        add_banner_column(to, variable, 0, CV_ALL, "A", "");
        add_banner_column(to, variable, 1, CV_ALL, "B", "A");
        add_banner_column(to, variable, CV_ALL, 0, "A", "B");
        add_banner_column(to, variable, CV_ALL, 1, "B", "");
        add_banner_column(to, variable, 0, 0, "A", "");
        add_banner_column(to, variable, 0, 1, "C", "");
        add_banner_column(to, variable, 1, 0, "B", "CD");
        add_banner_column(to, variable, 1, 1, "D", "");
        add_banner_column(to, variable, CV_ALL, CV_ALL, "", "");
    }
}

void sample_means(cv_results *to)
{
    begin(to, "means", CV_STATISTIC_MEAN);
    cv_axis of[] = {axis(to, "spend", "Spend in the last month, euros", NULL, 0),
                    axis(to, "share", "Share of income", NULL, 0), axis(to, "change", "Change since 2020", NULL, 0)};
    set_axes(to, of, 3, NULL, 0);
    room(to, 3, 0, false);
    add_row(to, 0, CV_ALL, NULL, 14000, 1234567.891, 1234.5);
    add_row(to, 1, CV_ALL, NULL, 13999, 0.00123456, 0.0000321);
    add_row(to, 2, CV_ALL, NULL, 0, -3.14159, 0.25);
    spec_of(to)->where_text = "age >= 18 and country in ('UK', 'FR')";
}

void sample_many(cv_results *to)
{
    enum { GROUPS = 30 };
    begin(to, "many", CV_STATISTIC_PROPORTION);
    const char **levels = cv_arena_array(&to->arena, 2 * GROUPS, sizeof *levels);
    for (size_t i = 0; i < GROUPS; i++) {
        levels[2 * i] = cv_arena_format(&to->arena, "C%02zu", i + 1);
        levels[2 * i + 1] = cv_arena_format(&to->arena, "Country number %zu", i + 1);
    }
    cv_axis of = interest_axis(to), by = axis(to, "country", "Country", levels, GROUPS);
    set_axes(to, &of, 1, &by, 1);
    room(to, GROUPS, GROUPS * (GROUPS - 1) / 2, true);
    spec_of(to)->compare = (cv_compare_spec){.given = true, .over.text = "country", .pairs = true, .measure_count = 1};
    for (int32_t i = 0; i < GROUPS; i++) {
        add_row(to, 0, 0, group(to, i, CV_ALL), 500 + i, 0.9 - 0.01 * i, 0.015);
        letter(to, cv_arena_format(&to->arena, "%s%c", i < 26 ? "" : "A", 'A' + i % 26),
               i < 5 ? "KLMNOPQRSTUVWXYZ" : "");
    }
    for (int32_t i = 0; i < GROUPS; i++)
        for (int32_t j = i + 1; j < GROUPS; j++)
            compare(to, 0, i, j, 0.01 * (j - i), 0.02, j - i > 9 ? 0.0001 : 0.5);
}

/* 300 characters without a blank, then some words. */
static const char *long_label(cv_results *to)
{
    char *text = cv_arena_new(&to->arena, 340);
    memset(text, 'x', 300);
    memcpy(text + 300, " and some words", sizeof " and some words");
    return text;
}

void sample_hostile(cv_results *to)
{
    begin(to, "hostile", CV_STATISTIC_PROPORTION);
    const char *levels[] = {
        "a", "a \"quoted\", comma; and\r\na second line",
        "b", "`reboot` ${HOME} | pipe \\| $x$ 100%",
        "c", "<script>alert('x')</script> & &amp; <!-- -->",
        "d", "=HYPERLINK(\"http://x\",\"y\")",
        "e", "עברית ועוד עברית",
        "f", "中文標籤很長很長很長很長很長很長很長",
        "g", "e\xCC\x81\xCC\xA7 combining, emoji 👩‍👩‍👧‍👦 🎉",
        "h", "\x1b[31mred\x1b[0m \a bell \xE2\x80\xAE reversed",
        "i", long_label(to),
        "",  "",
    };
    static const char *const groups[] = {"1", "-1 | [link](http://x) *bold* _it_ ~no~", "2", "łódź\n中"};
    static const char *const inner[] = {"x", "# heading", "y", "1. list"};
    const char **kept = cv_arena_array(&to->arena, COUNT_OF(levels), sizeof *kept);
    memcpy(kept, levels, sizeof levels);
    cv_axis of =
        axis(to, "of|`x`", "What do you say to \"<b>this</b>\"?\nSay: | or `that`", kept, COUNT_OF(levels) / 2);
    cv_axis by[] = {axis(to, "country", "Country\tor | land", groups, 2), axis(to, "level", "A level, <i>", inner, 2)};
    set_axes(to, &of, 1, by, 2);
    room(to, 4 * COUNT_OF(levels), 2, false);
    for (int32_t i = 0; i < 4; i++)
        for (int32_t level = 0; level < (int32_t)COUNT_OF(levels) / 2; level++)
            add_row(to, 0, level, group(to, i / 2, i % 2), 1000, 0.05 + 0.01 * level, 0.005);
    spec_of(to)->compare = (cv_compare_spec){.given = true, .over.text = "level", .measure_count = 1};
    for (int32_t level = 0; level < 2; level++) {
        cv_comparison *row = compare(to, level, 0, 1, 0.01, 0.01, 0.3);
        row->over = 1;
        row->group = group(to, level, CV_ALL);
    }
}

void sample_weights(cv_results *to)
{
    begin(to, "weights", CV_STATISTIC_WEIGHTS);
    cv_axis by = axis(to, "sex", "Sex", sexes, 2);
    set_axes(to, NULL, 0, &by, 1);
    cv_result *result = &to->items[0];
    result->weights = cv_arena_array(&to->arena, 3, sizeof *result->weights);
    for (int32_t i = 0; i < 3; i++)
        result->weights[i] = (cv_weight_row){.group = group(to, i < 2 ? i : CV_ALL, CV_ALL),
                                             .n = i < 2 ? 1000 : 2000,
                                             .sum = i < 2 ? 1000.25 : 2000.5,
                                             .mean = 1.00025,
                                             .min = 0.25,
                                             .max = 4,
                                             .sd = 0.5,
                                             .cv = 0.5,
                                             .n_eff = i < 2 ? 800 : 1600,
                                             .deff_kish = 1.25,
                                             .efficiency = 0.8,
                                             .median = 0.9,
                                             .p99 = 3.5};
    result->weight_count = 3;
}

void sample_scores(cv_results *to)
{
    begin(to, "nps-by-sex", CV_STATISTIC_NPS);
    cv_axis of = axis(to, "recommend", "Would you recommend it?", NULL, 0), by = axis(to, "sex", "Sex", sexes, 2);
    set_axes(to, &of, 1, &by, 1);
    room(to, 2, 4, false);
    to->items[0].binomial = true;
    add_row(to, 0, CV_ALL, group(to, 0, CV_ALL), 500, 12.34, 3.5);
    add_row(to, 0, CV_ALL, group(to, 1, CV_ALL), 400, -0.04, 4.25);
    spec_of(to)->compare = (cv_compare_spec){.given = true,
                                             .over.text = "sex",
                                             .pairs = true,
                                             .measures = {CV_MEASURE_DIFFERENCE, CV_MEASURE_RATIO},
                                             .measure_count = 2,
                                             .adjust = CV_ADJUST_BH};
    compare(to, CV_ALL, 0, 1, 12.38, 5.5, 0.0243);
    compare(to, CV_ALL, 0, 1, 1.5, 0.1, 0.0001)->measure = CV_MEASURE_RATIO;
    cv_comparison *contrast = compare(to, CV_ALL, CV_ALL, CV_ALL, 3, 1.5, 0.6);
    contrast->measure = CV_MEASURE_CONTRAST;
    contrast->contrast = "women_against_men";
    contrast->estimate_a = contrast->estimate_b = NAN;
    cv_comparison *none = compare(to, CV_ALL, 0, 1, NAN, NAN, NAN);
    none->measure = CV_MEASURE_ODDS_RATIO;
    none->p_adjusted = NAN;
    none->significant = false;
    for (size_t i = 0; i < to->items[0].comparison_count; i++)
        to->items[0].comparisons[i].df = (double)INFINITY;
}
