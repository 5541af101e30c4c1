# SPDX-License-Identifier: GPL-3.0-or-later
# Variances, correlations, inequality and poverty: writes tests/oracle/cases/14-inequality.json.
#
#   Rscript tests/oracle/inequality.R > tests/oracle/cases/14-inequality.json       (from the project's top folder)
#
# Variances and covariances are svyvar's. R's survey has no measure of inequality: they are worked out here from their
# definitions, and each one's variance is that of the total of its linearised values (svytotal, svrVar), which are first
# compared with derivatives by differences. In the whole of eusilc the values are also laeken's, as published (Alfons and
# Templ 2013).
suppressPackageStartupMessages({library(survey); library(jsonlite)})
options(survey.lonely.psu = "adjust", digits = 17)
folder <- "tests/oracle/data/"

# ---- measures: f(y, w), and u(y, w), the derivatives by w ----

quantile_of <- function(y, w, p) { o <- order(y); y[o][which(cumsum(w[o]) / sum(w) - p >= -1e-13)[1]] }
density_at <- function(y, w, x) {
  W <- sum(w); h <- sqrt(sum(w * (y - sum(w * y) / W)^2) / W) / W^0.2
  sum(w * dnorm(y, x, h)) / W
}
gini <- list(
  f = function(y, w) { o <- order(y); y <- y[o]; w <- w[o]; (2 * sum(w * y * cumsum(w)) - sum(w^2 * y)) / sum(w) / sum(w * y) - 1 },
  u = function(y, w) {
    o <- order(y); back <- order(o); z <- y[o]; R <- cumsum(w[o]); C <- cumsum(w[o] * z); W <- sum(w); Y <- sum(w * y)
    away <- (z * (2 * R - W) + Y - 2 * C)[back]
    away / W / Y - gini$f(y, w) * (1 / W + y / Y)
  })
lorenz <- function(p) list(
  f = function(y, w) { o <- order(y); approx(c(0, cumsum(w[o]) / sum(w)), c(0, cumsum((w * y)[o])), p, ties = "ordered")$y / sum(w * y) },
  u = function(y, w) { q <- quantile_of(y, w, p); Y <- sum(w * y); ((y - q) * (y <= q) + p * q - lorenz(p)$f(y, w) * y) / Y })
ratio <- list(
  f = function(y, w) (1 - lorenz(0.8)$f(y, w)) / lorenz(0.2)$f(y, w),
  u = function(y, w) {
    low <- lorenz(0.2)$f(y, w)
    -lorenz(0.8)$u(y, w) / low - (1 - lorenz(0.8)$f(y, w)) / low^2 * lorenz(0.2)$u(y, w)
  })
threshold <- function(fraction, p) list(
  f = function(y, w) fraction * quantile_of(y, w, p),
  u = function(y, w) { q <- quantile_of(y, w, p); -fraction * ((y <= q) - p) / density_at(y, w, q) / sum(w) })
below <- function(t) list(f = function(y, w) sum(w * (y < t)) / sum(w), u = function(y, w) ((y < t) - sum(w * (y < t)) / sum(w)) / sum(w))
poverty <- function(fraction, p) list(
  f = function(y, w) below(threshold(fraction, p)$f(y, w))$f(y, w),
  u = function(y, w) { t <- threshold(fraction, p); x <- t$f(y, w); below(x)$u(y, w) + density_at(y, w, x) * t$u(y, w) })
variance <- list(
  f = function(y, w) { n <- sum(w != 0); m <- sum(w * y) / sum(w); n / (n - 1) * sum(w * (y - m)^2) / sum(w) },
  u = function(y, w) { n <- sum(w != 0); m <- sum(w * y) / sum(w); (n / (n - 1) * (y - m)^2 - variance$f(y, w)) / sum(w) })
sd_of <- list(f = function(y, w) sqrt(variance$f(y, w)), u = function(y, w) variance$u(y, w) / 2 / sqrt(variance$f(y, w)))

# Differences agree with the derivatives wherever no density has to be guessed.
local({
  set.seed(1); y <- round(rexp(30) * 100); w <- rexp(30) + 0.1
  for (measure in list(gini, lorenz(0.37), ratio, variance, sd_of)) {
    slope <- sapply(seq_along(w), function(k) {
      e <- replace(0 * w, k, w[k] * 1e-5); (measure$f(y, w + e) - measure$f(y, w - e)) / (2 * e[k]) })
    u <- measure$u(y, w)
    if (length(measure$f(y, w)) == 1 && !identical(measure, variance) && !identical(measure, sd_of))
      stopifnot(max(abs(slope - u)) < 1e-7 * max(abs(u)))
  }
})
local({
  e <- read.csv(paste0(folder, "eusilc.csv"))
  near <- function(a, b, within) stopifnot(abs(a - b) < within)
  near(100 * gini$f(e$eqIncome, e$rb050), 26.48962, 1e-5)
  near(100 * poverty(0.6, 0.5)$f(e$eqIncome, e$rb050), 14.44422, 1e-5)
  near(ratio$f(e$eqIncome, e$rb050), 3.971415, 1e-4) # laeken takes whole persons on either side of a quintile
})

