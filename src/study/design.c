/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/read.h"

static void check_binomial(cv_reader *reader, const cv_node *node)
{
    for (size_t i = 0; i < node->count; i++) {
        const cv_key *key = cv_key_find(CV_SECTION_DESIGN, node->keys[i]->text);
        if (key != NULL && key->design_only)
            cv_fail_expected(reader->messages, CV_USAGE, node->keys[i]->place, "sampling alone, or sampling: design",
                             NULL, "'%s' does not go with sampling: binomial", key->name);
    }
}

static void check_stages(cv_reader *reader, const cv_design_spec *design, const cv_words *words, const char *name)
{
    size_t stages = design->cluster.count > 0 ? design->cluster.count : 1;
    if (words->count > stages)
        cv_fail_expected(reader->messages, CV_USAGE, words->items[stages].place, "one column a stage", NULL,
                         "'%s' has %zu columns, and the design %zu stage%s", name, words->count, stages,
                         stages == 1 ? "" : "s");
}

void cv_read_design(cv_reader *reader, const cv_key *key, const cv_node *node, void *section)
{
    cv_design_spec *design = &((cv_study *)section)->design;
    const cv_node *place = NULL;
    design->place = node->place;
    if (!cv_read_section(reader, CV_SECTION_DESIGN, key->name, node, design))
        return;
    if (design->binomial)
        check_binomial(reader, node);
    check_stages(reader, design, &design->strata, "strata");
    check_stages(reader, design, &design->fpc, "fpc");
    if (cv_node_find(node, "missing_weight", &place) != NULL && cv_node_find(node, "weight", NULL) == NULL)
        cv_fail_expected(reader->messages, CV_USAGE, place->place, "weight beside it", NULL,
                         "'missing_weight' without a weight");
    if (design->replicates.given)
        cv_check_replicate_design(reader, node);
    cv_check_calibration(reader, design);
    bool counts = design->lonely_psu == CV_LONELY_ADJUST || design->lonely_psu == CV_LONELY_AVERAGE;
    if (design->domain_lonely && !counts && cv_node_find(node, "domain_lonely", &place) != NULL)
        cv_fail_expected(reader->messages, CV_USAGE, place->place, "lonely_psu: adjust or average beside it", NULL,
                         "'domain_lonely' without a policy that it could change");
}
