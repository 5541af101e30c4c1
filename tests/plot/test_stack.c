/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/test.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/colour.h"
#include "plot/kind.h"
#include "plot/stack.h"

#include "examples.h"

static fixture_results made;
static cv_drawing drawing;

static const fixture *example(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(examples); i++)
        if (strcmp(examples[i].chart.name.text, name) == 0)
            return &examples[i];
    fail_msg("no example %s", name);
    return NULL;
}

static void draw(const fixture *from)
{
    cv_messages messages = {0};
    fixture_make(from, &made);
    if (cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages) != CV_OK)
        fail_msg("%s", messages.items[0].problem);
}

static void check_refused(const fixture *from, const char *want)
{
    cv_messages messages = {0};
    fixture_make(from, &made);
    assert_int_equal(cv_drawing_make(&made.chart, &made.results, &made.result, &drawing, &messages), CV_USAGE);
    char *got = cv_message_format(&messages.items[0]);
    check_text(got, want, "message");
    cv_text_free(got);
    cv_drawing_free(&drawing);
    cv_messages_free(&messages);
}

static const cv_scene_text *text_of(const char *text, size_t number)
{
    for (size_t i = 0; i < drawing.scene.text_count; i++)
        if (strcmp(drawing.scene.texts[i].text, text) == 0 && number-- == 0)
            return &drawing.scene.texts[i];
    return NULL;
}

static const cv_scene_text *the_text(const char *text)
{
    const cv_scene_text *found = text_of(text, 0);
    if (found == NULL)
        fail_msg("the page has no '%s'", text);
    return found;
}

/* ---- what is written ---- */

static void parts_and_the_positive_share_add_up_as_written(void **state)
{
    (void)state;
    draw(example("likert-middle"));
    /* the United Kingdom: 14.3, 11.7, 13.45, 30.55 and 30 per cent; 30.55 and 11.7 are rounded up */
    const double y = the_text("United Kingdom")->y;
    static const char *const numbers[] = {"14", "12", "13", "31", "30", "61%"};
    double x = 0;
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const cv_scene_text *found = NULL;
        for (size_t n = 0; text_of(numbers[i], n) != NULL; n++)
            found = fabs(text_of(numbers[i], n)->y - y) < 1 ? text_of(numbers[i], n) : found;
        if (found == NULL)
            fail_msg("no %s in the row", numbers[i]);
        assert_true(found->x > x);
        x = found->x;
    }
    assert_non_null(strstr(drawing.chart.footer, "Shares are rounded to add to 100%."));
    cv_drawing_free(&drawing);
}

static void rows_go_by_the_positive_share_those_without_and_the_whole_last(void **state)
{
    (void)state;
    static const char *const rows[] = {"Spain", "France", "United Kingdom", "Poland", "All"};
    draw(example("likert-middle"));
    for (size_t i = 1; i < COUNT_OF(rows); i++)
        assert_true(the_text(rows[i - 1])->y < the_text(rows[i])->y);
    assert_non_null(the_text("suppressed"));
    assert_non_null(the_text("\xe2\x80\x93"));
    cv_drawing_free(&drawing);
}

static void a_little_more_than_nothing_is_said_so(void **state)
{
    (void)state;
    fixture from = *example("bar-percent");
    from.rows[5].estimate = 0.002;
    from.rows[6].estimate = 0.148;
    draw(&from);
    assert_non_null(strstr(drawing.chart.alt, "Spain, Not interested: <1%;"));
    assert_non_null(strstr(drawing.chart.alt, "France, Little interested: 0%;"));
    cv_drawing_free(&drawing);
}

static void intervals_are_told_instead_of_drawn(void **state)
{
    (void)state;
    draw(example("bar-percent"));
    assert_non_null(strstr(drawing.chart.footer,
                           "No intervals are drawn: 95% limits lie within 1.7 percentage points of the shares."));
    assert_null(strstr(drawing.chart.footer, "confidence intervals:"));
    assert_null(strstr(drawing.chart.subtitle, "confidence"));
    assert_null(strstr(drawing.scene.plots.text, "errorbars"));
    cv_drawing_free(&drawing);
}