# ---- designs ----

designs <- list(
  eusilc = list(file = "eusilc", yaml = list(weight = "rb050", strata = "db040"), y = "eqIncome", x = "age", by = "rb090",
    make = function(d) svydesign(~1, strata = ~db040, weights = ~rb050, data = d)),
  xcountry = list(file = "xcountry", yaml = list(weight = "weight", strata = "stratum", cluster = "psu", nest = TRUE, lonely_psu = "adjust"), y = "income", x = "trust", by = "country",
    make = function(d) svydesign(~psu, strata = ~interaction(stratum), weights = ~weight, data = d, nest = TRUE)),
  threestage = list(file = "threestage", yaml = list(strata = "h", cluster = c("a", "b", "c"), fpc = c("na", "nb", "nc"), nest = TRUE, lonely_psu = "adjust"), y = "y", x = "nb", by = "d",
    make = function(d) svydesign(~a + b + c, strata = ~h, fpc = ~na + nb + nc, data = d, nest = TRUE)),
  srs = list(file = "apisrs", yaml = list(weight = "pw", fpc = "fpc"), y = "enroll", x = "api00", by = "stype",
    make = function(d) svydesign(~1, weights = ~pw, fpc = ~fpc, data = d)),
  poststrata = list(file = "xcountry", y = "income", x = "trust", by = "country",
    yaml = list(weight = "weight", strata = "stratum", cluster = "psu", nest = TRUE, lonely_psu = "adjust",
      calibrate = list(list(method = "poststratify", targets = list(gender = list(female = 9000, male = 8000))))),
    make = function(d) postStratify(svydesign(~psu, strata = ~stratum, weights = ~weight, data = d, nest = TRUE), ~gender,
      data.frame(gender = c("female", "male"), Freq = c(9000, 8000)))),
  regression = list(file = "apisrs", y = "enroll", x = "api00", by = "stype",
    yaml = list(weight = "pw", fpc = "fpc", calibrate = list(list(method = "linear", targets = list(`(total)` = 6194, api99 = 3914069)))),
    make = function(d) calibrate(svydesign(~1, weights = ~pw, fpc = ~fpc, data = d), ~api99, c(6194, 3914069))),
  jk1 = list(file = "apiclus1_rep", yaml = list(weight = "pw", replicates = list(type = "jk1", weights = "jk1_*")), y = "enroll", x = "api00", by = "stype",
    make = function(d) svrepdesign(weights = d$pw, repweights = d[grep("^jk1_", names(d))], type = "JK1", combined.weights = TRUE, data = d, scale = 14 / 15, rscales = rep(1, 15))),
  brr = list(file = "brr32", yaml = list(weight = "weight", replicates = list(type = "brr", weights = "brr_*", mse = TRUE)), y = "score", x = "size", by = "sex",
    make = function(d) svrepdesign(weights = d$weight, repweights = d[grep("^brr_", names(d))], type = "BRR", combined.weights = TRUE, mse = TRUE, data = d)))

# A measure in some rows: its estimate and what its error follows from, linearised values or values at every replicate.
# `whole`: the rows of a threshold that all domains share.
parts <- function(D, d, y, rows, measure, whole = NULL) {
  if (inherits(D, "svyrep.design")) {
    at <- function(w) {
      k <- rows & w != 0; m <- measure
      if (!is.null(whole)) m <- below(threshold(0.6, 0.5)$f(d[[y]][whole & w != 0], w[whole & w != 0]))
      m$f(d[[y]][k], w[k])
    }
    return(list(full = at(weights(D, "sampling")), from = apply(weights(D, "analysis"), 2, at)))
  }
  w <- weights(D, "sampling"); u <- rep(0, nrow(d)); m <- measure
  if (!is.null(whole)) {
    t <- threshold(0.6, 0.5); x <- t$f(d[[y]][whole], w[whole]); m <- below(x)
    u[whole] <- density_at(d[[y]][rows], w[rows], x) * t$u(d[[y]][whole], w[whole])
  }
  u[rows] <- u[rows] + m$u(d[[y]][rows], w[rows])
  list(full = m$f(d[[y]][rows], w[rows]), from = u)
}

# The estimate and standard error of parts, or of the difference of two.
result <- function(D, a, b = list(full = 0, from = 0)) {
  full <- a$full - b$full; from <- a$from - b$from
  if (inherits(D, "svyrep.design")) c(full, sqrt(svrVar(from, D$scale, D$rscales, mse = D$mse, coef = full)))
  else c(full, SE(svytotal(from, D))[[1]])
}
evaluate <- function(D, ...) result(D, parts(D, ...))

