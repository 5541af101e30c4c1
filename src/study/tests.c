/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tests of an analysis: their names, what they are tested against, and what each goes with. */
#include "study/read.h"

#include <string.h>

enum { SHARE = 1 << CV_STATISTIC_PROPORTION, MEAN = 1 << CV_STATISTIC_MEAN };

/* ---- readers of single keys ---- */

void cv_read_tests(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    cv_words words = cv_reader_words(reader, key, node, true, false);
    analysis->tests = cv_reader_array(reader, words.count, sizeof *analysis->tests);
    analysis->test_words = words;
    for (size_t i = 0; analysis->tests != NULL && i < words.count; i++) {
        const cv_choice *choice = cv_reader_choice(reader, key, cv_reader_item(node, i));
        if (choice == NULL)
            continue;
        analysis->test_words.items[analysis->test_count] = words.items[i];
        analysis->tests[analysis->test_count++] = (cv_test)choice->value;
    }
    analysis->test_words.count = analysis->test_count;
}

static void read_shares(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    analysis->null_levels.items = cv_reader_array(reader, node->count, sizeof(cv_word));
    analysis->null_shares = cv_reader_array(reader, node->count, sizeof(double));
    if (analysis->null_levels.items == NULL || analysis->null_shares == NULL)
        return;
    for (size_t i = 0; i < node->count; i++) {
        const cv_key level = {.name = node->keys[i]->text, .kind = "a share or count above 0"};
        double *share = &analysis->null_shares[i];
        analysis->null_levels.items[i] = (cv_word){node->keys[i]->text, node->keys[i]->place};
        *share = 1;
        if (cv_reader_number(reader, &level, node->items[i], share) && !(*share > 0))
            cv_reader_fail_kind(reader, &level, node->items[i]);
    }
    analysis->null_levels.count = node->count;
    if (node->count < 2)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "a share or count for every level", NULL,
                         "'null' has fewer than two levels");
}

void cv_read_null(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_analysis_spec *analysis = section;
    analysis->null_place = node->place;
    if (node->kind == CV_NODE_MAPPING) {
        read_shares(reader, node, analysis);
        return;
    }
    analysis->null_value.place = node->place;
    analysis->null_value.given = cv_reader_number(reader, key, node, &analysis->null_value.value);
}

/* ---- what must go together ---- */

/** What a test looks at. */
typedef enum subject { TWO_VARIABLES, A_DISTRIBUTION, MEANS_OF_GROUPS, PAIRED_MEANS, RANKS_OF_GROUPS } subject;

static const struct {
    unsigned statistics; /**< bits of 1 << cv_statistic */
    const char *expected;
    unsigned beside; /**< bits of 1 << subject: what may stand in the same analysis */
} subjects[] = {
    [TWO_VARIABLES] = {SHARE, "statistic: proportion", 1 << TWO_VARIABLES | 1 << RANKS_OF_GROUPS},
    [A_DISTRIBUTION] = {SHARE, "statistic: proportion", 1 << A_DISTRIBUTION},
    [MEANS_OF_GROUPS] = {MEAN | 1 << CV_STATISTIC_NPS, "statistic: mean or nps",
                         1 << MEANS_OF_GROUPS | 1 << RANKS_OF_GROUPS},
    [PAIRED_MEANS] = {MEAN, "statistic: mean", 1 << PAIRED_MEANS},
    [RANKS_OF_GROUPS] = {MEAN | SHARE | 1 << CV_STATISTIC_QUANTILE, "statistic: mean, quantile or proportion",
                         1 << RANKS_OF_GROUPS | 1 << TWO_VARIABLES | 1 << MEANS_OF_GROUPS},
};

static subject subject_of(cv_test test)
{
    return test == CV_TEST_T                 ? MEANS_OF_GROUPS
           : test == CV_TEST_PAIRED_T        ? PAIRED_MEANS
           : test == CV_TEST_GOODNESS_OF_FIT ? A_DISTRIBUTION
           : cv_test_is_rank(test)           ? RANKS_OF_GROUPS
                                             : TWO_VARIABLES;
}

static bool check_statistic(cv_reader *reader, const cv_analysis_spec *analysis, size_t at)
{
    subject of = subject_of(analysis->tests[at]);
    if ((1u << analysis->statistic & subjects[of].statistics) != 0)
        return true;
    cv_fail_expected(reader->messages, CV_USAGE, analysis->test_words.items[at].place, subjects[of].expected, NULL,
                     "test '%s' does not go with statistic %s", analysis->test_words.items[at].text,
                     cv_statistic_name(analysis->statistic));
    return false;
}

