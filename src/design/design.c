/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/design.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "design/pairs.h"
#include "design/units.h"

/** What can be wrong with a row; each kind is reported once, with its first line. */
enum problem {
    PROBLEM_NO_WEIGHT,
    PROBLEM_NEGATIVE_WEIGHT,
    PROBLEM_NO_STRATUM,
    PROBLEM_NO_UNIT,
    PROBLEM_NO_FPC,
    PROBLEM_BAD_FPC,
    PROBLEM_FPC_VARIES,
    PROBLEM_UNIT_IN_TWO_STRATA,
    PROBLEM_COUNT
};

struct fault {
    uint64_t rows, first_line;
    size_t stage;
};

/** The groups of a stage: arrays by group number. */
struct groups {
    uint32_t *units; /**< units sampled; rows in a design without clusters */
    double *fpc;     /**< as the data have it; NaN: no row yet */
    uint64_t *line;  /**< of the first row with it; for the stages that have fpc alone */
    size_t count, units_capacity, fpc_capacity, line_capacity;
};

struct stage {
    cv_units ids;
    uint32_t *parent; /**< [unit] the unit of the stage before */
    size_t parent_capacity;
    cv_pairs strata; /**< (parent unit, stratum code) to group, where a further stage has strata */
    struct groups groups;
};

/** A column that the design reads. */
struct column {
    bool given;
    cv_word name;
    size_t slot;
};

struct fpc_range {
    bool above_one, below_one;
};

struct cv_design {
    const cv_study *study;
    const cv_frame *frame;
    struct column weight;
    struct column *strata, *cluster, *fpc; /**< [stages given] */
    size_t strata_count, cluster_count, fpc_count;
    size_t stage_count;   /**< that count for the variance */
    struct stage *stages; /**< [max(1, stage_count)] */
    struct fpc_range *fpc_range;
    cv_replicates replicates;
    cv_calibration *calibration; /**< NULL: none */
    bool nest, derive_weights, finished;
    uint8_t *live; /**< [PSU or, without clusters, stratum] has a row of non-zero weight */
    size_t live_capacity;
    struct fault faults[PROBLEM_COUNT];
    cv_design_summary summary;
    double *weights;
    uint32_t *row_stratum, *row_unit, *row_group, *row_psu;
    size_t row_capacity;
};

/* ---- binding ---- */

static cv_status bind_columns(const cv_words *words, struct column **to, size_t *count, cv_messages *messages)
{
    if (*to == NULL) {
        *to = cv_memory_zero(words->count + 1, sizeof **to);
        if (*to == NULL)
            return cv_fail_memory(messages);
        for (size_t i = 0; i < words->count; i++)
            (*to)[i] = (struct column){.given = true, .name = words->items[i]};
    }
    *count = words->count;
    return CV_OK;
}

static cv_status check_stages(const cv_design *design, cv_messages *messages)
{
    size_t most = design->cluster_count > 0 ? design->cluster_count : 1;
    const struct {
        const struct column *columns;
        size_t count;
        const char *what;
    } lists[] = {{design->strata, design->strata_count, "strata"}, {design->fpc, design->fpc_count, "fpc"}};
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        if (lists[i].count > most)
            cv_fail_expected(messages, CV_USAGE, lists[i].columns[most].name.place,
                             "at most one column a stage of cluster", NULL,
                             "%s has %zu columns, but the design has %zu stage%s", lists[i].what, lists[i].count, most,
                             most == 1 ? "" : "s");
    return cv_messages_status(messages);
}

static cv_status want_columns(cv_design *design, cv_frame *frame, cv_messages *messages)
{
    if (design->weight.given)
        cv_frame_want_number(frame, design->weight.name, &design->weight.slot, messages);
    for (size_t i = 0; i < design->strata_count; i++)
        cv_frame_want_codes(frame, design->strata[i].name, &design->strata[i].slot, messages);
    for (size_t i = 0; i < design->cluster_count; i++)
        cv_frame_want_text(frame, design->cluster[i].name, &design->cluster[i].slot, messages);
    for (size_t i = 0; i < design->fpc_count; i++)
        cv_frame_want_number(frame, design->fpc[i].name, &design->fpc[i].slot, messages);
    return cv_messages_status(messages);
}