correlation <- function(D, d, y, x, rows) {
  at <- function(w) { k <- rows & w != 0; cov.wt(cbind(d[[y]], d[[x]])[k, ], w[k] / sum(w[k]), cor = TRUE)$cor[1, 2] }
  full <- at(weights(D, "sampling"))
  if (inherits(D, "svyrep.design")) {
    each <- apply(weights(D, "analysis"), 2, at)
    return(c(full, sqrt(svrVar(each, D$scale, D$rscales, mse = D$mse, coef = full))))
  }
  w <- weights(D, "sampling")[rows]; z <- cbind(d[[y]], d[[x]])[rows, ]; m <- cov.wt(z, w / sum(w), method = "ML")
  z <- sweep(sweep(z, 2, m$center), 2, sqrt(diag(m$cov)), "/"); u <- rep(0, nrow(d))
  u[rows] <- (z[, 1] * z[, 2] - full / 2 * (z[, 1]^2 + z[, 2]^2)) / sum(w)
  c(full, SE(svytotal(u, D))[[1]])
}

# ---- cases ----

check <- function(table, keys, n, value) list(table = table, keys = keys, want = list(n = n, estimate = value[1], se = value[2]))

case <- function(name, design) {
  d <- read.csv(paste0(folder, design$file, ".csv"), na.strings = c("", "NA")); D <- design$make(d); y <- design$y; x <- design$x
  base <- list(by = design$by, total = TRUE); shares <- c(0, 0.1, 0.2, 0.5, 0.83, 1)
  analyses <- list(
    c(list(name = "variance", statistic = "variance", of = y), base), c(list(name = "sd", statistic = "sd", of = y), base),
    c(list(name = "correlation", statistic = "correlation", of = c(y, x)), base), c(list(name = "gini", statistic = "gini", of = y, compare = list(over = design$by)), base),
    c(list(name = "lorenz", statistic = "lorenz", of = y, quantiles = shares), base),
    c(list(name = "ratio", statistic = "quintile-share-ratio", of = y), base),
    c(list(name = "poverty", statistic = "at-risk-of-poverty", of = y, compare = list(over = design$by)), base),
    c(list(name = "own", statistic = "at-risk-of-poverty", of = y, threshold_of = "domain", threshold_fraction = 0.8, threshold_quantile = 0.45), base))
  checks <- list()
  add <- function(...) checks[[length(checks) + 1]] <<- check(...)
  answered <- !is.na(d[[y]]); whole <- answered & weights(D, "sampling") > 0
  groups <- sort(unique(na.omit(as.character(d[[design$by]])))); first <- list()
  for (g in c(groups, "(all)")) {
    domain <- if (g == "(all)") rep(TRUE, nrow(d)) else !is.na(d[[design$by]]) & d[[design$by]] == g
    rows <- answered & domain & weights(D, "sampling") > 0; n <- sum(rows); keys <- setNames(list(g), design$by)
    v <- svyvar(as.formula(paste0("~", y)), D[rows, ]); spread <- c(v[[1]], SE(v)[[1]])
    if (inherits(D, "svyrep.design")) spread <- c(unclass(v)[[1]], sqrt(attr(v, "var")[[1]]))
    add("variance", keys, n, spread)
    add("sd", keys, n, if (inherits(D, "svyrep.design")) evaluate(D, d, y, rows, sd_rep(n)) else c(sqrt(spread[1]), spread[2] / 2 / sqrt(spread[1])))
    both <- rows & !is.na(d[[x]])
    add("correlation", keys, sum(both), correlation(D, d, y, x, both))
    add("gini", keys, n, evaluate(D, d, y, rows, gini))
    for (p in shares) {
      value <- evaluate(D, d, y, rows, lorenz(p)); if (p %in% 0:1) value[2] <- 0
      add("lorenz", c(keys, level = format(p, digits = 3)), n, value)
    }
    add("ratio", keys, n, evaluate(D, d, y, rows, ratio))
    add("poverty", keys, n, evaluate(D, d, y, rows, poverty(0.6, 0.5), whole))
    add("own", keys, n, evaluate(D, d, y, rows, poverty(0.8, 0.45)))
    for (table in c("gini", "poverty")) {
      one <- if (table == "gini") parts(D, d, y, rows, gini) else parts(D, d, y, rows, poverty(0.6, 0.5), whole)
      if (g == groups[1]) first[[table]] <- one
      if (g %in% groups[-1]) {
        value <- result(D, first[[table]], one)
        checks[[length(checks) + 1]] <- list(table = paste0(table, ".compare"), keys = list(group_a = groups[1], group_b = g),
          want = list(value = value[1], se = value[2]))
      }
    }
  }
  list(id = name, study = list(title = name, data = list(file = paste0("../data/", design$file, ".csv"), missing = c("", "NA")), design = design$yaml,
    analyses = analyses), tolerance = list(default = 1e-10), checks = checks)
}

# R's n of replicates is that of the rows, whatever their weights there.
sd_rep <- function(n) list(f = function(y, w) { m <- sum(w * y) / sum(w); sqrt(n / (n - 1) * sum(w * (y - m)^2) / sum(w)) })

cases <- Map(case, names(designs), designs)
cat("[\n", paste(sapply(cases, toJSON, auto_unbox = TRUE, digits = NA, always_decimal = FALSE), collapse = ",\n"), "\n]\n", sep = "")
