/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparisons and tests below the estimates. */
#include "table/grid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "table/build.h"
#include "table/words.h"

/* ---- comparisons ---- */

enum { SHOWN_MEASURE, SHOWN_VALUE, SHOWN_INTERVAL, SHOWN_P, SHOWN_ADJUSTED, SHOWN_COUNT };

/* The three kinds of comparisons in the order they are listed. */
enum { KIND_SIGNIFICANT, KIND_NOT, KIND_UNKNOWN, KIND_COUNT };

typedef struct listing {
    cv_sheet *sheet;
    const cv_result *result;
    cv_grid *grid;
    bool one_measure; /**< all rows have the same: it stands in the heading */
    bool one_subject; /**< all rows are of one variable and level: no need to name it */
    bool adjusted;
    size_t totals[KIND_COUNT];
} listing;

static int kind_of(const cv_comparison *row)
{
    return isnan(row->p) ? KIND_UNKNOWN : row->significant ? KIND_SIGNIFICANT : KIND_NOT;
}

static bool is_relative(cv_measure measure)
{
    return measure == CV_MEASURE_RATIO || measure == CV_MEASURE_ODDS_RATIO;
}

static const char *measure_text(const cv_result *result, cv_measure measure)
{
    const cv_language language = result->language;
    bool points = cv_statistic_is_share(result->statistic) || result->statistic == CV_STATISTIC_NPS ||
                  result->statistic == CV_STATISTIC_NET || cv_model_has_shares(result);
    switch (measure) {
    case CV_MEASURE_RATIO:
        return cv_say(language, "Ratio");
    case CV_MEASURE_ODDS_RATIO:
        return cv_say(language, "Odds ratio");
    case CV_MEASURE_CONTRAST:
        return points ? cv_say(language, "Contrast (points)") : cv_say(language, "Contrast");
    case CV_MEASURE_DIFFERENCE:
        break;
    }
    return points ? cv_say(language, "Difference (points)") : cv_say(language, "Difference");
}

/* Differences of one variable have the same decimals, where they are of one kind: those that the most precise one
 * deserves. */
static double smallest_se(const cv_result *result, const cv_comparison *of)
{
    double least = NAN;
    for (size_t i = 0; i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        bool alike = row->variable == of->variable && (of->unit == CV_UNIT_STATISTIC || row->level == of->level);
        if (alike && !is_relative(row->measure) && row->se > 0 && !(row->se >= least))
            least = row->se;
    }
    return least;
}

static cv_digits comparison_digits(const cv_result *result, const cv_comparison *row)
{
    if (is_relative(row->measure)) {
        int decimals =
            cv_digits_for_se(row->se * row->value) - 1; /* the standard error is the logarithm's, so relative */
        return (cv_digits){.scale = 1,
                           .decimals = decimals < 2   ? 2
                                       : decimals > 4 ? 4
                                                      : decimals,
                           .language = result->language};
    }
    cv_digits digits = cv_estimate_digits(result, row->unit, smallest_se(result, row));
    digits.percent = false;
    digits.sign = true;
    return digits;
}

const char *cv_sheet_pair(cv_sheet *sheet, size_t variable, int32_t level, const int32_t *group, size_t over,
                          bool one_subject, const char *pair)
{
    const cv_axis *of = &sheet->result->of[variable];
    const char *others = cv_sheet_group(sheet, group, over), *subject = "";
    if (!one_subject)
        subject = level == CV_ALL ? cv_sheet_label(sheet, of) : cv_sheet_level(sheet, of, level);
    if (!one_subject && level != CV_ALL && sheet->result->of_count > 1)
        subject = cv_sheet_format(sheet, cv_say(sheet->language, "%s: %s"), cv_sheet_label(sheet, of), subject);
    if (*subject != '\0' && *others != '\0')
        subject = cv_sheet_format(sheet, "%s, %s", subject, others);
    else if (*others != '\0')
        subject = others;
    return *subject == '\0' ? pair : cv_sheet_format(sheet, cv_say(sheet->language, "%s: %s"), subject, pair);
}

const char *cv_sheet_versus(cv_sheet *sheet, size_t over, int32_t a, int32_t b)
{
    const cv_axis *axis = &sheet->result->by[over];
    return cv_sheet_format(sheet, cv_say(sheet->language, "%s vs %s"), cv_sheet_level(sheet, axis, a),
                           cv_sheet_level(sheet, axis, b));
}

static const char *stub_of(listing *list, const cv_comparison *row)
{
    const char *pair = row->contrast != NULL ? cv_sheet_clean(list->sheet, row->contrast)
                                             : cv_sheet_versus(list->sheet, row->over, row->a, row->b);
    return cv_sheet_pair(list->sheet, row->variable, row->level, row->group, row->over, list->one_subject, pair);
}