static cv_status start(const cv_study *study, cv_design *design, cv_messages *messages)
{
    const cv_design_spec *spec = &study->design;
    design->weight = (struct column){.given = spec->weight.text != NULL, .name = spec->weight};
    if (bind_columns(&spec->strata, &design->strata, &design->strata_count, messages) != CV_OK ||
        bind_columns(&spec->cluster, &design->cluster, &design->cluster_count, messages) != CV_OK ||
        bind_columns(&spec->fpc, &design->fpc, &design->fpc_count, messages) != CV_OK)
        return CV_SYSTEM;
    cv_status status = check_stages(design, messages);
    if (status != CV_OK)
        return status;
    design->nest = spec->nest;
    design->derive_weights = !design->weight.given && design->fpc_count > 0;
    /* R's multistage(): without population counts only the first stage makes the variance. */
    design->stage_count = design->cluster_count == 0 ? 0 : design->fpc_count > 0 ? design->cluster_count : 1;
    design->stages = cv_memory_zero(design->stage_count + 1, sizeof *design->stages);
    design->fpc_range = cv_memory_zero(design->fpc_count + 1, sizeof *design->fpc_range);
    return design->stages == NULL || design->fpc_range == NULL ? cv_fail_memory(messages) : CV_OK;
}

cv_status cv_design_bind(const cv_study *study, cv_frame *frame, cv_design **to, cv_messages *messages)
{
    if (*to == NULL) {
        *to = cv_memory_zero(1, sizeof **to);
        if (*to == NULL)
            return cv_fail_memory(messages);
        cv_status status = start(study, *to, messages);
        if (status != CV_OK)
            return status;
    }
    (*to)->study = study;
    (*to)->frame = frame;
    (*to)->summary = (cv_design_summary){0};
    cv_status status = want_columns(*to, frame, messages);
    cv_status calibration = cv_calibration_bind(study, frame, &(*to)->calibration, messages);
    status = status == CV_OK ? calibration : status;
    if (!study->design.replicates.given)
        return status;
    cv_status replicates = cv_replicates_bind(&study->design.replicates, frame, &(*to)->replicates, messages);
    return status == CV_OK ? replicates : status;
}

static void stage_free(struct stage *stage)
{
    cv_units_free(&stage->ids);
    cv_pairs_free(&stage->strata);
    cv_memory_free(stage->parent);
    cv_memory_free(stage->groups.units);
    cv_memory_free(stage->groups.fpc);
    cv_memory_free(stage->groups.line);
}

void cv_design_free(cv_design *design)
{
    if (design == NULL)
        return;
    for (size_t i = 0; design->stages != NULL && i < design->stage_count + 1; i++)
        stage_free(&design->stages[i]);
    cv_replicates_free(&design->replicates);
    cv_calibration_free(design->calibration);
    void *owned[] = {design->stages,    design->strata,    design->cluster, design->fpc,
                     design->fpc_range, design->live,      design->weights, design->row_stratum,
                     design->row_unit,  design->row_group, design->row_psu, design};
    for (size_t i = 0; i < sizeof owned / sizeof owned[0]; i++)
        cv_memory_free(owned[i]);
}

/* ---- rows ---- */

static void fault(cv_design *design, enum problem problem, size_t stage, const cv_batch *batch, size_t row)
{
    struct fault *fault = &design->faults[problem];
    if (fault->rows++ == 0) {
        fault->first_line = cv_batch_line(batch, row);
        fault->stage = stage;
    }
}

