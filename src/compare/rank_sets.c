/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare/rank_sets.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

/* ---- one family ---- */

static bool has_estimate(const cv_rank_set *set)
{
    return !isnan(set->estimate);
}

static void place(cv_rank_set *groups, size_t count)
{
    size_t ranked = 0;
    for (size_t i = 0; i < count; i++)
        ranked += has_estimate(&groups[i]);
    for (size_t i = 0; i < count; i++) {
        bool here = has_estimate(&groups[i]);
        groups[i].rank = groups[i].low = here ? 1 : 0;
        groups[i].high = here ? ranked : 0;
        for (size_t k = 0; here && k < count; k++)
            groups[i].rank += groups[k].estimate > groups[i].estimate;
    }
}

void cv_rank_sets(const cv_rank_pair *pairs, size_t pair_count, double alpha, cv_rank_set *groups, size_t count)
{
    place(groups, count);
    for (size_t i = 0; i < pair_count; i++) {
        cv_rank_set *a = &groups[pairs[i].a], *b = &groups[pairs[i].b];
        bool larger = a->estimate > b->estimate, smaller = a->estimate < b->estimate; /* neither, of NaN */
        if (!(pairs[i].p_adjusted < alpha) || (!larger && !smaller))
            continue;
        (larger ? b : a)->low++;
        (larger ? a : b)->high--;
    }
}

/* ---- families of a result ---- */

static bool is_ranked(const cv_comparison *row)
{
    return row->measure == CV_MEASURE_DIFFERENCE && row->contrast == NULL;
}

static bool same_family(const cv_result *result, const cv_comparison *a, const cv_comparison *b)
{
    return a->variable == b->variable && a->level == b->level && a->over == b->over &&
           (result->by_count == 0 || memcmp(a->group, b->group, result->by_count * sizeof *a->group) == 0);
}

/* The comparisons of a family stand together. @return the end of the one that starts at `first` */
static size_t family_end(const cv_result *result, size_t first)
{
    const cv_comparison *rows = result->comparisons;
    size_t end = first + 1;
    while (end < result->comparison_count && is_ranked(&rows[end]) && same_family(result, &rows[end], &rows[first]))
        end++;
    return end;
}

/* Whatever the tests have to do with each other; Hochberg's and Hommel's methods need Simes' inequality. */
static bool controls_all(cv_adjust adjust)
{
    return adjust == CV_ADJUST_HOLM || adjust == CV_ADJUST_BONFERRONI;
}

double cv_rank_estimate(const cv_result *result, const cv_comparison *of, int32_t group)
{
    double own = group == of->a ? of->estimate_a : group == of->b ? of->estimate_b : (double)NAN;
    for (size_t i = 0; isnan(own) && i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        bool same = row->variable == of->variable && row->level == of->level && row->group[of->over] == group;
        for (size_t k = 0; k < result->by_count && same; k++)
            same = k == of->over || row->group[k] == of->group[k];
        if (same)
            return (row->flags & CV_FLAG_SUPPRESSED) != 0 ? (double)NAN : row->estimate;
    }
    return own;
}

/* A group that a suppressed one hides in one pair has its estimate in another, or among the result's rows. */
static void add_group(const cv_result *result, const cv_comparison *of, int32_t group, cv_rank_set *sets)
{
    if (sets[group].rank == 0 || isnan(sets[group].estimate))
        sets[group] = (cv_rank_set){.group = group, .estimate = cv_rank_estimate(result, of, group), .rank = 1};
}

/* The groups of a family, in the axis's order. @param place  [levels] scratch: where a level's group is
 * @return false: no memory */
static bool find_groups(const cv_result *result, size_t first, size_t end, size_t *place, cv_arena *arena,
                        cv_rank_table *table)
{
    size_t levels = result->by[table->over].count;
    cv_rank_set *sets = cv_arena_array(arena, levels + 1, sizeof *sets);
    if (sets == NULL)
        return false;
    for (size_t i = first; i < end; i++) {
        const cv_comparison *row = &result->comparisons[i];
        add_group(result, row, row->a, sets);
        add_group(result, row, row->b, sets);
    }
    for (size_t i = 0; i < levels; i++)
        if (sets[i].rank > 0) { /* it is in a pair */
            place[i] = table->count;
            sets[table->count++] = sets[i];
        }
    table->sets = sets;
    return true;
}

static bool fill_table(const cv_result *result, size_t first, size_t end, cv_arena *arena, cv_rank_table *table)
{
    const cv_comparison *rows = result->comparisons;
    *table = (cv_rank_table){.variable = rows[first].variable,
                             .level = rows[first].level,
                             .group = rows[first].group,
                             .over = rows[first].over,
                             .simultaneous = end - first == 1 || controls_all(result->spec->compare.adjust)};
    size_t *place = cv_memory_zero(result->by[table->over].count + 1, sizeof *place);
    cv_rank_pair *pairs = cv_memory_zero(end - first, sizeof *pairs);
    bool ok = place != NULL && pairs != NULL && find_groups(result, first, end, place, arena, table);
    for (size_t i = first; ok && i < end; i++)
        pairs[i - first] =
            (cv_rank_pair){.a = place[rows[i].a], .b = place[rows[i].b], .p_adjusted = rows[i].p_adjusted};
    if (ok)
        cv_rank_sets(pairs, end - first, 1 - result->confidence, table->sets, table->count);
    cv_memory_free(place);
    cv_memory_free(pairs);
    return ok;
}

cv_status cv_rank_tables(const cv_result *result, cv_arena *arena, cv_rank_table **to, size_t *count,
                         cv_messages *messages)
{
    const cv_compare_spec *spec = &result->spec->compare;
    size_t rows = result->comparison_count;
    *to = NULL;
    *count = 0;
    if (!spec->given || !spec->pairs || spec->reference.text != NULL)
        return CV_OK;
    if ((*to = cv_arena_array(arena, rows + 1, sizeof **to)) == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0, end; i < rows; i = end) {
        end = i + 1;
        if (!is_ranked(&result->comparisons[i]))
            continue;
        end = family_end(result, i);
        if (!fill_table(result, i, end, arena, &(*to)[(*count)++]))
            return cv_fail_memory(messages);
    }
    return CV_OK;
}
