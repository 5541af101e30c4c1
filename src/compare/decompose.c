/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The split of a difference into composition and rates. Each cell of a break has its rates, one an output, and its base
 * (the weights of those who answered; of a ratio its denominator); the parts are functions of those. */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "compare/compare.h"
#include "estimate/cells.h"
#include "estimate/replicates.h"
#include "estimate/statistic.h"

/** Below this share of what it is made of a variance is rounding. */
static const double ROUNDING = 1e-14;

/* ---- parts: what a cell adds, and its derivatives ---- */

/** One cell in the two domains: its shares of their bases and its rates. */
struct pair {
    double pa, pb, ra, rb;
};

struct term {
    double value, by_pa, by_pb, by_ra, by_rb;
};

static struct term difference(const struct pair *c)
{
    return (struct term){c->pa * c->ra - c->pb * c->rb, c->ra, -c->rb, c->pa, -c->pb};
}

static struct term composition(const struct pair *c)
{
    double p = c->pa - c->pb, r = (c->ra + c->rb) / 2;
    return (struct term){p * r, r, -r, p / 2, p / 2};
}

static struct term rates(const struct pair *c)
{
    double p = (c->pa + c->pb) / 2, r = c->ra - c->rb;
    return (struct term){r * p, r / 2, r / 2, p, -p};
}

static struct term composition_at_b(const struct pair *c)
{
    double p = c->pa - c->pb;
    return (struct term){p * c->rb, c->rb, -c->rb, 0, p};
}

static struct term rates_at_b(const struct pair *c)
{
    double r = c->ra - c->rb;
    return (struct term){c->pb * r, 0, r, c->pb, -c->pb};
}

static struct term interaction(const struct pair *c)
{
    double p = c->pa - c->pb, r = c->ra - c->rb;
    return (struct term){p * r, r, -r, p, -p};
}

enum { MOST_PARTS = 4 };

/** A way to split: the difference first. */
struct split {
    size_t count;
    struct {
        cv_part part;
        struct term (*at)(const struct pair *cell);
    } parts[MOST_PARTS];
};

static const struct split two_parts = {
    3, {{CV_PART_DIFFERENCE, difference}, {CV_PART_COMPOSITION, composition}, {CV_PART_RATES, rates}}};
static const struct split three_parts = {4,
                                         {{CV_PART_DIFFERENCE, difference},
                                          {CV_PART_COMPOSITION, composition_at_b},
                                          {CV_PART_RATES, rates_at_b},
                                          {CV_PART_INTERACTION, interaction}}};

/* ---- one variable in one break ---- */

struct work {
    const cv_basis *basis;
    const cv_cut *cut;
    size_t variable;
    const struct split *split;
    size_t over_axis, over_place;                /* of the result's by axes; among the cut's by variables */
    size_t cells, kinds, domains, outputs, wide; /* wide: outputs, and the base */
    double df;
    double *values;      /* [cells x wide] */
    double *covariance;  /* [(cells wide) squared], or, with replicate weights, NULL */
    double *replicates;  /* [(R + 1) x cells x wide], or NULL */
    size_t *cell;        /* [domains x kinds] cell + 1; 0: nobody there */
    size_t *first_row;   /* [domains] of the estimates table */
    bool *lonely;        /* [cells] */
    double *gradient;    /* [2 x kinds x 2]: domain a's cells, then b's, each by its rate and by its base */
    size_t *place;       /* [2 x kinds x 2] where those stand among the values */
    double *parts;       /* [(R + 1) x parts] at the replicates */
    size_t unsplit;      /* pairs without parts */
    const char *missing; /* the first of them, in words */
};

static const cv_decompose_spec *spec_of(const struct work *in)
{
    return &in->basis->plan->spec->decompose;
}

/* The base's derivatives: a level's is the sum of all levels, a ratio's its denominator. */
static double base_at(const cv_measured *of, const cv_point *at, double *row)
{
    if (of->spec.kind == CV_ITEM_RATIO) {
        row[0] = at->centre[1];
        row[2] = 1;
        return at->centre[1] * at->totals[0] + at->totals[2];
    }
    for (size_t k = 0; k < (of->spec.kind == CV_ITEM_LEVELS ? at->slots : 1); k++)
        row[k] = 1;
    return cv_statistic_base(of, at);
}

