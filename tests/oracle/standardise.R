# SPDX-License-Identifier: GPL-3.0-or-later
# Standardised domains and split differences under replicate weights and population counts, by R's survey package: the expected
# values of tests/compare/test_standardise.c, each with its standard error.
#
#   Rscript tests/oracle/standardise.R > tests/oracle/standardise.inc       (from the project's top folder)
#
# Estimates are svystandardize's; the parts are Kitagawa's, with withReplicates or, linearised, svycontrast of svytotal.
suppressPackageStartupMessages(library(survey))

cat("/* made by tests/oracle/standardise.R with", R.version.string, "and survey", as.character(packageVersion("survey")), "*/\n")
emit <- function(case, what, index, estimate, se)
  for (i in seq_along(estimate))
    cat(sprintf("{\"%s\", %s, %d, %.17g, %.17g},\n", case, what, index[i], estimate[i], se[i]))

# The groups' means of y, all given the composition `pooled` of cells z.
standardised <- function(case, design, y, g, z) {
  known <- design[!is.na(design$variables[[y]]), ]
  pooled <- as.vector(svytable(reformulate(z), design))
  std <- svystandardize(known, reformulate(z), over = reformulate(g), population = pooled)
  m <- svyby(reformulate(y), reformulate(g), std, svymean)
  emit(case, "ESTIMATE", seq_along(coef(m)) - 1, coef(m), SE(m))
}

parts_of <- function(pa, pb, ra, rb)
  c(sum(pa * ra - pb * rb), sum((pa - pb) * (ra + rb) / 2), sum((ra - rb) * (pa + pb) / 2))

# Group a less group b.
split_replicated <- function(case, design, y, g, z, a, b) {
  at <- function(w, d) {
    d <- d[!is.na(d[[y]]), ]
    cells <- function(group) {
      w <- w[!is.na(design$variables[[y]])] * (d[[g]] == group)
      n <- tapply(w, d[[z]], sum)
      list(p = n / sum(n), r = tapply(w * d[[y]], d[[z]], sum) / n)
    }
    x <- cells(a)
    o <- cells(b)
    parts_of(x$p, o$p, x$r, o$r)
  }
  m <- withReplicates(design, at)
  emit(case, "PART", 0:2, as.numeric(m), as.numeric(sqrt(diag(as.matrix(attr(m, "var"))))))
}

split_linearised <- function(case, design, y, g, z, a, b) {
  v <- design$variables
  kinds <- sort(unique(v[[z]]))
  names <- c()
  for (k in seq_along(kinds)) for (s in 1:2) {
    in_cell <- as.numeric(!is.na(v[[y]]) & v[[g]] == c(a, b)[s] & v[[z]] == kinds[k])
    design$variables[[paste0("n", s, k)]] <- in_cell
    design$variables[[paste0("t", s, k)]] <- in_cell * ifelse(is.na(v[[y]]), 0, v[[y]])
    names <- c(names, paste0(c("n", "t"), s, k))
  }
  p <- function(s, k) sprintf("n%d%d / (%s)", s, k, paste0("n", s, seq_along(kinds), collapse = " + "))
  r <- function(s, k) sprintf("t%d%d / n%d%d", s, k, s, k)
  total <- function(text) parse(text = paste(sapply(seq_along(kinds), text), collapse = " + "))[[1]]
  m <- svycontrast(svytotal(reformulate(names), design), list(
    total(function(k) sprintf("%s * %s - %s * %s", p(1, k), r(1, k), p(2, k), r(2, k))),
    total(function(k) sprintf("(%s - %s) * (%s + %s) / 2", p(1, k), p(2, k), r(1, k), r(2, k))),
    total(function(k) sprintf("(%s - %s) * (%s + %s) / 2", r(1, k), r(2, k), p(1, k), p(2, k)))))
  emit(case, "PART", 0:2, coef(m), as.numeric(SE(m)))
}

d <- read.csv("tests/oracle/data/brr32.csv")
fay <- svrepdesign(data = d, repweights = "^fay_[0-9]+", weights = ~weight, type = "Fay", rho = 0.3, combined.weights = TRUE, mse = FALSE)
standardised("fay", fay, "score", "region", "sex")
split_replicated("fay", fay, "score", "region", "sex", "E", "N")

d <- read.csv("tests/oracle/data/apisrs_sdr.csv")
sdr <- svrepdesign(data = d, repweights = "^sdr_[0-9]+", weights = ~pw, type = "successive-difference", combined.weights = TRUE, mse = TRUE)
standardised("sdr", sdr, "enroll", "awards", "stype")
split_replicated("sdr", sdr, "enroll", "awards", "stype", "No", "Yes")

d <- read.csv("tests/oracle/data/apiclus1.csv")
clusters <- svydesign(~dnum, weights = ~pw, fpc = ~fpc, data = d)
standardised("clusters", clusters, "avg.ed", "sch.wide", "stype")
split_linearised("clusters", clusters, "avg.ed", "sch.wide", "stype", "No", "Yes")
