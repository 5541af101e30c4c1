/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/words.h"

#include <string.h>

#include "table/build.h"

static const char *const figures[] = {
    CV_PHRASE("mean"),  CV_PHRASE("sd"),       CV_PHRASE("top-box"),    CV_PHRASE("bottom-box"),
    CV_PHRASE("net"),   CV_PHRASE("missing"),  CV_PHRASE("item-total"), CV_PHRASE("alpha-if-deleted"),
    CV_PHRASE("alpha"), CV_PHRASE("weighted"), CV_PHRASE("unweighted"),
};

const char *cv_figure_word(cv_language language, const char *name)
{
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        if (strcmp(figures[i], name) == 0)
            return cv_say(language, figures[i]);
    return name;
}

static bool is_of(const cv_result *result, const cv_axis *axis)
{
    for (size_t i = 0; i < result->of_count; i++)
        if (axis == &result->of[i])
            return true;
    return false;
}

/* A level that the data have has a value and a label; one that canvass made is one text, but for a combination of no
 * choices, which has a value for conditions. */
const char *cv_level_word(const cv_result *result, const cv_axis *axis, int32_t place)
{
    if (place == CV_ALL)
        return NULL;
    if (strcmp(axis->values[place], "(none)") == 0 && strcmp(axis->labels[place], "None") == 0)
        return cv_say(result->language, "None");
    if (axis->labels[place] != axis->values[place])
        return NULL;
    bool figure = result->statistic == CV_STATISTIC_ITEMS || result->statistic == CV_STATISTIC_NONRESPONSE ||
                  result->statistic == CV_STATISTIC_RESPONSE_RATE;
    if (figure && is_of(result, axis))
        return cv_figure_word(result->language, axis->values[place]);
    return strcmp(axis->values[place], "(missing)") == 0 ? cv_say(result->language, "(missing)") : NULL;
}

const char *cv_level_label(const cv_result *result, const cv_axis *axis, int32_t place)
{
    const char *word = cv_level_word(result, axis, place);
    return word != NULL ? word : axis->labels[place];
}

const char *cv_axis_word(const cv_result *result, const cv_axis *axis)
{
    bool made = result->statistic == CV_STATISTIC_ITEMS && strcmp(axis->variable, "(scale)") == 0;
    return made ? cv_say(result->language, "All items together") : NULL;
}

bool cv_axis_is_probability(const cv_result *result, const cv_axis *axis)
{
    return (result->statistic == CV_STATISTIC_QUANTILE || result->statistic == CV_STATISTIC_LORENZ) &&
           is_of(result, axis);
}

static const char *const tests[] = {
    [CV_TEST_PEARSON] = CV_PHRASE("Pearson"),
    [CV_TEST_PEARSON_YATES] = CV_PHRASE("Pearson, with Yates' correction"),
    [CV_TEST_G] = CV_PHRASE("G (likelihood ratio)"),
    [CV_TEST_FISHER] = CV_PHRASE("Fisher, exact"),
    [CV_TEST_RAO_SCOTT_CHISQ] = CV_PHRASE("Rao-Scott chi-squared"),
    [CV_TEST_RAO_SCOTT_F] = CV_PHRASE("Rao-Scott F"),
    [CV_TEST_WALD] = CV_PHRASE("Wald"),
    [CV_TEST_ADJUSTED_WALD] = CV_PHRASE("Wald, adjusted"),
    [CV_TEST_LINCOM] = CV_PHRASE("Rao-Scott, exact mixture"),
    [CV_TEST_SADDLEPOINT] = CV_PHRASE("Rao-Scott, saddlepoint"),
    [CV_TEST_TREND] = CV_PHRASE("Linear trend"),
    [CV_TEST_MCNEMAR] = CV_PHRASE("McNemar"),
    [CV_TEST_T] = CV_PHRASE("t"),
    [CV_TEST_GOODNESS_OF_FIT] = CV_PHRASE("Goodness of fit"),
    [CV_TEST_PAIRED_T] = CV_PHRASE("Paired t"),
    [CV_TEST_WILCOXON] = CV_PHRASE("Wilcoxon"),
    [CV_TEST_KRUSKAL_WALLIS] = CV_PHRASE("Kruskal-Wallis"),
    [CV_TEST_MEDIAN] = CV_PHRASE("Median test"),
    [CV_TEST_VANDERWAERDEN] = CV_PHRASE("van der Waerden"),
};

const char *cv_test_words(cv_language language, cv_test test)
{
    return cv_say(language, tests[test]);
}
