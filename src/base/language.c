/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/language.h"

#include <stdlib.h>
#include <string.h>

#include "base/language_phrases.h"

#define NARROW "\xe2\x80\xaf" /* narrow no-break space */
#define BLANK  "\xc2\xa0"     /* no-break space */

/* CLDR 42 and 48, numbers of each language: decimal, group, percentFormat. Spanish and Polish leave numbers of four
 * digits in one piece (minimumGroupingDigits 2); here all are grouped, as numbers in a column are read by their groups,
 * and 9.871 above 10.204 is read right where 9871 is not. */
static const struct {
    const char *code;
    cv_number_style numbers;
} languages[CV_LANGUAGE_COUNT] = {
    [CV_LANGUAGE_EN] = {"en", {".", ",", "%"}},   [CV_LANGUAGE_FR] = {"fr", {",", NARROW, BLANK "%"}},
    [CV_LANGUAGE_NL] = {"nl", {",", ".", "%"}},   [CV_LANGUAGE_ES] = {"es", {",", ".", BLANK "%"}},
    [CV_LANGUAGE_PL] = {"pl", {",", BLANK, "%"}}, [CV_LANGUAGE_DE] = {"de", {",", ".", BLANK "%"}},
};

const cv_number_style *cv_language_numbers(cv_language language)
{
    return &languages[language].numbers;
}

const char *cv_language_code(cv_language language)
{
    return languages[language].code;
}

static int compare_phrases(const void *english, const void *row)
{
    return strcmp(english, ((const cv_phrase *)row)->english);
}

const char *cv_say(cv_language language, const char *english)
{
    if (language == CV_LANGUAGE_EN)
        return english;
    for (size_t i = 0; i < CV_PHRASE_LISTS; i++) {
        const cv_phrase_list *list = &cv_phrase_lists[i];
        const cv_phrase *found = bsearch(english, list->rows, list->count, sizeof *list->rows, compare_phrases);
        if (found != NULL)
            return found->others[language - 1];
    }
    return english;
}
