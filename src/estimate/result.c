/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/result.h"

#include <assert.h>
#include <string.h>

static const struct {
    unsigned flag;
    const char *word;
} flag_words[] = {
    {CV_FLAG_FALLBACK_INTERVAL, "fallback-interval"},
    {CV_FLAG_ZERO_SE, "zero-se"},
    {CV_FLAG_NO_DF, "no-df"},
    {CV_FLAG_EMPTY, "empty"},
    {CV_FLAG_LONELY_PSU, "lonely-psu"},
    {CV_FLAG_MIN_N, "suppressed-min-n"},
    {CV_FLAG_CV, "suppressed-cv"},
    {CV_FLAG_NCHS, "suppressed-nchs"},
    {CV_FLAG_MONTE_CARLO, "monte-carlo"},
    {CV_FLAG_MISSING_CELL, "missing-cell"},
    {CV_FLAG_NO_VARIANCE, "no-variance"},
};

const char *cv_part_name(cv_part part)
{
    static const char *const names[] = {"difference", "composition", "rates", "interaction"};
    return names[part];
}

const char *cv_flags_text(unsigned flags, char text[CV_FLAGS_SIZE])
{
    size_t length = 0;
    for (size_t i = 0; i < sizeof flag_words / sizeof flag_words[0]; i++) {
        if ((flags & flag_words[i].flag) == 0)
            continue;
        size_t word = strlen(flag_words[i].word);
        assert(length + 1 + word < CV_FLAGS_SIZE);
        if (length > 0)
            text[length++] = ';';
        memcpy(text + length, flag_words[i].word, word);
        length += word;
    }
    text[length] = '\0';
    return text;
}

bool cv_test_estimates(cv_test test)
{
    return test == CV_TEST_T || test == CV_TEST_PAIRED_T || test == CV_TEST_WILCOXON;
}

bool cv_test_has_pair(const cv_test_row *row, size_t by_count)
{
    return (row->test == CV_TEST_T || row->test == CV_TEST_WILCOXON) && row->column < by_count;
}

void cv_results_free(cv_results *results)
{
    cv_arena_free(&results->arena);
    memset(results, 0, sizeof *results);
}
