/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <stdio.h>
#include <string.h>

#include "plot/chart.h"
#include "plot/kind.h"

#include "fixture.h"

#define DOT " \xc2\xb7 "

/* Each case: what the chart's structure must be, one line a row: [heading] label(lanes): series=text ... ; wanted by
 * hand from plot/chart.h. */
static const struct structure_case {
    const char *name;
    const char *wanted;
    fixture from;
} structures[] = {
    {"one_measure_by_groups_is_a_row_a_group",
     "A: 10%; B: 20%; *All: 15%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .rows = {{0, 0, {0}, 0.1, 0.02, 50}, {0, 0, {1}, 0.2, 0.02, 50}, {0, 0, {CV_ALL}, 0.15, 0.02, 100}}}},
    {"sorted_by_value_the_whole_stays_last_and_suppressed_come_after_the_rest",
     "B: 20%; A: 10%; C: suppressed; *All: 15%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"C", "A", "B"}}},
      .chart = {.sort = CV_SORT_VALUE},
      .rows = {{0, 0, {0}, 0.9, 0.02, 5, CV_FLAG_MIN_N},
               {0, 0, {1}, 0.1, 0.02, 50},
               {0, 0, {2}, 0.2, 0.02, 50},
               {0, 0, {CV_ALL}, 0.15, 0.02, 100}}}},
    {"sorted_by_label",
     "aa: 20%; Bb: 10%; cc: 30%;",
     {.of = {{"x", "X?", {"Yes"}}},
      .by = {{"g", "G", {"cc", "Bb", "aa"}}},
      .chart = {.sort = CV_SORT_LABEL},
      .rows = {{0, 0, {0}, 0.3, 0.02, 50}, {0, 0, {1}, 0.1, 0.02, 50}, {0, 0, {2}, 0.2, 0.02, 50}}}},
    {"several_levels_are_series",
     "A(2): Yes=10% No=90%; B(2): Yes=20% No=80%; *All(2): Yes=15% No=85%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .rows = {{0, 0, {0}, 0.1, 0.02, 50},
               {0, 1, {0}, 0.9, 0.02, 50},
               {0, 0, {1}, 0.2, 0.02, 50},
               {0, 1, {1}, 0.8, 0.02, 50},
               {0, 0, {CV_ALL}, 0.15, 0.02, 100},
               {0, 1, {CV_ALL}, 0.85, 0.02, 100}}}},
    {"the_key_level_leaves_one_measure",
     "A: 90%; B: 80%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .chart = {.level = {(cv_word[]){{.text = "No"}}, 1}},
      .rows = {{0, 0, {0}, 0.1, 0.02, 50},
               {0, 1, {0}, 0.9, 0.02, 50},
               {0, 0, {1}, 0.2, 0.02, 50},
               {0, 1, {1}, 0.8, 0.02, 50}}}},
    {"levels_without_groups_are_rows",
     "Yes: 10%; No: 90%;",
     {.of = {{"x", "X?", {"Yes", "No"}}}, .rows = {{0, 0, {0}, 0.1, 0.02, 50}, {0, 1, {0}, 0.9, 0.02, 50}}}},
    {"two_by_variables_are_rows_and_series_in_display_order",
     "A(2): m=30% f=10%; B(2): m=40%; *All: 15%;",
     {.of = {{"x", "X?", {"Yes"}}},
      .by = {{"g", "G", {"A", "B"}}, {"s", "S", {"m", "f"}}},
      .rows = {{0, 0, {0, 1}, 0.1, 0.02, 50},
               {0, 0, {0, 0}, 0.3, 0.02, 50},
               {0, 0, {1, 0}, 0.4, 0.02, 50},
               {0, 0, {CV_ALL, CV_ALL}, 0.15, 0.02, 150}}}},
    {"three_dimensions_make_sections",
     "[A] m(2): Yes=10% No=90%; f(2): Yes=20% No=80%; [B] m(2): Yes=30% No=70%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"A", "B"}}, {"s", "S", {"m", "f"}}},
      .rows = {{0, 0, {0, 0}, 0.1, 0.02, 50},
               {0, 1, {0, 0}, 0.9, 0.02, 50},
               {0, 0, {0, 1}, 0.2, 0.02, 50},
               {0, 1, {0, 1}, 0.8, 0.02, 50},
               {0, 0, {1, 0}, 0.3, 0.02, 50},
               {0, 1, {1, 0}, 0.7, 0.02, 50}}}},
    {"four_dimensions_join_the_first_two",
     "[A" DOT "m] p(2): Yes=10% No=90%; q(2): Yes=20% No=80%; [B" DOT "f] p(2): Yes=30% No=70%;",
     {.of = {{"x", "X?", {"Yes", "No"}}},
      .by = {{"g", "G", {"A", "B"}}, {"s", "S", {"m", "f"}}, {"t", "T", {"p", "q"}}},
      .rows = {{0, 0, {0, 0, 0}, 0.1, 0.02, 50},
               {0, 1, {0, 0, 0}, 0.9, 0.02, 50},
               {0, 0, {0, 0, 1}, 0.2, 0.02, 50},
               {0, 1, {0, 0, 1}, 0.8, 0.02, 50},
               {0, 0, {1, 1, 0}, 0.3, 0.02, 50},
               {0, 1, {1, 1, 0}, 0.7, 0.02, 50}}}},
    {"sections_of_seven_variables_are_in_order",
     "[b" DOT "b" DOT "b" DOT "b" DOT "b" DOT "b" DOT "b] b(2): b=20%; "
     "[d" DOT "a" DOT "a" DOT "a" DOT "a" DOT "a" DOT "a] a(2): a=30%;",
     {.of = {{"x", "X?", {"Yes"}}},
      .by = {{"1", "1", {"a", "b", "c", "d"}},
             {"2", "2", {"a", "b"}},
             {"3", "3", {"a", "b"}},
             {"4", "4", {"a", "b"}},
             {"5", "5", {"a", "b"}},
             {"6", "6", {"a", "b"}},
             {"7", "7", {"a", "b"}},
             {"8", "8", {"a", "b"}},
             {"9", "9", {"a", "b"}}},
      .rows = {{0, 0, {3, 0, 0, 0, 0, 0, 0, 0, 0}, 0.3, 0.02, 50},
               {0, 0, {1, 1, 1, 1, 1, 1, 1, 1, 1}, 0.2, 0.02, 50}}}},
    {"variables_with_one_level_are_rows",
     "App: 50%; Web: 40%;",
     {.of = {{"a", "App", {"Yes"}}, {"w", "Web", {"Yes"}}},
      .rows = {{0, 0, {0}, 0.5, 0.02, 50}, {1, 0, {0}, 0.4, 0.02, 50}}}},
    {"variables_with_different_levels_name_them",
     "App: Often: 50%; Web: Ever: 40%;",
     {.of = {{"a", "App", {"Often"}}, {"w", "Web", {"Ever"}}},
      .rows = {{0, 0, {0}, 0.5, 0.02, 50}, {1, 0, {0}, 0.4, 0.02, 50}}}},
    {"variables_by_groups_have_the_groups_as_series",
     "App(2): A=50% B=30%; Web(2): A=40% B=20%;",
     {.of = {{"a", "App", {"Yes"}}, {"w", "Web", {"Yes"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .rows = {{0, 0, {0}, 0.5, 0.02, 50},
               {0, 0, {1}, 0.3, 0.02, 50},
               {1, 0, {0}, 0.4, 0.02, 50},
               {1, 0, {1}, 0.2, 0.02, 50}}}},
    {"a_banner_has_a_section_a_break",
     "[G] A: 10%; B: 20%; [S] m: 30%; *All: 15%;",
     {.of = {{"x", "X?", {"Yes"}}},
      .by = {{"g", "G", {"A", "B"}}, {"s", "S", {"m", "f"}}},
      .banner = 2,
      .rows = {{0, 0, {0, CV_ALL}, 0.1, 0.02, 50},
               {0, 0, {1, CV_ALL}, 0.2, 0.02, 50},
               {0, 0, {CV_ALL, 0}, 0.3, 0.02, 50},
               {0, 0, {CV_ALL, CV_ALL}, 0.15, 0.02, 100}}}},
    {"nine_series_are_too_many_and_become_rows_of_sections",
     "a(2): A=11% B=21%; b(2): A=12%; c(2): A=13%; d(2): A=14%; e(2): A=15%; f(2): A=16%; g(2): A=17%; h(2): A=18%; "
     "i(2): "
     "A=19%;",
     {.of = {{"x", "X?", {"a", "b", "c", "d", "e", "f", "g", "h", "i"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .rows = {{0, 0, {0}, 0.11, 0.02, 50},
               {0, 1, {0}, 0.12, 0.02, 50},
               {0, 2, {0}, 0.13, 0.02, 50},
               {0, 3, {0}, 0.14, 0.02, 50},
               {0, 4, {0}, 0.15, 0.02, 50},
               {0, 5, {0}, 0.16, 0.02, 50},
               {0, 6, {0}, 0.17, 0.02, 50},
               {0, 7, {0}, 0.18, 0.02, 50},
               {0, 8, {0}, 0.19, 0.02, 50},
               {0, 0, {1}, 0.21, 0.02, 50}}}},
    {"an_empty_group_says_so",
     "A: no answers; B: 20%;",
     {.of = {{"x", "X?", {"Yes"}}},
      .by = {{"g", "G", {"A", "B"}}},
      .rows = {{0, 0, {0}, 0, 0, 0, CV_FLAG_EMPTY}, {0, 0, {1}, 0.2, 0.02, 50}}}},
    {"one_number_is_one_row",
     "Spend: 12.3;",
     {.statistic = CV_STATISTIC_MEAN, .of = {{"s", "Spend", {NULL}}}, .rows = {{0, CV_ALL, {0}, 12.34, 0.5, 50}}}},
};

static void describe(const cv_chart *chart, char *to, size_t size)
{
    size_t at = 0;
    for (size_t r = 0; r < chart->row_count; r++) {
        const cv_chart_row *row = &chart->rows[r];
        if (row->heading != NULL)
            at += (size_t)snprintf(to + at, size - at, "[%s] ", row->heading);
        at += (size_t)snprintf(to + at, size - at, "%s%s", row->whole ? "*" : "", row->label);
        if (row->lanes > 1)
            at += (size_t)snprintf(to + at, size - at, "(%zu)", row->lanes);
        at += (size_t)snprintf(to + at, size - at, ":");
        for (size_t m = 0; m < chart->mark_count; m++) {
            const cv_chart_mark *mark = &chart->marks[m];
            if (mark->row != r)
                continue;
            at += (size_t)snprintf(to + at, size - at, " %s%s%s", mark->series < 0 ? "" : chart->series[mark->series],
                                   mark->series < 0 ? "" : "=", mark->text);
        }
        at += (size_t)snprintf(to + at, size - at, "; ");
    }
    to[at > 0 ? at - 1 : 0] = '\0';
}

static void check_structure(void **state)
{
    static fixture_results made;
    const struct structure_case *c = *state;
    cv_chart chart = {0};
    cv_messages messages = {0};
    char got[2000];
    fixture_make(&c->from, &made);
    assert_int_equal(cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages),
                     CV_OK);
    describe(&chart, got, sizeof(got));
    check_text(got, c->wanted, c->name);
    cv_chart_free(&chart);
    cv_chart_free(&chart);
    cv_messages_free(&messages);
}

/* ---- highlight ---- */

static const fixture two_groups = {
    .title = "Title",
    .of = {{"x", "X?", {"Yes", "No"}}},
    .by = {{"g", "G", {"A", "B"}}},
    .rows = {{0, 0, {0}, 0.1, 0.02, 50}, {0, 0, {1}, 0.2, 0.02, 50}, {0, 0, {CV_ALL}, 0.15, 0.02, 100}},
};

static void highlighted_marks_are_coloured_the_others_grey(void **state)
{
    (void)state;
    static fixture_results made;
    cv_chart chart = {0};
    cv_messages messages = {0};
    cv_word b = {.text = "B"};
    fixture_make(&two_groups, &made);
    made.chart.highlight = (cv_words){&b, 1};
    assert_int_equal(cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages),
                     CV_OK);
    assert_int_equal(chart.marks[0].colour.mark, cv_theme_slide.rest.mark);
    assert_int_equal(chart.marks[1].colour.mark, cv_theme_slide.accent.mark);
    assert_int_equal(chart.marks[2].colour.mark, cv_theme_slide.whole.mark);
    cv_chart_free(&chart);
}

/* ---- places ---- */

static void places_are_on_the_axis_whatever_is_shown(void **state)
{
    (void)state;
    static fixture_results made;
    static cv_word shown[] = {{.text = "Maybe"}, {.text = "No"}};
    for (int as_series = 0; as_series < 2; as_series++) {
        cv_chart chart = {0};
        cv_messages messages = {0};
        fixture from = {.of = {{"x", "X?", {"Yes", "No", "Never", "Maybe"}}},
                        .chart = {.level = {shown, 2}},
                        .rows = {{0, 0, {1}, 0.1, 0.02, 50},
                                 {0, 1, {1}, 0.2, 0.02, 50},
                                 {0, 2, {1}, 0.3, 0.02, 50},
                                 {0, 3, {1}, 0.4, 0.02, 50},
                                 {0, 1, {2}, 0.2, 0.02, as_series},
                                 {0, 3, {2}, 0.4, 0.02, as_series}}};
        if (as_series) {
            from.by[0].name = "g";
            from.by[0].levels[0] = "A";
            from.by[0].levels[1] = "B";
            from.by[0].levels[2] = "C";
        }
        fixture_make(&from, &made);
        assert_int_equal(
            cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages), CV_OK);
        assert_int_equal(chart.row_count, 2);
        assert_ptr_equal(as_series ? chart.series_axis : chart.row_axis, &made.result.of[0]);
        for (size_t i = 0; i < 2; i++) {
            const int32_t level = i == 0 ? 1 : 3;
            assert_int_equal(as_series ? chart.series_places[i] : chart.rows[i].place, level);
            if (as_series)
                assert_int_equal(chart.rows[i].place, 1 + (int32_t)i);
        }
        cv_chart_free(&chart);
    }
}

/* ---- mistakes ---- */

static const struct mistake_case {
    const char *name;
    cv_statistic statistic;
    const char *level, *highlight;
    size_t rows;
    const char *wanted;
} mistakes[] = {
    {"weights_have_no_chart", CV_STATISTIC_WEIGHTS, NULL, NULL, 3,
     "canvass: study.yaml:7:5: error: chart 'chart' cannot show analysis 'analysis', whose statistic is weights\n"
     "  expected an analysis with another statistic"},
    {"no_rows_no_chart", CV_STATISTIC_PROPORTION, NULL, NULL, 0,
     "canvass: study.yaml:7:5: error: chart 'chart' has nothing to show: analysis 'analysis' has no rows"},
    {"a_level_that_only_exists_in_the_study", CV_STATISTIC_PROPORTION, "No", NULL, 3,
     "canvass: study.yaml:7:5: error: chart 'chart' has nothing to show: analysis 'analysis' has no rows of its level"},
    {"an_unknown_level", CV_STATISTIC_PROPORTION, "Yess", NULL, 3,
     "canvass: study.yaml:8:9: error: chart 'chart': level 'Yess' is not in analysis 'analysis'\n"
     "  expected a level of the chart's analysis\n  did you mean 'Yes'?"},
    {"an_unknown_highlight", CV_STATISTIC_PROPORTION, NULL, "Q", 3,
     "canvass: study.yaml:8:9: error: chart 'chart': highlight 'Q' is not in analysis 'analysis'\n"
     "  expected a level or group of the chart's analysis"},
};

static void check_mistake(void **state)
{
    static fixture_results made;
    const struct mistake_case *c = *state;
    cv_chart chart = {0};
    cv_messages messages = {0};
    cv_word level = {c->level, {"study.yaml", 8, 9}}, highlight = {c->highlight, {"study.yaml", 8, 9}};
    fixture_make(&two_groups, &made);
    made.result.statistic = c->statistic;
    made.result.row_count = c->rows;
    made.chart.level = (cv_words){&level, c->level != NULL};
    made.chart.highlight = (cv_words){&highlight, c->highlight != NULL};
    assert_int_equal(cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages),
                     CV_USAGE);
    assert_int_equal(messages.count, 1);
    char *got = cv_message_format(&messages.items[0]);
    check_text(got, c->wanted, c->name);
    cv_text_free(got);
    cv_messages_free(&messages);
    cv_chart_free(&chart);
}

static void check_drawing_refused(fixture_results *made, const char *want)
{
    cv_drawing drawing = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_drawing_make(&made->chart, &made->results, &made->result, &drawing, &messages), CV_USAGE);
    assert_int_equal(messages.count, 1);
    char *got = cv_message_format(&messages.items[0]);
    check_text(got, want, "message");
    cv_text_free(got);
    cv_messages_free(&messages);
    cv_drawing_free(&drawing);
}

