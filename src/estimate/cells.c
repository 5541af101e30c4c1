/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/cells.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/** Cells of one break: their covariance is worked out together (values.c). */
enum { MOST_CELLS = 8192 };

/* ---- binding ---- */

static const cv_words *crossing_of(const cv_analysis_spec *spec)
{
    return spec->standardize.given ? &spec->standardize.by : spec->decompose.given ? &spec->decompose.by : NULL;
}

static cv_status bind_crossing(cv_plan *plan, cv_frame *frame, cv_arena *arena, cv_messages *messages)
{
    cv_crossing *crossing = &plan->crossing;
    cv_status status = CV_OK;
    crossing->slots = cv_arena_array(arena, crossing->by->count + 1, sizeof *crossing->slots);
    if (crossing->slots == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < crossing->by->count; i++) {
        cv_status one = cv_frame_want_codes(frame, crossing->by->items[i], &crossing->slots[i], messages);
        status = status == CV_OK ? one : status;
    }
    cv_word over = plan->spec->standardize.over;
    crossing->like_slot = CV_NO_SLOT;
    if (status == CV_OK && plan->spec->standardize.kind == CV_SHARES_LIKE)
        status = cv_frame_want_codes(frame, over, &crossing->like_slot, messages);
    return status;
}

/* A block of these codes, then the crossing variables from `first` on. */
static cv_status bind_block(const cv_plan *plan, cv_fold *fold, const size_t *by, size_t by_count, size_t first,
                            size_t *block, cv_messages *messages)
{
    const cv_crossing *crossing = &plan->crossing;
    size_t slots[CV_MOST_BY], count = by_count + crossing->by->count - first;
    if (count > CV_MOST_BY)
        return cv_fail(messages, CV_USAGE, crossing->by->items[0].place,
                       "a break has at most %d variables, those of its cells included", CV_MOST_BY);
    for (size_t i = 0; i < count; i++)
        slots[i] = i < by_count ? by[i] : crossing->slots[first + i - by_count];
    return cv_fold_block(fold, plan->where, slots, count, block, messages);
}

/* The weights of all kinds, perhaps by one more variable, are a table of the first one's levels by the others. */
static cv_status bind_weights(cv_plan *plan, cv_fold *fold, cv_messages *messages)
{
    cv_crossing *crossing = &plan->crossing;
    const cv_item_spec levels = {.kind = CV_ITEM_LEVELS, .slot = crossing->slots[0], .slot_below = CV_NO_SLOT};
    bool like = crossing->like_slot != CV_NO_SLOT;
    cv_status status =
        bind_block(plan, fold, &crossing->like_slot, like ? 1 : 0, 1, &crossing->weights_block, messages);
    return status == CV_OK ? cv_fold_item(fold, crossing->weights_block, &levels, &crossing->weights_item, messages)
                           : status;
}

static cv_status bind_kinds(cv_plan *plan, cv_fold *fold, cv_messages *messages)
{
    const cv_standardize_spec *standardize = &plan->spec->standardize;
    cv_status status = bind_block(plan, fold, NULL, 0, 0, &plan->crossing.block, messages);
    if (status == CV_OK && standardize->given && standardize->kind != CV_SHARES_GIVEN)
        status = bind_weights(plan, fold, messages);
    return status;
}

static cv_status bind_cut(cv_plan *plan, cv_cut *cut, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    size_t slots[CV_MOST_BY];
    for (size_t k = 0; k < cut->by_count; k++)
        slots[k] = plan->by_slots[cut->by[k]];
    cv_status status = bind_block(plan, fold, slots, cut->by_count, 0, &cut->cells.block, messages);
    cut->cells.items = cv_arena_array(arena, plan->of_count + 1, sizeof *cut->cells.items);
    if (status == CV_OK && cut->cells.items == NULL)
        return cv_fail_memory(messages);
    for (size_t v = 0; status == CV_OK && v < plan->of_count; v++)
        status = cv_fold_item(fold, cut->cells.block, &plan->of[v].spec, &cut->cells.items[v], messages);
    return status;
}

cv_status cv_cells_bind(cv_plan *plan, cv_frame *frame, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    if ((plan->crossing.by = crossing_of(plan->spec)) == NULL)
        return CV_OK;
    cv_status status = bind_crossing(plan, frame, arena, messages);
    if (status == CV_OK)
        status = bind_kinds(plan, fold, messages);
    for (size_t i = 0; status == CV_OK && i < plan->cut_count; i++)
        status = bind_cut(plan, &plan->cuts[i], fold, arena, messages);
    return status;
}

