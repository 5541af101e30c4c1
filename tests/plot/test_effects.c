/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Heat maps, forests and ranks: nothing covers anything, the order is right, significance is more than a colour. */
#include "support/test.h"

#include <string.h>

#include "plot/panel.h"

#include "grid.h"
#include "page.h"

static const char *const presets[] = {"slide", "dark", "square", "column"};

static const grid grids[] = {
    {"two_groups", 0, 2, 8, 0, NULL, false},
    {"four_groups", 0, 4, 12, 0, NULL, false},
    {"four_groups_of_long_names", 0, 4, 150, 0, NULL, false},
    {"twelve_groups", 0, 12, 12, 0, NULL, true},
    {"thirty_groups", 0, 30, 14, 0, NULL, true},
    {"thirty_groups_of_long_names", 0, 30, 90, 0, NULL, true},
    {"some_suppressed", 0, 5, 12, 3, NULL, false},
    {"all_suppressed", 0, 4, 12, 1, NULL, false},
    {"right_to_left", 0, 3, 0, 0, "\xd7\x99\xd7\xa9\xd7\xa8\xd7\x90\xd7\x9c ", false},
    {"wide", 0, 3, 0, 0, "\xe6\x97\xa5\xe6\x9c\xac\xe5\x9b\xbd\xe3\x81\xae\xe6\xb6\x88\xe8\xb2\xbb\xe8\x80\x85", false},
};

static cv_status make(const fixture *from, cv_drawing *drawing, cv_messages *messages)
{
    static fixture_results made;
    *drawing = (cv_drawing){0};
    fixture_make(from, &made);
    return cv_drawing_make(&made.chart, &made.results, &made.result, drawing, messages);
}

static void check_grid(void **state)
{
    static fixture from;
    static cv_drawing drawing;
    const grid *shape = *state;
    static const cv_chart_kind kinds[] = {CV_CHART_HEATMAP, CV_CHART_FOREST, CV_CHART_RANK};
    for (size_t t = 0; t < COUNT_OF(presets); t++)
        for (size_t k = 0; k < COUNT_OF(kinds); k++) {
            cv_messages messages = {0};
            grid_fill(shape, &from);
            from.chart.theme = cv_theme_preset(presets[t]);
            from.chart.kind = kinds[k];
            from.chart.sort = CV_SORT_VALUE;
            from.compare = (cv_compare_spec){.given = true, .pairs = true};
            if (make(&from, &drawing, &messages) == CV_OK) {
                check_texts(&drawing);
                check_sizes(&drawing.scene);
            } else if (!shape->refused || (kinds[k] != CV_CHART_FOREST && t < 2) ||
                       strstr(messages.items[0].problem, "more than fit") == NULL)
                fail_msg("%s", messages.items[0].problem);
            cv_drawing_free(&drawing);
            cv_messages_free(&messages);
        }
}

/* Three groups: B is far above the others, which cannot be told apart. */
static fixture three_groups(cv_chart_kind kind)
{
    return (fixture){
        .title = "t",
        .chart.kind = kind,
        .of = {{"x", NULL, {"Yes", "No"}}},
        .by = {{"g", "Group", {"Aachen", "Bern", "Cork"}}},
        .compare = {.given = true, .pairs = true},
        .rows = {{0, 0, {0}, 0.4, 0.03, 500, 0}, {0, 0, {1}, 0.6, 0.03, 510, 0}, {0, 0, {2}, 0.42, 0.03, 520, 0}}};
}

/* The text that stands by these letters in the n-th place from the top; NULL: there are fewer. */
static const cv_scene_text *find(const cv_drawing *drawing, const char *text, char align)
{
    for (size_t i = 0; i < drawing->scene.text_count; i++)
        if (strcmp(drawing->scene.texts[i].text, text) == 0 && drawing->scene.texts[i].align == align)
            return &drawing->scene.texts[i];
    fail_msg("'%s' is not on the page", text);
    return NULL;
}

static bool is_on(const cv_drawing *drawing, const char *text)
{
    for (size_t i = 0; i < drawing->scene.text_count; i++)
        if (strcmp(drawing->scene.texts[i].text, text) == 0)
            return true;
    return false;
}

/* ---- heat maps ---- */