/* Makes a row array larger; what was in it does not matter. */
#define ROOM_FOR(array, rows)                                                                                          \
    (((made) = cv_memory_resize((array), (rows), sizeof *(array))) != NULL && ((array) = made, true))

static bool make_room(cv_design *design, size_t rows)
{
    void *made;
    if (rows <= design->row_capacity)
        return true;
    bool ok = ROOM_FOR(design->weights, rows) && ROOM_FOR(design->row_stratum, rows) &&
              ROOM_FOR(design->row_unit, rows) && ROOM_FOR(design->row_group, rows) && ROOM_FOR(design->row_psu, rows);
    if (ok)
        design->row_capacity = rows;
    return ok;
}

/* Reads weights and first-stage strata; rows that cannot be used get CV_NO_UNIT as their stratum. */
static void read_strata(cv_design *design, const cv_batch *batch)
{
    const double *weight = design->weight.given ? batch->numbers[design->weight.slot] : NULL;
    const int32_t *stratum = design->strata_count > 0 ? batch->codes[design->strata[0].slot] : NULL;
    bool drop = design->study->design.drop_missing_weight;
    for (size_t i = 0; i < batch->rows; i++) {
        double w = weight != NULL ? weight[i] : 1;
        design->weights[i] = w;
        design->row_unit[i] = 0;
        design->row_stratum[i] = stratum != NULL ? (uint32_t)stratum[i] : 0;
        if (w >= 0 && design->row_stratum[i] != CV_NO_UNIT)
            continue;
        if (isnan(w) && !drop)
            fault(design, PROBLEM_NO_WEIGHT, 0, batch, i);
        else if (w < 0)
            fault(design, PROBLEM_NEGATIVE_WEIGHT, 0, batch, i);
        else if (!isnan(w))
            fault(design, PROBLEM_NO_STRATUM, 0, batch, i);
        design->row_stratum[i] = CV_NO_UNIT;
        design->weights[i] = 0;
    }
}

static bool reserve_group(struct groups *groups, uint32_t group, bool has_fpc)
{
    while (groups->count <= group) {
        uint32_t *units = cv_memory_grow(groups->units, groups->count, &groups->units_capacity, sizeof *units);
        if (units == NULL)
            return false;
        groups->units = units;
        double *fpc = cv_memory_grow(groups->fpc, groups->count, &groups->fpc_capacity, sizeof *fpc);
        if (fpc == NULL)
            return false;
        groups->fpc = fpc;
        if (has_fpc) {
            uint64_t *line = cv_memory_grow(groups->line, groups->count, &groups->line_capacity, sizeof *line);
            if (line == NULL)
                return false;
            groups->line = line;
            line[groups->count] = 0;
        }
        units[groups->count] = 0;
        fpc[groups->count++] = NAN;
    }
    return true;
}

/* The group of each row at a stage: its stratum there, within the unit of the stage before. */
static bool read_groups(cv_design *design, size_t stage, const cv_batch *batch)
{
    struct stage *here = &design->stages[stage];
    const int32_t *strata = stage > 0 && stage < design->strata_count ? batch->codes[design->strata[stage].slot] : NULL;
    for (size_t i = 0; i < batch->rows; i++) {
        if (design->row_stratum[i] == CV_NO_UNIT)
            continue;
        uint32_t group = stage == 0 ? design->row_stratum[i] : design->row_unit[i];
        if (strata != NULL && strata[i] < 0) {
            fault(design, PROBLEM_NO_STRATUM, stage, batch, i);
            design->row_stratum[i] = CV_NO_UNIT;
            continue;
        }
        if (strata != NULL)
            group = cv_pairs_number(&here->strata, group, (uint32_t)strata[i], NULL);
        if (group == CV_PAIR_NONE ||
            (group >= here->groups.count && !reserve_group(&here->groups, group, stage < design->fpc_count)))
            return false;
        design->row_group[i] = group;
    }
    return true;
}

