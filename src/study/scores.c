/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists of levels that an analysis sorts answers by: boxes of a scale, dispositions. */
#include "study/read.h"

#include <string.h>

/** A list and its key. */
typedef struct list {
    const char *key;
    const cv_words *words;
} list;

/* No level may have two meanings. */
static void check_apart(cv_reader *reader, const list *lists, size_t count)
{
    for (size_t a = 0; a < count; a++)
        for (size_t b = a + 1; b < count; b++)
            for (size_t i = 0; i < lists[a].words->count; i++)
                for (size_t k = 0; k < lists[b].words->count; k++)
                    if (strcmp(lists[a].words->items[i].text, lists[b].words->items[k].text) == 0)
                        cv_fail(reader->messages, CV_USAGE, lists[b].words->items[k].place,
                                "'%.200s' is in '%s' and in '%s'", lists[b].words->items[k].text, lists[a].key,
                                lists[b].key);
}

static void require(cv_reader *reader, const cv_node *node, const char *key, const char *expected)
{
    const cv_node *statistic = cv_node_find(node, "statistic", NULL);
    if (cv_node_find(node, key, NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, statistic->place, expected, NULL, "statistic %s without '%s'",
                         statistic->text, key);
}

static void require_beside(cv_reader *reader, const cv_node *node, const char *key, const char *other)
{
    const cv_node *found = NULL;
    if (cv_node_find(node, key, &found) != NULL && cv_node_find(node, other, NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, found->place, cv_reader_text(reader, "%s: beside it", other), NULL,
                         "'%s' without '%s'", key, other);
}

static void check_items(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    enum { MOST_ITEMS = 40 }; /* a row of 1 + 3 numbers an item, and its products with itself */
    require_beside(reader, node, "negative", "positive");
    if (analysis->of.count > MOST_ITEMS)
        cv_fail_expected(reader->messages, CV_USAGE, analysis->of.items[MOST_ITEMS].place, "at most 40 items", NULL,
                         "a battery of %zu items", analysis->of.count);
}

void cv_reader_check_scores(cv_reader *reader, const cv_node *node, const cv_analysis_spec *analysis)
{
    const list boxes[] = {{"positive", &analysis->positive}, {"negative", &analysis->negative}};
    const list dispositions[] = {{"respondents", &analysis->respondents},
                                 {"ineligible", &analysis->ineligible},
                                 {"unknown", &analysis->unknown}};
    if (analysis->statistic == CV_STATISTIC_NET)
        require(reader, node, "positive", "positive: the levels that count as positive");
    if (analysis->statistic == CV_STATISTIC_ITEMS)
        check_items(reader, node, analysis);
    check_apart(reader, boxes, sizeof boxes / sizeof boxes[0]);
    if (analysis->statistic != CV_STATISTIC_RESPONSE_RATE)
        return;
    require(reader, node, "respondents", "respondents: the dispositions of those who took part");
    require_beside(reader, node, "eligible_share", "unknown");
    check_apart(reader, dispositions, sizeof dispositions / sizeof dispositions[0]);
    if (analysis->of.count > 1)
        cv_fail_expected(reader->messages, CV_USAGE, analysis->of.items[1].place, "one disposition", NULL,
                         "statistic response-rate of %zu variables", analysis->of.count);
}
