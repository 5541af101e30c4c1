/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  How a result becomes a chart: what tells its estimates apart (chart_parts.c), how that is laid out in rows
 *  (chart_rows.c), how marks look (chart.c). */
#ifndef CANVASS_PLOT_CHART_PRIVATE_H
#define CANVASS_PLOT_CHART_PRIVATE_H

#include "plot/chart.h"

/** What tells estimates apart: the variable, the break of a banner, a by variable (of a banner: the group in its
 * break), the level. */
typedef enum cv_dimension_role {
    CV_ROLE_VARIABLE,
    CV_ROLE_BREAK,
    CV_ROLE_BY,
    CV_ROLE_GROUP,
    CV_ROLE_LEVEL
} cv_dimension_role;

enum { CV_WHOLE = -1, CV_NO_DIMENSION = -1, CV_SECTIONS = 8 };

typedef struct cv_dimension_item {
    const char *key, *label;
    size_t order;  /**< in display order, for sorting alone */
    int32_t place; /**< on its axis (a group, a level of the first variable that shows it); CV_ALL: none */
} cv_dimension_item;

typedef struct cv_dimension {
    cv_dimension_role role;
    size_t axis;              /**< CV_ROLE_BY */
    cv_dimension_item *items; /**< in order of first appearance */
    size_t count, capacity;
    int *codes;      /**< [shown] an item of each estimate, or CV_WHOLE */
    bool with_level; /**< CV_ROLE_VARIABLE: each variable shows one level, not the same: it is named beside the variable
                      */
} cv_dimension;

typedef struct cv_chart_sorter {
    cv_chart *chart;
    const cv_estimate **shown;
    size_t shown_count;
    cv_dimension *dimensions;
    size_t dimension_count;
    int section[CV_SECTIONS], section_count; /**< dimensions that make the headings */
    int panel, row, series;                  /**< dimensions, or CV_NO_DIMENSION */
} cv_chart_sorter;

/* ---- chart_parts.c ---- */

/** Whether the estimate is of the whole: of no by variable's group, where there are by variables. */
bool cv_chart_is_whole(const cv_result *result, const cv_estimate *row);
/** Whether the estimate's level, or one of its groups, is among the words, by value or label. */
bool cv_chart_level_in(const cv_result *result, const cv_estimate *row, const cv_words *words);
bool cv_chart_group_in(const cv_result *result, const cv_estimate *row, const cv_words *words);

/** Messages for words of `level` and `highlight` that the analysis does not have. */
cv_status cv_chart_check_words(const cv_chart *chart, cv_messages *messages);
/** The estimates that are shown. @return CV_OK; CV_USAGE: none, or too many; CV_SYSTEM */
cv_status cv_chart_pick(cv_chart_sorter *s, cv_messages *messages);
/** Codes every dimension and keeps those on which the estimates differ. The items of all that were coded, also of those
 *  that are not kept, are freed by the caller. */
cv_status cv_chart_find_dimensions(cv_chart_sorter *s, cv_messages *messages);
/** Gives each dimension its part: panels, headings, rows, series. */
cv_status cv_chart_give_parts(cv_chart_sorter *s, cv_messages *messages);

bool cv_dimension_has_whole(const cv_dimension *d, size_t shown_count);
/** The labels (or the variables) of the estimate's groups joined by dots, without those of one axis. NULL: no memory */
const char *cv_chart_join_groups(cv_arena *arena, const cv_result *result, const cv_estimate *row, bool labels,
                                 const cv_axis *without);

/* ---- chart_rows.c ---- */

/** Finds the rows, puts them in order, fills the chart's panels, rows, marks and series. */
cv_status cv_chart_arrange(cv_chart_sorter *s, cv_messages *messages);

#endif
