# SPDX-License-Identifier: GPL-3.0-or-later
# Weighted quantiles by the rules of R's survey package: the expected values of tests/estimate/test_quantile.c.
#
#   Rscript tests/oracle/quantiles.R > tests/oracle/quantiles.inc       (from the project's top folder)
#
# No p stands on a step of the distribution function or below its first one: there the answer depends on rounding, or on the
# version of the package.
suppressPackageStartupMessages(library(survey))

samples <- list(
  list(x = c(1, 2, 4, 8, 16), w = c(1, 1, 1, 1, 1)),
  list(x = c(16, 8, 4, 2, 1), w = c(0.5, 3, 1.25, 2, 0.75)),
  list(x = c(3, 1, 3, 2, 3, 1, 2), w = c(2.5, 1, 0.25, 4, 1.5, 0, 0.8)),
  list(x = c(-2.5, 7, 0, 0, 1e9, 3), w = c(10, 0.01, 20, 1, 5, 3)),
  list(x = c(5, 9), w = c(1, 3)))
rules <- c("math", "school", paste0("hf", 3:9), "shahvaish")

cat("/* made by tests/oracle/quantiles.R with", R.version.string, "and survey", as.character(packageVersion("survey")), "*/\n")
number <- function(v) sprintf("%.17g", v)
for (i in seq_along(samples)) {
  s <- samples[[i]]
  for (p in c(0.26, 0.37, 0.5, 0.77, 0.93, 0.999)) {
    cumulative <- cumsum(s$w[order(s$x)]) / sum(s$w)
    stopifnot(min(abs(cumulative - p)) > 1e-9, cumulative[s$w[order(s$x)] > 0][1] < p)
    want <- sapply(rules, function(r) get(paste0("qrule_", r), asNamespace("survey"))(s$x, s$w, p))
    cat("{", i - 1, ", ", number(p), ", {", paste(number(want), collapse = ", "), "}},\n", sep = "")
  }
}
