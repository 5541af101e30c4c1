/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates by groups: a column a group, a line a level. Rows of the result are sorted into both by their keys, so a
 * group that one variable lacks leaves a gap in that variable's lines and no more. */
#include "table/grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A break: the axes whose places make a group, in the order of their headings. Break 0 is the whole, without any. */
typedef struct brk {
    const int32_t *example; /**< a group of it: CV_ALL on the axes that it does not have */
    size_t *axes;
    size_t axis_count;
    const char *heading;
} brk;

typedef struct key {
    const brk *of;
    const int32_t *group;
    const char *letter;
} key;

typedef struct pivoting {
    cv_sheet *sheet;
    const cv_result *result;
    cv_grid *grid;
    brk *breaks;
    size_t break_count;
    key *keys;                /**< the columns, in order */
    size_t *first_place;      /**< [of_count] where a variable's places start in line_of: CV_ALL, then its levels */
    const cv_estimate **rows; /**< [all places x columns] the row shown there, or NULL */
    size_t place_count;
} pivoting;

/* ---- breaks ---- */

static bool same_axes(const int32_t *a, const int32_t *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((a[i] == CV_ALL) != (b[i] == CV_ALL))
            return false;
    return true;
}

static brk *break_of(const pivoting *pivot, const int32_t *group)
{
    for (size_t i = 0; i < pivot->break_count; i++)
        if (same_axes(pivot->breaks[i].example, group, pivot->result->by_count))
            return &pivot->breaks[i];
    return NULL;
}

/* The break's place of an axis in the banner's own list, so that [sex, country] nests countries within sexes. */
static size_t place_in(const cv_words *words, const char *name)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i].text, name) == 0)
            return i;
    return SIZE_MAX;
}

static bool has_all_axes(const pivoting *pivot, const cv_words *words, const brk *of)
{
    size_t found = 0;
    for (size_t i = 0; i < of->axis_count; i++)
        found += place_in(words, pivot->result->by[of->axes[i]].variable) != SIZE_MAX;
    return found == of->axis_count && words->count == of->axis_count;
}

static void order_axes(const pivoting *pivot, brk *of)
{
    const cv_analysis_spec *spec = pivot->result->spec;
    for (size_t b = 0; b < spec->banner_count; b++) {
        if (!has_all_axes(pivot, &spec->banner[b], of))
            continue;
        size_t made = 0;
        for (size_t w = 0; w < spec->banner[b].count; w++)
            for (size_t axis = 0; axis < pivot->result->by_count; axis++)
                if (of->example[axis] != CV_ALL &&
                    strcmp(pivot->result->by[axis].variable, spec->banner[b].items[w].text) == 0)
                    of->axes[made++] = axis;
        return;
    }
}

static const char *break_heading(pivoting *pivot, const brk *of)
{
    const char *text = "";
    for (size_t i = 0; i < of->axis_count; i++) {
        const char *label = cv_sheet_label(pivot->sheet, &pivot->result->by[of->axes[i]]);
        text = i == 0 ? label : cv_sheet_format(pivot->sheet, "%s × %s", text, label);
    }
    return text;
}

static bool add_break(pivoting *pivot, const int32_t *group)
{
    brk *of = &pivot->breaks[pivot->break_count];
    of->example = group;
    of->axes = cv_sheet_array(pivot->sheet, pivot->result->by_count, sizeof *of->axes);
    if (of->axes == NULL)
        return false;
    for (size_t axis = 0; axis < pivot->result->by_count; axis++)
        if (group[axis] != CV_ALL)
            of->axes[of->axis_count++] = axis;
    order_axes(pivot, of);
    of->heading = break_heading(pivot, of);
    pivot->break_count++;
    return true;
}

static bool find_breaks(pivoting *pivot)
{
    const cv_result *result = pivot->result;
    size_t most = 2 + (result->spec->banner_count > 0 ? result->spec->banner_count : 1);
    int32_t *whole = cv_sheet_array(pivot->sheet, result->by_count, sizeof *whole);
    pivot->breaks = cv_sheet_array(pivot->sheet, most, sizeof *pivot->breaks);
    if (whole == NULL || pivot->breaks == NULL)
        return false;
    for (size_t axis = 0; axis < result->by_count; axis++)
        whole[axis] = CV_ALL;
    if (!add_break(pivot, whole))
        return false;
    for (size_t i = 0; i < result->row_count; i++)
        if (break_of(pivot, result->rows[i].group) == NULL &&
            (pivot->break_count == most || !add_break(pivot, result->rows[i].group)))
            return false;
    return true;
}

