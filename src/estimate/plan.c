/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/number.h"
#include "estimate/cells.h"
#include "estimate/parts.h"
#include "fold/replicates.h"

/** Levels of one variable in a table; more are a number or an id. */
enum { MOST_LEVELS = 1000 };

/* ---- binding ---- */

static cv_status bind_measured(const cv_analysis_spec *spec, cv_word of, cv_frame *frame, cv_item_spec *to,
                               cv_messages *messages)
{
    *to = (cv_item_spec){.slot_below = CV_NO_SLOT};
    switch (spec->statistic) {
    case CV_STATISTIC_PROPORTION:
    case CV_STATISTIC_COUNT:
        if (cv_frame_is_multiple(frame, of.text)) {
            to->kind = CV_ITEM_CHOICES;
            if (spec->missing_level)
                return cv_fail(messages, CV_USAGE, of.place,
                               "'%s' is a check-all variable: missing: level is not for it", of.text);
            return spec->mentions > 0 ? cv_frame_want_mentions(frame, of, spec->mentions, &to->slot, messages)
                                      : cv_frame_want_choices(frame, of, &to->slot, messages);
        }
        to->kind = CV_ITEM_LEVELS;
        to->missing_level = spec->missing_level;
        return cv_frame_want_codes(frame, of, &to->slot, messages);
    case CV_STATISTIC_RATIO:
        to->kind = CV_ITEM_RATIO;
        if (cv_frame_want_number(frame, spec->denominator, &to->slot_below, messages) != CV_OK)
            return CV_USAGE;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_STATISTIC_NPS:
        to->score = (cv_score){.points = 100,
                               .up = spec->promoters,
                               .down = spec->detractors,
                               .up_count = spec->promoter_count,
                               .down_count = spec->detractor_count};
        to->kind = CV_ITEM_NUMBER;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_STATISTIC_MEAN:
    case CV_STATISTIC_TOTAL:
        if (cv_frame_is_multiple(frame, of.text)) {
            to->kind = CV_ITEM_CHOICES; /* how many answers */
            return cv_frame_want_choices(frame, of, &to->slot, messages);
        }
        to->kind = CV_ITEM_NUMBER;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_STATISTIC_VARIANCE:
    case CV_STATISTIC_SD:
    case CV_STATISTIC_CORRELATION:
        to->kind = CV_ITEM_MOMENTS;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_STATISTIC_QUANTILE:
    case CV_STATISTIC_GINI:
    case CV_STATISTIC_LORENZ:
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
        to->kind = CV_ITEM_ROWS;
        return cv_frame_want_number(frame, of, &to->slot, messages);
    case CV_STATISTIC_WEIGHTS:
        to->kind = CV_ITEM_WEIGHTS;
        return CV_OK;
    case CV_STATISTIC_NET: /* in parts: parts.h */
    case CV_STATISTIC_ITEMS:
    case CV_STATISTIC_NONRESPONSE:
    case CV_STATISTIC_RESPONSE_RATE:
    case CV_STATISTIC_MEAN_RANK:
    case CV_STATISTIC_RANK_POINTS:
    case CV_STATISTIC_MODEL: /* keeps its rows, and measures nothing in the fold */
        break;
    }
    return CV_OK;
}

/* What is measured: a variable each, or of a correlation every pair of them. */
static size_t count_measured(const cv_analysis_spec *spec)
{
    if (spec->statistic == CV_STATISTIC_WEIGHTS || spec->statistic == CV_STATISTIC_MODEL)
        return spec->statistic == CV_STATISTIC_WEIGHTS;
    size_t count = spec->of.count;
    return spec->statistic == CV_STATISTIC_CORRELATION && count > 0 ? count * (count - 1) / 2 : count;
}

static void choose_measured(const cv_analysis_spec *spec, cv_measured *measured, size_t count)
{
    size_t of = 0, with = 0;
    bool pairs = spec->statistic == CV_STATISTIC_CORRELATION;
    for (size_t i = 0; i < count; i++) {
        with = pairs ? with + 1 : i;
        of = pairs ? of : i;
        if (with == spec->of.count)
            with = ++of + 1;
        measured[i].of = of;
        measured[i].with = with;
    }
}