/* Look-ups wait for memory: rows are taken by the tile, so that what one waits for is fetched while others are worked
 * on. */
enum { TILE = 256 };

static void read_keys(cv_design *design, size_t stage, const cv_batch *batch, size_t from, size_t to, cv_unit_key *keys)
{
    const cv_field *ids = batch->texts[design->cluster[stage].slot];
    const cv_units *units = &design->stages[stage].ids;
    bool scoped = stage > 0 || design->nest;
    for (size_t i = from; i < to; i++) {
        if (design->row_stratum[i] == CV_NO_UNIT)
            continue;
        if (ids[i].length < 0) {
            fault(design, PROBLEM_NO_UNIT, stage, batch, i);
            design->row_stratum[i] = CV_NO_UNIT;
            continue;
        }
        keys[i - from] = cv_unit_key_of(ids[i].text, (size_t)ids[i].length, scoped ? design->row_group[i] : 0);
        cv_units_prefetch(units, &keys[i - from]);
    }
    for (size_t i = from; i < to; i++)
        if (design->row_stratum[i] != CV_NO_UNIT)
            cv_units_prefetch_unit(units, &keys[i - from]);
}

static bool new_unit(struct stage *stage, uint32_t unit, uint32_t group, uint32_t parent)
{
    uint32_t *parents = cv_memory_grow(stage->parent, unit, &stage->parent_capacity, sizeof *parents);
    if (parents == NULL)
        return false;
    stage->parent = parents;
    parents[unit] = parent;
    stage->ids.items[unit].group = group;
    stage->groups.units[group]++;
    return true;
}

static bool read_tile(cv_design *design, size_t stage, const cv_batch *batch, size_t from, size_t to)
{
    struct stage *here = &design->stages[stage];
    cv_unit_key keys[TILE];
    read_keys(design, stage, batch, from, to, keys);
    for (size_t i = from; i < to; i++) {
        if (design->row_stratum[i] == CV_NO_UNIT)
            continue;
        int fresh;
        uint32_t unit = cv_units_number(&here->ids, &keys[i - from], &fresh);
        if (unit == UINT32_MAX)
            return false;
        if (fresh && !new_unit(here, unit, design->row_group[i], design->row_unit[i]))
            return false;
        if (here->ids.items[unit].group != design->row_group[i])
            fault(design, PROBLEM_UNIT_IN_TWO_STRATA, stage, batch, i);
        design->row_unit[i] = unit;
    }
    return true;
}

static bool read_units(cv_design *design, size_t stage, const cv_batch *batch)
{
    for (size_t from = 0; from < batch->rows; from += TILE)
        if (!read_tile(design, stage, batch, from, from + TILE < batch->rows ? from + TILE : batch->rows))
            return false;
    return true;
}

static void read_fpc(cv_design *design, size_t stage, const cv_batch *batch)
{
    const double *fpc = batch->numbers[design->fpc[stage].slot];
    struct groups *groups = &design->stages[stage].groups;
    struct fpc_range *range = &design->fpc_range[stage];
    for (size_t i = 0; i < batch->rows; i++) {
        if (design->row_stratum[i] == CV_NO_UNIT)
            continue;
        double value = fpc[i], *known = &groups->fpc[design->row_group[i]];
        if (isnan(value))
            fault(design, PROBLEM_NO_FPC, stage, batch, i);
        else if (value <= 0)
            fault(design, PROBLEM_BAD_FPC, stage, batch, i);
        else if (isnan(*known)) {
            *known = value;
            groups->line[design->row_group[i]] = cv_batch_line(batch, i);
        } else if (*known != value)
            fault(design, PROBLEM_FPC_VARIES, stage, batch, i);
        range->above_one |= value > 1;
        range->below_one |= value < 1;
    }
}

