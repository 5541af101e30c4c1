/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns side by side. */
#include "plot/columns.h"
#include "plot/kind.h"

static void draw(cv_chart *chart, cv_scene *scene, const cv_scene_words *words)
{
    cv_columns columns;
    cv_columns_place(chart, false, cv_columns_scale(chart), scene, words, &columns);
    cv_columns_marks(chart, scene, &columns);
}

const cv_plot_kind cv_plot_column = {
    .noun = CV_PHRASE("Column chart"), .prepare = cv_columns_prepare, .draw = draw, .stacked = &cv_plot_column_stacked};
