/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/standardise.h"

#include <math.h>

#include "base/memory.h"
#include "estimate/cells.h"
#include "estimate/statistic.h"
#include "fold/replicates.h"

/** Below this share of the cells' own variances a sum over cells is rounding. */
static const double ROUNDING = 1e-14;

/** One variable in the cells of one break. */
struct part {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable, cells;
    const cv_values *values;
};

static struct part part_of(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values)
{
    return (struct part){basis, cut, variable, cv_cells_count(basis->fold, cut), values};
}

bool cv_basis_standardised(const cv_basis *basis)
{
    return basis->plan->crossing.share != NULL;
}

static size_t item_of(const struct part *of)
{
    return of->cut->cells.items[of->variable];
}

static size_t domain_of(const struct part *of, size_t cell)
{
    return of->cut->cells.domain[cell];
}

static const cv_measured *measured_of(const struct part *of)
{
    return &of->basis->plan->of[of->variable];
}

static cv_point point_at(const struct part *of, size_t cell, double *totals)
{
    cv_point at = {.totals = totals, .slots = of->values->slots};
    cv_fold_totals(of->basis->fold, of->cut->cells.block, item_of(of), cell, totals);
    cv_fold_centre(of->basis->fold, of->cut->cells.block, item_of(of), cell, at.centre);
    return at;
}

/* How many kinds of cells have a share. */
static size_t shared_kinds(const struct part *of)
{
    const cv_crossing *crossing = &of->basis->plan->crossing;
    size_t count = 0;
    for (size_t k = 0; k < cv_fold_domains(of->basis->fold, crossing->block); k++)
        count += crossing->share[k] > 0;
    return count;
}

/* ---- values ---- */

/* Each cell's share of its domain, among the cells that somebody answered in. */
static void set_shares(const struct part *of, double *totals, cv_values *to)
{
    const cv_crossing *crossing = &of->basis->plan->crossing;
    double *sum = to->estimate; /* scratch: [domains] at least */
    size_t kinds = shared_kinds(of);
    for (size_t d = 0; d < to->domains; d++)
        sum[d] = to->base[d] = 0;
    for (size_t c = 0; c < of->cells; c++) {
        cv_point at = point_at(of, c, totals);
        double base = cv_statistic_base(measured_of(of), &at);
        to->share[c] = base > 0 ? crossing->share[of->cut->cells.kind[c]] : 0;
        if (!(to->share[c] > 0))
            continue;
        sum[domain_of(of, c)] += to->share[c];
        to->base[domain_of(of, c)] += base;
    }
    for (size_t d = 0; d < to->domains; d++) {
        size_t there = 0;
        for (size_t c = 0; c < of->cells; c++)
            there += domain_of(of, c) == d && to->share[c] > 0;
        to->partial[d] = there > 0 && (there < kinds || crossing->absent > 0);
    }
    for (size_t c = 0; c < of->cells; c++)
        if (to->share[c] > 0)
            to->share[c] /= sum[domain_of(of, c)];
}

/* Sums of the cells' own estimates. @param own  [outputs] */
static void set_averages(const struct part *of, double *totals, double *own, cv_values *to)
{
    for (size_t c = 0; c < of->cells; c++) {
        double *jacobian = to->jacobian + c * to->outputs * to->slots;
        if (!(to->share[c] > 0))
            continue;
        cv_point at = point_at(of, c, totals);
        cv_statistic_at(of->basis->result->statistic, measured_of(of), &at, own, jacobian);
        for (size_t i = 0; i < to->outputs * to->slots; i++)
            jacobian[i] *= to->share[c];
        for (size_t r = 0; r < to->outputs; r++)
            to->estimate[domain_of(of, c) * to->outputs + r] += to->share[c] * own[r];
    }
}