static void a_heat_map_says_by_how_much_the_row_is_above_the_column(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_HEATMAP);
    from.chart.sort = CV_SORT_VALUE;
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    const double aachen = find(&drawing, "Aachen", 'r')->y, bern = find(&drawing, "Bern", 'r')->y,
                 cork = find(&drawing, "Cork", 'r')->y;
    assert_true(bern < cork && cork < aachen); /* the largest first */
    const cv_scene_text *up = find(&drawing, "+20*", 'c'), *down = find(&drawing,
                                                                        "\xe2\x88\x92"
                                                                        "20*",
                                                                        'c');
    check_near(up->y, bern, 0, 1e-9, "Bern is above Aachen");
    check_near(up->x, find(&drawing, "Aachen", 'c')->x, 0, 1e-9, "in Aachen's column");
    check_near(down->y, aachen, 0, 1e-9, "Aachen is below Bern");
    const cv_scene_text *same = find(&drawing, "+2", 'c');
    assert_true(up->bold && !same->bold);
    check_near(same->y, cork, 0, 1e-9, "Cork and Aachen");
    assert_non_null(
        strstr(drawing.words.footer, "p adjusted by Holm's method; full cells and * significant at the 5% level."));
    assert_non_null(strstr(drawing.words.alt, "Heat map."));
    cv_drawing_free(&drawing);
}

static void colours_of_a_heat_map_are_symmetric_and_readable(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_HEATMAP);
    for (size_t t = 0; t < COUNT_OF(presets); t++) {
        from.chart.theme = cv_theme_preset(presets[t]);
        assert_int_equal(make(&from, &drawing, &messages), CV_OK);
        char low[16], high[16];
        snprintf(low, sizeof low, "0x%06x", from.chart.theme->low);
        snprintf(high, sizeof high, "0x%06x", from.chart.theme->high);
        assert_non_null(strstr(drawing.scene.data.text, low)); /* the largest difference has the ends of the scale */
        assert_non_null(strstr(drawing.scene.data.text, high));
        cv_drawing_free(&drawing);
    }
}

static void check_message(const fixture *from, const char *want)
{
    static cv_drawing drawing;
    cv_messages messages = {0};
    assert_int_equal(make(from, &drawing, &messages), CV_USAGE);
    char *got = cv_message_format(&messages.items[0]);
    check_text(got, want, "message");
    cv_text_free(got);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

static void a_heat_map_shows_one_level(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_HEATMAP);
    for (size_t i = 0; i < 3; i++) {
        from.rows[3 + i] = from.rows[i];
        from.rows[3 + i].level = 1;
    }
    check_message(&from,
                  "canvass: study.yaml:7:5: error: chart 'chart' has 2 tables of pairs, and kind heatmap shows one\n"
                  "  expected level: one of the analysis's levels (or an analysis of one variable)");
    cv_word no = {.text = "No"};
    from.chart.level = (cv_words){&no, 1};
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    cv_drawing_free(&drawing);
}

/* ---- forests ---- */

static void significant_pairs_have_a_block_of_their_own(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_FOREST);
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    const char *others = strstr(drawing.scene.data.text, "$others << EOD\n-0.01"),
               *significant = strstr(drawing.scene.data.text, "$significant << EOD\n-0.");
    assert_non_null(others);
    assert_non_null(significant);
    assert_true(is_on(&drawing, "Aachen vs Bern") &&
                is_on(&drawing, "\xe2\x88\x92"
                                "20*") &&
                is_on(&drawing, "p < 0.001"));
    assert_true(is_on(&drawing, "\xe2\x88\x92"
                                "2"));
    assert_non_null(strstr(drawing.words.subtitle, "Difference in percentage points (95% confidence interval)"));
    assert_non_null(strstr(drawing.words.footer, "95% confidence intervals: Wald"));
    cv_drawing_free(&drawing);
}

static void pairs_are_sorted_by_value(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_FOREST);
    from.chart.sort = CV_SORT_VALUE;
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    const double first = find(&drawing, "Bern vs Cork", 'r')->y, second = find(&drawing, "Aachen vs Cork", 'r')->y,
                 third = find(&drawing, "Aachen vs Bern", 'r')->y;
    assert_true(first < second && second < third); /* +18, -2, -20 */
    cv_drawing_free(&drawing);
}

static void ratios_have_an_axis_of_ratios(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_groups(CV_CHART_FOREST);
    from.compare.measures[0] = CV_MEASURE_RATIO;
    from.compare.measure_count = 1;
    from.compare.adjust = CV_ADJUST_NONE;
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    double origin, low, unit;
    const char *function = strstr(drawing.scene.data.text, "x1(v) = ");
    assert_non_null(function);
    assert_int_equal(sscanf(function, "x1(v) = %lf + (log(v) - %lf) * %lf", &origin, &low, &unit), 3);
    const double one = origin - low * unit; /* log 1 is 0 */
    bool found = false;
    for (size_t i = 0; i < drawing.scene.line_count; i++)
        found = found || (fabs(drawing.scene.lines[i].x - one) < 1e-3 &&
                          drawing.scene.lines[i].colour == drawing.scene.theme->rule);
    assert_true(found);
    assert_true(is_on(&drawing, "0.67*"));
    assert_non_null(strstr(drawing.words.footer, "p not adjusted; * significant at the 5% level."));
    cv_drawing_free(&drawing);
}

