/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The first analysis of a study, bound, folded and settled as the program does it, on data in memory: what test_plan.c
 *  and test_estimate.c look at. */
#ifndef CANVASS_TESTS_ESTIMATE_ESTIMATED_H
#define CANVASS_TESTS_ESTIMATE_ESTIMATED_H

#include "support/test.h"

#include "estimate/estimate.h"
#include "support/test_design.h"
#include "support/test_messages.h"

typedef struct estimated {
    test_design design;
    cv_fold *fold;
    cv_plan plan;
    cv_result result;
    cv_arena arena;
    cv_status bound, settled, status; /* of binding; of settling; of the rows; CV_OK where it did not come to it */
} estimated;

static cv_status estimated_start(test_design *design, void *context)
{
    estimated *to = context;
    cv_fold_free(to->fold);
    to->fold = cv_fold_new(design->design);
    assert_non_null(to->fold);
    return to->bound = cv_plan_bind(&design->study, &design->study.analyses[0], design->frame, to->fold, &to->arena,
                                    &to->plan, &design->messages);
}

static cv_status estimated_batch(void *context, const cv_batch *batch, const cv_design_rows *rows,
                                 cv_messages *messages)
{
    estimated *to = context;
    return cv_fold_batch(to->fold, batch, rows, messages);
}

static cv_basis estimated_basis(estimated *of)
{
    return (cv_basis){.study = &of->design.study,
                      .design = of->design.design,
                      .fold = of->fold,
                      .plan = &of->plan,
                      .result = &of->result,
                      .arena = &of->arena};
}

/** Runs it all. Nothing is checked: the statuses and the messages tell how it went. */
static void estimated_run(estimated *to, const char *study, const char *data)
{
    *to = (estimated){0};
    const test_design_hooks hooks = {.start = estimated_start, .batch = estimated_batch, .context = to};
    test_design_run(&to->design, study, data, &hooks);
    if (to->design.status != CV_OK)
        return;
    const cv_analysis_spec *spec = &to->design.study.analyses[0];
    to->result = (cv_result){.spec = spec,
                             .statistic = spec->statistic,
                             .confidence = spec->confidence,
                             .binomial = to->design.study.design.binomial,
                             .ci = spec->ci == CV_INTERVAL_DEFAULT ? CV_INTERVAL_LOGIT : spec->ci};
    to->status = cv_fold_finish(to->fold, to->design.frame, &to->design.messages);
    if (to->status == CV_OK)
        to->settled =
            cv_plan_settle(&to->plan, to->design.frame, to->fold, &to->arena, &to->result, &to->design.messages);
    const cv_basis basis = estimated_basis(to);
    if (to->status == CV_OK && to->settled == CV_OK)
        to->status = cv_estimate_rows(&basis, &to->design.messages);
}

static void estimated_free(estimated *of)
{
    cv_fold_free(of->fold);
    cv_arena_free(&of->arena);
    test_design_free(&of->design);
}

#endif