/* The cells' rates and bases, and their derivatives. */
static void set_values(struct work *in, size_t slots, double *totals, double *jacobian)
{
    const cv_measured *of = &in->basis->plan->of[in->variable];
    size_t block = in->cut->cells.block, item = in->cut->cells.items[in->variable];
    for (size_t c = 0; c < in->cells; c++) {
        cv_point at = {.totals = totals, .slots = slots};
        double *value = in->values + c * in->wide, *rows = jacobian + c * in->wide * slots;
        cv_fold_totals(in->basis->fold, block, item, c, totals);
        cv_fold_centre(in->basis->fold, block, item, c, at.centre);
        cv_statistic_at(in->basis->result->statistic, of, &at, value, rows);
        value[in->outputs] = base_at(of, &at, rows + in->outputs * slots);
        if (value[in->outputs] > 0)
            in->cell[in->cut->cells.domain[c] * in->kinds + in->cut->cells.kind[c]] = c + 1;
    }
}

static void set_replicates(struct work *in, size_t slots, double *totals)
{
    const cv_measured *of = &in->basis->plan->of[in->variable];
    size_t block = in->cut->cells.block, item = in->cut->cells.items[in->variable];
    double *row = totals + slots; /* scratch */
    for (size_t r = 0; r <= cv_fold_replicates(in->basis->fold); r++)
        for (size_t c = 0; c < in->cells; c++) {
            cv_point at = {.totals = totals, .slots = slots};
            double *value = in->replicates + (r * in->cells + c) * in->wide;
            cv_fold_replicate_totals(in->basis->fold, block, item, c, r, totals, at.centre);
            cv_statistic_values(in->basis->result->statistic, of, &at, value, row);
            value[in->outputs] = base_at(of, &at, row);
        }
}

static cv_status open_work(struct work *in, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    size_t slots = cv_fold_slots(basis->fold, in->cut->cells.block, in->cut->cells.items[in->variable]);
    size_t replicates = cv_fold_replicates(basis->fold), values = in->cells * in->wide;
    in->values = cv_memory_zero(values + 1, sizeof(double));
    in->cell = cv_memory_zero(in->domains * in->kinds + 1, sizeof *in->cell);
    in->lonely = cv_memory_zero(in->cells + 1, sizeof *in->lonely);
    in->gradient = cv_memory_zero(4 * in->kinds + 1, sizeof(double));
    in->place = cv_memory_zero(4 * in->kinds + 1, sizeof *in->place);
    in->parts = cv_memory_zero((replicates + 1) * MOST_PARTS, sizeof(double));
    in->first_row = cv_compare_first_rows(basis, in->cut, in->variable);
    if (replicates > 0)
        in->replicates = cv_memory_zero(replicates + 1, (values + 1) * sizeof(double));
    double *totals = cv_memory_zero(2 * slots + 1, sizeof(double));
    double *jacobian = cv_memory_zero(values * slots + 1, sizeof(double));
    bool ok = in->values != NULL && in->cell != NULL && in->lonely != NULL && in->gradient != NULL &&
              in->place != NULL && in->parts != NULL && in->first_row != NULL && totals != NULL && jacobian != NULL &&
              (replicates == 0 || in->replicates != NULL);
    cv_status status = ok ? CV_OK : cv_fail_memory(messages);
    cv_lonely_report lonely = {.met = in->lonely};
    if (ok)
        set_values(in, slots, totals, jacobian);
    if (ok && replicates > 0)
        set_replicates(in, slots, totals);
    else if (ok)
        status =
            cv_cells_covariance(basis, in->cut, in->variable, in->wide, jacobian, &lonely, &in->covariance, messages);
    cv_memory_free(totals);
    cv_memory_free(jacobian);
    return status;
}