/* ---- columns ---- */

static int compare_keys(const void *left, const void *right)
{
    const key *a = left, *b = right;
    if (a->of != b->of)
        return a->of < b->of ? -1 : 1;
    for (size_t i = 0; i < a->of->axis_count; i++) {
        size_t axis = a->of->axes[i];
        if (a->group[axis] != b->group[axis])
            return a->group[axis] < b->group[axis] ? -1 : 1;
    }
    return 0;
}

static bool find_columns(pivoting *pivot)
{
    const cv_result *result = pivot->result;
    pivot->keys = cv_sheet_array(pivot->sheet, result->row_count, sizeof *pivot->keys);
    if (pivot->keys == NULL)
        return false;
    for (size_t i = 0; i < result->row_count; i++)
        pivot->keys[i] = (key){.of = break_of(pivot, result->rows[i].group),
                               .group = result->rows[i].group,
                               .letter = result->column_letters == NULL ? "" : result->column_letters[i]};
    if (result->row_count > 0)
        qsort(pivot->keys, result->row_count, sizeof *pivot->keys, compare_keys);
    size_t made = 0;
    for (size_t i = 0; i < result->row_count; i++) {
        if (made == 0 || compare_keys(&pivot->keys[made - 1], &pivot->keys[i]) != 0)
            pivot->keys[made++] = pivot->keys[i];
        else if (*pivot->keys[made - 1].letter == '\0')
            pivot->keys[made - 1].letter = pivot->keys[i].letter;
    }
    pivot->grid->column_count = made;
    return true;
}

static bool label_column(pivoting *pivot, const key *from, cv_grid_column *to)
{
    size_t depth = pivot->grid->depth, axes = from->of->axis_count;
    to->group = (size_t)(from->of - pivot->breaks);
    to->heading = from->of->heading;
    to->letter = cv_sheet_clean(pivot->sheet, from->letter);
    to->labels = cv_sheet_array(pivot->sheet, depth, sizeof *to->labels);
    if (to->labels == NULL)
        return false;
    for (size_t i = 0; i < depth; i++)
        to->labels[i] = "";
    for (size_t i = 0; i < axes; i++)
        to->labels[depth - axes + i] =
            cv_sheet_level(pivot->sheet, &pivot->result->by[from->of->axes[i]], from->group[from->of->axes[i]]);
    if (axes == 0)
        to->labels[depth - 1] = cv_say(pivot->sheet->language, "All");
    return true;
}

static bool make_columns(pivoting *pivot)
{
    cv_grid *grid = pivot->grid;
    grid->depth = 1;
    for (size_t i = 0; i < pivot->break_count; i++)
        if (pivot->breaks[i].axis_count > grid->depth)
            grid->depth = pivot->breaks[i].axis_count;
    grid->columns = cv_sheet_array(pivot->sheet, grid->column_count, sizeof *grid->columns);
    if (grid->columns == NULL)
        return false;
    for (size_t i = 0; i < grid->column_count; i++)
        if (!label_column(pivot, &pivot->keys[i], &grid->columns[i]))
            return false;
    return true;
}

/* ---- cells ---- */

static size_t place_of(const pivoting *pivot, size_t variable, int32_t level)
{
    return pivot->first_place[variable] + (size_t)(level + 1);
}

static bool place_rows(pivoting *pivot)
{
    const cv_result *result = pivot->result;
    pivot->first_place = cv_sheet_array(pivot->sheet, result->of_count, sizeof *pivot->first_place);
    if (pivot->first_place == NULL)
        return false;
    for (size_t v = 0; v < result->of_count; v++) {
        pivot->first_place[v] = pivot->place_count;
        pivot->place_count += result->of[v].count + 1;
    }
    size_t columns = pivot->grid->column_count;
    pivot->rows = cv_sheet_array(pivot->sheet, pivot->place_count, columns * sizeof *pivot->rows);
    if (pivot->rows == NULL)
        return false;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        const key wanted = {.of = break_of(pivot, row->group), .group = row->group};
        const key *found = bsearch(&wanted, pivot->keys, columns, sizeof *pivot->keys, compare_keys);
        pivot->rows[place_of(pivot, row->variable, row->level) * columns + (size_t)(found - pivot->keys)] = row;
    }
    return true;
}

