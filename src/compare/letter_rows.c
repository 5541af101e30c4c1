/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdint.h>

#include "base/memory.h"
#include "compare/compare.h"
#include "compare/letters.h"

/* The columns of a table are its groups, in their order, the whole left out: the place of each row's column, from 0. */
static void number_columns(const cv_result *result, size_t *column)
{
    size_t columns = 0;
    const int32_t *last = NULL;
    for (size_t i = 0; i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        bool whole = true;
        for (size_t k = 0; k < result->by_count; k++)
            whole = whole && row->group[k] == CV_ALL;
        if (i == 0 || row->variable != result->rows[i - 1].variable || row->section != result->rows[i - 1].section)
            columns = 0; /* each variable is a table of its own; its parts have the same columns */
        if (whole) {
            column[i] = SIZE_MAX;
            continue;
        }
        if (columns == 0 || row->group != last)
            columns++;
        last = row->group;
        column[i] = columns - 1;
    }
}

/** Rows by what they are about: open addressing, at most half full. */
struct row_index {
    const cv_result *result;
    size_t *rows; /**< [size] row + 1, 0: free */
    size_t size;  /**< a power of two */
};

static size_t mix(size_t hash, size_t with)
{
    hash = (hash ^ with) * (size_t)0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

/* With `pair`: as the row that shows its side. */
static size_t hash_row(const cv_result *result, size_t variable, int32_t level, const int32_t *group,
                       const cv_comparison *pair, int32_t side)
{
    size_t hash = mix(mix(0, variable + 1), (uint32_t)level);
    for (size_t k = 0; k < result->by_count; k++)
        hash = mix(hash, (uint32_t)(pair != NULL && k == pair->over ? side : group[k]));
    return hash;
}

static bool index_rows(struct row_index *index, const cv_result *result)
{
    index->result = result;
    for (index->size = 16; index->size < 2 * result->row_count; index->size *= 2)
        ;
    index->rows = cv_memory_zero(index->size, sizeof *index->rows);
    for (size_t i = 0; index->rows != NULL && i < result->row_count; i++) {
        const cv_estimate *row = &result->rows[i];
        size_t at = hash_row(result, row->variable, row->level, row->group, NULL, 0) & (index->size - 1);
        while (index->rows[at] != 0)
            at = (at + 1) & (index->size - 1);
        index->rows[at] = i + 1;
    }
    return index->rows != NULL;
}

/* The row of a line that shows one side of a comparison; SIZE_MAX: none. */
static size_t find_row(const struct row_index *index, const cv_comparison *pair, int32_t side)
{
    const cv_result *result = index->result;
    size_t at = hash_row(result, pair->variable, pair->level, pair->group, pair, side) & (index->size - 1);
    for (; index->rows[at] != 0; at = (at + 1) & (index->size - 1)) {
        const cv_estimate *row = &result->rows[index->rows[at] - 1];
        bool same = row->variable == pair->variable && row->level == pair->level;
        for (size_t k = 0; same && k < result->by_count; k++)
            same = row->group[k] == (k == pair->over ? side : pair->group[k]);
        if (same)
            return index->rows[at] - 1;
    }
    return SIZE_MAX;
}

static size_t line_pairs(const cv_basis *basis, const struct row_index *index, const cv_estimate *line,
                         const size_t *column, cv_letter_pair *pairs)
{
    const cv_result *result = basis->result;
    cv_measure measure = basis->plan->spec->compare.measures[0];
    size_t count = 0;
    for (size_t i = 0; i < result->comparison_count; i++) {
        const cv_comparison *row = &result->comparisons[i];
        if (row->variable != line->variable || row->level != line->level || row->contrast != NULL ||
            row->measure != measure)
            continue;
        size_t a = find_row(index, row, row->a), b = find_row(index, row, row->b);
        if (a != SIZE_MAX && b != SIZE_MAX)
            pairs[count++] = (cv_letter_pair){.a = column[a],
                                              .b = column[b],
                                              .estimate_a = row->estimate_a,
                                              .estimate_b = row->estimate_b,
                                              .p_adjusted = row->p_adjusted};
    }
    return count;
}

/* All rows of one variable and level are one line of the table. */
static cv_status letter_line(const cv_basis *basis, const struct row_index *index, size_t first, const size_t *column,
                             cv_letter_pair *pairs, const char **letters, cv_messages *messages)
{
    cv_result *result = basis->result;
    const cv_estimate *line = &result->rows[first];
    size_t count = line_pairs(basis, index, line, column, pairs), columns = 0;
    for (size_t i = first; i < result->row_count && result->rows[i].variable == line->variable; i++)
        if (column[i] != SIZE_MAX && column[i] >= columns)
            columns = column[i] + 1;
    cv_status status = cv_letters(columns, pairs, count, 1 - result->confidence, basis->arena, letters, messages);
    for (size_t i = first; status == CV_OK && i < result->row_count; i++)
        if (result->rows[i].variable == line->variable && result->rows[i].level == line->level && column[i] != SIZE_MAX)
            result->letters[i] = letters[column[i]];
    return status;
}

static cv_status name_columns(const cv_basis *basis, const size_t *column, cv_messages *messages)
{
    cv_result *result = basis->result;
    for (size_t i = 0; i < result->row_count; i++) {
        char text[CV_LETTER_SIZE];
        result->letters[i] = "";
        result->column_letters[i] =
            column[i] == SIZE_MAX ? "" : cv_arena_copy(basis->arena, cv_column_letter(column[i], text));
        if (result->column_letters[i] == NULL)
            return cv_fail_memory(messages);
    }
    return CV_OK;
}

static bool starts_line(const cv_result *result, size_t at)
{
    for (size_t i = at; i-- > 0 && result->rows[i].variable == result->rows[at].variable;)
        if (result->rows[i].level == result->rows[at].level)
            return false;
    return true;
}

cv_status cv_letter_rows(const cv_basis *basis, cv_messages *messages)
{
    cv_result *result = basis->result;
    size_t rows = result->row_count;
    if (!basis->plan->spec->compare.given || !basis->plan->spec->compare.pairs || rows == 0)
        return CV_OK;
    size_t *column = cv_memory_zero(rows + 1, sizeof *column);
    cv_letter_pair *pairs = cv_memory_zero(result->comparison_count + 1, sizeof *pairs);
    const char **letters = cv_memory_zero(rows + 1, sizeof *letters);
    result->letters = cv_arena_array(basis->arena, rows + 1, sizeof *result->letters);
    result->column_letters = cv_arena_array(basis->arena, rows + 1, sizeof *result->column_letters);
    struct row_index index = {0};
    cv_status status = CV_OK;
    if (!index_rows(&index, result) || column == NULL || pairs == NULL || letters == NULL || result->letters == NULL ||
        result->column_letters == NULL)
        status = cv_fail_memory(messages);
    if (status == CV_OK) {
        number_columns(result, column);
        status = name_columns(basis, column, messages);
    }
    for (size_t i = 0; status == CV_OK && i < rows; i++)
        if (starts_line(result, i))
            status = letter_line(basis, &index, i, column, pairs, letters, messages);
    cv_memory_free(index.rows);
    cv_memory_free(column);
    cv_memory_free(pairs);
    cv_memory_free((void *)letters);
    return status;
}
