/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mistakes.h"

static const struct mistake cases[] = {
    {"a_file_is_needed", "data: {decimal: \",\"}\n" ANALYSES,
     "canvass: s.yaml:1:7: error: data without a file\n  expected file: a file's name\n"},
    {"an_empty_file_name", "data: {file: \"\"}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: 'file' is empty\n  expected a file's name\n"},
    {"standard_input", "data: {file: \"-\"}\n" ANALYSES, ""},
    {"data_as_a_text", "data: d.csv\n" ANALYSES,
     "canvass: s.yaml:1:7: error: 'data' is 'd.csv'\n  expected a mapping of keys\n"},
    {"an_unknown_key_near_another", "data: {file: d.csv, decimals: \",\"}\n" ANALYSES,
     "canvass: s.yaml:1:21: error: unknown key 'decimals' in data\n"
     "  expected one of file, format, delimiter, decimal, missing, encoding, sha256, imputations, imputation\n  did "
     "you mean 'decimal'?\n"},
    {"a_list_of_one_file", "data: {file: [d.csv]}\n" ANALYSES, ""},
    {"a_list_of_files", "data: {file: [a.csv, b.csv]}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: a list of files is not available yet\n  expected one file\n"},
    {"a_pattern", "data: {file: \"data/*.csv\"}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: a pattern of files is not available yet\n"
     "  expected one file's name, without * ? [\n"},
    {"gz_by_its_name", "data: {file: d.csv.GZ, format: csv}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: a data file that ends in .gz is not available yet\n  expected a csv or tsv file\n"},
    {"zst_by_its_name", "data: {file: d.csv.zst}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: a data file that ends in .zst is not available yet\n  expected a csv or tsv file\n"},
    {"sav_by_its_name", "data: {file: d.sav}\n" ANALYSES,
     "canvass: s.yaml:1:14: error: a data file that ends in .sav is not available yet\n  expected a csv or tsv file\n"},
    {"a_csv_that_is_called_sav", "data: {file: d.sav, format: csv}\n" ANALYSES, ""},
    {"a_format_of_later_work", "data: {file: d, format: dta}\n" ANALYSES,
     "canvass: s.yaml:1:25: error: format 'dta' is not available yet\n  expected one of csv, tsv\n"},
    {"an_unknown_format", "data: {file: d, format: cvs}\n" ANALYSES,
     "canvass: s.yaml:1:25: error: 'format' is 'cvs'\n  expected one of csv, tsv\n  did you mean 'csv'?\n"},
    {"a_database", "data: {odbc: \"DSN=x\", table: t, query: q}\n" ANALYSES,
     "canvass: s.yaml:1:8: error: 'odbc' is not available yet\n"
     "canvass: s.yaml:1:23: error: 'table' is not available yet\n"
     "canvass: s.yaml:1:33: error: 'query' is not available yet\n"},
    {"utf8_in_any_case", "data: {file: d.csv, encoding: utf8}\n" ANALYSES, ""},
    {"another_encoding", "data: {file: d.csv, encoding: latin1}\n" ANALYSES,
     "canvass: s.yaml:1:31: error: encoding 'latin1' is not available yet\n  expected UTF-8\n"},
    {"delimiter_auto", "data: {file: d.csv, delimiter: auto}\n" ANALYSES,
     "canvass: s.yaml:1:32: error: delimiter 'auto' is not available yet\n"
     "  expected one ASCII character, or tab\n"},
    {"delimiter_of_two", "data: {file: d.csv, delimiter: \"::\"}\n" ANALYSES,
     "canvass: s.yaml:1:32: error: 'delimiter' is '::'\n  expected one ASCII character, or tab\n"},
    {"delimiter_beyond_ascii", "data: {file: d.csv, delimiter: \"é\"}\n" ANALYSES,
     "canvass: s.yaml:1:32: error: 'delimiter' is 'é'\n  expected one ASCII character, or tab\n"},
    {"delimiter_quote", "data: {file: d.csv, delimiter: '\"'}\n" ANALYSES,
     "canvass: s.yaml:1:32: error: 'delimiter' is '\"'\n  expected one ASCII character, or tab\n"},
    {"decimal_of_no_kind", "data: {file: d.csv, decimal: \";\"}\n" ANALYSES,
     "canvass: s.yaml:1:30: error: 'decimal' is ';'\n  expected one of ., ,\n"},
    {"sha256_too_short", "data: {file: d.csv, sha256: 9f2c}\n" ANALYSES,
     "canvass: s.yaml:1:29: error: 'sha256' is '9f2c'\n  expected 64 hexadecimal digits\n"},
    {"missing_as_a_mapping", "data: {file: d.csv, missing: {a: b}}\n" ANALYSES,
     "canvass: s.yaml:1:30: error: 'missing' is a mapping\n  expected a list of texts\n"},
    {"missing_text_twice", "data: {file: d.csv, missing: [NA, \"\", NA]}\n" ANALYSES,
     "canvass: s.yaml:1:39: error: 'NA' stands twice in 'missing'\n"},
    {"imputations_in_place_of_the_file", "data: {imputations: [a.csv, b.csv]}\n" ANALYSES, ""},
    {"a_column_of_imputations", "data: {file: d.csv, imputation: .imp}\n" ANALYSES, ""},
    {"one_file_of_imputations", "data: {imputations: a.csv}\n" ANALYSES,
     "canvass: s.yaml:1:21: error: one imputation has no variance between imputations\n"
     "  expected two or more files; a file that holds all imputations goes with imputation: its column\n"},
    {"imputations_beside_what_is_of_one_file",
     "data: {imputations: [a.csv, b.csv], file: x.csv, imputation: i, sha256: "
     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}\n" ANALYSES,
     "canvass: s.yaml:1:43: error: 'file' beside 'imputations'\n  expected file or imputations, not both\n"
     "canvass: s.yaml:1:62: error: 'imputation' beside 'imputations'\n"
     "  expected imputation for one file that holds all, imputations for a file each\n"
     "canvass: s.yaml:1:73: error: 'sha256' is that of one file, and there are 2\n  expected file: one file\n"},
    {"imputations_that_are_no_files", "data: {imputations: [a.csv, a.csv, \"-\", \"b*.csv\", \"\", c.sav]}\n" ANALYSES,
     "canvass: s.yaml:1:29: error: 'a.csv' stands twice in 'imputations'\n"
     "canvass: s.yaml:1:36: error: standard input cannot be one of several files\n  expected a file's name\n"
     "canvass: s.yaml:1:41: error: a pattern of files is not available yet\n"
     "  expected one file's name, without * ? [\n"
     "canvass: s.yaml:1:51: error: 'imputations' is empty\n  expected a list of two or more files\n"
     "canvass: s.yaml:1:55: error: a data file that ends in .sav is not available yet\n"
     "  expected a csv or tsv file\n"},
    {"imputations_by_a_made_variable", "data: {file: d.csv, imputation: i}\nvariables: {i: {where: x > 1}}\n" ANALYSES,
     "canvass: s.yaml:1:33: error: 'i' is made of other variables and cannot number the imputations\n"
     "  expected a column of the file\n"},
    {"imputations_under_the_binomial_model",
     "data: {file: d.csv, imputation: i}\ndesign: {sampling: binomial}\n" ANALYSES,
     "canvass: s.yaml:2:9: error: the binomial model counts answers, and imputed ones are not counts\n"
     "  expected sampling: design\n"},
    {"a_test_that_imputations_have_not",
     "data: {file: d.csv, imputation: i}\n"
     "analyses: [{name: a, statistic: proportion, of: x, by: g, tests: [wald, pearson, rao-scott-f]}]\n",
     "canvass: s.yaml:2:73: error: test 'pearson' has no way to be combined over imputations\n"
     "  expected wald or t, which estimates and their covariance make\n"
     "canvass: s.yaml:2:82: error: test 'rao-scott-f' has no way to be combined over imputations\n"
     "  expected wald or t, which estimates and their covariance make\n"},
    {"tests_of_ranks_and_pairs_over_imputations",
     "data: {file: d.csv, imputation: i}\n"
     "analyses:\n"
     "  - {name: a, statistic: mean, of: x, by: g, tests: [wilcoxon]}\n"
     "  - {name: b, statistic: mean, of: [x, y], tests: [paired-t]}\n",
     "canvass: s.yaml:3:54: error: test 'wilcoxon' has no way to be combined over imputations\n"
     "  expected wald or t, which estimates and their covariance make\n"
     "canvass: s.yaml:4:52: error: test 'paired-t' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"},
    {"statistics_that_imputations_have_not",
     "data: {imputations: [a.csv, b.csv]}\n"
     "analyses:\n"
     "  - {name: a, statistic: variance, of: x}\n"
     "  - {name: b, statistic: correlation, of: [x, y]}\n"
     "  - {name: c, statistic: gini, of: x}\n"
     "  - {name: d, statistic: lorenz, of: x}\n"
     "  - {name: e, statistic: quantile, of: x, interval: score}\n"
     "  - {name: f, statistic: quantile, of: x, interval: beta}\n"
     "  - {name: g, statistic: nonresponse, of: x}\n"
     "  - {name: h, statistic: proportion, of: m, base: responses}\n"
     "  - {name: k, statistic: proportion, of: r, mentions: 1}\n"
     "variables: {m: {multiple: [p, q]}, r: {rank_of: [p, q]}}\n",
     "canvass: s.yaml:3:5: error: statistic 'variance' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:4:5: error: statistic 'correlation' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:5:5: error: statistic 'gini' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:6:5: error: statistic 'lorenz' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:7:5: error: interval 'score' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:9:5: error: statistic 'nonresponse' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:10:5: error: base 'responses' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:11:5: error: mentions is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"},
    {"compositions_and_margins_over_imputations",
     "data: {file: d.csv, imputation: i}\n"
     "analyses:\n"
     "  - {name: a, statistic: mean, of: x, by: g, standardize: {by: s, shares: pooled}}\n"
     "  - {name: b, statistic: mean, of: x, by: g, decompose: {over: g, by: s}}\n"
     "  - {name: c, model: linear, of: x, predictors: g, margins: g}\n",
     "canvass: s.yaml:3:59: error: standardize is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:4:57: error: decompose is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:5:61: error: margins is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"},
    {"weights_that_are_calibrated_over_imputations",
     "data: {file: d.csv, imputation: i}\n"
     "design: {weight: w, calibrate: {method: rake, targets: {s: {a: 1, b: 2}}}, trim: {max: 3}}\n" ANALYSES,
     "canvass: s.yaml:2:32: error: calibrate is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:2:82: error: trim is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"},
    {"models_by_replicates_over_imputations",
     "data: {file: d.csv, imputation: i}\n"
     "design: {weight: w, replicates: {type: brr, weights: \"r*\"}}\n"
     "analyses:\n"
     "  - {name: a, model: linear, of: x, predictors: g}\n"
     "  - {name: b, statistic: quantile, of: x, interval: quantile}\n"
     "  - {name: c, statistic: quantile, of: x}\n",
     "canvass: s.yaml:4:5: error: a model under replicate weights is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"
     "canvass: s.yaml:5:5: error: interval 'quantile' is not available yet with imputations\n"
     "  expected one data set: file without imputation\n"},
};

int main(void)
{
    RUN_MISTAKES(cases);
}
