/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of calibration, one after the other, on the sums of weights by pattern. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "design/calibrate_private.h"

/** How near a target must be, as a share of it. */
static const double NEAR = 1e-10, MOVES = 1e-13;

/** Where the population is more than that many times the sample's weights, bounds are relative to weights brought to
 *  the population first, as in R survey's grake. */
static const double FAR_LARGER = 20;

/* ---- systems ---- */

static bool is_classes(const cv_target_margin_step *step)
{
    return step->spec->method == CV_CALIBRATE_WEIGHTING_CLASS;
}

/* One a margin; of classes one for respondents and one for the others. */
static size_t entries_of(const cv_target_margin_step *step)
{
    return step->spec->margin_count + (step->constant || is_classes(step));
}

static bool system_room(cv_calibration *of, const cv_target_margin_step *step, cv_step_system *to)
{
    size_t cells = of->patterns * (step->spec->margin_count + 1);
    to->columns = step->columns;
    to->most = entries_of(step);
    to->column = cv_memory_zero(cells + 1, sizeof *to->column);
    to->value = cv_memory_zero(cells + 1, sizeof *to->value);
    to->target = cv_memory_zero(step->columns + 1, sizeof *to->target);
    to->centre = cv_memory_zero(step->columns + 1, sizeof *to->centre);
    to->scale = cv_memory_zero(step->columns + 1, sizeof *to->scale);
    to->cross = cv_memory_zero(of->patterns + 1, sizeof *to->cross);
    to->g = cv_memory_zero(of->patterns + 1, sizeof *to->g);
    to->before = cv_memory_zero(of->patterns + 1, sizeof *to->before);
    if (step->spec->method == CV_CALIBRATE_RAKE)
        to->after = cv_memory_zero(cells + 1, sizeof *to->after);
    return to->column != NULL && to->value != NULL && to->target != NULL && to->centre != NULL && to->scale != NULL &&
           to->cross != NULL && to->g != NULL && to->before != NULL &&
           (to->after != NULL || step->spec->method != CV_CALIBRATE_RAKE);
}

static cv_status fail_untargeted(const cv_calibration *of, const cv_target_margin *margin, size_t pattern,
                                 cv_messages *messages)
{
    cv_arena arena = {0};
    const char *cell = cv_target_margin_cell_name(&of->margins, margin,
                                                  of->codes + pattern * of->margins.variable_count, of->frame, &arena);
    cv_status status =
        cv_fail_expected(messages, CV_DATA, (cv_place){.file = of->study->data.file.text, .line = of->line[pattern]},
                         "a target for every level that rows have, or the level grouped with another", NULL,
                         "'%.200s' of '%.200s' has no target in 'calibrate'", cell, margin->spec->name.text);
    cv_arena_free(&arena);
    return status;
}

enum { MOST_NAMED = 5 };

static bool same_cell(const cv_calibration *of, const cv_target_margin *margin, size_t p, size_t q)
{
    size_t variables = of->margins.variable_count;
    for (size_t v = 0; v < margin->spec->variable_count; v++)
        if (of->codes[p * variables + margin->variables[v]] != of->codes[q * variables + margin->variables[v]])
            return false;
    return true;
}

/* The cells of one margin; of those that have rows and no target the first few are named. */
static cv_status fill_cells(const cv_calibration *of, const cv_target_margin *margin, size_t entry, cv_step_system *to,
                            cv_messages *messages)
{
    size_t named[MOST_NAMED], count = 0;
    cv_status status = CV_OK;
    for (size_t p = 0; p < of->patterns; p++) {
        uint32_t target = cv_target_margin_cell(margin, of->codes + p * of->margins.variable_count);
        to->column[p * to->most + entry] = target == CV_PAIR_NONE ? CV_NO_COLUMN : (uint32_t)margin->first + target;
        to->value[p * to->most + entry] = 1;
        if (target != CV_PAIR_NONE || to->before[p] == 0 || (of->rows[p] == 0 && of->replicates == 0) ||
            count == MOST_NAMED)
            continue;
        size_t i = 0;
        while (i < count && !same_cell(of, margin, p, named[i]))
            i++;
        if (i < count)
            continue;
        named[count++] = p;
        status = fail_untargeted(of, margin, p, messages);
    }
    return status;
}