/* Rows are the units of a design without clusters. */
static void count_row_units(cv_design *design, size_t rows)
{
    uint32_t *units = design->stages[0].groups.units;
    for (size_t i = 0; i < rows; i++)
        if (design->row_stratum[i] != CV_NO_UNIT)
            units[design->row_stratum[i]]++;
}

static double population_of(const cv_design *design, size_t stage, uint32_t group)
{
    if (stage >= design->fpc_count)
        return INFINITY;
    const struct groups *groups = &design->stages[stage].groups;
    double fpc = groups->fpc[group];
    return design->fpc_range[stage].above_one ? fpc : groups->units[group] / fpc;
}

/* The product over the stages of population / sample (Horvitz and Thompson). */
static double derived_weight(const cv_design *design, uint32_t stratum, uint32_t unit)
{
    if (design->stage_count == 0)
        return population_of(design, 0, stratum) / design->stages[0].groups.units[stratum];
    double weight = 1;
    for (size_t stage = design->stage_count; stage-- > 0;) {
        uint32_t group = design->stages[stage].ids.items[unit].group;
        if (stage < design->fpc_count)
            weight *= population_of(design, stage, group) / design->stages[stage].groups.units[group];
        unit = design->stages[stage].parent[unit];
    }
    return weight;
}

static bool mark_live(cv_design *design, uint32_t which)
{
    while (which >= design->live_capacity) {
        size_t more = design->live_capacity == 0 ? 1024 : design->live_capacity * 2;
        uint8_t *live = cv_memory_resize(design->live, more, 1);
        if (live == NULL)
            return false;
        memset(live + design->live_capacity, 0, more - design->live_capacity);
        design->live = live;
        design->live_capacity = more;
    }
    design->live[which] = 1;
    return true;
}

static bool sum_rows(cv_design *design, size_t rows)
{
    cv_design_summary *sum = &design->summary;
    const uint32_t *psu = design->row_psu;
    for (size_t i = 0; i < rows; i++) {
        if (design->row_stratum[i] == CV_NO_UNIT)
            continue;
        double w = design->weights[i];
        sum->rows++;
        sum->used += w > 0;
        sum->weight_sum += w;
        sum->weight_squares += w * w;
        if (w != 0 && (psu[i] >= design->live_capacity || !design->live[psu[i]]) && !mark_live(design, psu[i]))
            return false;
    }
    return true;
}

static bool read_stages(cv_design *design, const cv_batch *batch, bool first_pass)
{
    size_t stages = design->stage_count > 0 ? design->stage_count : 1;
    for (size_t stage = 0; stage < stages; stage++) {
        if (!read_groups(design, stage, batch))
            return false;
        if (stage < design->stage_count && !read_units(design, stage, batch))
            return false;
        if (stage < design->fpc_count && first_pass)
            read_fpc(design, stage, batch);
        if (stage == 0)
            memcpy(design->row_psu, design->stage_count > 0 ? design->row_unit : design->row_stratum,
                   batch->rows * sizeof *design->row_psu);
    }
    return true;
}

/* Columns of stages that the variance does not use must still be complete. */
static void check_unused_stages(cv_design *design, const cv_batch *batch)
{
    for (size_t stage = design->stage_count; stage > 0 && stage < design->cluster_count; stage++)
        for (size_t i = 0; i < batch->rows; i++)
            if (design->row_stratum[i] != CV_NO_UNIT && batch->texts[design->cluster[stage].slot][i].length < 0)
                fault(design, PROBLEM_NO_UNIT, stage, batch, i);
}

/* Weights before calibration are known. Units that a pass does not number have no sums. */
static cv_status calibrate(cv_design *design, const cv_batch *batch, cv_design_rows *rows, cv_messages *messages)
{
    bool final = !cv_calibration_wants_pass(design->calibration);
    cv_status status = cv_calibration_batch(design->calibration, batch, &design->replicates, design->row_stratum,
                                            design->weights, messages);
    if (status != CV_OK || !final)
        return status;
    cv_calibration_rows calibrated = cv_calibration_batch_rows(design->calibration);
    rows->start = calibrated.start;
    rows->pattern = calibrated.pattern;
    return cv_calibration_columns(design->calibration) == 0
               ? CV_OK
               : cv_calibration_add_units(design->calibration, batch, design->row_unit, design->stage_count == 0,
                                          messages);
}