static void check_breaks(cv_reader *reader, const cv_analysis_spec *analysis, size_t at, bool broken, bool null)
{
    cv_word word = analysis->test_words.items[at];
    switch (subject_of(analysis->tests[at])) {
    case TWO_VARIABLES:
        if (!broken)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "by or banner beside it", NULL,
                             "test '%s' without a second variable", word.text);
        break;
    case A_DISTRIBUTION:
        if (broken)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "neither by nor banner; where: for a part", NULL,
                             "test '%s' is of the whole, without groups", word.text);
        if (!null)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "null: {level: share or count} beside it", NULL,
                             "test '%s' without what is tested", word.text);
        break;
    case MEANS_OF_GROUPS:
        if (!broken && !null)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "by: groups, or null: a number", NULL,
                             "test '%s' without what is tested", word.text);
        break;
    case PAIRED_MEANS:
        if (analysis->of.count < 2)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "of: two variables, as in [before, after]", NULL,
                             "test '%s' of one variable", word.text);
        break;
    case RANKS_OF_GROUPS:
        if (!broken)
            cv_fail_expected(reader->messages, CV_USAGE, word.place, "by or banner beside it", NULL,
                             "test '%s' without groups", word.text);
        break;
    }
}

static void check_null(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis, bool broken)
{
    const cv_node *key = NULL, *value = cv_node_find(node, "null", &key);
    bool t = false, paired = false, fit = false, mapping = value != NULL && value->kind == CV_NODE_MAPPING;
    for (size_t i = 0; i < analysis->test_count; i++) {
        paired = paired || analysis->tests[i] == CV_TEST_PAIRED_T;
        t = t || paired || analysis->tests[i] == CV_TEST_T;
        fit = fit || analysis->tests[i] == CV_TEST_GOODNESS_OF_FIT;
    }
    if (value == NULL)
        return;
    if (!t && !fit)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "tests: t, paired-t or goodness-of-fit beside it",
                         NULL, "'null' without a test that takes it");
    else if (t && !paired && !fit && broken)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "no by, for the t test of one sample", NULL,
                         "'null' does not go with groups");
    else if (t && !fit && mapping)
        cv_fail_expected(reader->messages, CV_USAGE, value->place, "a number, for the t test", NULL,
                         "'null' is a mapping");
    else if (fit && !t && !mapping && value->kind == CV_NODE_SCALAR)
        cv_fail_expected(reader->messages, CV_USAGE, value->place, "{level: share or count}, for goodness-of-fit", NULL,
                         "'null' is a number");
}

static bool has_difference(const cv_compare_spec *compare)
{
    for (size_t i = 0; i < compare->measure_count; i++)
        if (compare->measures[i] == CV_MEASURE_DIFFERENCE)
            return compare->pairs;
    return false;
}

/* A t test between groups is a difference in NAME.compare.csv: the analysis's own, or those of an empty `compare`. */
static void set_differences(cv_reader *reader, cv_analysis_spec *analysis, cv_word test)
{
    cv_compare_spec *compare = &analysis->compare;
    cv_word first = analysis->by.count > 0       ? analysis->by.items[0]
                    : analysis->banner_count > 0 ? analysis->banner[0].items[0]
                                                 : (cv_word){0};
    if (!compare->given) {
        *compare = (cv_compare_spec){.given = first.text != NULL,
                                     .place = test.place,
                                     .over = first,
                                     .pairs = true,
                                     .measures = {CV_MEASURE_DIFFERENCE},
                                     .measure_count = 1};
        return;
    }
    if (!has_difference(compare))
        cv_fail_expected(reader->messages, CV_USAGE, compare->place, "measure: difference", NULL,
                         "test 't' without differences to test");
    if (analysis->by.count > 0 && compare->over.text != NULL && strcmp(compare->over.text, first.text) != 0)
        cv_fail_expected(reader->messages, CV_USAGE, compare->over.place, first.text, NULL,
                         "test 't' is over the first variable of by");
}

void cv_reader_check_tests(cv_reader *reader, const cv_node *node, cv_analysis_spec *analysis)
{
    bool broken = cv_node_find(node, "by", NULL) != NULL || cv_node_find(node, "banner", NULL) != NULL;
    bool null = cv_node_find(node, "null", NULL) != NULL;
    unsigned kinds = 0; /* bits of 1 << subject, so far */
    for (size_t i = 0; i < analysis->test_count; i++) {
        if (!check_statistic(reader, analysis, i))
            continue;
        check_breaks(reader, analysis, i, broken, null);
        if ((subjects[subject_of(analysis->tests[i])].beside & kinds) != kinds)
            cv_fail_expected(reader->messages, CV_USAGE, analysis->test_words.items[i].place,
                             "an analysis of its own for it", NULL, "test '%s' does not go with '%s'",
                             analysis->test_words.items[i].text, analysis->test_words.items[0].text);
        else
            kinds |= 1u << subject_of(analysis->tests[i]);
        if (analysis->tests[i] == CV_TEST_T && broken)
            set_differences(reader, analysis, analysis->test_words.items[i]);
    }
    check_null(reader, node, analysis, broken);
}