static void a_funnel_of_two_levels_is_refused(void **state)
{
    static fixture_results made;
    (void)state;
    fixture_make(&two_groups, &made);
    made.chart.kind = CV_CHART_FUNNEL;
    made.rows[1].level = 1;
    check_drawing_refused(&made, "canvass: study.yaml:7:5: error: chart 'chart' has several shares of a group, which "
                                 "have no common limits\n  expected one level (key level) and one by variable");
}

static void a_funnel_without_room_is_refused(void **state)
{
    static fixture_results made;
    cv_theme theme = cv_theme_slide;
    (void)state;
    theme.size.tic = 300;
    fixture_make(&two_groups, &made);
    made.chart.kind = CV_CHART_FUNNEL;
    made.chart.theme = &theme;
    check_drawing_refused(&made, "canvass: study.yaml:7:5: error: chart 'chart' has no room on its page\n"
                                 "  expected a larger page or smaller type (key theme)");
}

static void a_dumbbell_of_single_marks_is_refused(void **state)
{
    static fixture_results made;
    (void)state;
    fixture_make(&two_groups, &made);
    made.chart.kind = CV_CHART_DUMBBELL;
    check_drawing_refused(&made, "canvass: study.yaml:7:5: error: chart 'chart' has one mark in each row\n"
                                 "  expected two groups to join: by: [rows, pairs]");
}

