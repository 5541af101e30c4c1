/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The charts whose scripts are kept in tests/golden/: one for each way in which a chart can be built. All figures are
 * made up. */
#ifndef CANVASS_TESTS_PLOT_EXAMPLES_H
#define CANVASS_TESTS_PLOT_EXAMPLES_H

#include "fixture.h"

#define COUNTRIES                                                                                                      \
    {                                                                                                                  \
        "United Kingdom", "Spain", "France", "Poland"                                                                  \
    }
#define SURVEY                                                                                                         \
    .title = "Interest in live-stream shopping", .source = "Consumer interest survey, 2021", .note = "Synthetic data", \
    .weight = "weight", .strata = 20, .psus = 480

/* Five answers in four countries and all of them; in Poland the base is too small. */
#define ANSWERS                                                                                                        \
    {                                                                                                                  \
        {0, 0, {0}, 0.143, 0.011, 3630}, {0, 1, {0}, 0.117, 0.011, 3630}, {0, 2, {0}, 0.1345, 0.012, 3630},            \
            {0, 3, {0}, 0.3055, 0.016, 3630}, {0, 4, {0}, 0.3, 0.015, 3630}, {0, 0, {1}, 0.005, 0.002, 3000},          \
            {0, 1, {1}, 0.145, 0.011, 3000}, {0, 2, {1}, 0.11, 0.012, 3000}, {0, 3, {1}, 0.31, 0.016, 3000},           \
            {0, 4, {1}, 0.43, 0.017, 3000}, {0, 0, {2}, 0.12, 0.01, 1630}, {0, 1, {2}, 0, 0, 1630},                    \
            {0, 2, {2}, 0.22, 0.012, 1630}, {0, 3, {2}, 0.33, 0.017, 1630}, {0, 4, {2}, 0.33, 0.016, 1630},            \
            {0, 0, {3}, 0.06, 0.006, 20, CV_FLAG_MIN_N}, {0, 1, {3}, 0.07, 0.008, 20, CV_FLAG_MIN_N},                  \
            {0, 2, {3}, 0.09, 0.01, 20, CV_FLAG_MIN_N}, {0, 3, {3}, 0.32, 0.017, 20, CV_FLAG_MIN_N},                   \
            {0, 4, {3}, 0.46, 0.018, 20, CV_FLAG_MIN_N}, {0, 0, {CV_ALL}, 0.098, 0.005, 8280},                         \
            {0, 1, {CV_ALL}, 0.092, 0.005, 8280}, {0, 2, {CV_ALL}, 0.11, 0.006, 8280},                                 \
            {0, 3, {CV_ALL}, 0.32, 0.008, 8280},                                                                       \
        {                                                                                                              \
            0, 4, {CV_ALL}, 0.38, 0.008, 8280                                                                          \
        }                                                                                                              \
    }
#define SPENDING                                                                                                       \
    {                                                                                                                  \
        {0, CV_ALL, {0, 0}, 28980, 1500, 1579}, {0, CV_ALL, {0, 1}, 28094, 1500, 1737},                                \
            {0, CV_ALL, {1, 0}, 27525, 1500, 1574}, {0, CV_ALL, {1, 1}, 27129, 1500, 1705},                            \
            {0, CV_ALL, {2, 0}, 28428, 1500, 1528}, {0, CV_ALL, {2, 1}, 0, 0, 12, CV_FLAG_MIN_N},                      \
            {0, CV_ALL, {3, 0}, 20729, 1100, 1500},                                                                    \
        {                                                                                                              \
            0, CV_ALL, {3, 1}, 20673, 1100, 1769                                                                       \
        }                                                                                                              \
    }