cv_status cv_design_batch(cv_design *design, const cv_batch *batch, cv_design_rows *rows, cv_messages *messages)
{
    bool second_pass = design->finished;
    if (!make_room(design, batch->rows))
        return cv_fail_memory(messages);
    read_strata(design, batch);
    if (!read_stages(design, batch, !second_pass))
        return cv_fail_memory(messages);
    check_unused_stages(design, batch);
    if (design->stage_count == 0) {
        if (!second_pass)
            count_row_units(design, batch->rows);
        memcpy(design->row_unit, design->row_stratum, batch->rows * sizeof *design->row_unit);
    }
    if (second_pass && design->derive_weights)
        for (size_t i = 0; i < batch->rows; i++)
            if (design->row_stratum[i] != CV_NO_UNIT)
                design->weights[i] = derived_weight(design, design->row_stratum[i], design->row_unit[i]);
    cv_replicates_check(&design->replicates, batch, design->row_stratum);
    *rows = (cv_design_rows){
        .weight = design->weights, .start = design->weights, .stratum = design->row_stratum, .unit = design->row_unit};
    bool known = second_pass || !design->derive_weights;
    cv_status status = known && design->calibration != NULL ? calibrate(design, batch, rows, messages) : CV_OK;
    return status == CV_OK && !sum_rows(design, batch->rows) ? cv_fail_memory(messages) : status;
}

/* ---- the end ---- */

static const struct {
    const char *what, *expected;
} PROBLEMS[PROBLEM_COUNT] = {
    [PROBLEM_NO_WEIGHT] = {"the weight is missing", "a weight in every row, or missing_weight: drop in the design"},
    [PROBLEM_NEGATIVE_WEIGHT] = {"the weight is negative", "weights of 0 or more"},
    [PROBLEM_NO_STRATUM] = {"the stratum is missing", "a stratum in every row"},
    [PROBLEM_NO_UNIT] = {"the cluster id is missing", "a cluster id in every row"},
    [PROBLEM_NO_FPC] = {"the population count (fpc) is missing", "a population count in every row"},
    [PROBLEM_BAD_FPC] = {"the population count (fpc) is not above 0",
                         "population counts, or sampling fractions in (0, 1]"},
    [PROBLEM_FPC_VARIES] = {"the population count (fpc) varies within a stratum",
                            "one population count for all rows of a stratum"},
    [PROBLEM_UNIT_IN_TWO_STRATA] = {"a cluster id stands in two strata",
                                    "ids that are unique over all strata, or nest: true in the design"},
};

static const char *faulty_column(const cv_design *design, enum problem problem, size_t stage)
{
    switch (problem) {
    case PROBLEM_NO_WEIGHT:
    case PROBLEM_NEGATIVE_WEIGHT:
        return design->weight.name.text;
    case PROBLEM_NO_STRATUM:
        return design->strata[stage].name.text;
    case PROBLEM_NO_UNIT:
    case PROBLEM_UNIT_IN_TWO_STRATA:
        return design->cluster[stage].name.text;
    case PROBLEM_NO_FPC:
    case PROBLEM_BAD_FPC:
    case PROBLEM_FPC_VARIES:
        return design->fpc[stage].name.text;
    case PROBLEM_COUNT:
        break;
    }
    return "";
}