/* Respondents are in the first entry, the others in the second. */
static void fill_classes(const cv_calibration *of, const cv_target_margin_step *step, cv_step_system *to)
{
    for (size_t p = 0; p < of->patterns; p++) {
        const int32_t *codes = of->codes + p * of->margins.variable_count;
        bool responded = codes[step->response] == 1;
        to->column[2 * p + !responded] = cv_target_margin_cell(&step->margins[0], codes);
        to->column[2 * p + responded] = CV_NO_COLUMN;
        to->value[2 * p] = to->value[2 * p + 1] = 1;
    }
}

/* The classes' totals, of respondents and others. */
static void sum_classes(const cv_step_system *system, size_t patterns, const double *weight, double *target)
{
    memset(target, 0, system->columns * sizeof *target);
    for (size_t p = 0; p < patterns; p++)
        for (size_t e = 0; e < 2; e++)
            if (system->column[2 * p + e] != CV_NO_COLUMN)
                target[system->column[2 * p + e]] += weight[p];
}

static void fill_number(const cv_calibration *of, const cv_target_margin *margin, size_t entry, cv_step_system *to)
{
    for (size_t p = 0; p < of->patterns; p++) {
        double value = of->numbers[p * of->margins.variable_count + margin->variables[0]];
        to->column[p * to->most + entry] = isnan(value) ? CV_NO_COLUMN : (uint32_t)margin->first;
        to->value[p * to->most + entry] = isnan(value) ? 0 : value;
    }
}

static double sum_of_weights(const cv_calibration *of, const double *factor)
{
    double sum = 0;
    for (size_t p = 0; p < of->patterns; p++)
        sum += cv_calibration_weight(of, p) * factor[p];
    return sum;
}

/* Targets as totals: shares are of the population, or, where its size is not given, of the weights before. */
static void fill_targets(const cv_calibration *of, const cv_target_margin_step *step, cv_step_system *to)
{
    const cv_calibration_spec *spec = step->spec;
    double whole = !spec->shares ? 1 : spec->population.given ? spec->population.value : sum_of_weights(of, to->before);
    for (size_t m = 0; m < spec->margin_count; m++) {
        const cv_target_margin *margin = &step->margins[m];
        if (margin->spec->kind == CV_MARGIN_NUMBER)
            to->target[margin->first] = margin->spec->total;
        double sum = 0;
        for (size_t t = 0; t < margin->target_count; t++)
            sum += margin->targets[t].value;
        for (size_t t = 0; t < margin->target_count; t++)
            to->target[margin->first + t] = margin->targets[t].value * whole / (spec->shares ? sum : 1);
    }
    if (step->constant)
        to->target[step->columns - 1] = spec->population.value;
}

/* The target of the column of ones, or of the cells of a margin, which add up to it; NaN: there is none. */
static double population_of(const cv_target_margin_step *step, const cv_step_system *system)
{
    if (step->constant)
        return system->target[step->columns - 1];
    for (size_t m = 0; m < step->spec->margin_count; m++) {
        const cv_target_margin *margin = &step->margins[m];
        double sum = 0;
        for (size_t t = 0; t < margin->target_count; t++)
            sum += system->target[margin->first + t];
        if (margin->spec->kind != CV_MARGIN_NUMBER)
            return sum;
    }
    return NAN;
}

/* Numbers about their mean and by their spread, so that nothing is lost where they are large; without a column of ones
 * in the margins' span they keep their zero. */