static void close_work(struct work *in)
{
    void *owned[] = {in->values, in->covariance, in->replicates, in->cell, in->first_row,
                     in->lonely, in->gradient,   in->place,      in->parts};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

/* ---- one part of one pair ---- */

static size_t cell_of(const struct work *in, size_t domain, size_t kind)
{
    return in->cell[domain * in->kinds + kind];
}

static double base_of(const struct work *in, const double *values, size_t domain)
{
    double sum = 0;
    for (size_t k = 0; k < in->kinds; k++)
        if (cell_of(in, domain, k) > 0)
            sum += values[(cell_of(in, domain, k) - 1) * in->wide + in->outputs];
    return sum;
}

static struct pair pair_at(const struct work *in, const double *values, const size_t domain[2], const double base[2],
                           size_t kind, size_t output)
{
    double p[2] = {0, 0}, r[2] = {0, 0};
    for (int i = 0; i < 2; i++) {
        size_t cell = cell_of(in, domain[i], kind);
        if (cell == 0)
            continue;
        p[i] = values[(cell - 1) * in->wide + in->outputs] / base[i];
        r[i] = values[(cell - 1) * in->wide + output];
    }
    return (struct pair){p[0], p[1], r[0], r[1]};
}

/* A replicate may have nobody in a cell: it adds nothing to a domain's own rate, and has no parts. */
static void fill_empty(struct pair *cell)
{
    cell->ra = cell->pa == 0 ? 0 : cell->ra;
    cell->rb = cell->pb == 0 ? 0 : cell->rb;
}

/* The part at these values of the cells, and its derivatives in in->gradient: by the share p_k of base N_k in N it is
 * d f / d N_k = (f_k - sum over j of p_j f_j) / N. */
static double part_at(struct work *in, size_t part, const double *values, const size_t domain[2], size_t output)
{
    const double base[2] = {base_of(in, values, domain[0]), base_of(in, values, domain[1])};
    double sum = 0, mean[2] = {0, 0}, *a = in->gradient, *b = in->gradient + 2 * in->kinds;
    for (size_t k = 0; k < in->kinds; k++) {
        struct pair cell = pair_at(in, values, domain, base, k, output);
        if (in->split->parts[part].part == CV_PART_DIFFERENCE)
            fill_empty(&cell);
        struct term term = in->split->parts[part].at(&cell);
        sum += term.value;
        mean[0] += cell.pa * term.by_pa;
        mean[1] += cell.pb * term.by_pb;
        a[2 * k] = term.by_ra;
        a[2 * k + 1] = term.by_pa;
        b[2 * k] = term.by_rb;
        b[2 * k + 1] = term.by_pb;
    }
    for (size_t k = 0; k < in->kinds; k++) {
        a[2 * k + 1] = (a[2 * k + 1] - mean[0]) / base[0];
        b[2 * k + 1] = (b[2 * k + 1] - mean[1]) / base[1];
    }
    return sum;
}

/* g' V g over the cells that are there. */
static double variance_of(struct work *in, const size_t domain[2], size_t output)
{
    size_t side = in->cells * in->wide, count = 0;
    for (size_t i = 0; i < 2 * in->kinds; i++) {
        size_t cell = cell_of(in, domain[i / in->kinds], i % in->kinds);
        for (size_t j = 0; cell > 0 && j < 2; j++) {
            in->gradient[count] = in->gradient[2 * i + j];
            in->place[count++] = (cell - 1) * in->wide + (j == 0 ? output : in->outputs);
        }
    }
    double sum = 0, own = 0;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            double square = in->gradient[i] * in->gradient[j] * in->covariance[in->place[i] * side + in->place[j]];
            sum += square;
            own += i == j ? square : 0;
        }
    return sum <= ROUNDING * own ? 0 : sum;
}

static cv_status replicate_variances(struct work *in, const size_t domain[2], size_t output, double *variance,
                                     cv_messages *messages)
{
    size_t count = in->split->count;
    for (size_t r = 0; r <= cv_fold_replicates(in->basis->fold); r++)
        for (size_t i = 0; i < count; i++)
            in->parts[r * count + i] = part_at(in, i, in->replicates + r * in->cells * in->wide, domain, output);
    return cv_replicates_covariance(cv_design_replicates(in->basis->design), in->parts, count, false, variance,
                                    messages);
}

/* ---- rows ---- */

