/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/kind.h"
#include "plot/panel.h"
#include "plot/text.h"

#include "examples.h"
#include "page.h"

/* The first panel's function for x, as the script has it. */
static double pixel_of(const char *data, double value)
{
    double origin, low, unit;
    const char *function = strstr(data, "x1(v) = ");
    assert_non_null(function);
    assert_int_equal(sscanf(function, "x1(v) = %lf + (v - %lf) * %lf", &origin, &low, &unit), 3);
    return origin + (value - low) * unit;
}

/* The intervals of dots and bars: the lines of the data blocks with value, height, limits, colour. */
static size_t intervals_of(const char *data, bool from_zero, area *to)
{
    size_t count = 0;
    for (const char *line = data; line != NULL && *line != '\0'; line = strchr(line, '\n'), line += line != NULL) {
        double value, y, low, high;
        unsigned colour;
        const double half = 2;
        if (sscanf(line, "%lf %lf %lf %lf 0x%x", &value, &y, &low, &high, &colour) != 5)
            continue;
        if (from_zero) {
            low = fmin(value < 0 ? low : 0, value);
            high = value < 0 ? fmax(high, 0) : high;
        }
        to[count++] = (area){pixel_of(data, low), pixel_of(data, high), y - half, y + half, "an interval"};
    }
    return count;
}

static void check_page(const cv_drawing *drawing)
{
    const cv_scene *scene = &drawing->scene;
    const cv_theme *theme = scene->theme;
    const cv_chart_kind kind = drawing->chart.spec->kind;
    const bool stacked = drawing->chart.spec->stack != CV_STACK_NONE; /* its numbers are in the bars */
    size_t count = 0;
    area *areas = calloc(scene->text_count + drawing->chart.mark_count + 1, sizeof(*areas));
    assert_non_null(areas);
    for (size_t i = 0; i < scene->text_count; i++)
        areas[count++] = of_text(&scene->texts[i]);
    if (kind == CV_CHART_DOT || (kind == CV_CHART_BAR && !stacked))
        count += intervals_of(scene->data.text, kind == CV_CHART_BAR, areas + count);
    check_areas(theme, areas, count);
    free(areas);
}

static void check_fixture(const fixture *from)
{
    static fixture_results made;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture_make(from, &made);
    cv_status status = cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages);
    if (status != CV_OK)
        fail_msg("%s", messages.items[0].problem);
    check_page(&drawing);
    check_sizes(&drawing.scene);
    cv_drawing_free(&drawing);
    cv_drawing_free(&drawing);
}

static void check_example(void **state)
{
    check_fixture(*state);
}

/* Charts of many shapes: rows, series, lengths of labels, sizes of numbers. */
static const struct shape {
    const char *name;
    size_t rows, series, label_length;
    cv_statistic statistic;
    double scale, half;
    bool whole;
} shapes[] = {
    {"one_row", 1, 1, 5, CV_STATISTIC_PROPORTION, 1, 0.02, false},
    {"twelve_rows", 12, 1, 25, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"thirty_rows", 30, 1, 25, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"thirty_rows_of_long_labels", 30, 1, 120, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"four_rows_of_very_long_labels", 4, 1, 300, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"wide_intervals", 6, 1, 12, CV_STATISTIC_PROPORTION, 1, 0.3, true},
    {"no_intervals", 6, 1, 12, CV_STATISTIC_PROPORTION, 1, 0, true},
    {"two_series", 10, 2, 20, CV_STATISTIC_PROPORTION, 1, 0.02, false},
    {"eight_series", 4, 8, 20, CV_STATISTIC_PROPORTION, 1, 0.02, false},
    {"eight_series_of_long_labels", 4, 8, 200, CV_STATISTIC_PROPORTION, 1, 0.02, false},
    {"large_totals", 8, 1, 12, CV_STATISTIC_TOTAL, 8e9, 1e8, true},
    {"thousands", 8, 2, 12, CV_STATISTIC_TOTAL, 9e5, 800, false},
    {"small_means", 8, 1, 12, CV_STATISTIC_MEAN, 1e-4, 1e-6, true},
    {"scores_on_both_sides_of_zero", 8, 1, 12, CV_STATISTIC_NPS, 80, 6, true},
};

