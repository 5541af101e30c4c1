/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Line and slope charts: nothing covers anything, waves stand where their numbers say, gaps are gaps. */
#include "support/test.h"

#include <string.h>

#include "plot/waves.h"

#include "grid.h"
#include "page.h"

static const char *const presets[] = {"slide", "dark", "square", "column"};

static const grid grids[] = {
    {"one_line", 4, 0, 0, 0, NULL, false},
    {"one_wave", 1, 3, 8, 0, NULL, false},
    {"four_lines", 4, 4, 12, 0, NULL, false},
    {"four_lines_of_long_names", 3, 4, 150, 0, NULL, false},
    {"twelve_waves", 12, 3, 12, 0, NULL, false},
    {"thirty_waves", 30, 2, 12, 0, NULL, false},
    {"thirty_lines", 2, 30, 14, 0, NULL, true},
    {"thirty_lines_of_long_names", 2, 30, 90, 0, NULL, true},
    {"gaps", 5, 4, 12, 3, NULL, false},
    {"all_suppressed", 3, 4, 12, 1, NULL, false},
    {"right_to_left", 3, 3, 0, 0, "\xd7\x99\xd7\xa9\xd7\xa8\xd7\x90\xd7\x9c ", false},
    {"wide", 3, 3, 0, 0, "\xe6\x97\xa5\xe6\x9c\xac\xe5\x9b\xbd\xe3\x81\xae\xe6\xb6\x88\xe8\xb2\xbb\xe8\x80\x85", false},
};

static cv_status make(const fixture *from, cv_drawing *drawing, cv_messages *messages)
{
    static fixture_results made;
    *drawing = (cv_drawing){0};
    fixture_make(from, &made);
    return cv_drawing_make(&made.chart, &made.results, &made.result, drawing, messages);
}