/* ---- after the run: kinds of cells ---- */

static bool same_codes(const int32_t *a, const int32_t *b, size_t count)
{
    return count == 0 || memcmp(a, b, count * sizeof *a) == 0;
}

/* The domain of a block with these codes; the number of domains: there is none. */
static size_t find_domain(const cv_fold *fold, size_t block, const int32_t *codes, size_t count)
{
    size_t d = 0, domains = cv_fold_domains(fold, block);
    while (d < domains && !same_codes(cv_fold_domain_key(fold, block, d), codes, count))
        d++;
    return d;
}

static const char *name_kind(const cv_plan *plan, const cv_frame *frame, const int32_t *codes, cv_arena *arena)
{
    const cv_crossing *crossing = &plan->crossing;
    const char *text = "";
    for (size_t i = 0; text != NULL && i < crossing->by->count; i++) {
        cv_levels levels = cv_frame_code_levels(frame, crossing->slots[i]);
        text = cv_arena_format(arena, "%s%s%.100s '%.100s'", text, i == 0 ? "" : ", ", crossing->by->items[i].text,
                               levels.levels[codes[i]].value);
    }
    return text;
}

static bool name_kinds(cv_plan *plan, const cv_frame *frame, const cv_fold *fold, cv_arena *arena)
{
    cv_crossing *crossing = &plan->crossing;
    size_t kinds = cv_fold_domains(fold, crossing->block);
    crossing->names = cv_arena_array(arena, kinds + 1, sizeof *crossing->names);
    bool ok = crossing->names != NULL;
    for (size_t k = 0; ok && k < kinds; k++)
        ok = (crossing->names[k] = name_kind(plan, frame, cv_fold_domain_key(fold, crossing->block, k), arena)) != NULL;
    return ok;
}

static cv_status settle_cut(const cv_plan *plan, cv_cut *cut, const cv_fold *fold, cv_arena *arena,
                            cv_messages *messages)
{
    size_t cells = cv_cells_count(fold, cut);
    if (cells > MOST_CELLS)
        return cv_fail(messages, CV_USAGE, plan->spec->place,
                       "analysis '%s' has %zu cells, more than the %d that can be looked at together",
                       plan->spec->name.text, cells, MOST_CELLS);
    cut->cells.domain = cv_arena_array(arena, cells + 1, sizeof *cut->cells.domain);
    cut->cells.kind = cv_arena_array(arena, cells + 1, sizeof *cut->cells.kind);
    if (cut->cells.domain == NULL || cut->cells.kind == NULL)
        return cv_fail_memory(messages);
    for (size_t c = 0; c < cells; c++) {
        const int32_t *codes = cv_fold_domain_key(fold, cut->cells.block, c);
        cut->cells.domain[c] = find_domain(fold, cut->block, codes, cut->by_count);
        cut->cells.kind[c] = find_domain(fold, plan->crossing.block, codes + cut->by_count, plan->crossing.by->count);
    }
    return CV_OK;
}

size_t cv_cells_count(const cv_fold *fold, const cv_cut *cut)
{
    return cv_fold_domains(fold, cut->cells.block);
}

/* ---- shares ---- */

/** The shares of a standardisation while they are found. */
struct shares {
    cv_plan *plan;
    const cv_frame *frame;
    const cv_fold *fold;
    cv_axis *axes;  /* [by] */
    double *totals; /* scratch: [levels of the first one] */
    cv_arena *arena;
    cv_messages *messages;
};

/* The weight of a kind in the weights' table; `like`: the code of the level that it is like, or NULL. */
static double weight_of(const struct shares *in, const int32_t *like, size_t kind)
{
    const cv_crossing *crossing = &in->plan->crossing;
    const int32_t *codes = cv_fold_domain_key(in->fold, crossing->block, kind);
    int32_t key[CV_MOST_BY];
    size_t count = 0;
    if (like != NULL)
        key[count++] = *like;
    for (size_t i = 1; i < crossing->by->count; i++)
        key[count++] = codes[i];
    size_t domain = find_domain(in->fold, crossing->weights_block, key, count);
    if (domain == cv_fold_domains(in->fold, crossing->weights_block))
        return 0;
    cv_fold_totals(in->fold, crossing->weights_block, crossing->weights_item, domain, in->totals);
    return in->totals[codes[0]];
}

