/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The covariance of linear functions of totals. Units are walked in the order of strata and PSUs: each group of units
 * sampled together is read twice, once for its mean and once for the squares about it, so that nothing large is
 * subtracted from anything large. */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "fold/block.h"

/** Below this share of the squares that it is made of, a variance is rounding: two passes leave epsilon^2 of them, sums
 * of squares less a squared mean (rows as units) leave epsilon. */
static const double ROUNDING_OF_TWO_PASSES = 1e-26, ROUNDING_OF_SUMS = 1e-14;

/* A population that is wholly in the sample, as R survey has it. */
static const double CERTAINTY = 1e-7;

/** The scores of one unit, or their sums over a group: a few domains with R values each. */
struct sheet {
    uint32_t *domains; /**< [count] which domains */
    double *values;    /**< [count x R] */
    uint32_t *place;   /**< [all domains] place + 1; 0: not there */
    size_t count;
};

struct walk {
    const cv_fold *fold;
    const cv_block *block;
    const cv_item *item;
    const cv_linear *linear;
    uint32_t flag;
    size_t outputs, domains, side;
    size_t span;        /**< of a domain's own square: R columns, or, each for itself, the diagonal alone */
    double *covariance; /**< the result */
    double *raw;        /**< [domains x slots] squares of the totals that scores are made of, about zero */
    double *centre;     /**< [stages x domains x R] of a lonely PSU, policy adjust */
    double *factor;     /**< [domains] policy average: H / (H - lonely), stage by stage */
    uint32_t *groups, *lonely_groups; /**< [domains] counted for it; joint: the first place alone */
    struct sheet unit, group;
    uint32_t *units_seen; /**< [place in the group's sheet] units with an answer */
    uint64_t joint_seen;  /**< units of the group with an answer in any domain */
    double *squares;      /**< [place in the group's sheet x R x span] */
    double *sums, *wide;  /**< scratch: [slots], [slots x slots] and [side] */
    cv_linear adapted;    /**< under calibration, in which all units have a score in every domain */
    size_t columns;       /**< K of the calibration; 0: none */
    double *loading;      /**< [domains x R x K] J B': what a unit total of a column takes away from a value */
    double *by_column;    /**< [K x domains x R] the same, column by column */
    double *unit_columns; /**< scratch: [K] */
    double *moments;      /**< scratch: [slots x K] */
    double *with;         /**< without clusters, scratch: [domains x R x K] J times a stratum's moments */
    double *spread;       /**< likewise: [domains x R x K] loading times the columns' squares */
    cv_lonely_report *lonely;
};

static bool sheet_start(struct sheet *sheet, size_t domains, size_t outputs)
{
    sheet->domains = cv_memory_new((domains + 1) * sizeof *sheet->domains);
    sheet->values = cv_memory_zero(domains + 1, outputs * sizeof *sheet->values);
    sheet->place = cv_memory_zero(domains + 1, sizeof *sheet->place);
    return sheet->domains != NULL && sheet->values != NULL && sheet->place != NULL;
}

static void sheet_free(struct sheet *sheet)
{
    cv_memory_free(sheet->domains);
    cv_memory_free(sheet->values);
    cv_memory_free(sheet->place);
}

static void sheet_clear(struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++)
        sheet->place[sheet->domains[i]] = 0;
    sheet->count = 0;
}

/* The values of a domain on a sheet, zero when it is new there. */
static double *sheet_values(struct sheet *sheet, uint32_t domain, size_t outputs)
{
    if (sheet->place[domain] == 0) {
        sheet->domains[sheet->count++] = domain;
        sheet->place[domain] = (uint32_t)sheet->count;
        memset(sheet->values + (sheet->count - 1) * outputs, 0, outputs * sizeof *sheet->values);
    }
    return sheet->values + (sheet->place[domain] - 1) * outputs;
}

static const double *jacobian_of(const struct walk *walk, size_t domain)
{
    return walk->linear->jacobian + domain * walk->outputs * walk->item->width;
}

static void add_scores(const struct walk *walk, size_t domain, const double *totals, double *values)
{
    const double *jacobian = jacobian_of(walk, domain);
    size_t width = walk->item->width;
    for (size_t r = 0; r < walk->outputs; r++) {
        double sum = 0;
        for (size_t k = 0; k < width; k++)
            sum += jacobian[r * width + k] * totals[k];
        values[r] += sum;
    }
}

static void domain_centre(const struct walk *walk, size_t domain, double centre[2])
{
    cv_fold_centre(walk->fold, walk->linear->block, walk->linear->item, domain, centre);
}

/* Record totals, whether they are kept as they are or as moments of rows. */
static const double *record_totals(struct walk *walk, size_t record)
{
    if (walk->fold->clustered)
        return walk->item->z + record * walk->item->width;
    double centre[2];
    domain_centre(walk, cv_record_domain(walk->block, record), centre);
    cv_item_sums(walk->item, record, centre, walk->sums);
    return walk->sums;
}

