/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/grid.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number.h"
#include "table/build.h"
#include "table/display.h"
#include "table/words.h"

static bool make(const cv_result *result, cv_sheet *to)
{
    if (result->statistic == CV_STATISTIC_MODEL) {
        cv_sheet_add_model(to);
        return !to->failed;
    }
    if (result->statistic == CV_STATISTIC_WEIGHTS)
        cv_sheet_add_weights(to);
    else if (result->statistic == CV_STATISTIC_ITEMS && result->by_count == 0)
        cv_sheet_add_items(to);
    else if (result->by_count == 0)
        cv_sheet_add_list(to);
    else
        cv_sheet_add_pivot(to);
    cv_sheet_add_comparisons(to);
    cv_sheet_add_tests(to);
    cv_sheet_add_parts(to);
    cv_sheet_add_notes(to);
    return !to->failed;
}

bool cv_sheet_make(const cv_result *result, bool values, cv_sheet *to)
{
    *to = (cv_sheet){.result = result, .language = result->language, .values = values};
    return make(result, to);
}

bool cv_sheet_make_full(const cv_result *result, bool values, cv_sheet *to)
{
    *to = (cv_sheet){.result = result, .language = result->language, .values = values, .full = true};
    return make(result, to);
}

void cv_sheet_free(cv_sheet *sheet)
{
    cv_arena_free(&sheet->arena);
    *sheet = (cv_sheet){0};
}

/* ---- texts ---- */

static const char *kept(cv_sheet *sheet, const char *text)
{
    if (text != NULL)
        return text;
    sheet->failed = true;
    return "";
}

const char *cv_sheet_keep(cv_sheet *sheet, const char *text)
{
    return kept(sheet, cv_arena_copy(&sheet->arena, text));
}

const char *cv_sheet_clean(cv_sheet *sheet, const char *text)
{
    return kept(sheet, cv_display_clean(&sheet->arena, text));
}

const char *cv_sheet_format(cv_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = kept(sheet, cv_arena_format_list(&sheet->arena, format, arguments));
    va_end(arguments);
    return text;
}

void *cv_sheet_array(cv_sheet *sheet, size_t count, size_t size)
{
    void *array = cv_arena_array(&sheet->arena, count > 0 ? count : 1, size);
    if (array == NULL)
        sheet->failed = true;
    return array;
}

const char *cv_sheet_level(cv_sheet *sheet, const cv_axis *axis, int32_t place)
{
    const cv_result *result = sheet->result;
    if (place == CV_ALL)
        return cv_say(sheet->language, "All");
    const char *word = cv_level_word(result, axis, place);
    if (word != NULL)
        return word;
    const char *text = cv_axis_text(axis, place, sheet->values);
    double probability;
    if (cv_axis_is_probability(result, axis) && cv_number_parse(text, strlen(text), '.', &probability))
        return cv_sheet_tidy(sheet, probability, -1);
    return cv_sheet_clean(sheet, text);
}

const char *cv_sheet_label(cv_sheet *sheet, const cv_axis *axis)
{
    const char *word = cv_axis_word(sheet->result, axis);
    return word != NULL ? word : cv_sheet_clean(sheet, axis->label);
}

const char *cv_sheet_group(cv_sheet *sheet, const int32_t *group, size_t but)
{
    const char *text = "";
    for (size_t axis = 0; axis < sheet->result->by_count; axis++) {
        if (axis == but || group[axis] == CV_ALL)
            continue;
        const char *level = cv_sheet_level(sheet, &sheet->result->by[axis], group[axis]);
        text = *text == '\0' ? level : cv_sheet_format(sheet, "%s, %s", text, level);
    }
    return text;
}

const char *cv_sheet_number(cv_sheet *sheet, const cv_digits *digits, double number)
{
    char text[CV_DIGITS_SIZE];
    return cv_digits_format(digits, number, text) == 0 ? "-" : cv_sheet_keep(sheet, text);
}

cv_digits cv_sheet_digits(const cv_sheet *sheet, int decimals)
{
    return (cv_digits){.scale = 1, .decimals = decimals, .language = sheet->language};
}

const char *cv_sheet_tidy(cv_sheet *sheet, double number, int decimals)
{
    char text[CV_DIGITS_SIZE];
    const cv_digits digits = cv_sheet_digits(sheet, decimals);
    return cv_digits_tidy(&digits, number, text) == 0 ? "-" : cv_sheet_keep(sheet, text);
}

const char *cv_sheet_count(cv_sheet *sheet, size_t count)
{
    return cv_sheet_tidy(sheet, (double)count, 0);
}

const char *cv_sheet_per_cent(cv_sheet *sheet, double fraction)
{
    return cv_sheet_tidy(sheet, 100 * fraction, 4);
}

const char *cv_sheet_p(cv_sheet *sheet, double p)
{
    char text[CV_DIGITS_SIZE];
    cv_digits_p(sheet->language, p, text);
    return cv_sheet_keep(sheet, text);
}

const char *cv_sheet_interval_heading(cv_sheet *sheet)
{
    return cv_sheet_format(sheet, cv_say(sheet->language, "%s%% interval"),
                           cv_sheet_per_cent(sheet, sheet->result->confidence));
}

/* ---- cells ---- */

void cv_cell_number(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double number)
{
    cell->text = cv_sheet_number(sheet, digits, number);
    cell->number = number;
    cell->digits = *digits;
}

/* The fewest decimals that show the number as it is when rounded to `most`. */
static int decimals_needed(double number, int most)
{
    double rounded = round(number * pow(10, most));
    int decimals = most;
    while (decimals > 0 && fmod(rounded, 10) == 0) {
        rounded /= 10;
        decimals--;
    }
    return decimals;
}

