/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What calibration leaves of a variable: e = z - x'B, step by step. All of it is linear in the variable's moments with
 * the columns, so that one matrix P gives B, whatever the steps. */
#include <string.h>

#include "base/memory.h"
#include "design/calibrate_private.h"
#include "design/design.h"

/** R survey's rake() goes round the margins ten times. */
enum { SWEEPS = 10 };

/* ---- entries ---- */

static void fill_entries(cv_calibration *of, size_t at, size_t first_entry)
{
    const cv_target_margin_step *step = &of->margins.steps[at];
    const cv_step_system *system = &of->steps[at];
    bool plain = step->spec->method == CV_CALIBRATE_RAKE;
    bool classes = step->spec->method == CV_CALIBRATE_WEIGHTING_CLASS;
    for (size_t p = 0; p < of->patterns; p++)
        for (size_t e = 0; e < system->most; e++) {
            cv_calibration_entry *to = &of->entry[p * of->entries + first_entry + e];
            uint32_t column = system->column[p * system->most + e];
            double x = system->value[p * system->most + e], before = system->before[p], g = system->g[p];
            double after = before * (plain ? system->after[p * system->most + e] : g);
            *to = (cv_calibration_entry){.column = (uint32_t)system->first, .plain = plain};
            if (column == CV_NO_COLUMN || (after == 0 && !classes))
                continue;
            if (classes) { /* z - m for who responded, and m for all of the class, m being the respondents' mean */
                to->column = (uint32_t)system->first + column;
                to->unit = after - before;
                to->cross = e == 0;
                continue;
            }
            to->column = (uint32_t)system->first + column;
            to->unit = after * x;
            to->cross = plain ? x / after : x / g;
        }
}

/* H: the moments of each column with the unit totals of each other one. */
static double *cross_moments(const cv_calibration *of)
{
    size_t k = of->columns;
    double *h = cv_memory_zero(k * k + 1, sizeof *h);
    for (size_t p = 0; h != NULL && p < of->patterns; p++) {
        const cv_calibration_entry *entry = of->entry + p * of->entries;
        double weight = cv_calibration_weight(of, p), rows = (double)of->rows[p];
        for (size_t a = 0; a < of->entries; a++)
            for (size_t b = 0; b < of->entries; b++)
                h[entry[a].column * k + entry[b].column] +=
                    entry[a].cross * entry[b].unit * (entry[a].plain ? rows : weight);
    }
    return h;
}

/* ---- P ---- */

/* Rows `from` to `to` of: unit matrix - H B. @param[out] rest  [(to - from) x K] */
static void left_over(const cv_calibration *of, const double *h, const double *b, size_t from, size_t to, double *rest)
{
    size_t k = of->columns;
    memset(rest, 0, (to - from) * k * sizeof *rest);
    for (size_t i = from; i < to; i++) {
        double *row = rest + (i - from) * k;
        row[i] = 1;
        for (size_t j = 0; j < k; j++)
            for (size_t m = 0; m < k && h[i * k + j] != 0; m++)
                row[m] -= h[i * k + j] * b[j * k + m];
    }
}

/* Cells that share no row: each by itself. */
static void add_means(const cv_calibration *of, const double *h, size_t from, size_t to, double *b, double *rest)
{
    size_t k = of->columns;
    left_over(of, h, b, from, to, rest);
    for (size_t i = from; i < to; i++)
        for (size_t m = 0; m < k && h[i * k + i] != 0; m++)
            b[i * k + m] += rest[(i - from) * k + m] / h[i * k + i];
}