static void fill_comparison(listing *list, const cv_comparison *row, cv_grid_cell *cells)
{
    cv_sheet *sheet = list->sheet;
    cv_digits digits = comparison_digits(list->result, row);
    bool words = !is_relative(row->measure); /* differences fall on both sides of zero */
    cells[SHOWN_MEASURE].text = measure_text(list->result, row->measure);
    cv_cell_number(sheet, &cells[SHOWN_VALUE], &digits, row->value);
    if (!isnan(row->low) || !isnan(row->high))
        cv_cell_interval(sheet, &cells[SHOWN_INTERVAL], &digits, row->low, row->high, words);
    cv_cell_p(sheet, &cells[SHOWN_P], row->p);
    cv_cell_p(sheet, &cells[SHOWN_ADJUSTED], row->p_adjusted);
}

static const char *kind_heading(listing *list, int kind)
{
    cv_sheet *sheet = list->sheet;
    const cv_language language = sheet->language;
    const char *level = cv_sheet_per_cent(sheet, 1 - list->result->confidence);
    const char *count = cv_sheet_count(sheet, list->totals[kind]);
    const char *all = cv_sheet_count(sheet, list->result->comparison_count);
    if (kind == KIND_UNKNOWN)
        return cv_sheet_format(sheet, cv_say(language, "Without a test (%s of %s)"), count, all);
    if (kind == KIND_SIGNIFICANT)
        return cv_sheet_format(sheet, cv_say(language, "Significant at the %s%% level (%s of %s)"), level, count, all);
    return cv_sheet_format(sheet, cv_say(language, "Not significant at the %s%% level (%s of %s)"), level, count, all);
}

static bool add_comparisons(listing *list, int kind, size_t *room)
{
    if (list->totals[kind] == 0 || *room == 0)
        return true;
    if (cv_grid_add_line(list->sheet, list->grid, CV_LINE_HEADING, kind_heading(list, kind)) == NULL)
        return false;
    for (size_t i = 0; i<list->result->comparison_count && * room> 0; i++) {
        const cv_comparison *row = &list->result->comparisons[i];
        if (kind_of(row) != kind)
            continue;
        cv_grid_line *line = cv_grid_add_line(list->sheet, list->grid, CV_LINE_FIGURES, stub_of(list, row));
        if (line == NULL)
            return false;
        fill_comparison(list, row, line->cells);
        --*room;
    }
    return true;
}

static void survey(listing *list)
{
    const cv_comparison *rows = list->result->comparisons;
    list->one_measure = list->one_subject = true;
    list->adjusted = list->result->spec->compare.adjust != CV_ADJUST_NONE;
    for (size_t i = 0; i < list->result->comparison_count; i++) {
        list->totals[kind_of(&rows[i])]++;
        list->one_measure = list->one_measure && rows[i].measure == rows[0].measure;
        list->one_subject = list->one_subject && rows[i].variable == rows[0].variable && rows[i].level == rows[0].level;
    }
}

static bool begin_comparisons(listing *list)
{
    const cv_language language = list->sheet->language;
    const char *measure = measure_text(list->result, list->result->comparisons[0].measure);
    const char *headings[SHOWN_COUNT] = {
        cv_say(language, "Measure"), list->one_measure ? measure : cv_say(language, "Value"),
        cv_sheet_interval_heading(list->sheet), cv_say(language, "p"),
        cv_sheet_format(list->sheet, "p, %s", cv_adjust_name(list->result->spec->compare.adjust))};
    list->grid->lines =
        cv_sheet_array(list->sheet, cv_sheet_shown(list->sheet, list->result->comparison_count) + KIND_COUNT,
                       sizeof *list->grid->lines);
    if (list->grid->lines == NULL || !cv_grid_plain_columns(list->sheet, list->grid, headings, SHOWN_COUNT))
        return false;
    list->grid->columns[SHOWN_MEASURE].left = true;
    list->grid->columns[SHOWN_INTERVAL].interval = true;
    return true;
}

void cv_sheet_add_comparisons(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    if (result->comparison_count == 0)
        return;
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = cv_say(sheet->language, "Comparisons"), .after = ""};
    listing list = {.sheet = sheet, .result = result, .grid = grid};
    size_t shown = cv_sheet_shown(sheet, result->comparison_count), room = shown;
    survey(&list);
    bool made = begin_comparisons(&list);
    for (int kind = 0; made && kind < KIND_COUNT; kind++)
        made = add_comparisons(&list, kind, &room);
    if (!made)
        return;
    if (!list.adjusted)
        cv_grid_remove_column(grid, SHOWN_ADJUSTED);
    if (list.one_measure)
        cv_grid_remove_column(grid, SHOWN_MEASURE);
    if (result->comparison_count > shown)
        grid->after = cv_sheet_format(sheet, cv_say(sheet->language, "and %s more in %s.compare.csv"),
                                      cv_sheet_count(sheet, result->comparison_count - shown), result->spec->name.text);
}