void cv_cell_tidy(cv_sheet *sheet, cv_grid_cell *cell, double number, int decimals)
{
    cell->text = cv_sheet_tidy(sheet, number, decimals);
    cell->number = number;
    cell->digits = cv_sheet_digits(sheet, isfinite(number) ? decimals_needed(number, decimals) : 0);
}

void cv_cell_p(cv_sheet *sheet, cv_grid_cell *cell, double p)
{
    cell->text = cv_sheet_p(sheet, p);
    cell->number = p;
    cell->digits = cv_sheet_digits(sheet, 3);
    cell->p = true;
}

static void keep_limits(cv_grid_cell *cell, const cv_digits *digits, double low, double high)
{
    cell->low = low;
    cell->high = high;
    cell->digits = *digits;
}

void cv_cell_limits(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double low, double high, bool words)
{
    char text[2 * CV_DIGITS_SIZE];
    if (cv_digits_interval(digits, low, high, words, text) > 0)
        cell->below = cv_sheet_keep(sheet, text);
    keep_limits(cell, digits, low, high);
}

void cv_cell_interval(cv_sheet *sheet, cv_grid_cell *cell, const cv_digits *digits, double low, double high, bool words)
{
    char text[2 * CV_DIGITS_SIZE];
    cell->text = cv_digits_interval(digits, low, high, words, text) == 0 ? "-" : cv_sheet_keep(sheet, text);
    keep_limits(cell, digits, low, high);
}

/* ---- grids ---- */

bool cv_grid_plain_columns(cv_sheet *sheet, cv_grid *grid, const char *const *headings, size_t count)
{
    grid->columns = cv_sheet_array(sheet, count, sizeof *grid->columns);
    const char **labels = cv_sheet_array(sheet, count, sizeof *labels);
    if (grid->columns == NULL || labels == NULL)
        return false;
    grid->column_count = count;
    grid->depth = 1;
    for (size_t i = 0; i < count; i++) {
        labels[i] = headings[i];
        grid->columns[i] = (cv_grid_column){.heading = "", .labels = &labels[i], .letter = ""};
    }
    return true;
}

cv_grid_line *cv_grid_add_line(cv_sheet *sheet, cv_grid *grid, cv_grid_line_kind kind, const char *stub)
{
    cv_grid_line *line = &grid->lines[grid->line_count];
    line->kind = kind;
    line->stub = stub;
    if (kind != CV_LINE_HEADING) {
        line->cells = cv_sheet_array(sheet, grid->column_count, sizeof *line->cells);
        if (line->cells == NULL)
            return NULL;
        for (size_t i = 0; i < grid->column_count; i++)
            line->cells[i] = (cv_grid_cell){.text = "", .number = NAN, .low = NAN, .high = NAN};
    }
    grid->line_count++;
    return line;
}

void cv_grid_remove_column(cv_grid *grid, size_t column)
{
    size_t after = grid->column_count - column - 1;
    memmove(&grid->columns[column], &grid->columns[column + 1], after * sizeof *grid->columns);
    for (size_t i = 0; i < grid->line_count; i++)
        if (grid->lines[i].cells != NULL)
            memmove(&grid->lines[i].cells[column], &grid->lines[i].cells[column + 1],
                    after * sizeof *grid->lines[i].cells);
    grid->column_count--;
}

size_t cv_sheet_shown(const cv_sheet *sheet, size_t count)
{
    return sheet->full || count < CV_SHEET_COMPARISONS ? count : CV_SHEET_COMPARISONS;
}

/* ---- estimates ---- */

cv_digits cv_estimate_digits(const cv_result *result, cv_unit unit, double se)
{
    int from_se = cv_digits_for_se(se);
    const cv_language language = result->language;
    const cv_digits share = {.scale = 100, .decimals = 1, .percent = true, .language = language};
    const cv_digits points = {.scale = 1, .decimals = 1, .sign = true, .language = language};
    if (unit == CV_UNIT_SHARE || unit == CV_UNIT_POINTS)
        return unit == CV_UNIT_SHARE ? share : points;
    if (cv_model_has_shares(result))
        return share;
    switch (result->statistic) {
    case CV_STATISTIC_PROPORTION:
    case CV_STATISTIC_LORENZ:
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
    case CV_STATISTIC_NONRESPONSE:
    case CV_STATISTIC_RESPONSE_RATE:
        return share;
    case CV_STATISTIC_NPS:
    case CV_STATISTIC_NET:
        return points;
    case CV_STATISTIC_COUNT: /* of people: more than one decimal would be for show */
        return (cv_digits){.scale = 1, .decimals = from_se > 1 ? 1 : from_se < 0 ? 0 : from_se, .language = language};
    case CV_STATISTIC_ITEMS:
    case CV_STATISTIC_MEAN_RANK:
    case CV_STATISTIC_RANK_POINTS:
    case CV_STATISTIC_MEAN:
    case CV_STATISTIC_TOTAL:
    case CV_STATISTIC_RATIO:
    case CV_STATISTIC_QUANTILE:
    case CV_STATISTIC_VARIANCE:
    case CV_STATISTIC_SD:
    case CV_STATISTIC_CORRELATION:
    case CV_STATISTIC_GINI:
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
    case CV_STATISTIC_WEIGHTS:
    case CV_STATISTIC_MODEL:
        break;
    }
    return (cv_digits){.scale = 1, .decimals = from_se, .language = language};
}

bool cv_sheet_has_negative(const cv_result *result)
{
    for (size_t i = 0; i < result->row_count; i++)
        if (result->rows[i].low < 0)
            return true;
    return false;
}

const char *cv_estimate_absent(const cv_estimate *row)
{
    return row != NULL && (row->flags & CV_FLAG_SUPPRESSED) != 0 ? "*" : "-";
}