/* The unit of a stage that a record belongs to; without clusters its stratum. */
static uint32_t unit_of(const struct walk *walk, size_t stage, uint32_t record)
{
    uint32_t unit = cv_record_unit(walk->block, record);
    for (size_t last = cv_design_stages(walk->fold->design); last > stage + 1; last--)
        unit = cv_design_parent(walk->fold->design, last - 1, unit);
    return unit;
}

static uint32_t group_of(const struct walk *walk, size_t stage, uint32_t record)
{
    uint32_t unit = unit_of(walk, stage, record);
    return walk->fold->clustered ? cv_design_group(walk->fold->design, stage, unit) : unit;
}

static size_t unit_end(const struct walk *walk, size_t stage, size_t from, size_t to)
{
    uint32_t unit = unit_of(walk, stage, walk->block->order[from]);
    while (++from < to && unit_of(walk, stage, walk->block->order[from]) == unit)
        ;
    return from;
}

static size_t group_end(const struct walk *walk, size_t stage, size_t from, size_t to)
{
    uint32_t group = group_of(walk, stage, walk->block->order[from]);
    while (++from < to && group_of(walk, stage, walk->block->order[from]) == group)
        ;
    return from;
}

/* Whether a record has an answer: a weight says so, or, where all are 0, its flag. */
static bool is_seen(const struct walk *walk, uint32_t record)
{
    const cv_item *item = walk->item;
    if (walk->columns > 0)
        return true;
    if (!walk->fold->clustered)
        return item->seen[record] > 0;
    const double *z = item->z + record * item->width;
    size_t weights = item->spec.kind == CV_ITEM_LEVELS ? item->width : 1;
    for (size_t k = 0; k < weights; k++)
        if (z[k] > 0)
            return true;
    return (walk->block->flags[record] & walk->flag) != 0;
}

/* Totals of the calibration's columns over the last-stage units (without clusters: the stratum) of order[from..to). */
static void sum_columns(struct walk *walk, size_t from, size_t to)
{
    memset(walk->unit_columns, 0, walk->columns * sizeof *walk->unit_columns);
    for (size_t i = from; i < to; i++) {
        uint32_t unit = cv_record_unit(walk->block, walk->block->order[i]);
        if (i > from && unit == cv_record_unit(walk->block, walk->block->order[i - 1]))
            continue;
        const double *totals = cv_calibration_unit(walk->fold->calibration, unit);
        for (size_t k = 0; k < walk->columns; k++)
            walk->unit_columns[k] += totals[k];
    }
}

static const double *loading_of(const struct walk *walk, size_t domain)
{
    return walk->loading + domain * walk->outputs * walk->columns;
}

/* Residuals in place of scores: every unit has one in every domain. */
static void subtract_columns(const struct walk *walk, size_t domain, double *values)
{
    const double *loading = loading_of(walk, domain);
    for (size_t r = 0; r < walk->outputs; r++)
        for (size_t k = 0; k < walk->columns; k++)
            values[r] -= loading[r * walk->columns + k] * walk->unit_columns[k];
}

/* Asks for what a unit a few records on will be read from: units are not in memory as they are in the order. */
static void fetch_ahead(const struct walk *walk, size_t at)
{
    enum { AHEAD = 6 };
    if (!walk->fold->clustered || at + AHEAD >= walk->block->records.count)
        return;
    uint32_t record = walk->block->order[at + AHEAD];
    __builtin_prefetch(walk->item->z + record * walk->item->width);
    if (walk->columns > 0)
        __builtin_prefetch(cv_calibration_unit(walk->fold->calibration, cv_record_unit(walk->block, record)));
}

/* All domains on the unit's sheet, in their order, with what the columns take away. */
static void start_residuals(struct walk *walk, size_t from, size_t to)
{
    double *values = walk->unit.values;
    for (uint32_t domain = 0; domain < walk->domains; domain++) {
        walk->unit.domains[domain] = domain;
        walk->unit.place[domain] = domain + 1;
    }
    walk->unit.count = walk->domains;
    memset(values, 0, walk->side * sizeof *values);
    sum_columns(walk, from, to);
    for (size_t k = 0; k < walk->columns; k++) {
        const double *loading = walk->by_column + k * walk->side;
        double total = walk->unit_columns[k];
        for (size_t i = 0; i < walk->side && total != 0; i++)
            values[i] -= loading[i] * total;
    }
}

/* The scores of the unit whose records are order[from..to), domain by domain; records without an answer stay out. */
static void read_unit(struct walk *walk, size_t from, size_t to)
{
    fetch_ahead(walk, to);
    sheet_clear(&walk->unit);
    if (walk->columns > 0)
        start_residuals(walk, from, to);
    for (size_t i = from; i < to; i++) {
        uint32_t record = walk->block->order[i], domain = cv_record_domain(walk->block, record);
        if (is_seen(walk, record))
            add_scores(walk, domain, record_totals(walk, record), sheet_values(&walk->unit, domain, walk->outputs));
    }
}