/* R = Y / X of standardised means; by T_0: (X-mean's R - Y-mean) / N, with the means about the centres. */
static void set_ratios(const struct part *of, double *totals, double *below, cv_values *to)
{
    for (size_t c = 0; c < of->cells; c++) {
        cv_point at = point_at(of, c, totals);
        if (!(to->share[c] > 0))
            continue;
        to->estimate[domain_of(of, c)] += to->share[c] * (at.centre[0] + totals[1] / totals[0]);
        below[domain_of(of, c)] += to->share[c] * (at.centre[1] + totals[2] / totals[0]);
    }
    for (size_t d = 0; d < to->domains; d++)
        to->estimate[d] = below[d] == 0 ? (double)NAN : to->estimate[d] / below[d];
    for (size_t c = 0; c < of->cells; c++) {
        double *row = to->jacobian + c * to->slots, ratio = to->estimate[domain_of(of, c)];
        if (!(to->share[c] > 0) || isnan(ratio))
            continue;
        point_at(of, c, totals);
        double scale = to->share[c] / below[domain_of(of, c)] / totals[0];
        row[0] = scale * (ratio * totals[2] - totals[1]) / totals[0];
        row[1] = scale;
        row[2] = -ratio * scale;
    }
}

cv_status cv_standard_values(const cv_basis *basis, const cv_cut *cut, size_t variable, cv_values *to,
                             cv_messages *messages)
{
    const struct part of = part_of(basis, cut, variable, to);
    size_t outputs = basis->plan->of[variable].shown_count,
           slots = cv_fold_slots(basis->fold, cut->cells.block, item_of(&of));
    *to = (cv_values){.domains = cv_fold_domains(basis->fold, cut->block), .outputs = outputs, .slots = slots};
    to->estimate = cv_memory_zero(to->domains * (outputs + 1) + 1, sizeof(double));
    to->jacobian = cv_memory_zero(of.cells * outputs * slots + 1, sizeof(double));
    to->base = cv_memory_zero(to->domains + 1, sizeof(double));
    to->share = cv_memory_zero(of.cells + 1, sizeof(double));
    to->partial = cv_memory_zero(to->domains + 1, sizeof(bool));
    double *totals = cv_memory_zero(slots + 1, sizeof(double));
    double *more = cv_memory_zero(to->domains + outputs + 1, sizeof(double));
    bool ok = to->estimate != NULL && to->jacobian != NULL && to->base != NULL && to->share != NULL &&
              to->partial != NULL && totals != NULL && more != NULL;
    if (ok) {
        set_shares(&of, totals, to);
        for (size_t i = 0; i < to->domains * outputs; i++)
            to->estimate[i] = to->base[i / outputs] > 0 ? 0 : (double)NAN;
        if (basis->result->statistic == CV_STATISTIC_RATIO)
            set_ratios(&of, totals, more, to);
        else
            set_averages(&of, totals, more, to);
    }
    cv_memory_free(totals);
    cv_memory_free(more);
    return ok ? CV_OK : cv_fail_memory(messages);
}

/* ---- covariance ---- */

/* Sums the cells' square over the cells of each pair of domains, or of each domain with itself. */
static void add_cells(const struct part *of, const double *square, bool joint, double *covariance)
{
    size_t outputs = of->values->outputs, side = of->values->domains * outputs, wide = of->cells * outputs;
    for (size_t i = 0; i < wide; i++)
        for (size_t k = 0; k < wide; k++) {
            size_t a = domain_of(of, i / outputs), b = domain_of(of, k / outputs);
            size_t row = a * outputs + i % outputs, column = b * outputs + k % outputs;
            if (joint)
                covariance[row * side + column] += square[i * wide + k];
            else if (row == column)
                covariance[row] += square[i * wide + k];
        }
}

/* A variance that is rounding is 0, as are its covariances. @param own  [domains outputs] the cells' own variances */
static void clean(const double *own, size_t side, bool joint, double *covariance)
{
    for (size_t i = 0; i < side; i++) {
        double *variance = &covariance[joint ? i * side + i : i];
        if (!(*variance <= ROUNDING * own[i]))
            continue;
        *variance = 0;
        for (size_t k = 0; joint && k < side; k++)
            covariance[i * side + k] = covariance[k * side + i] = 0;
    }
}