static void a_long_condition_is_shortened_in_the_footer(void **state)
{
    static fixture_results made;
    static char where[600];
    cv_drawing drawing = {0};
    cv_messages messages = {0};
    (void)state;
    where[0] = 'x';
    for (size_t i = 1; i + 2 < sizeof where; i += 2) /* no byte 160 between two characters */
        memcpy(where + i, "\xc3\xa9", 3);
    fixture_make(&two_groups, &made);
    made.analysis.where_text = where;
    assert_int_equal(cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages), CV_OK);
    const char *cut = strstr(drawing.chart.footer, "\xc3\xa9\xe2\x80\xa6");
    assert_non_null(cut);
    assert_int_equal(cut + 2 - strchr(drawing.chart.footer, 'x'), 159);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

static void a_rank_chart_checks_its_words(void **state)
{
    static fixture_results made;
    cv_word word = {"Q", {"study.yaml", 8, 9}};
    (void)state;
    fixture_make(&two_groups, &made);
    made.chart.kind = CV_CHART_RANK;
    made.chart.highlight = (cv_words){&word, 1};
    check_drawing_refused(&made, "canvass: study.yaml:8:9: error: chart 'chart': highlight 'Q' is not in analysis "
                                 "'analysis'\n  expected a level or group of the chart's analysis");
}

