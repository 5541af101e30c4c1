/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands under a table: what its figures are, what its signs mean. */
#include "table/grid.h"

#include <assert.h>
#include <math.h>

static void add_note(cv_sheet *sheet, const char *note)
{
    assert(sheet->note_count < CV_SHEET_NOTES);
    sheet->notes[sheet->note_count++] = note;
}

static const char *figures_text(cv_language language, cv_statistic statistic)
{
    switch (statistic) {
    case CV_STATISTIC_PROPORTION:
        return cv_say(language, "Per cent of the base");
    case CV_STATISTIC_COUNT:
        return cv_say(language, "Estimated numbers in the population");
    case CV_STATISTIC_TOTAL:
        return cv_say(language, "Totals");
    case CV_STATISTIC_RATIO:
        return cv_say(language, "Ratios");
    case CV_STATISTIC_NPS:
        return cv_say(language, "Net promoter scores, -100 to 100: per cent promoters less per cent detractors");
    case CV_STATISTIC_VARIANCE:
        return cv_say(language, "Variances");
    case CV_STATISTIC_SD:
        return cv_say(language, "Standard deviations");
    case CV_STATISTIC_CORRELATION:
        return cv_say(language, "Correlations");
    case CV_STATISTIC_GINI:
        return cv_say(language, "Gini coefficients");
    case CV_STATISTIC_LORENZ:
        return cv_say(language, "Per cent of the total that the poorest hold (Lorenz curve)");
    case CV_STATISTIC_QUINTILE_SHARE_RATIO:
        return cv_say(language, "Quintile share ratios: the total of the richest fifth over that of the poorest");
    case CV_STATISTIC_AT_RISK_OF_POVERTY:
        return cv_say(language, "Per cent below the poverty threshold");
    case CV_STATISTIC_NET:
        return cv_say(language, "Nets, -100 to 100: per cent positive less per cent negative");
    case CV_STATISTIC_ITEMS:
        return cv_say(
            language,
            "Items: top-box and bottom-box per cent of the answers, net from -100 to 100, missing per cent of all "
            "rows, item-total the correlation with the other items' sum, alpha Cronbach's");
    case CV_STATISTIC_NONRESPONSE:
        return cv_say(language, "Per cent of the rows without an answer");
    case CV_STATISTIC_RESPONSE_RATE:
        return cv_say(language, "Respondents, per cent of the eligible");
    case CV_STATISTIC_MEAN_RANK:
        return cv_say(language, "Mean ranks of those who rank the item, 1 the first");
    case CV_STATISTIC_RANK_POINTS:
        return cv_say(language, "Mean points of those who rank any item");
    case CV_STATISTIC_QUANTILE: /* these have notes of their own */
    case CV_STATISTIC_WEIGHTS:
    case CV_STATISTIC_MODEL:
    case CV_STATISTIC_MEAN:
        break;
    }
    return cv_say(language, "Means");
}

static const char *what_of(cv_sheet *sheet)
{
    const cv_analysis_spec *spec = sheet->result->spec;
    if (spec->base_responses)
        return cv_say(sheet->language, "Per cent of all answers given");
    if (spec->denominator.text != NULL)
        return cv_sheet_format(sheet, cv_say(sheet->language, "Ratios to %s"),
                               cv_sheet_clean(sheet, spec->denominator.text));
    return figures_text(sheet->language, sheet->result->statistic);
}

static void note_figures(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    const cv_language language = sheet->language;
    const char *what = what_of(sheet), *level = cv_sheet_per_cent(sheet, result->confidence);
    const char *method = cv_quantile_interval_name(result->ci);
    if (result->statistic == CV_STATISTIC_WEIGHTS)
        add_note(sheet, cv_say(language, "The weights themselves; effective n = (sum of weights) squared / sum of "
                                         "squares."));
    else if (cv_statistic_is_share(result->statistic))
        add_note(sheet, cv_sheet_format(sheet, cv_say(language, "%s, with %s%% confidence intervals (%s)."), what,
                                        level, cv_interval_name(result->ci)));
    else if (result->statistic == CV_STATISTIC_QUANTILE)
        add_note(sheet, cv_sheet_format(
                            sheet, cv_say(language, "Quantiles (rule %s), with %s%% confidence intervals (%s)."),
                            cv_qrule_name(result->spec->qrule), level,
                            cv_quantile_interval_woodruff(result->ci) ? cv_sheet_format(sheet, "Woodruff, %s", method)
                                                                      : method));
    else
        add_note(sheet, cv_sheet_format(sheet, cv_say(language, "%s, with %s%% confidence intervals."), what, level));
}