static void scale_number(const cv_calibration *of, const cv_target_margin *margin, size_t entry, double population,
                         cv_step_system *to)
{
    size_t column = margin->first;
    cv_sum sum = {0}, total = {0}, squares = {0};
    for (size_t p = 0; p < of->patterns; p++) {
        double w = cv_calibration_weight(of, p);
        cv_sum_add(&total, w);
        cv_sum_add(&sum, w * to->value[p * to->most + entry]);
    }
    to->centre[column] = isnan(population) ? 0 : cv_sum_value(&sum) / cv_sum_value(&total);
    for (size_t p = 0; p < of->patterns; p++) {
        double *x = &to->value[p * to->most + entry];
        *x -= to->centre[column];
        cv_sum_add(&squares, cv_calibration_weight(of, p) * *x * *x);
    }
    double spread = sqrt(cv_sum_value(&squares) / cv_sum_value(&total));
    to->scale[column] = spread > 0 && isfinite(spread) ? spread : 1;
    for (size_t p = 0; p < of->patterns; p++)
        to->value[p * to->most + entry] /= to->scale[column];
    double shift = isnan(population) ? 0 : to->centre[column] * population;
    to->target[column] = (to->target[column] - shift) / to->scale[column];
}

/* Which cell of all margins crossed a pattern is in; for raking. */
static bool fill_cross(const cv_calibration *of, cv_step_system *to)
{
    cv_pairs *chain = cv_memory_zero(to->most + 1, sizeof *chain);
    bool ok = chain != NULL;
    for (size_t p = 0; ok && p < of->patterns; p++) {
        uint32_t number = 0;
        for (size_t e = 0; ok && e < to->most; e++) {
            number = cv_pairs_number(&chain[e], number, to->column[p * to->most + e], NULL);
            ok = number != CV_PAIR_NONE;
        }
        to->cross[p] = number;
    }
    for (size_t e = 0; chain != NULL && e < to->most; e++)
        cv_pairs_free(&chain[e]);
    cv_memory_free(chain);
    return ok;
}

static cv_status fill_system(const cv_calibration *of, const cv_target_margin_step *step, cv_step_system *to,
                             cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < step->columns; i++)
        to->scale[i] = 1;
    for (size_t m = 0; m < step->spec->margin_count; m++) {
        if (step->margins[m].spec->kind == CV_MARGIN_NUMBER)
            fill_number(of, &step->margins[m], m, to);
        if (is_classes(step))
            fill_classes(of, step, to);
        if (step->margins[m].spec->kind == CV_MARGIN_NUMBER || is_classes(step))
            continue;
        cv_status one = fill_cells(of, &step->margins[m], m, to, messages);
        status = status == CV_OK ? one : status;
    }
    for (size_t p = 0; p < of->patterns && step->constant; p++) {
        to->column[p * to->most + step->spec->margin_count] = (uint32_t)step->columns - 1;
        to->value[p * to->most + step->spec->margin_count] = 1;
    }
    fill_targets(of, step, to);
    double population = population_of(step, to);
    for (size_t m = 0; m < step->spec->margin_count; m++)
        if (step->margins[m].spec->kind == CV_MARGIN_NUMBER)
            scale_number(of, &step->margins[m], m, population, to);
    return !fill_cross(of, to) ? cv_fail_memory(messages) : status;
}

/* ---- one step ---- */

/* R survey's grake: with bounds, and a population far larger than the weights, the weights are first multiplied by the
 * mean of target over sum, the columns being those of R's model matrix: 1, every level but the first by its bytes, the
 * numbers. */
static double scale_of(const cv_target_margin_step *step, const cv_step_system *system, const double *reached)
{
    double population = population_of(step, system), sum = 0, least = INFINITY, count = 0, whole = 0;
    for (size_t m = 0; m < step->spec->margin_count; m++) {
        const cv_target_margin *margin = &step->margins[m];
        size_t first = 0;
        for (size_t t = 1; t < margin->target_count; t++)
            if (strcmp(margin->targets[t].levels[0].text, margin->targets[first].levels[0].text) < 0)
                first = t;
        double cells = 0;
        for (size_t t = 0; t < margin->target_count; t++) {
            double ratio = system->target[margin->first + t] / reached[margin->first + t];
            cells += reached[margin->first + t];
            if (t == first || isnan(ratio))
                continue;
            sum += ratio;
            least = fmin(least, ratio);
            count++;
        }
        whole = margin->target_count > 0 ? cells : whole;
    }
    whole = step->constant ? reached[step->columns - 1] : whole;
    if (!isnan(population) && whole > 0) {
        sum += population / whole;
        least = fmin(least, population / whole);
        count++;
    }
    return count > 0 && least > FAR_LARGER ? sum / count : 1;
}