static void neutral_answers_that_are_out_are_named_below(void **state)
{
    (void)state;
    fixture from = *example("likert-middle");
    from.chart.neutral = CV_NEUTRAL_OUT;
    draw(&from);
    assert_int_equal(drawing.chart.series_count, 4);
    assert_non_null(strstr(drawing.chart.footer, "Shares are rounded to add to their rounded sum."));
    assert_non_null(strstr(drawing.chart.footer, "In the base, but not shown: Neutral."));
    assert_null(text_of("Neutral", 0));
    cv_drawing_free(&drawing);
}

static void bars_of_groups_tell_their_common_base_and_sum(void **state)
{
    (void)state;
    draw(example("bar-values"));
    assert_non_null(the_text("n = 3,316"));
    assert_non_null(the_text("57,074"));
    static const char *const rows[] = {"United Kingdom", "Spain", "Poland", "France"};
    for (size_t i = 1; i < COUNT_OF(rows); i++) /* in France one part is not there */
        assert_true(the_text(rows[i - 1])->y < the_text(rows[i])->y);
    cv_drawing_free(&drawing);
}

static void a_part_that_is_not_known_leaves_the_whole_unknown(void **state)
{
    (void)state;
    fixture from = *example("bar-values");
    from.chart.stack = CV_STACK_PERCENT;
    draw(&from);
    assert_non_null(strstr(drawing.chart.alt, "Spain, Women: 50%; Spain, Men: 50%;"));
    assert_non_null(strstr(drawing.chart.alt, "France, Women: suppressed; France, Men: suppressed"));
    assert_null(strstr(drawing.chart.alt, "100%"));
    cv_drawing_free(&drawing);
}

static void shares_beside_a_suppressed_one_stay_shares_of_all(void **state)
{
    (void)state;
    static cv_word shown[] = {{.text = "Neutral"}, {.text = "Interested"}, {.text = "Very interested"}};
    fixture from = *example("bar-percent");
    from.rows[4].flags = CV_FLAG_MIN_N;
    draw(&from);
    assert_non_null(strstr(drawing.chart.alt, "United Kingdom, Interested: 31%;"));
    assert_non_null(strstr(drawing.chart.alt, "United Kingdom, Very interested: suppressed;"));
    assert_null(strstr(drawing.chart.footer, "of the answers shown"));
    cv_drawing_free(&drawing);
    from.chart.level = (cv_words){shown, 3};
    draw(&from);
    assert_non_null(strstr(drawing.chart.alt, "United Kingdom, Interested: suppressed;"));
    assert_non_null(
        strstr(drawing.chart.footer, "Shares are of the answers shown. Shares are rounded to add to 100%."));
    cv_drawing_free(&drawing);
}

static void choices_are_added_up_over_all_combinations(void **state)
{
    (void)state;
    draw(example("upset-channels"));
    static const char *const totals[] = {"App", "68%", "Web", "51%", "Television", "16%", "None", "12%"};
    for (size_t i = 0; i < COUNT_OF(totals); i += 2)
        check_near(the_text(totals[i])->y, the_text(totals[i + 1])->y, 0, 1e-9, totals[i]);
    cv_drawing_free(&drawing);
}

static void combinations_beyond_twenty_are_added_up(void **state)
{
    (void)state;
    static fixture from;
    static char names[30][8];
    from = *example("upset-channels");
    memset(from.rows, 0, sizeof from.rows);
    static const char *const choices[] = {"A", "B", "C", "D", "E"};
    for (size_t i = 0; i < COUNT_OF(choices); i++)
        from.choices[i] = choices[i];
    for (size_t i = 0; i < 30; i++) {
        snprintf(names[i], sizeof names[i], "c%zu", i);
        from.of[0].levels[i] = names[i];
        from.combinations[i] = i;
        from.rows[i] = (fixture_row){.level = (int32_t)i, .estimate = i < 20 ? 0.04 : 0.02, .half = 0.012, .n = 900};
    }
    draw(&from);
    assert_int_equal(drawing.chart.row_count, 20);
    assert_non_null(strstr(drawing.chart.footer, "Combinations shown: 20; not shown: 10, together 20%."));
    cv_drawing_free(&drawing);
}

