/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "design/replicates.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "design/design.h"

/* ---- which columns ---- */

/** A column while they are put in order. */
struct found {
    const char *name;
    const char *digits; /**< what `*` stands for, leading zeros skipped */
    size_t length;      /**< of the digits */
    size_t column;
};

struct finding {
    struct found *items;
    size_t count, capacity;
};

static bool add_found(struct finding *to, struct found one)
{
    struct found *items = cv_memory_grow(to->items, to->count, &to->capacity, sizeof *items);
    if (items == NULL)
        return false;
    to->items = items;
    items[to->count++] = one;
    return true;
}

static int by_number(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->length != y->length)
        return x->length < y->length ? -1 : 1;
    int order = memcmp(x->digits, y->digits, x->length);
    return order != 0 ? order : (x->column > y->column) - (x->column < y->column);
}

/* Whether a name is the pattern with digits in place of its star. */
static bool matches(const char *name, const char *pattern, const char *star, struct found *to)
{
    size_t before = (size_t)(star - pattern), after = strlen(star + 1), length = strlen(name);
    if (length <= before + after || strncmp(name, pattern, before) != 0 || strcmp(name + length - after, star + 1) != 0)
        return false;
    const char *at = name + before, *end = name + length - after;
    for (const char *digit = at; digit < end; digit++)
        if (*digit < '0' || *digit > '9')
            return false;
    while (at + 1 < end && *at == '0')
        at++;
    *to = (struct found){.name = name, .digits = at, .length = (size_t)(end - at)};
    return true;
}

static bool is_column(const cv_frame *frame, const char *name)
{
    for (size_t i = 0; i < cv_frame_column_count(frame); i++)
        if (strcmp(cv_frame_column_name(frame, i), name) == 0)
            return true;
    return false;
}

static cv_status find_pattern(const cv_frame *frame, cv_word word, const char *star, struct finding *to,
                              cv_messages *messages)
{
    size_t first = to->count;
    struct found one;
    for (size_t i = 0; i < cv_frame_column_count(frame); i++)
        if (matches(cv_frame_column_name(frame, i), word.text, star, &one)) {
            one.column = i;
            if (!add_found(to, one))
                return cv_fail_memory(messages);
        }
    if (to->count == first)
        return cv_fail_expected(messages, CV_USAGE, word.place,
                                "columns with a whole number where the pattern has its *, or a list of columns", NULL,
                                "no column is named like '%s'", word.text);
    qsort(to->items + first, to->count - first, sizeof *to->items, by_number);
    return CV_OK;
}

