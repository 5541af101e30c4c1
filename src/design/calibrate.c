/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/calibrate.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "design/calibrate_private.h"
#include "design/design.h"

/* ---- binding ---- */

static bool start(cv_calibration *of)
{
    size_t variables = of->margins.variable_count;
    of->chain = cv_memory_zero(2 * variables + 1, sizeof *of->chain);
    of->missing = cv_memory_zero(variables + 1, sizeof *of->missing);
    of->missing_line = cv_memory_zero(variables + 1, sizeof *of->missing_line);
    of->steps = cv_memory_zero(of->margins.step_count + 1, sizeof *of->steps);
    of->low = -INFINITY;
    of->high = INFINITY;
    return of->chain != NULL && of->missing != NULL && of->missing_line != NULL && of->steps != NULL;
}

cv_status cv_calibration_bind(const cv_study *study, cv_frame *frame, cv_calibration **to, cv_messages *messages)
{
    if (study->design.calibrate_count == 0 && !study->design.trim.given)
        return CV_OK;
    bool fresh = *to == NULL;
    if (fresh && (*to = cv_memory_zero(1, sizeof **to)) == NULL)
        return cv_fail_memory(messages);
    (*to)->study = study;
    (*to)->frame = frame;
    cv_status status = cv_target_margins_bind(study, frame, &(*to)->margins, messages);
    if (status == CV_OK && fresh && !start(*to))
        status = cv_fail_memory(messages);
    return status;
}