/* Each variable of the pairs for itself, so that a mistake is named once. */
static cv_status bind_numbers(const cv_analysis_spec *spec, cv_frame *frame, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < spec->of.count; i++) {
        size_t slot;
        cv_status one = cv_frame_want_number(frame, spec->of.items[i], &slot, messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

static cv_status bind_of(const cv_study *study, cv_frame *frame, cv_arena *arena, cv_plan *plan, cv_messages *messages)
{
    const cv_analysis_spec *spec = plan->spec;
    if (cv_parts_has(spec->statistic))
        return cv_parts_bind(study, spec, frame, arena, plan, messages);
    plan->of_count = count_measured(spec);
    plan->of = cv_arena_array(arena, plan->of_count + 1, sizeof *plan->of);
    if (plan->of == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    if (spec->statistic != CV_STATISTIC_WEIGHTS)
        choose_measured(spec, plan->of, plan->of_count);
    if (spec->statistic == CV_STATISTIC_CORRELATION && (status = bind_numbers(spec, frame, messages)) != CV_OK)
        return status;
    for (size_t i = 0; i < plan->of_count; i++) {
        cv_measured *to = &plan->of[i];
        cv_word of = spec->statistic == CV_STATISTIC_WEIGHTS ? (cv_word){0} : spec->of.items[to->of];
        cv_status one = bind_measured(spec, of, frame, &to->spec, messages);
        if (to->with != to->of && one == CV_OK)
            one = cv_frame_want_number(frame, spec->of.items[to->with], &to->spec.slot_below, messages);
        to->axis = i;
        status = status == CV_OK ? one : status;
    }
    return status;
}

/* The place of a by variable among the plan's axes; a new one is wanted of the frame. */
static cv_status bind_by(cv_plan *plan, cv_word name, cv_frame *frame, size_t *axis, cv_messages *messages)
{
    for (*axis = 0; *axis < plan->by_count; ++*axis)
        if (strcmp(plan->by_names[*axis], name.text) == 0)
            return CV_OK;
    plan->by_names[plan->by_count] = name.text;
    plan->by_words[plan->by_count] = name;
    return cv_frame_want_codes(frame, name, &plan->by_slots[plan->by_count++], messages);
}

static cv_status bind_cut(cv_plan *plan, const cv_words *by, cv_frame *frame, cv_cut *cut, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (by->count > CV_MOST_BY)
        return cv_fail(messages, CV_USAGE, by->items[CV_MOST_BY].place, "a break has at most %d variables", CV_MOST_BY);
    for (size_t i = 0; i < by->count; i++) {
        cv_status one = bind_by(plan, by->items[i], frame, &cut->by[i], messages);
        status = status == CV_OK ? one : status;
    }
    cut->by_count = by->count;
    return status;
}

static cv_status bind_cuts(cv_plan *plan, cv_frame *frame, cv_arena *arena, cv_messages *messages)
{
    const cv_analysis_spec *spec = plan->spec;
    size_t breaks = spec->banner_count > 0 ? spec->banner_count : 1, names = spec->by.count;
    for (size_t i = 0; i < spec->banner_count; i++)
        names += spec->banner[i].count;
    plan->by_slots = cv_arena_array(arena, names + 1, sizeof *plan->by_slots);
    plan->by_names = cv_arena_array(arena, names + 1, sizeof *plan->by_names);
    plan->by_words = cv_arena_array(arena, names + 1, sizeof *plan->by_words);
    plan->cuts = cv_arena_array(arena, breaks + 1, sizeof *plan->cuts);
    if (plan->by_slots == NULL || plan->by_names == NULL || plan->by_words == NULL || plan->cuts == NULL)
        return cv_fail_memory(messages);
    cv_status status = CV_OK;
    for (size_t i = 0; i < breaks; i++) {
        cv_status one =
            bind_cut(plan, spec->banner_count > 0 ? &spec->banner[i] : &spec->by, frame, &plan->cuts[i], messages);
        status = status == CV_OK ? one : status;
    }
    plan->cut_count = breaks;
    if (spec->total && plan->cuts[breaks - 1].by_count > 0)
        plan->cut_count++; /* the whole: a break by nothing */
    return status;
}

bool cv_plan_shares_threshold(const cv_plan *plan)
{
    return plan->spec->statistic == CV_STATISTIC_AT_RISK_OF_POVERTY && !plan->spec->threshold_domain;
}

static cv_status bind_whole(cv_plan *plan, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    cv_status status = CV_OK;
    if (!cv_plan_shares_threshold(plan))
        return CV_OK;
    plan->whole_items = cv_arena_array(arena, plan->of_count + 1, sizeof *plan->whole_items);
    if (plan->whole_items == NULL)
        return cv_fail_memory(messages);
    for (size_t k = 0; status == CV_OK && k < plan->of_count; k++)
        status = cv_fold_item(fold, plan->whole_block, &plan->of[k].spec, &plan->whole_items[k], messages);
    return status;
}

static cv_status bind_blocks(cv_plan *plan, cv_fold *fold, cv_arena *arena, cv_messages *messages)
{
    cv_status status = cv_fold_block(fold, plan->where, NULL, 0, &plan->whole_block, messages);
    if (status == CV_OK)
        status = bind_whole(plan, fold, arena, messages);
    for (size_t i = 0; status == CV_OK && i < plan->cut_count; i++) {
        cv_cut *cut = &plan->cuts[i];
        size_t slots[CV_MOST_BY];
        for (size_t k = 0; k < cut->by_count; k++)
            slots[k] = plan->by_slots[cut->by[k]];
        status = cv_fold_block(fold, plan->where, slots, cut->by_count, &cut->block, messages);
        if (status == CV_OK && plan->spec->test_count > 0 && cut->by_count > 0)
            status = cv_fold_block(fold, plan->where, slots + 1, cut->by_count - 1, &cut->others_block, messages);
        cut->items = cv_arena_array(arena, plan->of_count + 1, sizeof *cut->items);
        if (cut->items == NULL)
            return cv_fail_memory(messages);
        for (size_t k = 0; status == CV_OK && k < plan->of_count; k++)
            status = cv_fold_item(fold, cut->block, &plan->of[k].spec, &cut->items[k], messages);
    }
    return status;
}

/* The blocks whose domains need the rank of the replicate weights. */
static cv_status bind_ranks(const cv_study *study, cv_plan *plan, cv_fold *fold, cv_messages *messages)
{
    const cv_analysis_spec *spec = plan->spec;
    const cv_df_spec *df = spec->df.given ? &spec->df : &study->design.df;
    bool share = cv_statistic_is_share(spec->statistic) || spec->statistic == CV_STATISTIC_ITEMS,
         compared = spec->compare.given || spec->decompose.given;
    if (!study->design.replicates.given || spec->statistic == CV_STATISTIC_WEIGHTS)
        return CV_OK;
    cv_status status = cv_fold_block(fold, CV_NO_SLOT, NULL, 0, &plan->design_block, messages);
    if (status != CV_OK)
        return status;
    if (df->kind == CV_DF_DESIGN || (compared && !spec->df.given))
        cv_fold_want_rank(fold, plan->design_block);
    bool model = spec->statistic == CV_STATISTIC_MODEL, t = false;
    for (size_t i = 0; i < spec->test_count; i++)
        t = t || spec->tests[i] == CV_TEST_T;
    if (model)
        cv_fold_want_replicate_rows(fold);
    if (df->kind == CV_DF_WHERE || (compared && spec->df.given && spec->df.kind == CV_DF_DOMAIN) || t ||
        (model && df->kind == CV_DF_DOMAIN))
        cv_fold_want_rank(fold, plan->whole_block);
    for (size_t i = 0; i < plan->cut_count; i++) {
        if (share || df->kind == CV_DF_DOMAIN || t) /* intervals of a proportion know the domain's own as well */
            cv_fold_want_rank(fold, plan->cuts[i].block);
        if (spec->test_count > 0 && plan->cuts[i].by_count > 0)
            cv_fold_want_rank(fold, plan->cuts[i].others_block);
    }
    return CV_OK;
}

cv_status cv_plan_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_fold *fold,
                       cv_arena *arena, cv_plan *to, cv_messages *messages)
{
    *to = (cv_plan){.spec = spec, .where = CV_NO_SLOT, .decimal = study->data.decimal};
    cv_status status = bind_of(study, frame, arena, to, messages);
    cv_status cuts = bind_cuts(to, frame, arena, messages);
    cv_status where = spec->where != NULL ? cv_frame_want_truth(frame, spec->where, &to->where, messages) : CV_OK;
    status = status != CV_OK ? status : cuts != CV_OK ? cuts : where;
    if (status == CV_OK && spec->covariance && (to->of_count > 1 || to->cut_count > 1))
        return cv_fail_expected(messages, CV_USAGE, spec->place, "one variable in `of`, and neither banner nor total",
                                NULL, "analysis '%s': covariance: true is for one variable and one break",
                                spec->name.text);
    if (status == CV_OK)
        status = bind_blocks(to, fold, arena, messages);
    if (status == CV_OK)
        status = cv_plan_bind_tests(study, to, frame, fold, arena, messages);
    if (status == CV_OK)
        status = cv_cells_bind(to, frame, fold, arena, messages);
    return status == CV_OK ? bind_ranks(study, to, fold, messages) : status;
}

/* ---- after the run ---- */

static cv_status settle_shown(const cv_plan *plan, cv_measured *of, const cv_axis *axis, cv_arena *arena,
                              cv_messages *messages)
{
    size_t asked = plan->spec->level.count;
    int32_t *shown = cv_arena_array(arena, axis->count + 1, sizeof *shown);
    bool *wanted = cv_arena_array(arena, axis->count + 1, sizeof *wanted);
    if (shown == NULL || wanted == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < asked; i++) {
        int32_t place = cv_axis_place(axis, plan->spec->level.items[i].text);
        if (place == CV_ALL)
            return cv_axis_fail(axis, plan->spec->level.items[i], messages);
        wanted[place] = true;
    }
    of->shown_count = 0;
    for (size_t i = 0; i < axis->count; i++)
        if (asked == 0 || wanted[i])
            shown[of->shown_count++] = (int32_t)i;
    of->shown = shown;
    if (of->shown_count > MOST_LEVELS)
        return cv_fail_expected(messages, CV_DATA, plan->spec->place,
                                "a mean of a number, classes by cut:, or some levels by level:", NULL,
                                "analysis '%s': variable '%s' has %zu levels, more than the %d that a table can show",
                                plan->spec->name.text, axis->variable, of->shown_count, MOST_LEVELS);
    return CV_OK;
}

static cv_status settle_levels(const cv_plan *plan, cv_measured *of, const cv_frame *frame, cv_word name,
                               cv_arena *arena, cv_axis *axis, cv_messages *messages)
{
    bool choices = of->spec.kind == CV_ITEM_CHOICES;
    cv_levels levels =
        choices ? cv_frame_choice_levels(frame, of->spec.slot) : cv_frame_code_levels(frame, of->spec.slot);
    if (!cv_axis_fill(&levels, name.text, levels.label, of->spec.missing_level, arena, axis))
        return cv_fail_memory(messages);
    int32_t *slots = cv_arena_array(arena, axis->count + 1, sizeof *slots);
    if (slots == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < levels.count; i++)
        slots[i] = levels.order[i] + choices; /* the first slot of choices is their base */
    if (of->spec.missing_level)
        slots[levels.count] = (int32_t)levels.count;
    of->slots = slots;
    cv_status status = settle_shown(plan, of, axis, arena, messages);
    return status == CV_OK && plan->spec->base_responses ? cv_parts_responses(of, levels.count, arena, messages)
                                                         : status;
}

/* The levels of a quantile or a Lorenz curve are its probabilities. */
static bool fill_probabilities(const cv_analysis_spec *spec, cv_arena *arena, cv_measured *of, cv_axis *axis)
{
    int32_t *shown = cv_arena_array(arena, spec->quantile_count + 1, sizeof *shown);
    axis->count = of->shown_count = spec->quantile_count;
    axis->values = cv_arena_array(arena, axis->count + 1, sizeof *axis->values);
    axis->labels = cv_arena_array(arena, axis->count + 1, sizeof *axis->labels);
    bool ok = axis->values != NULL && axis->labels != NULL && shown != NULL;
    for (size_t i = 0; ok && i < axis->count; i++) {
        char text[CV_NUMBER_SIZE];
        cv_number_format(spec->quantiles[i], text);
        axis->values[i] = axis->labels[i] = cv_arena_copy(arena, text);
        shown[i] = (int32_t)i;
        ok = axis->values[i] != NULL;
    }
    of->shown = shown;
    return ok;
}

static const char *label_of(const cv_frame *frame, cv_word name)
{
    const char *label = cv_frame_label(frame, name.text);
    return label != NULL ? label : name.text;
}

/* The name and the label of a number, of a pair both joined by a colon. */
static bool name_number(const cv_plan *plan, const cv_frame *frame, const cv_measured *of, cv_arena *arena,
                        cv_axis *axis)
{
    cv_word name = plan->spec->of.items[of->of], with = plan->spec->of.items[of->with];
    if (of->of == of->with) {
        axis->variable = cv_arena_copy(arena, name.text);
        axis->label = cv_arena_copy(arena, label_of(frame, name));
    } else {
        axis->variable = cv_arena_format(arena, "%s:%s", name.text, with.text);
        axis->label = cv_arena_format(arena, "%s : %s", label_of(frame, name), label_of(frame, with));
    }
    return axis->variable != NULL && axis->label != NULL;
}

static cv_status settle_of(cv_plan *plan, const cv_frame *frame, cv_arena *arena, cv_result *result,
                           cv_messages *messages)
{
    if (cv_parts_has(plan->spec->statistic))
        return cv_parts_settle(plan, frame, arena, result, messages);
    result->of_count = plan->spec->statistic == CV_STATISTIC_WEIGHTS ? 0 : plan->of_count;
    result->of = cv_arena_array(arena, plan->of_count + 1, sizeof *result->of);
    if (result->of == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < result->of_count; i++) {
        cv_measured *of = &plan->of[i];
        bool counted = of->spec.kind == CV_ITEM_CHOICES && plan->spec->statistic == CV_STATISTIC_MEAN;
        if (!counted && (of->spec.kind == CV_ITEM_LEVELS || of->spec.kind == CV_ITEM_CHOICES)) {
            cv_word name = plan->spec->of.items[of->of];
            cv_status status = settle_levels(plan, of, frame, name, arena, &result->of[i], messages);
            if (status != CV_OK)
                return status;
            continue;
        }
        of->shown_count = 1;
        if (counted &&
            cv_parts_answers(of, cv_frame_choice_levels(frame, of->spec.slot).count, arena, messages) != CV_OK)
            return CV_SYSTEM;
        bool curve = plan->spec->statistic == CV_STATISTIC_QUANTILE || plan->spec->statistic == CV_STATISTIC_LORENZ;
        if (!name_number(plan, frame, of, arena, &result->of[i]) ||
            (curve && !fill_probabilities(plan->spec, arena, of, &result->of[i])))
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

int cv_placed_order(const void *a, const void *b)
{
    const cv_placed *x = a, *y = b;
    for (size_t i = 0; i < x->by_count; i++)
        if (x->place[i] != y->place[i])
            return x->place[i] < y->place[i] ? -1 : 1;
    return 0;
}

static bool settle_cut(const cv_plan *plan, cv_cut *cut, const cv_frame *frame, const cv_fold *fold, cv_arena *arena)
{
    size_t domains = cv_fold_domains(fold, cut->block);
    cv_placed *list = cv_memory_zero(domains + 1, sizeof *list);
    int32_t *places[CV_MOST_BY] = {0};
    cut->domains = cv_arena_array(arena, domains + 1, sizeof *cut->domains);
    bool ok = list != NULL && cut->domains != NULL;
    for (size_t k = 0; ok && k < cut->by_count; k++) {
        cv_levels levels = cv_frame_code_levels(frame, plan->by_slots[cut->by[k]]);
        ok = (places[k] = cv_memory_zero(levels.count + 1, sizeof **places)) != NULL;
        for (size_t i = 0; ok && i < levels.count; i++)
            places[k][levels.order[i]] = (int32_t)i;
    }
    cut->places = cv_arena_array(arena, domains * cut->by_count + 1, sizeof *cut->places);
    ok = ok && cut->places != NULL;
    cut->domain_count = 0;
    for (size_t d = 0; ok && d < domains; d++) {
        for (size_t k = 0; k < cut->by_count; k++)
            cut->places[d * cut->by_count + k] = places[k][cv_fold_domain_key(fold, cut->block, d)[k]];
        if (cut->by_count > 0 && cv_fold_domain_live(fold, cut->block, d) == 0)
            continue;
        cv_placed *placed = &list[cut->domain_count++];
        *placed = (cv_placed){.domain = d, .by_count = cut->by_count};
        for (size_t k = 0; k < cut->by_count; k++)
            placed->place[k] = cut->places[d * cut->by_count + k];
    }
    if (ok)
        qsort(list, cut->domain_count, sizeof *list, cv_placed_order);
    for (size_t i = 0; ok && i < cut->domain_count; i++)
        cut->domains[i] = list[i].domain;
    for (size_t k = 0; k < cut->by_count; k++)
        cv_memory_free(places[k]);
    cv_memory_free(list);
    return ok;
}

cv_status cv_plan_settle(cv_plan *plan, const cv_frame *frame, const cv_fold *fold, cv_arena *arena, cv_result *result,
                         cv_messages *messages)
{
    result->by_count = plan->by_count;
    result->by = cv_arena_array(arena, plan->by_count + 1, sizeof *result->by);
    if (result->by == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < plan->by_count; i++) {
        cv_levels levels = cv_frame_code_levels(frame, plan->by_slots[i]);
        if (!cv_axis_fill(&levels, plan->by_names[i], levels.label, false, arena, &result->by[i]))
            return cv_fail_memory(messages);
    }
    if (!cv_plan_settle_tests(plan, frame, arena))
        return cv_fail_memory(messages);
    for (size_t i = 0; i < plan->cut_count; i++)
        if (!settle_cut(plan, &plan->cuts[i], frame, fold, arena))
            return cv_fail_memory(messages);
    cv_status status = settle_of(plan, frame, arena, result, messages);
    return status == CV_OK ? cv_cells_settle(plan, frame, fold, arena, result, messages) : status;
}
