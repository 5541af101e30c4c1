/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

#include <string.h>

/* Names by the bits of the key table's `applies`. */
static const char *const names[] = {
    [CV_REPLICATES_BRR] = "type brr", [CV_REPLICATES_FAY] = "fay", [CV_REPLICATES_JK1] = "jk1",
    [CV_REPLICATES_JKN] = "jkn",      [CV_REPLICATES_JK2] = "jk2", [CV_REPLICATES_BOOTSTRAP] = "bootstrap",
    [CV_REPLICATES_SDR] = "sdr",      [CV_REPLICATES_ACS] = "acs", [CV_REPLICATES_OTHER] = "other",
};

static void fail_range(cv_reader *reader, const cv_key *key, const cv_node *node)
{
    cv_fail_expected(reader->messages, CV_USAGE, node->place, key->kind, NULL, "'%s' is '%.200s'", key->name,
                     node->text);
}

void cv_read_rho(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_figure *rho = &((cv_replicates_spec *)section)->rho;
    double number = 0;
    if (!cv_reader_number(reader, key, node, &number))
        return;
    if (number >= 0 && number < 1)
        *rho = (cv_figure){.value = number, .given = true, .place = node->place};
    else
        fail_range(reader, key, node);
}

void cv_read_rscales(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_replicates_spec *replicates = section;
    size_t count = 0;
    bool above = false, good = true;
    double *numbers = cv_reader_numbers(reader, key, node, &count);
    for (size_t i = 0; numbers != NULL && i < count; i++) {
        if (numbers[i] < 0)
            fail_range(reader, key, cv_reader_item(node, i));
        good = good && numbers[i] >= 0;
        above = above || numbers[i] > 0;
    }
    if (numbers == NULL || !good)
        return;
    if (!above)
        cv_fail_expected(reader->messages, CV_USAGE, node->place, "at least one number above 0", NULL,
                         "every one of 'rscales' is 0");
    replicates->rscales = numbers;
    replicates->rscale_count = count;
}

/* What the type needs beside it, and what it does not take (R survey: svrepdesign). */
static void check_type(cv_reader *reader, const cv_node *node, const cv_replicates_spec *spec)
{
    const cv_node *key = NULL;
    const cv_node *word = cv_node_find(node, "type", &key);
    const char *name = cv_replicates_name(spec->type);
    if (word == NULL || word->kind != CV_NODE_SCALAR || strcmp(word->text, name) != 0)
        return; /* which has its message */
    cv_reader_check_applies(reader, CV_SECTION_REPLICATES, node, 1u << spec->type, names,
                            sizeof names / sizeof names[0], cv_reader_text(reader, "type %s", name));
    bool scale = cv_node_find(node, "scale", NULL) != NULL, rscales = cv_node_find(node, "rscales", NULL) != NULL;
    if (spec->type == CV_REPLICATES_FAY && cv_node_find(node, "rho", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "rho: a number from 0 to below 1", NULL,
                         "type fay without 'rho'");
    if (spec->type != CV_REPLICATES_FAY && spec->rho.given)
        cv_warn(reader->messages, spec->rho.place, "'rho' is for type fay: type %s does not use it", name);
    if (spec->type == CV_REPLICATES_JKN && !rscales)
        cv_fail_expected(reader->messages, CV_USAGE, key->place,
                         "rscales: for each replicate (n - 1) / n, n being the sampling units of its stratum", NULL,
                         "type jkn without 'rscales'");
    if (spec->type == CV_REPLICATES_OTHER && !scale && !rscales)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "scale, or rscales, or both", NULL,
                         "type other without 'scale' or 'rscales'");
}

void cv_read_replicates(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_replicates_spec *spec = &((cv_design_spec *)section)->replicates;
    static const struct {
        const char *key, *problem, *expected;
    } required[] = {
        {"type", "'replicates' without a type", "type: one of brr, fay, jk1, jkn, jk2, bootstrap, sdr, acs, other"},
        {"weights", "'replicates' without weights", "weights: a list of columns, or a pattern like rep_*"}};
    *spec = (cv_replicates_spec){.given = true, .place = node->place, .combined = true};
    if (!cv_read_section(reader, CV_SECTION_REPLICATES, key->name, node, spec))
        return;
    for (size_t i = 0; i < sizeof required / sizeof required[0]; i++)
        if (cv_node_find(node, required[i].key, NULL) == NULL)
            cv_fail_expected(reader->messages, CV_USAGE, node->place, required[i].expected, NULL, "%s",
                             required[i].problem);
    check_type(reader, node, spec);
}

void cv_check_replicate_design(cv_reader *reader, const cv_node *design)
{
    static const char *const others[] = {"strata", "cluster", "fpc", "nest", "domain_lonely"};
    const cv_node *key = NULL;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (cv_node_find(design, others[i], &key) != NULL)
            cv_fail_expected(reader->messages, CV_USAGE, key->place,
                             "replicate weights, which hold the design, or strata, cluster and fpc", NULL,
                             "'%s' does not go with 'replicates'", others[i]);
    if (reader->study->design.lonely_psu != CV_LONELY_FAIL && cv_node_find(design, "lonely_psu", &key) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, key->place, "replicate weights alone: they have no strata", NULL,
                         "'lonely_psu' does not go with 'replicates'");
    if (cv_node_find(design, "weight", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, reader->study->design.replicates.place, "weight beside it", NULL,
                         "'replicates' without the full sample's weight");
}
