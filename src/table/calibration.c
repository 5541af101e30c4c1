/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "table/build.h"

static const cv_column target_columns[] = {
    {.name = "step", .kind = CV_CELL_COUNT},
    {.name = "method"},
    {.name = "variable"},
    {.name = "level"},
    {.name = "target", .kind = CV_CELL_NUMBER},
    {.name = "before", .kind = CV_CELL_NUMBER},
    {.name = "after", .kind = CV_CELL_NUMBER},
};

static const cv_column weight_columns[] = {
    {.name = "weights"},
    {.name = "n", .kind = CV_CELL_COUNT},
    {.name = "sum", .kind = CV_CELL_NUMBER},
    {.name = "mean", .kind = CV_CELL_NUMBER},
    {.name = "min", .kind = CV_CELL_NUMBER},
    {.name = "max", .kind = CV_CELL_NUMBER},
    {.name = "cv", .kind = CV_CELL_NUMBER},
    {.name = "n_eff", .kind = CV_CELL_NUMBER},
    {.name = "deff_kish", .kind = CV_CELL_NUMBER},
    {.name = "min_g", .kind = CV_CELL_NUMBER},
    {.name = "max_g", .kind = CV_CELL_NUMBER},
    {.name = "trimmed", .kind = CV_CELL_COUNT},
};

#define LIST(columns) ((cv_columns){columns, sizeof columns / sizeof columns[0]})

static bool make_targets(cv_build *build, const cv_results *results)
{
    const cv_calibration_result *of = results->calibration;
    if (!cv_build_begin(build, LIST(target_columns), of->target_count))
        return false;
    for (size_t i = 0; i < of->target_count; i++) {
        const cv_calibration_target *row = &of->targets[i];
        cv_build_number(build, (double)row->step + 1);
        cv_build_text(build, cv_calibration_name(results->study->design.calibrate[row->step].method));
        cv_build_text(build, row->margin);
        cv_build_text(build, row->cell);
        cv_build_number(build, row->target);
        cv_build_number(build, row->before);
        cv_build_number(build, row->after);
    }
    return true;
}

static void put_weights(cv_build *build, const char *name, const cv_weights_before_after *of)
{
    double n = (double)of->rows, deff = n * of->squares / (of->sum * of->sum), mean = of->sum / n;
    double about = of->squares - of->sum * mean;
    cv_build_text(build, name);
    cv_build_number(build, n);
    cv_build_number(build, of->sum);
    cv_build_number(build, mean);
    cv_build_number(build, n > 0 ? of->min : (double)NAN);
    cv_build_number(build, n > 0 ? of->max : (double)NAN);
    cv_build_number(build, n > 1 ? sqrt(fmax(about, 0) / (n - 1)) / mean : (double)NAN);
    cv_build_number(build, n / deff);
    cv_build_number(build, deff);
}

static bool make_weights(cv_build *build, const cv_results *results)
{
    const cv_calibration_summary *of = &results->calibration->summary;
    if (!cv_build_begin(build, LIST(weight_columns), 2))
        return false;
    put_weights(build, "before", &of->before);
    for (int i = 0; i < 3; i++)
        cv_build_number(build, NAN);
    put_weights(build, "after", &of->after);
    bool any = of->after.rows > 0;
    cv_build_number(build, any ? of->min_factor : (double)NAN);
    cv_build_number(build, any ? of->max_factor : (double)NAN);
    cv_build_number(build, (double)of->trimmed);
    return true;
}

cv_status cv_table_calibration(const cv_results *results, cv_table *to, cv_messages *messages)
{
    cv_build build = {.table = to};
    return cv_build_end(&build, make_targets(&build, results), messages);
}

cv_status cv_table_calibrated_weights(const cv_results *results, cv_table *to, cv_messages *messages)
{
    cv_build build = {.table = to};
    return cv_build_end(&build, make_weights(&build, results), messages);
}