static cv_status solve_step(const cv_target_margin_step *step, const cv_step_system *system, size_t patterns,
                            double *weight, size_t *sweeps, double *g, double *after, cv_messages *messages)
{
    const cv_calibration_spec *spec = step->spec;
    bool bounded = spec->low.given, classes = is_classes(step);
    if (classes) /* each set of weights has its own totals */
        sum_classes(system, patterns, weight, system->target);
    cv_system of = {.method = classes ? CV_CALIBRATE_POSTSTRATIFY : spec->method,
                    .patterns = patterns,
                    .columns = step->columns,
                    .most = system->most,
                    .column = system->column,
                    .value = system->value,
                    .target = system->target,
                    .low = bounded ? spec->low.value : (double)-INFINITY,
                    .high = bounded ? spec->high.value : (double)INFINITY,
                    .cross = system->cross,
                    .tolerance = spec->tolerance.given ? spec->tolerance.value : MOVES,
                    .sweeps = *sweeps};
    double scale = 1;
    if (bounded) {
        double *reached = cv_memory_zero(step->columns + 1, sizeof *reached);
        if (reached == NULL)
            return cv_fail_memory(messages);
        for (size_t p = 0; p < patterns; p++)
            g[p] = 1;
        cv_system_reached(&of, weight, g, reached);
        scale = scale_of(step, system, reached);
        cv_memory_free(reached);
    }
    for (size_t p = 0; p < patterns; p++)
        weight[p] *= scale;
    cv_status status = cv_system_solve(&of, weight, g, after, sweeps, messages);
    for (size_t p = 0; p < patterns; p++)
        g[p] *= scale;
    for (size_t p = 0; p < patterns; p++)
        weight[p] /= scale;
    for (size_t p = 0; p < patterns && classes; p++)
        g[p] = system->column[2 * p] == CV_NO_COLUMN ? 0 : g[p];
    return status;
}

/* ---- whether it worked ---- */

static const char *cell_of_target(const cv_target_margin *margin, size_t target)
{
    return margin->target_count > 0 ? margin->targets[target].levels[margin->spec->variable_count - 1].text : "";
}

static cv_status fail_step(const cv_calibration *of, size_t step, const cv_target_margin *margin, size_t target,
                           double wanted, double reached, cv_messages *messages)
{
    const cv_calibration_spec *spec = of->margins.steps[step].spec;
    const char *cell = margin != NULL ? cell_of_target(margin, target) : "";
    return cv_fail_expected(messages, CV_DATA, spec->place,
                            spec->low.given ? "wider bounds, fewer margins, or targets nearer to the sample"
                                            : "targets that the sample's combinations of levels can meet",
                            NULL,
                            "method %s has no solution: %s%.200s%s'%.200s' comes to %.6g and not to %.6g, %.3g%% off",
                            cv_calibration_name(spec->method), cell[0] != '\0' ? "'" : "", cell,
                            cell[0] != '\0' ? "' of " : "", margin != NULL ? margin->spec->name.text : "(total)",
                            reached, wanted, 100 * fabs(reached - wanted) / fabs(wanted));
}

/* The sum of a column in the data's units, and its target. */
static void original(const cv_step_system *system, size_t column, double whole, double population, double *target,
                     double *reached)
{
    bool centred = !isnan(population);
    *target = *target * system->scale[column] + (centred ? system->centre[column] * population : 0);
    *reached = *reached * system->scale[column] + (centred ? system->centre[column] * whole : 0);
}

static double allowed(const cv_calibration_spec *spec, double target, double whole)
{
    if (spec->method == CV_CALIBRATE_RAKE) /* a margin may be off by what the others moved last, and where that
                                              shrinks slowly by many times as much */
        return 100 * (spec->tolerance.given ? spec->tolerance.value : MOVES) * whole + 1e-6 * fabs(target);
    return (spec->tolerance.given ? spec->tolerance.value : NEAR) * fabs(target) + 1e-13 * whole;
}