static void take_weights(const struct shares *in, const int32_t *like)
{
    cv_crossing *crossing = &in->plan->crossing;
    for (size_t k = 0; k < cv_fold_domains(in->fold, crossing->block); k++)
        crossing->share[k] = weight_of(in, like, k);
}

static cv_status take_like(const struct shares *in)
{
    const cv_standardize_spec *spec = &in->plan->spec->standardize;
    cv_levels levels = cv_frame_code_levels(in->frame, in->plan->crossing.like_slot);
    cv_axis axis = {0};
    if (!cv_axis_fill(&levels, spec->over.text, levels.label, false, in->arena, &axis))
        return cv_fail_memory(in->messages);
    int32_t place = cv_axis_place(&axis, spec->like.text);
    if (place == CV_ALL)
        return cv_axis_fail(&axis, spec->like, in->messages);
    take_weights(in, &levels.order[place]);
    return CV_OK;
}

/* The codes of a cell of the study. */
static cv_status find_codes(const struct shares *in, const cv_word *cell, int32_t *codes)
{
    const cv_crossing *crossing = &in->plan->crossing;
    for (size_t i = 0; i < crossing->by->count; i++) {
        int32_t place = cv_axis_place(&in->axes[i], cell[i].text);
        if (place == CV_ALL)
            return cv_axis_fail(&in->axes[i], cell[i], in->messages);
        codes[i] = cv_frame_code_levels(in->frame, crossing->slots[i]).order[place];
    }
    return CV_OK;
}

static cv_status take_given(const struct shares *in)
{
    const cv_standardize_spec *spec = &in->plan->spec->standardize;
    cv_crossing *crossing = &in->plan->crossing;
    size_t kinds = cv_fold_domains(in->fold, crossing->block);
    for (size_t k = 0; k < kinds; k++)
        crossing->share[k] = NAN;
    for (size_t i = 0; i < spec->share_count; i++) {
        int32_t codes[CV_MOST_BY];
        const cv_word *cell = &spec->cells[i * spec->by.count];
        cv_status status = find_codes(in, cell, codes);
        if (status != CV_OK)
            return status;
        size_t kind = find_domain(in->fold, crossing->block, codes, spec->by.count);
        if (kind == kinds) {
            crossing->absent += spec->shares[i];
            if (spec->shares[i] > 0 && kinds > 0)
                cv_warn(in->messages, cell[spec->by.count - 1].place,
                        "analysis '%s': no row has %s; its share goes to the other cells", in->plan->spec->name.text,
                        name_kind(in->plan, in->frame, codes, in->arena));
        } else if (!isnan(crossing->share[kind])) {
            return cv_fail(in->messages, CV_USAGE, cell[spec->by.count - 1].place, "%s has a share twice",
                           crossing->names[kind]);
        } else {
            crossing->share[kind] = spec->shares[i];
        }
    }
    for (size_t k = 0; k < kinds; k++)
        if (isnan(crossing->share[k]) && cv_fold_domain_live(in->fold, crossing->block, k) > 0)
            return cv_fail_expected(
                in->messages, CV_DATA, spec->shares_place, "a share for every cell, or where: without those rows", NULL,
                "analysis '%s': rows with %s have no share", in->plan->spec->name.text, crossing->names[k]);
    return CV_OK;
}

static cv_status fill_axes(struct shares *in)
{
    const cv_crossing *crossing = &in->plan->crossing;
    in->axes = cv_arena_array(in->arena, crossing->by->count + 1, sizeof *in->axes);
    in->totals =
        cv_arena_array(in->arena, cv_frame_code_levels(in->frame, crossing->slots[0]).count + 1, sizeof *in->totals);
    bool ok = in->axes != NULL && in->totals != NULL;
    for (size_t i = 0; ok && i < crossing->by->count; i++) {
        cv_levels levels = cv_frame_code_levels(in->frame, crossing->slots[i]);
        ok = cv_axis_fill(&levels, crossing->by->items[i].text, levels.label, false, in->arena, &in->axes[i]);
    }
    return ok ? CV_OK : cv_fail_memory(in->messages);
}