/* ---- words ---- */

typedef struct words_case {
    const char *name;
    void (*change)(fixture_results *made);
    const char *title, *subtitle, *footer;
} words_case;

static void as_it_is(fixture_results *made)
{
    (void)made;
}

static void with_own_words(fixture_results *made)
{
    made->chart.title = "Chart's";
    made->chart.subtitle = "Sub";
    made->study.source = "A survey.";
    made->study.note = "Synthetic data";
}

static void of_the_analysis(fixture_results *made)
{
    made->analysis.title = "Analysis's";
    made->analysis.where_text = "age >= 18";
    made->study.design.weight.text = "w";
    made->results.overview = (cv_overview){.used = 150, .strata = 12, .psus = 1480};
    made->results.overview.used = 9000;
}

static void without_titles(fixture_results *made)
{
    made->study.title = NULL;
    made->result.confidence = 0.9;
    made->result.ci = CV_INTERVAL_CLOPPER_PEARSON;
    made->result.binomial = true;
}

static void with_several_levels(fixture_results *made)
{
    made->rows[1].level = 1;
}

static void without_intervals(fixture_results *made)
{
    for (size_t i = 0; i < 3; i++)
        made->rows[i].low = made->rows[i].high = (double)NAN;
}

static void of_ratios(fixture_results *made)
{
    made->result.statistic = made->analysis.statistic = CV_STATISTIC_RATIO;
    made->analysis.denominator.text = "visits";
    made->of[0].label = "Spend";
    for (size_t i = 0; i < 3; i++)
        made->rows[i].level = CV_ALL;
    made->of[0].count = 0;
    made->result.ci = CV_INTERVAL_LOGIT;
}