static cv_status find_columns(const cv_words *words, const cv_frame *frame, struct finding *to, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < words->count; i++) {
        const char *text = words->items[i].text, *star = strchr(text, '*');
        cv_status one = CV_OK;
        if (star == NULL || is_column(frame, text))
            one = add_found(to, (struct found){.name = text}) ? CV_OK : cv_fail_memory(messages);
        else if (strchr(star + 1, '*') != NULL)
            one = cv_fail_expected(messages, CV_USAGE, words->items[i].place, "one * in a pattern", NULL,
                                   "the pattern '%s' has more than one *", text);
        else
            one = find_pattern(frame, words->items[i], star, to, messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static cv_status check_columns(const cv_replicates_spec *spec, const cv_replicates *of, cv_messages *messages)
{
    if (of->count < 2)
        return cv_fail_expected(messages, CV_USAGE, spec->weights.items[0].place, "two columns or more", NULL,
                                "one column of replicate weights, which cannot vary");
    const char **sorted = cv_memory_zero(of->count, sizeof *sorted);
    if (sorted == NULL)
        return cv_fail_memory(messages);
    memcpy(sorted, of->columns, of->count * sizeof *sorted);
    qsort(sorted, of->count, sizeof *sorted, by_name);
    cv_status status = CV_OK;
    for (size_t i = 1; i < of->count && status == CV_OK; i++)
        if (strcmp(sorted[i], sorted[i - 1]) == 0)
            status = cv_fail(messages, CV_USAGE, spec->weights.items[0].place,
                             "column '%s' stands twice among the replicate weights", sorted[i]);
    cv_memory_free(sorted);
    if (status == CV_OK && spec->rscale_count > 1 && spec->rscale_count != of->count)
        status = cv_fail_expected(messages, CV_USAGE, spec->place, "one for each column of weights, or one for all",
                                  NULL, "%zu rscales and %zu replicate weights", spec->rscale_count, of->count);
    return status;
}

/* ---- the numbers of the formula ---- */

/* R survey's svrepdesign; brr: McCarthy (1969); fay: Dippo, Fay and Morganstein (1984); jackknives: Wolter (2007,
 * chapter 4); sdr: Fay and Train (1995). */
static double scale_of(const cv_replicates_spec *spec, double replicates)
{
    if (spec->scale.given)
        return spec->scale.value;
    double kept = 1 - spec->rho.value;
    switch (spec->type) {
    case CV_REPLICATES_BRR:
        return 1 / replicates;
    case CV_REPLICATES_FAY:
        return 1 / (replicates * kept * kept);
    case CV_REPLICATES_JK1:
        return (replicates - 1) / replicates;
    case CV_REPLICATES_BOOTSTRAP:
        return 1 / (replicates - 1);
    case CV_REPLICATES_SDR:
    case CV_REPLICATES_ACS:
        return 4 / replicates;
    case CV_REPLICATES_JKN:
    case CV_REPLICATES_JK2:
    case CV_REPLICATES_OTHER:
        return 1;
    }
    return 1;
}

static cv_status start(const cv_replicates_spec *spec, const struct finding *found, cv_replicates *to,
                       cv_messages *messages)
{
    size_t count = found->count;
    to->count = count;
    to->columns = cv_memory_zero(count + 1, sizeof *to->columns);
    to->slots = cv_memory_zero(count + 1, sizeof *to->slots);
    to->rscales = cv_memory_zero(count + 1, sizeof *to->rscales);
    to->missing = cv_memory_zero(count + 1, sizeof *to->missing);
    to->first_line = cv_memory_zero(count + 1, sizeof *to->first_line);
    if (to->columns == NULL || to->slots == NULL || to->rscales == NULL || to->missing == NULL ||
        to->first_line == NULL)
        return cv_fail_memory(messages);
    for (size_t i = 0; i < count; i++)
        to->columns[i] = found->items[i].name;
    cv_status status = check_columns(spec, to, messages);
    if (status != CV_OK)
        return status;
    to->combined = spec->combined;
    to->mse = spec->mse;
    to->scale = scale_of(spec, (double)count);
    for (size_t i = 0; i < count; i++)
        to->rscales[i] = spec->rscale_count == 0 ? 1 : spec->rscales[spec->rscale_count > 1 ? i : 0];
    return CV_OK;
}

static cv_status want(const cv_replicates_spec *spec, cv_frame *frame, cv_replicates *to, cv_messages *messages)
{
    cv_status status = CV_OK;
    for (size_t i = 0; i < to->count; i++) {
        cv_word name = {to->columns[i], spec->weights.items[0].place};
        for (size_t k = 0; k < spec->weights.count; k++) /* its own place, where it was named */
            if (strcmp(spec->weights.items[k].text, name.text) == 0)
                name.place = spec->weights.items[k].place;
        cv_status one = cv_frame_want_number(frame, name, &to->slots[i], messages);
        status = status == CV_OK ? one : status;
    }
    return status;
}

cv_status cv_replicates_bind(const cv_replicates_spec *spec, cv_frame *frame, cv_replicates *to, cv_messages *messages)
{
    struct finding found = {0};
    cv_replicates_free(to);
    if (spec->weights.count == 0)
        return CV_OK; /* the study has its message */
    cv_status status = find_columns(&spec->weights, frame, &found, messages);
    if (status == CV_OK)
        status = start(spec, &found, to, messages);
    cv_memory_free(found.items);
    return status == CV_OK ? want(spec, frame, to, messages) : status;
}

void cv_replicates_free(cv_replicates *replicates)
{
    cv_memory_free(replicates->columns);
    cv_memory_free(replicates->slots);
    cv_memory_free(replicates->rscales);
    cv_memory_free(replicates->missing);
    cv_memory_free(replicates->first_line);
    *replicates = (cv_replicates){0};
}

/* ---- rows ---- */

static bool any_missing(const double *weights, size_t rows)
{
    int any = 0;
    for (size_t i = 0; i < rows; i++)
        any |= weights[i] != weights[i];
    return any != 0;
}

void cv_replicates_check(cv_replicates *replicates, const cv_batch *batch, const uint32_t *stratum)
{
    for (size_t r = 0; r < replicates->count; r++) {
        const double *weights = batch->numbers[replicates->slots[r]];
        if (!any_missing(weights, batch->rows))
            continue;
        for (size_t i = 0; i < batch->rows; i++)
            if (isnan(weights[i]) && stratum[i] != CV_NO_UNIT && replicates->missing[r]++ == 0)
                replicates->first_line[r] = cv_batch_line(batch, i);
    }
}

void cv_replicates_report(const cv_replicates *replicates, const char *file, cv_messages *messages)
{
    for (size_t r = 0; r < replicates->count; r++) {
        cv_place at = {.file = file, .line = replicates->first_line[r]};
        if (replicates->missing[r] > 0)
            cv_fail_expected(messages, CV_DATA, at, "a replicate weight in every row that has a weight", NULL,
                             "the replicate weight is missing in column '%s' (%" PRIu64 " row%s)",
                             replicates->columns[r], replicates->missing[r], replicates->missing[r] == 1 ? "" : "s");
    }
}
