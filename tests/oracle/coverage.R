# SPDX-License-Identifier: GPL-3.0-or-later
# Exact coverage of 95% intervals for a binomial proportion, in base R, each method from its own formula:
#   Rscript coverage.R
# Its lines are the table of tests/compare/test_coverage.c. Where x is 0 or n, the logit interval has Clopper and Pearson's
# limits, as in canvass; Wald's has no length.
z <- qnorm(0.975)
clopper <- function(x, n) c(if (x == 0) 0 else qbeta(0.025, x, n - x + 1), if (x == n) 1 else qbeta(0.975, x + 1, n - x))
edge <- function(f) function(x, n) if (x == 0 || x == n) clopper(x, n) else f(x, n)
methods <- list(
  wald = function(x, n) { p <- x / n; p + c(-1, 1) * z * sqrt(p * (1 - p) / n) },
  wilson = function(x, n) { p <- x / n; m <- p + z^2 / (2 * n); h <- z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2)); (m + c(-1, 1) * h) / (1 + z^2 / n) },
  "agresti-coull" = function(x, n) { m <- n + z^2; p <- (x + z^2 / 2) / m; p + c(-1, 1) * z * sqrt(p * (1 - p) / m) },
  jeffreys = function(x, n) c(if (x == 0) 0 else qbeta(0.025, x + 0.5, n - x + 0.5), if (x == n) 1 else qbeta(0.975, x + 0.5, n - x + 0.5)),
  "clopper-pearson" = clopper,
  logit = edge(function(x, n) plogis(log(x / (n - x)) + c(-1, 1) * z * sqrt(n / (x * (n - x))))))
coverage <- function(f, n, p) sum(dbinom(0:n, n, p) * sapply(0:n, function(x) { l <- f(x, n); l[1] <= p && p <= l[2] }))
for (c in list(c(30, 0.2), c(98, 0.2), c(17, 0.5), c(40, 0.5), c(50, 0.1), c(50, 0.02)))
  for (m in names(methods))
    cat(sprintf("    {\"%s\", %d, %g, %.15g},\n", m, c[1], c[2], coverage(methods[[m]], c[1], c[2])))