/* First reading of a group: sums of scores and numbers of units with an answer. */
static void sum_group(struct walk *walk, size_t stage, size_t from, size_t to)
{
    size_t outputs = walk->outputs;
    sheet_clear(&walk->group);
    walk->joint_seen = 0;
    for (size_t end; from < to; from = end) {
        end = unit_end(walk, stage, from, to);
        read_unit(walk, from, end);
        for (size_t i = 0; i < walk->unit.count; i++) {
            uint32_t domain = walk->unit.domains[i];
            bool fresh = walk->group.place[domain] == 0;
            double *sum = sheet_values(&walk->group, domain, outputs);
            uint32_t *seen = &walk->units_seen[walk->group.place[domain] - 1];
            for (size_t r = 0; r < outputs; r++)
                sum[r] += walk->unit.values[i * outputs + r];
            *seen = (fresh ? 0 : *seen) + 1;
        }
        walk->joint_seen += walk->unit.count > 0;
    }
}

/* Without clusters: how many rows of the stratum have an answer in each domain. */
static void count_rows(struct walk *walk, size_t from, size_t to)
{
    walk->joint_seen = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t record = walk->block->order[i], domain = cv_record_domain(walk->block, record);
        uint64_t rows = walk->item->seen[record];
        if (walk->group.place[domain] > 0)
            walk->units_seen[walk->group.place[domain] - 1] = rows < UINT32_MAX ? (uint32_t)rows : UINT32_MAX;
        walk->joint_seen += walk->columns > 0 ? 1 : rows;
    }
}

static double *cell(const struct walk *walk, size_t d, size_t e)
{
    size_t outputs = walk->outputs;
    if (walk->linear->joint)
        return walk->covariance + d * outputs * walk->side + e * outputs;
    return walk->covariance + d * outputs;
}

/* The output that column q of row r of a square is about. */
static size_t across(const struct walk *walk, size_t r, size_t q)
{
    return walk->linear->joint ? q : r;
}

static size_t row_length(const struct walk *walk)
{
    return walk->linear->joint ? walk->side : 1;
}

/* Where an output's own variance stands. */
static double *variance_at(const struct walk *walk, size_t d, size_t r)
{
    return cell(walk, d, d) + r * row_length(walk) + (walk->linear->joint ? r : 0);
}

/* Adds scale * a b' to the cell of domains d and e. */
static void add_outer(struct walk *walk, size_t d, size_t e, const double *a, const double *b, double scale)
{
    double *to = cell(walk, d, e);
    size_t length = row_length(walk);
    for (size_t r = 0; r < walk->outputs; r++)
        for (size_t q = 0; q < walk->span; q++)
            to[r * length + q] += scale * a[r] * b[across(walk, r, q)];
}

static void add_square(struct walk *walk, size_t domain, const double *square, double scale)
{
    double *to = cell(walk, domain, domain);
    size_t length = row_length(walk);
    for (size_t r = 0; r < walk->outputs; r++)
        for (size_t q = 0; q < walk->span; q++)
            to[r * length + q] += scale * square[r * walk->span + q];
}

/* The size of what a unit's scores are made of: where the terms of J z cancel, z alone tells what rounding leaves. */
static void add_raw(struct walk *walk, size_t from, size_t to, double scale)
{
    size_t width = walk->item->width;
    for (size_t i = from; i < to; i++) {
        uint32_t record = walk->block->order[i];
        const double *z = walk->item->z + record * width;
        double *raw = walk->raw + cv_record_domain(walk->block, record) * width;
        for (size_t k = 0; k < width; k++)
            raw[k] += scale * z[k] * z[k];
    }
}

/* Second reading, clusters: squares about `mean` within domains; products between the domains of a unit. */
static void square_units(struct walk *walk, size_t stage, size_t from, size_t to, double n, double scale)
{
    size_t outputs = walk->outputs;
    for (size_t end; from < to; from = end) {
        end = unit_end(walk, stage, from, to);
        read_unit(walk, from, end);
        add_raw(walk, from, end, scale);
        for (size_t i = 0; i < walk->unit.count; i++) {
            if (walk->group.place[walk->unit.domains[i]] == 0)
                continue; /* a lonely one, treated already */
            size_t place = walk->group.place[walk->unit.domains[i]] - 1;
            const double *sum = walk->group.values + place * outputs, *z = walk->unit.values + i * outputs;
            double *square = walk->squares + place * outputs * walk->span;
            for (size_t r = 0; r < outputs; r++) {
                for (size_t q = 0; q < walk->span; q++) {
                    size_t s = across(walk, r, q);
                    square[r * walk->span + q] += (z[r] - sum[r] / n) * (z[s] - sum[s] / n);
                }
            }
            for (size_t j = 0; walk->linear->joint && j < walk->unit.count; j++)
                if (j != i)
                    add_outer(walk, walk->unit.domains[i], walk->unit.domains[j], z, walk->unit.values + j * outputs,
                              walk->factor[0] * scale);
        }
    }
}