/** Which target a column of a step is. */
struct aim {
    const cv_target_margin *margin; /**< NULL: the population's size */
    size_t target, entry;
};

static struct aim aim_of(const cv_target_margin_step *step, size_t column)
{
    for (size_t m = step->spec->margin_count; m-- > 0;)
        if (column >= step->margins[m].first && !(step->constant && column + 1 == step->columns))
            return (struct aim){&step->margins[m], column - step->margins[m].first, m};
    return (struct aim){NULL, 0, step->spec->margin_count};
}

/* The column that misses its target by the most, of what is allowed; SIZE_MAX: none misses it. */
static size_t worst_column(const cv_target_margin_step *step, const cv_step_system *system, double whole,
                           double *wanted, double *reached)
{
    double population = population_of(step, system), worst = 1;
    size_t column = SIZE_MAX;
    for (size_t k = 0; k < step->columns; k++) {
        double target = system->target[k], got = reached[k];
        original(system, k, whole, population, &target, &got);
        double off = fabs(got - target) / allowed(step->spec, target, fabs(whole));
        reached[k] = got;
        wanted[k] = target;
        if (off <= worst)
            continue;
        worst = isnan(off) ? (double)INFINITY : off;
        column = k;
    }
    return column;
}

static cv_status check_step(const cv_calibration *of, size_t at, const double *weight, cv_messages *messages)
{
    const cv_target_margin_step *step = &of->margins.steps[at];
    const cv_step_system *system = &of->steps[at];
    double *reached = cv_memory_zero(2 * step->columns + 1, sizeof *reached), whole = 0;
    if (reached == NULL)
        return cv_fail_memory(messages);
    double *wanted = reached + step->columns;
    cv_system sums = {.patterns = of->patterns,
                      .columns = step->columns,
                      .most = system->most,
                      .column = system->column,
                      .value = system->value};
    cv_system_reached(&sums, weight, system->g, reached);
    for (size_t p = 0; p < of->patterns; p++)
        whole += weight[p] * system->g[p];
    size_t worst = worst_column(step, system, whole, wanted, reached);
    cv_status status = CV_OK;
    if (worst != SIZE_MAX) {
        struct aim aim = aim_of(step, worst);
        status = fail_step(of, at, aim.margin, aim.target, wanted[worst], reached[worst], messages);
    }
    cv_memory_free(reached);
    return status;
}

static cv_status check_respondents(const cv_target_margin_step *step, const double *sums, cv_messages *messages)
{
    cv_status status = CV_OK;
    const cv_target_margin *margin = &step->margins[0];
    for (size_t t = 0; t < margin->target_count; t++) {
        char cell[200] = "";
        for (size_t v = 0; v < margin->spec->variable_count; v++)
            snprintf(cell + strlen(cell), sizeof cell - strlen(cell), "%s%s", v > 0 ? ", " : "",
                     margin->targets[t].levels[v].text);
        if (sums[t] == 0)
            status = cv_fail_expected(
                messages, CV_DATA, margin->targets[t].place, "a respondent in every class, or classes grouped", NULL,
                "nobody of the class '%s' of '%.200s' has responded", cell, margin->spec->name.text);
    }
    return status;
}

/* A target above 0 needs rows with a weight. */
static cv_status check_empty(const cv_calibration *of, size_t at, const double *weight, cv_messages *messages)
{
    const cv_target_margin_step *step = &of->margins.steps[at];
    const cv_step_system *system = &of->steps[at];
    double *sums = cv_memory_zero(step->columns + 1, sizeof *sums);
    cv_status status = sums == NULL ? cv_fail_memory(messages) : CV_OK;
    for (size_t p = 0; status == CV_OK && p < of->patterns; p++)
        for (size_t e = 0; e < (is_classes(step) ? 1 : system->most); e++)
            if (system->column[p * system->most + e] != CV_NO_COLUMN)
                sums[system->column[p * system->most + e]] += fabs(weight[p]);
    if (status == CV_OK && is_classes(step)) {
        status = check_respondents(step, sums, messages);
        cv_memory_free(sums);
        return status;
    }
    for (size_t m = 0; sums != NULL && m < step->spec->margin_count; m++) {
        const cv_target_margin *margin = &step->margins[m];
        for (size_t t = 0; t < margin->target_count; t++)
            if (system->target[margin->first + t] > 0 && sums[margin->first + t] == 0)
                status = cv_fail_expected(messages, CV_DATA, margin->targets[t].place,
                                          "rows in every cell with a target above 0, or cells grouped", NULL,
                                          "'%.200s' of '%.200s' has a target and no row with a weight",
                                          cell_of_target(margin, t), margin->spec->name.text);
    }
    cv_memory_free(sums);
    return status;
}