static void a_combination_alone_has_its_own_dots(void **state)
{
    (void)state;
    static cv_word shown[] = {{.text = "App + Web"}};
    for (int as_series = 0; as_series < 2; as_series++) {
        fixture from = *example("upset-channels");
        from.chart.level = (cv_words){shown, 1};
        from.chart.series.text = as_series ? "level" : NULL;
        draw(&from);
        const cv_chart_mark *mark = &drawing.chart.marks[0];
        static const char *const choices[] = {"App", "Web", "Television"};
        assert_int_equal(drawing.chart.mark_count, 1);
        size_t lit = 0;
        for (size_t c = 0; c < COUNT_OF(choices); c++)
            for (size_t i = 0; i < drawing.scene.shape_count; i++) {
                const cv_scene_shape *dot = &drawing.scene.shapes[i];
                if (dot->corners != 1 || fabs(dot->y[0] - the_text(choices[c])->y) > 1)
                    continue;
                assert_true((dot->colour == mark->colour.mark) == (c < 2));
                lit += c < 2;
            }
        assert_int_equal(lit, 2);
        assert_null(text_of("None", 0));
        cv_drawing_free(&drawing);
    }
}

/* ---- colours ---- */

static void numbers_stand_out_from_every_colour_they_can_stand_on(void **state)
{
    (void)state;
    static const char *const presets[] = {"slide", "square", "column", "dark"};
    enum { SERIES = 3 };
    for (size_t t = 0; t < COUNT_OF(presets); t++) {
        const cv_theme *theme = cv_theme_preset(presets[t]);
        for (size_t count = 1; count <= CV_STACK_MOST; count++)
            for (size_t i = 0; i < count; i++) {
                const unsigned fills[SERIES] = {cv_theme_diverging(theme, i, count), cv_theme_sequence(theme, i, count),
                                                theme->series[i % CV_SERIES_MOST].colour.mark};
                for (size_t f = 0; f < SERIES; f++) {
                    cv_scene scene = {.theme = theme};
                    cv_stack_inside(&scene, "36", (cv_stack_box){0, 0, 200, 100}, 28, fills[f]);
                    assert_int_equal(scene.text_count, 1);
                    assert_true(cv_colour_contrast(scene.texts[0].colour, fills[f]) >= 4.5);
                    cv_scene_free(&scene);
                }
            }
    }
}

static void a_number_that_has_no_room_is_left_out(void **state)
{
    (void)state;
    cv_scene scene = {.theme = &cv_theme_slide};
    cv_stack_inside(&scene, "36", (cv_stack_box){0, 0, 30, 100}, 28, 0xffffff);
    cv_stack_inside(&scene, "36", (cv_stack_box){0, 0, 200, 20}, 28, 0xffffff);
    cv_stack_inside(&scene, "", (cv_stack_box){0, 0, 200, 100}, 28, 0xffffff);
    assert_int_equal(scene.text_count, 0);
    cv_scene_free(&scene);
}

/* The lightness of the series' colours rises or falls all the way. */
static void check_ordered(const fixture *from, bool falling)
{
    draw(from);
    for (size_t i = 1; i < drawing.chart.series_count; i++) {
        double before = cv_colour_contrast(drawing.chart.series_colours[i - 1].mark, 0);
        double now = cv_colour_contrast(drawing.chart.series_colours[i].mark, 0);
        assert_true(falling ? now < before : now > before);
    }
    cv_drawing_free(&drawing);
}

static void ordered_answers_have_one_colour_that_deepens_with_the_number(void **state)
{
    (void)state;
    static const char *const rising[] = {"1", "2", "3", "4", "5"}, *const sinking[] = {"5", "4", "3", "2", "1"};
    fixture from = *example("bar-percent");
    for (size_t i = 0; i < 5; i++)
        from.of[0].levels[i] = rising[i];
    check_ordered(&from, true);
    for (size_t i = 0; i < 5; i++)
        from.of[0].levels[i] = sinking[i];
    check_ordered(&from, false);
}

static void answers_without_an_order_have_the_palette(void **state)
{
    (void)state;
    draw(example("bar-percent"));
    for (size_t i = 0; i < drawing.chart.series_count; i++)
        assert_int_equal(drawing.chart.series_colours[i].mark, cv_theme_slide.series[i].colour.mark);
    cv_drawing_free(&drawing);
}

/* ---- what is refused ---- */

static void shares_of_groups_are_not_stacked(void **state)
{
    (void)state;
    fixture from = *example("bar-country-age");
    from.chart.stack = CV_STACK_VALUES;
    check_refused(&from,
                  "canvass: study.yaml:7:5: error: chart 'bar-country-age' would stack shares of different groups, "
                  "which do not add up\n  expected series: level");
}