static void fill_shape(const struct shape *shape, cv_chart_kind kind, fixture *to)
{
    static char texts[40][320];
    memset(to, 0, sizeof(*to));
    to->title = "A title";
    to->statistic = shape->statistic;
    to->chart.kind = kind;
    to->of[0].name = "x";
    to->by[0].name = "g";
    for (size_t i = 0; i < 40; i++) {
        for (size_t c = 0; c < shape->label_length; c++)
            texts[i][c] = c % 7 == 6 ? ' ' : (char)('a' + (i + c) % 26);
        snprintf(texts[i] + shape->label_length, 8, "%zu", i);
    }
    for (size_t g = 0; g < shape->rows; g++)
        to->by[0].levels[g] = texts[g];
    for (size_t s = 0; s < shape->series; s++)
        to->of[0].levels[s] = texts[30 + s];
    size_t row = 0;
    for (size_t g = 0; g < shape->rows + shape->whole; g++)
        for (size_t s = 0; s < shape->series; s++) {
            double value = (double)((g * 37 + s * 11) % 29 + 1) / 31 - (shape->statistic == CV_STATISTIC_NPS ? 0.5 : 0);
            to->rows[row++] = (fixture_row){.level = (int32_t)s,
                                            .group = {g < shape->rows ? (int32_t)g : CV_ALL},
                                            .estimate = value * shape->scale,
                                            .half = shape->half,
                                            .n = 100 + (double)g};
        }
}

static void check_shape(void **state)
{
    static fixture made;
    const struct shape *shape = *state;
    static const char *const presets[] = {"slide", "dark", "square", "column"};
    for (int kind = CV_CHART_DOT; kind <= CV_CHART_BAR; kind++)
        for (size_t t = 0; t < COUNT_OF(presets) - (shape->rows * shape->series > 24); t++) {
            fill_shape(shape, (cv_chart_kind)kind, &made);
            made.chart.theme = cv_theme_preset(presets[t]);
            check_fixture(&made);
        }
}

/* ---- parts and columns ---- */

static const struct parts {
    cv_chart_kind kind;
    cv_chart_stack stack;
    cv_chart_neutral neutral;
    bool side_by_side; /* may be refused: too narrow */
} parts[] = {
    {CV_CHART_BAR, CV_STACK_PERCENT, CV_NEUTRAL_MIDDLE, false},
    {CV_CHART_LIKERT, CV_STACK_NONE, CV_NEUTRAL_MIDDLE, false},
    {CV_CHART_LIKERT, CV_STACK_NONE, CV_NEUTRAL_ASIDE, false},
    {CV_CHART_LIKERT, CV_STACK_NONE, CV_NEUTRAL_OUT, false},
    {CV_CHART_LIKERT, CV_STACK_PERCENT, CV_NEUTRAL_MIDDLE, false},
    {CV_CHART_COLUMN, CV_STACK_NONE, CV_NEUTRAL_MIDDLE, true},
    {CV_CHART_COLUMN, CV_STACK_PERCENT, CV_NEUTRAL_MIDDLE, true},
    {CV_CHART_MOSAIC, CV_STACK_NONE, CV_NEUTRAL_MIDDLE, true},
};

static const struct shape part_shapes[] = {
    {"parts_of_one_row", 1, 5, 5, CV_STATISTIC_PROPORTION, 1, 0.02, false},
    {"parts_of_four_rows", 4, 5, 12, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"two_parts", 6, 2, 12, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"seven_parts_of_long_names", 6, 7, 90, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"parts_of_very_long_rows", 5, 3, 290, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"parts_of_twenty_rows", 20, 5, 14, CV_STATISTIC_PROPORTION, 1, 0.02, true},
    {"parts_of_thirty_rows", 30, 5, 8, CV_STATISTIC_PROPORTION, 1, 0.02, false},
};

/* Shares that add to one in each row. */
static void fill_parts(const struct shape *shape, const struct parts *of, fixture *to)
{
    fill_shape(shape, of->kind, to);
    to->chart.stack = of->stack;
    to->chart.neutral = of->neutral;
    for (size_t first = 0; to->rows[first].n > 0; first += shape->series) {
        double sum = 0;
        for (size_t s = 0; s < shape->series; s++)
            sum += to->rows[first + s].estimate;
        for (size_t s = 0; s < shape->series; s++)
            to->rows[first + s].estimate /= sum;
    }
}

static bool is_refused(const fixture *from)
{
    static fixture_results made;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture_make(from, &made);
    bool refused = cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages) == CV_USAGE &&
                   strstr(messages.items[0].expected, "kind: bar") != NULL;
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
    return refused;
}

static void check_parts(void **state)
{
    static fixture made;
    const struct shape *shape = *state;
    static const char *const presets[] = {"slide", "dark", "square", "column"};
    for (size_t k = 0; k < COUNT_OF(parts); k++)
        for (size_t t = 0; t < COUNT_OF(presets) - (shape->rows > 20); t++) {
            fill_parts(shape, &parts[k], &made);
            made.chart.theme = cv_theme_preset(presets[t]);
            bool crowded = shape->rows * shape->series > 16 || shape->label_length > 20;
            if (!(parts[k].side_by_side && crowded && is_refused(&made)))
                check_fixture(&made);
        }
}