static void note_lonely(const struct part *of, const bool *met_cells, bool *met)
{
    for (size_t c = 0; met != NULL && c < of->cells; c++)
        met[domain_of(of, c)] = met[domain_of(of, c)] || met_cells[c];
}

cv_status cv_standard_covariance(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                 bool joint, bool *met, double *covariance, cv_messages *messages)
{
    const struct part of = part_of(basis, cut, variable, values);
    size_t wide = of.cells * values->outputs, side = values->domains * values->outputs;
    cv_lonely_report lonely = {.met = cv_memory_zero(of.cells + 1, sizeof *lonely.met)};
    double *square = NULL, *own = cv_memory_zero(side + 1, sizeof *own);
    cv_status status = lonely.met == NULL || own == NULL ? cv_fail_memory(messages) : CV_OK;
    if (status == CV_OK)
        status =
            cv_cells_covariance(basis, cut, variable, values->outputs, values->jacobian, &lonely, &square, messages);
    if (status == CV_OK) {
        add_cells(&of, square, joint, covariance);
        for (size_t i = 0; i < wide; i++)
            own[domain_of(&of, i / values->outputs) * values->outputs + i % values->outputs] += square[i * wide + i];
        clean(own, side, joint, covariance);
        note_lonely(&of, lonely.met, met);
    }
    cv_memory_free(square);
    cv_memory_free(own);
    cv_memory_free(lonely.met);
    return status;
}

/* ---- replicates ---- */

/* The two means of a ratio, about 0. */
static void add_ratio(const double *totals, const double centre[2], double share, double *above, double *below)
{
    *above += share * (centre[0] + totals[1] / totals[0]);
    *below += share * (centre[1] + totals[2] / totals[0]);
}

/* @param own  [outputs], then [slots] of scratch   @param below  [domains] of a ratio, 0 before */
static void fill_replicate(const struct part *of, size_t replicate, double *totals, double *own, double *below,
                           double *to)
{
    const cv_values *values = of->values;
    bool ratio = of->basis->result->statistic == CV_STATISTIC_RATIO;
    for (size_t c = 0; c < of->cells; c++) {
        cv_point at = {.totals = totals, .slots = values->slots};
        double *estimate = to + domain_of(of, c) * values->outputs;
        if (!(values->share[c] > 0))
            continue;
        cv_fold_replicate_totals(of->basis->fold, of->cut->cells.block, item_of(of), c, replicate, totals, at.centre);
        if (ratio) {
            add_ratio(totals, at.centre, values->share[c], estimate, &below[domain_of(of, c)]);
            continue;
        }
        at.centre[0] = at.centre[1] = 0; /* the shares add up to 1, so it may stay away, and its rounding */
        cv_statistic_values(of->basis->result->statistic, measured_of(of), &at, own, own + values->outputs);
        for (size_t r = 0; r < values->outputs; r++)
            estimate[r] += values->share[c] * own[r];
    }
    for (size_t d = 0; ratio && d < values->domains; d++) {
        to[d] /= below[d];
        below[d] = 0;
    }
}

void cv_standard_replicates(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                            double *scratch, double *to)
{
    const struct part of = part_of(basis, cut, variable, values);
    size_t rows = cv_fold_replicates(basis->fold) + 1, side = values->domains * values->outputs;
    for (size_t r = 0; r < rows; r++)
        fill_replicate(&of, r, scratch + values->domains, scratch + values->domains + values->slots, scratch,
                       to + r * side);
}

/* ---- bases and moments ---- */

double cv_standard_answers(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                           size_t domain)
{
    const struct part of = part_of(basis, cut, variable, values);
    double n = 0;
    for (size_t c = 0; c < of.cells; c++)
        if (domain_of(&of, c) == domain && values->share[c] > 0)
            n += (double)cv_fold_answers(basis->fold, cut->cells.block, item_of(&of), c);
    return n;
}

