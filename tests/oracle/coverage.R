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
  "wald-cc" = function(x, n) { p <- x / n; p + c(-1, 1) * (z * sqrt(p * (1 - p) / n) + 1 / (2 * n)) },
  "wilson-cc" = function(x, n) as.numeric(suppressWarnings(prop.test(x, n, 0.5, correct = TRUE))$conf.int),
  arcsine = function(x, n) sin(pmin(pmax(asin(sqrt(x / n)) + c(-1, 1) * z / (2 * sqrt(n)), 0), pi / 2))^2,
  "arcsine-anscombe" = function(x, n) sin(pmin(pmax(asin(sqrt((x + 3 / 8) / (n + 3 / 4))) + c(-1, 1) * z / (2 * sqrt(n)), 0), pi / 2))^2,
  likelihood = function(x, n) {
    f <- function(q) 2 * (dbinom(x, n, x / n, log = TRUE) - dbinom(x, n, q, log = TRUE)) - z^2
    root <- function(a, b) uniroot(f, c(a, b), tol = 1e-14)$root
    c(if (x == 0) 0 else root(1e-300, x / n), if (x == n) 1 else root(x / n, 1 - 1e-16))
  },
  "mid-p" = function(x, n) {
    low <- function(q) pbinom(x, n, q, lower.tail = FALSE) + dbinom(x, n, q) / 2 - 0.025
    high <- function(q) pbinom(x - 1, n, q) + dbinom(x, n, q) / 2 - 0.025
    c(if (x == 0) 0 else uniroot(low, c(0, 1), tol = 1e-14)$root, if (x == n) 1 else uniroot(high, c(0, 1), tol = 1e-14)$root)
  },
  logit = edge(function(x, n) plogis(log(x / (n - x)) + c(-1, 1) * z * sqrt(n / (x * (n - x))))))
coverage <- function(f, n, p) sum(dbinom(0:n, n, p) * sapply(0:n, function(x) { l <- f(x, n); l[1] <= p && p <= l[2] }))
for (c in list(c(30, 0.2), c(98, 0.2), c(17, 0.5), c(40, 0.5), c(50, 0.1), c(50, 0.02)))
  for (m in names(methods))
    cat(sprintf("    {\"%s\", %d, %g, %.15g},\n", m, c[1], c[2], coverage(methods[[m]], c[1], c[2])))