static void note_standardised(cv_sheet *sheet)
{
    const cv_composition *of = sheet->result->composition;
    const cv_standardize_spec *spec = &sheet->result->spec->standardize;
    const cv_language language = sheet->language;
    const char *by = "";
    if (of == NULL)
        return;
    for (size_t i = 0; i < of->by_count; i++)
        by = cv_sheet_format(sheet, "%s%s%s", by, i == 0 ? "" : " × ", cv_sheet_clean(sheet, of->by[i].label));
    switch (spec->kind) {
    case CV_SHARES_GIVEN:
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(language, "Standardised: every group has the same composition by %s, "
                                                         "the shares given."),
                                        by));
        break;
    case CV_SHARES_POOLED:
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(language, "Standardised: every group has the same composition by %s, "
                                                         "the whole sample's."),
                                        by));
        break;
    case CV_SHARES_LIKE:
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(language, "Standardised: every group has the same composition by %s, "
                                                         "that of %s."),
                                        by, cv_sheet_clean(sheet, spec->like.text)));
        break;
    }
}

static void note_imputed(cv_sheet *sheet)
{
    if (sheet->result->imputations > 0)
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(sheet->language,
                                               "Combined over %s imputations; numbers of answers are their means."),
                                        cv_sheet_count(sheet, sheet->result->imputations)));
}

static void note_letters(cv_sheet *sheet)
{
    const cv_result *result = sheet->result;
    bool any = false;
    for (size_t i = 0; result->column_letters != NULL && i < result->row_count; i++)
        any = any || *result->column_letters[i] != '\0';
    if (!any)
        return;
    const char *level = cv_sheet_per_cent(sheet, 1 - result->confidence);
    if (result->spec->compare.adjust == CV_ADJUST_NONE)
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(sheet->language,
                                               "A letter beside a figure: significantly higher than the column of that "
                                               "letter (%s%% level, no adjustment for the number of comparisons)."),
                                        level));
    else
        add_note(sheet, cv_sheet_format(sheet,
                                        cv_say(sheet->language,
                                               "A letter beside a figure: significantly higher than the column of that "
                                               "letter (%s%% level, p adjusted by %s)."),
                                        level, cv_adjust_name(result->spec->compare.adjust)));
}

static void note_suppressed(cv_sheet *sheet, unsigned flags)
{
    const cv_suppress_spec *rule = &sheet->result->spec->suppress;
    const cv_language language = sheet->language;
    if ((flags & CV_FLAG_MIN_N) != 0)
        add_note(sheet, cv_sheet_format(sheet, cv_say(language, "* not shown: fewer than %s answers in the base."),
                                        cv_sheet_count(sheet, rule->min_n)));
    if ((flags & CV_FLAG_CV) != 0)
        add_note(sheet, cv_sheet_format(sheet, cv_say(language, "* not shown: coefficient of variation above %s%%."),
                                        cv_sheet_per_cent(sheet, rule->max_cv)));
    if ((flags & CV_FLAG_NCHS) != 0)
        add_note(sheet, cv_say(language, "* not shown: below the presentation standards of the National Center for "
                                         "Health Statistics."));
}

static const struct {
    unsigned flag;
    const char *note;
} flag_notes[] = {
    {CV_FLAG_EMPTY, CV_PHRASE("- nobody in the base.")},
    {CV_FLAG_FALLBACK_INTERVAL,
     CV_PHRASE("The interval of 0% and of 100% is the exact (beta) one, on the number of answers.")},
    {CV_FLAG_ZERO_SE, CV_PHRASE("Where the standard error is 0 the interval says nothing about precision.")},
    {CV_FLAG_NO_DF,
     CV_PHRASE("No interval where a group has as many strata as sampling units: no degrees of freedom are left.")},
    {CV_FLAG_MISSING_CELL,
     CV_PHRASE("Where a group has nobody in a cell, the cell's share goes to the group's other cells.")},
    {CV_FLAG_NO_VARIANCE, CV_PHRASE("- also where a figure needs answers that vary, and all are alike.")},
    {CV_FLAG_LONELY_PSU,
     CV_PHRASE("A stratum with a single sampling unit was treated by the design's lonely_psu rule.")},
};

static void note_parts(cv_sheet *sheet)
{
    unsigned flags = 0;
    for (size_t i = 0; i < sheet->result->part_count; i++)
        flags |= sheet->result->parts[i].flags;
    if ((flags & CV_FLAG_MISSING_CELL) != 0)
        add_note(sheet, cv_say(sheet->language,
                               "A difference has no parts (-) where one of the groups has nobody in a cell."));
}

void cv_sheet_add_notes(cv_sheet *sheet)
{
    unsigned flags = 0;
    for (size_t i = 0; i < sheet->result->row_count; i++)
        flags |= sheet->result->rows[i].flags;
    note_figures(sheet);
    note_standardised(sheet);
    note_imputed(sheet);
    note_letters(sheet);
    note_suppressed(sheet, flags);
    for (size_t i = 0; i < sizeof flag_notes / sizeof flag_notes[0]; i++)
        if ((flags & flag_notes[i].flag) != 0)
            add_note(sheet, cv_say(sheet->language, flag_notes[i].note));
    note_parts(sheet);
}