/* A row of J times M. A row has one level alone, so that M is then diagonal. */
static void times_squares(const struct walk *walk, const double *row, double *product)
{
    size_t width = walk->item->width;
    bool diagonal = walk->item->spec.kind == CV_ITEM_LEVELS;
    for (size_t k = 0; k < width; k++) {
        product[k] = diagonal ? row[k] * walk->wide[k] : 0;
        for (size_t j = 0; j < width && !diagonal; j++)
            product[k] += row[j] * walk->wide[j * width + k];
    }
}

/* J M J' for one record of rows: M is its sum of w^2 x x'. */
static void square_rows(struct walk *walk, uint32_t record, double scale)
{
    size_t outputs = walk->outputs, width = walk->item->width, domain = cv_record_domain(walk->block, record);
    double centre[2];
    domain_centre(walk, domain, centre);
    cv_item_squares(walk->item, record, centre, walk->wide);
    const double *jacobian = jacobian_of(walk, domain);
    double *square = walk->squares + (walk->group.place[domain] - 1) * outputs * walk->span;
    for (size_t r = 0; r < outputs; r++) {
        times_squares(walk, jacobian + r * width, walk->sums);
        for (size_t q = 0; q < walk->span; q++)
            for (size_t k = 0; k < width; k++)
                square[r * walk->span + q] += walk->sums[k] * jacobian[across(walk, r, q) * width + k];
    }
    size_t step = walk->item->spec.kind == CV_ITEM_LEVELS ? 1 : width + 1; /* along the diagonal */
    for (size_t k = 0; k < width; k++)
        walk->raw[domain * width + k] += scale * walk->wide[k * step];
}

/* [R x n] = a [R x m] times b [m x n] */
static void multiply(const double *a, const double *b, size_t rows, size_t m, size_t n, double *product)
{
    memset(product, 0, rows * n * sizeof *product);
    for (size_t r = 0; r < rows; r++)
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < n && a[r * m + i] != 0; j++)
                product[r * n + j] += a[r * m + i] * b[i * n + j];
}

/* The moments of a stratum's rows with the columns, as values, by domain; and the columns' squares as loadings. */
static void read_column_squares(struct walk *walk, size_t from, size_t to)
{
    size_t k = walk->columns, outputs = walk->outputs;
    uint32_t stratum = cv_record_unit(walk->block, walk->block->order[from]);
    memset(walk->with, 0, walk->domains * outputs * k * sizeof *walk->with);
    for (size_t i = from; i < to; i++) {
        double centre[2];
        uint32_t record = walk->block->order[i], domain = cv_record_domain(walk->block, record);
        domain_centre(walk, domain, centre);
        cv_calibrated_with(walk->fold, walk->item, record, centre, walk->moments);
        multiply(jacobian_of(walk, domain), walk->moments, outputs, walk->item->width, k,
                 walk->with + domain * outputs * k);
    }
    for (size_t d = 0; d < walk->domains; d++)
        multiply(loading_of(walk, d), cv_calibration_squares(walk->fold->calibration, stratum), outputs, k, k,
                 walk->spread + d * outputs * k);
}

/* What the columns add to the squares of residuals z - G x, of domains d and e: G_d M_xx G_e' - A_d G_e' - G_d A_e',
 * A = J M_zx. @param[out] square  [R x n] n being R, or 1 for the diagonal alone */
static void column_squares(const struct walk *walk, size_t d, size_t e, double *square)
{
    size_t k = walk->columns, outputs = walk->outputs;
    const double *spread = walk->spread + d * outputs * k, *with = walk->with + d * outputs * k;
    const double *mine = loading_of(walk, d), *its = loading_of(walk, e), *its_with = walk->with + e * outputs * k;
    for (size_t r = 0; r < outputs; r++)
        for (size_t q = 0; q < walk->span; q++) {
            size_t s = across(walk, r, q);
            double sum = 0;
            for (size_t j = 0; j < k; j++)
                sum += (spread[r * k + j] - with[r * k + j]) * its[s * k + j] - mine[r * k + j] * its_with[s * k + j];
            square[r * walk->span + q] = sum;
        }
}

/* Without clusters: the columns' part of the squares of a stratum's rows, within domains and between them. */
static void square_columns(struct walk *walk, size_t from, size_t to, double scale)
{
    size_t cells = walk->outputs * walk->span;
    read_column_squares(walk, from, to);
    for (size_t i = 0; i < walk->group.count; i++) {
        uint32_t d = walk->group.domains[i];
        column_squares(walk, d, d, walk->wide);
        for (size_t c = 0; c < cells; c++)
            walk->squares[i * cells + c] += walk->wide[c];
        for (size_t j = 0; walk->linear->joint && j < walk->group.count; j++) {
            uint32_t e = walk->group.domains[j];
            if (i == j)
                continue;
            column_squares(walk, d, e, walk->wide);
            double *to_cell = cell(walk, d, e);
            for (size_t r = 0; r < walk->outputs; r++)
                for (size_t q = 0; q < walk->outputs; q++)
                    to_cell[r * walk->side + q] += walk->factor[0] * scale * walk->wide[r * walk->span + q];
        }
    }
}