static void of_medians(fixture_results *made)
{
    made->result.statistic = made->analysis.statistic = CV_STATISTIC_QUANTILE;
    made->of[0].label = "Spend";
    for (size_t i = 0; i < made->of[0].count; i++)
        made->of[0].labels[i] = i == 0 ? "0.5" : "0.9";
    made->result.ci = CV_INTERVAL_WALD;
}

static void of_quantiles(fixture_results *made)
{
    of_medians(made);
    made->rows[1].level = 1;
}

static void of_a_decile(fixture_results *made)
{
    of_medians(made);
    made->of[0].labels[0] = "0.9";
}

static const words_case words[] = {
    {"the_study_gives_the_title_and_the_question_the_subtitle", as_it_is, "Title",
     "X?  Yes, % (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: logit."},
    {"a_charts_own_words_win", with_own_words, "Chart's", "Sub",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: logit. Source: A "
     "survey. Synthetic data."},
    {"the_analysis_gives_title_and_base", of_the_analysis, "Analysis's", "X?  Yes, % (95% confidence interval)",
     "Base: n = 100 where age >= 18, weighted; effective n of an estimate: 40 to 80. 95% confidence intervals: logit; "
     "strata: 12; clusters: 1,480."},
    {"without_titles_the_question_is_above", without_titles, "X?", "Yes, % (90% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 90% confidence intervals: Clopper and Pearson; "
     "simple random sampling."},
    {"several_levels_are_shares", with_several_levels, "Title", "X?  Share, % (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: logit."},
    {"no_intervals_no_words_about_them", without_intervals, "Title", "X?  Yes, %",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80."},
    {"a_median_has_its_name", of_medians, "Title", "Spend: Median (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: Woodruff."},
    {"another_quantile_has_its_probability", of_a_decile, "Title", "Spend: Quantile at 0.9 (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: Woodruff."},
    {"several_quantiles", of_quantiles, "Title", "Spend: Quantiles (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: Woodruff."},
    {"a_ratio_names_its_denominator", of_ratios, "Title", "Spend: Ratio to visits (95% confidence interval)",
     "Base: n = 100, unweighted; effective n of an estimate: 40 to 80. 95% confidence intervals: Wald."},
};

static void check_words(void **state)
{
    static fixture_results made;
    const words_case *c = *state;
    cv_chart chart = {0};
    cv_messages messages = {0};
    fixture_make(&two_groups, &made);
    c->change(&made);
    assert_int_equal(cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages),
                     CV_OK);
    assert_int_equal(cv_chart_words(&chart, "Dot chart", &messages), CV_OK);
    check_text(chart.title, c->title, "title");
    check_text(chart.subtitle, c->subtitle, "subtitle");
    check_text(chart.footer, c->footer, "footer");
    cv_chart_free(&chart);
    cv_messages_free(&messages);
}