static void system_free(cv_step_system *step)
{
    void *owned[] = {step->column, step->value, step->target, step->centre, step->scale,
                     step->cross,  step->g,     step->before, step->after};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

void cv_calibration_free(cv_calibration *of)
{
    if (of == NULL)
        return;
    for (size_t i = 0; of->steps != NULL && i < of->margins.step_count; i++)
        system_free(&of->steps[i]);
    for (size_t i = 0; of->chain != NULL && i < 2 * of->margins.variable_count; i++)
        cv_pairs_free(&of->chain[i]);
    cv_target_margins_free(&of->margins);
    void *owned[] = {of->chain,     of->codes,     of->numbers,      of->weight, of->rows,        of->line,
                     of->missing,   of->steps,     of->missing_line, of->factor, of->entry,       of->projection,
                     of->unit_sums, of->row_start, of->unit_squares, of->final,  of->row_pattern, of};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

void cv_calibration_adopt(cv_calibration *to, cv_calibration *from)
{
    cv_calibration learned = *from;
    for (size_t i = 0; i < to->margins.variable_count; i++)
        learned.margins.variables[i].slot = to->margins.variables[i].slot;
    learned.study = to->study;
    learned.frame = to->frame;
    *from = *to;
    *to = learned;
}

bool cv_calibration_wants_pass(const cv_calibration *of)
{
    return of != NULL && of->stage != CV_CALIBRATED;
}

/* ---- patterns ---- */

static bool more_patterns(cv_calibration *of)
{
    size_t more = of->room == 0 ? 64 : of->room * 2, variables = of->margins.variable_count, sums = of->replicates + 1;
    int32_t *codes = cv_memory_resize(of->codes, more * variables + 1, sizeof *codes);
    of->codes = codes != NULL ? codes : of->codes;
    double *numbers = cv_memory_resize(of->numbers, more * variables + 1, sizeof *numbers);
    of->numbers = numbers != NULL ? numbers : of->numbers;
    uint64_t *rows = cv_memory_resize(of->rows, more, sizeof *rows);
    of->rows = rows != NULL ? rows : of->rows;
    uint64_t *line = cv_memory_resize(of->line, more, sizeof *line);
    of->line = line != NULL ? line : of->line;
    cv_sum *weight = cv_memory_resize(of->weight, more, sums * sizeof *weight);
    of->weight = weight != NULL ? weight : of->weight;
    if (codes == NULL || numbers == NULL || rows == NULL || line == NULL || weight == NULL)
        return false;
    memset(weight + of->room * sums, 0, (more - of->room) * sums * sizeof *weight);
    of->room = more;
    return true;
}

static int32_t code_at(const cv_target_margin_variable *variable, const cv_batch *batch, size_t row)
{
    return variable->condition != NULL ? batch->truths[variable->slot][row] : batch->codes[variable->slot][row];
}

static bool new_pattern(cv_calibration *of, const cv_batch *batch, size_t row)
{
    if (of->patterns == of->room && !more_patterns(of))
        return false;
    size_t variables = of->margins.variable_count, at = of->patterns++;
    for (size_t v = 0; v < variables; v++) {
        const cv_target_margin_variable *variable = &of->margins.variables[v];
        of->codes[at * variables + v] = variable->number ? -1 : code_at(variable, batch, row);
        of->numbers[at * variables + v] = variable->number ? batch->numbers[variable->slot][row] : 0;
    }
    of->rows[at] = 0;
    of->line[at] = cv_batch_line(batch, row);
    return true;
}

static void note_missing(cv_calibration *of, size_t variable, const cv_batch *batch, size_t row)
{
    if (of->missing[variable]++ == 0)
        of->missing_line[variable] = cv_batch_line(batch, row);
}

/** What cv_pairs_number or cv_pairs_find says of a pair. */
static uint32_t look_up(cv_pairs *pairs, uint32_t a, uint32_t b, bool insert)
{
    return insert ? cv_pairs_number(pairs, a, b, NULL) : cv_pairs_find(pairs, a, b);
}

static const uint32_t LEVEL_BITS = 0x7fffffff;           /* a missing level's too: no level has this code */
static const uint64_t MISSING_BITS = 0x7ff8000000000000; /* a missing number's */

/* Somebody who did not respond to some step needs to be known by the classes alone. */
static bool is_idle(const cv_calibration *of, const cv_batch *batch, size_t row)
{
    for (size_t s = 0; s < of->margins.step_count; s++) {
        const cv_target_margin_step *step = &of->margins.steps[s];
        if (step->spec->respondents != NULL && !batch->truths[of->margins.variables[step->response].slot][row])
            return true;
    }
    return false;
}

/* One variable's part of the pattern; of a missing value too. */
static uint32_t add_part(cv_calibration *of, size_t v, const cv_batch *batch, size_t row, uint32_t number, bool insert)
{
    const cv_target_margin_variable *variable = &of->margins.variables[v];
    if (!variable->number)
        return look_up(&of->chain[2 * v], number, (uint32_t)code_at(variable, batch, row) & LEVEL_BITS, insert);
    double value = batch->numbers[variable->slot][row] + 0.0; /* no -0 */
    uint64_t bits = MISSING_BITS;
    if (!isnan(value))
        memcpy(&bits, &value, sizeof bits);
    number = look_up(&of->chain[2 * v], number, (uint32_t)(bits >> 32), insert);
    return number == CV_PAIR_NONE ? number : look_up(&of->chain[2 * v + 1], number, (uint32_t)bits, insert);
}

static bool is_missing(const cv_target_margin_variable *variable, const cv_batch *batch, size_t row)
{
    return variable->number ? isnan(batch->numbers[variable->slot][row]) : code_at(variable, batch, row) < 0;
}

/* The pattern's number, a new one where `insert`; CV_PAIR_NONE: a value is missing, or there is no such pattern.
 * *missing tells which variable it is. */
static uint32_t pattern_of(cv_calibration *of, const cv_batch *batch, size_t row, bool insert, size_t *missing)
{
    uint32_t number = 0;
    bool idle = is_idle(of, batch, row);
    *missing = SIZE_MAX;
    for (size_t v = 0; v < of->margins.variable_count && number != CV_PAIR_NONE; v++) {
        const cv_target_margin_variable *variable = &of->margins.variables[v];
        bool excused = idle && !variable->of_all;
        if (!excused && is_missing(variable, batch, row)) {
            *missing = v;
            return CV_PAIR_NONE;
        }
        number = add_part(of, v, batch, row, number, insert);
    }
    return number;
}

/* ---- gathering ---- */

static cv_status gather_row(cv_calibration *of, const cv_batch *batch, const cv_replicates *replicates, size_t row,
                            double weight, cv_messages *messages)
{
    size_t missing, sums = of->replicates + 1;
    uint32_t pattern = pattern_of(of, batch, row, true, &missing);
    if (missing != SIZE_MAX) {
        note_missing(of, missing, batch, row);
        return CV_OK;
    }
    if (pattern == CV_PAIR_NONE || (pattern == of->patterns && !new_pattern(of, batch, row)))
        return cv_fail_memory(messages);
    cv_sum *to = of->weight + pattern * sums;
    of->rows[pattern] += weight > 0;
    cv_sum_add(&to[of->replicates], weight);
    for (size_t r = 0; r < of->replicates; r++) {
        double w = batch->numbers[replicates->slots[r]][row];
        cv_sum_add(&to[r], replicates->combined ? w : w * weight);
    }
    return CV_OK;
}

static cv_status gather(cv_calibration *of, const cv_batch *batch, const cv_replicates *replicates,
                        const uint32_t *stratum, const double *weights, cv_messages *messages)
{
    of->replicates = replicates->count;
    cv_status status = CV_OK;
    for (size_t i = 0; i < batch->rows && status == CV_OK; i++)
        if (stratum[i] != CV_NO_UNIT && (weights[i] > 0 || replicates->count > 0))
            status = gather_row(of, batch, replicates, i, weights[i], messages);
    return status;
}

/* ---- final weights ---- */

double cv_calibration_factor(const cv_calibration *of, uint32_t pattern, size_t replicate)
{
    return of->factor[pattern * (of->replicates + 1) + replicate];
}

static cv_status find_pattern(cv_calibration *of, const cv_batch *batch, size_t row, uint32_t *pattern,
                              cv_messages *messages)
{
    size_t missing;
    *pattern = pattern_of(of, batch, row, false, &missing);
    if (*pattern != CV_PAIR_NONE && *pattern < of->patterns)
        return CV_OK;
    return cv_fail(messages, CV_DATA, (cv_place){.file = of->study->data.file.text, .line = cv_batch_line(batch, row)},
                   "the data have changed since they were read for calibration");
}

/* How much a weight is above its upper bound, or, negative, below its lower one. */
static double excess(const cv_calibration *of, double weight)
{
    return weight == 0         ? 0 /* those who did not respond */
           : weight > of->high ? weight - of->high
           : weight < of->low  ? weight - of->low
                               : 0;
}

static cv_status measure_trimmings(cv_calibration *of, const cv_batch *batch, const uint32_t *stratum,
                                   const double *weights, cv_messages *messages)
{
    for (size_t i = 0; i < batch->rows; i++) {
        uint32_t pattern;
        if (stratum[i] == CV_NO_UNIT || !(weights[i] > 0))
            continue;
        if (find_pattern(of, batch, i, &pattern, messages) != CV_OK)
            return CV_DATA;
        double weight = weights[i] * cv_calibration_factor(of, pattern, of->replicates), over = excess(of, weight);
        cv_sum_add(&of->cut, over);
        of->within += over == 0 && weight != 0;
    }
    return CV_OK;
}

static void count_weight(cv_calibration *of, cv_weights_before_after *in, size_t which, double weight)
{
    in->min = in->rows == 0 || weight < in->min ? weight : in->min;
    in->max = in->rows == 0 || weight > in->max ? weight : in->max;
    in->rows++;
    in->sum += weight;
    in->squares += weight * weight;
    of->summary.bins[which][cv_weight_bin(weight / of->mean[which])]++;
}

static void count_row(cv_calibration *of, double start, double final)
{
    double ratio = final / start;
    cv_calibration_summary *to = &of->summary;
    bool first = to->after.rows == 0;
    if (final == 0) {
        count_weight(of, &to->before, 0, start);
        return;
    }
    to->min_factor = first || ratio < to->min_factor ? ratio : to->min_factor;
    to->max_factor = first || ratio > to->max_factor ? ratio : to->max_factor;
    to->negative += final < 0;
    count_weight(of, &to->before, 0, start);
    count_weight(of, &to->after, 1, final);
}

static bool row_room(cv_calibration *of, size_t rows)
{
    if (rows <= of->row_room)
        return true;
    double *start = cv_memory_resize(of->row_start, rows, sizeof *start);
    of->row_start = start != NULL ? start : of->row_start;
    uint32_t *pattern = cv_memory_resize(of->row_pattern, rows, sizeof *pattern);
    of->row_pattern = pattern != NULL ? pattern : of->row_pattern;
    if (start == NULL || pattern == NULL)
        return false;
    of->row_room = rows;
    return true;
}

static cv_status finish_weights(cv_calibration *of, const cv_batch *batch, const uint32_t *stratum, double *weights,
                                cv_messages *messages)
{
    if (!row_room(of, batch->rows))
        return cv_fail_memory(messages);
    for (size_t i = 0; i < batch->rows; i++) {
        double start = of->row_start[i] = weights[i];
        of->row_pattern[i] = CV_PAIR_NONE;
        if (stratum[i] == CV_NO_UNIT || !(start > 0 || of->replicates > 0))
            continue;
        uint32_t pattern;
        if (find_pattern(of, batch, i, &pattern, messages) != CV_OK)
            return CV_DATA;
        of->row_pattern[i] = pattern;
        if (!(start > 0))
            continue;
        double weight = start * cv_calibration_factor(of, pattern, of->replicates), over = excess(of, weight);
        of->summary.trimmed += over != 0;
        weights[i] = over != 0 ? weight - over : weight != 0 ? weight + of->share : 0;
        cv_sum_add(&of->final[pattern], weights[i]);
        count_row(of, start, weights[i]);
    }
    return CV_OK;
}

cv_calibration_rows cv_calibration_batch_rows(const cv_calibration *of)
{
    return (cv_calibration_rows){.start = of->row_start, .pattern = of->row_pattern};
}

cv_status cv_calibration_batch(cv_calibration *of, const cv_batch *batch, const cv_replicates *replicates,
                               const uint32_t *stratum, double *weights, cv_messages *messages)
{
    switch (of->stage) {
    case CV_GATHERING:
        return gather(of, batch, replicates, stratum, weights, messages);
    case CV_TRIMMING:
        return measure_trimmings(of, batch, stratum, weights, messages);
    case CV_CALIBRATED:
        return finish_weights(of, batch, stratum, weights, messages);
    }
    return CV_OK;
}

/* ---- the end of a pass ---- */

static cv_status report_missing(const cv_calibration *of, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t v = 0; v < of->margins.variable_count; v++)
        if (of->missing[v] > 0)
            status = cv_fail_expected(
                messages, CV_DATA, (cv_place){.file = of->study->data.file.text, .line = of->missing_line[v]},
                "a value in every row with a weight; missing ones can be a group of their own, with a target", NULL,
                "the calibration variable '%.200s' is missing (%" PRIu64 " row%s)", of->margins.variables[v].name.text,
                of->missing[v], of->missing[v] == 1 ? "" : "s");
    return status;
}

/* Sums of weights before and after calibration, and how many there are. */
static void find_means(cv_calibration *of)
{
    double sum[2] = {0, 0};
    uint64_t rows[2] = {0, 0};
    for (size_t p = 0; p < of->patterns; p++) {
        double factor = cv_calibration_factor(of, (uint32_t)p, of->replicates);
        sum[0] += cv_calibration_weight(of, p);
        sum[1] += cv_calibration_weight(of, p) * factor;
        rows[0] += of->rows[p];
        rows[1] += factor != 0 ? of->rows[p] : 0;
    }
    for (size_t i = 0; i < 2; i++)
        of->mean[i] = rows[i] > 0 ? sum[i] / (double)rows[i] : 0;
}

static void set_bounds(cv_calibration *of)
{
    const cv_trim_spec *trim = &of->study->design.trim;
    of->low = trim->min.given ? trim->min.value * of->mean[1] : (double)-INFINITY;
    of->high = trim->max.given ? trim->max.value * of->mean[1] : (double)INFINITY;
    of->summary.low = of->low;
    of->summary.high = of->high;
}

static cv_status settle(cv_calibration *of, const cv_replicates *replicates, cv_messages *messages)
{
    cv_status status = report_missing(of, messages);
    if (status == CV_OK)
        status = cv_target_margins_match(&of->margins, of->frame, messages);
    if (status == CV_OK)
        status = cv_calibration_solve(of, replicates, messages);
    if (status == CV_OK && of->replicates == 0)
        status = cv_calibration_make_residuals(of, messages);
    if (status != CV_OK)
        return status;
    of->final = cv_memory_zero(of->patterns + 1, sizeof *of->final);
    if (of->final == NULL)
        return cv_fail_memory(messages);
    find_means(of);
    set_bounds(of);
    return CV_OK;
}

cv_status cv_calibration_finish(cv_calibration *of, const cv_replicates *replicates, cv_messages *messages)
{
    if (of->stage == CV_TRIMMING) {
        of->share = of->within > 0 ? cv_sum_value(&of->cut) / (double)of->within : 0;
        of->stage = CV_CALIBRATED;
        return CV_OK;
    }
    cv_status status = settle(of, replicates, messages);
    of->stage = of->study->design.trim.redistribute ? CV_TRIMMING : CV_CALIBRATED;
    return status;
}

/* ---- the report ---- */

cv_calibration_summary cv_calibration_summarise(const cv_calibration *of)
{
    return of->summary;
}