/* Puts the squares of a group into the result: those of units outside a domain are all mean^2. */
static void close_group(struct walk *walk, double n, double scale)
{
    size_t outputs = walk->outputs;
    for (size_t i = 0; i < walk->group.count; i++) {
        uint32_t domain = walk->group.domains[i];
        const double *sum = walk->group.values + i * outputs;
        double *square = walk->squares + i * outputs * walk->span;
        double factor = walk->factor[walk->linear->joint ? 0 : domain] * scale;
        double outside = walk->fold->clustered ? n - walk->units_seen[i] : -n; /* rows: sum of squares - n mean^2 */
        for (size_t r = 0; r < outputs; r++)
            for (size_t q = 0; q < walk->span; q++)
                square[r * walk->span + q] += outside * (sum[r] / n) * (sum[across(walk, r, q)] / n);
        add_square(walk, domain, square, factor);
        for (size_t j = 0; walk->linear->joint && j < walk->group.count; j++)
            if (j != i)
                add_outer(walk, domain, walk->group.domains[j], sum, walk->group.values + j * outputs, -factor / n);
    }
}

/** What becomes of a domain in a group. */
enum fate { FATE_USUAL, FATE_NOTHING, FATE_ADJUST, FATE_LEFT_OUT };

static enum fate fate_of(const struct walk *walk, double n, double seen)
{
    if (n > 1 && !(walk->linear->domain_lonely && seen == 1))
        return FATE_USUAL;
    switch (walk->linear->lonely) {
    case CV_LONELY_ADJUST:
        return FATE_ADJUST;
    case CV_LONELY_AVERAGE:
        return FATE_LEFT_OUT;
    case CV_LONELY_REMOVE:
    case CV_LONELY_CERTAINTY:
        return n > 1 ? FATE_USUAL : FATE_NOTHING;
    case CV_LONELY_FAIL:
        return n > 1 ? FATE_USUAL : FATE_LEFT_OUT;
    }
    return FATE_USUAL;
}

/* A lonely PSU about the mean of all PSUs: (z - c)(z - c)', and c c' for the units of the group outside the domain. */
static void adjust_domain(struct walk *walk, size_t stage, uint32_t domain, double n, double scale)
{
    size_t outputs = walk->outputs, place = walk->group.place[domain] - 1;
    const double *centre = walk->centre + (stage * walk->domains + domain) * outputs,
                 *z = walk->group.values + place * outputs;
    for (size_t r = 0; r < outputs; r++)
        walk->wide[r] = z[r] - centre[r];
    add_outer(walk, domain, domain, walk->wide, walk->wide, scale);
    if (n > 1)
        add_outer(walk, domain, domain, centre, centre, scale * (n - 1));
}

static void adjust_joint(struct walk *walk, size_t stage, double n, double scale)
{
    size_t outputs = walk->outputs;
    const double *centre = walk->centre + stage * walk->domains * outputs;
    double *about = walk->wide;
    for (size_t i = 0; i < walk->side; i++)
        about[i] = -centre[i];
    for (size_t i = 0; i < walk->group.count; i++)
        for (size_t r = 0; r < outputs; r++)
            about[walk->group.domains[i] * outputs + r] += walk->group.values[i * outputs + r];
    for (size_t i = 0; i < walk->side; i++)
        for (size_t k = 0; k < walk->side; k++)
            walk->covariance[i * walk->side + k] += scale * (about[i] * about[k] + (n - 1) * centre[i] * centre[k]);
}

static void note_lonely(struct walk *walk, size_t stage, uint32_t group, uint32_t domain)
{
    if (walk->linear->lonely == CV_LONELY_FAIL && !walk->lonely->failed) {
        walk->lonely->failed = true;
        walk->lonely->stage = stage;
        walk->lonely->group = group;
    }
    if (walk->lonely->met != NULL)
        walk->lonely->met[domain] = true;
}