static void the_alternative_text_tells_every_mark(void **state)
{
    (void)state;
    static fixture_results made;
    cv_chart chart = {0};
    cv_messages messages = {0};
    fixture_make(&two_groups, &made);
    assert_int_equal(cv_chart_build(&made.chart, &made.results, &made.result, (cv_chart_shape){0}, &chart, &messages),
                     CV_OK);
    assert_int_equal(cv_chart_words(&chart, "Bar chart", &messages), CV_OK);
    check_text(
        chart.alt,
        "Bar chart. X? Yes, % (95% confidence interval). A: 10% (8% to 12%); B: 20% (18% to 22%); All: 15% (13% to "
        "17%).",
        "alternative text");
    cv_chart_free(&chart);
}

int main(void)
{
    enum { ALONE = 8, AFTER = ALONE + COUNT_OF(structures), LAST = AFTER + COUNT_OF(mistakes) };
    struct CMUnitTest tests[LAST + COUNT_OF(words)] = {
        cmocka_unit_test(highlighted_marks_are_coloured_the_others_grey),
        cmocka_unit_test(the_alternative_text_tells_every_mark),
        cmocka_unit_test(places_are_on_the_axis_whatever_is_shown),
        cmocka_unit_test(a_funnel_of_two_levels_is_refused),
        cmocka_unit_test(a_rank_chart_checks_its_words),
        cmocka_unit_test(a_funnel_without_room_is_refused),
        cmocka_unit_test(a_dumbbell_of_single_marks_is_refused),
        cmocka_unit_test(a_long_condition_is_shortened_in_the_footer),
    };
    for (size_t i = 0; i < COUNT_OF(structures); i++)
        tests[ALONE + i] = (struct CMUnitTest){.name = structures[i].name,
                                               .test_func = check_structure,
                                               .initial_state = (void *)(uintptr_t)&structures[i]};
    for (size_t i = 0; i < COUNT_OF(mistakes); i++)
        tests[AFTER + i] = (struct CMUnitTest){
            .name = mistakes[i].name, .test_func = check_mistake, .initial_state = (void *)(uintptr_t)&mistakes[i]};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        tests[LAST + i] = (struct CMUnitTest){
            .name = words[i].name, .test_func = check_words, .initial_state = (void *)(uintptr_t)&words[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