static const fixture examples[] = {
    {SURVEY,
     .chart = {.name = {.text = "dot-countries"},
               .title = "Polish and Spanish shoppers are the keenest on live-stream shopping",
               .kind = CV_CHART_DOT,
               .sort = CV_SORT_VALUE},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested", "Not interested"}}},
     .by = {{"country", "Country", COUNTRIES}},
     .rows = {{0, 0, {0}, 0.61, 0.017, 3630},
              {0, 0, {1}, 0.752, 0.016, 3600},
              {0, 0, {2}, 0.66, 0.018, 3630},
              {0, 0, {3}, 0.781, 0.015, 3600},
              {0, 0, {CV_ALL}, 0.7004, 0.0083, 14460}}},
    {SURVEY,
     .chart = {.name = {.text = "bar-countries"},
               .kind = CV_CHART_BAR,
               .sort = CV_SORT_VALUE,
               .highlight = {(cv_word[]){{.text = "Poland"}}, 1}},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested", "Not interested"}}},
     .by = {{"country", "Country", COUNTRIES}},
     .rows = {{0, 0, {0}, 0.61, 0.017, 3630},
              {0, 0, {1}, 0.752, 0.016, 3600},
              {0, 0, {2}, 0.66, 0.018, 28, CV_FLAG_MIN_N},
              {0, 0, {3}, 0.781, 0.015, 3600},
              {0, 0, {CV_ALL}, 0.7004, 0.0083, 14460}}},
    {SURVEY, .chart = {.name = {.text = "dot-levels"}, .kind = CV_CHART_DOT},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Very interested", "Interested", "Neutral", "Little interested", "Not interested"}}},
     .by = {{"country", "Country", COUNTRIES}},
     .rows = {{0, 0, {0}, 0.25, 0.015, 3630}, {0, 1, {0}, 0.36, 0.016, 3630}, {0, 2, {0}, 0.14, 0.012, 3630},
              {0, 3, {0}, 0.13, 0.011, 3630}, {0, 4, {0}, 0.12, 0.011, 3630}, {0, 0, {1}, 0.33, 0.017, 3600},
              {0, 1, {1}, 0.42, 0.016, 3600}, {0, 2, {1}, 0.12, 0.012, 3600}, {0, 3, {1}, 0.08, 0.011, 3600},
              {0, 4, {1}, 0.05, 0.008, 3600}, {0, 0, {2}, 0.28, 0.016, 3630}, {0, 1, {2}, 0.38, 0.017, 3630},
              {0, 2, {2}, 0.13, 0.012, 3630}, {0, 3, {2}, 0.12, 0.011, 3630}, {0, 4, {2}, 0.09, 0.01, 3630},
              {0, 0, {3}, 0.37, 0.018, 3600}, {0, 1, {3}, 0.41, 0.017, 3600}, {0, 2, {3}, 0.11, 0.01, 3600},
              {0, 3, {3}, 0.07, 0.008, 3600}, {0, 4, {3}, 0.04, 0.006, 3600}}},
    {SURVEY,
     .chart = {.name = {.text = "bar-country-age"},
               .kind = CV_CHART_BAR,
               .title = "Interest falls with age in every country, and fastest in the United Kingdom"},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested"}}},
     .by = {{"country", "Country", COUNTRIES}, {"age_group", "Age", {"18-34", "35-49", "50+"}}},
     .rows = {{0, 0, {0, 0}, 0.71, 0.03, 1130},
              {0, 0, {0, 1}, 0.62, 0.027, 1300},
              {0, 0, {0, 2}, 0.49, 0.03, 1200},
              {0, 0, {1, 0}, 0.84, 0.024, 1120},
              {0, 0, {1, 1}, 0.76, 0.026, 1280},
              {0, 0, {1, 2}, 0.66, 0.03, 1200},
              {0, 0, {2, 0}, 0.75, 0.028, 1150},
              {0, 0, {2, 1}, 0.66, 0.027, 1290},
              {0, 0, {2, 2}, 0.57, 0.03, 1190},
              {0, 0, {3, 0}, 0.87, 0.022, 1100},
              {0, 0, {3, 1}, 0.79, 0.024, 1310},
              {0, 0, {3, 2}, 0.68, 0.03, 1190},
              {0, 0, {CV_ALL, CV_ALL}, 0.7004, 0.0083, 14460}}},
    {SURVEY, .statistic = CV_STATISTIC_NPS,
     .chart = {.name = {.text = "bar-nps"},
               .kind = CV_CHART_BAR,
               .sort = CV_SORT_VALUE,
               .subtitle = "Would you recommend live-stream shopping? Net Promoter Score"},
     .of = {{"nps", "Would you recommend it?", {NULL}}}, .by = {{"country", "Country", COUNTRIES}},
     .rows = {{0, CV_ALL, {0}, -21.4, 4.1, 3630},
              {0, CV_ALL, {1}, 12.2, 4.2, 3600},
              {0, CV_ALL, {2}, -3.3, 4.0, 3630},
              {0, CV_ALL, {3}, 24.8, 3.9, 3600}}},
    {.statistic = CV_STATISTIC_TOTAL,
     .title = "Students enrolled in California's schools",
     .source = "California Academic Performance Index, 2000",
     .weight = "pw",
     .strata = 3,
     .psus = 200,
     .chart = {.name = {.text = "dot-totals"}, .kind = CV_CHART_DOT},
     .of = {{"enroll", "Students enrolled", {NULL}}},
     .by = {{"stype", "School type", {"Elementary", "Middle", "High"}}},
     .rows = {{0, CV_ALL, {0}, 1842584.3, 104000.5, 100},
              {0, CV_ALL, {1}, 847730.8, 105400.1, 50},
              {0, CV_ALL, {2}, 997128.5, 135700.9, 50},
              {0, CV_ALL, {CV_ALL}, 3687177.5, 226400, 200}}},
    {SURVEY,
     .chart = {.name = {.text = "dot-variables"},
               .kind = CV_CHART_DOT,
               .sort = CV_SORT_VALUE,
               .title = "One in two has bought through an app, one in ten on the phone"},
     .of = {{"channel_app", "Through an app", {"Yes"}},
            {"channel_web", "On the web", {"Yes"}},
            {"channel_phone", "By telephone, after seeing an offer on television or in a printed catalogue", {"Yes"}}},
     .rows = {{0, 0, {0}, 0.512, 0.009, 14460}, {1, 0, {0}, 0.433, 0.0085, 14300}, {2, 0, {0}, 0.098, 0.006, 14460}}},
    {SURVEY, .banner = 2, .chart = {.name = {.text = "dot-banner"}, .kind = CV_CHART_DOT},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested"}}},
     .by = {{"country", "Country", COUNTRIES}, {"sex", "Sex", {"Women", "Men"}}},
     .rows = {{0, 0, {0, CV_ALL}, 0.61, 0.017, 3630},
              {0, 0, {1, CV_ALL}, 0.752, 0.016, 3600},
              {0, 0, {2, CV_ALL}, 0.66, 0.018, 3630},
              {0, 0, {3, CV_ALL}, 0.781, 0.015, 3600},
              {0, 0, {CV_ALL, 0}, 0.73, 0.012, 7400},
              {0, 0, {CV_ALL, 1}, 0.67, 0.012, 7060},
              {0, 0, {CV_ALL, CV_ALL}, 0.7004, 0.0083, 14460}}},
    {SURVEY, .chart = {.name = {.text = "bar-one"}, .kind = CV_CHART_BAR},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested"}}},
     .rows = {{0, 0, {0}, 0.7004, 0.0083, 14460}}},
    {SURVEY, .chart = {.name = {.text = "bar-percent"}, .kind = CV_CHART_BAR, .stack = CV_STACK_PERCENT},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Not interested", "Little interested", "Neutral", "Interested", "Very interested"}}},
     .by = {{"country", "Country", COUNTRIES}}, .rows = ANSWERS},
    {SURVEY, .statistic = CV_STATISTIC_TOTAL,
     .chart = {.name = {.text = "bar-values"}, .kind = CV_CHART_BAR, .stack = CV_STACK_VALUES, .sort = CV_SORT_VALUE},
     .of = {{"spend", "Euros spent", {NULL}}},
     .by = {{"country", "Country", COUNTRIES}, {"sex", "Sex", {"Women", "Men"}}}, .rows = SPENDING},
    {SURVEY, .chart = {.name = {.text = "likert-middle"}, .kind = CV_CHART_LIKERT, .sort = CV_SORT_VALUE},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Not interested", "Little interested", "Neutral", "Interested", "Very interested"}}},
     .by = {{"country", "Country", COUNTRIES}}, .rows = ANSWERS},
    {SURVEY, .chart = {.name = {.text = "likert-aside"}, .kind = CV_CHART_LIKERT, .neutral = CV_NEUTRAL_ASIDE},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Not interested", "Little interested", "Neutral", "Interested", "Very interested"}}},
     .by = {{"country", "Country", COUNTRIES}}, .rows = ANSWERS},
    {SURVEY,
     .chart = {.name = {.text = "likert-percent"},
               .kind = CV_CHART_LIKERT,
               .neutral = CV_NEUTRAL_OUT,
               .stack = CV_STACK_PERCENT},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Not interested", "Little interested", "Neutral", "Interested", "Very interested"}}},
     .by = {{"country", "Country", COUNTRIES}}, .rows = ANSWERS},
    {SURVEY, .chart = {.name = {.text = "column-countries"}, .kind = CV_CHART_COLUMN, .sort = CV_SORT_VALUE},
     .of = {{"interested", "How interested are you in shopping by live stream?", {"Interested", "Not interested"}}},
     .by = {{"country", "Country", COUNTRIES}},
     .rows = {{0, 0, {0}, 0.61, 0.017, 3630},
              {0, 0, {1}, 0.752, 0.016, 3600},
              {0, 0, {2}, 0.66, 0.018, 28, CV_FLAG_MIN_N},
              {0, 0, {3}, 0.781, 0.015, 3600},
              {0, 0, {CV_ALL}, 0.7004, 0.0083, 14460}}},
    {SURVEY, .chart = {.name = {.text = "column-panels"}, .kind = CV_CHART_COLUMN, .panels = {.text = "country"}},
     .of = {{"interest", "How interested are you?", {"Not interested", "Neutral", "Interested"}}},
     .by = {{"country", "Country", {"Spain", "Poland"}}},
     .rows = {{0, 0, {0}, 0.2, 0.02, 3600},
              {0, 1, {0}, 0.12, 0.016, 3600},
              {0, 2, {0}, 0.68, 0.018, 3600},
              {0, 0, {1}, 0.18, 0.015, 3600},
              {0, 1, {1}, 0.11, 0.02, 3600},
              {0, 2, {1}, 0.71, 0.02, 3600}}},
    {SURVEY, .statistic = CV_STATISTIC_TOTAL,
     .chart = {.name = {.text = "column-values"}, .kind = CV_CHART_COLUMN, .stack = CV_STACK_VALUES},
     .of = {{"spend", "Euros spent", {NULL}}},
     .by = {{"country", "Country", COUNTRIES}, {"sex", "Sex", {"Women", "Men"}}}, .rows = SPENDING},
    {SURVEY, .chart = {.name = {.text = "mosaic-countries"}, .kind = CV_CHART_MOSAIC},
     .of = {{"interest",
             "How interested are you in shopping by live stream?",
             {"Not interested", "Little interested", "Neutral", "Interested", "Very interested"}}},
     .by = {{"country", "Country", COUNTRIES}}, .rows = ANSWERS},
    {SURVEY, .chart = {.name = {.text = "upset-channels"}, .kind = CV_CHART_UPSET},
     .of = {{"mix",
             "Where have you seen a live-stream sale?",
             {"None", "App", "Web", "Television", "App + Web", "App + Television", "App + Web + Television"}}},
     .choices = {"App", "Web", "Television"}, .combinations = {0, 1, 2, 4, 3, 5, 7},
     .rows = {{0, 0, {0}, 0.12, 0.01, 14460},
              {0, 1, {0}, 0.31, 0.014, 14460},
              {0, 2, {0}, 0.16, 0.011, 14460},
              {0, 3, {0}, 0.04, 0.006, 14460},
              {0, 4, {0}, 0.25, 0.013, 14460},
              {0, 5, {0}, 0.02, 0.004, 14460},
              {0, 6, {0}, 0.1, 0.009, 14460}}},
};

#endif