double cv_standard_level_answers(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                                 size_t domain, size_t level)
{
    const struct part of = part_of(basis, cut, variable, values);
    double n = 0;
    for (size_t c = 0; c < of.cells; c++)
        if (domain_of(&of, c) == domain && values->share[c] > 0)
            n += (double)cv_fold_level_answers(basis->fold, cut->cells.block, item_of(&of), c, level);
    return n;
}

cv_moments cv_standard_moments(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                               size_t domain)
{
    const struct part of = part_of(basis, cut, variable, values);
    cv_moments sum = {.weight = 1};
    for (int about = 0; about < 2; about++) /* first the means */
        for (size_t c = 0; c < of.cells; c++) {
            double share = values->share[c];
            if (domain_of(&of, c) != domain || !(share > 0))
                continue;
            cv_moments own = cv_fold_moments(basis->fold, cut->cells.block, item_of(&of), c);
            double y = own.mean_y - sum.mean_y, x = own.mean_x - sum.mean_x;
            if (about == 0) {
                sum.n += own.n;
                sum.mean_y += share * own.mean_y;
                sum.mean_x += share * own.mean_x;
                continue;
            }
            sum.yy += share * (own.yy / own.weight + y * y);
            sum.xy += share * (own.xy / own.weight + x * y);
            sum.xx += share * (own.xx / own.weight + x * x);
        }
    return sum;
}

/* ---- cells that nobody is in ---- */

/* The first kind with a share that a domain lacks. */
static size_t missing_kind(const struct part *of, size_t domain)
{
    const cv_crossing *crossing = &of->basis->plan->crossing;
    size_t kinds = cv_fold_domains(of->basis->fold, crossing->block);
    for (size_t k = 0; k < kinds; k++) {
        size_t c = 0;
        while (c < of->cells &&
               (domain_of(of, c) != domain || of->cut->cells.kind[c] != k || !(of->values->share[c] > 0)))
            c++;
        if (crossing->share[k] > 0 && c == of->cells)
            return k;
    }
    return kinds;
}

static const char *domain_text(const struct part *of, size_t domain)
{
    const cv_cut *cut = of->cut;
    const char *text = cut->by_count == 0 ? "the whole" : "";
    for (size_t i = 0; text != NULL && i < cut->by_count; i++) {
        const cv_axis *axis = &of->basis->result->by[cut->by[i]];
        text = cv_arena_format(of->basis->arena, "%s%s%.100s '%.100s'", text, i == 0 ? "" : ", ", axis->variable,
                               axis->values[cut->places[domain * cut->by_count + i]]);
    }
    return text != NULL ? text : "";
}

/* How many cells of a domain have a share. */
static size_t cells_of(const struct part *of, size_t domain)
{
    size_t count = 0;
    for (size_t c = 0; c < of->cells; c++)
        count += domain_of(of, c) == domain && of->values->share[c] > 0;
    return count;
}

void cv_standard_warn(const cv_basis *basis, const cv_cut *cut, size_t variable, const cv_values *values,
                      cv_messages *messages)
{
    const struct part of = part_of(basis, cut, variable, values);
    size_t count = 0, first = 0, kinds = shared_kinds(&of);
    for (size_t i = 0; i < cut->domain_count; i++) {
        if (!values->partial[cut->domains[i]] || cells_of(&of, cut->domains[i]) == kinds)
            continue;
        if (count++ == 0)
            first = cut->domains[i];
    }
    if (count > 0)
        cv_warn(
            messages, basis->plan->spec->standardize.place,
            "analysis '%s': nobody in %s answers '%s' with %s; its share goes to the other cells (%zu domain%s in all)",
            basis->plan->spec->name.text, domain_text(&of, first), basis->result->of[variable].variable,
            basis->plan->crossing.names[missing_kind(&of, first)], count, count == 1 ? "" : "s");
}