static const cv_estimate **rows_at(const pivoting *pivot, size_t place)
{
    return pivot->rows + place * pivot->grid->column_count;
}

static bool is_shown(const pivoting *pivot, size_t place)
{
    for (size_t j = 0; j < pivot->grid->column_count; j++)
        if (rows_at(pivot, place)[j] != NULL)
            return true;
    return false;
}

/* A line's decimals are the same in all columns: those that its most precise estimate deserves. */
static double smallest_se(const pivoting *pivot, const cv_estimate *const *rows)
{
    double least = NAN;
    for (size_t j = 0; j < pivot->grid->column_count; j++)
        if (rows[j] != NULL && rows[j]->se > 0 && !(rows[j]->se >= least))
            least = rows[j]->se;
    return least;
}

/* The estimates of a line are read alike. */
static cv_unit unit_of(const pivoting *pivot, const cv_estimate *const *rows)
{
    for (size_t j = 0; j < pivot->grid->column_count; j++)
        if (rows[j] != NULL)
            return rows[j]->unit;
    return CV_UNIT_STATISTIC;
}

static void fill_cell(pivoting *pivot, const cv_estimate *row, const cv_digits *digits, bool words, cv_grid_cell *cell)
{
    cell->below = "";
    if (row == NULL || isnan(row->estimate)) {
        cell->text = cv_estimate_absent(row);
        return;
    }
    cv_cell_number(pivot->sheet, cell, digits, row->estimate);
    cv_cell_limits(pivot->sheet, cell, digits, row->low, row->high, words);
    const char **letters = pivot->result->letters;
    if (letters != NULL)
        cell->letters = cv_sheet_clean(pivot->sheet, letters[row - pivot->result->rows]);
}

static bool add_figures(pivoting *pivot, size_t place, const char *stub)
{
    const cv_estimate **rows = rows_at(pivot, place);
    cv_grid_line *line = cv_grid_add_line(pivot->sheet, pivot->grid, CV_LINE_FIGURES, stub);
    if (line == NULL)
        return false;
    cv_digits digits = cv_estimate_digits(pivot->result, unit_of(pivot, rows), smallest_se(pivot, rows));
    bool words = cv_sheet_has_negative(pivot->result);
    for (size_t j = 0; j < pivot->grid->column_count; j++)
        fill_cell(pivot, rows[j], &digits, words, &line->cells[j]);
    return true;
}

/* ---- bases ---- */

/* An estimate of a variable in a column: the base is the same for all its levels. NULL: there is none. */
static const cv_estimate *estimate_at(const pivoting *pivot, size_t variable, size_t column)
{
    for (size_t i = 0; i <= pivot->result->of[variable].count; i++) {
        const cv_estimate *row = rows_at(pivot, pivot->first_place[variable] + i)[column];
        if (row != NULL)
            return row;
    }
    return NULL;
}

static double base_at(const pivoting *pivot, size_t variable, size_t column)
{
    const cv_estimate *row = estimate_at(pivot, variable, column);
    return row == NULL ? (double)NAN : row->n;
}

static double least_effective(const pivoting *pivot, size_t first, size_t end, size_t column)
{
    double least = NAN;
    for (size_t place = first; place < end; place++) {
        const cv_estimate *row = rows_at(pivot, place)[column];
        if (row != NULL && !(row->n_eff >= least) && !isnan(row->n_eff))
            least = row->n_eff;
    }
    return least;
}

static size_t end_place(const pivoting *pivot, size_t variable)
{
    return pivot->first_place[variable] + pivot->result->of[variable].count + 1;
}

/* Numbers that stand below each other with the same bases share them: a table of means has one base line. */
static bool shares_base(const pivoting *pivot, size_t variable)
{
    const cv_result *result = pivot->result;
    if (variable + 1 >= result->of_count || result->of[variable].count > 0 || result->of[variable + 1].count > 0)
        return false;
    for (size_t j = 0; j < pivot->grid->column_count; j++) {
        double a = base_at(pivot, variable, j), b = base_at(pivot, variable + 1, j);
        if (a != b && !(isnan(a) && isnan(b)))
            return false;
    }
    return true;
}