static cv_status add_regression(const cv_calibration *of, const double *h, size_t from, size_t to, double *b,
                                double *rest, cv_messages *messages)
{
    size_t k = of->columns, n = to - from;
    double *gram = cv_memory_zero(n * n + 1, sizeof *gram);
    if (gram == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            gram[i * n + j] = (h[(from + i) * k + from + j] + h[(from + j) * k + from + i]) / 2;
    left_over(of, h, b, from, to, rest);
    cv_status status = cv_symmetric_solve(gram, n, rest, k, messages);
    if (status == CV_OK)
        memcpy(b + from * k, rest, n * k * sizeof *b);
    cv_memory_free(gram);
    return status;
}

/* The respondents' means, with their weights after the step. */
static cv_status add_classes(const cv_calibration *of, size_t at, const double *h, double *b, double *rest,
                             cv_messages *messages)
{
    const cv_step_system *system = &of->steps[at];
    size_t k = of->columns, first = system->first;
    double *sums = cv_memory_zero(system->columns + 1, sizeof *sums);
    if (sums == NULL)
        return cv_fail_memory(messages);
    for (size_t p = 0; p < of->patterns; p++)
        if (system->column[2 * p] != CV_NO_COLUMN)
            sums[system->column[2 * p]] += cv_calibration_weight(of, p) * system->before[p] * system->g[p];
    left_over(of, h, b, first, first + system->columns, rest);
    for (size_t i = 0; i < system->columns; i++)
        for (size_t m = 0; m < k && sums[i] != 0; m++)
            b[(first + i) * k + m] = rest[i * k + m] / sums[i];
    cv_memory_free(sums);
    return CV_OK;
}

static cv_status add_step(const cv_calibration *of, size_t at, const double *h, double *b, double *rest,
                          cv_messages *messages)
{
    const cv_target_margin_step *step = &of->margins.steps[at];
    size_t first = of->steps[at].first;
    if (step->spec->method == CV_CALIBRATE_WEIGHTING_CLASS)
        return add_classes(of, at, h, b, rest, messages);
    if (step->spec->method == CV_CALIBRATE_POSTSTRATIFY)
        add_means(of, h, first, first + step->columns, b, rest);
    else if (step->spec->method != CV_CALIBRATE_RAKE)
        return add_regression(of, h, first, first + step->columns, b, rest, messages);
    for (size_t i = 0; step->spec->method == CV_CALIBRATE_RAKE && i < SWEEPS; i++)
        for (size_t m = 0; m < step->spec->margin_count; m++) {
            const cv_target_margin *margin = &step->margins[m];
            add_means(of, h, first + margin->first, first + margin->first + margin->target_count, b, rest);
        }
    return CV_OK;
}

cv_status cv_calibration_make_residuals(cv_calibration *of, cv_messages *messages)
{
    size_t k = of->columns, entries = 0;
    if (k == 0)
        return CV_OK;
    of->entry = cv_memory_zero(of->patterns * of->entries + 1, sizeof *of->entry);
    of->projection = cv_memory_zero(k * k + 1, sizeof *of->projection);
    double *rest = cv_memory_zero(k * k + 1, sizeof *rest), *h = NULL;
    cv_status status = CV_OK;
    if (of->entry == NULL || of->projection == NULL || rest == NULL)
        status = cv_fail_memory(messages);
    for (size_t s = 0; status == CV_OK && s < of->margins.step_count; s++) {
        fill_entries(of, s, entries);
        entries += of->steps[s].most;
    }
    if (status == CV_OK && (h = cross_moments(of)) == NULL)
        status = cv_fail_memory(messages);
    for (size_t s = 0; status == CV_OK && s < of->margins.step_count; s++)
        if (of->margins.steps[s].spec->method != CV_CALIBRATE_WEIGHTING_CLASS)
            status = add_step(of, s, h, of->projection, rest, messages);
    for (size_t s = of->margins.step_count; status == CV_OK && s-- > 0;) /* by the chain rule: the last one first */
        if (of->margins.steps[s].spec->method == CV_CALIBRATE_WEIGHTING_CLASS)
            status = add_step(of, s, h, of->projection, rest, messages);
    cv_memory_free(h);
    cv_memory_free(rest);
    return status;
}

/* ---- what is known ---- */

size_t cv_calibration_columns(const cv_calibration *of)
{
    return of == NULL || of->replicates > 0 ? 0 : of->columns;
}

const cv_calibration_entry *cv_calibration_entries(const cv_calibration *of, uint32_t pattern, size_t *count)
{
    *count = of->entries;
    return of->entry + pattern * of->entries;
}

const double *cv_calibration_projection(const cv_calibration *of)
{
    return of->projection;
}

/* ---- sums by unit ---- */

static bool more_units(cv_calibration *of, size_t units, bool squares)
{
    if (units <= of->unit_room)
        return true;
    size_t k = of->columns, more = of->unit_room * 2 > units ? of->unit_room * 2 : units + 64;
    double *sums = cv_memory_resize(of->unit_sums, more, k * sizeof *sums);
    of->unit_sums = sums != NULL ? sums : of->unit_sums;
    double *products = squares ? cv_memory_resize(of->unit_squares, more, k * k * sizeof *products) : NULL;
    of->unit_squares = products != NULL ? products : of->unit_squares;
    if (sums == NULL || (squares && products == NULL))
        return false;
    memset(sums + of->unit_room * k, 0, (more - of->unit_room) * k * sizeof *sums);
    if (squares)
        memset(products + of->unit_room * k * k, 0, (more - of->unit_room) * k * k * sizeof *products);
    of->unit_room = more;
    return true;
}

cv_status cv_calibration_add_units(cv_calibration *of, const cv_batch *batch, const uint32_t *unit, bool squares,
                                   cv_messages *messages)
{
    enum { AHEAD = 16 }; /* rows whose sums are fetched while others are worked on */
    size_t k = of->columns, entries = of->entries;
    for (size_t i = 0; i < batch->rows; i++) {
        if (i + AHEAD < batch->rows && unit[i + AHEAD] < of->unit_room)
            __builtin_prefetch(of->unit_sums + unit[i + AHEAD] * k, 1);
        if (unit[i] == CV_NO_UNIT)
            continue;
        if (unit[i] >= of->unit_room && !more_units(of, (size_t)unit[i] + 1, squares))
            return cv_fail_memory(messages);
        if (of->row_pattern[i] == CV_PAIR_NONE)
            continue;
        double w = of->row_start[i], *sums = of->unit_sums + unit[i] * k;
        const cv_calibration_entry *entry = of->entry + of->row_pattern[i] * entries;
        for (size_t e = 0; e < entries; e++)
            sums[entry[e].column] += w * entry[e].unit;
        double *products = squares ? of->unit_squares + unit[i] * k * k : NULL;
        for (size_t a = 0; squares && a < entries; a++)
            for (size_t b = 0; b < entries; b++)
                products[entry[a].column * k + entry[b].column] += w * entry[a].unit * w * entry[b].unit;
    }
    return CV_OK;
}

const double *cv_calibration_unit(const cv_calibration *of, uint32_t unit)
{
    return of->unit_sums + unit * of->columns;
}

const double *cv_calibration_squares(const cv_calibration *of, uint32_t unit)
{
    return of->unit_squares + unit * of->columns * of->columns;
}
