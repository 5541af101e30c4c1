/* SPDX-License-Identifier: GPL-3.0-or-later */
/** @file
 *  The small survey that the program's tests run on: two countries, two strata in each, two sampling points in each
 *  stratum, two people in each; and studies of it. */
#ifndef CANVASS_TESTS_CLI_SURVEY_H
#define CANVASS_TESTS_CLI_SURVEY_H

#define SURVEY_HEADER "country,region,psu,weight,sex,interest,spend\n"

#define SURVEY_ROWS                                                                                                    \
    "UK,North,1,1.5,F,yes,10\n"                                                                                        \
    "UK,North,1,0.5,M,no,20\n"                                                                                         \
    "UK,North,2,1,F,yes,\n"                                                                                            \
    "UK,North,2,1,M,yes,40\n"                                                                                          \
    "UK,South,1,2,F,no,5\n"                                                                                            \
    "UK,South,1,1,M,yes,15\n"                                                                                          \
    "UK,South,2,1,F,no,25\n"                                                                                           \
    "UK,South,2,1,M,no,0\n"                                                                                            \
    "FR,East,1,0.5,F,yes,12.5\n"                                                                                       \
    "FR,East,1,1.5,M,yes,30\n"                                                                                         \
    "FR,East,2,1,F,yes,8\n"                                                                                            \
    "FR,East,2,1,M,no,9\n"                                                                                             \
    "FR,West,1,1,F,yes,11\n"                                                                                           \
    "FR,West,1,1,M,yes,\n"                                                                                             \
    "FR,West,2,2,F,no,3\n"                                                                                             \
    "FR,West,2,1,M,yes,7\n"

#define SURVEY SURVEY_HEADER SURVEY_ROWS

/* Everything that a run can write. */
#define STUDY_HEAD                                                                                                     \
    "title: A small survey\n"                                                                                          \
    "output: out\n"                                                                                                    \
    "data: {file: survey.csv}\n"                                                                                       \
    "variables:\n"                                                                                                     \
    "  country: {label: Country, levels: {UK: United Kingdom, FR: France}}\n"                                          \
    "design: {weight: weight, strata: [region], cluster: [psu], nest: true}\n"

#define STUDY_ANALYSES                                                                                                 \
    "analyses:\n"                                                                                                      \
    "  - {name: interest, statistic: proportion, of: interest, by: [country],\n"                                       \
    "     covariance: true, compare: {over: country}, tests: [rao-scott-f]}\n"                                         \
    "  - {name: spend, statistic: mean, of: spend, by: [sex], total: true}\n"                                          \
    "  - {name: weights, statistic: weights, by: [country]}\n"

#define STUDY_CHARTS                                                                                                   \
    "charts:\n"                                                                                                        \
    "  - {name: interest, from: interest, kind: dot, level: \"yes\", formats: [svg]}\n"

#define STUDY                STUDY_HEAD STUDY_ANALYSES STUDY_CHARTS
#define STUDY_WITHOUT_CHARTS STUDY_HEAD STUDY_ANALYSES

#endif