static void report_faults(const cv_design *design, cv_messages *messages)
{
    for (int i = 0; i < PROBLEM_COUNT; i++) {
        const struct fault *fault = &design->faults[i];
        cv_place at = {.file = design->study->data.file.text, .line = fault->first_line};
        if (fault->rows > 0)
            cv_fail_expected(messages, CV_DATA, at, PROBLEMS[i].expected, NULL, "%s in column '%s' (%" PRIu64 " row%s)",
                             PROBLEMS[i].what, faulty_column(design, (enum problem)i, fault->stage), fault->rows,
                             fault->rows == 1 ? "" : "s");
    }
}

static cv_status check_populations(const cv_design *design, size_t stage, cv_messages *messages)
{
    cv_place at = {.file = design->study->data.file.text};
    const char *column = design->fpc[stage].name.text;
    if (design->fpc_range[stage].above_one && design->fpc_range[stage].below_one)
        return cv_fail_expected(messages, CV_DATA, at,
                                "population counts of 1 or more, or sampling fractions of 1 or less", NULL,
                                "column '%s' has both population counts and sampling fractions", column);
    const struct groups *groups = &design->stages[stage].groups;
    for (uint32_t i = 0; i < groups->count; i++)
        if (groups->units[i] > 0 && population_of(design, stage, i) < groups->units[i] * (1 - 1e-9)) {
            bool named = stage == 0 && design->strata_count > 0;
            at.line = groups->line[i];
            return cv_fail_expected(
                messages, CV_DATA, at, "how many units there are in all, sampled or not", NULL,
                "column '%s' has a population of %.15g where %" PRIu32 " units were sampled (stage %zu%s%s%s)", column,
                population_of(design, stage, i), groups->units[i], stage + 1, named ? ", stratum '" : "",
                named ? cv_design_stratum_name(design, i) : "", named ? "'" : "");
        }
    return CV_OK;
}

static bool count_live(cv_design *design)
{
    cv_design_summary *sum = &design->summary;
    const struct groups *strata = &design->stages[0].groups;
    sum->strata = sum->psus = 0;
    if (design->stage_count == 0) {
        for (size_t i = 0; i < strata->count && i < design->live_capacity; i++)
            sum->strata += design->live[i];
        sum->psus = sum->used;
        return true;
    }
    uint8_t *seen = cv_memory_zero(strata->count + 1, 1);
    if (seen == NULL)
        return false;
    for (size_t i = 0; i < design->stages[0].ids.count && i < design->live_capacity; i++) {
        uint8_t *stratum = &seen[design->stages[0].ids.items[i].group];
        sum->psus += design->live[i];
        sum->strata += design->live[i] && !*stratum;
        *stratum |= design->live[i];
    }
    cv_memory_free(seen);
    return true;
}

static void warn_negative(const cv_design *design, cv_messages *messages)
{
    if (design->calibration == NULL || cv_calibration_wants_pass(design->calibration))
        return;
    uint64_t rows = cv_calibration_summarise(design->calibration).negative;
    if (rows > 0)
        cv_warn(messages, design->study->design.calibrate[0].place,
                "calibration made the weights of %" PRIu64 " row%s negative; 'bounds' keep them above 0", rows,
                rows == 1 ? "" : "s");
}

cv_status cv_design_finish(cv_design *design, cv_messages *messages)
{
    report_faults(design, messages);
    cv_replicates_report(&design->replicates, design->study->data.file.text, messages);
    if (cv_messages_status(messages) != CV_OK)
        return CV_DATA;
    for (size_t stage = 0; stage < design->fpc_count; stage++)
        if (check_populations(design, stage, messages) != CV_OK)
            return CV_DATA;
    if (design->weight.given && !(design->summary.weight_sum > 0))
        return cv_fail_expected(messages, CV_DATA, (cv_place){.file = design->study->data.file.text},
                                "at least one weight above 0", NULL, "every weight in column '%s' is %s",
                                design->weight.name.text, design->summary.rows > 0 ? "0" : "missing");
    if (!count_live(design))
        return cv_fail_memory(messages);
    bool known = design->finished || !design->derive_weights;
    design->finished = true;
    warn_negative(design, messages);
    return known && cv_calibration_wants_pass(design->calibration)
               ? cv_calibration_finish(design->calibration, &design->replicates, messages)
               : CV_OK;
}