/* Takes the domains that a policy treats out of the group's sheet, so that the usual way sees the others. */
static void treat_lonely(struct walk *walk, size_t stage, uint32_t group, double n, double scale)
{
    bool joint = walk->linear->joint;
    enum fate whole = joint ? fate_of(walk, n, (double)walk->joint_seen) : FATE_USUAL;
    if (joint && whole == FATE_ADJUST && walk->joint_seen > 0)
        adjust_joint(walk, stage, n, scale);
    size_t kept = 0, outputs = walk->outputs, count = walk->group.count;
    for (size_t i = 0; i < count; i++) {
        uint32_t domain = walk->group.domains[i];
        enum fate fate = joint ? whole : fate_of(walk, n, walk->units_seen[i]);
        if (fate != FATE_USUAL)
            note_lonely(walk, stage, group, domain);
        if (!joint && fate == FATE_ADJUST)
            adjust_domain(walk, stage, domain, n, scale);
        if (fate != FATE_USUAL) {
            walk->group.place[domain] = 0;
            continue;
        }
        memmove(walk->group.values + kept * outputs, walk->group.values + i * outputs, outputs * sizeof(double));
        walk->units_seen[kept] = walk->units_seen[i];
        walk->group.domains[kept] = domain;
        walk->group.place[domain] = (uint32_t)++kept;
    }
    walk->group.count = kept;
}

static void vary_group(struct walk *walk, size_t stage, size_t from, size_t to, double f, double multiplier)
{
    uint32_t group = group_of(walk, stage, walk->block->order[from]);
    double n = cv_design_group_units(walk->fold->design, stage, group);
    double scale = multiplier * f * (n > 1 ? n / (n - 1) : 1);
    sum_group(walk, stage, from, to);
    if (!walk->fold->clustered)
        count_rows(walk, from, to);
    treat_lonely(walk, stage, group, n, scale);
    if (walk->group.count == 0)
        return;
    memset(walk->squares, 0, walk->group.count * walk->outputs * walk->span * sizeof *walk->squares);
    if (walk->fold->clustered) {
        square_units(walk, stage, from, to, n, scale);
    } else {
        for (size_t i = from; i < to; i++)
            if (walk->group.place[cv_record_domain(walk->block, walk->block->order[i])] > 0)
                square_rows(walk, walk->block->order[i], scale);
        if (walk->columns > 0)
            square_columns(walk, from, to, scale);
    }
    close_group(walk, n, scale);
}

/* The share of a group's population outside the sample; 1 where the population has no end. */
static double outside_share(const struct walk *walk, size_t stage, uint32_t group)
{
    double population = cv_design_group_population(walk->fold->design, stage, group);
    double n = cv_design_group_units(walk->fold->design, stage, group);
    return isinf(population) ? 1 : (population - n) / population;
}

/* Policy average: all strata stand for H / (H - lonely) of themselves; H: strata with an answer of the domain (of the
 * block). */
static void count_for_average(struct walk *walk, size_t stage, size_t from, size_t to)
{
    bool joint = walk->linear->joint;
    memset(walk->groups, 0, walk->domains * sizeof *walk->groups);
    memset(walk->lonely_groups, 0, walk->domains * sizeof *walk->lonely_groups);
    for (size_t end; from < to; from = end) {
        end = group_end(walk, stage, from, to);
        uint32_t group = group_of(walk, stage, walk->block->order[from]);
        double n = cv_design_group_units(walk->fold->design, stage, group);
        bool certain = outside_share(walk, stage, group) < CERTAINTY;
        sum_group(walk, stage, from, end);
        if (!walk->fold->clustered)
            count_rows(walk, from, end);
        for (size_t i = 0; i < walk->group.count && !(joint && i > 0); i++) {
            uint32_t domain = joint ? 0 : walk->group.domains[i];
            double seen = joint ? (double)walk->joint_seen : walk->units_seen[i];
            walk->groups[domain]++;
            walk->lonely_groups[domain] += !certain && fate_of(walk, n, seen) == FATE_LEFT_OUT;
        }
    }
    for (size_t i = 0; i < walk->domains; i++)
        walk->factor[i] = walk->groups[i] == 0 ? 1
                          : walk->groups[i] == walk->lonely_groups[i]
                              ? (double)NAN
                              : (double)walk->groups[i] / (walk->groups[i] - walk->lonely_groups[i]);
}

/* A domain whose strata were all left out has no variance to average; nor have its covariances. */
static void no_average(struct walk *walk)
{
    if (walk->linear->joint && isnan(walk->factor[0]))
        for (size_t i = 0; i < walk->side * walk->side; i++)
            walk->covariance[i] = NAN;
    for (size_t d = 0; d < walk->domains && !walk->linear->joint; d++)
        if (isnan(walk->factor[d]))
            for (size_t r = 0; r < walk->outputs; r++)
                *variance_at(walk, d, r) = NAN;
}

/* Further stages: the variance within each unit counts for the sampled share of the units above it. */
static void vary_stage(struct walk *walk, size_t stage, size_t from, size_t to, double multiplier)
{
    if (walk->linear->lonely == CV_LONELY_AVERAGE) {
        count_for_average(walk, stage, from, to);
        no_average(walk);
    }
    for (size_t at = from, end; at < to; at = end) {
        end = group_end(walk, stage, at, to);
        double f = outside_share(walk, stage, group_of(walk, stage, walk->block->order[at]));
        if (f >= CERTAINTY)
            vary_group(walk, stage, at, end, f, multiplier);
    }
    if (stage + 1 >= cv_design_stages(walk->fold->design))
        return;
    for (size_t at = from, end; at < to; at = end) {
        end = unit_end(walk, stage, at, to);
        double sampled = 1 - outside_share(walk, stage, group_of(walk, stage, walk->block->order[at]));
        if (sampled > 0)
            vary_stage(walk, stage + 1, at, end, multiplier * sampled);
    }
}