/* Divides by the sum; where nobody is in a cell with a share there is nothing to standardise to. */
static cv_status scale_shares(const struct shares *in)
{
    cv_crossing *crossing = &in->plan->crossing;
    size_t kinds = cv_fold_domains(in->fold, crossing->block);
    double there = 0, live = 0;
    for (size_t k = 0; k < kinds; k++) {
        if (!(crossing->share[k] > 0)) /* a kind of rows of no weight has none */
            crossing->share[k] = 0;
        there += crossing->share[k];
        live += (double)cv_fold_domain_live(in->fold, crossing->block, k);
    }
    double sum = there + crossing->absent;
    for (size_t k = 0; k < kinds && sum > 0; k++)
        crossing->share[k] /= sum;
    crossing->absent /= sum > 0 ? sum : 1;
    if (there > 0 || live == 0)
        return CV_OK;
    return cv_fail_expected(in->messages, CV_DATA, in->plan->spec->standardize.shares_place,
                            "shares of cells that rows are in", NULL, "analysis '%s': no row is in a cell with a share",
                            in->plan->spec->name.text);
}

static cv_status settle_shares(struct shares *in)
{
    cv_crossing *crossing = &in->plan->crossing;
    size_t kinds = cv_fold_domains(in->fold, crossing->block);
    crossing->share = cv_arena_array(in->arena, kinds + 1, sizeof *crossing->share);
    cv_status status = crossing->share == NULL ? cv_fail_memory(in->messages) : fill_axes(in);
    if (status != CV_OK)
        return status;
    switch (in->plan->spec->standardize.kind) {
    case CV_SHARES_GIVEN:
        status = take_given(in);
        break;
    case CV_SHARES_POOLED:
        take_weights(in, NULL);
        break;
    case CV_SHARES_LIKE:
        status = take_like(in);
        break;
    }
    return status == CV_OK ? scale_shares(in) : status;
}

static int32_t place_of(const struct shares *in, size_t axis, int32_t code)
{
    cv_levels levels = cv_frame_code_levels(in->frame, in->plan->crossing.slots[axis]);
    int32_t place = 0;
    while (levels.order[place] != code)
        place++;
    return place;
}

/* What was taken, for the reports. */
static cv_status show_shares(const struct shares *in, cv_result *result)
{
    const cv_crossing *crossing = &in->plan->crossing;
    size_t kinds = cv_fold_domains(in->fold, crossing->block), by = crossing->by->count;
    cv_placed *list = cv_arena_array(in->arena, kinds + 1, sizeof *list);
    cv_composition *to = cv_arena_new(in->arena, sizeof *to);
    if (list == NULL || to == NULL)
        return cv_fail_memory(in->messages);
    *to = (cv_composition){.by = in->axes, .by_count = by};
    for (size_t k = 0; k < kinds; k++) {
        if (!(crossing->share[k] > 0))
            continue;
        cv_placed *own = &list[to->count++];
        *own = (cv_placed){.domain = k, .by_count = by};
        for (size_t i = 0; i < by; i++)
            own->place[i] = place_of(in, i, cv_fold_domain_key(in->fold, crossing->block, k)[i]);
    }
    qsort(list, to->count, sizeof *list, cv_placed_order);
    to->places = cv_arena_array(in->arena, to->count * by + 1, sizeof *to->places);
    to->shares = cv_arena_array(in->arena, to->count + 1, sizeof *to->shares);
    if (to->places == NULL || to->shares == NULL)
        return cv_fail_memory(in->messages);
    for (size_t k = 0; k < to->count; k++) {
        memcpy(to->places + k * by, list[k].place, by * sizeof *to->places);
        to->shares[k] = crossing->share[list[k].domain];
    }
    result->composition = to;
    return CV_OK;
}

cv_status cv_cells_settle(cv_plan *plan, const cv_frame *frame, const cv_fold *fold, cv_arena *arena, cv_result *result,
                          cv_messages *messages)
{
    if (plan->crossing.by == NULL)
        return CV_OK;
    cv_status status = CV_OK;
    for (size_t i = 0; status == CV_OK && i < plan->cut_count; i++)
        status = settle_cut(plan, &plan->cuts[i], fold, arena, messages);
    if (status == CV_OK && !name_kinds(plan, frame, fold, arena))
        status = cv_fail_memory(messages);
    struct shares in = {.plan = plan, .frame = frame, .fold = fold, .arena = arena, .messages = messages};
    if (status != CV_OK || !plan->spec->standardize.given)
        return status;
    status = settle_shares(&in);
    return status == CV_OK ? show_shares(&in, result) : status;
}