static cv_part_row *new_row(const struct work *in, const size_t domain[2], size_t output, cv_part part, size_t *room,
                            cv_messages *messages)
{
    cv_result *result = in->basis->result;
    const cv_measured *of = &in->basis->plan->of[in->variable];
    if (result->part_count == *room) {
        size_t more = *room == 0 ? 64 : *room * 2;
        cv_part_row *longer = cv_arena_array(in->basis->arena, more, sizeof *longer);
        if (longer != NULL && *room > 0)
            memcpy(longer, result->parts, *room * sizeof *longer);
        result->parts = longer != NULL ? longer : result->parts;
        *room = longer != NULL ? more : *room;
    }
    int32_t *group = cv_basis_group(in->basis, in->cut, domain[0]);
    if (group == NULL || result->part_count == *room) {
        cv_fail_memory(messages);
        return NULL;
    }
    group[in->over_axis] = CV_ALL;
    cv_part_row *row = &result->parts[result->part_count++];
    *row = (cv_part_row){.variable = in->variable,
                         .level = of->slots != NULL ? of->shown[output] : CV_ALL,
                         .group = group,
                         .over = in->over_axis,
                         .a = in->cut->places[domain[0] * in->cut->by_count + in->over_place],
                         .b = in->cut->places[domain[1] * in->cut->by_count + in->over_place],
                         .part = part,
                         .value = NAN,
                         .share = NAN,
                         .se = NAN,
                         .low = NAN,
                         .high = NAN,
                         .statistic = NAN,
                         .df = NAN,
                         .p = NAN};
    return row;
}

/* A kind of cell that one of the two domains lacks; the number of kinds: there is none. */
static size_t missing_kind(const struct work *in, const size_t domain[2])
{
    size_t k = 0;
    while (k < in->kinds && (cell_of(in, domain[0], k) > 0) == (cell_of(in, domain[1], k) > 0))
        k++;
    return k;
}

static void note_missing(struct work *in, const size_t domain[2], size_t kind)
{
    const cv_axis *over = &in->basis->result->by[in->over_axis];
    size_t lacks = cell_of(in, domain[0], kind) > 0 ? domain[1] : domain[0];
    if (in->unsplit++ == 0)
        in->missing =
            cv_arena_format(in->basis->arena, "%.100s '%.100s' answers '%.100s' with %s", over->variable,
                            over->values[in->cut->places[lacks * in->cut->by_count + in->over_place]],
                            in->basis->result->of[in->variable].variable, in->basis->plan->crossing.names[kind]);
}

/* Flags of the two domains in the estimates table, and of their cells. */
static unsigned flags_of(const struct work *in, const size_t domain[2], size_t output)
{
    unsigned flags = 0;
    for (int i = 0; i < 2; i++) {
        flags |=
            in->basis->result->rows[in->first_row[domain[i]] + output].flags & (CV_FLAG_EMPTY | CV_FLAG_SUPPRESSED);
        for (size_t k = 0; k < in->kinds; k++)
            if (cell_of(in, domain[i], k) > 0 && in->lonely[cell_of(in, domain[i], k) - 1])
                flags |= CV_FLAG_LONELY_PSU;
    }
    return flags;
}

static void fill_row(const struct work *in, double whole, double value, double variance, cv_part_row *row)
{
    cv_away away = cv_compare_away(value, variance, in->df, in->basis->result->confidence);
    row->value = value;
    row->share = whole == 0 ? (double)NAN : value / whole;
    row->se = away.se;
    row->low = away.low;
    row->high = away.high;
    row->statistic = away.statistic;
    row->df = in->df;
    row->p = away.p;
    row->flags |= away.flags;
}