/* How many units were sampled in the groups that a domain (joint: any domain) has an answer in; R survey's subset knows
 * no other strata. `units` and `last` are [domains] */
static void count_units(const struct walk *walk, size_t stage, double *units, uint32_t *last)
{
    bool joint = walk->linear->joint || walk->columns > 0;
    memset(units, 0, walk->domains * sizeof *units);
    memset(last, 0xff, walk->domains * sizeof *last);
    for (size_t i = 0; i < walk->block->records.count; i++) {
        uint32_t record = walk->block->order[i], group = group_of(walk, stage, record);
        uint32_t domain = joint ? 0 : cv_record_domain(walk->block, record);
        if (!is_seen(walk, record) || last[domain] == group)
            continue;
        units[domain] += cv_design_group_units(walk->fold->design, stage, group);
        last[domain] = group;
    }
}

/* The mean score of these units at each stage, about which `adjust` puts a lonely one. */
static bool set_centres(struct walk *walk)
{
    size_t stages = cv_design_stages(walk->fold->design);
    double *units = cv_memory_new((walk->domains + 1) * sizeof *units);
    uint32_t *last = cv_memory_new((walk->domains + 1) * sizeof *last);
    bool ok = units != NULL && last != NULL;
    for (size_t stage = 0; ok && stage < (stages > 0 ? stages : 1); stage++) {
        count_units(walk, stage, units, last);
        if (walk->columns > 0)
            sum_columns(walk, 0, walk->block->records.count);
        for (size_t d = 0; d < walk->domains; d++) {
            double *centre = walk->centre + (stage * walk->domains + d) * walk->outputs;
            double sampled = units[walk->linear->joint || walk->columns > 0 ? 0 : d];
            add_scores(walk, d, walk->item->totals + d * walk->item->width, centre);
            if (walk->columns > 0)
                subtract_columns(walk, d, centre);
            for (size_t r = 0; r < walk->outputs; r++)
                centre[r] = sampled > 0 ? centre[r] / sampled : 0;
        }
    }
    cv_memory_free(units);
    cv_memory_free(last);
    return ok;
}

/* The squares that an output's variance is made of: sum over k of J_rk^2 (squares of total k). */
static double size_of(const struct walk *walk, size_t domain, size_t output)
{
    size_t width = walk->item->width;
    const double *row = jacobian_of(walk, domain) + output * width, *raw = walk->raw + domain * width;
    double sum = 0;
    for (size_t k = 0; k < width; k++)
        sum += row[k] * row[k] * raw[k];
    return sum;
}

/* A variance that is rounding is 0, and so are its covariances; a small negative one never leaves. */
static void clean(struct walk *walk)
{
    double share = walk->fold->clustered ? ROUNDING_OF_TWO_PASSES : ROUNDING_OF_SUMS;
    for (size_t d = 0; d < walk->domains; d++)
        for (size_t r = 0; r < walk->outputs; r++) {
            double *variance = variance_at(walk, d, r);
            if (!(*variance <= share * size_of(walk, d, r)))
                continue;
            *variance = 0;
            for (size_t i = 0, at = d * walk->outputs + r; walk->linear->joint && i < walk->side; i++)
                walk->covariance[at * walk->side + i] = walk->covariance[i * walk->side + at] = 0;
        }
}

/* Loadings of a domain: J B', B = P m with the moments m of its rows. A domain without a value has none. */
static void fill_loading(struct walk *walk, size_t domain, double *coefficients)
{
    size_t k = walk->columns, width = walk->item->width, outputs = walk->outputs;
    double centre[2], *loading = walk->loading + domain * outputs * k;
    const double *projection = cv_calibration_projection(walk->fold->calibration);
    domain_centre(walk, domain, centre);
    cv_calibrated_cross(walk->fold, walk->item, domain, centre, walk->moments);
    for (size_t s = 0; s < width; s++)
        for (size_t i = 0; i < k; i++) {
            double sum = 0;
            for (size_t j = 0; j < k; j++)
                sum += projection[i * k + j] * walk->moments[s * k + j];
            coefficients[s * k + i] = sum;
        }
    multiply(jacobian_of(walk, domain), coefficients, outputs, width, k, loading);
    for (size_t i = 0; i < outputs * k; i++)
        loading[i] = isfinite(loading[i]) ? loading[i] : 0;
    for (size_t r = 0; r < outputs; r++)
        for (size_t i = 0; i < k; i++)
            walk->by_column[i * walk->side + domain * outputs + r] = loading[r * k + i];
}