/* ---- all ---- */

/* A step for one set of weights: `weight` are those before all steps, `factor` what the steps so far made of them. */
static cv_status advance(const cv_calibration *of, size_t at, const double *weight, double *factor, size_t *sweeps,
                         bool full, cv_messages *messages)
{
    cv_step_system *system = &of->steps[at];
    double *now = cv_memory_zero(2 * of->patterns + 1, sizeof *now), *g = now + of->patterns;
    if (now == NULL)
        return cv_fail_memory(messages);
    for (size_t p = 0; p < of->patterns; p++)
        now[p] = weight[p] * factor[p];
    cv_status status = full ? check_empty(of, at, now, messages) : CV_OK;
    if (status == CV_OK)
        status = solve_step(&of->margins.steps[at], system, of->patterns, now, sweeps, full ? system->g : g,
                            full ? system->after : NULL, messages);
    if (status == CV_OK && full)
        status = check_step(of, at, now, messages);
    for (size_t p = 0; p < of->patterns && status == CV_OK; p++)
        factor[p] *= full ? system->g[p] : g[p];
    cv_memory_free(now);
    return status;
}

static cv_status check_replicate(const cv_replicates *replicates, size_t r, const cv_calibration *of, size_t at,
                                 const double *factor, cv_messages *messages)
{
    for (size_t p = 0; p < of->patterns; p++)
        if (!isfinite(factor[p]))
            return cv_fail(messages, CV_DATA, of->margins.steps[at].spec->place,
                           "the weights of replicate '%s' cannot be calibrated", replicates->columns[r]);
    return CV_OK;
}

/* Step by step; at each the full sample first, then the replicates, for rake with as many sweeps (R survey's rake). */
static cv_status solve_steps(cv_calibration *of, const cv_replicates *replicates, double *weights, double *factors,
                             cv_messages *messages)
{
    size_t patterns = of->patterns, full = of->replicates;
    for (size_t s = 0; s < of->margins.step_count; s++) {
        size_t sweeps = 0;
        memcpy(of->steps[s].before, factors + full * patterns, patterns * sizeof *factors);
        cv_status status = fill_system(of, &of->margins.steps[s], &of->steps[s], messages);
        if (status == CV_OK)
            status = advance(of, s, weights + full * patterns, factors + full * patterns, &sweeps, true, messages);
        for (size_t r = 0; r < full && status == CV_OK; r++) {
            status = advance(of, s, weights + r * patterns, factors + r * patterns, &sweeps, false, messages);
            if (status == CV_OK)
                status = check_replicate(replicates, r, of, s, factors + r * patterns, messages);
        }
        if (status != CV_OK)
            return status;
    }
    return CV_OK;
}

/* The classes of non-response are those that rows are in. */
static cv_status find_classes(cv_calibration *of, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t s = 0; s < of->margins.step_count && status == CV_OK; s++) {
        cv_target_margin_step *step = &of->margins.steps[s];
        for (size_t p = 0; is_classes(step) && p < of->patterns && status == CV_OK; p++)
            if (!cv_target_margin_add_class(&step->margins[0], of->codes + p * of->margins.variable_count))
                status = cv_fail_memory(messages);
        if (is_classes(step) && status == CV_OK)
            status = cv_target_margins_close_classes(&of->margins, step, of->frame, messages);
    }
    return status;
}