static cv_status add_output(struct work *in, const size_t domain[2], size_t output, bool whole, size_t *room,
                            cv_messages *messages)
{
    double variance[MOST_PARTS] = {0}, all = NAN;
    unsigned flags = flags_of(in, domain, output);
    bool none = (flags & (CV_FLAG_SUPPRESSED | CV_FLAG_EMPTY)) != 0;
    if (in->replicates != NULL && !none) {
        cv_status status = replicate_variances(in, domain, output, variance, messages);
        if (status != CV_OK)
            return status;
    }
    for (size_t i = 0; i < in->split->count; i++) {
        cv_part_row *row = new_row(in, domain, output, in->split->parts[i].part, room, messages);
        if (row == NULL)
            return CV_SYSTEM;
        row->flags = flags | (whole ? 0 : CV_FLAG_MISSING_CELL);
        if (none || (!whole && i > 0))
            continue;
        double value = part_at(in, i, in->values, domain, output);
        all = i == 0 ? value : all;
        if (in->replicates == NULL)
            variance[i] = variance_of(in, domain, output);
        fill_row(in, all, value, variance[i], row);
    }
    return CV_OK;
}

static cv_status add_pair(struct work *in, size_t a, size_t b, size_t *room, cv_messages *messages)
{
    const size_t domain[2] = {a, b};
    size_t kind = missing_kind(in, domain);
    cv_status status = CV_OK;
    if (kind < in->kinds)
        note_missing(in, domain, kind);
    for (size_t output = 0; status == CV_OK && output < in->outputs; output++)
        status = add_output(in, domain, output, kind == in->kinds, room, messages);
    return status;
}

static cv_status add_pairs(struct work *in, size_t *room, cv_messages *messages)
{
    const cv_cut *cut = in->cut;
    const cv_axis *axis = &in->basis->result->by[in->over_axis];
    cv_word reference = spec_of(in)->reference;
    int32_t only = reference.text == NULL ? CV_ALL : cv_axis_place(axis, reference.text);
    if (reference.text != NULL && only == CV_ALL)
        return cv_axis_fail(axis, reference, messages);
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < cut->domain_count; i++)
        for (size_t k = only == CV_ALL ? i + 1 : 0; status == CV_OK && k < cut->domain_count; k++) {
            int32_t b = cut->places[cut->domains[k] * cut->by_count + in->over_place];
            if (k == i || (only != CV_ALL && b != only) ||
                !cv_compare_same_others(cut, in->over_place, cut->domains[i], cut->domains[k]))
                continue;
            status = add_pair(in, cut->domains[i], cut->domains[k], room, messages);
        }
    return status;
}

static cv_status split_variable(struct work *in, size_t *room, cv_messages *messages)
{
    const cv_basis *basis = in->basis;
    in->cells = cv_cells_count(basis->fold, in->cut);
    in->kinds = cv_fold_domains(basis->fold, basis->plan->crossing.block);
    in->domains = cv_fold_domains(basis->fold, in->cut->block);
    in->outputs = basis->plan->of[in->variable].shown_count;
    in->wide = in->outputs + 1;
    in->df = cv_compare_df(basis, in->cut);
    in->split = spec_of(in)->three ? &three_parts : &two_parts;
    cv_status status = open_work(in, messages);
    if (status == CV_OK)
        status = add_pairs(in, room, messages);
    if (status == CV_OK && in->unsplit > 0)
        cv_warn(messages, spec_of(in)->place,
                "analysis '%s': nobody in %s, so that the difference cannot be split (%zu pair%s in all)",
                basis->plan->spec->name.text, in->missing != NULL ? in->missing : "", in->unsplit,
                in->unsplit == 1 ? "" : "s");
    close_work(in);
    return status;
}

/* Breaks without the variable, as the whole, have nothing to split. */
static bool find_over(struct work *in)
{
    for (size_t i = 0; i < in->cut->by_count; i++)
        if (strcmp(in->basis->result->by[in->cut->by[i]].variable, spec_of(in)->over.text) == 0) {
            in->over_axis = in->cut->by[i];
            in->over_place = i;
            return true;
        }
    return false;
}

cv_status cv_decompose_rows(const cv_basis *basis, cv_messages *messages)
{
    size_t room = 0;
    if (!basis->plan->spec->decompose.given)
        return CV_OK;
    for (size_t v = 0; v < basis->plan->of_count; v++)
        for (size_t c = 0; c < basis->plan->cut_count; c++) {
            struct work in = {.basis = basis, .cut = &basis->plan->cuts[c], .variable = v};
            if (!find_over(&in))
                continue;
            cv_status status = split_variable(&in, &room, messages);
            if (status != CV_OK)
                return status;
        }
    return CV_OK;
}