static void one_part_is_no_stack(void **state)
{
    (void)state;
    fixture from = *example("bar-one");
    from.chart.stack = CV_STACK_PERCENT;
    check_refused(&from, "canvass: study.yaml:7:5: error: chart 'bar-one' has no parts to stack, or more than 12\n"
                         "  expected 2 to 12 levels (key level)");
}

static void parts_below_zero_are_not_stacked(void **state)
{
    (void)state;
    fixture from = *example("bar-values");
    from.rows[0].estimate = -1;
    check_refused(&from, "canvass: study.yaml:7:5: error: chart 'bar-values' would stack a number below 0\n"
                         "  expected parts of 0 or more");
}

static void an_answer_is_not_both_positive_and_negative(void **state)
{
    (void)state;
    static cv_word both[] = {{.text = "Neutral"}};
    fixture from = *example("likert-middle");
    from.chart.positive = from.chart.negative = (cv_words){both, 1};
    check_refused(&from,
                  "canvass: study.yaml:7:5: error: chart 'likert-middle': 'Neutral' is both positive and negative");
}

static void parts_of_one_name_are_refused(void **state)
{
    (void)state;
    fixture from = *example("bar-percent");
    from.of[0].levels[1] = from.of[0].levels[0];
    check_refused(&from, "canvass: study.yaml:7:5: error: chart 'bar-percent' has two parts of one name in a bar\n"
                         "  expected labels that differ");
}

static void a_likert_chart_needs_a_side(void **state)
{
    (void)state;
    static cv_word side[] = {{.text = "Interested"}}, shown[] = {{.text = "Neutral"}, {.text = "Not interested"}};
    fixture from = *example("likert-middle");
    from.chart.neutral = CV_NEUTRAL_OUT;
    from.chart.level = (cv_words){shown, 2};
    from.chart.positive = (cv_words){side, 1};
    check_refused(&from,
                  "canvass: study.yaml:7:5: error: chart 'likert-middle' has no answers but neutral ones, which are "
                  "out\n  expected positive or negative: answers that are shown");
}

static void a_mosaic_needs_groups(void **state)
{
    (void)state;
    fixture from = *example("mosaic-countries");
    memmove(from.rows, from.rows + 20, 6 * sizeof from.rows[0]);
    memset(from.rows + 5, 0, sizeof from.rows[0]);
    check_refused(&from, "canvass: study.yaml:7:5: error: chart 'mosaic-countries' has nothing to show: nobody is in a "
                         "group");
}

static void upset_is_of_combinations(void **state)
{
    (void)state;
    fixture from = *example("bar-one");
    from.chart.kind = CV_CHART_UPSET;
    check_refused(&from, "canvass: study.yaml:7:5: error: chart 'bar-one' is of no combinations\n"
                         "  expected an analysis of one variable that is made by combinations");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_and_the_positive_share_add_up_as_written),
        cmocka_unit_test(rows_go_by_the_positive_share_those_without_and_the_whole_last),
        cmocka_unit_test(a_little_more_than_nothing_is_said_so),
        cmocka_unit_test(intervals_are_told_instead_of_drawn),
        cmocka_unit_test(neutral_answers_that_are_out_are_named_below),
        cmocka_unit_test(bars_of_groups_tell_their_common_base_and_sum),
        cmocka_unit_test(a_part_that_is_not_known_leaves_the_whole_unknown),
        cmocka_unit_test(shares_beside_a_suppressed_one_stay_shares_of_all),
        cmocka_unit_test(choices_are_added_up_over_all_combinations),
        cmocka_unit_test(combinations_beyond_twenty_are_added_up),
        cmocka_unit_test(a_combination_alone_has_its_own_dots),
        cmocka_unit_test(numbers_stand_out_from_every_colour_they_can_stand_on),
        cmocka_unit_test(a_number_that_has_no_room_is_left_out),
        cmocka_unit_test(ordered_answers_have_one_colour_that_deepens_with_the_number),
        cmocka_unit_test(answers_without_an_order_have_the_palette),
        cmocka_unit_test(shares_of_groups_are_not_stacked),
        cmocka_unit_test(one_part_is_no_stack),
        cmocka_unit_test(parts_below_zero_are_not_stacked),
        cmocka_unit_test(an_answer_is_not_both_positive_and_negative),
        cmocka_unit_test(parts_of_one_name_are_refused),
        cmocka_unit_test(a_likert_chart_needs_a_side),
        cmocka_unit_test(a_mosaic_needs_groups),
        cmocka_unit_test(upset_is_of_combinations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