static void check_drawing(const fixture *from, bool refused)
{
    static cv_drawing drawing;
    cv_messages messages = {0};
    cv_status status = make(from, &drawing, &messages);
    if (status == CV_OK) {
        check_texts(&drawing);
        check_sizes(&drawing.scene);
    } else if (!refused || strstr(messages.items[0].problem, "more than fit") == NULL)
        fail_msg("%s", messages.items[0].problem);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

static void check_grid(void **state)
{
    static fixture from;
    const grid *shape = *state;
    for (size_t t = 0; t < COUNT_OF(presets); t++)
        for (int way = 0; way < 4; way++) { /* line, small charts, one line highlighted, slope */
            grid_fill(shape, &from);
            cv_word first = {.text = from.by[1].levels[0]};
            from.chart.theme = cv_theme_preset(presets[t]);
            from.chart.kind = way == 3 ? CV_CHART_SLOPE : CV_CHART_LINE;
            if ((way == 3 && shape->waves != 2) || (way != 0 && shape->groups == 0))
                continue;
            if (way == 1)
                from.chart.panels.text = "g";
            if (way == 2)
                from.chart.highlight = (cv_words){&first, 1};
            check_drawing(&from, shape->refused && t > 1);
        }
}

/* ---- where waves stand ---- */

static const cv_scene_text *text_of(const cv_drawing *drawing, const char *text)
{
    for (size_t i = 0; i < drawing->scene.text_count; i++)
        if (strcmp(drawing->scene.texts[i].text, text) == 0)
            return &drawing->scene.texts[i];
    fail_msg("'%s' is not on the page", text);
    return NULL;
}

static fixture three_waves(const char *first, const char *second, const char *third)
{
    return (fixture){.title = "t",
                     .chart.kind = CV_CHART_LINE,
                     .of = {{"x", NULL, {"Yes"}}},
                     .by = {{"wave", NULL, {first, second, third}}},
                     .rows = {{0, 0, {0}, 0.4, 0.02, 500}, {0, 0, {1}, 0.5, 0.02, 510}, {0, 0, {2}, 0.6, 0.02, 520}}};
}

/* How far along the axis the second of three waves is. */
static double second_of(const fixture *from)
{
    static cv_drawing drawing;
    cv_messages messages = {0};
    assert_int_equal(make(from, &drawing, &messages), CV_OK);
    const double first = text_of(&drawing, from->by[0].levels[0])->x,
                 last = text_of(&drawing, from->by[0].levels[2])->x;
    const double share = (text_of(&drawing, from->by[0].levels[1])->x - first) / (last - first);
    cv_drawing_free(&drawing);
    return share;
}

static void waves_that_are_numbers_stand_to_scale(void **state)
{
    (void)state;
    const fixture years = three_waves("2018", "2019", "2022"), words = three_waves("2018", "2019", "later"),
                  back = three_waves("2022", "2019", "2018");
    check_near(second_of(&years), 0.25, 0, 1e-9, "a year of four");
    check_near(second_of(&words), 0.5, 0, 1e-9, "not all are numbers");
    check_near(second_of(&back), 0.5, 0, 1e-9, "numbers that do not rise");
}

static void long_names_of_waves_stand_beside_each_other(void **state)
{
    (void)state;
    for (size_t t = 0; t < COUNT_OF(presets); t++)
        for (int panels = 0; panels < 2; panels++) {
            fixture from =
                three_waves("The first wave, by telephone, in the autumn", "The second wave, online, in the spring",
                            "The third wave, online and with a longer questionnaire than the one before");
            from.chart.theme = cv_theme_preset(presets[t]);
            from.of[0].levels[1] = "No";
            from.of[0].levels[2] = "Don't know";
            for (size_t row = 3; row < 9; row++) {
                from.rows[row] = from.rows[row % 3];
                from.rows[row].level = (int32_t)row / 3;
            }
            from.chart.series.text = panels == 1 ? "level" : NULL;
            check_drawing(&from, false);
        }
}

static void a_wave_s_base_stands_below_it_where_it_has_one_alone(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    const fixture from = three_waves("2018", "2019", "2022");
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    check_near(text_of(&drawing, "n = 510")->x, text_of(&drawing, "2019")->x, 0, 1e-9, "below its wave");
    assert_non_null(strstr(drawing.words.footer, "n of an estimate: 500 to 520"));
    cv_drawing_free(&drawing);
}

/* ---- gaps ---- */

static void a_suppressed_wave_is_a_gap(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = {.title = "t",
                    .chart.kind = CV_CHART_LINE,
                    .of = {{"x", NULL, {"Yes"}}},
                    .by = {{"wave", NULL, {"1", "2", "3", "4"}}},
                    .rows = {{0, 0, {0}, 0.4, 0.1, 500},
                             {0, 0, {1}, 0.5, 0.1, 10, CV_FLAG_MIN_N},
                             {0, 0, {2}, 0.6, 0.1, 500},
                             {0, 0, {3}, 0.7, 0.1, 500}}};
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    assert_non_null(strstr(drawing.scene.data.text, "$line1 << EOD\n1 0.4 0.3"));
    assert_non_null(strstr(drawing.scene.data.text, "\n\n3 0.6 "));
    assert_null(strstr(drawing.scene.data.text, "\n2 0.5"));
    assert_non_null(strstr(drawing.words.footer, "Suppressed: "));
    cv_drawing_free(&drawing);
}

static void the_whole_is_no_wave(void **state)
{
    (void)state;
    static cv_drawing drawing;
    cv_messages messages = {0};
    fixture from = three_waves("2018", "2019", "2022");
    from.rows[3] = (fixture_row){.group = {CV_ALL}, .estimate = 0.5, .half = 0.01, .n = 1530};
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    assert_int_equal(drawing.chart.row_count, 3);
    assert_non_null(strstr(drawing.words.footer, "Base: n = 1,530"));
    cv_drawing_free(&drawing);
}

/* ---- slopes ---- */

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

static void a_slope_has_two_columns(void **state)
{
    (void)state;
    fixture from = three_waves("2018", "2019", "2022");
    from.chart.kind = CV_CHART_SLOPE;
    check_message(&from, "canvass: study.yaml:7:5: error: chart 'chart' has 3 columns, and kind slope shows two\n"
                         "  expected two groups of the first by variable (where keeps some); kind: line shows more");
}

static void a_slope_names_each_line_on_both_sides(void **state)
{
    (void)state;
    static cv_drawing drawing;
    static fixture from;
    cv_messages messages = {0};
    const grid two = {"two", 2, 3, 6, 0, NULL, false};
    grid_fill(&two, &from);
    from.chart.kind = CV_CHART_SLOPE;
    assert_int_equal(make(&from, &drawing, &messages), CV_OK);
    for (size_t i = 0; i < 3; i++) {
        size_t found = 0;
        for (size_t t = 0; t < drawing.scene.text_count; t++)
            found += strcmp(drawing.scene.texts[t].text, from.by[1].levels[i]) == 0;
        assert_int_equal(found, 2);
    }
    cv_drawing_free(&drawing);
}

int main(void)
{
    enum { ALONE = 7 };
    struct CMUnitTest tests[ALONE + COUNT_OF(grids)] = {
        cmocka_unit_test(waves_that_are_numbers_stand_to_scale),
        cmocka_unit_test(long_names_of_waves_stand_beside_each_other),
        cmocka_unit_test(a_wave_s_base_stands_below_it_where_it_has_one_alone),
        cmocka_unit_test(a_suppressed_wave_is_a_gap),
        cmocka_unit_test(the_whole_is_no_wave),
        cmocka_unit_test(a_slope_has_two_columns),
        cmocka_unit_test(a_slope_names_each_line_on_both_sides),
    };
    for (size_t i = 0; i < COUNT_OF(grids); i++)
        tests[ALONE + i] = (struct CMUnitTest){
            .name = grids[i].name, .test_func = check_grid, .initial_state = (void *)(uintptr_t)&grids[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
