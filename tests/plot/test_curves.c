/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts of curves: the script as it was looked at, names that do not cover each other, labels that break out of
 * nothing, every allocation that fails. */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plot/curves.h"
#include "support/test_golden.h"
#include "support/test_memory.h"

enum { POINTS = 5 };

static const cv_curve_point falling[POINTS] = {{1, 8}, {2, 4}, {4, 2}, {8, 1}, {16, 0.5}},
                            lower[POINTS] = {{1, NAN}, {2, 3.8}, {4, 1.9}, {8, 0.9}, {16, 0.45}}, dot[1] = {{4, 2}};

static cv_curves sample(const cv_curve *curves, size_t count)
{
    return (cv_curves){.name = "sample",
                       .formats = CV_FORMAT_SVG | CV_FORMAT_PNG | CV_FORMAT_PDF,
                       .title = "Two curves",
                       .subtitle = "Height, metres",
                       .footer = "Synthetic.",
                       .alternative = "Curves: two that fall.",
                       .x = {.most = 14, .style = {.scale = 1, .suffix = ""}, .title = "Years"},
                       .y = {.most = 4.4, .style = {.scale = 1, .suffix = ""}},
                       .curves = curves,
                       .curve_count = count};
}

static void the_script_is_as_it_was_looked_at(void **state)
{
    (void)state;
    static const cv_curve curves[] = {{"First", "4 years", falling, POINTS, dot, 1},
                                      {"Second", NULL, lower, POINTS, NULL, 0}};
    const cv_curves all = sample(curves, COUNT_OF(curves));
    cv_buffer script = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_plot_curves(&all, &script, &messages), CV_OK);
    check_golden(script.text, "plot-curves.gp");
    cv_buffer_free(&script);
}

/* Where the texts of the script stand, from the top down, in pixels. */
static size_t find_heights(const char *script, const char *mark, double *heights)
{
    size_t count = 0;
    for (const char *at = script; (at = strstr(at, mark)) != NULL; at += strlen(mark)) {
        const char *place = strstr(at, " at ");
        assert_non_null(place);
        assert_non_null(place = strchr(place, ','));
        heights[count++] = strtod(place + 1, NULL);
    }
    return count;
}

static int compare_numbers(const void *left, const void *right)
{
    const double *a = left, *b = right;
    return (*a > *b) - (*a < *b);
}

/* Eight curves that end in one point, high, low or beyond the axis. */
static void names_do_not_cover_each_other(void **state)
{
    (void)state;
    static const double ends[] = {0, 0.5, 4.9, 99};
    for (size_t e = 0; e < COUNT_OF(ends); e++) {
        const cv_curve_point flat[] = {{1, ends[e]}, {16, ends[e]}};
        cv_curve curves[CV_CURVES_MOST];
        double heights[CV_CURVES_MOST];
        for (size_t i = 0; i < CV_CURVES_MOST; i++)
            curves[i] = (cv_curve){"curve's name", "a note", flat, COUNT_OF(flat), NULL, 0};
        const cv_curves all = sample(curves, CV_CURVES_MOST);
        cv_buffer script = {0};
        cv_messages messages = {0};
        assert_int_equal(cv_plot_curves(&all, &script, &messages), CV_OK);
        assert_int_equal(find_heights(script.text, "'a note' at", heights), CV_CURVES_MOST);
        qsort(heights, CV_CURVES_MOST, sizeof *heights, compare_numbers);
        for (size_t i = 1; i < CV_CURVES_MOST; i++)
            assert_true(heights[i] - heights[i - 1] >=
                        1.25 * cv_theme_slide.size.legend + 1.25 * cv_theme_slide.size.base);
        assert_true(heights[0] > 150 && heights[CV_CURVES_MOST - 1] < cv_theme_slide.height - 130);
        cv_buffer_free(&script);
    }
}

static void labels_break_out_of_nothing(void **state)
{
    (void)state;
    static const cv_curve curve = {"a'b\n`rm` \\ ]]> \x01\xff", "'; quit #", falling, POINTS, dot, 1};
    cv_curves all = sample(&curve, 1);
    all.title = "it's\n'quoted' \\";
    all.alternative = "ends in a backslash\\";
    cv_buffer script = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_plot_curves(&all, &script, &messages), CV_OK);
    assert_null(strstr(script.text, "''; quit"));
    assert_non_null(strstr(script.text, "\"\\047\".'; quit #'"));
    assert_non_null(strstr(script.text, "# Description: ends in a backslash\\ .\n"));
    assert_null(strchr(script.text, '\x01'));
    cv_buffer_free(&script);
}

/* No text, no points, one point: a script all the same. */
static void little_is_drawn_too(void **state)
{
    (void)state;
    static const cv_curve curves[] = {{"", NULL, NULL, 0, NULL, 0}, {"x", "", dot, 1, NULL, 0}};
    cv_curves all = sample(curves, COUNT_OF(curves));
    all.subtitle = all.x.title = "";
    cv_buffer script = {0};
    cv_messages messages = {0};
    assert_int_equal(cv_plot_curves(&all, &script, &messages), CV_OK);
    assert_non_null(strstr(script.text, "$curve2 << EOD\nEOD\n"));
    cv_buffer_free(&script);
}

static cv_status plot(void *context, cv_messages *messages)
{
    cv_buffer script = {0};
    cv_status status = cv_plot_curves(context, &script, messages);
    cv_buffer_free(&script);
    return status;
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    static const cv_curve curves[] = {{"First", "4 years", falling, POINTS, dot, 1}};
    cv_curves all = sample(curves, COUNT_OF(curves));
    check_every_allocation(plot, &all, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_script_is_as_it_was_looked_at), cmocka_unit_test(names_do_not_cover_each_other),
        cmocka_unit_test(labels_break_out_of_nothing),       cmocka_unit_test(little_is_drawn_too),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