static void axes_of_ratios_have_one_in_them(void **state)
{
    (void)state;
    const struct {
        double low, high;
    } cases[] = {{0.2, 0.6}, {3, 40}, {1, 1}, {INFINITY, -INFINITY}, {1e-4, 1e5}, {0.98, 1.01}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        cv_scale scale = cv_scale_choose_log(cases[i].low, cases[i].high, 7);
        const cv_panel panel = {.number = 1, .left = 100, .right = 900, .x = scale};
        assert_true(scale.log && scale.low > 0 && scale.low < 1 && scale.high > 1);
        if (cases[i].low <= cases[i].high)
            assert_true(scale.low < cases[i].low && scale.high > cases[i].high);
        const double product = cv_panel_x(&panel, 2) - cv_panel_x(&panel, 1);
        check_near(cv_panel_x(&panel, 6) - cv_panel_x(&panel, 3), product, 1e-9, 0, "equal ratios are equal ways");
        check_near(cv_panel_x(&panel, scale.low), 100, 0, 1e-9, "the left end");
        check_near(cv_panel_x(&panel, scale.high), 900, 0, 1e-9, "the right end");
    }
}

/* ---- ranks ---- */

static void ranks_stand_with_what_the_tests_leave_open(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    const fixture from = three_groups(CV_CHART_RANK);
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    const double bern = find(&drawing, "Bern", 'r')->y, cork = find(&drawing, "Cork", 'r')->y;
    assert_true(bern < cork && cork < find(&drawing, "Aachen", 'r')->y);
    check_near(find(&drawing, "60%", 'r')->y, bern, 0, 1e-9, "its estimate");
    /* Bern is certainly the first; the others share the second and the third rank */
    assert_int_equal(drawing.chart.mark_count, 3);
    const double want[3][3] = {{1, 1, 1}, {2, 2, 3}, {3, 2, 3}};
    for (size_t i = 0; i < 3; i++) {
        check_near(drawing.chart.marks[i].estimate->estimate, want[i][0], 0, 0, "the rank");
        check_near(drawing.chart.marks[i].estimate->low, want[i][1], 0, 0, "the best one");
        check_near(drawing.chart.marks[i].estimate->high, want[i][2], 0, 0, "the worst one");
    }
    assert_non_null(strstr(drawing.words.footer, "for all groups at once with 95% confidence"));
    cv_drawing_free(&drawing);
}

static void a_suppressed_group_hides_no_other(void **state)
{
    (void)state;
    static const cv_chart_kind kinds[] = {CV_CHART_RANK, CV_CHART_HEATMAP};
    static cv_drawing drawing;
    for (size_t k = 0; k < COUNT_OF(kinds); k++)
        for (size_t groups = 2; groups <= 3; groups++)
            for (size_t hidden = 0; hidden < groups; hidden++) {
                cv_messages messages = {0};
                static const char *const shares[] = {"40%", "60%", "42%"}, *const finer[] = {"40.0%", "60.0%", "42.0%"};
                fixture from = three_groups(kinds[k]);
                from.rows[hidden].flags = CV_FLAG_MIN_N;
                if (groups == 2)
                    from.rows[2] = (fixture_row){0};
                assert_int_equal(make(&from, &drawing, &messages), CV_OK);
                for (size_t i = 0; i < groups; i++)
                    assert_true((is_on(&drawing, shares[i]) || is_on(&drawing, finer[i])) == (i != hidden));
                cv_drawing_free(&drawing);
            }
}

int main(void)
{
    enum { ALONE = 9 };
    struct CMUnitTest tests[ALONE + COUNT_OF(grids)] = {
        cmocka_unit_test(a_heat_map_says_by_how_much_the_row_is_above_the_column),
        cmocka_unit_test(colours_of_a_heat_map_are_symmetric_and_readable),
        cmocka_unit_test(a_heat_map_shows_one_level),
        cmocka_unit_test(significant_pairs_have_a_block_of_their_own),
        cmocka_unit_test(pairs_are_sorted_by_value),
        cmocka_unit_test(ratios_have_an_axis_of_ratios),
        cmocka_unit_test(axes_of_ratios_have_one_in_them),
        cmocka_unit_test(ranks_stand_with_what_the_tests_leave_open),
        cmocka_unit_test(a_suppressed_group_hides_no_other),
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        tests[ALONE + i] = (struct CMUnitTest){
            .name = grids[i].name, .test_func = check_grid, .initial_state = (void *)(uintptr_t)&grids[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
