/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  What charts of comparisons and of models show: pairs of groups, contrasts, coefficients, as rows and marks of a
 * chart, so that the words and the layouts of estimates serve them too. */
#ifndef CANVASS_PLOT_EFFECTS_H
#define CANVASS_PLOT_EFFECTS_H

#include "plot/chart.h"

/** One of them. */
typedef struct cv_effect {
    size_t section;      /**< of those with one heading; ascending */
    const char *heading; /**< clean; NULL: none */
    const char *label;   /**< clean: "Poland vs Spain" */
    size_t variable;     /**< of the result; 0 of a model */
    int32_t level;
    const cv_comparison *of; /**< NULL: a coefficient or its reference */
    double value, low, high; /**< NaN: none */
    double p;                /**< as adjusted; NaN: none */
    bool significant;
    bool reference; /**< of a factor: the level that others are set against */
    unsigned flags;
    size_t order; /**< in the result */
} cv_effect;

typedef struct cv_effects {
    cv_effect *items;
    size_t count, sections;
    bool ratios;          /**< values are above 0, and 1 is no difference */
    cv_value_style style; /**< of values */
} cv_effects;

/** The comparisons of the chart's levels and measure, with contrasts where it is the difference. Sets the chart's what,
 *  method and remark. Fails (CV_USAGE) where there are none. */
void cv_effects_of_result(cv_chart *chart, cv_scene *scene, cv_effects *to);

/** A model's coefficients without intercept and thresholds, likewise; references among them. */
void cv_effects_of_model(cv_chart *chart, cv_scene *scene, cv_effects *to);

/** Sorts pairs within their sections as the chart says, then makes a row and a mark of each and the chart's words.
 *  Of mark m the pair is items[m]. @param noun  as cv_chart_words' */
void cv_effects_fill(cv_chart *chart, cv_scene *scene, cv_effects *pairs, const char *noun);

/** "p < 0.001" or "p = 0.034"; "" of NaN. */
const char *cv_effects_p(cv_scene *scene, double p);

/** How p values were adjusted, in the chart's language: "p adjusted by Holm's method". */
const char *cv_effects_adjusted(const cv_chart *chart);
/** That and what a star means: "* significant at the 5% level".
 *  @param adjusted  "" for no adjustment to tell of  @param cells  full cells mean it too */
const char *cv_effects_note(const cv_chart *chart, cv_scene *scene, const char *adjusted, bool cells);
/** Why there is no number: "suppressed". */
const char *cv_effects_absent(const cv_chart *chart, unsigned flags);

/** How differences of the analysis's estimates are written, with their sign: shares in percentage points.
 *  @param half, largest  as cv_value_choose's */
cv_value_style cv_effects_style(const cv_chart *chart, double half, double largest);

/** Whether differences are in percentage points, or in points. */
bool cv_effects_in_points(const cv_chart *chart);

#endif