/* ---- tests ---- */

static const char *const test_headings[] = {CV_PHRASE("Test"),    CV_PHRASE("Statistic"), CV_PHRASE("df"),
                                            CV_PHRASE("df 2"),    CV_PHRASE("p"),         CV_PHRASE("Adjusted p"),
                                            CV_PHRASE("Estimate")};
enum {
    TEST_NAME,
    TEST_STATISTIC,
    TEST_DF1,
    TEST_DF2,
    TEST_P,
    TEST_COLUMNS,
    TEST_ADJUSTED = TEST_COLUMNS,
    TEST_ESTIMATE,
    TEST_MOST
};

static const char *test_stub(cv_sheet *sheet, const cv_test_row *row)
{
    const char *of = cv_sheet_label(sheet, &sheet->result->of[row->variable]);
    bool paired = row->test == CV_TEST_PAIRED_T;
    if (!paired && row->column >= sheet->result->by_count)
        return of;
    const cv_axis *other = paired ? &sheet->result->of[row->column] : &sheet->result->by[row->column];
    const char *stub = cv_sheet_format(sheet, paired ? "%s – %s" : "%s × %s", of, cv_sheet_label(sheet, other));
    const char *group = cv_sheet_group(sheet, row->group, paired ? sheet->result->by_count : row->column);
    if (cv_test_has_pair(row, sheet->result->by_count)) {
        const cv_axis *axis = &sheet->result->by[row->column];
        stub = cv_sheet_format(sheet, "%s, %s – %s", of, cv_sheet_level(sheet, axis, row->a),
                               cv_sheet_level(sheet, axis, row->b));
    }
    return *group == '\0' ? stub : cv_sheet_format(sheet, "%s, %s", stub, group);
}

static bool add_test(cv_sheet *sheet, cv_grid *grid, bool estimates, const cv_test_row *row)
{
    const cv_digits three = cv_sheet_digits(sheet, 3);
    cv_grid_line *line = cv_grid_add_line(sheet, grid, CV_LINE_FIGURES, test_stub(sheet, row));
    if (line == NULL)
        return false;
    line->cells[TEST_NAME].text = cv_test_words(sheet->language, row->test);
    cv_cell_number(sheet, &line->cells[TEST_STATISTIC], &three, row->statistic);
    cv_cell_tidy(sheet, &line->cells[TEST_DF1], row->df1, 2);
    cv_cell_tidy(sheet, &line->cells[TEST_DF2], row->df2, 2);
    cv_cell_p(sheet, &line->cells[TEST_P], row->p);
    if (!estimates)
        return true;
    cv_cell_p(sheet, &line->cells[TEST_ADJUSTED], row->p_adjusted);
    cv_cell_number(sheet, &line->cells[TEST_ESTIMATE], &three, row->estimate);
    return true;
}

static const char *title_of(cv_test test)
{
    return test == CV_TEST_T                 ? CV_PHRASE("Tests of means")
           : test == CV_TEST_PAIRED_T        ? CV_PHRASE("Tests of paired means")
           : test == CV_TEST_GOODNESS_OF_FIT ? CV_PHRASE("Tests of the distribution")
           : cv_test_is_rank(test)           ? CV_PHRASE("Rank tests")
                                             : CV_PHRASE("Tests of independence");
}

static const char *test_title(const cv_result *result)
{
    const char *title = title_of(result->tests[0].test);
    for (size_t i = 1; i < result->test_count; i++)
        if (strcmp(title_of(result->tests[i].test), title) != 0)
            return cv_say(result->language, "Tests");
    return cv_say(result->language, title);
}

void cv_sheet_add_tests(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    if (result->test_count == 0)
        return;
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = test_title(result), .after = ""};
    grid->lines = cv_sheet_array(sheet, result->test_count, sizeof *grid->lines);
    bool estimates = false;
    for (size_t i = 0; i < result->test_count; i++)
        estimates = estimates || cv_test_estimates(result->tests[i].test);
    const char *headings[TEST_MOST];
    for (size_t i = 0; i < TEST_MOST; i++)
        headings[i] = cv_say(sheet->language, test_headings[i]);
    if (grid->lines == NULL || !cv_grid_plain_columns(sheet, grid, headings, estimates ? TEST_MOST : TEST_COLUMNS))
        return;
    grid->columns[TEST_NAME].left = true;
    for (size_t i = 0; i < result->test_count; i++)
        if (!add_test(sheet, grid, estimates, &result->tests[i]))
            return;
}
