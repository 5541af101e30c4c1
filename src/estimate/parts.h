/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  Analyses that measure a variable in several parts, each an item of the fold with values of its own: batteries of
 *  items, non-response, rank questions; and shares of other bases than those who answered. */
#ifndef CANVASS_ESTIMATE_PARTS_H
#define CANVASS_ESTIMATE_PARTS_H

#include "estimate/plan.h"

/** Whether a statistic is made of such parts. */
bool cv_parts_has(cv_statistic statistic);

/** Wants all that the parts need of the frame and fills plan->of. */
cv_status cv_parts_bind(const cv_study *study, const cv_analysis_spec *spec, cv_frame *frame, cv_arena *arena,
                        cv_plan *plan, cv_messages *messages);

/** After the run: the result's axes, and what each part shows on them. Reports levels that the study names and no
 *  variable of the analysis has. */
cv_status cv_parts_settle(cv_plan *plan, const cv_frame *frame, cv_arena *arena, cv_result *result,
                          cv_messages *messages);

/** Of choices: the shown levels as shares of all answers given. */
cv_status cv_parts_responses(cv_measured *of, size_t levels, cv_arena *arena, cv_messages *messages);

/** Of choices: answers for each row in the base. */
cv_status cv_parts_answers(cv_measured *of, size_t levels, cv_arena *arena, cv_messages *messages);

#endif