cv_status cv_calibration_solve(cv_calibration *of, const cv_replicates *replicates, cv_messages *messages)
{
    size_t patterns = of->patterns, sets = of->replicates + 1;
    double *weights = cv_memory_zero(patterns * sets + 1, 2 * sizeof *weights), *factors = weights + patterns * sets;
    of->factor = cv_memory_zero(patterns * sets + 1, sizeof *of->factor);
    bool ok = weights != NULL && of->factor != NULL && find_classes(of, messages) == CV_OK;
    for (size_t s = 0; s < of->margins.step_count && ok; s++) {
        of->steps[s].first = of->columns;
        of->columns += of->margins.steps[s].columns;
        of->entries += entries_of(&of->margins.steps[s]);
        ok = system_room(of, &of->margins.steps[s], &of->steps[s]);
    }
    cv_status status = ok ? CV_OK : cv_fail_memory(messages);
    if (ok && of->columns > CV_MOST_CALIBRATION_COLUMNS)
        status = cv_fail(messages, CV_USAGE, of->margins.steps[0].spec->place,
                         "%zu targets to calibrate to, more than the %d that can be", of->columns,
                         CV_MOST_CALIBRATION_COLUMNS);
    for (size_t p = 0; status == CV_OK && p < patterns; p++)
        for (size_t r = 0; r < sets; r++) {
            weights[r * patterns + p] = cv_sum_value(&of->weight[p * sets + r]);
            factors[r * patterns + p] = 1;
        }
    if (status == CV_OK)
        status = solve_steps(of, replicates, weights, factors, messages);
    for (size_t p = 0; status == CV_OK && p < patterns; p++)
        for (size_t r = 0; r < sets; r++)
            of->factor[p * sets + r] = factors[r * patterns + p];
    cv_memory_free(weights);
    return status;
}

/* ---- the report ---- */

/* What the weights before and after add up to in a column. */
static void sum_column(const cv_calibration *of, const cv_target_margin_step *step, const cv_step_system *system,
                       size_t column, cv_calibration_target *row)
{
    double x[2] = {0, 0}, whole[2] = {0, 0}, population = population_of(step, system);
    size_t entry = aim_of(step, column).entry;
    for (size_t p = 0; p < of->patterns; p++) {
        const double weights[2] = {cv_calibration_weight(of, p), cv_sum_value(&of->final[p])};
        bool has = system->column[p * system->most + entry] == column;
        for (size_t i = 0; i < 2; i++) {
            whole[i] += weights[i];
            x[i] += has ? weights[i] * system->value[p * system->most + entry] : 0;
        }
    }
    for (size_t i = 0; i < 2; i++) {
        row->target = system->target[column];
        original(system, column, whole[i], population, &row->target, &x[i]);
    }
    row->before = x[0];
    row->after = x[1];
}

/* "F:18-24"; NULL: no memory. */
static const char *cell_text(const struct aim *aim, cv_arena *arena)
{
    const char *cell = "";
    for (size_t v = 0;
         cell != NULL && aim->margin != NULL && aim->margin->target_count > 0 && v < aim->margin->spec->variable_count;
         v++)
        cell =
            cv_arena_format(arena, "%s%s%s", cell, v > 0 ? ":" : "", aim->margin->targets[aim->target].levels[v].text);
    return cell;
}

cv_status cv_calibration_targets(const cv_calibration *of, cv_arena *arena, cv_calibration_target **to, size_t *count,
                                 cv_messages *messages)
{
    *to = cv_arena_array(arena, of->columns + 1, sizeof **to);
    *count = 0;
    if (*to == NULL)
        return cv_fail_memory(messages);
    for (size_t s = 0; s < of->margins.step_count; s++)
        for (size_t k = 0; k < of->margins.steps[s].columns; k++) {
            cv_calibration_target *row = &(*to)[(*count)++];
            struct aim aim = aim_of(&of->margins.steps[s], k);
            *row = (cv_calibration_target){.step = s,
                                           .margin = aim.margin != NULL ? aim.margin->spec->name.text : "(total)",
                                           .cell = cell_text(&aim, arena)};
            if (row->cell == NULL)
                return cv_fail_memory(messages);
            sum_column(of, &of->margins.steps[s], &of->steps[s], k, row);
        }
    return CV_OK;
}
