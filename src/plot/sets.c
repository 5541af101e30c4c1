/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plot/sets.h"

static bool has_whole(const cv_chart *chart)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].series == CV_NO_SERIES)
            return true;
    return false;
}

size_t cv_sets_count(const cv_chart *chart)
{
    return chart->series_count + (chart->series_count == 0 || has_whole(chart) ? 1 : 0);
}

int cv_sets_series(const cv_chart *chart, size_t set)
{
    return set < chart->series_count ? (int)set : CV_NO_SERIES;
}

const char *cv_sets_name(const cv_chart *chart, size_t set)
{
    return set < chart->series_count ? chart->series[set] : cv_say(chart->language, "All");
}

const cv_chart_mark *cv_sets_first(const cv_chart *chart, size_t set, bool drawn)
{
    for (size_t m = 0; m < chart->mark_count; m++)
        if (chart->marks[m].series == cv_sets_series(chart, set) && (chart->marks[m].drawn || !drawn))
            return &chart->marks[m];
    return NULL;
}