static bool start_columns(struct walk *walk)
{
    size_t k = cv_calibration_columns(walk->fold->calibration), cells = walk->domains * walk->outputs * k;
    if (k == 0)
        return true;
    walk->columns = k;
    walk->adapted = *walk->linear;
    walk->adapted.domain_lonely = false;
    walk->linear = &walk->adapted;
    bool rows = !walk->fold->clustered;
    walk->loading = cv_memory_zero(cells + 1, sizeof(double));
    walk->by_column = cv_memory_zero(cells + 1, sizeof(double));
    walk->unit_columns = cv_memory_zero(k + 1, sizeof(double));
    walk->moments = cv_memory_zero(walk->item->width * k + 1, sizeof(double));
    walk->with = cv_memory_zero(rows ? cells + 1 : 1, sizeof(double));
    walk->spread = cv_memory_zero(rows ? cells + 1 : 1, sizeof(double));
    double *coefficients = cv_memory_zero(walk->item->width * k + 1, sizeof(double));
    bool ok = walk->loading != NULL && walk->by_column != NULL && walk->unit_columns != NULL && walk->moments != NULL &&
              walk->with != NULL && walk->spread != NULL && coefficients != NULL;
    for (size_t d = 0; ok && d < walk->domains; d++)
        fill_loading(walk, d, coefficients);
    cv_memory_free(coefficients);
    return ok;
}

static bool start(struct walk *walk, const cv_fold *fold, const cv_linear *linear, double *covariance,
                  cv_lonely_report *lonely)
{
    const cv_block *block = &fold->blocks[linear->block];
    const cv_item *item = &block->items[linear->item];
    size_t domains = block->domains, outputs = linear->outputs, stages = cv_design_stages(fold->design);
    *walk = (struct walk){.fold = fold,
                          .block = block,
                          .item = item,
                          .linear = linear,
                          .flag = cv_item_flag(linear->item),
                          .outputs = outputs,
                          .domains = domains,
                          .side = domains * outputs,
                          .covariance = covariance,
                          .lonely = lonely};
    size_t wide =
        (item->spec.kind == CV_ITEM_LEVELS ? item->width : item->width * item->width) + walk->side + outputs * outputs;
    walk->span = linear->joint ? outputs : 1;
    walk->raw = cv_memory_zero(domains * item->width + 1, sizeof(double));
    walk->centre = cv_memory_zero((stages + 1) * (walk->side + 1), sizeof(double));
    walk->factor = cv_memory_zero(domains + 1, sizeof(double));
    walk->groups = cv_memory_zero(domains + 1, sizeof(uint32_t));
    walk->lonely_groups = cv_memory_zero(domains + 1, sizeof(uint32_t));
    walk->units_seen = cv_memory_zero(domains + 1, sizeof(uint32_t));
    walk->squares = cv_memory_zero(walk->side * walk->span + 1, sizeof(double));
    walk->sums = cv_memory_zero(item->width + 1, sizeof(double));
    walk->wide = cv_memory_zero(wide + 1, sizeof(double));
    bool ok = sheet_start(&walk->unit, domains, outputs) && sheet_start(&walk->group, domains, outputs);
    ok = ok && walk->raw != NULL && walk->centre != NULL && walk->factor != NULL && walk->groups != NULL &&
         walk->lonely_groups != NULL;
    ok = ok && walk->units_seen != NULL && walk->squares != NULL && walk->sums != NULL && walk->wide != NULL;
    for (size_t i = 0; ok && i < domains; i++)
        walk->factor[i] = 1;
    return ok && start_columns(walk);
}

static void finish(struct walk *walk)
{
    void *owned[] = {walk->raw,          walk->centre,  walk->factor, walk->groups, walk->lonely_groups,
                     walk->units_seen,   walk->squares, walk->sums,   walk->wide,   walk->loading,
                     walk->unit_columns, walk->moments, walk->with,   walk->spread, walk->by_column};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
    sheet_free(&walk->unit);
    sheet_free(&walk->group);
}

cv_status cv_fold_covariance(const cv_fold *fold, const cv_linear *linear, double *covariance, cv_lonely_report *lonely,
                             cv_messages *messages)
{
    struct walk walk;
    bool *met = lonely->met;
    *lonely = (cv_lonely_report){.met = met};
    bool ok = start(&walk, fold, linear, covariance, lonely);
    size_t cells = linear->joint ? walk.side * walk.side : walk.side;
    memset(covariance, 0, cells * sizeof *covariance);
    if (ok && linear->lonely == CV_LONELY_ADJUST)
        ok = set_centres(&walk);
    if (ok) {
        vary_stage(&walk, 0, 0, walk.block->records.count, 1);
        clean(&walk);
    }
    finish(&walk);
    return ok ? CV_OK : cv_fail_memory(messages);
}