/* ---- what is known ---- */

bool cv_design_wants_pass(const cv_design *design)
{
    return (design->derive_weights && !design->finished) || cv_calibration_wants_pass(design->calibration);
}

bool cv_design_weights_need_units(const cv_design *design)
{
    return design->derive_weights;
}

void cv_design_adopt_weights(cv_design *to, cv_design *from)
{
    cv_calibration_adopt(to->calibration, from->calibration);
}

const cv_calibration *cv_design_calibration(const cv_design *design)
{
    return design->calibration;
}

size_t cv_design_stages(const cv_design *design)
{
    return design->stage_count;
}

size_t cv_design_unit_count(const cv_design *design, size_t stage)
{
    return design->stages[stage].ids.count;
}

uint32_t cv_design_parent(const cv_design *design, size_t stage, uint32_t unit)
{
    return design->stages[stage].parent[unit];
}

uint32_t cv_design_group(const cv_design *design, size_t stage, uint32_t unit)
{
    return design->stages[stage].ids.items[unit].group;
}

size_t cv_design_group_count(const cv_design *design, size_t stage)
{
    return design->stages[stage].groups.count;
}

uint32_t cv_design_group_units(const cv_design *design, size_t stage, uint32_t group)
{
    return design->stages[stage].groups.units[group];
}

double cv_design_group_population(const cv_design *design, size_t stage, uint32_t group)
{
    return population_of(design, stage, group);
}

const char *cv_design_stratum_name(const cv_design *design, uint32_t group)
{
    if (design->strata_count == 0)
        return "";
    cv_levels levels = cv_frame_code_levels(design->frame, design->strata[0].slot);
    return group < levels.count ? levels.levels[group].label : "";
}

const char *cv_design_strata_column(const cv_design *design)
{
    return design->strata_count > 0 ? design->strata[0].name.text : NULL;
}

const cv_replicates *cv_design_replicates(const cv_design *design)
{
    return &design->replicates;
}

static void calibrate_replicates(const cv_calibration *calibration, const cv_design_rows *rows, size_t row,
                                 size_t replicates, double *weights)
{
    uint32_t pattern = rows->pattern[row];
    if (pattern == CV_PAIR_NONE)
        return;
    double full = rows->start[row] * cv_calibration_factor(calibration, pattern, replicates);
    double trimmed = full != 0 ? rows->weight[row] / full : 1;
    for (size_t r = 0; r < replicates; r++)
        weights[r] *= cv_calibration_factor(calibration, pattern, r) * trimmed;
}

void cv_design_replicate_weights(const cv_design *design, const cv_batch *batch, const cv_design_rows *rows,
                                 size_t from, size_t count, double *to)
{
    const cv_replicates *of = &design->replicates;
    size_t sets = of->count + 1;
    const double *start = rows->start + from;
    for (size_t r = 0; r < of->count; r++) { /* columns are read as they are stored */
        const double *column = batch->numbers[of->slots[r]] + from;
        for (size_t i = 0; i < count; i++)
            to[i * sets + r] = of->combined ? column[i] : column[i] * start[i];
    }
    for (size_t i = 0; i < count; i++)
        to[i * sets + of->count] = rows->weight[from + i];
    for (size_t i = 0; rows->pattern != NULL && i < count; i++)
        calibrate_replicates(design->calibration, rows, from + i, of->count, to + i * sets);
}

double cv_design_df(const cv_design *design)
{
    return (double)design->summary.psus - (double)design->summary.strata;
}

cv_design_summary cv_design_summarise(const cv_design *design)
{
    cv_design_summary summary = design->summary;
    if (design->strata_count == 0)
        summary.strata = 0;
    return summary;
}