static bool add_base(pivoting *pivot, const char *stub, const double *numbers)
{
    const cv_digits digits = cv_sheet_digits(pivot->sheet, 0);
    cv_grid_line *line = cv_grid_add_line(pivot->sheet, pivot->grid, CV_LINE_BASE, stub);
    for (size_t j = 0; line != NULL && j < pivot->grid->column_count; j++)
        cv_cell_number(pivot->sheet, &line->cells[j], &digits, numbers[j]);
    return line != NULL;
}

static bool add_weighted_base(pivoting *pivot, size_t variable)
{
    size_t columns = pivot->grid->column_count;
    double *n = cv_sheet_array(pivot->sheet, columns, sizeof *n);
    for (size_t j = 0; n != NULL && j < columns; j++) {
        const cv_estimate *row = estimate_at(pivot, variable, j);
        n[j] = row == NULL ? (double)NAN : row->weighted_n;
    }
    return n != NULL && add_base(pivot, cv_say(pivot->sheet->language, "Weighted n"), n);
}

/* Each estimate has its own effective n; the least one is what the weakest figure of the column rests on. */
static bool add_bases(pivoting *pivot, size_t first_variable, size_t variable, size_t figures)
{
    size_t columns = pivot->grid->column_count;
    const cv_language language = pivot->sheet->language;
    double *n = cv_sheet_array(pivot->sheet, columns, sizeof *n);
    double *effective = cv_sheet_array(pivot->sheet, columns, sizeof *effective);
    if (n == NULL || effective == NULL)
        return false;
    bool any = false;
    for (size_t j = 0; j < columns; j++) {
        n[j] = base_at(pivot, variable, j);
        effective[j] = least_effective(pivot, pivot->first_place[first_variable], end_place(pivot, variable), j);
        any = any || !isnan(effective[j]);
    }
    if (!add_base(pivot, cv_say(language, "n"), n))
        return false;
    if (pivot->sheet->full && !add_weighted_base(pivot, variable))
        return false;
    const char *stub = figures > 1 ? cv_say(language, "Effective n (least)") : cv_say(language, "Effective n");
    return !any || add_base(pivot, stub, effective);
}

/* ---- the grid ---- */

static bool add_variable(pivoting *pivot, size_t variable, size_t *figures)
{
    const cv_axis *of = &pivot->result->of[variable];
    const char *question = cv_sheet_label(pivot->sheet, of);
    if (of->count > 0 && cv_grid_add_line(pivot->sheet, pivot->grid, CV_LINE_HEADING, question) == NULL)
        return false;
    for (size_t i = 0; i <= of->count; i++) {
        size_t place = pivot->first_place[variable] + i;
        if (!is_shown(pivot, place))
            continue;
        const char *stub = i == 0 ? question : cv_sheet_level(pivot->sheet, of, (int32_t)i - 1);
        if (!add_figures(pivot, place, stub))
            return false;
        ++*figures;
    }
    return true;
}

static bool make_lines(pivoting *pivot)
{
    const cv_result *result = pivot->result;
    enum { AROUND = 4 }; /* heading, n, weighted n, effective n */
    pivot->grid->lines =
        cv_sheet_array(pivot->sheet, pivot->place_count + AROUND * result->of_count, sizeof *pivot->grid->lines);
    if (pivot->grid->lines == NULL)
        return false;
    size_t first = 0, figures = 0;
    for (size_t v = 0; v < result->of_count; v++) {
        if (!add_variable(pivot, v, &figures))
            return false;
        if (shares_base(pivot, v))
            continue;
        if (!add_bases(pivot, first, v, figures))
            return false;
        first = v + 1;
        figures = 0;
    }
    return true;
}

void cv_sheet_add_pivot(cv_sheet *sheet)
{
    cv_grid *grid = &sheet->grids[sheet->grid_count++];
    *grid = (cv_grid){.title = "", .after = ""};
    pivoting pivot = {.sheet = sheet, .result = sheet->result, .grid = grid};
    if (!find_breaks(&pivot) || !find_columns(&pivot) || !make_columns(&pivot) || !place_rows(&pivot) ||
        !make_lines(&pivot))
        sheet->failed = true;
}