static void twenty_columns_fit_a_slide(void **state)
{
    (void)state;
    static fixture made;
    const struct shape shape = {.rows = 20, .series = 1, .label_length = 8, .scale = 1, .half = 0.02, .whole = true};
    fill_shape(&shape, CV_CHART_COLUMN, &made);
    check_fixture(&made);
}

static void columns_that_are_too_narrow_are_refused(void **state)
{
    (void)state;
    static fixture_results made;
    static fixture from;
    static cv_drawing drawing;
    cv_messages messages = {0};
    const struct shape many = {.rows = 30, .series = 3, .label_length = 5, .scale = 1, .half = 0.02};
    fill_shape(&many, CV_CHART_COLUMN, &from);
    fixture_make(&from, &made);
    assert_int_equal(cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages), CV_USAGE);
    char *got = cv_message_format(&messages.items[0]);
    check_text(
        got,
        "canvass: study.yaml:7:5: error: chart 'chart' has 30 columns side by side, too narrow for their values\n"
        "  expected kind: bar, fewer groups or levels, or a wider page (key theme)",
        "message");
    cv_text_free(got);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

/* ---- the axis ---- */

static void check_axis(cv_chart_kind kind, double value, double half, double low, double high, const char *name)
{
    bool bar = kind == CV_CHART_BAR;
    cv_scale got = cv_scale_choose(value - half, value + half, true, bar, 6);
    check_near(got.low, low, 0, 1e-12, name);
    check_near(got.high, high, 0, 1e-12, name);
}

static void axes_are_nice_and_stay_within_what_is_possible(void **state)
{
    (void)state;
    check_axis(CV_CHART_DOT, 0.5, 0.1, 0.35, 0.65, "dot: the interval with some air, in steps of 5 points");
    check_axis(CV_CHART_DOT, 0.02, 0.019, 0, 0.05, "dot: no share under 0");
    check_axis(CV_CHART_DOT, 0.98, 0.019, 0.95, 1, "dot: no share over 1");
    check_axis(CV_CHART_DOT, 0.5, 0, 0.44, 0.56, "dot: one value without an interval, five points around it");
    check_axis(CV_CHART_BAR, 0.5, 0.1, 0, 0.6, "bar: from 0");
    check_axis(CV_CHART_BAR, 0, 0, 0, 0.05, "bar: nothing but zeros");
}

static void too_many_rows_are_refused(void **state)
{
    (void)state;
    static fixture_results made;
    static fixture from;
    static cv_drawing drawing;
    cv_messages messages = {0};
    const struct shape many = {.rows = 30, .series = 3, .label_length = 5, .scale = 1, .half = 0.02};
    fill_shape(&many, CV_CHART_DOT, &from);
    fixture_make(&from, &made);
    assert_int_equal(cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages), CV_USAGE);
    char *got = cv_message_format(&messages.items[0]);
    check_text(
        got,
        "canvass: study.yaml:7:5: error: chart 'chart' has 30 rows, more than fit on its page in a readable size\n"
        "  expected fewer groups or levels (key level), or a higher page (key theme)",
        "message");
    cv_text_free(got);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

int main(void)
{
    enum { ALONE = 4, SHAPES = ALONE + COUNT_OF(examples), PARTS = SHAPES + COUNT_OF(shapes) };
    struct CMUnitTest tests[PARTS + COUNT_OF(part_shapes)] = {
        cmocka_unit_test(axes_are_nice_and_stay_within_what_is_possible),
        cmocka_unit_test(too_many_rows_are_refused),
        cmocka_unit_test(twenty_columns_fit_a_slide),
        cmocka_unit_test(columns_that_are_too_narrow_are_refused),
    };
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        tests[ALONE + i] = (struct CMUnitTest){.name = examples[i].chart.name.text,
                                               .test_func = check_example,
                                               .initial_state = (void *)(uintptr_t)&examples[i]};
    for (size_t i = 0; i < COUNT_OF(shapes); i++)
        tests[SHAPES + i] = (struct CMUnitTest){
            .name = shapes[i].name, .test_func = check_shape, .initial_state = (void *)(uintptr_t)&shapes[i]};
    for (size_t i = 0; i < COUNT_OF(part_shapes); i++)
        tests[PARTS + i] = (struct CMUnitTest){
            .name = part_shapes[i].name, .test_func = check_parts, .initial_state = (void *)(uintptr_t)&part_shapes[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
